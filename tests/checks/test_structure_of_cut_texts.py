"""A text that stops in the middle of a sentence was not read to its end: what it lacks is nobody's fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.archive.addresses import with_address
from generator.inspection import run_checks
from generator.model.results import Result, Verdict
from generator.model.sidecars import Sidecar
from generator.reading.report import read_reports
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from tests.inspecting import resources
from tests.test_gold import GOLD, upload
from tests.writing import write_report


def checked(text: str) -> dict[str, Result]:
    document = read_bytes("cut.txt", ".txt", text.encode(), Sidecar())
    assert not isinstance(document, Refused)
    (report,), _ = read_reports(document, resources().reader)
    report = with_address(report, resources().reader.gazetteer)
    return {result.code: result for result in run_checks(report, resources())}


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem[:3])
def test_no_report_that_was_cut_is_called_incomplete(path: Path) -> None:
    text = upload(path.name.replace(".json", ".txt")).read_text(encoding="utf-8")
    longest = max((line for line in text.split("\n") if "|" not in line and "\t" not in line), key=len)
    cut = text[: text.index(longest) + len(longest) // 2].rstrip("。；，,")
    results = checked(cut)
    assert {code: results[code].verdict for code in ("B01", "B05") if results[code].verdict is Verdict.FAIL} == {}


def test_a_table_that_breaks_off_hides_what_follows() -> None:
    whole = write_report("2021")
    cut = whole[: whole.index("4.无正当理由大量反复申请")]
    assert checked(cut)["B01"].verdict is Verdict.NOT_CHECKABLE
    assert checked(whole)["B01"].verdict is Verdict.PASS


def test_labels_of_an_unread_table_are_no_missing_table() -> None:
    whole = write_report("2021")
    start, end = whole.index("（本列数据的勾稽关系"), whole.index("四、政府信息公开行政复议")
    torn = "".join(whole[start:end].split())
    result = checked(whole[:start] + torn + "\n" + whole[end:])["B05"]
    assert result.verdict is not Verdict.FAIL
