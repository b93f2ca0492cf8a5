"""Sheets: the organs of a county or prefecture side by side, with their key figures of one year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from generator import labels
from generator.archive.types import Archive, Entry, OrganShelf, RegionShelf
from generator.model.places import Level
from generator.model.reports import TOWNSHIPS, OrganKind
from generator.pages.badges import seal_of
from generator.pages.listing import contradictions
from generator.pages.page import INDEX, Frame, Link, Page
from generator.pages.region.sheet_cells import Column, SheetCell, cells_of, columns_of
from generator.pages.region.sheet_orders import Ordered, orders_of
from generator.pages.region.sheet_sums import ScopeSums, sums_of
from generator.pages.site import HOME, Site
from generator.pages.taking import Taking, region_taking

LEAST = 2
"""Reports of a year for which there is a sheet: with one there is nothing to lay it beside."""
GROUPS: tuple[tuple[str, tuple[OrganKind, ...]], ...] = (
    ("乡镇、街道", TOWNSHIPS),
    *(
        (labels.zh(labels.ORGAN_KINDS, kind.value), (kind,))
        for kind in (
            OrganKind.COUNTY_GOVERNMENT,
            OrganKind.PREFECTURE_GOVERNMENT,
            OrganKind.PROVINCE_GOVERNMENT,
            OrganKind.DEPARTMENT,
            OrganKind.OTHER,
        )
    ),
)
"""Organs that are like one another, in the order of the sheet."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One organ."""

    name: str
    """The organ."""
    url: str
    """Its page."""
    scope: str
    """Whom its figures cover, in words; "" where no report is held."""
    glyph: str
    """The seal's sign where the report contradicts itself, else ""."""
    stamp: str
    """The same in four characters."""
    findings: str
    """Where they are listed."""
    cells: tuple[SheetCell, ...]
    """One a column; none where no report is held."""


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """Organs of one kind."""

    name: str
    """What they are called together."""
    rows: tuple[SheetRow, ...]
    """By id, which begins with the place's code."""


@dataclass(frozen=True, slots=True)
class SheetPage:
    """Context of sheet.html."""

    frame: Frame
    """Head, header and footer."""
    name: str
    """The region."""
    region: str
    """Its page."""
    year: int
    """The year."""
    years: tuple[Link, ...]
    """The sheets of the region, newest first; this one has no address."""
    held: int
    """Reports on the sheet."""
    gaps: int
    """Organs of which none of this year is held."""
    uncollected: int
    """Divisions below of which no report of any year is held."""
    columns: tuple[Column, ...]
    """The figures."""
    sums: tuple[ScopeSums, ...]
    """The columns added up, once a scope; they are never added to one another."""
    groups: tuple[SheetGroup, ...]
    """The organs."""
    orders: tuple[Ordered, ...]
    """The organs by each figure, the highest first."""
    taking: Taking
    """The region's data."""
    script: str
    """The script that sorts."""


def sheet_years(archive: Archive, region: RegionShelf) -> Mapping[int, int]:
    """Year, newest first → reports on its sheet. None for provinces, which have no organs side by side."""
    if region.level not in (Level.PREFECTURE, Level.COUNTY):
        return {}
    counts: dict[int, int] = {}
    for shelf in shelves_of(archive, region):
        for year in shelf.years:
            counts[year] = counts.get(year, 0) + 1
    return {year: counts[year] for year in sorted(counts, reverse=True) if counts[year] >= LEAST}


def sheet_page(site: Site, region: RegionShelf, year: int, years: Sequence[int]) -> Page:
    """The sheet of a year, beside those of ``years``."""
    told = site, region, year, years
    path = f"{region.url.strip('/')}/sheet/{year}/{INDEX}"
    return Page(path, "sheet.html", partial(_context, *told), partial(_follows, *told))


def shelves_of(archive: Archive, region: RegionShelf) -> list[OrganShelf]:
    """The organs that stand in the region; in a prefecture the governments of its counties, too."""
    ids = list(region.organs)
    if region.level is Level.PREFECTURE:
        ids += [
            id_
            for code in region.children
            for id_ in archive.regions[code].organs
            if archive.organs[id_].kind is OrganKind.COUNTY_GOVERNMENT
        ]
    return sorted((archive.organs[id_] for id_ in ids), key=lambda shelf: shelf.id)


