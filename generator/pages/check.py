"""Checks: an index by family, a page for each with its law, its formula and what it found, and lists by region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from generator import labels
from generator.archive.types import CheckSummary, Entry
from generator.checks.catalogue import CheckInfo
from generator.model.results import Severity
from generator.pages.feeds.addresses import WHOLE, check_feed
from generator.pages.found import search_url
from generator.pages.gloss import glossed
from generator.pages.likeness.clusters import ClusterLine, cluster_lines
from generator.pages.lists import EntryGroup, PartLine, entry_groups, list_pages, part_lines
from generator.pages.page import INDEX, Frame, Link, Page
from generator.pages.parts import Part, parted, region_and_year_way, region_way
from generator.pages.site import HOME, Site
from generator.pages.terms import check_terms

TEXT_REUSE = "F05"
"""The check whose page lists the templates."""
LARGEST = 10
"""So many of them; a list of its own has all."""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A check in the index."""

    code: str
    """Short id."""
    name: str
    """What it is called."""
    name_en: str
    """Its English name."""
    url: str
    """Its page."""
    severity: str
    """What a failure means, in one word."""
    tone: str
    """The same as a tone."""
    whole: str
    """The word for reports that pass."""
    faulty: str
    """The word for reports that fail."""
    passed: int
    """Reports that pass."""
    failed: int
    """Reports that fail, the milder findings included."""
    noted: int
    """Reports among them whose finding is milder than the check's own: the wording is loose, or the organ changed."""
    not_checkable: int
    """Reports for which it could not be made."""
    listed: str
    """Where the search lists those that fail."""


@dataclass(frozen=True, slots=True)
class Family:
    """Checks of one kind."""

    letter: str
    """A to F."""
    name: str
    """The kind, in words."""
    name_en: str
    """The same in English."""
    checks: tuple[CheckLine, ...]
    """In the order of the catalogue."""


@dataclass(frozen=True, slots=True)
class CheckIndexPage:
    """Context of checks.html."""

    frame: Frame
    """Head, header and footer."""
    families: tuple[Family, ...]
    """All checks there are."""


@dataclass(frozen=True, slots=True)
class CheckPage:
    """Context of check.html."""

    frame: Frame
    """Head, header and footer."""
    line: CheckLine
    """Name, severity and counts."""
    family: str
    """The kind of check."""
    id: str
    """The full id; report.json has its first three characters."""
    name_en: str
    """Its English name."""
    formula: str
    """What is compared."""
    meaning: str
    """What a failure means."""
    limits: str
    """When it cannot be made."""
    basis: str
    """The law or form it rests on."""
    example: str
    """A worked example."""
    terms: tuple[Link, ...]
    """Entries of the glossary that explain its words."""
    regions: tuple[PartLine, ...]
    """In which provinces reports fail, most first; they lead to the pages that list them, where there are such."""
    groups: tuple[EntryGroup, ...]
    """The reports that fail, newest year first, where they all stand here."""
    noted: tuple[EntryGroup, ...]
    """Those that fail more mildly than the check does, apart from the others."""
    clusters: tuple[ClusterLine, ...]
    """On the page of F05: the largest templates that several reports share."""


def check_pages(site: Site) -> Iterator[Page]:
    """``/checks/``, ``/checks/<code>/`` and, where many fail, a page a region: ``/checks/A07/64/``."""
    lines = {code: _line(info, site.archive.checks.get(code)) for code, info in site.catalogue.items()}
    families = tuple(
        Family(letter, words.zh, words.en, tuple(line for line in lines.values() if line.code.startswith(letter)))
        for letter, words in labels.FAMILIES.items()
        if any(code.startswith(letter) for code in lines)
    )
    description = "对每份报告做的核对：公式、依据、含义、局限，以及哪些报告相符、有发现或不可核对。"
    frame = site.frame("/checks/", "核对", description, area="checks", alternates=WHOLE[1:])
    yield Page(f"checks/{INDEX}", "checks.html", partial(CheckIndexPage, frame, families))
    for code, info in site.catalogue.items():
        summary = site.archive.checks.get(code)
        way = partial(region_and_year_way, site.archive)
        root = parted(summary.failed if summary else (), way, lines[code].url)
        yield Page(f"checks/{code}/{INDEX}", "check.html", partial(_context, site, info, lines[code], root))
        yield from list_pages(root, partial(_framed, site, lines[code]), by_year=True, code=code)


