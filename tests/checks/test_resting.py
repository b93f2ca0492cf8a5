"""What a reading rests on decides which checks may reckon with it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from msgspec import structs

from generator.checks import check_report
from generator.checks.base import Subject
from generator.corpus import build_corpus
from generator.model.figures import Address, Cell, Reading
from generator.model.reports import Report
from generator.model.results import Result, Verdict
from tests.checks.test_cases import NEXT, read_case
from tests.inspecting import resources

ROW, BALANCE = "row_total.new_requests", "balance.total"
TOTAL = ("new_requests", "total")


@pytest.mark.parametrize(
    ("reading", "rests_on", "usable"),
    [
        # usable in: its own row's sum, the balance, another sum, what no form prints
        (Reading.STATED, (), (True, True, True, True)),
        (Reading.STATED, (ROW,), (False, True, True, True)),
        (Reading.CORRECTED, (), (True, True, True, True)),
        (Reading.SOLVED, (), (True, True, True, True)),
        (Reading.SOLVED, (ROW,), (False, False, False, False)),
        (Reading.SOLVED, (ROW, ROW), (False, False, False, False)),
        (Reading.SOLVED, (ROW, BALANCE), (False, False, True, False)),
        (Reading.ILLEGIBLE, (), (False, False, False, False)),
        (Reading.RECOGNISED, (), (False, False, False, False)),
        (Reading.RECOGNISED, (ROW, BALANCE), (False, False, False, False)),
        (Reading.CONFIRMED, (), (True, True, True, True)),
    ],
)
def test_where_a_value_may_be_reckoned_with(
    reading: Reading, rests_on: tuple[str, ...], usable: tuple[bool, ...]
) -> None:
    cell = Cell(Decimal(3) if reading.has_value else None, reading, "3", None, rests_on=rests_on)
    assert tuple(cell.usable_in(name) for name in (ROW, BALANCE, "outcomes_total.total", "")) == usable


def with_cell(report: Report, address: Address, reading: Reading, rests_on: tuple[str, ...]) -> Report:
    table = report.tables.requests
    assert table is not None
    cell = structs.replace(table.cells[address], reading=reading, rests_on=rests_on)
    changed = replace(table, cells={**table.cells, address: cell})
    return replace(report, tables=replace(report.tables, requests=changed))


def results(given: str, reading: Reading, rests_on: tuple[str, ...], at: Address = TOTAL) -> dict[str, Result]:
    """The checks of a case whose last report has a cell that rests on something."""
    reports = [read_case(part, number) for number, part in enumerate(given.split(NEXT))]
    reports[-1] = with_cell(reports[-1], at, reading, rests_on)
    subject = Subject(reports[-1], build_corpus(reports), resources().reader.forms)
    return {result.code: result for result in check_report(subject, resources().catalogue)}


CASE = (
    "格式 2021\n正文 全年新收政府信息公开申请3件。\n表三 本年新收 自然人 = 3\n表三 本年新收 总计 = 3\n"
    "表三 予以公开 自然人 = 3\n表三 予以公开 总计 = 3\n表三 总计 自然人 = 3\n表三 总计 总计 = 3"
)


def open_at(result: Result) -> dict[str, str]:
    """The instances that could not be checked, and why."""
    return {one.where: one.reason for one in result.instances if one.verdict is Verdict.NOT_CHECKABLE}


@pytest.mark.parametrize("reading", [Reading.STATED, Reading.SOLVED])
def test_no_reading_proves_the_sum_that_it_rests_on(reading: Reading) -> None:
    found = results(CASE, reading, (ROW,))
    assert open_at(found["A01"]) == {"new_requests": "solved_by_sum"}
    assert found["A01"].verdict is Verdict.NOT_CHECKABLE and found["A01"].counts.passed == 24
    solved = reading is Reading.SOLVED
    assert open_at(found["A03"]) == ({"total": "solved_by_sum"} if solved else {})
    assert found["D01"].verdict is (Verdict.NOT_CHECKABLE if solved else Verdict.PASS)


def test_no_reading_refutes_the_sum_that_it_rests_on() -> None:
    """Also where parts that are printed exceed the total: the reading may be what is wrong."""
    wrong = CASE.replace("表三 本年新收 自然人 = 3", "表三 本年新收 自然人 = 4\n表三 本年新收 商业企业 = 空白")
    assert results(wrong, Reading.STATED, ())["A01"].verdict is Verdict.FAIL
    found = results(wrong, Reading.STATED, (ROW,))
    assert found["A01"].counts.failed == 0 and open_at(found["A01"]) == {"new_requests": "blank_cells"}


def test_a_jump_is_told_of_printed_values_though_a_sum_placed_them() -> None:
    title = "格式 2021\n标题 同心县下马关镇人民政府{}年政府信息公开工作年度报告\n"
    given = NEXT.join([title.format(2022) + "表三 本年新收 总计 = 3", title.format(2023) + "表三 本年新收 总计 = 3"])
    plain, resting = (results(given, Reading.STATED, rests_on)["F08"] for rests_on in ((), (ROW,)))
    assert plain.verdict is resting.verdict is Verdict.PASS and plain.counts == resting.counts
    assert results(given, Reading.SOLVED, (ROW,))["F08"].verdict is Verdict.NOT_CHECKABLE


def test_what_two_sums_agree_on_counts_in_a_third() -> None:
    both = ("row_total.results_total", "balance.total")
    found = results(CASE, Reading.SOLVED, both, ("results_total", "total"))
    assert found["A02"].verdict is Verdict.PASS
    assert open_at(found["A01"]) == {"results_total": "solved_by_sum"}
    assert open_at(found["A03"]) == {"total": "solved_by_sum"}
    case = CASE.replace("予以公开 总计 = 3", "予以公开 总计 = 2")
    wrong = results(case, Reading.SOLVED, both, ("results_total", "total"))
    assert [one.where for one in wrong["A02"].instances if one.verdict is Verdict.FAIL] == ["total"]
