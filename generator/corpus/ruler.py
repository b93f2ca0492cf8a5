"""Measuring pairs of texts: how much one contains of the other, and their longest common run."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from generator.corpus.candidates import RUN
from generator.corpus.measure import containment, has_run, longest_run, shingles

KEPT_SETS = 400
"""Shingle sets kept at hand, some 200 kB each."""


class Ruler:
    """Measures pairs of numbered texts; keeps the shingle sets used last."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._sets: OrderedDict[int, frozenset[str]] = OrderedDict()
        self._runs: dict[tuple[int, int], int] = {}

    def share(self, a: int, b: int) -> float:
        return containment(self._set(a), self._set(b))

    def long_run(self, a: int, b: int) -> bool:
        return has_run(self._texts[a], self._texts[b], RUN)

    def run(self, a: int, b: int) -> int:
        key = (a, b) if a < b else (b, a)
        if key not in self._runs:
            self._runs[key] = longest_run(self._texts[key[0]], self._texts[key[1]])
        return self._runs[key]

    def _set(self, number: int) -> frozenset[str]:
        known = self._sets.get(number)
        if known is None:
            known = self._sets[number] = shingles(self._texts[number])
            if len(self._sets) > KEPT_SETS:
                self._sets.popitem(last=False)
        else:
            self._sets.move_to_end(number)
        return known
