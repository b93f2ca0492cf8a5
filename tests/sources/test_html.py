"""Web pages through the whole reading: every number, blank and verdict as written, whatever the dress."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.inspection import read_here
from generator.model.figures import Reading
from generator.model.reports import Report
from generator.sources.html.article_head import date_in
from generator.sources.html.boxes import SeenLine
from tests.filled import filled
from tests.inspecting import resources
from tests.sources.html_writing import DRESSES, FORMS, TITLE, random_values, write_page


def read(markup: str | bytes, folder: Path) -> Report:
    file = folder / "page.html"
    file.write_bytes(markup.encode() if isinstance(markup, str) else markup)
    (report,) = read_here(file, resources()).reports
    return report


def values_of(report: Report) -> dict[tuple[int, str, str], Any]:
    found: dict[tuple[int, str, str], Any] = {}
    for table in report.tables:
        if table is not None:
            for address, cell in table.cells.items():
                shown = {Reading.STATED: str(cell.value), Reading.BLANK: ""}
                found[(table.number, *address)] = shown.get(cell.reading, cell.reading)
    return found


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("name", sorted(DRESSES))
def test_every_cell_in_every_dress(name: str, form: str, tmp_path: Path) -> None:
    for seed in range(2):
        values = random_values(FORMS.get(form), seed)
        report = read(write_page(form, values, DRESSES[name]), tmp_path)
        found = values_of(report)
        assert {k: (found.get(k), v) for k, v in values.items() if found.get(k) != v} == {}
        assert report.title is not None and report.title.value == TITLE
        assert report.year is not None and report.year.value == 2021
        assert report.organ.name == "测试县甲镇人民政府"
        assert report.dates.signed is not None and report.dates.signed.value.isoformat() == "2022-01-20"
        assert [s.number for s in report.sections if s.printed] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("name", sorted(DRESSES))
def test_every_span_slices_back(name: str, tmp_path: Path) -> None:
    report = read(write_page("2021", random_values(FORMS.get("2021"), 5), DRESSES[name]), tmp_path)
    for table in filled(report.tables):
        assert table is not None
        for cell in filled(table.cells.values()):
            assert cell.span is not None and cell.where is not None
            assert cell.span.of(report.text.decoded).strip() == cell.raw
            assert cell.where.table and cell.where.row and cell.where.column


def test_lines_in_traditional_script_are_known_by_patterns_in_simplified_script() -> None:
    line = SeenLine("某市2021年政務公開工作年度報告")
    assert line.title and line.text == "某市2021年政務公開工作年度報告"
    assert not SeenLine("現將某市2021年政務公開工作年度報告公布如下").title
    assert date_in("來源：某市 發佈時間：2022-01-20，瀏覽次數：7") == "發佈時間：2022-01-20"
    assert date_in("瀏覽次數：7") == ""
