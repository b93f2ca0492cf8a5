"""Where every word of a shard stands in each of its reports: what answers a phrase that is in many of them."""

from __future__ import annotations

from generator.search.joined import JoinedWords
from generator.search.pieces import packed_pieces

PIECE = 8000
"""Bytes of a piece. A phrase loads one in each shard for every second of its words."""


def packed_positions(words: JoinedWords) -> list[bytes]:
    """Pieces: word → what is told of it (see :mod:`.joined`)."""
    return packed_pieces(words.told, PIECE)
