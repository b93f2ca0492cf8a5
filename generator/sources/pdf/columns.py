"""Tables without rules: columns are where values and column labels stand under one another.

A value belongs to a column only by its place. What the places leave open stays unread: its row becomes one cell.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from generator.model.spans import Where
from generator.sources.extract import RawCell
from generator.sources.pdf.blocks import ColumnBlock, PieceRow, find_blocks, head_before
from generator.sources.pdf.frames import PageTable
from generator.sources.pdf.gutters import NARROWEST
from generator.sources.pdf.labels import label_rows
from generator.sources.pdf.page import UNREAD, PdfPage, TextLine, box_of, segments

Interval = tuple[float, float]
Columns = tuple[Interval, ...]
WRAP = 1.6
"""Lines of one column label are at most so many times their size apart."""


def unruled_tables(
    page: PdfPage,
    lines: Sequence[TextLine],
    before: PdfPage | None = None,
    foot: Sequence[TextLine] = (),
    carried: Columns = (),
) -> tuple[list[PageTable], list[TextLine], list[TextLine]]:
    """The tables among ``lines``, the lines that belong to none, and those of ``foot`` that are a table's header.

    ``foot`` are the last lines of the page ``before``, ``carried`` the columns of the table
    at its end, which may go on.
    """
    blocks, rest = find_blocks(lines)
    used: list[TextLine] = []
    if before and blocks and not blocks[0].above and blocks[0].rows[0].line is lines[0]:
        headed = replace(blocks[0], above=head_before(blocks[0], foot))
        if headed.above and _columns(headed):
            blocks[0] = headed
            used = [row.line for row in headed.above]
    apart = min(chain.from_iterable(map(_row_distances, blocks)), default=math.inf)
    tables = []
    for block in blocks:
        first = block is blocks[0]
        columns = _carried(block, carried) if first and not block.above else _columns(block)
        table, over = _table(page, block, columns, apart, before if used and first and before else page)
        tables.append(table)
        rest += over
    return tables, rest, used


def _row_distances(block: ColumnBlock) -> Iterator[float]:
    """How far apart the rows of values of ``block`` are, in points."""
    bases = [row.line.base for row in block.rows if row.values]
    return (b - a for a, b in pairwise(bases))


def _table(
    page: PdfPage, block: ColumnBlock, columns: Columns | None, apart: float, head: PdfPage
) -> tuple[PageTable, list[TextLine]]:
    """The table of ``block``, and lines at its end that label none of its rows. Its header stands on ``head``."""
    anchors = [row for row in block.rows if row.values]
    labels, over = label_rows(block, apart)
    rows = list(_header(head, block, columns, any(labels))) if columns and block.above else []
    undecided: list[str] = []
    for row, label in zip(anchors, labels, strict=True):
        above = [line for line in over if line.base < row.line.base]
        rows += [(_cell(page, line.text, [line]),) for line in above]
        over = over[len(above) :]
        beyond = [word for word in row.words if word.x1 > block.left]
        cells = None if label is None or beyond else _row_cells(page, row, label, columns)
        if cells is None:
            pieces = [*chain.from_iterable(label or ()), *beyond, *row.values]
            # The points keep values apart: nobody is to take them for digits that ran together.
            text = " · ".join(piece.text for piece in pieces)
            undecided.append(text)
            cells = (_cell(page, text, pieces),)
        rows.append(cells)
    return _page_table(page, block, columns, rows, undecided, over, head), over


def _page_table(
    page: PdfPage,
    block: ColumnBlock,
    columns: Columns | None,
    rows: Sequence[tuple[RawCell, ...]],
    undecided: Sequence[str],
    over: Sequence[TextLine],
    head: PdfPage,
) -> PageTable:
    """The table of ``rows``, with the box of its lines on ``page``: without those left ``over`` or on ``head``."""
    shown = (*block.above, *block.rows) if head is page else block.rows
    box = box_of(c for row in shown for c in row.line.chars if row.line not in over)
    return PageTable(page.number, box, tuple(rows), "pdf_aligned", tuple(undecided), not block.above, columns or ())


def _row_cells(
    page: PdfPage, row: PieceRow, label: Sequence[Sequence[TextLine]], columns: Columns | None
) -> tuple[RawCell, ...] | None:
    """The cells of a row: those of its ``label``, and one a column; None where its values fit no columns."""
    placed = _placed(row.values, columns) if columns else None
    if columns is None or placed is None:
        return None
    cells = [_cell(page, "".join(piece.text for piece in part), part) for part in label]
    cells += [
        _cell(page, value.text, [value]) if value else _empty(page, row.line, columns, at)
        for at, value in enumerate(placed)
    ]
    return tuple(cells)


def _columns(block: ColumnBlock) -> tuple[Interval, ...] | None:
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
        under = [c for c in columns if _overlap(c, piece)]
        # A group's label stands over the gap between two of its columns.
        group = not under and any(
            _overlap((other.x0, other.x1), piece) for other in lower if other.base > piece.base + 1
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


def _carried(block: ColumnBlock, columns: Columns) -> Columns | None:
    """Where the columns of a table are that goes on without a header: its ``columns``, if its values stand in them."""
    own = list(columns)
    for value in (value for row in block.rows for value in row.values):
        under = [i for i, column in enumerate(columns) if _overlap(column, value)]
        if len(under) != 1:
            return _columns(block)
        own[under[0]] = (min(own[under[0]][0], value.x0), max(own[under[0]][1], value.x1))
    return tuple(own) if len(_union(own)) == len(own) else _columns(block)


def _head_pieces(block: ColumnBlock) -> Iterator[TextLine]:
    columns = _valued(block)
    for row in block.above:
        for word in row.words:
            yield from (p for p in _parts(word, columns) if p.x1 > block.left or p.x0 > block.edge)


def _parts(word: TextLine, columns: Sequence[Interval]) -> Iterator[TextLine]:
    """``word`` in pieces; those closer together than usual are parted where each stands over a column of its own."""
    for piece in segments(word, 0.3):
        parts = segments(piece, NARROWEST)
        under = [[i for i, column in enumerate(columns) if _overlap(column, part)] for part in parts]
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


def _overlap(column: Interval, piece: TextLine) -> bool:
    return piece.x0 < column[1] and column[0] < piece.x1


def _placed(values: Sequence[TextLine], columns: Sequence[Interval]) -> tuple[TextLine | None, ...] | None:
    """The value in each column; None where two share one or one stands in none or several."""
    placed: list[TextLine | None] = [None] * len(columns)
    for value in values:
        under = [i for i, column in enumerate(columns) if _overlap(column, value)]
        if len(under) != 1 or placed[under[0]] is not None:
            return None
        placed[under[0]] = value
    return tuple(placed)


def _header(
    page: PdfPage, block: ColumnBlock, columns: Sequence[Interval], labelled: bool
) -> Iterator[tuple[RawCell, ...]]:
    """A row for each line of labels over several columns, and one row of the columns' own labels.

    ``labelled``: the rows below have labels, so that the header has a corner.
    """
    leaves: list[list[TextLine]] = [[] for _ in columns]
    groups: dict[float, dict[int, TextLine]] = {}
    corner: list[TextLine] = []
    for row, piece in _pieces_upwards(block, columns):
        under = [i for i, column in enumerate(columns) if _overlap(column, piece)]
        if len(under) == 1 and _is_next_line(leaves[under[0]], piece):
            leaves[under[0]].append(piece)
        elif under:
            groups.setdefault(row.line.base, {})[under[0]] = piece
        elif piece.x0 > min(columns[0][1], block.edge):
            before = max((i for i, column in enumerate(columns) if column[1] < piece.x0), default=0)
            groups.setdefault(row.line.base, {})[before] = piece
        else:
            corner.append(piece)
    covered = RawCell("", covered=True)
    has_corner = labelled or bool(corner)
    edge = [covered] if has_corner else []
    for _, own in sorted(groups.items()):
        yield (*edge, *(_cell(page, own[i].text, [own[i]]) if i in own else covered for i in range(len(columns))))
    yield tuple(_joined(page, pieces) for pieces in ([corner, *leaves] if has_corner else leaves))


def _pieces_upwards(block: ColumnBlock, columns: Sequence[Interval]) -> Iterator[tuple[PieceRow, TextLine]]:
    """The pieces of the header of ``block`` with their rows, from the lowest row."""
    for row in reversed(block.above):
        for word in row.words:
            for piece in _parts(word, columns):
                yield row, piece


def _is_next_line(leaf: Sequence[TextLine], piece: TextLine) -> bool:
    """May ``piece`` be the next line upwards of the column label ``leaf``?"""
    return not leaf or leaf[-1].base - piece.base <= WRAP * piece.size


def _joined(page: PdfPage, pieces: Sequence[TextLine]) -> RawCell:
    if not pieces:
        return RawCell("")
    ordered = sorted(pieces, key=lambda p: (round(p.base), p.x0))
    return _cell(page, "".join(piece.text for piece in ordered), ordered)


def _cell(page: PdfPage, text: str, pieces: Sequence[TextLine]) -> RawCell:
    return RawCell(text, where=Where(page=page.number, box=box_of(c for piece in pieces for c in piece.chars)))


def _empty(page: PdfPage, line: TextLine, columns: Sequence[Interval], at: int) -> RawCell:
    """A cell of the column ``at`` with nothing in it; unread where ink is, a digit that is a picture perhaps."""
    box = (round(columns[at][0], 1), line.box[1], round(columns[at][1], 1), line.box[3])
    left = columns[at - 1][1] if at else box[0] - line.size
    right = columns[at + 1][0] if at + 1 < len(columns) else box[2] + line.size
    inked = [*page.blots, *(box_of([ghost]) for ghost in page.ghosts)]
    doubtful = any(x0 < right and left < x1 and y0 < box[3] and box[1] < y1 for x0, y0, x1, y1 in inked)
    return RawCell(UNREAD if doubtful else "", where=Where(page=page.number, box=box))
