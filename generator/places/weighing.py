"""Candidates against hints: which meaning of a name fits its surroundings best?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.places import Division
from generator.places.gazetteer import Gazetteer
from generator.places.hints import Hint
from generator.places.names import short_form


@dataclass(frozen=True, slots=True)
class Weighed:
    """One candidate. ``support`` and ``conflict`` are the strengths of the strongest hint for and against,
    ``depth`` the digits of its code that the strongest confirm, ``score`` orders the candidates."""

    division: Division
    support: int
    depth: int
    conflict: int
    score: int


def weigh(division: Division, hints: Sequence[Hint]) -> Weighed:
    support = depth = conflict = score = 0
    for hint in hints:
        digits = hint.depth(division.code)
        if digits:
            if (hint.strength, digits) > (support, depth):
                support, depth = hint.strength, digits
            score += hint.strength * digits
        elif hint.against:
            conflict = max(conflict, hint.strength)
            score -= hint.strength * 2
    return Weighed(division, support, depth, conflict, score)


def best_places(
    candidates: Sequence[Division], hints: Sequence[Hint], year: int | None, gazetteer: Gazetteer
) -> tuple[Weighed, ...]:
    """One entry for each place that fits best, so more than one means a tie.

    Meanings that are the same place under two codes (a county that became a district) count once, under the
    code that the list of that year has.
    """
    weighed = sorted((weigh(d, hints) for d in candidates), key=lambda w: -w.score)
    top = [w for w in weighed if w.score == weighed[0].score]
    places: list[list[Weighed]] = []
    for entry in top:
        home = next((p for p in places if _same(p[0].division, entry.division, gazetteer)), None)
        if home is None:
            places.append([entry])
        else:
            home.append(entry)
    return tuple(min(place, key=lambda w: _distance(w.division, year)) for place in places)


def _same(a: Division, b: Division, gazetteer: Gazetteer) -> bool:
    if a.code == b.code:
        return True
    if a.level != b.level or (short_form(a.name) or a.name) != (short_form(b.name) or b.name):
        return False
    heirs = gazetteer.heirs(a.code[:6]) | {a.code[:6]}, gazetteer.heirs(b.code[:6]) | {b.code[:6]}
    return a.code[:6] in heirs[1] or b.code[:6] in heirs[0]


def _distance(division: Division, year: int | None) -> tuple[int, int, str]:
    """Years between the edition range and the year; then the later one."""
    away = 0 if year is None else max(division.first - year, year - division.last, 0)
    return away, -division.last, division.code
