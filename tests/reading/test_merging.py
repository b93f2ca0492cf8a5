"""Two views of one table: what each sees alone is taken, what both read differently is refused, with both readings."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from msgspec import structs

from generator.forms.loader import load_forms
from generator.model.documents import Text
from generator.model.doubts import Doubt
from generator.model.figures import Cell, Reading, Table
from generator.model.spans import Span
from generator.reading.table.build import rows_missing
from generator.reading.table.cells import unread
from generator.reading.table.merging import merged
from generator.reading.table.table_reading import TableReading

FORM = load_forms().table(3, "2021")
ROWS = tuple(FORM.rows)[:4]
DECODED = "\n".join("0123456" for _ in ROWS)
TEXT = Text.plain(DECODED)


def view(rows: dict[str, str], layout: str, *doubts: Doubt) -> TableReading:
    """A table in which ``rows`` stand with these digits, each row at its own line; · is a refused cell."""
    cells = {address: unread() for address in FORM.addresses()}
    for row, digits in rows.items():
        begin = ROWS.index(row) * 8
        for at, (address, digit) in enumerate(zip(FORM.addresses_of(row), digits, strict=True)):
            span = Span(begin + at, begin + at + 1)
            told = Cell(Decimal(digit), Reading.STATED, digit, span) if digit.isdigit() else None
            cells[address] = told or Cell(None, Reading.ILLEGIBLE, "·", span, note="columns")
    return TableReading(Table(3, "2021", cells, Span(0, len(DECODED)), layout), doubts)


def digits(found: TableReading, row: str) -> str:
    assert found.table is not None
    cells = [found.table.cells[address] for address in FORM.addresses_of(row)]
    return "".join(str(c.value) if c.value is not None else c.reading.value[0] for c in cells)


def moved(found: TableReading, row: str, by: int) -> TableReading:
    assert found.table is not None
    cells = dict(found.table.cells)
    for address in FORM.addresses_of(row):
        cell = cells[address]
        cells[address] = structs.replace(cell, span=cell.span.shifted(by)) if cell.span else cell
    return TableReading(replace(found.table, cells=cells))


A, B, C, D = ROWS


def test_a_row_that_one_view_sees_alone_is_taken_and_no_longer_missed() -> None:
    best = view({A: "1000001", B: "0000000"}, "tab_rows", rows_missing(FORM, (C, D), None))
    both = merged(best, view({C: "2000002"}, "line_stream"), FORM, TEXT)
    assert digits(both, C) == "2000002"
    (doubt,) = both.doubts
    assert FORM.rows[D].short in doubt.message and FORM.rows[C].short not in doubt.message


def test_a_row_that_two_views_read_differently_is_refused_with_both_readings() -> None:
    best, other = view({A: "1000001", B: "0000000"}, "tab_rows"), view({A: "1000010", B: "0000000"}, "pipe_rows")
    both = merged(best, other, FORM, TEXT)
    assert digits(both, A) == "iiiiiii" and digits(both, B) == "0000000"
    (doubt,) = both.doubts
    assert "1 0 0 0 0 0 1" in doubt.message and "1 0 0 0 0 1 0" in doubt.message


def test_a_stream_proves_nothing_against_what_stands_between_borders() -> None:
    best, other = view({A: "1000001"}, "tab_rows"), view({A: "1000010", B: "0000000"}, "line_stream")
    assert merged(best, other, FORM, TEXT) == best
    assert digits(merged(other, best, FORM, TEXT), A) == "iiiiiii"


def test_what_a_sum_decided_contradicts_nothing() -> None:
    best, other = view({A: "1000001"}, "tab_rows"), view({A: "1000010"}, "tab_lines")
    assert other.table is not None
    solved = {
        address: structs.replace(cell, reading=Reading.SOLVED) if cell.value is not None else cell
        for address, cell in other.table.cells.items()
    }
    assert merged(best, TableReading(replace(other.table, cells=solved)), FORM, TEXT) == best


def test_a_row_refused_in_a_stream_is_told_between_borders_and_not_the_other_way_round() -> None:
    refused, told = view({A: "·······", B: "0000000"}, "line_stream"), view({A: "1000001"}, "pipe_rows")
    assert digits(merged(refused, told, FORM, TEXT), A) == "1000001"
    refused, told = view({A: "·······", B: "0000000"}, "pipe_rows"), view({A: "1000001"}, "line_stream")
    assert digits(merged(refused, told, FORM, TEXT), A) == "iiiiiii"


def test_rows_of_another_form_or_of_a_marked_table_are_not_mixed() -> None:
    best, other = view({A: "1000001"}, "html"), view({B: "0000000"}, "tab_rows")
    assert merged(best, other, FORM, TEXT) == best
    best = view({A: "1000001"}, "tab_rows")
    assert other.table is not None
    assert merged(best, TableReading(replace(other.table, form="2019")), FORM, TEXT) == best


@pytest.mark.parametrize(
    "words", ["如下。", "2020年", "四、政府信息公开行政复议、行政诉讼情况", "三、本年度办理结果", "第 3 页"]
)
def test_what_ends_a_table_parts_the_views(words: str) -> None:
    row = len("0123456\n")
    text = Text.plain(DECODED[:row] + words + "\n" + DECODED[row:])
    best, other = view({A: "1000001"}, "tab_rows"), view({B: "0000000"}, "line_stream")
    both = merged(best, moved(other, B, len(words) + 1), FORM, text)
    assert digits(both, B) == ("0000000" if words in ("三、本年度办理结果", "第 3 页") else "uuuuuuu")


def test_rows_out_of_order_are_not_taken() -> None:
    best = view({B: "0000000"}, "tab_rows")
    other = view({A: "1000001"}, "line_stream")
    assert merged(best, moved(other, A, 20), FORM, TEXT) == best


def test_a_view_that_sees_a_row_in_another_place_sees_another_table() -> None:
    best, other = view({A: "1000001"}, "tab_rows"), view({A: "1000001", B: "0000000"}, "line_stream")
    assert merged(best, moved(other, A, 24), FORM, TEXT) == best


def blank(found: TableReading, row: str) -> TableReading:
    """``found`` with cells of ``row`` between tabs in which nothing stands: each begins and ends at one place."""
    assert found.table is not None
    cells = dict(found.table.cells)
    for address in FORM.addresses_of(row):
        span = cells[address].span
        assert span is not None
        cells[address] = Cell(None, Reading.BLANK, "", Span(span.start, span.start))
    return TableReading(replace(found.table, cells=cells))


def test_a_row_of_empty_cells_stands_at_its_place_like_any_other() -> None:
    best, other = blank(view({A: "0000000", B: "1000001"}, "tab_rows"), A), view({A: "2000002"}, "pipe_rows")
    assert digits(merged(best, other, FORM, TEXT), A) == "iiiiiii"  # two readings of one place
    assert merged(best, moved(other, A, 24), FORM, TEXT) == best  # last year's row, perhaps


def test_what_another_view_saw_is_not_lacking_though_it_was_refused_there() -> None:
    best, other = view({A: "1000001"}, "tab_rows"), view({B: "·······"}, "line_stream")
    assert best.table is not None
    lacking = {
        address: structs.replace(cell, reading=Reading.ABSENT) if address[0] == B else cell
        for address, cell in best.table.cells.items()
    }
    both = merged(TableReading(replace(best.table, cells=lacking)), other, FORM, TEXT)
    assert digits(both, B) == "iiiiiii"
    assert digits(merged(best, other, FORM, TEXT), B) == "uuuuuuu"
