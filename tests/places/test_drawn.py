"""Hundreds of reports drawn from the list over all provinces: what is certain is right, what can be decided is."""

from __future__ import annotations

from collections import Counter

from generator.model.places import Confidence
from generator.places.gazetteer import Gazetteer
from generator.places.resolver import resolve
from tests.places.drawing import MAKERS, draw

EACH, SEED = 20, 2024
RIGHT = 0.97
"""Share of the decidable cases that must be right at high or medium."""


def test_drawn_reports_find_their_place(gazetteer: Gazetteer) -> None:
    cases = list(draw(gazetteer, EACH, SEED))
    assert len(cases) == EACH * len(MAKERS) >= 500
    assert len({code[:2] for case in cases for code in case.codes}) == 31
    wrong, missed = [], []
    for case in cases:
        place = resolve(case.clues, gazetteer)
        if place.confidence is Confidence.HIGH and (place.code not in case.codes or place.code in case.never):
            wrong.append((case, place))
        if place.known and place.code in case.never:
            wrong.append((case, place))
        if case.decidable and not (place.known and place.code in case.codes):
            missed.append((case, place))
    decidable = sum(case.decidable for case in cases)
    assert not wrong
    assert len(missed) <= (1 - RIGHT) * decidable, Counter(case.kind for case, _ in missed)
