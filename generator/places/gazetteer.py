"""The list of administrative divisions with the years in which each name was in use.

``data/gazetteer.tsv.gz`` is compiled by ``scripts/compile_gazetteer.py``: UTF-8, three blocks with an
empty line between them. The first is ``first_edition last_edition`` of the whole; the second has a
line ``code name first last`` for every name that a code bore, sorted; the third a line ``code province
prefecture name level status since until successor`` for every dated record of county level and above.
Sources and licences stand in NOTICE.

Longer than 250 lines: every question to the list in one place.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources

from generator.model.places import Division, Level
from generator.places.county_records import (
    OLDEST_REPORT,
    CountyRecord,
    bare_code,
    dated_name,
    parse_record,
    successions,
)
from generator.places.extras import Extras, load_extras
from generator.places.index import NameIndex
from generator.places.names import is_pseudo

LEVEL_OF_LENGTH: Mapping[int, Level] = {
    2: Level.PROVINCE,
    4: Level.PREFECTURE,
    6: Level.COUNTY,
    9: Level.TOWNSHIP,
}


def load() -> Gazetteer:
    """The gazetteer of the package; the caller keeps it. Indexes are built when first asked for."""
    packed = resources.files("generator.places").joinpath("data/gazetteer.tsv.gz").read_bytes()
    return parse(gzip.decompress(packed).decode(), load_extras())


def parse(text: str, extras: Extras) -> Gazetteer:
    """A gazetteer from the text of the compiled file."""
    head, rows, history = text.split("\n\n")
    first, last = head.split("\t")
    lines = rows.split("\n")
    if extras.additions:
        lines = sorted({*lines, *extras.additions})
    return Gazetteer(lines, tuple(row for row in history.splitlines() if row), int(first), int(last), extras)


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Divisions by code, by name and by year. Years are editions of the list; every answer is sorted by code.

    Where a year is outside the editions, the nearest edition answers. No slots: the indexes are kept.
    """

    rows: list[str]
    history_rows: tuple[str, ...]
    first_edition: int
    last_edition: int
    extras: Extras

    @cached_property
    def index(self) -> NameIndex:
        """Names, short forms and aliases, for exact look-up and for scanning text."""
        history = (dated_name(row) for row in self.history_rows)
        former = ((code, name) for code, name, until in history if until >= OLDEST_REPORT)
        return NameIndex.build(self.rows, self.extras, former)

    @cached_property
    def _asked(self) -> dict[tuple[str, int | None] | str, tuple[Division, ...]]:
        """Children by code and year, all below by code: asked for every report of a county, and every region."""
        return {}

    # -- by code --------------------------------------------------------------------------------------

    def editions(self, code: str) -> tuple[Division, ...]:
        """Every name that the code bore in the editions, in time; () where it is not in the list."""
        found = [self._division(row) for row in self._range(code + "\t", code + "\n")]
        return tuple(sorted(found, key=lambda division: (division.first, division.last)))

    def get(self, code: str, year: int | None = None) -> Division | None:
        """The division under the name of that year, else of the nearest edition (the last, without a year).

        Codes of county level and above that ended before the first edition come from the county history.
        """
        found = self.editions(code)
        if found and (year is None or year >= self.first_edition):
            return _nearest(found, year)
        return self._once(code, year) or _nearest(found, year) or self._once(code, None)

    def chain(self, code: str, year: int | None = None) -> tuple[Division, ...]:
        """From the province down to the code itself. Leaves out what is no division of its own:

        pseudo prefectures (市辖区 of a municipality, 省直辖县级行政区划), and the pseudo county that a
        prefecture without counties repeats (东莞市). So 北京市东城区 has no prefecture, and 东莞市长安镇
        no county.
        """
        found: list[Division] = []
        for length in LEVEL_OF_LENGTH:
            division = self.get(code[:length], year) if length <= len(code) else None
            if division and not is_pseudo(division.name) and all(d.name != division.name for d in found):
                found.append(division)
        return tuple(found)

    def children(self, code: str, year: int | None = None) -> tuple[Division, ...]:
        """The divisions one level below in that edition (the last, without a year), one for each code.

        ``code`` "" gives the provinces. The children of a pseudo division stand in its place.
        """
        key = code, year
        return self._asked.get(key) or self._asked.setdefault(key, self._found_children(code, year))

    def _found_children(self, code: str, year: int | None) -> tuple[Division, ...]:
        edition = self.edition(year)
        below = {0: 2, 2: 4, 4: 6, 6: 9}.get(len(code))
        if below is None:
            return ()
        parent = self.get(code, year) if code else None
        found: list[Division] = []
        for row in self._range(code + "0", code + ":"):
            if row.find("\t") != below:
                continue
            division = self._division(row)
            if not division.first <= edition <= division.last:
                continue
            if is_pseudo(division.name) or (parent and parent.name == division.name):
                found.extend(self.children(division.code, year))
            else:
                found.append(division)
        return tuple(found)

    def below(self, code: str) -> tuple[Division, ...]:
        """Everything under the code, at every level and in all editions."""
        if code not in self._asked:
            self._asked[code] = tuple(self._division(row) for row in self._range(code + "0", code + ":"))
        return self._asked[code]

    # -- by name --------------------------------------------------------------------------------------

    def named(self, name: str, year: int | None = None) -> tuple[Division, ...]:
        """The divisions that bear exactly this official name, in that edition ±1 where a year is given."""
        return self.of_year((self._division(self.rows[i]) for i in self.index.official(name)), year)

    def known_as(self, name: str) -> tuple[Division, ...]:
        """What the name can mean in any edition: official names, short forms, aliases, zones, and former
        counties, which come under the codes that took them over."""
        found = [self._division(self.rows[i]) for i in self.index.rows_of(name)]
        if any(division.level < Level.TOWNSHIP for division in found):
            # Some pseudo townships repeat the name of a district (东城区); nobody means them.
            found = [division for division in found if division.level < Level.TOWNSHIP]
        for code in self.index.codes_of(name):
            found.extend(self._standing(code, name))
        return tuple(sorted(set(found), key=lambda d: (d.code, d.first)))

    def of_year(self, divisions: Iterable[Division], year: int | None) -> tuple[Division, ...]:
        """Those that were in the list in that year ±1; all of them without a year."""
        if year is None:
            return tuple(divisions)
        # Former counties carry their true years, which may lie before the first edition.
        years = {year, self.edition(year)}
        return tuple(d for d in divisions if any(d.first - 1 <= y <= d.last + 1 for y in years))

    def edition(self, year: int | None) -> int:
        """The edition that answers for a year."""
        return self.last_edition if year is None else min(max(year, self.first_edition), self.last_edition)

    # -- history --------------------------------------------------------------------------------------

    def history(self, code: str) -> tuple[CountyRecord, ...]:
        """The dated records of a code of county level or above, in time."""
        return self._records.get(code.ljust(6, "0"), ())

    def heirs(self, code: str) -> frozenset[str]:
        """The county code itself and the codes that stand in its place today, of 2, 4 or 6 digits."""
        todo, seen = [code.ljust(6, "0")], set[str]()
        while todo:
            at = todo.pop()
            if at not in seen:
                seen.add(at)
                todo.extend(self._ended.get(at, ()))
        return frozenset(bare_code(found) for found in seen)

    @cached_property
    def successions(self) -> Mapping[str, str]:
        """Six-digit code → the one that the same division went on under; see ``lineage``."""
        return successions(self._history)

    @cached_property
    def predecessors(self) -> Mapping[str, tuple[str, ...]]:
        """The same, backwards."""
        found: dict[str, tuple[str, ...]] = {}
        for old, new in sorted(self.successions.items()):
            found[new] = (*found.get(new, ()), old)
        return found

    @cached_property
    def _records(self) -> Mapping[str, tuple[CountyRecord, ...]]:
        found: dict[str, tuple[CountyRecord, ...]] = {}
        for record in sorted(self._history, key=lambda record: record.since):
            found[record.code] = (*found.get(record.code, ()), record)
        return found

    @cached_property
    def _history(self) -> tuple[CountyRecord, ...]:
        return tuple(parse_record(row) for row in self.history_rows)

    @cached_property
    def _ended(self) -> Mapping[str, tuple[str, ...]]:
        # A division still in use that lists successors only ceded some land to them.
        return {r.code: tuple(c for c, _ in r.successors) for r in self._history if r.status == "弃用"}

    def _once(self, code: str, year: int | None) -> Division | None:
        if len(code) > 6:
            return None
        records = [r for r in self.history(code) if bare_code(r.code) == code]
        fitting = [r for r in records if year is None or (r.since <= year and (r.until or 9999) > year)]
        if not fitting:
            return None
        record = fitting[-1]
        until = self.last_edition if record.until is None else record.until
        return Division(code, LEVEL_OF_LENGTH[len(code)], record.name, record.since, until)

    def _standing(self, code: str, name: str) -> Iterable[Division]:
        for heir in self.heirs(code) if len(code) <= 6 else (code,):
            known = self.get(heir)
            if known:
                yield Division(heir, known.level, name, known.first, known.last)

    # -- rows -----------------------------------------------------------------------------------------

    def _range(self, low: str, high: str) -> list[str]:
        return self.rows[bisect_left(self.rows, low) : bisect_left(self.rows, high)]

    def _division(self, row: str) -> Division:
        code, name, first, last = row.split("\t")
        return Division(code, LEVEL_OF_LENGTH[len(code)], name, int(first), int(last))


def _nearest(found: tuple[Division, ...], year: int | None) -> Division | None:
    if not found:
        return None
    if year is None:
        return max(found, key=lambda d: (d.last, d.first))
    return min(found, key=lambda d: (max(d.first - year, year - d.last, 0), -d.last))
