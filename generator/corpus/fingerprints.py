"""Winnowed fingerprints: a few hashes a text, chosen so that texts with a long common run choose a common one.

Every run of GRAM characters is hashed; of every WINDOW neighbouring hashes the smallest is kept. A common run of
GUARANTEE = GRAM + WINDOW − 1 = 50 characters holds a whole window of hashes, the same in both texts, so both keep the
same smallest one: such a run cannot be missed. On average 2 of WINDOW + 1 hashes are kept, one in sixteen characters.
(Sampling a set instead, as MinHash does, sees nothing of a run of 150 in two texts of several thousand.)
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

GRAM = 20
WINDOW = 31
GUARANTEE = GRAM + WINDOW - 1
BASE = 0x9E3779B97F4A7C15
"""Odd, with bits all over: sums of products with its powers, taken modulo 2^64, are alike for equal texts and as good
as never for others. The same in every process, unlike Python's own hash."""
MIX = np.uint64(0xBF58476D1CE4E5B9)

Hashes = NDArray[np.uint64]
Positions = NDArray[np.uint32]


class Fingerprints(NamedTuple):
    """The chosen hashes of a text, by rising position."""

    values: Hashes
    positions: Positions


def fingerprints(text: str) -> Fingerprints:
    """The chosen grams of ``text``; none for a text shorter than GUARANTEE."""
    hashes = gram_hashes(text, GRAM)
    if len(hashes) < WINDOW:
        return Fingerprints(hashes[:0], np.empty(0, np.uint32))
    windows = sliding_window_view(hashes, WINDOW)
    # The rightmost of equals, so that it stays the smallest for as long as it can.
    smallest = np.arange(len(windows)) + WINDOW - 1 - np.argmin(windows[:, ::-1], axis=1)
    chosen = np.unique(smallest)
    return Fingerprints(hashes[chosen], chosen.astype(np.uint32))


def gram_hashes(text: str, length: int) -> Hashes:
    """A hash of every run of ``length`` characters, by its position; empty for a shorter text."""
    codes = codes_of(text)
    count = len(codes) - length + 1
    if count < 1:
        return np.empty(0, np.uint64)
    hashes = np.zeros(count, np.uint64)
    power = np.uint64(BASE)
    for at in range(length):
        hashes = hashes * power + codes[at : at + count]
    # The low bits of such a sum depend on the low bits of the codes alone.
    hashes ^= hashes >> np.uint64(31)
    hashes *= MIX
    hashes ^= hashes >> np.uint64(29)
    return hashes


def order_of(hashes: Hashes) -> NDArray[np.int64]:
    """The order that sorts ``hashes``, equal ones by their places: a stable ``argsort`` in half of its time.

    The number of its place stands for the low bits of each, so that numbers are sorted and nothing is looked up. The
    few that differ in these bits alone may be out of order then, and are put right.
    """
    bits = np.uint64(max(len(hashes) - 1, 0).bit_length())
    places = np.sort((hashes >> bits << bits) | np.arange(len(hashes), dtype=np.uint64))
    order = (places & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
    found = hashes[order]
    return order if (found[1:] >= found[:-1]).all() else order[np.argsort(found, kind="stable")]


def codes_of(text: str) -> Hashes:
    """The numbers of the characters of ``text``."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
