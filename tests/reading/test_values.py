"""What one cell says, and which cells are a row's values."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.documents import GridCell, Text
from generator.model.spans import Span
from generator.reading.alignment import Run, align, rejoined
from generator.reading.cells import parted_value_cells
from generator.reading.numbers import in_yuan, parse_value
from tests.cases import Case, read_cases

CASES = read_cases(Path(__file__).parent / "cases" / "values.txt")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    value = parse_value(case.given)
    words = [value.reading.value, None if value.value is None else f"{value.value:f}", value.unit]
    assert " ".join(word for word in words if word) == case.expected


@given(st.text(max_size=20))
def test_a_value_is_never_made_up(text: str) -> None:
    value = parse_value(text)
    if value.value is not None:
        digits = "".join(c for c in text if c.isdigit() or c in ".．")
        assert f"{abs(value.value):f}".replace(".", "") == "".join(str(int(c)) for c in digits if c.isdigit())


@given(st.integers(-(10**11), 10**11), st.sampled_from(["", "元", "万元", "件"]))
def test_a_printed_number_is_read_as_such(number: int, unit: str) -> None:
    value = parse_value(f" {number}{unit} ")
    assert (value.value, value.unit) == (number, unit or None)


@pytest.mark.parametrize(
    ("value", "unit", "yuan"), [(134.2, "万元", 1342000), (5, "元", 5), (5, None, None), (5, "件", None)]
)
def test_money_in_yuan(value: float, unit: str | None, yuan: float | None) -> None:
    found = in_yuan(parse_value(str(value)).value, unit)
    assert (None if found is None else float(found)) == yuan


@pytest.mark.parametrize(
    ("text", "value"),
    [("1 0", 10), ("1 234", 1234), ("1\u00a00", 10), ("1 0件", 10), ("0 0", None), ("0 5", None), ("1  0", None),
     ("1 2 3 4 5", None), ("1 0/2", None)],
)  # fmt: skip
def test_a_blank_in_a_number_whose_cell_is_sure(text: str, value: int | None) -> None:
    assert parse_value(text, bounded=True).value == value
    assert parse_value(text).value is None


@pytest.mark.parametrize(
    ("row", "values"),
    [
        (("1 0", "2", "12"), (10, 2, 12)),
        (("1 0", "2", "3"), (None, 2, 3)),  # the sum speaks for two cells: it stays unread
        (("1 0", "", "3"), (10, None, 3)),  # no sum to ask
    ],
)
def test_a_sum_may_speak_against_joining(row: tuple[str, ...], values: tuple[int | None, ...]) -> None:
    text = Text.plain("|".join(row))
    at = [sum(len(c) + 1 for c in row[:i]) for i in range(len(row))]
    cells = [GridCell(c, Span(a, a + len(c))) for a, c in zip(at, row, strict=True)]
    assert tuple(cell.value for cell in parted_value_cells(cells, text, bounded=True)) == values


def run(cells: str, count: int = 3, label: int = 1) -> Run:
    """``1·2`` → the cells 1, blank, 2 behind ``label`` cells of labels."""
    behind = tuple(GridCell("" if c == "·" else c, Span(i, i + 1)) for i, c in enumerate(cells))
    return Run(behind, count, len(cells) + label)


def told(*rows: str, layout: str = "tab_rows") -> list[str | None]:
    found = align([run(row) for row in rows], layout)
    return [None if cells is None else "".join(c.text or "·" for c in cells) for cells in found]


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        (["123"], ["123"]),
        (["123·"], ["123"]),
        (["·123"], ["123"]),
        (["··123·"], ["123"]),
        (["1·3"], ["1·3"]),
        (["1·3", "456·"], [None, "456"]),  # shorter than another row: cells may be missing at its end
        (["·12·"], [None]),  # first or last value blank? nothing tells
        (["·12·", "789·"], [None, "789"]),  # another row's padding proves nothing about this one's
        (["·12·", *["789·"] * 8], ["·12", *["789"] * 8]),  # but eight of them, and none to the contrary
        (["·12·", *["789·"] * 8, "·789"], [None, *["789"] * 9]),
        (["1234"], [None]),  # a printed value too many
        (["12"], [None]),
        (["···"], ["···"]),
        (["·····"], ["···"]),
    ],
)
def test_values_behind_a_label(rows: list[str], values: list[str | None]) -> None:
    assert told(*rows) == values


@pytest.mark.parametrize(
    ("layout", "rows", "values"),
    [
        ("cell_lines", ["1·3", "456·"], ["1·3", "456"]),  # every cell is a line: none is missing
        ("pipe_stream", ["1·3", "456"], ["1·3", "456"]),
        ("pipe_stream", ["1·3", "456·"], [None, "456"]),  # rows differ in length: what is an edge?
        ("line_stream", ["123", "45"], ["123", None]),
    ],
)
def test_a_layout_decides_what_a_blank_proves(layout: str, rows: list[str], values: list[str | None]) -> None:
    assert told(*rows, layout=layout) == values


@given(st.lists(st.sampled_from("12·"), min_size=0, max_size=8).map("".join))
def test_alignment_never_drops_a_printed_value(cells: str) -> None:
    (found,) = told(cells)
    if found is not None:
        assert found.replace("·", "") == cells.replace("·", "")


def placed(*rows: tuple[int, str], layout: str = "tab_rows", width: int = 0) -> list[str | None]:
    """As ``told``, for labels of each kind: (columns its label is merged over beyond one, cells behind it)."""
    runs = [replace(run(cells), pads=pads, width=width or 3 - pads + len(cells)) for pads, cells in rows]
    return [None if c is None else "".join(x.text or "·" for x in c) for c in align(runs, layout)]


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        # each kind of label leaves its own number of blank cells, and each shows it once: the rest is known
        ([(2, "··1·3"), (2, "····3"), (1, "·1·3"), (1, "··2·"), (0, "1·3"), (0, "··3")],
         ["1·3", "··3", "1·3", "·2·", "1·3", "··3"]),
        # one more behind all values
        ([(2, "··1·3·"), (2, "····3·"), (1, "·1·3·"), (1, "··2··"), (0, "1·3·"), (0, "··3·")],
         ["1·3", "··3", "1·3", "·2·", "1·3", "··3"]),
        # a row shorter than its kind: what was stripped from one may be missing from others
        ([(2, "··1·3"), (2, "···3"), (1, "·1·3"), (1, "··2·"), (0, "1·3"), (0, "··3")],
         [None, None, None, None, "1·3", "··3"]),
    ],
)  # fmt: skip
def test_merged_labels_tell_where_the_values_begin(rows: list[tuple[int, str]], values: list[str | None]) -> None:
    assert placed(*rows) == values


def test_rows_of_one_width_begin_in_one_column() -> None:
    sure = [(2, "··1·3"), (2, "··2·3"), (1, "·1·3"), (0, "1·3"), (0, "2·3")]
    slid = (0, "··1·3")  # a label two columns to the left of its kind's
    unsure = (1, "··2·")
    assert placed(*sure, slid, unsure, width=6) == ["1·3", "2·3", "1·3", "1·3", "2·3", "1·3", "·2·"]


def test_rows_of_one_width_that_begin_in_two_columns_prove_nothing() -> None:
    rows = [(0, "1·3··"), (0, "1·3··"), (0, "1·3··"), (0, "··1·3"), (0, "··2··")]
    assert placed(*rows, width=8)[-1] is None


def test_a_table_as_wide_as_its_widest_block_has_no_padding_before_its_values() -> None:
    runs = [run("123"), run("1·3"), run("···"), run("4··", 1), run("···", 1), run("5··", 1), run("67·", 2)]
    found = align(runs, "pipe_stream")
    assert ["".join(c.text or "·" for c in cells) for cells in found if cells is not None] == [
        "123", "1·3", "···", "4", "·", "5", "67"]  # fmt: skip


def test_the_last_row_of_a_stream_may_lack_what_follows_the_table() -> None:
    rows = ["123··", "456··", "7·9··", "1·3··", "·2···"]
    assert told(*rows, "·4··", layout="pipe_stream") == ["123", "456", "7·9", "1·3", "·2·", "·4·"]
    assert told(*rows, "··3·", "·4··", layout="pipe_stream")[-3:] == [None, None, None]


def test_one_blank_between_numbers_is_in_a_number_where_the_row_would_else_be_too_long() -> None:
    text = "0 件  1 3    7"
    cells = tuple(GridCell(text[a:b], Span(a, b)) for a, b in ((0, 1), (5, 6), (7, 8), (12, 13)))
    assert [c.text for c in rejoined(Run(cells, 3, 5), text, "line_stream").cells] == ["0", "1 3", "7"]
    assert rejoined(Run(cells, 2, 5), text, "line_stream").cells == cells
    assert rejoined(Run(cells, 3, 5), text, "tab_rows").cells == cells
