"""A cell a line with blank cells that left lines behind: more empty lines than between two cells, or a lone tab."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.model.documents import Grid, GridCell, GridRow
from generator.model.spans import Span
from generator.reading.folding import half_width
from generator.reading.lines import Line
from generator.reading.numbers import parse_value
from generator.reading.table.tokens import CLAUSE, LONGEST, PAGE_NUMBER, PLAIN, Token, token

CELLS, ROWS = 8, 3
"""So many neighbouring cells, and rows, must stand equally far apart before empty lines between them are counted."""
ENDS = 4
"""So many rows may stand at another distance from what follows: they are the last of their tables."""
MOST_BLANKS = 40
"""More blank cells in a row than any of our tables has."""
MAX_CELLS = 60
FEWEST = 4
"""So many lone tabs part the cells of a table; fewer are dirt."""
SEPARATOR = "\t"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line with words or a number, or one that marks a blank cell; and the empty lines before it."""

    line: Line
    number: int
    gap: int
    is_value: bool
    prose: bool

    @property
    def token(self) -> Token:
        return token(_cell(self.line), self.number)


def gap_tokens(lines: Sequence[Line]) -> Iterator[Token | None]:
    """Every line with text and a blank token for every blank cell that the empty lines show; None where prose stands.
    Nothing where cells stand at no regular distance.

    Between cells stand ``cell`` empty lines, between rows ``row``; each blank cell adds itself and another distance.
    """
    pieces = list(_pieces(lines))
    pairs = list(pairwise(pieces))
    cell = _usual([b.gap for a, b in pairs if a.is_value and b.is_value], CELLS)
    row = _usual([b.gap for a, b in pairs if a.is_value and not b.is_value], ROWS)
    if cell is None or row is None:
        return
    counts = [_between(a, b, cell, row) for a, b in pairs]
    odd = [b.is_value for (a, b), count in zip(pairs, counts, strict=True) if count is None and a.is_value | b.is_value]
    if any(odd) or len(odd) > ENDS or not (any(counts) or any(not piece.line.text.strip() for piece in pieces)):
        return  # no rule in it, or no blank cell
    for (before, piece), blanks in zip(pairs, counts, strict=True):
        if not before.prose:
            yield before.token
        if blanks is None or before.prose or piece.prose:
            yield None
        else:
            yield from (token(_empty(before.line), before.number) for _ in range(blanks))
    if not pieces[-1].prose:
        yield pieces[-1].token


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
        prose = len(words) > LONGEST or CLAUSE.search(words) is not None or "\t" in words
        value = parse_value(words).reading in PLAIN or words == "无"
        yield _Piece(line, number, gap, value and not prose, prose)
        gap = 0


def tab_lines(lines: Sequence[Line]) -> Iterator[Grid]:
    """A cell a line, cells apart by lines that hold nothing but a tab; two or more empty lines end a row.

    So browsers copy a table whose cells hold paragraphs.
    """
    if sum(SEPARATOR in line.text and not line.text.strip() for line in lines) < FEWEST:
        return
    rows: list[GridRow] = []
    cells: list[GridCell | None] = [None]
    tabs = gap = 0

    def close() -> None:
        if tabs:
            rows.append(GridRow(tuple(cell or _empty(at) for cell in cells)))

    at = lines[0] if lines else None
    for line in lines:
        if SEPARATOR in line.text and not line.text.strip():
            cells += [None] * line.text.count(SEPARATOR)
            tabs, gap = tabs + line.text.count(SEPARATOR), 0
        elif not line.text.strip(" \r"):
            gap += 1
        else:
            words = line.text.strip()
            last = cells[-1]
            prose = len(words) > LONGEST or CLAUSE.search(words) is not None or SEPARATOR in words
            if prose or gap > 1 or (last is not None and not _goes_on(last.text, words)):
                close()
                cells, tabs, last = [None], 0, None
            if prose:
                yield from _grid(rows)
                rows = []
            else:
                cells[-1] = _cell(line) if last is None else _joined(last, _cell(line))
            gap, at = 0, line
        if len(cells) > MAX_CELLS:
            cells, tabs = [None], 0
    while cells and cells[-1] is None:
        cells.pop()  # the text ends: what stood there may be cut off
    close()
    yield from _grid(rows)


def _goes_on(before: str, words: str) -> bool:
    """May a line be the next paragraph of the same cell? A number is no part of a label, nor a label of a number."""
    return parse_value(before).reading not in PLAIN and parse_value(words).reading not in PLAIN


def _grid(rows: Sequence[GridRow]) -> Iterator[Grid]:
    if len(rows) > 1:
        yield Grid(tuple(rows), Span(rows[0].cells[0].span.start, rows[-1].cells[-1].span.end), "tab_lines")


def _joined(first: GridCell, more: GridCell) -> GridCell:
    return GridCell(first.text + more.text, Span(first.span.start, more.span.end))


def _cell(line: Line) -> GridCell:
    words = line.text.strip()
    start = line.span.start + (len(line.text) - len(line.text.lstrip()) if words else 0)
    return GridCell(words, Span(start, start + len(words)) if words else line.span)


def _empty(line: Line | None) -> GridCell:
    """A blank cell behind the text of ``line``."""
    end = line.span.end if line else 0
    return GridCell("", Span(end, end))
