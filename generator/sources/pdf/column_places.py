"""Where the columns of tables without rules are: where values and column labels stand under one another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from generator.sources.pdf.blocks import ColumnBlock
from generator.sources.pdf.gutters import NARROWEST
from generator.sources.pdf.page import TextLine, segments

Interval = tuple[float, float]
"""From where to where a column reaches, in points."""
Columns = tuple[Interval, ...]


def find_columns(block: ColumnBlock) -> tuple[Interval, ...] | None:
    """Where the columns are; None where values and column labels do not fit together."""
    valued = _valued(block)
    if not block.above:
        return valued
    columns, headed = _headed(block, valued)
    if all(c in headed for c in valued):
        return tuple(columns)
    # Labels to the left and numbers to the right of the same columns.
    pairs = list(zip(columns[::2], columns[1::2], strict=False))
    if len(columns) % 2 == 0 and all(a in headed and a not in valued and b not in headed for a, b in pairs):
        return tuple((a[0], b[1]) for a, b in pairs)
    return None


def _headed(block: ColumnBlock, valued: Columns) -> tuple[list[Interval], set[Interval]]:
    """The columns of values (``valued``) with those that only have a label; and those of them that have one."""
    columns = list(valued)
    headed: set[Interval] = set()
    lower: list[TextLine] = []
    pitch = _pitch(block)
    corner = _corner(block)
    for piece in sorted(_head_pieces(block), key=lambda p: (-round(p.base), p.x1 - p.x0)):
        under = [c for c in columns if overlaps(c, piece)]
        # A group's label stands over the gap between two of its columns.
        group = not under and any(
            overlaps((other.x0, other.x1), piece) for other in lower if other.base > piece.base + 1
        )
        lower.append(piece)
        if len(under) == 1:
            headed.add(under[0])
        # What stands above the corner, or where no column has room, is the heading of the whole table.
        elif not under and not group and piece.base >= corner and _room(piece, columns, pitch):
            columns = list(_union([*columns, (piece.x0, piece.x1)]))
            headed.add((piece.x0, piece.x1))
    return columns, headed


def _corner(block: ColumnBlock) -> float:
    """The baseline of the first word above the labels of rows."""
    return min((w.base for row in block.above for w in row.words if w.x0 <= block.edge), default=-math.inf)


def _valued(block: ColumnBlock) -> Columns:
    return _union((v.x0, v.x1) for row in block.rows for v in row.values)


def _room(piece: TextLine, columns: Sequence[Interval], pitch: float) -> bool:
    """Is there room for a column where ``piece`` stands? Between two as close as others (``pitch``) there is none."""
    middles = [(start + end) / 2 for start, end in columns]
    at = (piece.x0 + piece.x1) / 2
    return not any(a < at < b and b - a < 1.5 * pitch for a, b in pairwise(middles))


def _pitch(block: ColumnBlock) -> float:
    """How far apart columns are at least, by their values and by labels on one line."""
    lines: dict[float, list[Interval]] = {}
    for piece in _head_pieces(block):
        lines.setdefault(piece.base, []).append((piece.x0, piece.x1))
    rows = [_valued(block), *map(sorted, lines.values())]
    return min((c + d - a - b for row in rows for (a, b), (c, d) in pairwise(row)), default=math.inf) / 2


def carried_columns(block: ColumnBlock, columns: Columns) -> Columns | None:
    """Where the columns of a table are that goes on without a header: its ``columns``, if its values stand in them."""
    own = list(columns)
    for value in (value for row in block.rows for value in row.values):
        under = [i for i, column in enumerate(columns) if overlaps(column, value)]
        if len(under) != 1:
            return find_columns(block)
        own[under[0]] = (min(own[under[0]][0], value.x0), max(own[under[0]][1], value.x1))
    return tuple(own) if len(_union(own)) == len(own) else find_columns(block)


def _head_pieces(block: ColumnBlock) -> Iterator[TextLine]:
    columns = _valued(block)
    for row in block.above:
        for word in row.words:
            yield from (p for p in parts_over(word, columns) if p.x1 > block.left or p.x0 > block.edge)


def parts_over(word: TextLine, columns: Sequence[Interval]) -> Iterator[TextLine]:
    """``word`` in pieces; those closer together than usual are parted where each stands over a column of its own."""
    for piece in segments(word, 0.3):
        parts = segments(piece, NARROWEST)
        under = [[i for i, column in enumerate(columns) if overlaps(column, part)] for part in parts]
        own = all(len(found) == 1 for found in under) and len({found[0] for found in under}) == len(parts)
        yield from parts if own else [piece]


def _union(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Intervals that overlap become one."""
    done: list[Interval] = []
    for start, end in sorted(intervals):
        if done and start < done[-1][1]:
            done[-1] = (done[-1][0], max(done[-1][1], end))
        else:
            done.append((start, end))
    return tuple(done)


def overlaps(column: Interval, piece: TextLine) -> bool:
    return piece.x0 < column[1] and column[0] < piece.x1
