"""Long runs of characters that texts have in common, sought in all texts at once by hashes of runs of equal length.

Exact but for runs that share a hash of 64 bits by chance: such a pair of texts is measured, too, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from generator.corpus.candidates import Candidates, begins_of, ranges
from generator.corpus.fingerprints import BASE, GRAM, WINDOW, Hashes, codes_of
from generator.corpus.measured import RUN

AT_ONCE = 2**18
"""Characters that are hashed together, about: what lies in a processor's cache is quick."""
SIDE = GRAM + (RUN - GRAM) // 2
"""A gram and what a run of RUN characters has at least on one side of it."""
INNER_FIRST = WINDOW - 1
INNER_LAST = RUN - GRAM - WINDOW + 1
"""Offsets in a run between which a chosen gram was chosen by windows that lie wholly inside the run. There is at
least one, since INNER_LAST − INNER_FIRST + 1 = 71 offsets hold more than one window of 31."""

Numbers = NDArray[np.int64]


def run_hashes(texts: Sequence[str], owners: Numbers, starts: Numbers, length: int) -> Hashes:
    """A hash of each run of ``length`` characters from ``starts[i]`` on in the text ``owners[i]``; ``owners`` rise.

    The sum of all codes before a place, each times a power, tells the sum of any run as a difference of two; the
    inverse of a power makes it the same wherever the run stands.
    """
    hashes = np.empty(len(starts), np.uint64)
    for low, high in _blocks([len(text) for text in texts]):
        block = texts[low:high]
        codes = codes_of("".join(block))
        sums = np.append(np.uint64(0), np.cumsum(codes * _powers(BASE, len(codes))))
        offsets = np.cumsum([0, *map(len, block)])
        here = slice(*np.searchsorted(owners, (low, high)))
        at = starts[here] + offsets[owners[here] - low]
        hashes[here] = (sums[at + length] - sums[at]) * _powers(pow(BASE, -1, 2**64), len(codes) + 1)[at]
    return hashes


def _blocks(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring texts of about AT_ONCE characters: from the first to behind the last."""
    low = size = 0
    for number, length in enumerate(lengths):
        size += length
        if size >= AT_ONCE:
            yield low, number + 1
            low, size = number + 1, 0
    if low < len(lengths):
        yield low, len(lengths)


def _powers(base: int, count: int) -> Hashes:
    """The powers of ``base`` from the 0th on, modulo 2^64."""
    powers = np.full(count, base, np.uint64)
    powers[:1] = 1
    return powers.cumprod(dtype=np.uint64)


def missed_runs(index: Candidates, wanted: NDArray[np.bool_]) -> dict[int, list[int]]:
    """For each of the ``wanted`` texts, the texts of other organs with which it may share a run of RUN characters.

    Of such a run, the fingerprints more than a WINDOW from either end depend on nothing outside it: both texts
    hold them. If one of these is rare, both stand in its group, and the run of SIDE characters that begins or ends with
    it is the same in both: such texts are told here. If all are common, see :func:`common_runs`.
    """
    held, owners = index.held, np.repeat(np.arange(len(index.texts)), np.diff(index.bounds))
    rare = ~index.common[index.groups[held]]
    held, owners = held[rare], owners[rare]
    begin = index.positions[held]
    before = _same_runs(index, wanted, held, owners, begin + GRAM - SIDE)
    after = _same_runs(index, wanted, held, owners, begin)
    here, there = np.concatenate((before, after), axis=1)
    one, other = index.owners[here], index.owners[there]
    order = np.lexsort((there, here, one))
    _, first = np.unique((one * len(index.texts) + other)[order], return_index=True)
    first = order[np.sort(first)]
    found: dict[int, list[int]] = {}
    for a, b in zip(one[first].tolist(), other[first].tolist(), strict=True):
        found.setdefault(a, []).append(b)
    return found


def _same_runs(
    index: Candidates, wanted: NDArray[np.bool_], entries: Numbers, owners: Numbers, starts: Numbers
) -> Numbers:
    """Pairs of ``entries``, one of a ``wanted`` text and one of another organ's, with the same run of SIDE characters
    from ``starts`` on; of several of one text with the same run the first."""
    whole = (starts >= 0) & (starts + SIDE <= index.lengths[owners])
    hashes = run_hashes(index.texts, owners[whole], starts[whole], SIDE)
    order = np.argsort(hashes, kind="stable")
    hashes, entries, owners = hashes[order], entries[whole][order], owners[whole][order]
    once = begins_of(hashes) | begins_of(owners)
    hashes, entries, owners = hashes[once], entries[once], owners[once]
    anew = begins_of(hashes)
    begins = np.append(np.flatnonzero(anew), len(hashes))
    group = np.cumsum(anew) - 1
    asking = np.flatnonzero(wanted[owners])
    low, high = begins[group[asking]], begins[group[asking] + 1]
    here, there = np.repeat(asking, high - low), ranges(low, high)
    strange = index.kinds[owners[here]] != index.kinds[owners[there]]
    return np.stack((entries[here[strange]], entries[there[strange]]))


def common_runs(index: Candidates, wanted: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """For each of the ``wanted`` texts that shares a run of RUN characters, all of it common, one text of another organ
    that does: of those that have its first such run the first.

    Few runs are distinct, since each stands in more than COMMON texts or beside such a passage.
    """
    owners, starts = common_windows(index)
    hashes = run_hashes(index.texts, owners, starts, RUN)
    order = np.argsort(hashes, kind="stable")
    anew = begins_of(hashes[order])
    begins, group = np.flatnonzero(anew), np.cumsum(anew) - 1
    if not len(begins):
        return
    # Of each run the first text that has it and the first of another organ: these are enough for anyone to find one.
    holders, nobody = owners[order], len(index.texts)
    first = holders[begins][group]
    strange = index.kinds[holders] != index.kinds[first]
    second = np.minimum.reduceat(np.where(strange, holders, nobody), begins)[group]
    others = np.empty(len(order), np.int64)
    others[order] = np.where(strange, first, second)
    found = np.flatnonzero(wanted[owners] & (others < nobody))
    found = found[begins_of(owners[found])]
    yield from zip(owners[found].tolist(), others[found].tolist(), strict=True)


def common_windows(index: Candidates) -> tuple[Numbers, Numbers]:
    """The stretches of RUN characters in which every fingerprint that a sharer must hold is common: the text of each,
    and where it begins there."""
    counts, lengths = np.diff(index.rare_bounds), index.lengths
    before = np.insert(index.rare, index.rare_bounds[:-1], -RUN)
    after = np.insert(index.rare, index.rare_bounds[1:], lengths + RUN)
    owners = np.repeat(np.arange(len(counts)), counts + 1)
    first = np.maximum(0, before - INNER_FIRST + 1)
    last = np.minimum(lengths[owners] - RUN, after - INNER_LAST - 1)
    any_common = np.diff(np.append(0, np.cumsum(index.common[index.groups[index.held]]))[index.bounds]) > 0
    high = np.where(any_common[owners], np.maximum(first, last + 1), first)
    return np.repeat(owners, high - first), ranges(first, high)
