"""Finds tables without rules: lines of values that stand below lines of column labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.sources.pdf.page import TextLine, segments

VALUE = re.compile(
    r"[+\-−–—＋－]?\s?[\d,，]+(?:[.．]\d+)?\s?(?:万元|亿元|元|件|条|项|个|次)?|[/\\\-—–－]{1,2}|无|\ufffd+"
)
DIGITS = re.compile(r"[\d\s.,，．/\-—+＋－\ufffd]+")
SECTION = re.compile(r"[一二三四五六七八九]\s*[、.．]")
APART = 0.8
"""Pieces of a line further apart than so many times their size are different cells."""
GAP = 3.2
"""Lines further apart than so many times their size are not of one table."""
HEADER_LINES = 14


@dataclass(frozen=True, slots=True)
class Row:
    """A line in its pieces, values and others apart."""

    line: TextLine
    values: tuple[TextLine, ...]
    words: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of values and labels under one header. ``above`` is empty where a table goes on overleaf."""

    above: tuple[Row, ...]
    rows: tuple[Row, ...]
    left: float
    """Where the values begin: what stands to the left of it is labels."""


def find_blocks(lines: Sequence[TextLine]) -> tuple[list[Block], list[TextLine]]:
    """The blocks among the lines of one page, and the lines outside of them."""
    rows = [_row(line) for line in lines]
    blocks: list[Block] = []
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


def head_before(block: Block, lines: Sequence[TextLine]) -> tuple[Row, ...]:
    """The rows of column labels at the foot of the page before ``block``, whose last lines are ``lines``."""
    rows = [_row(line) for line in lines[-HEADER_LINES:]]
    first = len(rows)
    for at in range(len(rows) - 1, -1, -1):
        row = rows[at]
        if row.values or SECTION.match(row.line.text):
            break
        if _heads(row, block.left):
            first = at
        elif _runs_over(row, block.left):
            break
    return tuple(rows[first:])


def _row(line: TextLine) -> Row:
    pieces = [part for piece in segments(line, APART) for part in _split(piece)]
    values = tuple(p for p in pieces if VALUE.fullmatch(p.text)) if len(pieces) > 1 else ()
    return Row(line, values, tuple(p for p in pieces if p not in values))


def _split(piece: TextLine) -> list[TextLine]:
    """A piece of nothing but digits and blanks may be several values: apart wherever there is a gap."""
    return segments(piece, 0.3) if DIGITS.fullmatch(piece.text) else [piece]


def _block(rows: Sequence[Row], at: int) -> Block | None:
    """The block that begins with row ``at``."""
    first = next((i for i in range(at, min(at + HEADER_LINES, len(rows))) if rows[i].values), None)
    if first is None:
        return None
    left = min(value.x0 for row in rows[first : first + 3] for value in row.values)
    below = at
    if at < first and not (at == 0 and _labels(rows[: first + 1], left)):
        if not _heads(rows[at], left):
            return None
        below = 1 + max(i for i in range(at, first) if _heads(rows[i], left))
        if any(SECTION.match(row.line.text) and len(row.words) == 1 for row in rows[at:below]):
            return None
        if any(_runs_over(row, left) for row in rows[at:first] if not _heads(row, left)):
            return None
    elif at and any(not row.values for row in rows[:at]):
        return None  # values without a header, and not at the top of a page
    end = last = below
    while end < len(rows):
        row = rows[end]
        if row.values:
            last = end
        elif _heads(row, left) or _runs_over(row, left) or _titles(rows, end):
            break
        if end > at and _gap(rows, end) > GAP:
            break
        end += 1
    if last < first:
        return None
    while end - 1 > last and _gap(rows, end - 1) > 2:
        end -= 1
    left = min(value.x0 for row in rows[below:end] for value in row.values)
    return Block(tuple(rows[at:below]), tuple(rows[below:end]), left)


def _titles(rows: Sequence[Row], at: int) -> bool:
    """Does row ``at`` begin a section? The first line of a label may look alike, but has its values close below."""
    return bool(SECTION.match(rows[at].line.text)) and not any(row.values for row in rows[at : at + 3])


def _heads(row: Row, left: float) -> bool:
    """No values, and words where values stand below: neither a label nor a paragraph begins so far to the right.

    A long word may begin further to the left, beside another.
    """
    beside = any(word.x1 > left + word.size / 4 for word in row.words[1:])
    return not row.values and (beside or any(word.x0 > left - 4 * word.size for word in row.words))


def _labels(rows: Sequence[Row], left: float) -> bool:
    """Are all but the last of ``rows``, at the top of a page, lines of its label?"""
    close = all(_gap(rows, at) <= 2 for at in range(1, len(rows)))
    return close and not any(_heads(row, left) or _runs_over(row, left) for row in rows[:-1])


def _runs_over(row: Row, left: float) -> bool:
    return not row.values and row.line.x1 > left + 2 * row.line.size


def _gap(rows: Sequence[Row], at: int) -> float:
    """The distance of a line from the one before it, in sizes."""
    return (rows[at].line.base - rows[at - 1].line.base) / rows[at].line.size if at else 0.0
