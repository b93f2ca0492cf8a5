"""Which rows below the header of table 4 hold its values."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.documents import GridRow
from generator.model.figures import Reading
from generator.reading.matching import LabelIndex
from generator.reading.numbers import parse_value
from generator.reading.table.disputes_header import labels_in
from generator.text.number_grammar import DIGIT

NOTHING = ("无", "暂无", "没有")
"""Words that stand for a value."""
MOST_WORDS = 2
"""Maximum number of cells with other words (同上) in a row of values."""


def value_rows(below: Sequence[GridRow], columns: LabelIndex, blocks: LabelIndex) -> Sequence[GridRow]:
    """Rows with digits go before an empty one, even if words stand in them. Of several, all count that are as long."""
    least = len(set(columns.exact.values()))
    rows = [row for row in below if len(row.cells) >= least and not (labels_in(row, columns) or labels_in(row, blocks))]
    return _alike([row for row in rows if _has_digit(row)] or [row for row in rows if not _words(row)][:1])


def _alike(rows: Sequence[GridRow]) -> Sequence[GridRow]:
    return [row for row in rows if _is_like(row, rows[0])] if rows and _is_like(rows[0], rows[0]) else ()


def _is_like(row: GridRow, first: GridRow) -> bool:
    """A row of values, as long as the ``first``; behind that one, prose with a number in it is none."""
    words = _words(row)
    return len(row.cells) == len(first.cells) and words <= MOST_WORDS and (row is first or _numbers(row) > words)


def _numbers(row: GridRow) -> int:
    return sum(parse_value(cell.text).value is not None for cell in row.cells)


def _has_digit(row: GridRow) -> bool:
    return any(DIGIT.search(cell.text) for cell in row.cells)


def _words(row: GridRow) -> int:
    """Cells with words that are no value."""
    return sum(parse_value(cell.text).reading is Reading.TEXT and cell.text not in NOTHING for cell in row.cells)
