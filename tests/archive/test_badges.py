"""Badges: what the verdicts of a report add up to, one case a rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from msgspec import structs

from generator.archive.badges import SUMS, badges_of
from generator.archive.totals import totals
from generator.model.figures import Reading
from generator.model.reports import Report, Scope
from generator.model.results import Counts, Result, Severity, Verdict
from tests.pages import samples

PASS, FAIL, OPEN = Verdict.PASS, Verdict.FAIL, Verdict.NOT_CHECKABLE
ALL = tuple((code, PASS) for code in SUMS)


def result(code: str, verdict: Verdict, severity: Severity = Severity.ERROR) -> Result:
    return Result(f"{code}_x", verdict, severity, Counts(*(int(verdict is v) for v in (PASS, FAIL, OPEN))))


@pytest.mark.parametrize(
    ("name", "verdicts", "value"),
    [
        ("consistency", ALL, "consistent"),
        ("consistency", ALL[:-1], "partly_checked"),
        ("consistency", (*ALL[:-1], (SUMS[-1], OPEN)), "partly_checked"),
        ("consistency", (*ALL, ("D01", FAIL)), "inconsistent"),
        ("consistency", (*ALL, ("B01", FAIL)), "consistent"),
        ("consistency", (("A01", OPEN),), "unchecked"),
        ("consistency", (), "unchecked"),
        ("completeness", (("B01", PASS), ("B05", PASS)), "complete"),
        ("completeness", (("B01", PASS), ("B05", FAIL)), "incomplete"),
        ("completeness", (("B01", PASS), ("B05", OPEN)), "unknown"),
        ("completeness", (("B01", PASS),), "unknown"),
        ("timeliness", (("C01", PASS),), "on_time"),
        ("timeliness", (("C01", FAIL),), "late"),
        ("timeliness", (("C01", OPEN),), "unknown"),
        ("timeliness", (), "unknown"),
        ("originality", (("F05", PASS), ("F06", OPEN)), "original"),
        ("originality", (("F05", OPEN), ("F06", OPEN)), "unknown"),
        ("originality", (("F07", PASS),), "unknown"),
        ("originality", (("F05", PASS), ("F07", FAIL)), "shared_text"),
    ],
)
def test_a_badge(name: str, verdicts: Sequence[tuple[str, Verdict]], value: str) -> None:
    assert badges_of(report(), [result(*each) for each in verdicts])[name].value == value


def test_a_warning_makes_no_report_inconsistent() -> None:
    results = [*(result(*each) for each in ALL), result("D01", FAIL, Severity.WARNING)]
    assert badges_of(report(), results)["consistency"].value == "consistent"


def test_only_figures_that_are_there_can_all_be_zero() -> None:
    results = [result(*each) for each in ALL]
    bare = replace(report(), tables=type(report().tables)())
    assert not badges_of(bare, results)["consistency"].all_zero
    assert not badges_of(report(), results)["consistency"].all_zero


def test_sums_take_corrected_values_and_count_blanks_apart() -> None:
    entry = samples.messy()
    table = entry.report.tables["requests"]
    assert table is not None
    at = ("new_requests", "total")
    for reading, value, seen in (
        (Reading.CORRECTED, Decimal(7), (7, 1, 0, 0, 0)),
        (Reading.BLANK, None, (0, 0, 1, 0, 0)),
        (Reading.ILLEGIBLE, None, (0, 0, 0, 1, 0)),
        (Reading.SOLVED, Decimal(7), (0, 0, 0, 0, 1)),
    ):
        cells = {**table.cells, at: structs.replace(table.cells[at], reading=reading, value=value)}
        changed = replace(
            entry.report, scope=Scope.AGGREGATE, tables=replaced(entry.report, replace(table, cells=cells))
        )
        (year,) = totals((replace(entry, report=changed),)).values()
        (total,) = (year["new_requests"][scope] for scope in year["new_requests"])
        assert tuple(year["new_requests"]) == (Scope.AGGREGATE,)
        assert (total.value, total.reports, total.blank, total.unread, total.solved) == seen


def report() -> Report:
    return samples.messy().report


def replaced(report: Report, table: object):  # type: ignore[no-untyped-def]
    return replace(report.tables, requests=table)
