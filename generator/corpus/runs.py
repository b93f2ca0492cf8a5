"""Long runs of characters that texts have in common, sought in all texts at once by hashes of runs of equal length.

Exact but for runs that share a hash of 64 bits by chance: such a pair of texts is measured, too, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.corpus.candidates import Candidates, Numbers, begins_of, ranges
from generator.corpus.fingerprints import BASE, GRAM, WINDOW, Hashes, codes_of, order_of
from generator.corpus.measured import RUN

AT_ONCE = 2**18
"""Characters that are hashed together, about: what lies in a processor's cache is quick."""
SIDE = GRAM + (RUN - GRAM) // 2
"""A gram and what a run of RUN characters has at least on one side of it."""
INNER_FIRST = WINDOW - 1
INNER_LAST = RUN - GRAM - WINDOW + 1
"""Offsets in a run between which a chosen gram was chosen by windows that lie wholly inside the run. There is at
least one, since INNER_LAST − INNER_FIRST + 1 = 71 offsets hold more than one window of 31."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs of ``length`` characters: each from ``starts[i]`` on in the text ``owners[i]``; ``owners`` rise."""

    owners: Numbers
    starts: Numbers
    length: int


def run_hashes(texts: Sequence[str], *wanted: Runs) -> list[Hashes]:
    """A hash of each of the ``wanted`` runs.

    The sum of all codes before a place, each times a power, tells the sum of any run as a difference of two; the
    inverse of a power makes it the same wherever the run stands.
    """
    hashes = [np.empty(len(runs.starts), np.uint64) for runs in wanted]
    blocks = list(_blocks(texts))
    longest = max((sum(map(len, texts[low:high])) for low, high in blocks), default=0)
    powers, inverse = _powers(BASE, longest), _powers(pow(BASE, -1, 2**64), longest + 1)
    for low, high in blocks:
        block = texts[low:high]
        codes = codes_of("".join(block))
        sums = np.zeros(len(codes) + 1, np.uint64)
        np.cumsum(codes * powers[: len(codes)], out=sums[1:])
        offsets = np.cumsum([0, *map(len, block)])
        for runs, found in zip(wanted, hashes, strict=True):
            here = slice(*np.searchsorted(runs.owners, (low, high)))
            at = runs.starts[here] + offsets[runs.owners[here] - low]
            found[here] = (sums[at + runs.length] - sums[at]) * inverse[at]
    return hashes


def _blocks(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Neighbouring texts of about AT_ONCE characters: from the first to behind the last."""
    low = size = 0
    for number, text in enumerate(texts):
        size += len(text)
        if size >= AT_ONCE:
            yield low, number + 1
            low, size = number + 1, 0
    if low < len(texts):
        yield low, len(texts)


def _powers(base: int, count: int) -> Hashes:
    """The powers of ``base`` from the 0th on, modulo 2^64."""
    powers = np.full(count, base, np.uint64)
    powers[:1] = 1
    return powers.cumprod(dtype=np.uint64)


def sharers_of_rare(index: Candidates, wanted: NDArray[np.bool_]) -> dict[int, list[int]]:
    """For each of the ``wanted`` texts, the texts of other organs with which it may share a run of RUN characters.

    Of such a run, the fingerprints more than a WINDOW from either end depend on nothing outside it: both texts hold
    them. If one of these is rare, both stand in its group, and the run of SIDE characters that ends or begins with it
    is the same in both: such texts are told here. If all are common, see :func:`sharers_of_common`.
    """
    (before, left), (after, right) = _beside(index, GRAM - SIDE), _beside(index, 0)
    sides = zip((before, after), run_hashes(index.texts, left, right), strict=True)
    here, there = np.concatenate([_same(index, wanted, entries, hashes) for entries, hashes in sides], axis=1)
    one, other = index.owners[here], index.owners[there]
    order = np.lexsort((there, here, one))
    _, first = np.unique((one * len(index.texts) + other)[order], return_index=True)
    first = order[np.sort(first)]
    found: dict[int, list[int]] = {}
    for a, b in zip(one[first].tolist(), other[first].tolist(), strict=True):
        found.setdefault(a, []).append(b)
    return found


Sharers = tuple[Numbers, Numbers]
"""Texts, and for each of them another one."""


def sharers_of_common(index: Candidates) -> Sharers:
    """Each text that shares with another organ's a run of RUN characters in which all is common, and one such text: of
    those that have its first such run the first."""
    places = windows(index)
    (hashes,) = run_hashes(index.texts, places)
    owners, kinds, nobody = places.owners, index.kinds, len(index.texts)
    order = order_of(hashes)
    anew = begins_of(hashes[order])
    begins, group = np.flatnonzero(anew), np.cumsum(anew) - 1
    if not len(begins):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    # Of each run the first text that has it and the first of another organ: enough for anyone to find one.
    holders = owners[order]
    first = holders[begins][group]
    strange = kinds[holders] != kinds[first]
    second = np.minimum.reduceat(np.where(strange, holders, nobody), begins)[group]
    others = np.empty(len(order), np.int64)
    others[order] = np.where(strange, first, second)
    shared = np.flatnonzero(others < nobody)
    shared = shared[begins_of(owners[shared])]
    return owners[shared], others[shared]


def _beside(index: Candidates, shift: int) -> tuple[Numbers, Runs]:
    """The entries of rare fingerprints, and the run of SIDE characters from ``shift`` behind each; those that lie
    within their text."""
    owners, starts = np.repeat(np.arange(len(index.texts)), np.diff(index.bounds)), index.positions[index.held] + shift
    kept = ~index.common[index.groups[index.held]] & (starts >= 0) & (starts + SIDE <= index.lengths[owners])
    return index.held[kept], Runs(owners[kept], starts[kept], SIDE)


def _same(index: Candidates, wanted: NDArray[np.bool_], entries: Numbers, hashes: Hashes) -> Numbers:
    """Pairs of ``entries``, one of a ``wanted`` text and one of another organ's, with the same hash; of several of one
    text that have it the first."""
    order = order_of(hashes)
    hashes, entries = hashes[order], entries[order]
    once = begins_of(hashes) | begins_of(index.owners[entries])
    hashes, entries = hashes[once], entries[once]
    owners, anew = index.owners[entries], begins_of(hashes)
    begins, group = np.append(np.flatnonzero(anew), len(hashes)), np.cumsum(anew) - 1
    asking = np.flatnonzero(wanted[owners])
    low, high = begins[group[asking]], begins[group[asking] + 1]
    here, there = np.repeat(asking, high - low), ranges(low, high)
    strange = index.kinds[owners[here]] != index.kinds[owners[there]]
    return np.stack((entries[here[strange]], entries[there[strange]]))


def windows(index: Candidates) -> Runs:
    """The stretches of RUN characters in which every fingerprint that a sharer must hold is common."""
    counts, lengths = np.diff(index.rare_bounds), index.lengths
    before = np.insert(index.rare, index.rare_bounds[:-1], -RUN)
    after = np.insert(index.rare, index.rare_bounds[1:], lengths + RUN)
    owners = np.repeat(np.arange(len(counts)), counts + 1)
    first = np.maximum(0, before - INNER_FIRST + 1)
    last = np.minimum(lengths[owners] - RUN, after - INNER_LAST - 1)
    any_common = np.diff(np.append(0, np.cumsum(index.common[index.groups[index.held]]))[index.bounds]) > 0
    high = np.where(any_common[owners], np.maximum(first, last + 1), first)
    return Runs(np.repeat(owners, high - first), ranges(first, high), RUN)
