"""The last number of a text that breaks off: what is left of it may be its beginning only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from msgspec import structs

from generator.forms.loader import FormTable
from generator.model.documents import Text
from generator.model.doubts import Doubt
from generator.model.figures import Address, Cell, Reading, Table
from generator.reading.table.cells import unsure
from generator.reading.table.solve import sums_of


def without_cut_number(table: Table, form: FormTable, text: Text) -> tuple[Table, tuple[Doubt, ...]]:
    """``table`` with the number illegible with which the text ends, unless its row adds up or was the table's last."""
    last = _last(table)
    if last is None:
        return table, ()
    (row, column), cell = last
    span = cell.span
    whole = span is None or text.decoded[span.end :].strip(" \t\r\u3000\xa0") != ""
    if whole or not cell.value or (len(form.blocks) > 1 and row == list(form.rows)[-1]):
        return table, ()
    cells = dict(table.cells)
    if rests_on := _told_by_sums(table, form, row):
        cells[row, column] = structs.replace(cell, reading=Reading.SOLVED, rests_on=rests_on)
        return replace(table, cells=cells), ()
    cells[row, column] = structs.replace(cell, value=None, reading=Reading.ILLEGIBLE, unit=None, note="cut")
    message = f"文本在“{form.rows[row].short}”一行的数字处断开，这个数可能不完整：{cell.raw}"
    return replace(table, cells=cells), (unsure("cut_number", message, span),)


def _last(table: Table) -> tuple[Address, Cell] | None:
    stated: Iterable[tuple[Address, Cell]] = (
        item for item in table.cells.items() if item[1].reading is Reading.STATED and item[1].span
    )
    return max(stated, key=lambda item: item[1].span.end if item[1].span else 0, default=None)


def _told_by_sums(table: Table, form: FormTable, row: str) -> tuple[str, ...] | None:
    """The sums over the row that its last number is an operand of, if they come out; None where there are none."""
    order = form.addresses_of(row)
    values = [table.cells[address].value for address in order]
    sums = sums_of(form, order)
    return tuple(one.name for one in sums) if sums and all(one.holds(values) for one in sums) else None
