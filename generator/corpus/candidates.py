"""Which pairs of texts are worth measuring: an index of fingerprints that cannot miss a common run of 150 characters.

A fingerprint held by at most COMMON texts pairs all of them. One held by more is official or fashionable boilerplate:
it pairs each text only with the NEIGHBOURS filed before and after it (texts come by year and place), so that the
work stays linear. What that loses: of texts whose *only* common passages stand in more than COMMON texts, not every
pair is seen, and their highest containment may be higher than the highest measured. What it does not lose is whether
there is a common run of RUN characters with anyone: see :meth:`Candidates.missed_run`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.corpus.fingerprints import GRAM, WINDOW, Fingerprints, Hashes, fingerprints, run_hashes
from generator.corpus.measured import RUN

COMMON = 48
NEIGHBOURS = 4
REACH = (RUN - GRAM) // 2
"""Minimum number of characters on one side of a gram within a run of RUN characters."""
INNER_FIRST = WINDOW - 1
INNER_LAST = RUN - GRAM - WINDOW + 1
"""Offsets in a run between which a chosen gram was chosen by windows that lie wholly inside the run. There is at
least one, since INNER_LAST − INNER_FIRST + 1 = 71 offsets hold more than one window of 31."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """An index over numbered texts: the fingerprints that texts of at least two numbers hold, one group a fingerprint.

    An entry is one place where a fingerprint stands. Entries lie by group, then by text, then by position; group ``g``
    has those from ``starts[g]`` up to ``starts[g + 1]``. ``held`` are the numbers of a text's entries, rising.
    """

    texts: Sequence[str]
    organs: Sequence[str]
    starts: NDArray[np.int64]
    common: NDArray[np.bool_]
    """For each group, whether more than COMMON texts hold it."""
    groups: NDArray[np.int64]
    """The group of each entry."""
    owners: NDArray[np.int64]
    """The text of each entry."""
    positions: NDArray[np.int64]
    """Where in its text each entry stands."""
    firsts: NDArray[np.int64]
    """The first entry of the same text in the same group, for each entry."""
    held: Sequence[NDArray[np.int64]]
    unshared: Sequence[NDArray[np.int64]]
    """Positions of those fingerprints of each text that at most COMMON texts hold."""
    kinds: NDArray[np.int64]
    """The organ of each text, as a number."""
    sizes: NDArray[np.int64]
    """The number of all fingerprints of each text."""

    def likeliest(self, text: int, count: int) -> list[int]:
        """Up to ``count`` texts of other organs that share the largest part of their fingerprints, nearest first."""
        own = self.held[text]
        if not len(own):
            return []
        groups, common = self.groups[own], self.common[self.groups[own]]
        # A common one votes for the neighbours only.
        low = np.where(common, np.maximum(self.starts[groups], self.firsts[own] - NEIGHBOURS), self.starts[groups])
        ends = self.starts[groups + 1]
        high = np.where(common, np.minimum(ends, self.firsts[own] + NEIGHBOURS + 1), ends)
        others, votes = np.unique(self.owners[_ranges(low, high)], return_counts=True)
        strange = self.kinds[others] != self.kinds[text]
        others, votes = others[strange], votes[strange]
        shares = votes / np.maximum(np.minimum(self.sizes[text], self.sizes[others]), 1)
        nearest = np.lexsort((others, -shares))[:count]
        return [int(other) for other in others[nearest]]

    def missed_run(self, text: int, known: Callable[[int], bool]) -> Iterator[int]:
        """Texts of other organs that may share a run of RUN with this one, those ``known`` left out.

        Of such a run, the fingerprints more than a WINDOW from either end depend on nothing outside it: both texts
        hold them. If one of these is rare, the pair stands in its group, and at least REACH characters beside it
        agree: such texts are yielded here. If all are common, see :func:`common_runs`.
        """
        own, mine = self.organs[text], self.texts[text]
        seen: set[int] = set()
        entries = self.held[text]
        rare = entries[~self.common[self.groups[entries]]]
        ats = self.positions[rare].tolist()
        spans = zip(self.starts[self.groups[rare]].tolist(), self.starts[self.groups[rare] + 1].tolist(), strict=True)
        for at, (low, high) in zip(ats, spans, strict=True):
            owners, places = self.owners[low:high].tolist(), self.positions[low:high].tolist()
            for other, there in zip(owners, places, strict=True):
                if other in seen or self.organs[other] == own or known(other):
                    continue
                theirs = self.texts[other]
                if _agree(mine, at - REACH, theirs, there - REACH) or _agree(mine, at + GRAM, theirs, there + GRAM):
                    seen.add(other)
                    yield other

    def common_windows(self, text: int) -> NDArray[np.int64]:
        """Where the stretches of RUN characters begin in which every fingerprint that a sharer must hold is common."""
        length, entries = len(self.texts[text]), self.held[text]
        if length < RUN or not self.common[self.groups[entries]].any():
            return np.empty(0, np.int64)
        rare = np.concatenate(([-RUN], self.unshared[text], [length + RUN]))
        first = np.maximum(0, rare[:-1] - INNER_FIRST + 1)
        last = np.minimum(length - RUN, rare[1:] - INNER_LAST - 1)
        return _ranges(first, np.maximum(first, last + 1))

    def window_hashes(self, text: int) -> Hashes:
        """Hashes of these, in their order."""
        return run_hashes(self.texts[text], self.common_windows(text), RUN)


class _Holders:
    """For each of the ``wanted`` windows, by its hash, the first text that has it and the first of another organ: two
    of different organs are enough for anyone to find another organ's."""

    def __init__(self, index: Candidates, wanted: Hashes) -> None:
        self._kinds = index.kinds
        self._wanted = np.unique(wanted)
        self._first = np.full(len(self._wanted), -1)
        self._second = np.full(len(self._wanted), -1)
        for text in range(len(index.texts)):
            self._enter(text, index.window_hashes(text))

    def _enter(self, text: int, hashes: Hashes) -> None:
        at = np.minimum(np.searchsorted(self._wanted, hashes), len(self._wanted) - 1)
        at = at[self._wanted[at] == hashes]
        self._first[at[self._first[at] < 0]] = text
        strange = self._kinds[self._first[at]] != self._kinds[text]
        self._second[at[strange & (self._second[at] < 0)]] = text

    def other(self, text: int, hashes: Hashes) -> int | None:
        """A text of another organ that has one of the windows with these hashes; None where there is none."""
        at = np.searchsorted(self._wanted, hashes)
        other = np.where(self._kinds[self._first[at]] != self._kinds[text], self._first[at], self._second[at])
        found = np.flatnonzero(other >= 0)
        return int(other[found[0]]) if len(found) else None


