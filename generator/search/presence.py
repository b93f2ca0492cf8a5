"""Lists of the shards that hold each word, in small files, so that a query opens only shards with a match."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.search.pieces import packed_pieces
from generator.search.postings import most_listed, packed_numbers

PIECE = 4000
"""Bytes of a piece. A phrase loads one for each of its words."""
MOST = 15
"""The greatest length that is told apart: one hexadecimal digit."""


def packed_presence(shards: Sequence[Mapping[str, int]]) -> list[bytes]:
    """Pieces: word → the length (see :func:`_length`) of the number of reports that hold it, and behind it the numbers
    of the shards that do (see :func:`.postings.packed_numbers`); none where these are more than half of them.

    ``shards`` are the words of each and how many of its reports hold them, in the order in which the manifest lists
    them. A word that is in no piece is in no shard. Only the length of the number of reports is told, since that
    rarely changes where one report is added.
    """
    # One number a word, in its lower bits the shards, above them the reports: an archive has 300,000 words in shards.
    told: dict[str, int] = {}
    for number, words in enumerate(shards):
        here = 1 << number
        for word, reports in words.items():
            told[word] = told.get(word, 0) + (reports << len(shards) | here)
    where: dict[int, str] = {}
    entries = {}
    for word, both in told.items():
        held = both & ~(-1 << len(shards))
        if held not in where:
            numbers = [number for number in range(len(shards)) if held >> number & 1]
            where[held] = "" if 2 * len(numbers) > len(shards) else packed_numbers(numbers)
        entries[word] = _length(both >> len(shards)) + where[held]
    return packed_pieces(entries, PIECE)


def _length(number: int) -> str:
    """The binary length of ``number`` as a hexadecimal digit."""
    return f"{min(number.bit_length(), MOST):x}"


def common_length(reports: Sequence[int]) -> str:
    """The greatest length of the number of reports, in shards of so many ``reports``, of a word that a list may still
    be found of; one that is in more is common (see :mod:`.postings`) in most shards."""
    return _length(sum(most_listed(count) for count in reports))
