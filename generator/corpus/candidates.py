"""Which pairs of texts are worth measuring: an index of fingerprints that cannot miss a common run of 150 characters.

A fingerprint held by at most COMMON texts pairs all of them. One held by more is official or fashionable boilerplate:
it pairs each text only with the NEIGHBOURS filed before and after it (texts come by year and place), so that the
work stays linear. What that loses: of texts whose *only* common passages stand in more than COMMON texts, not every
pair is seen, and their highest containment may be higher than the highest measured. What it does not lose is whether
there is a common run of RUN characters with anyone: see :meth:`Candidates.missed_run`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import pairwise

from generator.corpus.fingerprints import GRAM, WINDOW, fingerprints

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
POSITION_BITS = 24
OWNER_BITS = 24


@dataclass(frozen=True, slots=True)
class Postings:
    """Where one fingerprint stands: texts by number, rising, and positions in them."""

    owners: array[int]
    positions: array[int]
    common: bool


@dataclass(frozen=True, slots=True)
class Candidates:
    """An index over numbered texts. ``held`` are a text's fingerprints that others hold too, as (group, position)."""

    texts: Sequence[str]
    organs: Sequence[str]
    groups: Sequence[Postings]
    held: Sequence[Sequence[tuple[int, int]]]
    chosen: Sequence[array[int]]
    """Positions of all fingerprints of each text."""

    def likeliest(self, text: int, count: int) -> list[int]:
        """Up to ``count`` texts of other organs that share the largest part of their fingerprints, nearest first."""
        votes: Counter[int] = Counter()
        for number, _ in self.held[text]:
            votes.update(self._others(self.groups[number], text))
        own = self.organs[text]
        size = len(self.chosen[text])

        def rank(other: int) -> tuple[float, int]:
            return -votes[other] / (min(size, len(self.chosen[other])) or 1), other

        return nsmallest(count, (o for o in votes if self.organs[o] != own), key=rank)

    def missed_run(self, text: int, known: Callable[[int], bool]) -> Iterator[int]:
        """Texts of other organs that may share a run of RUN with this one, those ``known`` left out.

        Of such a run, the fingerprints more than a WINDOW from either end depend on nothing outside it: both texts
        hold them. If one of these is rare, the pair stands in its group, and at least REACH characters beside it
        agree: such texts are yielded here. If all are common, see :func:`common_runs`.
        """
        own, mine = self.organs[text], self.texts[text]
        seen: set[int] = set()
        for number, at in self.held[text]:
            group = self.groups[number]
            if group.common:
                continue
            for other, there in zip(group.owners, group.positions, strict=True):
                if other in seen or self.organs[other] == own or known(other):
                    continue
                theirs = self.texts[other]
                if _agree(mine, at - REACH, theirs, there - REACH) or _agree(mine, at + GRAM, theirs, there + GRAM):
                    seen.add(other)
                    yield other

    def _others(self, group: Postings, text: int) -> Iterable[int]:
        if not group.common:
            return group.owners
        at = bisect_left(group.owners, text)
        return group.owners[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]

    def common_windows(self, text: int) -> Iterator[str]:
        """The stretches of RUN characters in which every fingerprint that a sharer must hold is common."""
        common = {at for number, at in self.held[text] if self.groups[number].common}
        if not common:
            return
        words = self.texts[text]
        rare = [-RUN, *(at for at in self.chosen[text] if at not in common), len(words) + RUN]
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


def build_index(texts: Sequence[str], organs: Sequence[str]) -> Candidates:
    """Index ``texts``; ``organs[i]`` wrote ``texts[i]``. Texts are best given with likely relatives side by side."""
    entries: list[int] = []
    chosen: list[array[int]] = []
    for number, text in enumerate(texts):
        found = fingerprints(text)
        chosen.append(array("I", (at for _, at in found)))
        # One integer each, sorted: a tenth of the memory of a table of lists.
        entries += [(value << OWNER_BITS | number) << POSITION_BITS | at for value, at in found]
    entries.sort()
    held: list[list[tuple[int, int]]] = [[] for _ in texts]
    groups: list[Postings] = []
    for group in _groups(entries):
        number = len(groups)
        groups.append(group)
        for owner, at in zip(group.owners, group.positions, strict=True):
            held[owner].append((number, at))
    return Candidates(texts, organs, groups, held, chosen)


def _groups(entries: Sequence[int]) -> Iterator[Postings]:
    """Runs of entries with one fingerprint that at least two texts hold."""
    shift = OWNER_BITS + POSITION_BITS
    start = 0
    for end in range(1, len(entries) + 1):
        if end < len(entries) and entries[end] >> shift == entries[start] >> shift:
            continue
        if end - start > 1:
            owners = array("I", ((e >> POSITION_BITS) & ((1 << OWNER_BITS) - 1) for e in entries[start:end]))
            if owners[0] != owners[-1]:
                positions = array("I", (e & ((1 << POSITION_BITS) - 1) for e in entries[start:end]))
                yield Postings(owners, positions, common=len(set(owners)) > COMMON)
        start = end


def _agree(a: str, i: int, b: str, j: int) -> bool:
    """The REACH characters from ``i`` and ``j`` on are there and agree."""
    return i >= 0 and j >= 0 and len(part := a[i : i + REACH]) == REACH and part == b[j : j + REACH]
