"""``gongkai place NAME``: everything that a name can mean, with its chain, code and years."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.model.places import Division
from generator.places.gazetteer import Gazetteer
from generator.places.names import TYPES, stem
from generator.places.scanner import scan, within
from generator.text.folding import without_blanks

_TAIL = re.compile(r"(?:人民政府|政府|街道办事处|街道办)$")
_SUFFIXES = tuple(suffix for suffix, _ in TYPES)


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """One meaning. ``chain`` leads from the province to the division; ``how`` is ``code``, ``name``,
    ``short`` (an ethnic short form, an alias, a zone) or ``stem`` (given without its suffix)."""

    division: Division
    chain: tuple[Division, ...]
    how: str

    @property
    def code(self) -> str:
        return self.division.code

    @property
    def years(self) -> tuple[int, int]:
        """First and last edition of the list that has this name under this code."""
        return self.division.first, self.division.last

    @property
    def now(self) -> str | None:
        """The name that the same code bears today, where it is another."""
        last = self.chain[-1].name if self.chain else self.division.name
        return None if last == self.division.name else last

    def __str__(self) -> str:
        above = [division.name for division in self.chain if division.code != self.division.code]
        now = f" · now {self.now}" if self.now else ""
        return f"{self.code}  {' '.join([*above, self.division.name])}  {self.years[0]}–{self.years[1]}{now}"


def find(name: str, gazetteer: Gazetteer) -> tuple[PlaceMatch, ...]:
    """The divisions that a name, a name with superiors (…县…镇) or a code can mean, by code; () if none.

    Names without suffix are tried last and only where nothing else fits.
    """
    wanted = without_blanks(name)
    if wanted.isdecimal():
        return _matches(gazetteer.editions(wanted), "code", gazetteer)
    for text in dict.fromkeys((wanted, _TAIL.sub("", wanted), _street(wanted))):
        exact = gazetteer.named(text)
        if exact:
            return _matches(exact, "name", gazetteer)
        known = gazetteer.known_as(text)
        if known:
            return _matches(known, "short", gazetteer)
        chained = _chained(text, gazetteer)
        if chained:
            return _matches(chained, "name", gazetteer)
    return _matches(_by_stem(wanted, gazetteer), "stem", gazetteer)


def _street(text: str) -> str:
    return re.sub(r"街道?办(?:事处)?$", "街道", text)


def _chained(text: str, gazetteer: Gazetteer) -> tuple[Division, ...]:
    """Superior and inferior in one piece."""
    chains = scan(text, gazetteer)
    whole = [chain for chain in chains if chain.start == 0 and chain.end == len(text) and chain.stranger is None]
    return whole[0].divisions if whole else ()


def _by_stem(text: str, gazetteer: Gazetteer) -> tuple[Division, ...]:
    """The name without its suffix, alone or behind a superior that may lack its own."""
    found = _suffixed(text, gazetteer)
    for at in range(2, len(text) - 1):
        if found:
            break
        inferior = _suffixed(text[at:], gazetteer) or gazetteer.known_as(text[at:])
        above = gazetteer.known_as(text[:at]) or _suffixed(text[:at], gazetteer)
        found = within(inferior, above)
    return found


def _suffixed(text: str, gazetteer: Gazetteer) -> tuple[Division, ...]:
    if len(text) < 2:
        return ()
    found = [division for suffix in _SUFFIXES for division in gazetteer.known_as(text + suffix)]
    # Provinces and other names with an ethnic part: 广西, 内蒙古, 恩施.
    high = (row for row in gazetteer.rows if row.find("\t") <= 6 and f"\t{text}" in row)
    for row in high:
        code, name, *_ = row.split("\t")
        if stem(name) == text:
            found += [division for division in gazetteer.editions(code) if division.name == name]
    return tuple(sorted(set(found), key=lambda d: (d.code, d.first)))


def _matches(divisions: tuple[Division, ...], how: str, gazetteer: Gazetteer) -> tuple[PlaceMatch, ...]:
    return tuple(
        PlaceMatch(division, gazetteer.chain(division.code), how)
        for division in sorted(divisions, key=lambda d: (d.code, d.first))
    )
