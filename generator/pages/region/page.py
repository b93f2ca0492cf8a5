"""Regions: from the country down to the county, with what is held there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator import labels
from generator.archive.types import Entry, Lineage, OrganShelf, RegionShelf
from generator.model.places import Level
from generator.pages.badges import Share, seal_of, shares
from generator.pages.clashes import Clashes, clashing_by_region, newest_clashes
from generator.pages.coverage import COVERAGE, MissingOffices, missing_offices
from generator.pages.feeds.addresses import contradictions_feed, new_feed
from generator.pages.found import in_any_region, in_region, search_url
from generator.pages.gloss import glossed_label
from generator.pages.history import HistoryView, history_view
from generator.pages.metadata_things import data_of, region_thing
from generator.pages.page import INDEX, Alternate, Frame, Link, Page
from generator.pages.parts import MOST
from generator.pages.region.sheet import sheet_years
from generator.pages.region.sums_by_year import ScopeSums, region_sums
from generator.pages.region.tallies import BadgeTally, added, tallies
from generator.pages.region.tiles import tile_diagram
from generator.pages.site import HOME, Site
from generator.pages.sums import COUNTRY, Failures, FindingSum, failures_by_region, finding_sums
from generator.pages.taking import Taking, region_taking

BELOW = {Level.PROVINCE: "地区", Level.PREFECTURE: "县区", Level.COUNTY: "乡镇、街道"}
"""What stands directly below a region, in words."""


@dataclass(frozen=True, slots=True)
class RegionLine:
    """A region in a list."""

    name: str
    """Its name."""
    url: str
    """Its page."""
    reports: int
    """Reports held in it and below."""
    years: str
    """The years they are about, in words."""
    shares: tuple[Share, ...]
    """How many have which consistency."""
    listed: str
    """Where the search lists them."""


@dataclass(frozen=True, slots=True)
class YearMark:
    """One year of an organ in a list."""

    year: str
    """The year, in digits."""
    url: str
    """The report; "" where none is held."""
    glyph: str
    """Its consistency as a sign."""
    stamp: str
    """The same in four characters."""
    tone: str
    """The same as a tone."""


@dataclass(frozen=True, slots=True)
class OrganLine:
    """An organ in a list."""

    name: str
    """Its name."""
    url: str
    """Its page."""
    kind: str
    """What kind of organ, in words."""
    years: tuple[YearMark, ...]
    """One a column of the matrix, oldest first."""


@dataclass(frozen=True, slots=True)
class RegionPage:
    """Context of region.html."""

    frame: Frame
    """Head, header and footer."""
    name: str
    """The region's name."""
    level: str
    """Its level, in words; "" for the whole country."""
    code: str
    """Its administrative code; "" for the whole country."""
    reports: int
    """Reports held in it and below."""
    years: str
    """The years they are about, in words."""
    listed: str
    """Where the search lists them; "" for the whole country."""
    tallies: tuple[BadgeTally, ...]
    """Each badge over the region."""
    children: tuple[RegionLine, ...]
    """Regions directly below that hold reports."""
    organs: tuple[OrganLine, ...]
    """Organs that stand in the region itself, as many as one page lists."""
    more: int
    """How many others the index of organs lists."""
    clashes: Clashes
    """Reports here and below that contradict themselves, newest first."""
    sums: tuple[FindingSum, ...]
    """How many reports fail which check, here and below."""
    columns: tuple[int, ...]
    """Years of the matrix of organs, oldest first, without leaving out years between."""
    uncollected: tuple[str, ...]
    """Divisions directly below for which no report is held."""
    below: str
    """What those are, in words."""
    missing: MissingOffices
    """Its government and departments of which no report is held."""
    totals: tuple[ScopeSums, ...]
    """The figures added up, one table a scope."""
    sheets: str
    """The list of sheets that set its organs side by side; "" where there is none."""
    history: HistoryView
    """What became of the region."""
    taking: Taking
    """Its data."""
    unplaced: int
    """On the country's page: reports whose place is not known."""


