"""Who ordinarily reports, and whose reports are held: the country, a page a province, and one a region below it.

Longer than 250 lines: half is the typed context of the page, a line for each thing the template shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from generator.archive.addresses import region_code
from generator.archive.covered import Body, BodyKind, Coverage, EmptyRegion
from generator.archive.types import RegionShelf
from generator.model.places import Level
from generator.pages.found import in_region, search_url
from generator.pages.gloss import glossed
from generator.pages.page import INDEX, Alternate, Frame, Link, Page
from generator.pages.site import HOME, Site
from generator.places.departments import standard_list

COVERAGE = "/coverage/"
TITLE = "收录情况"
CRUMB = Link(TITLE, COVERAGE)
CSV = Alternate("/data/coverage.csv", "text/csv", "收录情况（CSV）")
KINDS = {
    BodyKind.GOVERNMENT: ("本级政府", "The government itself"),
    BodyKind.TOWNSHIP: ("乡镇、街道", "Townships and subdistricts"),
    BodyKind.DEPARTMENT: ("部门", "Departments"),
    BodyKind.OTHER: ("名单之外", "On no list"),
}
"""What bodies of a kind are called, and in English."""
COUNTED = (BodyKind.GOVERNMENT, BodyKind.TOWNSHIP)
"""What is counted of a whole province."""


@dataclass(frozen=True, slots=True)
class YearCell:
    """What is held of one year."""

    url: str
    """The report; "" where none is held."""
    listed: bool
    """Whether a list of that year has it."""


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One that ordinarily reports."""

    name: str
    """Its ordinary name."""
    en: str
    """Its name in English; "" where there is none."""
    url: str
    """The organ; "" where no report of it is held."""
    cells: tuple[YearCell, ...]
    """One a year, oldest first."""


@dataclass(frozen=True, slots=True)
class BodyGroup:
    """Those of a kind."""

    key: str
    """By which the page leads to them."""
    name: str
    """What they are."""
    title: str
    """The same with its gloss."""
    held: int
    """Of how many any report is held."""
    others: int
    """Of departments: how many bodies the page lists that are on no list."""
    rows: tuple[BodyRow, ...]
    """All of them."""


@dataclass(frozen=True, slots=True)
class RegionCell:
    """What is held of one region in one year."""

    url: str
    """The report of its own government; "" where none is held."""
    counts: tuple[tuple[str, int, int], ...]
    """(what, how many are held, how many a list has), of what there is any."""
    others: int
    """How many are held that no list has."""


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region that holds anything."""

    name: str
    """Its name."""
    above: str
    """The name of its prefecture; "" for one that stands directly below the province."""
    url: str
    """Its page of this kind."""
    cells: tuple[RegionCell, ...]
    """One a year, oldest first."""


@dataclass(frozen=True, slots=True)
class EmptyGroup:
    """Regions of which nothing is held, within one."""

    name: str
    """The prefecture; "" directly below the province."""
    regions: tuple[tuple[str, int], ...]
    """(name, townships of the last edition)."""


@dataclass(frozen=True, slots=True)
class ProvinceLine:
    """A province in the list of all."""

    name: str
    """Its name."""
    url: str
    """Its page of this kind; "" where nothing is held of it."""
    reports: int
    """Reports that are held."""
    listed: str
    """Where the search lists them."""
    counts: tuple[tuple[str, int, int], ...]
    """(what, of how many any report is held, how many there are), in the whole province."""


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """Context of coverage.html."""

    frame: Frame
    """Head, header and footer."""
    region: Link | None
    """The region's own page; None for the country."""
    years: tuple[int, ...]
    """Columns, oldest first."""
    groups: tuple[BodyGroup, ...]
    """Who ordinarily reports in the region itself."""
    since: int
    """From which year on departments are expected."""
    provinces: tuple[ProvinceLine, ...]
    """For the country."""
    regions: tuple[RegionRow, ...]
    """For a province: those below it."""
    empty: tuple[EmptyGroup, ...]
    """For a province: those below it of which nothing is held."""
    csv: str
    """The same as data."""


@dataclass(frozen=True, slots=True)
class MissingOffices:
    """The government and departments of a region of which no report of any year is held."""

    names: tuple[str, ...]
    """Their ordinary names."""
    url: str
    """Where it stands year by year who is held and who is not; "" where that is not known."""


def coverage_url(code: str) -> str:
    """The page about a region; ``code`` is its division code."""
    return f"{COVERAGE}{code}/"


def coverage_pages(site: Site) -> Iterator[Page]:
    """``/coverage/`` and ``/coverage/<code>/`` of every region that holds anything."""
    yield Page(COVERAGE.strip("/") + "/" + INDEX, "coverage.html", partial(_country, site))
    for code in site.archive.coverage:
        yield Page(coverage_url(code).strip("/") + "/" + INDEX, "coverage.html", partial(_region, site, code))


