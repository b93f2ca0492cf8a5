"""What a program read from pictures stands in all data as just that, with its candidates and its box."""

from __future__ import annotations

from generator.exports.report_json import report_json
from generator.exports.scans import recognised_rows
from generator.exports.schema import load_schema
from generator.exports.values import Json
from generator.model.pictures import Seen
from generator.model.reports import Report
from tests.checks.test_recognised import results
from tests.inspecting import resources
from tests.pictures import ENGINE, Readings, read_scan, scanned
from tests.reading.test_identity import report_of
from tests.writing import write_report

ASKED = (3, "new_requests", "natural_person")
READ: Readings = {ASKED: Seen(("3", "8"), 0.75), (3, "new_requests", "business"): ""}


def published(report: Report) -> Json:
    return report_json(report, list(results(report).values()), resources().reader.forms)


def test_report_json_tells_how_cells_were_read() -> None:
    data = published(read_scan(scanned(READ)))
    told = data["readings"]["requests.new_requests.natural_person"]
    assert (told["reading"], told["candidates"], told["confidence"]) == ("illegible", ["3", "8"], 0.75)
    assert told["where"] == {"page": 2, "box": (180.0, 120.0, 204.0, 140.0)}
    assert data["requests"]["new_requests"]["natural_person"] is None
    sure = data["readings"]["requests.granted.total"]
    assert (sure["reading"], sure["candidates"]) == ("recognised", ["0"])
    assert {one["recognised"] for one in data["figures"]} == {True}


def test_report_json_tells_of_the_scan() -> None:
    report = read_scan(scanned(READ))
    told = published(report)["recognised"]
    assert told["engine"] == ENGINE and told["spans"] == [[0, len(report.text.decoded)]]
    assert {name: one["sums_hold"] for name, one in told["tables"].items()} == {
        "disclosure": False, "requests": False, "disputes": True,
    }  # fmt: skip
    assert [page["page"] for page in told["pages"]] == [1, 2, 3]
    assert "recognised" not in published(report_of(write_report("2021")))


def test_what_was_confirmed_is_said() -> None:
    sidecar = "confirmed:\n- {target: requests.granted.total, read: '0', why: 看过}\n"
    data = published(read_scan(scanned(READ, sidecar=sidecar)))
    assert data["confirmed"] == [{"target": "requests.granted.total", "read": "0", "why": "看过"}]
    cell = data["readings"]["requests.granted.total"]
    assert cell["reading"] == "confirmed" and "candidates" not in cell


def test_a_line_for_each_cell_of_a_picture() -> None:
    names = next(table.names for table in load_schema() if table.name == "recognised")
    report = read_scan(scanned(READ))
    lines = {
        (line["table"], line["row"], line["column"]): line
        for line in (dict(zip(names, row, strict=True)) for row in recognised_rows("/x/", report))
    }
    assert len(lines) == sum(len(table.cells) for table in report.tables) > 150
    unsure, empty = lines["requests", "new_requests", "natural_person"], lines["requests", "new_requests", "business"]
    assert (unsure["candidates"], unsure["confidence"], unsure["empty"]) == ("3 | 8", 0.75, False)
    assert (unsure["page"], unsure["left"], unsure["bottom"]) == (2, 180.0, 140.0)
    assert (empty["candidates"], empty["empty"]) == (None, True)
    assert not list(recognised_rows("/x/", report_of(write_report("2021"))))
