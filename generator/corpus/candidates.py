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
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from generator.corpus.fingerprints import GRAM, WINDOW, Fingerprints, Positions, fingerprints

RUN = 150
"""The common run that must not be missed, in characters."""
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
    chosen: Sequence[Positions]
    """Positions of all fingerprints of each text."""
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

    def common_windows(self, text: int) -> Iterator[str]:
        """The stretches of RUN characters in which every fingerprint that a sharer must hold is common."""
        entries = self.held[text]
        common = self.positions[entries[self.common[self.groups[entries]]]]
        if not len(common):
            return
        words = self.texts[text]
        chosen = self.chosen[text]
        rare = [-RUN, *chosen[~np.isin(chosen, common)].tolist(), len(words) + RUN]
        for before, after in pairwise(rare):
            first, last = max(0, before - INNER_FIRST + 1), min(len(words) - RUN, after - INNER_LAST - 1)
            for start in range(first, last + 1):
                yield words[start : start + RUN]


def _fill(holders: dict[str, list[int]], index: Candidates) -> None:
    """Enter for each window up to two texts: two of different organs are enough for anyone to find another organ's."""
    for text in range(len(index.texts)):
        for window in index.common_windows(text):
            known = holders.get(window)
            if known is not None and len(known) < 2 and all(index.organs[k] != index.organs[text] for k in known):
                known.append(text)


def common_runs(index: Candidates, texts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """For each of ``texts`` that shares a run of RUN characters, all of it common, one text of another organ that does.

    Exact: the windows themselves are compared. Few are distinct, since each stands in more than COMMON texts
    or beside such a passage.
    """
    holders: dict[str, list[int]] = {window: [] for text in texts for window in index.common_windows(text)}
    if not holders:
        return
    _fill(holders, index)
    for text in texts:
        for window in index.common_windows(text):
            other = next((k for k in holders[window] if index.organs[k] != index.organs[text]), None)
            if other is not None:
                yield text, other
                break


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
    values, owners, positions = values[order], owners[order], positions[order]
    begins = np.flatnonzero(np.append(True, values[1:] != values[:-1])) if len(values) else order
    starts = np.append(begins, len(values))
    groups = np.repeat(np.arange(len(begins)), np.diff(starts))
    anew = _begins(groups, owners)
    by_owner = np.argsort(owners, kind="stable")
    numbers: dict[str, int] = {}
    return Candidates(
        texts,
        organs,
        starts,
        np.add.reduceat(anew.astype(np.int64), begins) > COMMON if len(begins) else np.empty(0, np.bool_),
        groups,
        owners,
        positions,
        np.maximum.accumulate(np.where(anew, np.arange(len(owners)), 0)),
        np.split(by_owner, np.searchsorted(owners[by_owner], np.arange(1, len(texts)))) if len(texts) else [],
        [one.positions for one in known],
        np.array([numbers.setdefault(organ, len(numbers)) for organ in organs], np.int64),
        sizes,
    )


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
