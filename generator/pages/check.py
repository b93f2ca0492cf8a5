"""Checks: an index by family, and a page for each with its law, its formula and what it found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator import labels
from generator.archive.types import CheckSummary, Entry
from generator.checks.catalogue import CheckInfo
from generator.model.results import Severity
from generator.pages import wording
from generator.pages.likeness.clusters import ClusterLine, cluster_lines
from generator.pages.listing import LISTED, EntryLine, entry_lines
from generator.pages.page import INDEX, Frame, Link, Page
from generator.pages.site import HOME, Site

TEXT_REUSE = "F05"
"""The check whose page lists the templates."""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A check in the index."""

    code: str
    """Short id."""
    name: str
    """What it is called."""
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


@dataclass(frozen=True, slots=True)
class Family:
    """Checks of one kind."""

    letter: str
    """A to F."""
    name: str
    """The kind, in words."""
    checks: tuple[CheckLine, ...]
    """In the order of the catalogue."""


@dataclass(frozen=True, slots=True)
class RegionCount:
    """A province and how many of its reports fail."""

    name: str
    """Its name."""
    url: str
    """Its page; "" for reports whose place is not known."""
    count: int
    """Reports that fail."""


@dataclass(frozen=True, slots=True)
class FailingYear:
    """The reports on one year that fail."""

    year: str
    """The year, in words."""
    count: int
    """All of them, listed or not."""
    entries: tuple[EntryLine, ...]
    """By region, as many as fit on the page."""


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
    regions: tuple[RegionCount, ...]
    """In which provinces reports fail, most first."""
    years: tuple[FailingYear, ...]
    """Reports that fail, newest year first."""
    listed: int
    """How many of them are listed."""
    clusters: tuple[ClusterLine, ...]
    """On the page of F05: the templates that several reports share."""


def check_pages(site: Site) -> Iterator[Page]:
    """``/checks/`` and ``/checks/<code>/``: every check that is in the catalogue."""
    lines = {code: _line(info, site.archive.checks.get(code)) for code, info in site.catalogue.items()}
    families = tuple(
        Family(letter, words.zh, tuple(line for line in lines.values() if line.code.startswith(letter)))
        for letter, words in labels.FAMILIES.items()
        if any(code.startswith(letter) for code in lines)
    )
    description = "对每份报告做的核对：公式、依据、含义、局限，以及哪些报告相符、有发现或不可核对。"
    frame = site.frame("/checks/", "核对", description, area="checks")
    yield Page(f"checks/{INDEX}", "checks.html", partial(CheckIndexPage, frame, families))
    for code, info in site.catalogue.items():
        yield Page(f"checks/{code}/{INDEX}", "check.html", partial(_context, site, info, lines[code]))


def _line(info: CheckInfo, summary: CheckSummary | None) -> CheckLine:
    words = labels.FINDINGS[labels.finding_kind(info.code, info.severity.value)]
    return CheckLine(
        code=info.code,
        name=info.name_zh,
        url=f"/checks/{info.code}/",
        severity=words.nature.zh,
        tone=words.tone,
        whole=words.whole,
        faulty=words.faulty,
        passed=len(summary.passed) if summary else 0,
        failed=len(summary.failed) if summary else 0,
        noted=_noted(info, summary.failed) if summary else 0,
        not_checkable=len(summary.not_checkable) if summary else 0,
    )


def _noted(info: CheckInfo, failed: Sequence[Entry]) -> int:
    """How many of ``failed`` fail more mildly than the check does; none where nothing is milder in words."""
    if info.severity is not Severity.ERROR:
        return 0
    results = (entry.result(info.code) for entry in failed)
    return sum(result is not None and result.severity is not info.severity for result in results)


def _context(site: Site, info: CheckInfo, line: CheckLine) -> CheckPage:
    summary = site.archive.checks.get(info.code)
    failed = summary.failed if summary else ()
    years = tuple(_years(failed))
    return CheckPage(
        frame=site.frame(
            line.url,
            f"{info.code} {info.name_zh}",
            f"核对“{info.name_zh}”：{info.reader_zh}",
            crumbs=(HOME, Link("核对", "/checks/")),
            area="checks",
        ),
        line=line,
        family=labels.zh(labels.FAMILIES, info.code[0]),
        id=info.id,
        name_en=info.name_en,
        formula=info.formula_zh,
        meaning=info.reader_zh,
        limits=info.not_checkable_zh,
        basis=info.basis,
        example=info.example,
        regions=_regions(site, failed),
        years=years,
        listed=sum(len(year.entries) for year in years),
        clusters=cluster_lines(site.archive) if info.code == TEXT_REUSE else (),
    )


def _regions(site: Site, failed: Sequence[Entry]) -> tuple[RegionCount, ...]:
    counts: Counter[str] = Counter()
    for entry in failed:
        code = entry.report.place.code[:2]
        counts[code if code in site.archive.regions and entry.report.organ.id else ""] += 1
    found = []
    for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        region = site.archive.regions.get(code)
        found.append(RegionCount(region.name if region else "地区不明", region.url if region else "", count))
    return tuple(found)


def _years(failed: Sequence[Entry]) -> Iterator[FailingYear]:
    """Newest first, the reports of a year by region; together at most as many as one list holds."""
    by_year: dict[int, list[Entry]] = {}
    for entry in failed:
        by_year.setdefault(entry.year or 0, []).append(entry)
    room = LISTED
    for year in sorted(by_year, reverse=True):
        entries = sorted(by_year[year], key=lambda entry: entry.url)
        yield FailingYear(wording.year_name(entries[0].report), len(entries), entry_lines(entries[:room]))
        room -= min(room, len(entries))
