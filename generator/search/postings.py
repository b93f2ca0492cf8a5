"""Which reports of a shard hold a word: what leads a rare phrase to its few reports.

In a piece stands, of a word that is

- *rare*: :data:`RARE`, and of each occurrence the report and signs of the two words before it and the two behind it. A
  phrase has neighbours, too, so that hardly any report is left that holds the word and not the phrase;
- *known*, or a token by itself that is rare: :data:`KNOWN`, and the reports that hold it;
- *common*: nothing, since a list of most reports would lead nowhere.

A report is told by the distance of its row from the one told before it, the first from row 0, as the character that is
so many behind :data:`ZERO`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.search.pieces import packed_pieces
from generator.search.words import FIRST_SIGN, ZERO, Holders, positions_told

PIECE = 2500
"""Bytes of a piece. A phrase loads one in each shard, sometimes two or three."""
COMMON_SHARE, COMMON_FROM = 2, 40
"""A word is common from more than one of so many reports on, and from more than so many in all."""
RARE_SHARE, RARE_UPTO = 16, 8
"""It is rare up to one of so many reports, and up to so many in all."""
RARE, KNOWN, COMMON = "+", ".", ""
SAME = chr(ZERO)
"""The same report as before."""
NEIGHBOURS = 2
"""Words on either side."""
NO_WORD = chr(FIRST_SIGN) * NEIGHBOURS
"""Where the report ends no phrase goes on, so that any sign will do."""


def packed_postings(signs: Sequence[str], holders: Mapping[str, Holders]) -> list[bytes]:
    """Pieces: word → what is told of it. ``signs`` are those of each report's words, in the order of the shard's rows;
    ``holders`` are those of each word."""
    rare = max(len(signs) // RARE_SHARE, RARE_UPTO)
    most = most_listed(len(signs))
    signs = [NO_WORD + own + NO_WORD for own in signs]
    told: dict[str, str] = {}
    for word, (rows, positions) in holders.items():
        if len(rows) > most:
            told[word] = COMMON
        elif len(rows) > rare or not positions[0]:
            told[word] = KNOWN + packed_numbers(rows)
        else:
            told[word] = RARE + "".join(_with_neighbours(signs, rows, positions))
    return packed_pieces(told, PIECE)


def _with_neighbours(signs: Sequence[str], rows: Sequence[int], positions: Sequence[str]) -> Iterator[str]:
    """Of each occurrence its report and neighbours, in parts; half a million in a shard."""
    for row, own, distance in zip(rows, positions, packed_numbers(rows), strict=True):
        beside, report = signs[row], distance
        for at in positions_told(own):
            yield report
            yield beside[at : at + NEIGHBOURS]
            yield beside[at + NEIGHBOURS + 1 : at + 2 * NEIGHBOURS + 1]
            report = SAME


def most_listed(reports: int) -> int:
    """In how many of a shard's ``reports`` a word may be that is not common."""
    return max(reports // COMMON_SHARE, COMMON_FROM)


def packed_numbers(numbers: Sequence[int]) -> str:
    """``numbers`` that never fall, each as the character behind :data:`ZERO` by its distance from the one before.

    A shard is too small for distances that reach the surrogates (``shard_building.LARGEST_FOLDER``).
    """
    return "".join([chr(ZERO + b - a) for a, b in zip([0, *numbers], numbers, strict=False)])
