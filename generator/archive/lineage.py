"""History of places: the region and name under which a report stands today, former names and codes, redirects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.archive.addresses import organ_url, printed_id, region_url
from generator.archive.types import Crumb, Entry, Former, Lineage, OrganShelf, RegionShelf
from generator.model.places import Division, Level, Place
from generator.places.gazetteer import Gazetteer
from generator.places.lineage import (
    ORDINARY,
    FormerName,
    current_code,
    former_codes,
    former_names,
    taken_over_by,
    township_line,
)
from generator.places.slugs import township_slug

Step = tuple[str, str, Level]
"""(code, name, level) of a region."""


def chain(place: Place) -> tuple[Step, ...]:
    """The regions a place stands in, from the province to the county, as its report's year names them."""
    levels = (
        (place.code[:2], place.province, Level.PROVINCE),
        (place.code[:4], place.prefecture, Level.PREFECTURE),
        (place.code[:6], place.county, Level.COUNTY),
    )
    return tuple((code, name, level) for code, name, level in levels if name and len(code) == 2 * level)


class RegionHistory:
    """The gazetteer's answers about the places of one archive; without a gazetteer, places are as reports name them."""

    def __init__(self, gazetteer: Gazetteer | None) -> None:
        self.gazetteer = gazetteer
        self._steps: dict[str, tuple[Step, ...]] = {}
        self._lines: dict[tuple[str, str], tuple[Division, ...]] = {}

    def steps(self, place: Place) -> tuple[Step, ...]:
        """The regions a place stands in today."""
        if self.gazetteer is None or not place.code:
            return chain(place)
        code = current_code(place.code, self.gazetteer)
        if code not in self._steps:
            known = [d for d in self.gazetteer.chain(code) if d.level <= Level.COUNTY]
            self._steps[code] = tuple((d.code, d.name, d.level) for d in known)
        return self._steps[code] or chain(place)

    def of_region(self, code: str) -> Lineage:
        if self.gazetteer is None:
            return Lineage()
        into = tuple(Crumb(d.name, region_url(d.code)) for d in taken_over_by(code, self.gazetteer))
        return Lineage(former=_former(former_names(code, self.gazetteer)), into=into)

    def of_organ(self, place: Place) -> Lineage:
        """A township's own names; those of its region for everybody else."""
        if self.gazetteer is None or not place.code:
            return Lineage()
        if not place.township:
            steps = self.steps(place)
            code = steps[-1][0] if steps else place.code
            region = self.of_region(code)
            return Lineage(steps[-1][1] if steps else "", region.former, region.into)
        line = self.township_names(place)
        if not line:
            return Lineage()
        now = line[-1]
        ended = now.last < self.gazetteer.last_edition
        before = [FormerName(d.name, d.code, d.last) for d in reversed(line[:-1]) if d.name != now.name]
        return Lineage(now.name, _former(before), ended=now.last if ended else None)

    def township_names(self, place: Place) -> tuple[Division, ...]:
        """The names and codes of the place's township in time."""
        if self.gazetteer is None or not place.township:
            return ()
        key = (place.code, place.township)
        if key not in self._lines:
            own = [d for d in self.gazetteer.editions(place.code) if d.name == place.township]
            self._lines[key] = township_line(own[-1], self.gazetteer) if own else ()
        return self._lines[key]

    def uncollected(self, code: str, children: Iterable[str], organs: Sequence[OrganShelf]) -> tuple[str, ...]:
        """Names of the divisions directly below, in the last edition, that no report stands for."""
        if self.gazetteer is None:
            return ()
        held = set(children)
        towns = {e.report.place.code for shelf in organs for e in shelf.entries if e.report.place.township}
        for shelf in organs:
            towns |= {d.code for d in self.township_names(shelf.entries[0].report.place)}
        names = []
        for division in self.gazetteer.children(code):
            if division.level is Level.TOWNSHIP:
                if division.code in towns or division.code[6] >= ORDINARY:
                    continue
            elif division.code in held:
                continue
            names.append(division.name)
        return tuple(names)


def _former_addresses(shelf: OrganShelf, history: RegionHistory, gazetteer: Gazetteer) -> Iterator[str]:
    """Where the organ would stand by the codes and names that its reports print, and a township by its former ones."""
    for report in (entry.report for entry in shelf.entries):
        printed = printed_id(report, gazetteer)
        if printed and printed != shelf.id:
            yield organ_url(printed)
    line = history.township_names(shelf.entries[0].report.place)
    folder, _, slug = shelf.id.partition("/")
    # Another organ of the township has a slug of its own.
    if len(line) < 2 or slug != township_slug(line[-1], gazetteer):
        return
    for division in line:
        for county in (folder, division.code[:6]):
            yield organ_url(f"{county}/{township_slug(division, gazetteer)}")


def redirects(
    regions: Mapping[str, RegionShelf], organs: Mapping[str, OrganShelf], history: RegionHistory
) -> tuple[tuple[str, str], ...]:
    """(old address, address now) of every region and township held that had another code or name; both end in ``/``.

    Addresses in use are never redirected.
    """
    gazetteer = history.gazetteer
    if gazetteer is None:
        return ()
    taken = {shelf.url for shelf in regions.values()} | {shelf.url for shelf in organs.values()}
    found: dict[str, str] = {}
    for shelf in organs.values():
        found |= dict.fromkeys(_former_addresses(shelf, history, gazetteer), shelf.url)
    for code in regions:
        for old in former_codes(code, gazetteer):
            found[region_url(old)] = region_url(code)
    return tuple((old, new) for old, new in sorted(found.items(), key=_deepest_first) if old not in taken)


def redirect_file(pairs: Iterable[tuple[str, str]]) -> bytes:
    """Netlify's ``_redirects``: what lies below an old address is found below the new one."""
    lines = ["# Old codes and names of places; written by the build."]
    lines += [f"{old}* {new}:splat 301" for old, new in pairs]
    return ("\n".join(lines) + "\n").encode()


def name_now(entries: Sequence[Entry], lineage: Lineage) -> str:
    """The fullest name printed under which the place goes today; of old names only, the fullest of them."""
    names = [e.report.organ.name for e in entries if e.report.organ.name]
    names = names or [e.report.organ.implied for e in entries if e.report.organ.implied]
    current = [name for name in names if lineage.now and lineage.former and lineage.now in name]
    return max(current or names, key=len, default="")


def _deepest_first(pair: tuple[str, str]) -> tuple[int, str]:
    return -pair[0].count("/"), pair[0]


def _former(names: Iterable[FormerName]) -> tuple[Former, ...]:
    return tuple(Former(each.name, each.code, each.last) for each in names)
