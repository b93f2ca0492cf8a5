"""What `gongkai inspect` says in words: every reading has its sign, every part of a report its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from msgspec import structs
from rich.console import Console

from generator.archive.badges import badges_of
from generator.checks import check_report
from generator.checks.base import Subject
from generator.checks.equations import plain
from generator.corpus import build_corpus
from generator.model.figures import Cell, Reading
from generator.model.reports import Candidate, Report
from generator.model.results import Result
from generator.model.sidecars import Sidecar
from generator.model.spans import DecodedSpan, Span
from generator.reading.report import read_reports
from generator.showing import SIGNS, _cell, describe
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from tests.filled import filled
from tests.inspecting import resources
from tests.writing import write_report

TITLE = "靖江市季市镇人民政府2022年政府信息公开工作年度报告"


def read(text: str) -> Report:
    document = read_bytes("2022.txt", ".txt", text.encode(), Sidecar())
    assert not isinstance(document, Refused)
    (report,), _ = read_reports(document, resources().reader)
    return report


def words(report: Report, results: Sequence[Result] | None = None) -> str:
    forms = resources().reader.forms
    found = check_report(Subject(report, build_corpus((report,)), forms), resources().catalogue)
    results = tuple(found) if results is None else results
    console = Console(width=200, record=True, file=None, quiet=False, color_system=None)
    with console.capture() as capture:
        for part in describe(report, results, tuple(badges_of(report, results).values()), forms):
            console.print(part)
    return capture.get()


def test_identity_tables_checks_and_badges_are_said() -> None:
    said = words(
        read(write_report("2021", {(3, "granted", "total"): "5"}, title=TITLE, overview="本年公开信息 1,234 条。"))
    )
    for expected in filled(
        [TITLE, "2022", "季市镇", "form 2021", "予以公开", "✗", "not checkable:", "badges: consistency"]
    ):
        assert expected in said, expected


def test_what_is_not_there_is_said_to_be_missing() -> None:
    report = read(write_report("2021", title="政府信息公开工作年度报告", tables=()))
    said = words(report)
    assert "–" in said and "!" in said and "not checkable:" in said
    assert "passed over:" not in words(replace(report, passed_over=()))
    legend = f"{SIGNS[Reading.BLANK][0]} blank"
    assert legend not in said and legend in words(read(write_report("2021", title=TITLE)))


def test_what_was_passed_over_is_said_with_its_line_and_reason() -> None:
    report = read(write_report("2021", title=TITLE))
    here = Candidate("year", "heading", "2021", DecodedSpan(Span(0, 4)), "another year stands in the title")
    nowhere = Candidate("organ", "sidecar", "季市镇", None, "no organ")
    said = words(replace(report, passed_over=(here, nowhere))).splitlines()
    at = said.index("passed over:")
    assert [line.split() for line in said[at + 1 : at + 3]] == [
        ["line", "1", "year", "2021", "heading", "another", "year", "stands", "in", "the", "title"],
        ["organ", "季市镇", "sidecar", "no", "organ"],
    ]


@pytest.mark.parametrize("reading", list(Reading))
def test_every_reading_but_a_number_has_a_sign(reading: Reading) -> None:
    report = read(write_report("2021", title=TITLE))
    cell: Cell = next(iter(filled(report.tables)[0].cells.values()))
    shown = _cell(structs.replace(cell, reading=reading, value=Decimal("1.50"), unit="件")).plain
    assert shown == f"{SIGNS[reading][0] if reading in SIGNS else ''}{plain(Decimal('1.50'))}件"
    assert (reading in SIGNS) == (reading is not Reading.STATED)


def test_no_checks_are_said_as_none() -> None:
    assert "not checkable" not in words(read(write_report("2021", title=TITLE)), ())