def region_pages(site: Site) -> Iterator[Page]:
    """``/region/`` and ``/region/<code>/``."""
    archive = site.archive
    provinces = [region for region in archive.regions.values() if region.level is Level.PROVINCE]
    failed = failures_by_region(archive)
    clashing = clashing_by_region(archive, site.catalogue)
    all_clashing = [entry for region in provinces for entry in clashing.get(region.code, [])]
    years = sorted({year for region in provinces for year in region.years}, reverse=True)
    yield Page(
        f"region/{INDEX}",
        "region.html",
        lambda: RegionPage(
            frame=site.frame("/region/", "地区", "按省、市、县查阅政府信息公开工作年度报告。", area="regions"),
            name="地区",
            level="",
            code="",
            reports=sum(region.reports for region in provinces),
            years=year_span(years),
            listed="",
            tallies=tallies(added(provinces), in_any_region(archive)),
            children=tuple(region_line(region) for region in sorted(provinces, key=lambda r: r.code)),
            organs=(),
            more=0,
            clashes=newest_clashes(all_clashing, site.catalogue, in_any_region(archive)),
            sums=finding_sums(failed.get(COUNTRY, {}), site.catalogue, in_any_region(archive)),
            columns=(),
            uncollected=tile_diagram(archive.regions).missing,
            below="省级行政区",
            missing=MissingOffices((), COVERAGE),
            totals=(),
            sheets="",
            history=history_view("", Lineage(), archive.held),
            unplaced=len(archive.unplaced),
            taking=region_taking(site, "/region/"),
        ),
    )
    for region in archive.regions.values():
        make = partial(_context, site, region, failed.get(region.code, {}), clashing.get(region.code, []))
        yield Page(region.url.strip("/") + "/" + INDEX, "region.html", make)


def region_line(region: RegionShelf) -> RegionLine:
    """A region as a line of a list."""
    return RegionLine(
        region.name,
        region.url,
        region.reports,
        year_span(region.years),
        shares(region.badges.get("consistency", {}), in_region(region.code)),
        search_url(in_region(region.code)),
    )


def year_span(years: tuple[int, ...] | list[int]) -> str:
    """``2019—2022``, ``2020`` or "" for the years that are held; those between need not all be."""
    if not years:
        return ""
    return str(min(years)) if min(years) == max(years) else f"{min(years)}—{max(years)}"


def _feeds(region: RegionShelf) -> tuple[Alternate, ...]:
    return new_feed(region.name, region.url), contradictions_feed(region.name, region.url)


def _context(site: Site, region: RegionShelf, failed: Failures, clashing: Sequence[Entry]) -> RegionPage:
    archive = site.archive
    where = "".join(c.name for c in region.crumbs) + region.name
    span = f"，{year_span(region.years)} 年" if region.years else ""
    kinds = list(labels.ORGAN_KINDS)
    shelves = sorted((archive.organs[id_] for id_ in region.organs), key=lambda s: (kinds.index(s.kind.value), s.id))
    years = [year for shelf in shelves for year in shelf.years]
    columns = tuple(range(min(years), max(years) + 1)) if years else ()
    sheets = sheet_years(archive, region)
    return RegionPage(
        frame=site.frame(
            region.url,
            region.name,
            f"{where}的政府信息公开工作年度报告，收录 {region.reports} 份{span}。",
            crumbs=(HOME, Link("地区", "/region/"), *(Link(c.name, c.url) for c in region.crumbs)),
            area="regions",
            about=(region_thing(site, region), *data_of(site, region.url, where)),
            alternates=_feeds(region),
        ),
        name=region.name,
        level=labels.LEVELS[int(region.level)].zh,
        code=region.code,
        reports=region.reports,
        years=year_span(region.years),
        tallies=tallies(region.badges, in_region(region.code)),
        listed=search_url(in_region(region.code)),
        children=tuple(region_line(archive.regions[code]) for code in region.children),
        organs=tuple(_organ(shelf, columns) for shelf in shelves[:MOST]),
        more=max(0, len(shelves) - MOST),
        clashes=newest_clashes(clashing, site.catalogue, in_region(region.code)),
        sums=finding_sums(failed, site.catalogue, in_region(region.code)),
        columns=columns,
        uncollected=region.uncollected,
        below=BELOW[region.level],
        missing=missing_offices(site, region.code),
        totals=region_sums(region, {year: f"{region.url}sheet/{year}/" for year in sheets}),
        sheets=f"{region.url}sheet/" if sheets else "",
        history=history_view(region.name, region.lineage, archive.held),
        unplaced=0,
        taking=region_taking(site, region.url),
    )


def _organ(shelf: OrganShelf, columns: Sequence[int]) -> OrganLine:
    by_year = {entry.year: entry for entry in shelf.entries}
    marks = tuple(_mark(year, by_year.get(year)) for year in columns)
    return OrganLine(shelf.name, shelf.url, glossed_label(labels.ORGAN_KINDS, shelf.kind.value), marks)


def _mark(year: int, entry: Entry | None) -> YearMark:
    if entry is None:
        return YearMark(str(year), "", "", "", "")
    seal = seal_of(entry)
    return YearMark(str(year), entry.url, seal.glyph, seal.stamp, seal.tone)
