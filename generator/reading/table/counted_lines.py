"""A cell a line, with blank cells that left empty lines behind: more of them than stand between two cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.model.documents import GridCell
from generator.model.spans import RepairedSpan, Span
from generator.reading.numbers import parse_value
from generator.reading.table.tokens import PAGE_NUMBER, PLAIN, Lexeme, cell_of, is_prose, token
from generator.text.folding import half_width
from generator.text.lines import Line

CELLS, ROWS = 8, 3
"""Minimum numbers of equidistant neighbouring cells, and rows, before empty lines between them are counted."""
ENDS = 4
"""Maximum number of rows at another distance from what follows: the last rows of their tables."""
MOST_BLANKS = 40
"""More blank cells in a row than any of our tables has."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line with words or a number, or one that marks a blank cell; and the empty lines before it."""

    line: Line
    number: int
    gap: int
    is_value: bool
    prose: bool

    @property
    def token(self) -> Lexeme:
        return token(cell_of(self.line, 0, len(self.line.text)), self.number)


@dataclass(frozen=True, slots=True)
class _Gap:
    """Two neighbouring pieces, and how many blank cells stand between them: None where the empty lines fit neither
    cells nor rows."""

    before: _Piece
    behind: _Piece
    blanks: int | None

    @property
    def beside_value(self) -> bool:
        return self.before.is_value or self.behind.is_value


def gap_tokens(lines: Sequence[Line]) -> Iterator[Lexeme | None]:
    """Every line with text and a blank token for every blank cell that the empty lines show; None where prose stands.
    Nothing where cells stand at no regular distance.

    Between cells stand ``cell`` empty lines, between rows ``row``; each blank cell adds itself and another distance.
    """
    gaps = _gaps(list(_pieces(lines)))
    if not gaps or not _are_regular(gaps):
        return
    for gap in gaps:
        if not gap.before.prose:
            yield gap.before.token
        if gap.blanks is None or gap.before.prose or gap.behind.prose:
            yield None
        else:
            yield from (token(_empty(gap.before.line), gap.before.number) for _ in range(gap.blanks))
    if not gaps[-1].behind.prose:
        yield gaps[-1].behind.token


def _gaps(pieces: Sequence[_Piece]) -> list[_Gap]:
    """The gaps between all pieces; none where cells, or rows, have no usual distance."""
    pairs = list(pairwise(pieces))
    cell = _usual([b.gap for a, b in pairs if a.is_value and b.is_value], CELLS)
    row = _usual([b.gap for a, b in pairs if a.is_value and not b.is_value], ROWS)
    if cell is None or row is None:
        return []
    return [_Gap(a, b, _between(a, b, cell, row)) for a, b in pairs]


def _are_regular(gaps: Sequence[_Gap]) -> bool:
    """True if the empty lines follow a rule, apart from the last rows of tables, and show at least one blank cell."""
    odd = [gap for gap in gaps if gap.blanks is None and gap.beside_value]
    if len(odd) > ENDS or any(gap.behind.is_value for gap in odd):
        return False
    return any(gap.blanks or not gap.before.line.text.strip() or not gap.behind.line.text.strip() for gap in gaps)


def _between(before: _Piece, piece: _Piece, cell: int, row: int) -> int | None:
    """How many blank cells stand between two pieces; None where the empty lines fit neither cells nor rows."""
    if before.prose or piece.prose:
        return 0
    distances = [cell] if piece.is_value else [row, cell] if before.is_value else [cell, row]
    return next((count for d in distances if (count := _blanks(piece.gap, d, cell)) is not None), None)


def _blanks(gap: int, distance: int, cell: int) -> int | None:
    """How many blank cells make ``gap`` empty lines out of ``distance``."""
    count, rest = divmod(gap - distance, cell + 1)
    return count if not rest and 0 <= count <= MOST_BLANKS else None


def _usual(gaps: Sequence[int], samples: int) -> int | None:
    """The distance of most neighbours; None where there is none, or where they are fewer than ``samples``."""
    if len(gaps) < samples:
        return None
    ((gap, times),) = Counter(gaps).most_common(1)
    return gap if 2 * times > len(gaps) else None


def _pieces(lines: Sequence[Line]) -> Iterator[_Piece]:
    gap = 0
    for number, line in enumerate(lines):
        words = line.text.strip()
        if not line.text.strip(" \t\r"):
            gap += 1
            continue
        if PAGE_NUMBER.fullmatch(half_width(line.text)) and words:
            continue
        prose = is_prose(words)
        value = parse_value(words).reading in PLAIN or words == "无"
        yield _Piece(line, number, gap, value and not prose, prose)
        gap = 0


def _empty(line: Line) -> GridCell:
    """A blank cell behind the text of ``line``."""
    return GridCell("", RepairedSpan(Span(line.span.end, line.span.end)))
