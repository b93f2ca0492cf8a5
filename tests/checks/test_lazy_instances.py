"""Instances that are only counted are those that come to be when someone looks at them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from benchmarks.checks import WITH_TABLES, read
from benchmarks.corpus.consistent import family
from generator.checks import CHECKS
from generator.checks.base import Check, Outcome, Subject, evaluate
from generator.corpus import build_corpus
from generator.model.figures import Cell, Reading
from generator.model.reports import Report
from generator.model.results import Instance, LazyInstances, Result, Verdict
from tests.cases import Case, read_folder
from tests.checks.test_cases import FOLDER, NEXT, read_case
from tests.inspecting import resources


def results(reports: list[Report]) -> list[tuple[Result, Subject]]:
    corpus = build_corpus(reports)
    subjects = [Subject(report, corpus, resources().reader.forms) for report in reports]
    return [
        (evaluate(check, resources().catalogue[check.code], subject), subject)
        for subject in subjects
        for check in CHECKS
    ]


def remade(result: Result, subject: Subject) -> Result:
    """The result as it follows from all instances, made."""
    outcome = Outcome(tuple(result.instances), result.reason, result.left, result.right, result.compared)
    return evaluate(Check(result.code, lambda _: outcome), resources().catalogue[result.code], subject)


def agree(result: Result, subject: Subject) -> None:
    assert remade(result, subject) == result
    assert remade(result, subject)._replace(instances=()) == result._replace(instances=())
    assert tuple(result.instances) == tuple(result.instances)  # as often as someone looks
    if isinstance(result.instances, LazyInstances):
        assert [i for i in result.instances if i.verdict is not Verdict.PASS] == list(result.instances.others)


@pytest.mark.parametrize("case", read_folder(FOLDER), ids=str)
def test_what_is_counted_is_what_is_made(case: Case) -> None:
    for result, subject in results([read_case(part, n) for n, part in enumerate(case.given.split(NEXT))]):
        agree(result, subject)


ODD = tuple(reading for reading in Reading if reading not in (Reading.STATED, Reading.DASH))


@pytest.mark.parametrize("reading", ODD)
def test_whatever_stands_in_the_cells(reading: Reading) -> None:
    """Every seventh cell is read so, and every eleventh number is another."""
    reports = [report for told in family(5, 2, WITH_TABLES[0]) if (report := read(told, resources())) is not None]
    assert len(reports) == 2
    for result, subject in results([odd(report, reading) for report in reports]):
        agree(result, subject)


def odd(report: Report, reading: Reading) -> Report:
    def changed(number: int, cell: Cell) -> Cell:
        if number % 7 == 0:
            return structs.replace(
                cell, reading=reading, value=cell.value if reading.has_value and number % 2 else None
            )
        return structs.replace(cell, value=cell.value + 50) if number % 11 == 0 and cell.value is not None else cell

    tables = {
        name: replace(table, cells={at: changed(n, cell) for n, (at, cell) in enumerate(table.cells.items())})
        for name, table in report.tables.items()
        if table is not None
    }
    return replace(report, tables=replace(report.tables, **tables))


def test_nothing_is_made_of_what_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Instance] = []
    monkeypatch.setattr("generator.checks.sums.CellSum.instance", lambda *args: made.append(args))
    reports = [report for told in family(5, 1, WITH_TABLES[0]) if (report := read(told, resources())) is not None]
    found = {result.code: result for result, _ in results(reports[-1:])}
    assert found["A01"].counts.passed >= 23 and found["A01"].verdict is Verdict.PASS
    assert made == []
