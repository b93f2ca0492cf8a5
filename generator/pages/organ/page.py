"""An organ's page: all its years side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator import labels
from generator.archive.types import Entry, OrganShelf
from generator.pages import wording
from generator.pages.badges import SealView, seals
from generator.pages.compare import compare_url
from generator.pages.feeds.addresses import new_feed
from generator.pages.gloss import glossed_label
from generator.pages.history import HistoryView, history_view
from generator.pages.listing import EntryLine, entry_line
from generator.pages.metadata_things import organ_thing
from generator.pages.organ.charts import Chart, charts
from generator.pages.organ.over_years import YearFinding, year_findings
from generator.pages.organ.series import Series, series
from generator.pages.page import INDEX, Frame, Link, Page
from generator.pages.site import HOME, Site
from generator.pages.sums import FindingSum, organ_sums
from generator.pages.taking import Taking, organ_taking


@dataclass(frozen=True, slots=True)
class ReportOfOrgan:
    """One report in the organ's list."""

    url: str
    """Its page."""
    year: str
    """The year it is about, in words."""
    form: str
    """The form it follows."""
    signed: str
    """Date of signature or publication, in words; may be empty."""
    seals: tuple[SealView, ...]
    """Its badges."""
    line: EntryLine
    """What contradicts itself in it, as lists tell it."""


@dataclass(frozen=True, slots=True)
class OrganPage:
    """Context of organ.html."""

    frame: Frame
    """Head, header and footer."""
    name: str
    """The fullest form of its name."""
    kind: str
    """What kind of organ it is, in words."""
    reports: tuple[ReportOfOrgan, ...]
    """Newest first."""
    missing: tuple[int, ...]
    """Years between the first and the last that are not held."""
    series: tuple[Series, ...]
    """Its tables over the years."""
    history: HistoryView
    """What it is called now, and what it was called."""
    charts: tuple[Chart, ...]
    """The main figures drawn over the years; empty for fewer than two."""
    over_years: tuple[YearFinding, ...]
    """What the checks between its years found."""
    last_two: Link | None
    """Its reports of the last two years side by side; None for fewer."""
    earlier: Link | None
    """The organ before it in the same region."""
    later: Link | None
    """The organ after it in the same region."""
    sums: tuple[FindingSum, ...]
    """How many of its reports fail which check."""
    taking: Taking
    """Its data."""


def organ_pages(site: Site) -> Iterator[Page]:
    """``/region/<code>/<slug>/``: one page an organ."""
    shelves = tuple(site.archive.organs.values())
    for number, shelf in enumerate(shelves):
        before = shelves[number - 1] if number else None
        after = shelves[number + 1] if number + 1 < len(shelves) else None
        make = partial(_context, site, shelf, _neighbour(shelf, before), _neighbour(shelf, after))
        yield Page(shelf.url.strip("/") + "/" + INDEX, "organ.html", make)


def _neighbour(shelf: OrganShelf, other: OrganShelf | None) -> Link | None:
    """``other``, where it stands in the same region; organs come sorted by region."""
    same = other is not None and other.id.partition("/")[0] == shelf.id.partition("/")[0]
    return Link(other.name, other.url) if same and other else None


def _context(site: Site, shelf: OrganShelf, earlier: Link | None, later: Link | None) -> OrganPage:
    years = shelf.years
    missing = sorted(set(range(min(years), max(years) + 1)) - set(years)) if years else []
    crumbs = (HOME, *(Link(c.name, c.url) for c in shelf.crumbs))
    span = f"{years[-1]}—{years[0]} 年" if len(years) > 1 else f"{years[0]} 年" if years else "年度不明"
    description = f"{shelf.name}的政府信息公开工作年度报告 {len(shelf.entries)} 份（{span}），历年数字并列。"
    return OrganPage(
        frame=site.frame(
            shelf.url,
            shelf.name,
            description,
            crumbs=crumbs,
            area="regions",
            alternates=(new_feed(shelf.name, shelf.url),),
            about=(organ_thing(site, shelf),),
        ),
        name=shelf.name,
        kind=glossed_label(labels.ORGAN_KINDS, shelf.kind.value),
        reports=tuple(_report(entry) for entry in shelf.entries),
        missing=tuple(missing),
        series=series(shelf.entries, site.forms),
        history=history_view(shelf.name, shelf.lineage, site.archive.held),
        charts=charts(shelf.entries, site.forms),
        over_years=year_findings(shelf.entries, site.catalogue),
        last_two=_last_two(shelf),
        earlier=earlier,
        later=later,
        sums=organ_sums(shelf.entries, site.catalogue),
        taking=organ_taking(shelf.url, crumbs[1] if shelf.crumbs else None),
    )


def _last_two(shelf: OrganShelf) -> Link | None:
    newest = [entry for entry in shelf.entries if entry.year is not None][:2]
    if len(newest) < 2:
        return None
    return Link(f"{newest[0].year} 年与 {newest[1].year} 年对照", compare_url(*(entry.url for entry in newest)))


def _report(entry: Entry) -> ReportOfOrgan:
    dates = entry.report.dates
    found = dates.published or dates.signed
    which = "公布于" if dates.published else "落款"
    return ReportOfOrgan(
        url=entry.url,
        year=wording.year_name(entry.report),
        form=wording.form_name(entry.report),
        signed=f"{which} {wording.day(found.value)}" if found else "",
        seals=seals(entry),
        line=entry_line(entry),
    )
