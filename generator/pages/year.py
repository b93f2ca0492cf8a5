"""Years: an index, and a page for each with its reports by province."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.archive.types import Entry
from generator.pages.badges import Share, shares, tally
from generator.pages.listing import EntryLine, entry_lines
from generator.pages.page import INDEX, Frame, Link, Page
from generator.pages.site import HOME, Site


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year in the index."""

    year: int
    """The year the reports are about."""
    url: str
    """Its page."""
    reports: int
    """Reports held."""
    shares: tuple[Share, ...]
    """How many have which consistency."""


@dataclass(frozen=True, slots=True)
class YearIndexPage:
    """Context of years.html."""

    frame: Frame
    """Head, header and footer."""
    years: tuple[YearLine, ...]
    """Newest first."""
    undated: tuple[EntryLine, ...]
    """Reports whose year is not known."""


@dataclass(frozen=True, slots=True)
class YearPage:
    """Context of year.html."""

    frame: Frame
    """Head, header and footer."""
    year: int
    """The year."""
    reports: int
    """Reports held."""
    shares: tuple[Share, ...]
    """How many have which consistency."""
    demanded: str
    """What the national form demands of reports on this year."""
    provinces: tuple[ProvinceList, ...]
    """Its reports by province."""
    earlier: Link | None
    """The next older year held."""
    later: Link | None
    """The next newer year held."""


@dataclass(frozen=True, slots=True)
class ProvinceList:
    """The reports of one province in one year."""

    name: str
    """The province; or that the place is not known."""
    url: str
    """Its page; "" where the place is not known."""
    total: int
    """How many there are."""
    lines: tuple[EntryLine, ...]
    """The reports, by address."""


def year_pages(site: Site) -> Iterator[Page]:
    """``/year/`` and ``/year/<year>/``."""
    archive = site.archive
    lines = tuple(year_line(year, entries) for year, entries in archive.years.items())
    undated = [entry for entry in archive.entries if entry.year is None]
    frame = site.frame("/year/", "年度", "按年度查阅政府信息公开工作年度报告。", area="years")
    yield Page(f"year/{INDEX}", "years.html", partial(YearIndexPage, frame, lines, entry_lines(undated)))
    for number, line in enumerate(lines):
        later = lines[number - 1] if number else None
        earlier = lines[number + 1] if number + 1 < len(lines) else None
        yield Page(f"year/{line.year}/{INDEX}", "year.html", partial(_context, site, line, earlier, later))


def year_line(year: int, entries: tuple[Entry, ...]) -> YearLine:
    """A year as a line of a list."""
    return YearLine(year, f"/year/{year}/", len(entries), shares(tally(entries)))


def _context(site: Site, line: YearLine, earlier: YearLine | None, later: YearLine | None) -> YearPage:
    wanted = site.forms.for_year(line.year)
    named = [form for form in site.forms.all if form.id == wanted]
    basis = f"应采用 {wanted} 年表式（{named[0].basis}）" if named else "当时还没有全国统一的这套表式"
    description = f"{line.year} 年度政府信息公开工作年度报告，收录 {line.reports} 份。"
    return YearPage(
        frame=site.frame(
            line.url, f"{line.year} 年度", description, crumbs=(HOME, Link("年度", "/year/")), area="years"
        ),
        year=line.year,
        reports=line.reports,
        shares=line.shares,
        demanded=basis,
        provinces=_provinces(site, site.archive.years[line.year]),
        earlier=Link(f"{earlier.year} 年", earlier.url) if earlier else None,
        later=Link(f"{later.year} 年", later.url) if later else None,
    )


def _provinces(site: Site, entries: tuple[Entry, ...]) -> tuple[ProvinceList, ...]:
    by_code: dict[str, list[Entry]] = {}
    for entry in entries:
        code = entry.report.place.code[:2] if entry.report.place.known else ""
        by_code.setdefault(code if code in site.archive.regions else "", []).append(entry)
    found = []
    for code in sorted(by_code, key=lambda code: (not code, code)):
        region = site.archive.regions.get(code)
        name, url = (region.name, region.url) if region else ("地区不明", "")
        found.append(ProvinceList(name, url, len(by_code[code]), entry_lines(by_code[code])))
    return tuple(found)
