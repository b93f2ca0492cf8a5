"""Which of the cells behind a row's label are its values."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.documents import GridCell
from generator.model.spans import Span
from generator.reading.table.geometry import align as align_rows
from generator.reading.table.runs import ValueRun, rejoined, row_sizes
from generator.reading.table.traits import LAYOUTS, Traits
from tests.cases import Case, read_cases

CASES = read_cases(Path(__file__).parent / "cases" / "geometry.txt")
ROW = re.compile(r"(?P<pads>\d|-) (?P<cells>\S+?)(?:/(?P<count>\d))?(?: @(?P<width>\d))?")


def align(runs: list[ValueRun], traits: Traits) -> tuple[tuple[GridCell, ...] | None, ...]:
    return align_rows(runs, traits, row_sizes(runs))


def run(cells: str, count: int = 3, label: int = 1) -> ValueRun:
    """``1·2`` → the cells 1, blank, 2 behind ``label`` cells of labels."""
    behind = tuple(GridCell("" if c == "·" else c, Span(i, i + 1)) for i, c in enumerate(cells))
    return ValueRun(behind, count, len(cells) + label)


def told(*rows: str, layout: str = "tab_rows") -> list[str | None]:
    found = align([run(row) for row in rows], LAYOUTS[layout])
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


def written(line: str) -> ValueRun:
    """A row of the plain-text cases."""
    match = ROW.fullmatch(line)
    assert match, line
    found = run(match["cells"], int(match["count"] or 3))
    label_blanks = None if match["pads"] == "-" else int(match["pads"])
    width = (
        int(match["width"])
        if match["width"]
        else found.width
        if label_blanks is None
        else 3 - label_blanks + len(match["cells"])
    )
    return replace(found, label_blanks=label_blanks, width=width)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    layout, *lines = case.given.splitlines()
    found = align([written(line) for line in lines], LAYOUTS[layout])
    assert ["?" if c is None else "".join(x.text or "·" for x in c) for c in found] == case.expected.splitlines()


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
    runs = [
        replace(run(cells), label_blanks=label_blanks, width=width or 3 - label_blanks + len(cells))
        for label_blanks, cells in rows
    ]
    return [None if c is None else "".join(x.text or "·" for x in c) for c in align(runs, LAYOUTS[layout])]


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
    found = align(runs, LAYOUTS["pipe_stream"])
    assert ["".join(c.text or "·" for c in cells) for cells in found if cells is not None] == [
        "123", "1·3", "···", "4", "·", "5", "67"]  # fmt: skip


def test_the_last_row_of_a_stream_may_lack_what_follows_the_table() -> None:
    rows = ["123··", "456··", "7·9··", "1·3··", "·2···"]
    assert told(*rows, "·4··", layout="pipe_stream") == ["123", "456", "7·9", "1·3", "·2·", "·4·"]
    assert told(*rows, "··3·", "·4··", layout="pipe_stream")[-3:] == [None, None, None]


def test_one_blank_between_numbers_is_in_a_number_where_the_row_would_else_be_too_long() -> None:
    text = "0 件  1 3    7"
    cells = tuple(GridCell(text[a:b], Span(a, b)) for a, b in ((0, 1), (5, 6), (7, 8), (12, 13)))
    assert [c.text for c in rejoined(ValueRun(cells, 3, 5), text, LAYOUTS["line_stream"]).cells] == ["0", "1 3", "7"]
    assert rejoined(ValueRun(cells, 2, 5), text, LAYOUTS["line_stream"]).cells == cells
    assert rejoined(ValueRun(cells, 3, 5), text, LAYOUTS["tab_rows"]).cells == cells


def test_a_blank_that_does_not_break_a_line_does_not_part_a_number() -> None:
    text = "0 件  1\xa03    7"
    cells = tuple(GridCell(text[a:b], Span(a, b)) for a, b in ((0, 1), (5, 6), (7, 8), (12, 13)))
    assert [c.text for c in rejoined(ValueRun(cells, 3, 5), text, LAYOUTS["line_stream"]).cells] == ["0", "1\xa03", "7"]
