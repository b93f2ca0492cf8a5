"""What one cell says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.documents import GridCell, Text
from generator.model.figures import Reading
from generator.model.spans import Span
from generator.reading.numbers import in_yuan, parse_value
from generator.reading.table.cells import summed_cells
from generator.reading.table.solve import RowSum
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
     ("1 2 3 4 5", None), ("1 0/2", None), ("49 36.5", None), ("4 9.5", None), ("1 234,5", None)],
)  # fmt: skip
def test_a_blank_in_a_number_whose_cell_is_sure(text: str, value: int | None) -> None:
    assert parse_value(text, bounded=True).value == value
    assert parse_value(text).value is None


SUM = RowSum("row_total.granted", ((0, 1), (1, 1), (2, -1)))


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        (("1 0", "2", "12"), ("solved 10", "stated 2", "stated 12")),
        (("1 0", "2", "3"), ("illegible", "stated 2", "stated 3")),  # the sum speaks for two cells
        (("1 0", "无", "12"), ("illegible", "text", "stated 12")),  # no sum to ask
        (("7", "2", "12"), ("stated 7", "stated 2", "stated 12")),  # what needs no sum does not rest on it
    ],
)
def test_a_blank_in_a_number_is_joined_where_its_sum_tells_it(row: tuple[str, ...], shown: tuple[str, ...]) -> None:
    text = Text.plain("|".join(row))
    at = [sum(len(c) + 1 for c in row[:i]) for i in range(len(row))]
    cells = [GridCell(c, Span(a, a + len(c))) for a, c in zip(at, row, strict=True)]
    found = summed_cells(cells, text, (SUM,), bounded=True, by_sums=False)
    assert tuple(" ".join(filter(None, (c.reading.value, c.value and str(c.value)))) for c in found) == shown
    assert [bool(c.rests_on) for c in found] == [word.startswith("solved") for word in shown]


def test_what_the_sums_told_from_its_neighbours_rests_on_them() -> None:
    text = Text.plain("7|2|9")
    cells = [GridCell(c, Span(a, a + 1)) for a, c in ((0, "7"), (2, "2"), (4, "9"))]
    found = summed_cells(cells, text, (SUM,), bounded=True, by_sums=True)
    assert {(c.reading, c.rests_on) for c in found} == {(Reading.SOLVED, ("row_total.granted",))}
