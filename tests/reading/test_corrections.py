"""Corrections by hand: marked, with what was read kept; what cannot be used is doubted."""

from __future__ import annotations

import pytest

from generator.inspection import as_json
from generator.model.reports import Report
from generator.reading.report import read_reports
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from generator.sources.sidecars import read_sidecar
from tests.inspecting import resources
from tests.writing import write_report


def report_with(sidecar: str, text: str = "") -> Report:
    known, wrong = read_sidecar("a.yaml", sidecar.encode())
    assert not wrong
    document = read_bytes("a.txt", ".txt", (text or write_report("2019")).encode(), known)
    assert not isinstance(document, Refused)
    (report,), _ = read_reports(document, resources().reader)
    return report


def one(target: str, value: str) -> str:
    return f"corrections:\n- {{target: {target}, value: {value}, why: 原件为 3}}\n"


@pytest.mark.parametrize(
    ("value", "read"), [("3", 3), ("null", None), ("'3'", 3), ("12.5", 12.5), ("5000元", 5000), ("'0'", 0)]
)
def test_a_cell_is_corrected_and_says_so(value: str, read: float | None) -> None:
    target = "disclosure.government_procurement.amount"
    data = as_json(report_with(one(target, value)), resources())
    assert data["disclosure"]["government_procurement"]["amount"] == read
    assert data["readings"][target]["reading"] == "corrected"
    assert "原读作“0”" in data["readings"][target]["note"]
    assert not [d for d in data["doubts"] if d["code"].startswith("correction")]


def test_a_cell_corrected_to_blank_is_a_blank_to_the_checks() -> None:
    data = as_json(report_with(one("requests.new_requests.total", "null")), resources())
    assert data["checks"]["A01"]["verdict"] == "not_checkable"
    assert data["checks"]["A01"]["reason"] == "blank_cells"


@pytest.mark.parametrize("value", [".inf", ".nan", "010", "1:30", "约 3", "[3]"])
def test_what_is_no_number_is_refused(value: str) -> None:
    target = "requests.new_requests.total"
    known, wrong = read_sidecar("a.yaml", one(target, value).encode())
    if wrong:
        return
    data = as_json(report_with(one(target, value)), resources())
    assert data["requests"]["new_requests"]["total"] == 0
    assert [d["code"] for d in data["doubts"] if d["code"].startswith("correction")]
    assert known.corrections


@pytest.mark.parametrize(
    ("target", "value", "good"),
    [
        ("year", "2022", True), ("year", "'2022'", True), ("year", "99999", False), ("year", "x", False),
        ("organ", "某某局", True), ("organ", "3", False),
        ("place", "'110101'", True), ("place", "110101", True), ("place", "'999999'", False),
    ],
)  # fmt: skip
def test_identity(target: str, value: str, good: bool) -> None:
    report = report_with(one(target, value))
    assert [d.code for d in report.doubts].count("correction_without_target") == (not good)
    origin = {"year": report.year and report.year.origin, "organ": report.organ.origin, "place": report.place.code}
    assert (origin[target] in ("sidecar", "110101")) == good


def test_a_target_that_is_not_there() -> None:
    report = report_with(one("requests.nothing.total", "3"))
    assert "correction_without_target" in {d.code for d in report.doubts}


@pytest.mark.parametrize(
    ("target", "value", "wanted"),
    [("requests.new_requests.total", "abc", "值应为数字"), ("requests.nothing.total", "3", "这样的路径")],
)
def test_the_doubt_says_what_is_wrong(target: str, value: str, wanted: str) -> None:
    (doubt,) = (d for d in report_with(one(target, value)).doubts if d.code == "correction_without_target")
    assert wanted in doubt.remedy
