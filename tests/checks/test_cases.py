"""Every case under cases/: a report in short, through the whole reading, to a verdict with its arithmetic."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks import CHECKS
from generator.checks.equations import plain, render
from generator.inspection import judge
from generator.model.results import Result, Verdict
from generator.model.sidecars import Sidecar
from generator.reading.report import read_reports
from generator.sources import read_bytes
from generator.sources.base import Refused
from tests.cases import Case, read_cases, read_folder
from tests.inspecting import bench
from tests.writing import FORMS, write_report

FOLDER = Path(__file__).parent / "cases"
TABLES = {"表二": 2, "表三": 3, "表四": 4}


def written(given: str) -> str:
    """The report that a case describes in short."""
    form, cells, without, options = "2021", {}, set(), {}
    for line in given.splitlines():
        word, _, rest = line.partition(" ")
        if word == "格式":
            form = rest.strip()
        elif word == "没有":
            without.add(TABLES[rest.strip()])
        elif word == "标题":
            options["title"] = rest
        elif word == "正文":
            options["overview"] = rest
        elif word in TABLES:
            address, _, value = rest.partition(" = ")
            cells[address_of(TABLES[word], form, address)] = "" if value == "空白" else value
        elif line.strip():
            raise AssertionError(f"not understood: {line}")
    tables = tuple(n for n in (2, 3, 4) if n not in without)
    return write_report(form, cells, tables=tables, **options)


def address_of(number: int, form: str, words: str) -> tuple[int, str, str]:
    table = FORMS.table(number, form)
    row, _, column = words.strip().partition(" ")
    ids = [
        next(id for id, label in labels.items() if label.short == short)
        for labels, short in ((table.rows, row), (table.columns, column))
    ]
    return number, ids[0], ids[1]


def results_of(text: str) -> dict[str, Result]:
    document = read_bytes("case.txt", ".txt", text.encode(), Sidecar())
    assert not isinstance(document, Refused)
    (report,), _ = read_reports(document, bench().reader)
    return {result.code: result for result in judge(report, bench())}


def summary(result: Result, asked: str) -> list[str]:
    """What a case may say of a result, as far as it asks for it."""
    counts = result.counts
    lines = [f"{result.code} {result.verdict.value} {counts.passed}/{counts.failed}/{counts.not_checkable}"]
    for key, value in (
        ("severity", result.severity.value),
        ("reason", result.reason),
        ("left", plain(result.left)),
        ("right", plain(result.right)),
    ):
        if f"{key}: " in asked:
            lines.append(f"{key}: {value}")
    for instance in result.instances:
        if instance.verdict is Verdict.FAIL and instance.equation:
            lines.append(f"{instance.where_zh}: {render(instance.equation)}")
    return lines


@pytest.mark.parametrize("case", read_folder(FOLDER), ids=str)
def test_case(case: Case) -> None:
    result = results_of(written(case.given))[case.expected[:3]]
    assert summary(result, case.expected) == case.expected.splitlines()


@pytest.mark.parametrize("code", [check.code for check in CHECKS])
def test_every_check_has_a_case_of_each_verdict(code: str) -> None:
    seen = {case.expected.splitlines()[0].split()[1] for case in read_cases(FOLDER / f"{code}.txt")}
    assert seen == {"pass", "fail", "not_checkable"}
