"""Where every word of a shard stands in each of its reports: what answers a phrase that is in many of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.search.pieces import packed_pieces
from generator.search.words import ZERO, ReportWords

PIECE = 8000
"""Bytes of a piece. A phrase loads one in each shard for every second of its words."""


def packed_positions(reports: Sequence[ReportWords], rows: Mapping[str, Sequence[int]]) -> list[bytes]:
    """Pieces: word → of each report that holds it the distance of its row from the one before, the first from row -1,
    and behind it the positions (see :mod:`.words`); a blank between reports.

    ``reports`` stand in the order of the shard's rows, ``rows`` are those that hold each word.
    """
    return packed_pieces({word: " ".join(_told(reports, word, held)) for word, held in rows.items()}, PIECE)


def _told(reports: Sequence[ReportWords], word: str, rows: Sequence[int]) -> Iterator[str]:
    before = -1
    for row in rows:
        yield chr(ZERO + row - before) + reports[row].positions[word]
        before = row
