"""Finds tables without rules: lines of values that stand below lines of column labels."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from generator.sources.pdf.gutters import WITNESSES, Stops, parted
from generator.sources.pdf.page import TextLine, segments
from generator.text.number_grammar import UNIT

VALUE = re.compile(rf"[+\-−–—＋－]?\s?[\d,，]+(?:[.．]\d+)?\s?(?:{UNIT})?|[/\\\-—–－]{{1,2}}|无|\ufffd+")
DIGITS_AND_SIGNS = re.compile(r"[\d\s.,，．/\-—+＋－\ufffd]+")
SECTION = re.compile(r"[一二三四五六七八九]\s*[、.．]")
TITLE = re.compile(SECTION.pattern + r"\s*\S{4}")
APART = 0.8
"""Pieces of a line further apart than so many times their size are different cells."""
GAP = 3.6
"""Lines further apart than so many times their size are not of one table."""
HEADER_LINES = 14
BESIDE = 60.0
"""Points: lines further from the next values are no labels of theirs."""


@dataclass(frozen=True, slots=True)
class PieceRow:
    """A line in its pieces, values and others apart."""

    line: TextLine
    values: tuple[TextLine, ...]
    words: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class ColumnBlock:
    """Lines of values and labels under one header. ``above`` is empty where a table goes on overleaf."""

    above: tuple[PieceRow, ...]
    rows: tuple[PieceRow, ...]
    left: float
    """Where the values begin: what stands to the left of it is labels."""
    edge: float
    """Where the labels end; far to the left where there are none. Column labels begin further to the right."""


def find_blocks(lines: Sequence[TextLine]) -> tuple[list[ColumnBlock], list[TextLine]]:
    """The blocks among the lines of one page, and the lines outside of them."""
    rows = _rows(lines)
    blocks: list[ColumnBlock] = []
    rest: list[TextLine] = []
    at = 0
    while at < len(rows):
        block = _block(rows, at)
        if block is None:
            rest.append(rows[at].line)
            at += 1
        else:
            blocks.append(block)
            at += len(block.above) + len(block.rows)
    return blocks, rest


def head_before(block: ColumnBlock, lines: Sequence[TextLine]) -> tuple[PieceRow, ...]:
    """The rows of column labels at the foot of the page before ``block``, whose last lines are ``lines``."""
    rows = _rows(lines[-HEADER_LINES:])
    first = len(rows)
    for at in range(len(rows) - 1, -1, -1):
        row = rows[at]
        if row.values or SECTION.match(row.line.text):
            break
        if _heads(row, block.left, block.edge):
            first = at
        elif _runs_over(row, block.left):
            break
    return tuple(rows[first:])


def _rows(lines: Sequence[TextLine]) -> list[PieceRow]:
    """``lines`` in their pieces, those with values and the labels beside them also at narrow gutters."""
    rows = [_row(line, _pieces(line)) for line in lines]
    valued = [i for i, row in enumerate(rows) if row.values]
    words = Stops.of(chain.from_iterable(row.words for row in rows))
    values = Stops.of(chain.from_iterable(row.values for row in rows))
    for i, row in enumerate(rows):
        around = [] if row.values else _valued_around(rows, valued, i)
        if around and _is_lone_value(row, values):
            rows[i] = PieceRow(row.line, row.words, ())  # the only number of its row
            insort(valued, i)
        elif row.values or _is_beside(row, around):
            rows[i] = _parted_row(row, words, values)
    return rows


def _pieces(line: TextLine) -> list[TextLine]:
    """The pieces of ``line`` at wide gutters."""
    return [part for piece in segments(line, APART) for part in _split(piece)]


def _is_beside(row: PieceRow, around: Sequence[PieceRow]) -> bool:
    """Does ``row`` end before the values of one of those ``around`` it begin?"""
    return any(row.line.x1 <= other.values[0].x0 + row.line.size / 4 for other in around)


def _parted_row(row: PieceRow, words: Stops, values: Stops) -> PieceRow:
    """``row`` with its words cut at narrow gutters, if there are any."""
    pieces = [part for word in row.words for part in parted(word, words, values)]
    if len(pieces) <= len(row.words):
        return row
    return _row(row.line, sorted([*pieces, *row.values], key=lambda piece: piece.x0))


def _valued_around(rows: Sequence[PieceRow], valued: Sequence[int], i: int) -> list[PieceRow]:
    """Those of the rows with values (``valued``, sorted) just above and below row ``i`` that are close to it."""
    at = bisect_left(valued, i)
    around = (rows[k] for k in valued[max(0, at - 1) : at + 1])
    return [row for row in around if abs(row.line.base - rows[i].line.base) < BESIDE]


def _is_lone_value(row: PieceRow, values: Stops) -> bool:
    """Is ``row`` nothing but a value, in line with others?"""
    if len(row.words) != 1 or not VALUE.fullmatch(row.words[0].text):
        return False
    return values.in_line(row.words[0]) >= WITNESSES


def _row(line: TextLine, pieces: Sequence[TextLine]) -> PieceRow:
    values = tuple(p for p in pieces if VALUE.fullmatch(p.text)) if len(pieces) > 1 else ()
    return PieceRow(line, values, tuple(p for p in pieces if p not in values))


def _split(piece: TextLine) -> list[TextLine]:
    """A piece of nothing but digits and blanks may be several values: apart wherever there is a gap."""
    return segments(piece, 0.3) if DIGITS_AND_SIGNS.fullmatch(piece.text) else [piece]


def _block(rows: Sequence[PieceRow], at: int) -> ColumnBlock | None:
    """The block that begins with row ``at``."""
    first = next((i for i in range(at, min(at + HEADER_LINES, len(rows))) if rows[i].values), None)
    if first is None:
        return None
    left = min(value.x0 for row in rows[first : first + 3] for value in row.values)
    edge = _edge(rows[first : first + HEADER_LINES], left)
    below = _below_header(rows, at, first, left, edge)
    if below is None:
        return None
    end = _end(rows, at, below, first, left, edge)
    if end is None:
        return None
    lefts = [value.x0 for row in rows[below:end] for value in row.values]
    if not lefts:
        return None
    left = min(lefts)
    return ColumnBlock(tuple(rows[at:below]), tuple(rows[below:end]), left, _edge(rows[below:end], left))


def _below_header(rows: Sequence[PieceRow], at: int, first: int, left: float, edge: float) -> int | None:
    """The row after the header that begins with row ``at``; None where no block begins there.

    ``first`` is the first row with values, which begin at ``left``; labels end at ``edge``.
    """
    if at == first:
        # Values without a header, and not at the top of a page, are no block.
        return at if all(row.values for row in rows[:at]) else None
    if at == 0 and _labels(rows[: first + 1], left, edge):
        return at
    heading = [_heads(row, left, edge) for row in rows[at:first]]
    if not heading[0]:
        return None
    below = first - heading[::-1].index(True)
    prose = any(_runs_over(row, left) and not head for row, head in zip(rows[at:first], heading, strict=True))
    return None if prose or any(map(_is_section, rows[at:below])) else below


def _is_section(row: PieceRow) -> bool:
    return SECTION.match(row.line.text) is not None and len(row.words) == 1


def _end(rows: Sequence[PieceRow], at: int, below: int, first: int, left: float, edge: float) -> int | None:
    """The row after the last of the block that begins with row ``at``; None where it ends before its values."""
    end = last = below
    while end < len(rows):
        row = rows[end]
        if row.values:
            last = end
        elif _heads(row, left, edge) or _runs_over(row, left) or _titles(rows, end):
            break
        if end > at and _gap(rows, end) > GAP:
            break
        end += 1
    if last < first:
        return None
    while end - 1 > last and _gap(rows, end - 1) > 2:
        end -= 1
    return end


def _edge(rows: Sequence[PieceRow], left: float) -> float:
    """Where the labels of ``rows``, whose values begin at ``left``, end: those rows end where columns are labelled."""
    edge = -math.inf
    for at, row in enumerate(rows):
        if at and not row.values and any(word.x1 > left for word in row.words):
            break
        edge = max([edge, *(word.x1 for word in row.words if word.x1 <= left)])
    return edge


def _titles(rows: Sequence[PieceRow], at: int) -> bool:
    """Does row ``at`` begin a section? The first line of a label may look alike, but has its values close below."""
    line = rows[at].line
    if len(rows[at].words) > 1 or not TITLE.match(line.text):
        return False
    return not any(row.values and row.line.base - line.base <= 2.2 * line.size for row in rows[at : at + HEADER_LINES])


def _heads(row: PieceRow, left: float, edge: float) -> bool:
    """No values, and words where values stand below: neither a label nor a paragraph begins so far to the right.

    A long word may begin further to the left, beside another, or to the right of the labels (which end at ``edge``).
    """
    beside = any(word.x1 > left + word.size / 4 for word in row.words[1:])
    if row.values:
        return False
    if beside or edge < 0:
        return beside or any(word.x0 > left - 4 * word.size for word in row.words)
    return any(word.x0 > edge or (word.x1 > left and word.x0 > left - 4 * word.size) for word in row.words)


def _labels(rows: Sequence[PieceRow], left: float, edge: float) -> bool:
    """Are all but the last of ``rows``, at the top of a page, lines of its label?"""
    close = all(_gap(rows, at) <= 2 for at in range(1, len(rows)))
    return close and not any(_heads(row, left, edge) or _runs_over(row, left) for row in rows[:-1])


def _runs_over(row: PieceRow, left: float) -> bool:
    return not row.values and row.line.x1 > left + 2 * row.line.size


def _gap(rows: Sequence[PieceRow], at: int) -> float:
    """The distance of a line from the one before it, in sizes."""
    return (rows[at].line.base - rows[at - 1].line.base) / rows[at].line.size if at else 0.0
