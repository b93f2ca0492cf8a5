"""What was worked out says from what, with the arithmetic, on the page and in the data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from msgspec import structs

from generator.inspection import as_json, read_here
from generator.model.figures import Reading
from generator.pages.report.original import Anchors
from generator.pages.report.scan import Boxes
from generator.pages.report.solved import ONLY_CUT, arithmetic, basis
from generator.pages.report.tables import Leads, table_view
from tests.inspecting import resources
from tests.pages import samples
from tests.writing import FORMS, write_report


def test_a_number_in_two_pieces_says_which_sum_made_it_one(tmp_path: Path) -> None:
    cells = {(3, "granted", "business"): "1 0", (3, "granted", "total"): "10"}
    path = tmp_path / "2021.txt"
    path.write_text(write_report("2021", cells), encoding="utf-8")
    (report,) = read_here(path, resources()).reports
    table, form = report.tables.requests, FORMS.table(3, "2021")
    assert table is not None
    assert basis(table.cells["granted", "business"], form) == "依本行合计推出"
    assert basis(table.cells["granted", "total"], form) == ""
    shown = "自然人 0 + 商业企业 10 + 科研机构 0 + 社会公益组织 0 + 法律服务机构 0 + 其他 0 = 10 = 总计 10"
    assert list(arithmetic(table, form)) == [("予以公开", shown)]
    readings = as_json(report, resources())["readings"]
    assert readings["requests.granted.business"]["rests_on"] == ["row_total.granted"]
    assert [path for path, entry in readings.items() if "rests_on" in entry] == ["requests.granted.business"]


def test_every_basis_has_its_words() -> None:
    table, form = samples.messy().report.tables.requests, FORMS.table(3, "2019")
    assert table is not None
    cell = structs.replace(table.cells["results_total", "total"], reading=Reading.SOLVED)
    both = structs.replace(cell, rests_on=("row_total.results_total", "balance.total", "outcomes_total.total"))
    assert basis(both, form) == "依本行合计、本列“总计＋结转下年度”、本列“总计”推出"
    assert basis(cell, form) == ONLY_CUT
    assert basis(structs.replace(cell, reading=Reading.STATED), form) == ""
    solved = replace(table, cells={**table.cells, ("results_total", "total"): both})
    assert [line for line, _ in arithmetic(solved, form)] == ["总计", "总计", "总计"]
    equations = [words for _, words in arithmetic(solved, form)]
    assert equations[1] == "本年新收 4 + 上年结转 0 = 4 = 4 = 总计 3 + 结转下年度 1"


def test_the_page_shows_basis_and_arithmetic() -> None:
    report = samples.messy().report
    table, form = report.tables.requests, FORMS.table(3, "2019")
    assert table is not None
    cell = structs.replace(table.cells["granted", "total"], rests_on=("row_total.granted",))
    changed = replace(table, cells={**table.cells, ("granted", "total"): cell})
    view = table_view(changed, form, Leads(Anchors(report.text, ""), Boxes(())), {}, {})
    texts = {f"{remark.label}：{remark.text}" for remark in view.corrections}
    assert any(text.startswith("予以公开，总计：推定") and text.endswith("：依本行合计推出") for text in texts)
    assert any(text.startswith("予以公开：推定所依的算式：自然人 3 + ") for text in texts)
