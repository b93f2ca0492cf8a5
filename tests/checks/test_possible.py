"""Where the fault may be: a cell whose change settles several sums and breaks none, and nothing where that is moot."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from generator.archive.types import Entry
from generator.checks.possible import Possibility, possible_faults
from generator.inspection import as_json, read_here, run_checks
from generator.model.reports import Report
from generator.pages.report.findings import findings
from generator.pages.report.original import Anchors
from tests.inspecting import resources
from tests.writing import write_report

SOUND = {
    ("new_requests", "natural_person"): 3,
    ("new_requests", "legal_service"): 2,
    ("new_requests", "total"): 5,
    ("granted", "natural_person"): 3,
    ("granted", "total"): 3,
    ("partly_granted", "legal_service"): 2,
    ("partly_granted", "total"): 2,
    ("results_total", "natural_person"): 3,
    ("results_total", "legal_service"): 2,
    ("results_total", "total"): 5,
}
Changes = dict[tuple[str, str], int | str]


def read(changes: Changes, folder: Path) -> Report:
    cells = {(3, *address): str(value) for address, value in (SOUND | changes).items()}
    file = folder / "report.txt"
    file.write_text(write_report("2021", cells), encoding="utf-8")
    (report,) = read_here(file, resources()).reports
    return report


def possible(changes: Changes, folder: Path) -> tuple[Possibility, ...]:
    return possible_faults(run_checks(read(changes, folder), resources()))


def told(found: tuple[Possibility, ...]) -> list[tuple[str, int, int, list[str]]]:
    return [
        (one.address, int(one.value), int(one.instead), [f"{s.code} {s.where}" for s in one.settles]) for one in found
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # A row and a column are off by the same amount, and meet in one cell.
        (
            {("partly_granted", "legal_service"): 1},
            [("requests.partly_granted.legal_service", 1, 2, ["A01 partly_granted", "A02 legal_service"])],
        ),
        # The total of a row and that of a column.
        (
            {("partly_granted", "total"): 3},
            [("requests.partly_granted.total", 3, 2, ["A01 partly_granted", "A02 total"])],
        ),
        # Three sums over one cell.
        (
            {("results_total", "natural_person"): 4},
            [
                (
                    "requests.results_total.natural_person", 4, 3,
                    ["A01 results_total", "A02 natural_person", "A03 natural_person"],
                )
            ],
        ),
        # What came in: the row and the balance of the column.
        (
            {("new_requests", "legal_service"): 1},
            [("requests.new_requests.legal_service", 1, 2, ["A01 new_requests", "A03 legal_service"])],
        ),
        # A cell left at nought.
        (
            {("carried_over", "natural_person"): 1, ("carried_over", "total"): 1, ("carried_forward", "total"): 1},
            [("requests.carried_forward.natural_person", 0, 1, ["A01 carried_forward", "A03 natural_person"])],
        ),
        # Nothing fails; one sum alone, which any of its cells may have wrong.
        ({}, []),
        ({("denied_state_secret", "business"): 1, ("denied_state_secret", "total"): 1}, []),
        # Two faults, one of them in three sums: a third cell would settle one sum of either.
        (
            {("results_total", "natural_person"): 4, ("partly_granted", "legal_service"): 1},
            [
                ("requests.partly_granted.natural_person", 0, 1, ["A01 partly_granted", "A02 natural_person"]),
                ("requests.partly_granted.legal_service", 1, 2, ["A01 partly_granted", "A02 legal_service"]),
                (
                    "requests.results_total.natural_person", 4, 3,
                    ["A01 results_total", "A02 natural_person", "A03 natural_person"],
                ),
            ],
        ),
        # Off by different amounts.
        ({("granted", "natural_person"): 2, ("partly_granted", "natural_person"): 3}, []),
        # A number below nothing.
        ({("granted", "total"): 2, ("results_total", "business"): 0, ("granted", "business"): "-1"}, []),
        # What is blank is our doubt, or theirs, and nobody's fault in arithmetic.
        ({("partly_granted", "legal_service"): "", ("partly_granted", "total"): 2}, []),
    ],
)  # fmt: skip
def test_where_the_fault_may_be(
    changes: Changes, expected: list[tuple[str, int, int, list[str]]], tmp_path: Path
) -> None:
    assert told(possible(changes, tmp_path)) == expected


def test_after_the_change_all_sums_hold(tmp_path: Path) -> None:
    (one,) = possible({("partly_granted", "legal_service"): 7}, tmp_path)
    row, column = one.address.split(".")[1:]
    assert one.instead == Decimal(2) and one.label
    assert possible({("partly_granted", "legal_service"): 7, (row, column): int(one.instead)}, tmp_path) == ()


def test_the_data_tell_it_apart_from_findings(tmp_path: Path) -> None:
    told_of = as_json(read({("partly_granted", "legal_service"): 1}, tmp_path), resources())
    settles = [{"check": "A01", "where": "partly_granted"}, {"check": "A02", "where": "legal_service"}]
    expected = {"address": "requests.partly_granted.legal_service", "instead": 2, "settles": settles}
    assert told_of["possible_faults"] == [expected]
    assert "possible_faults" not in as_json(read({}, tmp_path), resources())


def test_the_page_says_that_it_is_a_possibility(tmp_path: Path) -> None:
    report = read({("partly_granted", "legal_service"): 1}, tmp_path)
    entry = Entry(report, run_checks(report, resources()), {}, "/x/")
    forms, catalogue = resources().reader.forms, resources().catalogue
    (one,) = findings(entry, catalogue, Anchors(report.text, ""), {}, forms, lambda *_: "").possible
    assert (one.href, one.cell) == ("#requests.partly_granted.legal_service", "部分公开·法律服务机构")
    assert (one.value, one.instead, one.off, len(one.settles)) == ("1", "2", "1", 2)
