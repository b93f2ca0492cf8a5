"""Who ordinarily reports in a region, year by year, and whose report is held.

Governments and townships are those of the year's edition of the list of divisions, departments those of the standard
list; others have a place only by a report that is held, so that none is missing. That no report is held says nothing
about whether it was published, nor, of a department, whether it exists there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.archive.addresses import GOVERNMENT, own_name
from generator.archive.covered import Body, BodyKind, Coverage, EmptyRegion
from generator.archive.lineage import RegionHistory
from generator.archive.types import OrganShelf, RegionShelf
from generator.model.places import Division, Level
from generator.model.reports import GOVERNMENTS, TOWNSHIPS
from generator.places.departments import standard_list
from generator.places.gazetteer import Gazetteer
from generator.places.lineage import township_lines


def coverage(
    regions: Mapping[str, RegionShelf], organs: Mapping[str, OrganShelf], history: RegionHistory
) -> Mapping[str, Coverage]:
    """Code → coverage of every region that holds anything; nothing without a gazetteer."""
    gazetteer = history.gazetteer
    if gazetteer is None:
        return {}
    found = {}
    for code, region in regions.items():
        years = tuple(range(min(region.years), max(region.years) + 1)) if region.years else ()
        own = [organs[id_] for id_ in region.organs]
        listed = (
            _government(region, years, own),
            *_townships(code, years, own, history, gazetteer),
            *_departments(region, years, own),
        )
        bodies = (*listed, *_others(listed, years, own))
        empty = tuple(_empty(code, regions, gazetteer)) if region.level is Level.PROVINCE else ()
        found[code] = Coverage(years, bodies, empty)
    return found


def _body(
    kind: BodyKind, id_: str, name: str, listed: Iterable[int], shelves: Sequence[OrganShelf], years: Sequence[int]
) -> Body:
    held = {entry.year: entry.url for shelf in shelves for entry in shelf.entries}
    wanted = set(listed)
    reports = {year: held.get(year, "") for year in years if year in wanted or year in held}
    return Body(kind, id_, name, reports, shelves[0].url if shelves else "")


def _government(region: RegionShelf, years: Sequence[int], own: Iterable[OrganShelf]) -> Body:
    shelves = [shelf for shelf in own if shelf.id == f"{region.code}/{GOVERNMENT}"]
    return _body(BodyKind.GOVERNMENT, region.code, f"{region.name}人民政府", years, shelves, years)


def _townships(
    code: str, years: Sequence[int], own: Iterable[OrganShelf], history: RegionHistory, gazetteer: Gazetteer
) -> Iterator[Body]:
    by_division = _by_division(own, history)
    for county in _counties_of(code, gazetteer):
        for line in township_lines(county, gazetteer):
            listed = [year for year in years if any(d.first <= gazetteer.edition(year) <= d.last for d in line)]
            shelves = list({shelf.id: shelf for d in line for shelf in by_division.get(d, ())}.values())
            if listed or shelves:
                yield _body(BodyKind.TOWNSHIP, line[-1].code, line[-1].name, listed, shelves, years)


def _by_division(own: Iterable[OrganShelf], history: RegionHistory) -> Mapping[Division, list[OrganShelf]]:
    """Each name and code that a township bore → who wrote its reports."""
    found: dict[Division, list[OrganShelf]] = {}
    for shelf in own:
        if shelf.kind in TOWNSHIPS:
            for division in history.township_names(shelf.entries[0].report.place):
                found.setdefault(division, []).append(shelf)
    return found


def _counties_of(code: str, gazetteer: Gazetteer) -> Sequence[str]:
    """The codes under which a region's own townships stand: a county's own; of a prefecture without counties those of
    what stands in between."""
    if len(code) == 2 * Level.COUNTY:
        return (code,)
    below = gazetteer.children(code) if len(code) == 2 * Level.PREFECTURE else ()
    return sorted({division.code[:6] for division in below if division.level is Level.TOWNSHIP})


def _departments(region: RegionShelf, years: Sequence[int], own: Iterable[OrganShelf]) -> Iterator[Body]:
    known = standard_list()
    held: dict[str, list[OrganShelf]] = {}
    for shelf in own:
        report = shelf.entries[0].report
        if shelf.kind not in (*GOVERNMENTS, *TOWNSHIPS) and not report.place.township:
            for id_ in known.recognised(own_name(report)):
                held.setdefault(id_, []).append(shelf)
    listed = [year for year in years if year >= known.since]
    for one in known.of(region.level):
        shelves = held.get(one.id, [])
        if listed or shelves:
            yield _body(BodyKind.DEPARTMENT, one.id, one.names[region.level], listed, shelves, years)


def _others(listed: Iterable[Body], years: Sequence[int], own: Iterable[OrganShelf]) -> Iterator[Body]:
    """Whoever wrote the reports that none of those ``listed`` tells: bodies that no list has, and a second body where
    two bear the same name of the list."""
    told = {url for body in listed for url in body.reports.values()}
    for shelf in own:
        held = {entry.year: entry.url for entry in shelf.entries if entry.url not in told}
        reports = {year: held[year] for year in years if year in held}
        if reports:
            yield Body(BodyKind.OTHER, shelf.id, shelf.name, reports, shelf.url)


def _empty(province: str, regions: Mapping[str, RegionShelf], gazetteer: Gazetteer) -> Iterator[EmptyRegion]:
    def empty(division: Division, above: str) -> Iterator[EmptyRegion]:
        if division.code not in regions:
            below = gazetteer.children(division.code)
            towns = sum(1 for one in below if one.level is Level.TOWNSHIP)
            yield EmptyRegion(division.code, division.name, above, towns)

    for division in gazetteer.children(province):
        counties = [one for one in gazetteer.children(division.code) if one.level is Level.COUNTY]
        yield from empty(division, division.name if counties else "")
        for county in counties:
            yield from empty(county, division.name)
