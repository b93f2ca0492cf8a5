"""Reads the cells of one row, with the doubts about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from generator.forms.loader import FormTable
from generator.model.documents import GridCell, Text
from generator.model.doubts import Doubt
from generator.model.figures import Cell, Reading, Table
from generator.model.spans import DecodedSpan, Span
from generator.reading.table.cells import TWICE, absent, illegible, summed_cells, unsure, value_cell
from generator.reading.table.headers import Header
from generator.reading.table.placing import Placed
from generator.reading.table.printed_labels import printed_unit
from generator.reading.table.solve import sums_of

NAMES = {2: "表二", 3: "表三", 4: "表四"}


class RowReading(msgspec.Struct, frozen=True):
    """A row's cells by column, and the doubts about them."""

    cells: dict[str, Cell]
    doubts: tuple[Doubt, ...] = ()

    @property
    def raws(self) -> tuple[str, ...]:
        return tuple(cell.raw for cell in self.cells.values())


def tell(placed: Placed, form: FormTable, text: Text) -> RowReading:
    """The cells of a row under the columns of its header; illegible where header or values cannot be told."""
    header, values, columns = placed.header, placed.values, placed.block.columns
    if header is None or values is None or len(header.order) != len(values):
        refused = illegible(placed.row.behind, text, "columns")
        return RowReading(dict.fromkeys(columns, refused), (_misaligned(placed, form, text),))
    whole = all(header.order) and len(placed.run.cells) == placed.run.count
    read = dict.fromkeys(columns, absent() if whole else illegible(placed.row.behind, text, "header"))
    named = zip(header.order, _values(placed, header, values, form, text), strict=True)
    read |= {column: cell for column, cell in named if column}
    # Of what was recognised in a picture, one doubt a table tells (reading/pictures).
    doubtful = [cell for cell in read.values() if cell.reading is Reading.ILLEGIBLE and cell.seen is None]
    return RowReading(read, tuple(_illegible(placed, cell, form) for cell in doubtful))


def _values(
    placed: Placed, header: Header, values: Sequence[GridCell], form: FormTable, text: Text
) -> tuple[Cell, ...]:
    """The value cells in printed order: under sums, or each by itself with its unit."""
    sums = sums_of(form, tuple((placed.label.id, column) for column in header.order))
    if sums:
        return summed_cells(values, text, sums, placed.run.filled, placed.by_sums)
    units = [_unit(form, column, head) for column, head in zip(header.order, header.cells, strict=True)]
    cells = zip(values, units, strict=True)
    return tuple(value_cell(cell, text, unit, placed.run.filled) for cell, unit in cells)


def _unit(form: FormTable, column: str, head: GridCell | None) -> str | None:
    money = column in form.columns and form.columns[column].domain == "money"
    return printed_unit(head.text) if head and money else None


def _illegible(placed: Placed, cell: Cell, form: FormTable) -> Doubt:
    message = f"{NAMES[form.number]}“{placed.label.short}”一行有读不准的单元格：{cell.raw}"
    return unsure("illegible_cell", message, cell.span)


def _misaligned(placed: Placed, form: FormTable, text: Text) -> Doubt:
    why = f"有 {len(placed.row.behind)} 个单元格，应为 {placed.run.count} 个，无法对齐"
    if placed.header is None or "" in placed.header.order:
        why = "的表头没有读出，无法确定各列"
    message = f"{NAMES[form.number]}“{placed.label.short}”一行{why}。"
    return unsure("cells_misaligned", message, text.back(placed.row.span))


def told_twice(placed: Placed, told: RowReading, form: FormTable, text: Text, code: str, why: str) -> RowReading:
    """The row refused, since the text holds it twice or its table twice: ``why`` says which is doubtful."""
    refused = illegible(placed.row.behind, text, TWICE)
    doubt = unsure(code, why.format(table=NAMES[form.number], row=placed.label.short), text.back(placed.row.span))
    return RowReading(dict.fromkeys(told.cells, refused), (*told.doubts, doubt))


def table_twice(table: Table, other: DecodedSpan | None, text: Text) -> tuple[Table, tuple[Doubt, ...]]:
    """The table refused, since the text holds it once more, at ``other``, with different values."""
    span = Span.around(cell.span for cell in table.cells.values() if cell.span is not None)
    refused = Cell(None, Reading.ILLEGIBLE, span.of(text.decoded).strip(), span, note=TWICE)
    doubt = unsure("table_twice", f"文中有两张{NAMES[table.number]}，数字不同，不能确定哪一张是本年的。", other)
    return replace(table, cells=dict.fromkeys(table.cells, refused), surplus=()), (doubt,)
