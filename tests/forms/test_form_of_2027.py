"""A revision that nobody has issued yet is one YAML file: its reports are read, checked and shown without other code.

The invented form of 2027 has a row more in table 3, 不予处理小计, and the sum that makes it; a column of table 2 with
another id and another label; and it lacks two rows that checks, sums and drawings name.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.forms.loader import Forms, load_forms
from generator.inspection import Resources, as_json, load_resources, read_here
from generator.model.figures import Reading
from generator.model.reports import Report
from generator.pipeline import build
from generator.progress import Silent
from generator.settings import load_settings
from tests.filled import filled
from tests.forms.revising import Data, revised
from tests.writing import write_report

ROOT = Path(__file__).parents[2]
GROUP = (
    "not_processed_petition", "not_processed_duplicate", "not_processed_publication", "not_processed_excessive",
    "not_processed_confirm_reissue",
)  # fmt: skip
SUBTOTAL = {"id": "refused_total", "zh": "6.不予处理小计", "en": "not processed in all", "group": "not_processed"}


def form_of_2027(data: Data) -> None:
    data |= {"form": "2027", "years": {"first": 2027, "last": None}, "basis": "测试"}
    requests, disclosure = data["requests"], data["disclosure"]
    at = next(i for i, row in enumerate(requests["rows"]) if row["id"] == GROUP[-1])
    requests["rows"].insert(at + 1, SUBTOTAL)
    sub_sum = {"id": "refused_sum", "check": "A02", "across": "rows", "left": list(GROUP), "right": ["refused_total"]}
    requests["relations"].append(sub_sum)
    for column in disclosure["columns"]:
        if column["id"] == "decisions":
            column |= {"id": "rulings", "zh": "本年作出决定件数"}
    for block in disclosure["blocks"]:
        block["columns"] = ["rulings" if column == "decisions" else column for column in block["columns"]]


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Forms:
    return load_forms(("2019.yaml", "2021.yaml", revised(tmp_path_factory.mktemp("forms"), form_of_2027)))


@pytest.fixture(scope="module")
def own_bench(forms: Forms) -> Resources:
    return load_resources(forms)


CELLS = {
    (2, "administrative_licensing", "rulings"): "12",
    (3, "new_requests", "natural_person"): "5", (3, "new_requests", "total"): "5",
    (3, "granted", "natural_person"): "2", (3, "granted", "total"): "2",
    (3, "not_processed_petition", "natural_person"): "1", (3, "not_processed_petition", "total"): "1",
    (3, "not_processed_duplicate", "natural_person"): "2", (3, "not_processed_duplicate", "total"): "2",
    (3, "refused_total", "natural_person"): "3", (3, "refused_total", "total"): "3",
    (3, "results_total", "natural_person"): "5", (3, "results_total", "total"): "5",
    (4, "reconsideration", "upheld"): "1", (4, "reconsideration", "total"): "1",
}  # fmt: skip


def write(forms: Forms, year: int = 2027, form: str = "2027", **changed: str) -> str:
    cells = {at: changed.get(f"{at[1]}_{at[2]}", printed) for at, printed in CELLS.items()}
    if form != "2027":
        cells = {at: printed for at, printed in cells.items() if at[1:] != ("administrative_licensing", "rulings")}
        cells |= {(2, "administrative_licensing", "decisions"): "12"}
    title = f"同心县下马关镇人民政府{year}年政府信息公开工作年度报告"
    said = "全年新收政府信息公开申请5件，不予处理3件。主动公开政府信息20条。"
    return write_report(form, cells, title=title, overview=said, forms=forms)


def read(text: str, resources: Resources, tmp_path: Path) -> tuple[Report, dict[str, Any]]:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    (report,) = read_here(path, resources).reports
    return report, json.loads(json.dumps(as_json(report, resources)))


def test_it_is_read(forms: Forms, own_bench: Resources, tmp_path: Path) -> None:
    report, data = read(write(forms), own_bench, tmp_path)
    assert data["forms"] == {"disclosure": "2027", "requests": "2027", "disputes": "2027"}
    assert data["requests"]["refused_total"]["total"] == 3
    assert data["disclosure"]["administrative_licensing"] == {"rulings": 12}
    assert all(cell.reading is Reading.STATED for table in filled(report.tables) for cell in table.cells.values())
    assert not report.doubts and not data["label_variants"]


LAYOUTS = {
    "cells": lambda text: text.replace("\t", "\n"),
    "pipes": lambda text: text.replace("\t", "|"),
    "blanks": lambda text: text.replace("\t", "    "),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_is_read_in_other_layouts(layout: str, forms: Forms, own_bench: Resources, tmp_path: Path) -> None:
    _, data = read(LAYOUTS[layout](write(forms)), own_bench, tmp_path)
    assert data["requests"]["refused_total"]["total"] == 3
    assert data["disclosure"]["administrative_licensing"]["rulings"] == 12
    assert (data["checks"]["A01"]["counts"], data["checks"]["A02"]["counts"]["fail"]) == (
        {"pass": 26, "fail": 0, "not_checkable": 0}, 0,
    )  # fmt: skip


def test_it_is_checked(forms: Forms, own_bench: Resources, tmp_path: Path) -> None:
    _, data = read(write(forms), own_bench, tmp_path)
    checks = data["checks"]
    passing = ("A01", "A02", "A03", "A04", "A08", "B06", "B08", "D01", "D04", "D09")
    assert {checks[code]["verdict"] for code in passing} == {"pass"}
    assert checks["A02"]["counts"] == {"pass": 14, "fail": 0, "not_checkable": 0}
    assert not [code for code, check in checks.items() if check["verdict"] == "fail" and code[0] in "ACDF"]
    assert not [code for code, check in checks.items() if check.get("reason") == "check_failed"]
    _, wrong = read(write(forms, refused_total_total="4", refused_total_natural_person="4"), own_bench, tmp_path)
    failing = [one for one in wrong["checks"]["A02"]["instances"] if one["verdict"] == "fail"]
    assert [one["where"] for one in failing] == ["refused_sum.natural_person", "refused_sum.total"]
    assert failing[0]["equation"].endswith("= 3 ≠ 不予处理小计 4")


@pytest.mark.parametrize(("year", "form"), [(2020, "2019"), (2026, "2021")])
def test_older_reports_keep_their_forms(
    year: int, form: str, forms: Forms, own_bench: Resources, tmp_path: Path
) -> None:
    text = write_report(form, {}, title=f"甲县乙镇人民政府{year}年政府信息公开工作年度报告", forms=forms)
    _, data = read(text, own_bench, tmp_path)
    assert data["forms"] == {"disclosure": form, "requests": form, "disputes": form}
    assert data["checks"]["B08"]["verdict"] != "fail"


def without_some_rows(data: Data) -> None:
    """The form of 2027 without rows that checks of the text, sums over regions and drawings name."""
    form_of_2027(data)
    gone = {"requests": ("partly_granted", "carried_over"), "disclosure": ("rules", "administrative_fees")}
    for name, rows in gone.items():
        data[name]["rows"] = [row for row in data[name]["rows"] if row["id"] not in rows]
        for relation in (*data[name]["relations"], *data[name].get("between_years", ())):
            for key in ("left", "right", "in"):
                if key in relation:
                    relation[key] = [one for one in relation[key] if one not in rows]
    for block in data["disclosure"]["blocks"]:
        block["rows"] = [row for row in block["rows"] if row not in gone["disclosure"]]
    data["disclosure"]["blocks"] = [block for block in data["disclosure"]["blocks"] if block["rows"]]
    data["requests"]["between_years"] = []


def files_of(root: Path, forms: Forms, reports: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(path, text) of every page and data file of a site with these reports."""
    folder = root / "content" / "reports"
    for name, text in reports.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "content" / "pages", root / "content" / "pages")
    settings = load_settings({}, root=ROOT, content=root / "content", output=root / "site")
    built = build(settings, Silent(), jobs=1, resources=load_resources(forms))
    assert not built.problems and not built.archive.attention
    for path in sorted((root / "site").rglob("*")):
        if path.suffix in (".html", ".json"):
            yield path.relative_to(root / "site").as_posix(), path.read_text(encoding="utf-8")


