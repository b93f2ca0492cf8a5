"""Winnowed fingerprints: a few hashes a text, chosen so that texts with a long common run choose a common one.

Every run of GRAM characters is hashed; of every WINDOW neighbouring hashes the smallest is kept. A common run of
GUARANTEE = GRAM + WINDOW − 1 = 50 characters holds a whole window of hashes, the same in both texts, so both keep the
same smallest one: such a run cannot be missed. On average 2 of WINDOW + 1 hashes are kept, one in sixteen characters.
(Sampling a set instead, as MinHash does, sees nothing of a run of 150 in two texts of several thousand.)
"""

from __future__ import annotations

GRAM = 20
WINDOW = 31
GUARANTEE = GRAM + WINDOW - 1
BASE = 1_000_003
MODULUS = (1 << 61) - 1
"""A prime: the hash is the same in every process, unlike Python's own."""
TOP = pow(BASE, GRAM, MODULUS)


def fingerprints(text: str) -> list[tuple[int, int]]:
    """(hash, position) of the chosen grams, by position; empty for a text shorter than GUARANTEE."""
    hashes = _hashes(text)
    chosen: list[tuple[int, int]] = []
    smallest = -1
    for end in range(WINDOW, len(hashes) + 1):
        if smallest < end - WINDOW:
            window = hashes[end - WINDOW : end]
            # The rightmost of equals, so that it stays the smallest for as long as it can.
            smallest = end - 1 - window[::-1].index(min(window))
        elif hashes[end - 1] <= hashes[smallest]:
            smallest = end - 1
        else:
            continue
        chosen.append((hashes[smallest], smallest))
    return chosen


def _hashes(text: str) -> list[int]:
    """The rolling hash of every gram, by its position."""
    if len(text) < GRAM:
        return []
    codes = [ord(character) for character in text]
    value = 0
    for code in codes[:GRAM]:
        value = (value * BASE + code) % MODULUS
    hashes = [value]
    add = hashes.append
    for gone, code in zip(codes, codes[GRAM:], strict=False):
        value = (value * BASE + code - gone * TOP) % MODULUS
        add(value)
    return hashes
