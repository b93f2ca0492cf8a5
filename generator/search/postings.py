"""Which reports of a shard hold a word: what leads a rare phrase to its few reports without Pagefind.

In a piece stands, of a word that is

- *rare*: :data:`RARE`, and of each occurrence the report and signs of the two words before it and the two behind it. A
  phrase has neighbours, too, so that hardly any report is left that holds the word and not the phrase;
- *known*: :data:`KNOWN`, and the reports that hold it;
- *common*: nothing, since a list of most reports would lead nowhere.

A report is told by the distance of its row from the one told before it, the first from row 0, as the character that is
so many behind :data:`ZERO`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.search.pieces import packed_pieces, piece_of

PIECE = 2500
"""Bytes of a piece. A phrase loads one in each shard, sometimes two or three."""
COMMON_SHARE, COMMON_FROM = 2, 40
"""A word is common from more than one of so many reports on, and from more than so many in all."""
RARE_SHARE, RARE_UPTO = 16, 8
"""It is rare up to one of so many reports, and up to so many in all."""
RARE, KNOWN, COMMON = "+", ".", ""
ZERO = 32
NEIGHBOURS = (-2, -1, 1, 2)
SIGNS, FIRST_SIGN = 56, 36
"""Signs for neighbours are so many, in ASCII, none of which JSON has to escape."""


def packed_postings(copies: Sequence[Sequence[str]]) -> list[bytes]:
    """Pieces: word → what is told of it. ``copies`` are the words of each report in their order (see
    :func:`.copying.search_copy`), in the order of the shard's rows."""
    places: dict[str, list[tuple[int, int]]] = {}
    for row, words in enumerate(copies):
        for at, word in enumerate(words):
            places.setdefault(word, []).append((row, at))
    signs = {word: sign_of(word) for word in places}
    rare = max(len(copies) // RARE_SHARE, RARE_UPTO)
    most = most_listed(len(copies))
    told: dict[str, str] = {}
    for word, found in places.items():
        rows = sorted({row for row, _ in found})
        if len(rows) > most:
            told[word] = COMMON
        elif len(rows) > rare:
            told[word] = KNOWN + packed_numbers(rows)
        else:
            told[word] = RARE + "".join(_with_neighbours(copies, found, signs))
    return packed_pieces(told, PIECE)


def _with_neighbours(
    copies: Sequence[Sequence[str]], found: Sequence[tuple[int, int]], signs: dict[str, str]
) -> Iterator[str]:
    distances = packed_numbers([row for row, _ in found])
    for distance, (row, at) in zip(distances, found, strict=True):
        words = copies[row]
        yield distance
        for step in NEIGHBOURS:
            # Where the report ends no phrase goes on, so that any sign will do.
            yield signs[words[at + step]] if 0 <= at + step < len(words) else chr(FIRST_SIGN)


def sign_of(word: str) -> str:
    """What stands for a word beside another; mirrored in ``assets/search/pieces.js``."""
    return chr(FIRST_SIGN + piece_of(word, SIGNS))


def most_listed(reports: int) -> int:
    """In how many of a shard's ``reports`` a word may be that is not common."""
    return max(reports // COMMON_SHARE, COMMON_FROM)


def packed_numbers(numbers: Sequence[int]) -> str:
    """``numbers`` that never fall, each as the character behind :data:`ZERO` by its distance from the one before.

    A shard is too small for distances that reach the surrogates (``shard_building.LARGEST_FOLDER``).
    """
    return "".join(chr(ZERO + b - a) for a, b in zip([0, *numbers], numbers, strict=False))
