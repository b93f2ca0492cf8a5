"""What became of a place: renamed, recoded, raised to a town, merged into others.

Two divisions are one place only where the list leaves no other reading. Of counties the dated records tell it
(``county_records.successions``). A township: within the county (under all its codes) the names of one stem follow each
other without a gap or an overlap (某乡 until 2019, 某镇 from 2020). An equal code proves nothing below the county:
codes of townships are given again.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from generator.model.places import Division, Level
from generator.places.county_records import OLDEST_REPORT
from generator.places.gazetteer import Gazetteer
from generator.places.names import split_type, stem

ORDINARY = "4"
"""Third segments of a township's code from 4 on are zones and farms."""
SUFFIXES = ("街道", "镇", "乡")


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a place bore before, and the code it bore it under. ``last`` is its last year."""

    name: str
    code: str
    last: int


def current_code(code: str, gazetteer: Gazetteer) -> str:
    """The county's (prefecture's, province's) code under which the same division stands today; of a township
    its county's. An ended division without one clear successor keeps its own."""
    at, seen = code[:6], set[str]()
    while (step := gazetteer.successions.get(at.ljust(6, "0"))) and at not in seen:
        seen.add(at)
        at = step[: len(at)]
    return at


def former_codes(code: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The codes that this division bore before, the latest first."""
    found: list[str] = []
    todo = [code.ljust(6, "0")]
    while todo:
        before = gazetteer.predecessors.get(todo.pop(), ())
        fresh = [old for old in before if old not in found]
        found += fresh
        todo += fresh
    return tuple(old[: len(code)] for old in found)


def standing(division: Division, gazetteer: Gazetteer) -> Division:
    """The township under its newest name and code; itself where nothing proves another."""
    return township_line(division, gazetteer)[-1]


def township_line(division: Division, gazetteer: Gazetteer) -> tuple[Division, ...]:
    """The names and codes of one township in time, itself among them."""
    if division.level is not Level.TOWNSHIP or not _ordinary(division):
        return (division,)
    county = current_code(division.code, gazetteer)
    wanted = stem(division.name)
    line: list[Division] = []
    for code in (county, *former_codes(county, gazetteer)):
        line += [d for d in gazetteer.below(code) if _ordinary(d) and stem(d.name) == wanted]
    line.sort(key=lambda d: (d.first, d.last, d.code))
    follows = all(after.first == before.last + 1 for before, after in pairwise(line))
    return tuple(line) if follows and division in line else (division,)


def township_lines(county: str, gazetteer: Gazetteer) -> tuple[tuple[Division, ...], ...]:
    """Every township of the county, each under all its names and codes in time, in the order of their last codes: what
    :func:`township_line` finds of each, in a tenth of the time. Zones and farms are left out."""
    lines: list[tuple[Division, ...]] = []
    by_stem: dict[str, list[Division]] = {}
    for code in (county, *former_codes(county, gazetteer)):
        for division in gazetteer.below(code):
            if _ordinary(division):
                by_stem.setdefault(stem(division.name), []).append(division)
            elif len(division.code) == 9 and division.code[6] < ORDINARY:
                lines.append((division,))
    for own in by_stem.values():
        own.sort(key=lambda d: (d.first, d.last, d.code))
        follows = all(after.first == before.last + 1 for before, after in pairwise(own))
        lines += [tuple(own)] if follows else [(division,) for division in own]
    return tuple(sorted(lines, key=lambda line: (line[-1].code, line[-1].first)))


def former_names(code: str, gazetteer: Gazetteer) -> tuple[FormerName, ...]:
    """What a county, prefecture or province was called since reports are written, the latest first."""
    now = gazetteer.get(code)
    found: dict[str, FormerName] = {}
    for each in (code, *former_codes(code, gazetteer)):
        for record in gazetteer.history(each):
            if record.until and record.until >= OLDEST_REPORT and (not now or record.name != now.name):
                found.setdefault(record.name, FormerName(record.name, each, record.until))
    return tuple(sorted(found.values(), key=lambda f: (-f.last, f.code)))


def taken_over_by(code: str, gazetteer: Gazetteer) -> tuple[Division, ...]:
    """The divisions that an ended county went into; none while it stands or goes on under another code."""
    own = gazetteer.history(code)
    if not own or any(record.until is None for record in own) or current_code(code, gazetteer) != code:
        return ()
    found = (gazetteer.get(heir) for heir in sorted(gazetteer.heirs(code) - {code}))
    standing_ = [d for d in found if d and any(r.until is None for r in gazetteer.history(d.code))]
    return tuple(standing_)


def _ordinary(division: Division) -> bool:
    return len(division.code) == 9 and division.code[6] < ORDINARY and split_type(division.name)[1] in SUFFIXES
