"""Every case under cases/: a report in short, through the whole reading, to a verdict with its arithmetic."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.archive.addresses import with_address
from generator.checks import CHECKS, check_report
from generator.checks.base import Subject
from generator.checks.equations import plain, render
from generator.corpus import build_corpus
from generator.model.reports import Report, Scope
from generator.model.results import Result, Side, Verdict
from generator.model.sidecars import Sidecar
from generator.reading.report import read_reports
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from tests.cases import Case, read_cases, read_folder
from tests.inspecting import resources
from tests.writing import FORMS, write_report

FOLDER = Path(__file__).parent / "cases"
TABLES = {"表二": 2, "表三": 3, "表四": 4}
SCOPES = {"范围 汇总": Scope.AGGREGATE, "范围 本机关": Scope.OWN}
NEXT = "\n----\n"
"""Between the reports of one case."""
NEVER = {"B14": {"not_checkable"}}
"""Verdicts that a check cannot come to: the text we received is always there to be looked at."""


def written(given: str) -> str:
    """The report that a case describes in short."""
    form, cells, without, options = "2021", {}, set(), {}
    changes: list[tuple[str, str]] = []
    for line in given.splitlines():
        word, _, rest = line.partition(" ")
        if word == "原文":
            return given.partition("原文\n")[2]
        if word == "格式":
            form = rest.strip()
        elif word == "没有":
            without.add(TABLES[rest.strip()])
        elif word == "标题":
            options["title"] = rest.replace("⏎", "\n")
        elif word == "正文":
            lines = [options["overview"]] if "overview" in options else []
            options["overview"] = "\n".join([*lines, rest.replace("⏎", "\n")])
        elif word == "落款":
            options["ending"] = "\n" + rest.replace("⏎", "\n")
        elif word in ("改", "删"):
            old, _, new = rest.partition(" => ")
            changes.append((old.replace("⏎", "\n"), new.replace("⏎", "\n")))
        elif word in TABLES:
            address, _, value = rest.partition(" = ")
            cells[address_of(TABLES[word], form, address)] = "" if value == "空白" else value
        elif line.strip() and line not in SCOPES:
            raise AssertionError(f"not understood: {line}")
    tables = tuple(n for n in (2, 3, 4) if n not in without)
    text = write_report(form, cells, tables=tables, **options)
    for old, new in changes:
        assert old in text, f"not in the report: {old}"
        text = text.replace(old, new, 1)
    return text


def address_of(number: int, form: str, words: str) -> tuple[int, str, str]:
    table = FORMS.table(number, form)
    row, _, column = words.strip().partition(" ")
    ids = [
        next(id for id, label in labels.items() if label.short == short)
        for labels, short in ((table.rows, row), (table.columns, column))
    ]
    return number, ids[0], ids[1]


def read_case(given: str, number: int) -> Report:
    document = read_bytes(f"case{number}.txt", ".txt", written(given).encode(), Sidecar())
    assert not isinstance(document, Refused)
    (report,), _ = read_reports(document, resources().reader)
    scope = next((scope for words, scope in SCOPES.items() if words in given.splitlines()), report.scope)
    return with_address(replace(report, scope=scope), resources().reader.gazetteer)


def results_of(given: str) -> dict[str, Result]:
    """What is found about the last report of a case, in the company of those before it."""
    reports = [read_case(part, number) for number, part in enumerate(given.split(NEXT))]
    subject = Subject(reports[-1], build_corpus(reports), resources().reader.forms)
    return {result.code: result for result in check_report(subject, resources().catalogue)}


def side(value: Side) -> str:
    return value if isinstance(value, str) else plain(value)


def summary(result: Result, asked: str) -> list[str]:
    """What a case may say of a result, as far as it asks for it."""
    counts = result.counts
    lines = [f"{result.code} {result.verdict.value} {counts.passed}/{counts.failed}/{counts.not_checkable}"]
    for key, value in (
        ("severity", result.severity.value),
        ("reason", result.reason),
        ("left", side(result.left)),
        ("right", side(result.right)),
    ):
        if f"{key}: " in asked:
            lines.append(f"{key}: {value}")
    for instance in result.instances:
        if instance.verdict is Verdict.FAIL and instance.equation:
            lines.append(f"{instance.where_zh}: {render(instance.equation)}")
    return lines


@pytest.mark.parametrize("case", read_folder(FOLDER), ids=str)
def test_case(case: Case) -> None:
    result = results_of(case.given)[case.expected[:3]]
    assert summary(result, case.expected) == case.expected.splitlines()


@pytest.mark.parametrize("code", [check.code for check in CHECKS])
def test_every_check_has_a_case_of_each_verdict(code: str) -> None:
    seen = {case.expected.splitlines()[0].split()[1] for case in read_cases(FOLDER / f"{code}.txt")}
    assert seen == {"pass", "fail", "not_checkable"} - NEVER.get(code, set())