def test_it_is_shown(forms: Forms, tmp_path: Path) -> None:
    reports = {f"x/{year}.txt": write(forms, year, form) for year, form in ((2026, "2021"), (2027, "2027"))}
    files = dict(files_of(tmp_path, forms, reports))
    town = "region/640324/xiamaguan-zhen"
    page, data = files[f"{town}/2027/index.html"], json.loads(files[f"{town}/2027/report.json"])
    assert "2027 年表式" in page and "不予处理小计" in page and "本年作出决定件数" in page
    assert data["requests"]["refused_total"]["total"] == 3 and data["checks"]["F01"]["verdict"] == "pass"
    series = files[f"{town}/index.html"]
    assert "不予处理小计" in series and "2021 年表式" in series and "2027 年表式" in series
    assert "不予处理：2026 年 3，2027 年 3。" in series  # and not 6: what only adds up is no further outcome


def test_a_form_may_lack_rows_that_others_have(tmp_path: Path) -> None:
    forms = load_forms(("2019.yaml", "2021.yaml", revised(tmp_path, without_some_rows)))
    reports = {f"x/{year}.txt": write(forms, year, form) for year, form in ((2026, "2021"), (2027, "2027"))}
    files = dict(files_of(tmp_path, forms, reports))
    town = "region/640324/xiamaguan-zhen"
    checks = json.loads(files[f"{town}/2027/report.json"])["checks"]
    for code in ("A11", "D09", "D10", "F01"):
        assert (checks[code]["verdict"], checks[code]["reason"]) == ("not_checkable", "format_not_applicable"), code
    assert not [code for code, check in checks.items() if check.get("reason") == "check_failed"]
    assert "部分公开：2026 年 0，2027 年 表式没有这一项。" in files[f"{town}/index.html"]
