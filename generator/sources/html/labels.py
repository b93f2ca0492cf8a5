"""Names of rows and columns that are perhaps not seen as they are written: they name no number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.sources.html.boxes import TableCell
from generator.sources.html.elements import blur_cell, is_value

Groups = Sequence[Sequence[Sequence[TableCell]]]
WIDEST = 200
"""Columns that are looked at; no table of a report has more."""


def blur_unnamed(groups: Groups) -> None:
    """Marks as unsure what stands beside and below the names of ``groups`` that are in doubt."""
    if not any(cell.veiled and not is_value(cell.text) for group in groups for row in group for cell in row):
        return
    columns: set[int] = set()
    """Below names in doubt."""
    for group in groups:
        _blur_group(group, columns)


def _blur_group(group: Sequence[Sequence[TableCell]], columns: set[int]) -> None:
    """Marks values of a group of rows as unsure; columns of names in doubt are added to ``columns``."""
    rows_left = 0
    for row in _placed(group):
        named = [(begun, cell) for begun, cell in row if cell.veiled and _is_name(cell)]
        rows_left = max([rows_left, *(cell.rows or WIDEST for _, cell in named)])
        _blur_row(row, columns, rows_left > 0)
        rows_left = max(0, rows_left - 1)
        for begun, cell in named:
            columns.update(_reach(begun, cell))


def _is_name(cell: TableCell) -> bool:
    return cell.text.strip() != "" and not is_value(cell.text)


def _reach(begun: int, cell: TableCell) -> range:
    """The columns that ``cell`` takes from column ``begun`` on."""
    return range(begun, begun + min(max(1, cell.columns), WIDEST))


def _blur_row(row: Sequence[tuple[int, TableCell]], columns: set[int], unnamed: bool) -> None:
    """Marks values of a row as unsure, all where the row is ``unnamed``, else those in ``columns``."""
    if not any(is_value(cell.text) and cell.text.strip() for _, cell in row):
        return
    for begun, cell in row:
        if is_value(cell.text) and (unnamed or columns.intersection(_reach(begun, cell))):
            blur_cell(cell)


def _placed(group: Sequence[Sequence[TableCell]]) -> Iterator[list[tuple[int, TableCell]]]:
    """The cells of each row with the column each begins in."""
    below: dict[int, int] = {}
    for row in group:
        after = {column: rows - 1 for column, rows in below.items() if rows > 1}
        placed, column = [], 0
        for cell in row:
            while column in below:
                column += 1
            placed.append((column, cell))
            reach = range(column, column + min(max(1, cell.columns), WIDEST))
            if cell.rows != 1:
                after |= dict.fromkeys(reach, (cell.rows or WIDEST) - 1)
            column = reach.stop
        below = after
        yield placed


def is_torn(groups: Groups, loose_rows: bool) -> bool:
    """Whether a browser sets cells in other columns than their place among their like tells: neighbours that are
    shown as boxes share one cell, such boxes lose their spans, and what reaches to the end of its group pushes all
    below it aside."""
    for row in (row for group in groups for row in group):
        before = False
        for cell in row:
            if cell.rows == 0 or (loose_rows and cell.rows > 1):
                return True
            if cell.loose and (before or cell.columns > 1 or cell.rows > 1):
                return True
            before = cell.loose
    return False
