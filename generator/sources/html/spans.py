"""Tables of a page with their merged cells spread out into positions."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from generator.model.spans import Where
from generator.sources.extract import RawCell
from generator.sources.html.boxes import DataTable, TableCell
from generator.sources.html.elements import blur

MAX_COLUMNS = 200
WHOLE_ROW = 50
"""A cell that wants to reach over more columns means the whole row: the rest of the table's width."""
MAX_CELLS = 50_000
"""Positions of one table; the official ones have up to 200."""


class OverlappingCellsError(Exception):
    """Two cells of a table take one position."""


class TableTooLargeError(Exception):
    """A table with more positions than any that people read."""


def spread(table: DataTable) -> list[list[RawCell]]:
    """The rows of ``table``, one cell a position; what a merged neighbour covers is marked so.

    A row that prints fewer cells stays shorter: what is missing is no blank. Raises TooLarge.
    """
    try:
        return _spread(table, strict=True)
    except OverlappingCellsError:
        # A browser draws one over the other.
        blur(table.groups)
        return _spread(table, strict=False)


def _spread(table: DataTable, strict: bool) -> list[list[RawCell]]:
    rows: list[list[RawCell]] = []
    count = 0
    width = _width(table)
    for group in table.groups:
        below: dict[int, int] = {}
        for at, row in enumerate(group):
            placed, below = _row(row, below, len(group) - at, width, Where(table.number, len(rows) + 1), strict)
            rows.append(placed)
            count += len(placed)
            if len(placed) > MAX_COLUMNS or count > MAX_CELLS:
                raise TableTooLargeError
    return rows


def _width(table: DataTable) -> int:
    """Columns of the widest row, cells that mean a whole row left out."""
    rows = (row for group in table.groups for row in group)
    return max((sum(max(1, c.columns) for c in row if c.columns <= WHOLE_ROW) for row in rows), default=1)


def _row(
    row: Sequence[TableCell], below: dict[int, int], left: int, width: int, where: Where, strict: bool
) -> tuple[list[RawCell], dict[int, int]]:
    """The positions of a row under cells that reach down (column → rows still to cover), and those after it."""
    placed: list[RawCell] = []
    after = {column: rows - 1 for column, rows in below.items() if rows > 1}

    def cover(above: bool) -> None:
        placed.append(RawCell("", True, replace(where, column=len(placed) + 1), above))

    for cell in row:
        while len(placed) in below:
            cover(above=True)
        reach = _reach(cell, len(placed), width)
        if strict and any(taken in below for taken in reach):
            raise OverlappingCellsError
        placed.append(RawCell(cell.text, False, replace(where, column=reach.start + 1)))
        for _ in reach[1:]:
            cover(above=False)
        high = left if cell.rows == 0 else min(cell.rows, left)
        if high > 1:
            after |= dict.fromkeys(reach, high - 1)
    for at in range(len(placed), max(below, default=-1) + 1):
        cover(above=at in below)
    return placed, after


def _reach(cell: TableCell, column: int, width: int) -> range:
    """The columns that ``cell`` takes from ``column`` on. Raises TooLarge."""
    wide = max(1, cell.columns if cell.columns <= WHOLE_ROW else width - column)
    if column + wide > MAX_COLUMNS:
        raise TableTooLargeError
    return range(column, column + wide)
