"""What a person confirmed by eye counts like a correction; what was read otherwise since is not confirmed."""

from __future__ import annotations

import pytest

from generator.model.figures import Reading, Table
from generator.model.pictures import Seen
from generator.model.reports import Report
from generator.model.results import Severity, Verdict
from generator.reading.confirmations import reading_code
from tests.checks.test_recognised import failed, results
from tests.pictures import Readings, read_scan, scanned

ASKED = (3, "new_requests", "natural_person")
PATH = "requests.new_requests.natural_person"
WRONG: Readings = {(3, "new_requests", "total"): "5"}
"""The organ's own sum is wrong, so that its cells are illegible until somebody has looked."""


def confirm(target: str, read: str) -> str:
    return f"confirmed:\n- {{target: {target}, read: '{read}', why: 对照图片第 2 页}}\n"


def confirmed(target: str, readings: Readings, read: str | None = None) -> Report:
    plain = read_scan(scanned(readings))
    return read_scan(scanned(readings, sidecar=confirm(target, read or reading_code(plain.tables, target))))


def requests(report: Report) -> Table:
    assert report.tables.requests is not None
    return report.tables.requests


def codes(report: Report) -> list[str]:
    return [doubt.code for doubt in report.doubts if doubt.code.startswith(("confirmation", "recognised"))]


def test_a_cell_is_confirmed_as_it_was_read() -> None:
    report = confirmed(PATH, WRONG, "0")
    cell = requests(report).cells["new_requests", "natural_person"]
    assert (cell.value, cell.reading, cell.seen) == (0, Reading.CONFIRMED, None)
    assert cell.note == "识别为“0”，经人对照图片核对；对照图片第 2 页" and cell.where is not None
    assert requests(report).cells["new_requests", "total"].reading is Reading.ILLEGIBLE


@pytest.mark.parametrize("target", ["requests", "all"])
def test_a_table_is_confirmed_by_its_code(target: str) -> None:
    report = confirmed(target, WRONG)
    assert requests(report).cells["new_requests", "total"].value == 5
    assert not requests(report).is_recognised and codes(report) == []
    others = {table.number for table in report.tables if table.is_recognised}
    assert others == ({2, 4} if target == "requests" else set())


def test_what_was_confirmed_may_fail() -> None:
    """The organ's sum is wrong, and a person has seen so."""
    assert not failed(results(read_scan(scanned(WRONG))))
    found = results(confirmed("requests", WRONG))
    assert {"A01", "A03"} <= failed(found) and found["A01"].severity is Severity.ERROR
    assert found["A02"].verdict is Verdict.PASS
    assert found["A04"].reason == "recognised"  # nobody has looked at table 4


@pytest.mark.parametrize(
    ("target", "read"),
    [("requests", "0123456789ab"), ("all", ""), (PATH, "3"), ("requests.x.y", "0"), ("figures", "0"), ("all.a.b", "0")],
)
def test_what_was_read_otherwise_is_not_confirmed(target: str, read: str) -> None:
    report = read_scan(scanned(sidecar=confirm(target, read)))
    assert codes(report) == ["confirmation_not_taken"]
    assert {one.reading for one in requests(report).cells.values()} == {Reading.RECOGNISED}


def test_the_code_changes_with_what_is_read() -> None:
    one, other = (read_scan(scanned({ASKED: text, (3, "new_requests", "total"): text})) for text in ("3", "8"))
    assert reading_code(one.tables) != reading_code(other.tables)
    assert reading_code(one.tables, "disputes") == reading_code(other.tables, "disputes") != ""


def test_readings_that_differ_are_not_confirmed_along() -> None:
    report = confirmed("requests", {ASKED: Seen(("3", "8"), 0.7), (3, "granted", "business"): Seen((), 0.0)})
    cells = requests(report).cells
    assert cells["new_requests", "natural_person"].reading is Reading.ILLEGIBLE
    assert cells["granted", "business"].reading is Reading.ILLEGIBLE
    assert cells["granted", "total"].reading is Reading.CONFIRMED
    assert codes(report) == ["recognised_unsure"]


def test_blank_and_slash_stay_what_they_are() -> None:
    report = confirmed("requests", {ASKED: "", (3, "granted", "business"): "/"})
    cells = requests(report).cells
    blank, slash = cells["new_requests", "natural_person"], cells["granted", "business"]
    assert (blank.reading, slash.reading) == (Reading.BLANK, Reading.SLASH)
    assert (blank.seen, slash.seen) == (None, None)
    assert results(report)["A01"].reason == "blank_cells"


def test_a_cell_confirmed_by_itself_does_not_change_the_code() -> None:
    plain = read_scan(scanned(WRONG, sidecar=confirm(PATH, "0")))
    code = reading_code(plain.tables, "requests")
    sidecar = f"confirmed:\n- {{target: requests, read: '{code}', why: x}}\n- {{target: {PATH}, read: '0', why: y}}\n"
    report = read_scan(scanned(WRONG, sidecar=sidecar))
    assert codes(report) == [] and not requests(report).is_recognised
