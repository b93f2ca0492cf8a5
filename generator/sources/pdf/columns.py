"""Tables without rules: columns are where values and column labels stand under one another.

A value belongs to a column only by its place. What the places leave open stays unread: its row becomes one cell.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from generator.model.spans import Where
from generator.sources.extract import RawCell
from generator.sources.pdf.blocks import ColumnBlock, PieceRow, find_blocks, head_before
from generator.sources.pdf.column_places import Columns, Interval, carried_columns, find_columns, overlaps, parts_over
from generator.sources.pdf.frames import PageTable
from generator.sources.pdf.labels import label_rows
from generator.sources.pdf.page import UNREAD, PdfPage, TextLine, box_of

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
    if before and blocks:
        blocks[0], used = _with_header(blocks[0], lines[0], foot)
    apart = min(chain.from_iterable(map(_row_distances, blocks)), default=math.inf)
    tables = []
    for block in blocks:
        first = block is blocks[0]
        columns = carried_columns(block, carried) if first and not block.above else find_columns(block)
        table, over = _table(page, block, columns, apart, before if used and first and before else page)
        tables.append(table)
        rest += over
    return tables, rest, used


def _with_header(block: ColumnBlock, top: TextLine, foot: Sequence[TextLine]) -> tuple[ColumnBlock, list[TextLine]]:
    """``block`` with its header from the page before, if it begins with the line at the ``top``; and those lines."""
    if block.above or block.rows[0].line is not top:
        return block, []
    headed = replace(block, above=head_before(block, foot))
    if headed.above and find_columns(headed):
        return headed, [row.line for row in headed.above]
    return block, []


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
    rows = list(_header(head, block, columns, any(labels))) if columns else []
    undecided: list[str] = []
    for row, label in zip(anchors, labels, strict=True):
        above = [line for line in over if line.base < row.line.base]
        rows += _line_rows(page, above)
        over = over[len(above) :]
        beyond = _words_beyond(row, block.left)
        cells = None if label is None or beyond else _row_cells(page, row, label, columns)
        if cells is None:
            pieces = [*chain.from_iterable(label or ()), *beyond, *row.values]
            # The points keep values apart: nobody is to take them for digits that ran together.
            text = " · ".join(piece.text for piece in pieces)
            undecided.append(text)
            cells = (_cell(page, text, pieces),)
        rows.append(cells)
    return _page_table(page, block, columns, rows, undecided, over, head), over


def _line_rows(page: PdfPage, lines: Sequence[TextLine]) -> list[tuple[RawCell, ...]]:
    """A row of one cell for each of ``lines``."""
    return [(_cell(page, line.text, [line]),) for line in lines]


def _words_beyond(row: PieceRow, left: float) -> list[TextLine]:
    """The words of ``row`` that reach beyond the beginning of the values."""
    return [word for word in row.words if word.x1 > left]


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


def _placed(values: Sequence[TextLine], columns: Sequence[Interval]) -> tuple[TextLine | None, ...] | None:
    """The value in each column; None where two share one or one stands in none or several."""
    placed: list[TextLine | None] = [None] * len(columns)
    for value in values:
        under = [i for i, column in enumerate(columns) if overlaps(column, value)]
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
    if not block.above:
        return
    leaves, groups, corner = _header_pieces(block, columns)
    covered = RawCell("", covered=True)
    has_corner = labelled or bool(corner)
    edge = [covered] if has_corner else []
    for _, own in sorted(groups.items()):
        yield (*edge, *(_cell(page, own[i].text, [own[i]]) if i in own else covered for i in range(len(columns))))
    yield tuple(_joined(page, pieces) for pieces in ([corner, *leaves] if has_corner else leaves))


def _header_pieces(
    block: ColumnBlock, columns: Sequence[Interval]
) -> tuple[list[list[TextLine]], dict[float, dict[int, TextLine]], list[TextLine]]:
    """The pieces of a header: those of each column's own label, those of groups by baseline and column, the corner."""
    leaves: list[list[TextLine]] = [[] for _ in columns]
    groups: dict[float, dict[int, TextLine]] = {}
    corner: list[TextLine] = []
    for row, piece in _pieces_upwards(block, columns):
        under = [i for i, column in enumerate(columns) if overlaps(column, piece)]
        if len(under) == 1 and _is_next_line(leaves[under[0]], piece):
            leaves[under[0]].append(piece)
        elif under:
            groups.setdefault(row.line.base, {})[under[0]] = piece
        elif piece.x0 > min(columns[0][1], block.edge):
            before = max((i for i, column in enumerate(columns) if column[1] < piece.x0), default=0)
            groups.setdefault(row.line.base, {})[before] = piece
        else:
            corner.append(piece)
    return leaves, groups, corner


def _pieces_upwards(block: ColumnBlock, columns: Sequence[Interval]) -> Iterator[tuple[PieceRow, TextLine]]:
    """The pieces of the header of ``block`` with their rows, from the lowest row."""
    for row in reversed(block.above):
        for word in row.words:
            for piece in parts_over(word, columns):
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
