"""report.json says each thing once, in one line of UTF-8."""

from __future__ import annotations

import json
import statistics
from pathlib import Path
from typing import Any

from benchmarks.corpus.make import make_cases
from generator.exports.report_json import SCHEMA
from generator.exports.values import encoded
from generator.inspection import as_json, read_here
from tests.filled import filled
from tests.inspecting import inspect_together, resources
from tests.writing import write_report

ROOT = Path(__file__).parents[2]
UPLOADS = sorted((ROOT / "content" / "reports").rglob("*.txt"))


def published(path: Path) -> list[bytes]:
    return [encoded(as_json(report, resources())) for report in read_here(path, resources()).reports]


def two_years(folder: Path, **cells: str) -> list[dict[str, Any]]:
    """Two reports of one town; ``cells`` of column 总计 in table 3 of the second."""
    for year in (2021, 2022):
        title = f"同心县下马关镇人民政府{year}年政府信息公开工作年度报告"
        given = {(3, row, "total"): text for row, text in cells.items()} if year == 2022 else {}
        (folder / f"{year}.txt").write_text(write_report("2021", given, title=title), encoding="utf-8")
    return inspect_together(sorted(folder.iterdir()))


def test_it_is_one_line_with_the_same_keys_in_the_same_order() -> None:
    orders = set()
    for path in filled(UPLOADS):
        (data,) = published(path)
        text = data.decode("utf-8")
        assert text.endswith("}\n") and text.count("\n") == 1 and "\\u" not in text
        read = json.loads(text)
        assert read["schema"] == SCHEMA == "gongkai-report-2"
        assert text == json.dumps(read, ensure_ascii=False, separators=(",", ":")) + "\n"
        orders.add(tuple(read))
    assert len(orders) == 1


def test_it_stays_small(tmp_path: Path) -> None:
    sizes = []
    for case in make_cases(5, 40):
        path = tmp_path / case.name
        path.write_bytes(case.data)
        sizes += [len(data) for data in published(path)]
    assert len(sizes) > 30 and statistics.median(sizes) <= 40_000


def test_every_cell_says_what_stands_where(tmp_path: Path) -> None:
    *_, data = two_years(tmp_path)
    cells = data["readings"]
    assert len(cells) > 150 and all(set(cell) >= {"raw", "reading", "span", "line"} for cell in cells.values())


def test_what_passes_is_only_counted(tmp_path: Path) -> None:
    *_, data = two_years(tmp_path)
    assert data["checks"]["A10"] == {
        "verdict": "pass", "severity": "error",
        "counts": {"pass": len(data["readings"]), "fail": 0, "not_checkable": 0}, "instances": [],
    }  # fmt: skip
    assert data["checks"]["A04"]["left"] == data["checks"]["A04"]["right"] == 0


def test_a_failure_is_spelled_out_in_addresses(tmp_path: Path) -> None:
    *_, data = two_years(tmp_path, new_requests="2")
    (failure,) = data["checks"]["A01"]["instances"]
    assert failure["where"] == "new_requests" and failure["holds"] is False and failure["equation"].endswith("≠ 总计 2")
    assert failure["said"] == "本年新收：6 项皆为 0 ≠ 总计 2"
    assert failure["left"][0] == {"address": "requests.new_requests.natural_person"}
    assert (failure["relation"], failure["right"]) == ("=", [{"address": "requests.new_requests.total"}])
    assert {"left", "right"} <= set(data["checks"]["A01"])


def test_what_could_not_be_checked_says_where_and_why(tmp_path: Path) -> None:
    *_, data = two_years(tmp_path, granted="")
    blank = {"verdict": "not_checkable", "reason": "blank_cells", "if_blank_is_zero": True}
    assert data["checks"]["A01"]["instances"] == [{"where": "granted"} | blank]
    assert data["checks"]["A02"]["instances"] == [{"where": "total"} | blank]


def test_a_cell_of_another_report_is_spelled_out(tmp_path: Path) -> None:
    *_, data = two_years(tmp_path, carried_over="3", carried_forward="3")
    (failure,) = data["checks"]["F01"]["instances"]
    (other,), (own,) = failure["left"], failure["right"]
    assert set(other) == {"label", "value", "address", "report", "span"} and other["value"] == 0
    assert own == {"address": "requests.carried_over.total"}


def test_an_amount_taken_in_yuan_says_so(tmp_path: Path) -> None:
    amounts = {"2021": "0.7万元", "2022": "90000元"}
    for year, amount in amounts.items():
        title = f"同心县下马关镇人民政府{year}年政府信息公开工作年度报告"
        text = write_report("2021", {(2, "administrative_fees", "amount"): amount}, title=title)
        (tmp_path / f"{year}.txt").write_text(text, encoding="utf-8")
    first, second = inspect_together(sorted(tmp_path.iterdir()))
    assert first["disclosure"]["administrative_fees"]["amount_yuan"] == 7000
    terms = [t for i in second["checks"]["F08"]["instances"] for t in (*i.get("left", ()), *i.get("right", ()))]
    assert not [t for t in terms if "address" in t and "report" not in t and t.get("value") == 90000]
