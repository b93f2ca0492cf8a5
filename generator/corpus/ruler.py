"""Measuring pairs of texts: how much one contains of the other, and their longest common run."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from generator.corpus.candidates import Numbers
from generator.corpus.fingerprints import Hashes
from generator.corpus.measure import containment, has_run, longest_run, shingles
from generator.corpus.measured import RUN

T = TypeVar("T")

KEPT_SETS = 4000
"""Shingle sets kept at hand, some 12 kB each."""
NAME_BYTES = 12


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of pairs of texts, by the number that :class:`Ruler` gives each: containment, whether there is a
    common run of RUN characters, and the length of the longest."""

    shares: dict[int, float] = field(default_factory=dict)
    long_runs: dict[int, bool] = field(default_factory=dict)
    runs: dict[int, int] = field(default_factory=dict)

    def add(self, other: Measured) -> None:
        """Take over what ``other`` knows."""
        self.shares.update(other.shares)
        self.long_runs.update(other.long_runs)
        self.runs.update(other.runs)


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured of pairs of texts: ``known`` may come from earlier builds, ``used`` is what was asked for."""

    known: Measured = field(default_factory=Measured)
    used: Measured = field(default_factory=Measured)


def name_of(text: str) -> bytes:
    """A short name for ``text`` that no other text has."""
    return sha256(text.encode("utf-8", "surrogatepass")).digest()[:NAME_BYTES]


@dataclass(frozen=True, slots=True)
class _Scale(Generic[T]):
    """One kind of measure: what is known of pairs, what was asked for, and how others are measured."""

    known: dict[int, T]
    used: dict[int, T]
    measure: Callable[[int], T]

    def of(self, pair: int) -> T:
        found = self.used.get(pair)
        if found is None:
            found = self.known.get(pair)
            self.used[pair] = found = self.measure(pair) if found is None else found
        return found

    def of_all(self, pairs: Sequence[int]) -> list[T]:
        used = self.used
        return [used[pair] if pair in used else self.of(pair) for pair in pairs]


class Ruler:
    """Measures pairs of numbered texts, whose ``names`` are as :func:`name_of` gives them; keeps the shingle sets used
    last, and asks ``measures`` first.

    A pair has the number of the lower text times how many texts there are, plus that of the higher. Equal texts count
    as the first of them.
    """

    def __init__(self, texts: Sequence[str], names: Sequence[bytes], measures: Measures) -> None:
        known, used = measures.known, measures.used
        self._texts = texts
        self._sets: OrderedDict[int, Hashes] = OrderedDict()
        numbers: dict[bytes, int] = {}
        self._firsts = [numbers.setdefault(name, number) for number, name in enumerate(names)]
        self._shares = _Scale(known.shares, used.shares, self._share)
        self._long_runs = _Scale(known.long_runs, used.long_runs, self._long_run)
        self._runs = _Scale(known.runs, used.runs, self._run)

    def share(self, a: int, b: int) -> float:
        """The containment of the pair, 0 to 1."""
        return self._shares.of(self._pair(a, b))

    def long_run(self, a: int, b: int) -> bool:
        """True if both hold a run of at least RUN characters."""
        return self._long_runs.of(self._pair(a, b))

    def run(self, a: int, b: int) -> int:
        """The length of the longest run that both hold, in characters."""
        return self._runs.of(self._pair(a, b))

    def shares(self, one: Numbers, other: Numbers) -> NDArray[np.float64]:
        """:meth:`share` of each pair of ``one[i]`` and ``other[i]``."""
        return np.array(self._shares.of_all(self._pairs(one, other)), np.float64)

    def long_runs(self, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
        """:meth:`long_run` likewise."""
        return np.array(self._long_runs.of_all(self._pairs(one, other)), np.bool_)

    def runs(self, one: Numbers, other: Numbers) -> list[int]:
        """:meth:`run` likewise."""
        return self._runs.of_all(self._pairs(one, other))

    def _pair(self, a: int, b: int) -> int:
        a, b = self._firsts[a], self._firsts[b]
        return (a * len(self._texts) + b) if a < b else (b * len(self._texts) + a)

    def _pairs(self, one: Numbers, other: Numbers) -> list[int]:
        firsts = np.array(self._firsts, np.int64)
        one, other = firsts[one], firsts[other]
        pairs: list[int] = (np.minimum(one, other) * len(firsts) + np.maximum(one, other)).tolist()
        return pairs

    def _both(self, pair: int) -> tuple[int, int]:
        return divmod(pair, len(self._texts))

    def _share(self, pair: int) -> float:
        return containment(*map(self._set, self._both(pair)))

    def _long_run(self, pair: int) -> bool:
        a, b = self._both(pair)
        return has_run(self._texts[a], self._texts[b], RUN)

    def _run(self, pair: int) -> int:
        a, b = self._both(pair)
        return longest_run(self._texts[a], self._texts[b])

    def _set(self, number: int) -> Hashes:
        known = self._sets.get(number)
        if known is None:
            known = self._sets[number] = shingles(self._texts[number])
            if len(self._sets) > KEPT_SETS:
                self._sets.popitem(last=False)
        else:
            self._sets.move_to_end(number)
        return known