def _line(info: CheckInfo, summary: CheckSummary | None) -> CheckLine:
    words = labels.FINDINGS[labels.finding_kind(info.code, info.severity.value)]
    return CheckLine(
        code=info.code,
        name=info.name_zh,
        name_en=info.name_en,
        url=f"/checks/{info.code}/",
        severity=glossed(words.nature.zh, words.nature.en),
        tone=words.tone,
        whole=words.whole,
        faulty=words.faulty,
        passed=len(summary.passed) if summary else 0,
        failed=len(summary.failed) if summary else 0,
        noted=_noted(info, summary.failed) if summary else 0,
        not_checkable=len(summary.not_checkable) if summary else 0,
        listed=search_url({"check": info.code}),
    )


def _noted(info: CheckInfo, failed: Sequence[Entry]) -> int:
    """How many of ``failed`` fail more mildly than the check does; none where nothing is milder in words."""
    return sum(_is_mild(info, entry) for entry in failed)


def _is_mild(info: CheckInfo, entry: Entry) -> bool:
    if info.severity is not Severity.ERROR:
        return False
    result = entry.result(info.code)
    return result is not None and result.severity is not info.severity


def _framed(site: Site, line: CheckLine, url: str, name: str, above: tuple[Link, ...]) -> Frame:
    crumbs = (HOME, Link("核对", "/checks/"), Link(line.code, line.url), *above)
    found = line.faulty if not line.noted else f"{line.faulty}或值得留意"
    description = f"核对“{line.name}”，{name}{found}的政府信息公开工作年度报告。"
    return site.frame(url, f"{line.code} {line.name}：{name}", description, crumbs=crumbs, area="checks")


def _context(site: Site, info: CheckInfo, line: CheckLine, root: Part[Entry]) -> CheckPage:
    return CheckPage(
        frame=site.frame(
            line.url,
            f"{info.code} {info.name_zh}",
            f"核对“{info.name_zh}”：{info.reader_zh}",
            crumbs=(HOME, Link("核对", "/checks/")),
            area="checks",
            alternates=(check_feed(info.code, info.name_zh),),
        ),
        line=line,
        family=labels.zh(labels.FAMILIES, info.code[0]),
        id=info.id,
        name_en=info.name_en,
        formula=glossed(info.formula_zh, info.formula_en),
        meaning=glossed(info.reader_zh, info.reader_en),
        limits=info.not_checkable_zh,
        basis=info.basis,
        example=info.example,
        terms=check_terms(site, line.code),
        regions=_regions(site, root),
        groups=entry_groups([e for e in root.own if not _is_mild(info, e)], by_year=True, code=info.code),
        noted=entry_groups([e for e in root.own if _is_mild(info, e)], by_year=True, code=info.code),
        clusters=cluster_lines(site.archive)[:LARGEST] if info.code == TEXT_REUSE else (),
    )


def _regions(site: Site, root: Part[Entry]) -> tuple[PartLine, ...]:
    """The provinces; where no page of theirs lists what fails there, each leads to its region's page, if it has one."""
    parts = root.parts or parted(root.items, partial(region_way, site.archive), root.url, split=True).parts
    lines = part_lines(sorted(parts, key=lambda part: (-len(part.items), part.url)), judged=False)
    if root.parts:
        return lines
    held = {region.url for region in site.archive.regions.values()}
    own = [f"/region/{line.url.removeprefix(root.url)}" for line in lines]
    return tuple(replace(line, url=url if url in held else "") for line, url in zip(lines, own, strict=True))
