"""Where every word of a shard stands in each of its reports: what answers a phrase that is in many of them."""

from __future__ import annotations

from collections.abc import Mapping

from generator.search.pieces import packed_pieces
from generator.search.words import ZERO, Holders

PIECE = 8000
"""Bytes of a piece. A phrase loads one in each shard for every second of its words."""


def packed_positions(holders: Mapping[str, Holders]) -> list[bytes]:
    """Pieces: word → of each report that holds it the distance of its row from the one before, the first from row -1,
    and behind it the positions (see :mod:`.words`); a blank between reports."""
    return packed_pieces({word: _told(held) for word, held in holders.items()}, PIECE)


def _told(held: Holders) -> str:
    told = zip((-1, *held.rows), *held, strict=False)
    return " ".join([chr(ZERO + row - before) + positions for before, row, positions in told])
