"""Which pairs of texts are worth measuring: an index of fingerprints that cannot miss a common run of 150 characters.

A fingerprint held by at most COMMON texts pairs all of them. One held by more is official or fashionable boilerplate:
it pairs each text only with the NEIGHBOURS filed before and after it (texts come by year and place), so that the
work stays linear. What that loses: of texts whose *only* common passages stand in more than COMMON texts, not every
pair is seen, and their highest containment may be higher than the highest measured. What it does not lose is whether
there is a common run of RUN characters with anyone: see :func:`generator.corpus.runs.sharers_of_rare`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.corpus.fingerprints import Fingerprints, fingerprints, order_of

COMMON = 48
NEIGHBOURS = 4

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """An index over numbered texts: the fingerprints that texts of at least two numbers hold, one group a fingerprint.

    An entry is one place where a fingerprint stands. Entries lie by group, then by text, then by position; group ``g``
    has those from ``starts[g]`` up to ``starts[g + 1]``.
    """

    texts: Sequence[str]
    organs: Sequence[str]
    starts: Numbers
    common: NDArray[np.bool_]
    """For each group, whether more than COMMON texts hold it."""
    groups: Numbers
    """The group of each entry."""
    owners: Numbers
    """The text of each entry."""
    positions: Numbers
    """Where in its text each entry stands."""
    firsts: Numbers
    """The first entry of the same text in the same group, for each entry."""
    held: Numbers
    """The entries of the first text by position, then those of the next."""
    bounds: Numbers
    """Where in ``held`` each text begins, and the end."""
    rare: Numbers
    """Where each fingerprint stands that at most COMMON texts hold, in the order of texts and of places."""
    rare_bounds: Numbers
    """Where in ``rare`` each text begins, and the end."""
    kinds: Numbers
    """The organ of each text, as a number."""
    sizes: Numbers
    """The number of all fingerprints of each text."""
    lengths: Numbers
    """The number of characters of each text."""

    def likeliest(self, text: int, count: int) -> list[int]:
        """Up to ``count`` texts of other organs that share the largest part of their fingerprints, nearest first."""
        own = self.held[self.bounds[text] : self.bounds[text + 1]]
        if not len(own):
            return []
        others, votes = np.unique(self.owners[ranges(*self.voters(own))], return_counts=True)
        strange = self.kinds[others] != self.kinds[text]
        others, votes = others[strange], votes[strange]
        shares = votes / np.maximum(np.minimum(self.sizes[text], self.sizes[others]), 1)
        nearest: list[int] = others[np.lexsort((others, -shares))[:count]].tolist()
        return nearest

    def voters(self, entries: Numbers | slice) -> tuple[Numbers, Numbers]:
        """For each of ``entries``, the first and the end of those whose texts it votes for: all of its group, or, where
        that is common, the neighbours only."""
        groups, firsts = self.groups[entries], self.firsts[entries]
        starts, ends, common = self.starts[groups], self.starts[groups + 1], self.common[groups]
        low = np.where(common, np.maximum(starts, firsts - NEIGHBOURS), starts)
        return low, np.where(common, np.minimum(ends, firsts + NEIGHBOURS + 1), ends)


def build_index(texts: Sequence[str], organs: Sequence[str], found: Sequence[Fingerprints] | None = None) -> Candidates:
    """Index ``texts``; ``organs[i]`` wrote ``texts[i]``, and ``found[i]`` are its fingerprints, where they are known.

    Texts are best given with likely relatives side by side.
    """
    known = [fingerprints(text) for text in texts] if found is None else found
    sizes = np.array([len(one.values) for one in known], np.int64)
    values = np.concatenate([np.empty(0, np.uint64), *(one.values for one in known)])
    positions = np.concatenate([np.empty(0, np.uint32), *(one.positions for one in known)]).astype(np.int64)
    owners = np.repeat(np.arange(len(texts)), sizes)
    order = order_of(values)
    order = order[_is_shared(values[order], owners[order])]
    anew = begins_of(values[order])
    begins, groups = np.flatnonzero(anew), np.cumsum(anew) - 1
    once = anew | begins_of(owners[order])
    common = np.add.reduceat(once.astype(np.int64), begins) > COMMON if len(begins) else np.empty(0, np.bool_)
    entries = np.full(len(owners), -1)
    entries[order] = np.arange(len(order))
    rare = np.ones(len(owners), np.bool_)
    rare[order[common[groups]]] = False
    numbers: dict[str, int] = {}
    return Candidates(
        texts,
        organs,
        np.append(begins, len(order)),
        common,
        groups,
        owners[order],
        positions[order],
        np.maximum.accumulate(np.where(once, np.arange(len(order)), 0)),
        entries[entries >= 0],
        _bounds(owners[order], len(texts)),
        positions[rare],
        _bounds(owners[rare], len(texts)),
        np.array([numbers.setdefault(organ, len(numbers)) for organ in organs], np.int64),
        sizes,
        np.array([len(text) for text in texts], np.int64),
    )


def _bounds(owners: Numbers, count: int) -> Numbers:
    """Where each of ``count`` owners begins if things lie by their ``owners``, and the end."""
    return np.append(0, np.cumsum(np.bincount(owners, minlength=count)))


def _is_shared(values: NDArray[np.uint64], owners: Numbers) -> NDArray[np.bool_]:
    """Whether texts of at least two numbers hold the value, for each of the sorted ``values``."""
    begins = np.flatnonzero(begins_of(values))
    if not len(begins):
        return np.empty(0, np.bool_)
    # Equal values lie by their owners.
    ends = np.append(begins[1:], len(values))
    return np.repeat(owners[begins] != owners[ends - 1], ends - begins)


def begins_of(values: NDArray[np.uint64] | Numbers) -> NDArray[np.bool_]:
    """Whether each value is another than the one before it."""
    begins = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=begins[1:])
    return begins


def ranges(low: Numbers, high: Numbers) -> Numbers:
    """All numbers from ``low[i]`` up to ``high[i]``, for every i."""
    counts = high - low
    shift = np.repeat(low - np.append(0, np.cumsum(counts)[:-1]), counts)
    return shift + np.arange(len(shift))
