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

from collections.abc import Sequence

from generator.search.joined import BETWEEN, JoinedWords, holding
from generator.search.pieces import packed_pieces
from generator.search.words import FIRST_SIGN, ZERO, positions_told

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


def packed_postings(words: JoinedWords) -> list[bytes]:
    """Pieces: word → what is told of it."""
    rare = max(len(words.signs) // RARE_SHARE, RARE_UPTO)
    most = most_listed(len(words.signs))
    signs = [NO_WORD + own + NO_WORD for own in words.signs]
    postings: dict[str, str] = {}
    for word, told in words.told.items():
        reports = holding(told)
        if reports > most:
            postings[word] = COMMON
        elif reports > rare or told[1:2] in ("", BETWEEN):
            postings[word] = KNOWN + _reports(told)
        else:
            postings[word] = RARE + "".join(_with_neighbours(signs, told))
    return packed_pieces(postings, PIECE)


def _reports(told: str) -> str:
    """The reports that hold a word, as they are told here."""
    first, *others = told.split(BETWEEN)
    return chr(ord(first[0]) - 1) + "".join([part[0] for part in others])  # it was told from row -1


def _with_neighbours(signs: Sequence[str], told: str) -> list[str]:
    """Of each occurrence its report and neighbours; half a million in a shard."""
    found = []
    row = 0
    for part, distance in zip(told.split(BETWEEN), _reports(told), strict=True):
        row += ord(distance) - ZERO
        beside, report = signs[row], distance
        for at in positions_told(part[1:]):
            found.append(report + beside[at : at + NEIGHBOURS] + beside[at + NEIGHBOURS + 1 : at + 2 * NEIGHBOURS + 1])
            report = SAME
    return found


def most_listed(reports: int) -> int:
    """In how many of a shard's ``reports`` a word may be that is not common."""
    return max(reports // COMMON_SHARE, COMMON_FROM)


def packed_numbers(numbers: Sequence[int]) -> str:
    """``numbers`` that never fall, each as the character behind :data:`ZERO` by its distance from the one before.

    A shard is too small for distances that reach the surrogates (``shard_building.LARGEST_FOLDER``).
    """
    return "".join([chr(ZERO + b - a) for a, b in zip([0, *numbers], numbers, strict=False)])