def common_runs(index: Candidates, texts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """For each of ``texts`` that shares a run of RUN characters, all of it common, one text of another organ that does.

    Exact but for windows that share a hash of 64 bits by chance. Few are distinct, since each stands in more than
    COMMON texts or beside such a passage.
    """
    hashes = {text: index.window_hashes(text) for text in texts}
    wanted = np.concatenate([np.empty(0, np.uint64), *hashes.values()])
    if not len(wanted):
        return
    holders = _Holders(index, wanted)
    for text, own in hashes.items():
        other = holders.other(text, own)
        if other is not None:
            yield text, other


def build_index(texts: Sequence[str], organs: Sequence[str], found: Sequence[Fingerprints] | None = None) -> Candidates:
    """Index ``texts``; ``organs[i]`` wrote ``texts[i]``, and ``found[i]`` are its fingerprints, where they are known.

    Texts are best given with likely relatives side by side.
    """
    known = [fingerprints(text) for text in texts] if found is None else found
    sizes = np.array([len(one.values) for one in known], np.int64)
    values = np.concatenate([np.empty(0, np.uint64), *(one.values for one in known)])
    positions = np.concatenate([np.empty(0, np.uint32), *(one.positions for one in known)]).astype(np.int64)
    owners = np.repeat(np.arange(len(texts)), sizes)
    order = np.argsort(values, kind="stable")
    order = order[_is_shared(values[order], owners[order])]
    every, values, owners, positions = (owners, positions), values[order], owners[order], positions[order]
    begins = np.flatnonzero(np.append(True, values[1:] != values[:-1])) if len(values) else order
    starts = np.append(begins, len(values))
    groups = np.repeat(np.arange(len(begins)), np.diff(starts))
    anew = _begins(groups, owners)
    common = np.add.reduceat(anew.astype(np.int64), begins) > COMMON if len(begins) else np.empty(0, np.bool_)
    by_owner = np.argsort(owners, kind="stable")
    numbers: dict[str, int] = {}
    return Candidates(
        texts,
        organs,
        starts,
        common,
        groups,
        owners,
        positions,
        np.maximum.accumulate(np.where(anew, np.arange(len(owners)), 0)),
        _parted(by_owner, owners[by_owner], len(texts)),
        _unshared(*every, order[common[groups]], len(texts)),
        np.array([numbers.setdefault(organ, len(numbers)) for organ in organs], np.int64),
        sizes,
    )


def _parted(values: NDArray[np.int64], owners: NDArray[np.int64], count: int) -> list[NDArray[np.int64]]:
    """``values`` by the numbers of their ``owners``, which rise and are below ``count``."""
    return np.split(values, np.searchsorted(owners, np.arange(1, count))) if count else []


def _unshared(
    owners: NDArray[np.int64], positions: NDArray[np.int64], common: NDArray[np.int64], count: int
) -> list[NDArray[np.int64]]:
    """The positions of each text's fingerprints but those with the numbers ``common``."""
    rare = np.ones(len(owners), np.bool_)
    rare[common] = False
    return _parted(positions[rare], owners[rare], count)


def _is_shared(values: NDArray[np.uint64], owners: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether texts of at least two numbers hold the value, for each of the sorted ``values``."""
    if not len(values):
        return np.empty(0, np.bool_)
    begins = np.flatnonzero(np.append(True, values[1:] != values[:-1]))
    several = np.minimum.reduceat(owners, begins) != np.maximum.reduceat(owners, begins)
    return np.repeat(several, np.diff(np.append(begins, len(values))))


def _begins(groups: NDArray[np.int64], owners: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether an entry is the first of its text in its group."""
    if not len(groups):
        return np.empty(0, np.bool_)
    return np.append(True, (groups[1:] != groups[:-1]) | (owners[1:] != owners[:-1]))


def _ranges(low: NDArray[np.int64], high: NDArray[np.int64]) -> NDArray[np.int64]:
    """All numbers from ``low[i]`` up to ``high[i]``, for every i."""
    counts = high - low
    shift = np.repeat(low - np.append(0, np.cumsum(counts)[:-1]), counts)
    return shift + np.arange(int(counts.sum()))


def _agree(a: str, i: int, b: str, j: int) -> bool:
    """The REACH characters from ``i`` and ``j`` on are there and agree."""
    return i >= 0 and j >= 0 and len(part := a[i : i + REACH]) == REACH and part == b[j : j + REACH]
