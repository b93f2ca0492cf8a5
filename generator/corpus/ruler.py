"""Measuring pairs of texts: how much one contains of the other, and their longest common run."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from generator.corpus.fingerprints import Hashes
from generator.corpus.measure import containment, has_run, longest_run, shingles
from generator.corpus.measured import RUN

KEPT_SETS = 4000
"""Shingle sets kept at hand, some 12 kB each."""
NAME_BYTES = 12


class Measured(NamedTuple):
    """What is known of a pair of texts; None where it was not measured."""

    share: float | None = None
    long_run: bool | None = None
    run: int | None = None


@dataclass(slots=True)
class Measures:
    """What was measured of pairs of texts, by the names of both in the order in which they were given.

    ``known`` may come from earlier builds; ``used`` is what this one asked for.
    """

    known: dict[bytes, Measured] = field(default_factory=dict)
    used: dict[bytes, Measured] = field(default_factory=dict)


def name_of(text: str) -> bytes:
    """A short name for ``text`` that no other text has."""
    return sha256(text.encode("utf-8", "surrogatepass")).digest()[:NAME_BYTES]


class Ruler:
    """Measures pairs of numbered texts, whose ``names`` are as :func:`name_of` gives them; keeps the shingle sets used
    last, and asks ``measures`` first."""

    def __init__(self, texts: Sequence[str], names: Sequence[bytes], measures: Measures) -> None:
        self._texts = texts
        self._names = names
        self._measures = measures
        self._sets: OrderedDict[int, Hashes] = OrderedDict()

    def share(self, a: int, b: int) -> float:
        """The containment of the pair, 0 to 1."""
        known = self._known(a, b)
        if known.share is not None:
            return known.share
        share = containment(self._set(a), self._set(b))
        self._note(a, b, known._replace(share=share))
        return share

    def long_run(self, a: int, b: int) -> bool:
        """True if both hold a run of at least RUN characters."""
        known = self._known(a, b)
        if known.long_run is not None:
            return known.long_run
        found = has_run(self._texts[a], self._texts[b], RUN)
        self._note(a, b, known._replace(long_run=found))
        return found

    def run(self, a: int, b: int) -> int:
        """The length of the longest run that both hold, in characters."""
        a, b = (a, b) if a < b else (b, a)
        known = self._known(a, b)
        if known.run is not None:
            return known.run
        length = longest_run(self._texts[a], self._texts[b])
        self._note(a, b, known._replace(run=length))
        return length

    def _known(self, a: int, b: int) -> Measured:
        key = self._names[a] + self._names[b]
        found = self._measures.used.get(key)
        if found is None:
            found = self._measures.used[key] = self._measures.known.get(key, Measured())
        return found

    def _note(self, a: int, b: int, measured: Measured) -> None:
        self._measures.used[self._names[a] + self._names[b]] = measured

    def _set(self, number: int) -> Hashes:
        known = self._sets.get(number)
        if known is None:
            known = self._sets[number] = shingles(self._texts[number])
            if len(self._sets) > KEPT_SETS:
                self._sets.popitem(last=False)
        else:
            self._sets.move_to_end(number)
        return known
