"""Header labels that a narrow column broke over lines, put together by where they stand: 商业企 over 业."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.documents import GridCell
from generator.model.spans import RepairedSpan, Span
from generator.reading.lexicon import Kind, StreamVocabulary
from generator.reading.matching import label_key
from generator.reading.table.tokens import Lexeme, width
from generator.text.numerals import split_ordinal

MOST_LINES = 7
MOST_PIECES = 60
DEEPEST = 4
"""Maximum number of lines of a label."""


@dataclass(frozen=True, slots=True)
class Stack:
    """A label: its words, what it is, and the columns of the page it covers, in half-widths."""

    cell: GridCell
    kind: Kind
    start: int
    end: int

    @property
    def centre(self) -> int:
        return self.start + self.end


@dataclass(frozen=True, slots=True)
class _Piece:
    token: Lexeme
    start: int
    end: int


def stacked_header(
    tokens: Sequence[Lexeme | None], at: int, words: StreamVocabulary
) -> tuple[int, tuple[Stack, ...]] | None:
    """(tokens used, labels from left to right, those of table 4's blocks first) from the line of ``at`` on.

    None unless every piece of at least two lines is part of just one label, and the pieces of each stand below one
    another. Fewer lines are tried where more leave a piece over.
    """
    lines = _lines(tokens, at)
    for count in range(len(lines), 1, -1):
        pieces = [piece for line in lines[:count] for piece in line]
        stacks = _cover(pieces, words) if len(pieces) <= MOST_PIECES else None
        if stacks and any(stack.kind is Kind.COLUMN for stack in stacks):
            blocks = [stack for stack in stacks if stack.kind is not Kind.COLUMN]
            columns = sorted((s for s in stacks if s.kind is Kind.COLUMN), key=lambda s: s.centre)
            return len(pieces), (*sorted(blocks, key=lambda s: s.centre), *columns)
    return None


def _lines(tokens: Sequence[Lexeme | None], at: int) -> list[list[_Piece]]:
    """The pieces of each line from ``at`` up to the first value."""
    lines: list[list[_Piece]] = []
    number = -1
    for token in tokens[at : at + MOST_PIECES + 1]:
        if token is None or token.left is None or token.is_value:
            break
        if token.line != number:
            if len(lines) == MOST_LINES:
                break
            lines.append([])
            number = token.line
        lines[-1].append(_Piece(token, token.left, token.left + width(token.text)))
    return lines


def _cover(pieces: Sequence[_Piece], words: StreamVocabulary) -> list[Stack] | None:
    """The labels that all the pieces make, each from the top down; the longest label goes first."""
    left = list(pieces)
    found: list[Stack] = []
    while left:
        chains = _chains((left[0],), left[1:])
        named = next(((chain, kind) for chain in chains if (kind := _kind(chain, words)) is not None), None)
        if named is None:
            return None
        chain, kind = named
        found.append(_stack(chain, kind))
        left = [piece for piece in left if piece not in chain]
    return found


def _chains(chain: tuple[_Piece, ...], rest: Sequence[_Piece]) -> list[tuple[_Piece, ...]]:
    """Every way down from ``chain``, longest first. The next piece overlaps it and stands on a later line."""
    found: list[tuple[_Piece, ...]] = []
    if len(chain) < DEEPEST:
        below = [p for p in rest if p.token.line > chain[-1].token.line and _overlap(chain, p)]
        nearest = min((p.token.line for p in below), default=0)
        for piece in below:
            if piece.token.line == nearest:
                found += _chains((*chain, piece), rest)
    found.sort(key=len, reverse=True)
    return [*found, chain]


def _overlap(chain: Sequence[_Piece], piece: _Piece) -> bool:
    start, end = min(p.start for p in chain), max(p.end for p in chain)
    return piece.start < end and start < piece.end


def _kind(chain: Sequence[_Piece], words: StreamVocabulary) -> Kind | None:
    """What a header's label may be; 其他 and 总计 are columns there, any other row's label is none of a header."""
    text = "".join(piece.token.text for piece in chain)
    kind = words.kind(text)
    if kind is not Kind.ROW:
        return kind
    return Kind.COLUMN if label_key(text) in words.ambiguous and split_ordinal(text)[0] is None else None


def _stack(chain: Sequence[_Piece], kind: Kind) -> Stack:
    text = "".join(piece.token.text for piece in chain)
    first, last = chain[0].token.cell.span, chain[-1].token.cell.span
    cell = GridCell(text, RepairedSpan(Span(first.start, last.end)))
    return Stack(cell, kind, min(p.start for p in chain), max(p.end for p in chain))
