"""The public log: what was corrected by hand, what is withheld and why, and what organs replied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.archive.types import Entry
from generator.pages.listing import EntryLine, entry_line
from generator.pages.lists import PartLine, page_links
from generator.pages.page import INDEX, Frame, Link, Page
from generator.pages.parts import Part, below, parted, region_and_year_way
from generator.pages.report.annotations import CorrectionView, correction_views
from generator.pages.reporting import page_fault
from generator.pages.site import HOME, Site

ROOT = Link("更正记录", "/corrections/")
POLICY = "/about/corrections/"


@dataclass(frozen=True, slots=True)
class TouchedReport:
    """A report that people added something to, or kept something back of."""

    line: EntryLine
    """The report."""
    corrections: tuple[CorrectionView, ...]
    """Values set by hand."""
    withheld: tuple[str, ...]
    """Why something is withheld, a reason each; never what."""


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """Context of corrections.html."""

    frame: Frame
    """Head, header and footer."""
    is_first: bool
    """Whether it is the page that tells how errors are reported."""
    way: str
    """Where an error is reported; "" where nobody said."""
    policy: str
    """The page about what is corrected and withdrawn; "" where there is none."""
    count: int
    """Reports in this part."""
    parts: tuple[PartLine, ...]
    """Its parts, where it is too long for one page."""
    reports: tuple[TouchedReport, ...]
    """Those that stand here."""
    pages: tuple[Link, ...]
    """Further pages of the same."""


def correction_pages(site: Site) -> Iterator[Page]:
    """``/corrections/`` and, where much was corrected, a page a region and year."""
    touched = [entry for entry in site.archive.all if _is_touched(entry)]
    root = parted(touched, partial(region_and_year_way, site.archive), ROOT.url)
    for part in (root, *below(root)):
        yield Page(part.url.strip("/") + "/" + INDEX, "corrections.html", partial(_context, site, part))


def _is_touched(entry: Entry) -> bool:
    sidecar = entry.report.sidecar
    return bool(sidecar.withhold or sidecar.reply or entry.report.corrected)


def _context(site: Site, part: Part[Entry]) -> CorrectionsPage:
    is_first = part.url == ROOT.url
    title = ROOT.name if is_first else f"{ROOT.name}：{part.name}"
    frame = site.frame(
        part.url,
        title,
        "怎样告诉我们错误；人工更正、未予公布的内容与机关的回应，逐份列出。",
        crumbs=(HOME,) if is_first else (HOME, ROOT, *part.above),
    )
    return CorrectionsPage(
        frame=frame,
        is_first=is_first,
        way=page_fault(site.report_errors, site.title, ""),
        policy=POLICY if POLICY in frame.articles else "",
        count=len(part.items),
        parts=tuple(PartLine(one.name, one.url, len(one.items), ()) for one in part.parts),
        reports=tuple(_touched(site, entry) for entry in part.own),
        pages=page_links(part),
    )


def _touched(site: Site, entry: Entry) -> TouchedReport:
    why = dict.fromkeys(item.why for item in entry.report.sidecar.withhold)
    return TouchedReport(entry_line(entry), correction_views(entry.report, site.forms), tuple(why))
