"""Labels of a Word table that are perhaps not seen as they are stored: their numbers are not told either.

A label that is white, tiny or cut off may be another one to the eye, or none. It stays as it is stored, so that its
row is known; what is refused are the values that it names.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from msgspec.structs import replace

from generator.sources.marks import BROKEN, Mark, render_marks
from generator.sources.rows import MAX_COLUMNS, FoundCell


def guarded(rows: Sequence[Sequence[FoundCell]], dim: Sequence[frozenset[int]]) -> list[list[FoundCell]]:
    """``rows`` with their values marked where a label is in doubt; ``dim`` are the columns of such labels, row by row.

    A label with a value behind it names its row, and those rows that it is merged over; any other names the columns
    below it, or heads all rows below where it stands alone.
    """
    told: list[list[FoundCell]] = []
    whole: set[int] = set()
    columns: set[int] = set()
    for at, (row, labels) in enumerate(zip(rows, dim, strict=True)):
        for column in labels:
            if any(is_value(cell) and cell.text.strip() for cell in row[column + 1 :]):
                whole.update(range(at, _end(rows, at, column)))
            elif sum(not cell.covered and bool(cell.text.strip()) for cell in row) == 1:
                columns.update(range(MAX_COLUMNS))
            else:
                columns.update(range(column, _behind(row, column)))
        told.append(_guarded(row, frozenset(range(len(row))) if at in whole else columns))
    return told


def _end(rows: Sequence[Sequence[FoundCell]], at: int, column: int) -> int:
    """Behind the last row that the label names."""
    end = at + 1
    while end < len(rows) and column < len(rows[end]) and rows[end][column].covered:
        end += 1
    return end


def _behind(row: Sequence[FoundCell], column: int) -> int:
    """Where the cell behind that of ``column`` begins."""
    return next((at for at in range(column + 1, len(row)) if not row[at].covered), len(row))


def _guarded(row: Sequence[FoundCell], columns: Set[int]) -> list[FoundCell]:
    """``row`` with every value refused that stands in one of ``columns``."""
    told = list(row)
    if columns:
        for at, cell in enumerate(row):
            if not cell.covered and not columns.isdisjoint(range(at, _behind(row, at))):
                told[at] = _refused(cell)
    return told


def is_value(cell: FoundCell) -> bool:
    """Whether a cell holds a number, a sign for none, or nothing."""
    return not cell.covered and not any(c.isalpha() for c in cell.text)


def _refused(cell: FoundCell) -> FoundCell:
    if cell.covered or BROKEN in cell.text:
        return cell
    if any(c.isdigit() for c in cell.text):
        marked = render_marks(Mark.FAINT.on(cell.text))
        return cell if marked == cell.text else replace(cell, text=marked)
    return replace(cell, text=BROKEN + cell.text) if is_value(cell) else cell