def _country(site: Site) -> CoveragePage:
    described = "哪些政府、乡镇、街道和部门应当编制年度报告，这里收录了哪些、未收录哪些，按地区和年度。"
    frame = site.frame(COVERAGE, TITLE, described, area="regions", alternates=(CSV,))
    provinces = sorted(
        (region for region in site.archive.regions.values() if region.level is Level.PROVINCE), key=lambda r: r.code
    )
    lines = tuple(_province(site, region) for region in provinces if region.code in site.archive.coverage)
    return CoveragePage(frame, None, (), (), standard_list().since, lines, (), (), CSV.url)


def _region(site: Site, code: str) -> CoveragePage:
    region, found = site.archive.regions[code], site.archive.coverage[code]
    where = "".join(crumb.name for crumb in region.crumbs) + region.name
    above = tuple(Link(crumb.name, coverage_url(region_code(crumb.url))) for crumb in region.crumbs)
    described = f"{where}：哪些政府、乡镇、街道和部门的年度报告已收录，哪些未收录，逐年列出。"
    below = _below(site, region) if region.level is Level.PROVINCE else ()
    return CoveragePage(
        frame=site.frame(
            coverage_url(code),
            f"{region.name}：{TITLE}",
            described,
            crumbs=(HOME, CRUMB, *above),
            area="regions",
            alternates=(CSV,),
        ),
        region=Link(region.name, region.url),
        years=found.years,
        groups=tuple(_group(kind, found) for kind in BodyKind if found.of(kind)),
        since=standard_list().since,
        provinces=(),
        regions=tuple(_row(site, one, found.years) for one in below),
        empty=tuple(
            EmptyGroup(name, tuple((one.name, one.townships) for one in some))
            for name, some in groupby(found.empty, key=_prefecture)
        ),
        csv=CSV.url,
    )


def _prefecture(one: EmptyRegion) -> str:
    return one.above


def _below(site: Site, province: RegionShelf) -> Sequence[RegionShelf]:
    """Prefectures and counties of a province that hold anything, by their codes."""
    return [
        region
        for code, region in sorted(site.archive.regions.items())
        if code != province.code and any(region_code(crumb.url) == province.code for crumb in region.crumbs)
    ]


def _group(kind: BodyKind, found: Coverage) -> BodyGroup:
    bodies = found.of(kind)
    english = {one.id: one.en for one in standard_list().departments}
    return BodyGroup(
        kind.value,
        KINDS[kind][0],
        glossed(*KINDS[kind]),
        _held(bodies),
        len(found.of(BodyKind.OTHER)) if kind is BodyKind.DEPARTMENT else 0,
        tuple(_body(body, found.years, english) for body in bodies),
    )


def _body(body: Body, years: Sequence[int], english: Mapping[str, str]) -> BodyRow:
    cells = tuple(YearCell(body.reports.get(year, ""), year in body.reports) for year in years)
    return BodyRow(body.name, english.get(body.id, ""), body.organ, cells)


def _row(site: Site, region: RegionShelf, years: Sequence[int]) -> RegionRow:
    found = site.archive.coverage[region.code]
    above = region.crumbs[-1].name if len(region.crumbs) > 1 else ""
    return RegionRow(region.name, above, coverage_url(region.code), tuple(_cell(found, year) for year in years))


def _cell(found: Coverage, year: int) -> RegionCell:
    own = next((body.reports.get(year, "") for body in found.of(BodyKind.GOVERNMENT)), "")
    kinds = (BodyKind.TOWNSHIP, BodyKind.DEPARTMENT)
    # Years between those of the province that this region has none of: nothing is held of it then.
    counts = tuple((_short(kind), *found.counted(kind, year)) for kind in kinds if year in found.years)
    others, _ = found.counted(BodyKind.OTHER, year)
    return RegionCell(own, tuple(one for one in counts if one[2]), others)


def _short(kind: BodyKind) -> str:
    return glossed({BodyKind.TOWNSHIP: "乡镇"}.get(kind, KINDS[kind][0]), kind.value)


def _province(site: Site, province: RegionShelf) -> ProvinceLine:
    covered = site.archive.coverage
    parts = [covered[province.code], *(covered[region.code] for region in _below(site, province))]
    governments, townships = ([body for part in parts for body in part.of(kind)] for kind in COUNTED)
    empty = parts[0].empty
    without = sum(one.townships for one in empty if len(one.code) == 2 * Level.COUNTY)
    return ProvinceLine(
        province.name,
        coverage_url(province.code),
        province.reports,
        search_url(in_region(province.code)),
        (
            (glossed("省市县政府", "governments"), _held(governments), len(governments) + len(empty)),
            (glossed(*KINDS[BodyKind.TOWNSHIP]), _held(townships), len(townships) + without),
        ),
    )


def _held(bodies: Iterable[Body]) -> int:
    """Of how many any report is held."""
    return sum(1 for body in bodies if any(body.reports.values()))


def missing_offices(site: Site, code: str) -> MissingOffices:
    """Those of a region; nothing without a gazetteer."""
    found = site.archive.coverage.get(code)
    if found is None:
        return MissingOffices((), "")
    offices = (*found.of(BodyKind.GOVERNMENT), *found.of(BodyKind.DEPARTMENT))
    return MissingOffices(tuple(one.name for one in offices if not any(one.reports.values())), coverage_url(code))
