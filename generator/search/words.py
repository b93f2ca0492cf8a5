"""The words of a report and where each of them stands, made once for a report and kept with it.

A *position* is a word's place in the search copy (see :mod:`.copying`). The positions of a word are told by the
distance of each from the one before it, the first from -1, as the character that is so many behind :data:`ZERO`; so
none is a blank, which :mod:`.joined` puts between reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.search.copying import search_copy
from generator.search.documents import SearchDocument
from generator.search.folding import BREAK
from generator.search.pieces import piece_of

ZERO = 32
FAR = 50_000
"""The greatest distance of one character: those behind are no text by themselves. What is farther begins with
:data:`FARTHER` for each so many; mirrored in ``assets/search/pieces.js``."""
FARTHER = chr(ZERO + FAR + 1)
SIGNS, FIRST_SIGN = 56, 36
"""Signs that stand for words beside another are so many, in ASCII, none of which JSON has to escape."""


@dataclass(frozen=True, slots=True)
class ReportWords:
    """``positions`` of every word as they are told, "" of a token by itself; ``signs`` of the words, one at each
    position."""

    positions: dict[str, str]
    signs: str


@dataclass(frozen=True, slots=True)
class IndexedReport:
    """All that a shard needs of a report."""

    document: SearchDocument
    words: ReportWords


def indexed_report(document: SearchDocument) -> IndexedReport:
    return IndexedReport(document, words_of(document))


def words_of(document: SearchDocument) -> ReportWords:
    words, alone = search_copy(document)
    positions: dict[str, str] = {}
    last: dict[str, int] = {}
    for at, word in enumerate(words):
        distance = at - last.get(word, -1)
        last[word] = at
        positions[word] = positions.get(word, "") + (chr(ZERO + distance) if distance <= FAR else _far(distance))
    positions.pop(BREAK, None)
    return ReportWords(positions | dict.fromkeys(alone, ""), "".join(map(sign_of, words)))


def _far(distance: int) -> str:
    steps = (distance - 1) // FAR
    return FARTHER * steps + chr(ZERO + distance - steps * FAR)


def positions_told(told: str) -> Iterator[int]:
    """The positions that a word of :class:`ReportWords` stands at."""
    at = -1
    for char in told:
        at += FAR if char == FARTHER else ord(char) - ZERO
        if char != FARTHER:
            yield at


@lru_cache(maxsize=1 << 17)
def sign_of(word: str) -> str:
    """What stands for a word beside another; mirrored in ``assets/search/pieces.js``."""
    return chr(FIRST_SIGN + piece_of(word, SIGNS))
