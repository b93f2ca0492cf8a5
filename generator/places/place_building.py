"""From a division to the place that is shown: its names by level, its code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.model.places import Confidence, Division, Evidence, Level, Place
from generator.places.gazetteer import Gazetteer


def place_at(
    division: Division,
    year: int | None,
    gazetteer: Gazetteer,
    confidence: Confidence,
    evidence: tuple[Evidence, ...],
    alternatives: Sequence[str] = (),
) -> Place:
    names = {d.level: d.name for d in gazetteer.chain(division.code, year)}
    if division.level is Level.TOWNSHIP and division in gazetteer.editions(division.code):
        names[Level.TOWNSHIP] = division.name
    chain = gazetteer.chain(division.code, year)
    code = chain[-1].code if chain and division.level is not Level.TOWNSHIP else division.code
    return Place(
        names.get(Level.PROVINCE),
        names.get(Level.PREFECTURE),
        names.get(Level.COUNTY),
        names.get(Level.TOWNSHIP),
        code,
        confidence,
        evidence,
        tuple(other for other in alternatives if other != code),
    )


def without_echo(divisions: Sequence[Division], gazetteer: Gazetteer) -> tuple[Division, ...]:
    """Without the county that only repeats its prefecture (东莞市 4419, 441900)."""
    codes = {(division.name, division.code) for division in divisions}
    return tuple(d for d in divisions if d.level is not Level.COUNTY or (d.name, d.code[:4]) not in codes)


def codes_of(divisions: Iterable[Division]) -> tuple[str, ...]:
    return tuple(sorted({division.code for division in divisions}))