def framed(site: Site, region: RegionShelf, url: str, title: str, description: str, above: tuple[Link, ...]) -> Frame:
    """The frame of a page below that of the region."""
    crumbs = (HOME, Link("地区", "/region/"), *(Link(c.name, c.url) for c in region.crumbs))
    crumbs += (Link(region.name, region.url), *above)
    return site.frame(url, title, description, crumbs=crumbs, area="regions")


def _context(site: Site, region: RegionShelf, year: int, years: Sequence[int]) -> SheetPage:
    shelves = shelves_of(site.archive, region)
    held = _held(shelves, year)
    columns = columns_of(held.values(), site.forms)
    named = [(shelf.name, held[shelf.id]) for shelf in shelves if shelf.id in held]
    cells = {id_: cells_of(entry, columns) for id_, entry in held.items()}
    return replace(
        _head(site, region, year, years),
        columns=columns,
        sums=sums_of(named, columns),
        groups=tuple(_groups(shelves, held, cells)),
        orders=orders_of(named, [cells[shelf.id] for shelf in shelves if shelf.id in held], columns),
    )


def _follows(site: Site, region: RegionShelf, year: int, years: Sequence[int]) -> object:
    shelves = shelves_of(site.archive, region)
    marks = {id_: entry.mark for id_, entry in _held(shelves, year).items()}
    rows = [(shelf.id, shelf.name, shelf.url, shelf.kind, marks.get(shelf.id, "")) for shelf in shelves]
    return (_head(site, region, year, years), rows) if all(marks.values()) else None


def _held(shelves: Iterable[OrganShelf], year: int) -> dict[str, Entry]:
    """The report of the year by its organ."""
    return {shelf.id: entry for shelf in shelves for entry in shelf.entries if entry.year == year}


def _head(site: Site, region: RegionShelf, year: int, years: Sequence[int]) -> SheetPage:
    """A sheet without its columns, which take nearly all of the time."""
    shelves, url = shelves_of(site.archive, region), f"{region.url}sheet/"
    held = len(_held(shelves, year))
    where = "".join(crumb.name for crumb in region.crumbs) + region.name
    return SheetPage(
        frame=framed(
            site,
            region,
            f"{url}{year}/",
            f"{region.name} {year} 年各机关数字对照",
            f"{where}各机关 {year} 年政府信息公开工作年度报告的主要数字，收录 {held} 份。",
            (Link("数字对照", url),),
        ),
        name=region.name,
        region=region.url,
        year=year,
        years=tuple(Link(f"{one} 年", "" if one == year else f"{url}{one}/") for one in years),
        held=held,
        gaps=len(shelves) - held,
        uncollected=len(region.uncollected),
        columns=(),
        sums=(),
        groups=(),
        orders=(),
        taking=region_taking(site, region.url),
        script=site.assets["sorting.js"],
    )


def _groups(
    shelves: Sequence[OrganShelf], held: Mapping[str, Entry], cells: Mapping[str, tuple[SheetCell, ...]]
) -> Iterator[SheetGroup]:
    for name, kinds in GROUPS:
        rows = tuple(
            _row(shelf, held.get(shelf.id), cells.get(shelf.id, ())) for shelf in shelves if shelf.kind in kinds
        )
        if rows:
            yield SheetGroup(name, rows)


def _row(shelf: OrganShelf, entry: Entry | None, cells: tuple[SheetCell, ...]) -> SheetRow:
    if entry is None:
        return SheetRow(shelf.name, shelf.url, "", "", "", "", ())
    seal, clashes = seal_of(entry), contradictions(entry)
    return SheetRow(
        name=shelf.name,
        url=entry.url,
        scope=labels.zh(labels.SCOPES, entry.report.scope.value),
        glyph=seal.glyph if clashes else "",
        stamp=seal.stamp if clashes else "",
        findings=f"{entry.url}#findings",
        cells=cells,
    )
