"""Lists of the shards that hold each word, in small files, so that a query opens only shards with a match."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

WORDS_A_PIECE = 300
"""A phrase loads a piece for each of its words."""
OFFSET, PRIME = 2166136261, 16777619
"""Of FNV-1a, which takes a line in either language."""


def packed_presence(shards: Sequence[Iterable[str]]) -> Mapping[str, bytes]:
    """Name of a piece → JSON: word → numbers of the shards that hold it, 0 where it is more than half of them.

    ``shards`` are the words of each, in the order in which the manifest lists them. A word that is in no piece is in
    no shard. The number of pieces is a power of two; a word's piece is told by :func:`piece_of`.
    """
    held: dict[str, int] = {}
    for number, words in enumerate(shards):
        for word in words:
            held[word] = held.get(word, 0) | 1 << number
    count = 1
    while count * WORDS_A_PIECE < len(held):
        count *= 2
    pieces: list[dict[str, list[int] | int]] = [{} for _ in range(count)]
    for word in sorted(held):
        pieces[piece_of(word, count)][word] = _numbers(held[word], len(shards))
    return {
        f"{number}.json": json.dumps(piece, ensure_ascii=False, separators=(",", ":")).encode()
        for number, piece in enumerate(pieces)
    }


def piece_of(word: str, count: int) -> int:
    """The piece of ``count`` that a word is in; mirrored in ``assets/search/presence.js``."""
    total = OFFSET
    units = word.encode("utf-16-le")
    for at in range(0, len(units), 2):
        total = ((total ^ (units[at] | units[at + 1] << 8)) * PRIME) & 0xFFFFFFFF
    return total % count


def _numbers(mask: int, shards: int) -> list[int] | int:
    return 0 if 2 * mask.bit_count() > shards else [number for number in range(shards) if mask >> number & 1]
