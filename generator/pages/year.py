"""Years: an index, a page for each with its provinces, and below it the reports of each region."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.archive.types import Entry
from generator.pages.badges import Share, shares, tally
from generator.pages.clashes import Clashes, clashing, newest_clashes
from generator.pages.found import facets_of, listed_at
from generator.pages.lists import EntryGroup, PartLine, entry_groups, list_pages, part_lines
from generator.pages.metadata_things import data_of
from generator.pages.page import INDEX, Frame, Link, Page
from generator.pages.parts import Part, parted, region_way
from generator.pages.site import HOME, Site
from generator.pages.taking import Taking, year_taking


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
    listed: str
    """Where the search lists them."""


@dataclass(frozen=True, slots=True)
class YearIndexPage:
    """Context of years.html."""

    frame: Frame
    """Head, header and footer."""
    years: tuple[YearLine, ...]
    """Newest first."""
    undated: int
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
    listed: str
    """Where the search lists them."""
    shares: tuple[Share, ...]
    """How many have which consistency."""
    demanded: str
    """What the national form demands of reports on this year."""
    provinces: tuple[PartLine, ...]
    """Its provinces, whose pages list the reports."""
    clashes: Clashes
    """Its reports that contradict themselves, those signed or published last first."""
    groups: tuple[EntryGroup, ...]
    """Reports that are of no region and yet not of an unknown one."""
    earlier: Link | None
    """The next older year held."""
    later: Link | None
    """The next newer year held."""
    taking: Taking
    """Its data."""


def year_pages(site: Site) -> Iterator[Page]:
    """``/year/``, ``/year/<year>/``, and below it a page a region: ``/year/2020/64/``."""
    archive = site.archive
    lines = tuple(year_line(year, entries) for year, entries in archive.years.items())
    undated = sum(entry.year is None for entry in archive.entries)
    frame = site.frame("/year/", "年度", "按年度查阅政府信息公开工作年度报告。", area="years")
    yield Page(f"year/{INDEX}", "years.html", partial(YearIndexPage, frame, lines, undated))
    for number, line in enumerate(lines):
        later = lines[number - 1] if number else None
        earlier = lines[number + 1] if number + 1 < len(lines) else None
        root = parted(archive.years[line.year], partial(region_way, archive), line.url, split=True)
        yield Page(f"year/{line.year}/{INDEX}", "year.html", partial(_context, site, line, root, earlier, later))
        yield from list_pages(root, partial(_framed, site, line.year))


def year_line(year: int, entries: tuple[Entry, ...]) -> YearLine:
    """A year as a line of a list."""
    url = f"/year/{year}/"
    return YearLine(year, url, len(entries), shares(tally(entries), facets_of(url)), listed_at(url))


def _framed(site: Site, year: int, url: str, name: str, above: tuple[Link, ...]) -> Frame:
    crumbs = (HOME, Link("年度", "/year/"), Link(f"{year} 年度", f"/year/{year}/"), *above)
    description = f"{name}{year} 年度政府信息公开工作年度报告。"
    return site.frame(url, f"{name} {year} 年度".strip(), description, crumbs=crumbs, area="years")


def _context(
    site: Site, line: YearLine, root: Part[Entry], earlier: YearLine | None, later: YearLine | None
) -> YearPage:
    wanted = site.forms.for_year(line.year)
    named = [form for form in site.forms.all if form.id == wanted]
    basis = f"应采用 {wanted} 年表式（{named[0].basis}）" if named else "当时还没有全国统一的这套表式"
    description = f"{line.year} 年度政府信息公开工作年度报告，收录 {line.reports} 份。"
    return YearPage(
        frame=site.frame(
            line.url,
            f"{line.year} 年度",
            description,
            crumbs=(HOME, Link("年度", "/year/")),
            area="years",
            about=data_of(site, line.url, f"{line.year} 年度"),
        ),
        year=line.year,
        reports=line.reports,
        listed=line.listed,
        shares=line.shares,
        demanded=basis,
        provinces=part_lines(root.parts),
        clashes=newest_clashes(clashing(root.items, site.catalogue), site.catalogue, {"year": str(line.year)}),
        groups=entry_groups(root.own, by_year=False),
        earlier=Link(f"{earlier.year} 年", earlier.url) if earlier else None,
        later=Link(f"{later.year} 年", later.url) if later else None,
        taking=year_taking(site, line.url),
    )
