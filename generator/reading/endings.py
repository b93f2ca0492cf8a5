"""The last number of a text that breaks off: what is left of it may be its beginning only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.forms.loader import FormTable
from generator.model.documents import Text
from generator.model.doubts import Doubt
from generator.model.figures import Address, Cell, Reading, Table
from generator.reading.cells import unsure


def without_cut_number(table: Table, form: FormTable, text: Text) -> tuple[Table, tuple[Doubt, ...]]:
    """``table`` with the number illegible with which the text ends, unless its row adds up or was the table's last."""
    last = _last(table)
    if last is None:
        return table, ()
    (row, column), cell = last
    span = cell.span
    whole = span is None or text.decoded[span.end :].strip(" \t\r\u3000\xa0") != ""
    if whole or not cell.value or _adds_up(table, form, row):
        return table, ()
    if form.number == 2 and row == list(form.rows)[-1]:
        return table, ()
    cells = dict(table.cells)
    cells[row, column] = replace(cell, value=None, reading=Reading.ILLEGIBLE, unit=None, note="cut")
    message = f"文本在“{form.rows[row].short}”一行的数字处断开，这个数可能不完整：{cell.raw}"
    return replace(table, cells=cells), (unsure("cut_number", message, span),)


def _last(table: Table) -> tuple[Address, Cell] | None:
    stated: Iterable[tuple[Address, Cell]] = (
        item for item in table.cells.items() if item[1].reading is Reading.STATED and item[1].span
    )
    return max(stated, key=lambda item: item[1].span.end if item[1].span else 0, default=None)


def _adds_up(table: Table, form: FormTable, row: str) -> bool:
    if "total" not in form.columns:
        return False
    values = [table.cells[row, column].value for column in form.columns]
    total = table.cells[row, "total"].value
    return total is not None and sum(value or 0 for value in values) == 2 * total
