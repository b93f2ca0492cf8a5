"""How much two masked texts have in common: exact measures, made only for pairs worth it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.corpus.fingerprints import Hashes, gram_hashes
from generator.corpus.measured import SHORTEST_BLOCK, SHORTEST_MEASURED, SHOWN_RUN

SHINGLE = 8
"""Characters of a shingle, as the checks define it."""
FIRST_BLOCK = 256
MOST_HITS = 64
"""Places of one block that are looked at. Texts that repeat one sentence have it in each of thousands."""


def shingles(text: str) -> Hashes:
    """The different runs of SHINGLE characters of ``text``, as rising hashes of 64 bits.

    That two of the some thousand runs of a pair of texts share a hash by chance happens once in 10^12 pairs.
    """
    hashes = np.sort(gram_hashes(text, SHINGLE))
    return hashes[np.append(True, hashes[1:] != hashes[:-1])] if len(hashes) else hashes


def containment(a: Hashes, b: Hashes) -> float:
    """The share of the smaller set that the other holds too, 0 to 1."""
    smaller = min(len(a), len(b))
    return len(np.intersect1d(a, b, assume_unique=True)) / smaller if smaller else 0.0


def longest_run(a: str, b: str) -> int:
    """The length of the longest run of characters that stands in both; 0 where it is shorter than 15.

    Any run of 2s − 1 characters holds one of the blocks into which ``a`` is cut at multiples of s, and looking a
    block up in ``b`` is fast. So blocks of falling size are looked up and extended; once the best run reaches
    2s − 1, no longer one can have been missed.

    Exact where no block of 8 characters of ``a`` stands in ``b`` more than MOST_HITS times, overlapping ones counted.
    Else a lower bound: at least the longest run that ``a`` shares with the beginning of ``b`` of which that is true.
    A likeness may then be missed, but none is made up.
    """
    best = 0
    shorter = min(len(a), len(b))
    size = FIRST_BLOCK
    backward = a[::-1], b[::-1]
    while size >= SHORTEST_BLOCK:
        for start in range(0, len(a) - size + 1, size):
            block = a[start : start + size]
            at = b.find(block)
            hits = 0
            while at >= 0 and best < shorter and hits < MOST_HITS:
                hits += 1
                # The block before would have met a run that reaches back to it.
                if start < size or at < size or a[start - size : start] != b[at - size : at]:
                    best = max(best, _extended(a, b, backward, start, at, size))
                at = b.find(block, at + 1)
        if best >= min(2 * size - 1, shorter):
            break
        size //= 2
    return best if best >= SHORTEST_MEASURED else 0


def has_run(a: str, b: str, length: int) -> bool:
    """True if ``a`` and ``b`` share a run of at least ``length`` characters. The same blocks, one size only."""
    size = (length + 1) // 2
    backward = a[::-1], b[::-1]
    for start in range(0, len(a) - size + 1, size):
        block = a[start : start + size]
        at = b.find(block)
        hits = 0
        while at >= 0:
            if _extended(a, b, backward, start, at, size) >= length:
                return True
            hits += 1
            at = b.find(block, at + 1) if hits < MOST_HITS else -1
    return False


@dataclass(frozen=True, slots=True, order=True)
class SharedRun:
    """``a[left : left + length] == b[right : right + length]``."""

    left: int
    right: int
    length: int


def shared_runs(a: str, b: str, shortest: int = SHOWN_RUN) -> tuple[SharedRun, ...]:
    """Runs of at least ``shortest`` characters that both texts hold, longest taken first, none overlapping another
    in either text; in the order of ``a``. Where ``shortest`` characters stand in ``b`` more than MOST_HITS times, only
    the first of those places are looked at."""
    index: dict[str, list[int]] = {}
    for at in range(len(b) - shortest + 1):
        places = index.setdefault(b[at : at + shortest], [])
        if len(places) < MOST_HITS:
            places.append(at)
    found: list[SharedRun] = []
    for left in range(len(a) - shortest + 1):
        for right in index.get(a[left : left + shortest], ()):
            if left and right and a[left - 1] == b[right - 1]:
                continue  # the inside of a run that was met at its start
            found.append(SharedRun(left, right, shortest + _common(a, b, left + shortest, right + shortest)))
    taken_a, taken_b = bytearray(len(a)), bytearray(len(b))
    chosen: list[SharedRun] = []
    for run in sorted(found, key=lambda r: (-r.length, r.left, r.right)):
        for part in _free(run, taken_a, taken_b, shortest):
            chosen.append(part)
            taken_a[part.left : part.left + part.length] = b"\1" * part.length
            taken_b[part.right : part.right + part.length] = b"\1" * part.length
    return tuple(sorted(chosen))


def _free(run: SharedRun, taken_a: bytearray, taken_b: bytearray, shortest: int) -> list[SharedRun]:
    """The parts of a run that no longer run has taken yet."""
    parts: list[SharedRun] = []
    start = None
    for i in range(run.length + 1):
        free = i < run.length and not taken_a[run.left + i] and not taken_b[run.right + i]
        if free and start is None:
            start = i
        elif not free and start is not None:
            if i - start >= shortest:
                parts.append(SharedRun(run.left + start, run.right + start, i - start))
            start = None
    return parts


def _extended(a: str, b: str, backward: tuple[str, str], left: int, right: int, size: int) -> int:
    """The length of the run around ``a[left : left + size]``, which stands at ``right`` in ``b``.

    ``backward`` are both texts read from their ends.
    """
    before = _common(*backward, len(a) - left, len(b) - right)
    return before + size + _common(a, b, left + size, right + size)


def _common(a: str, b: str, i: int, j: int) -> int:
    """How many characters agree from ``i`` and ``j`` on."""
    limit = min(len(a) - i, len(b) - j)
    step, count = 32, 0
    while count < limit:
        step = min(step, limit - count)
        if a[i + count : i + count + step] == b[j + count : j + count + step]:
            count += step
        elif step == 1:
            break
        else:
            step = (step + 1) // 2
    return count
