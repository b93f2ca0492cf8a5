"""The cases of cases/places.txt: evidence in, place out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.model.places import Level, PlaceClues
from generator.places.gazetteer import Gazetteer
from generator.places.resolver import resolve

CASES = Path(__file__).parent / "cases" / "places.txt"
FIELDS = {"url": "source_url", "corrected": "corrected_code"}


@dataclass(frozen=True)
class Case:
    name: str
    line: int
    clues: PlaceClues
    code: str
    sure: tuple[str, ...]
    never: tuple[str, ...]


def cases() -> Iterator[Case]:
    for block in re.finditer(r"^== (.+)\n((?:(?!==).*\n?)*)", CASES.read_text(encoding="utf-8"), re.M):
        fields: dict[str, str] = {}
        key = ""
        for line in block[2].splitlines():
            if line.startswith(" ") and key:
                fields[key] += "\n" + line.strip()
            elif ": " in line and not line.startswith("#"):
                key, value = line.split(": ", 1)
                fields[key] = value.strip()
        code, sure, never = fields.pop("code"), fields.pop("sure"), fields.pop("not", "")
        level, year = fields.pop("level", None), fields.pop("year", None)
        clues = PlaceClues(
            level=Level[level.upper()] if level else None,
            year=int(year) if year else None,
            **{FIELDS.get(name, name): value for name, value in fields.items()},  # type: ignore[arg-type]
        )
        at = CASES.read_text(encoding="utf-8").count("\n", 0, block.start()) + 1
        yield Case(block[1], at, clues, code.strip("-"), tuple(sure.split()), tuple(never.split()))


ALL = tuple(cases())


@pytest.mark.parametrize("case", ALL, ids=[f"{case.line} {case.name}" for case in ALL])
def test_case(case: Case, gazetteer: Gazetteer) -> None:
    place = resolve(case.clues, gazetteer)
    found = f"{place.code or '-'} {place.confidence} {' '.join(place.names)}, by {place.evidence}"
    assert place.confidence in case.sure, found
    assert place.code not in case.never, found
    if case.code or place.known:
        assert place.code == case.code, found
    assert place.code not in place.alternatives
