"""``gongkai export`` writes what /data/ holds, of what is asked for, in five formats."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from frictionless import validate
from lxml import etree

from generator.cli import main
from tests.filled import filled

ROOT = Path(__file__).parents[1]
XLSX = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
Run = Callable[..., str]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, of which no cache is in the way."""
    copy = tmp_path_factory.mktemp("project")
    for name in ("content", "templates"):
        shutil.copytree(ROOT / name, copy / name)
    for name in ("pyproject.toml", "netlify.toml"):
        shutil.copy(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="module")
def built(root: Path) -> Path:
    """The project's /data/."""
    assert main(["build", "--root", str(root), "--no-cache"]) == 0
    return root / "site" / "data"


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def called(*options: object, code: int = 0) -> str:
        assert main(["export", "--root", str(root), "--jobs", "1", *map(str, options)]) == code
        captured = capsys.readouterr()
        return captured.out + captured.err

    return called


def test_csv_is_that_of_the_site(built: Path, run: Run, tmp_path: Path) -> None:
    for folder, options in (("", ()), ("region/64", ("--region", "64")), ("year/2020", ("--year", "2020"))):
        out = tmp_path / f"of-{folder.replace('/', '-')}"
        run(out, *options)
        package = json.loads((built / folder / "datapackage.json").read_text("utf-8"))
        of_site = [one for one in package["resources"] if one["name"] == "coverage"]
        assert len(of_site) == (not folder), "who is collected is told of the whole site, and never exported"
        package["resources"] = [one for one in package["resources"] if one["name"] != "coverage"]
        assert json.loads((out / "datapackage.json").read_text("utf-8")) == package
        for path in filled(sorted(set(out.iterdir()) - {out / "README.txt", out / "datapackage.json"})):
            assert path.read_bytes() == (built / folder / path.name).read_bytes(), path


def test_a_folder_says_what_is_in_it(built: Path, run: Run, tmp_path: Path) -> None:
    told = run(tmp_path / "tables", "--region", "64", "--year", 2019)
    assert "README.txt" in told and "datapackage.json" in told
    assert validate(str(tmp_path / "tables" / "datapackage.json")).valid
    package = json.loads((tmp_path / "tables" / "datapackage.json").read_text("utf-8"))
    assert (package["name"], package["title"]) == ("gongkai-64-2019", "公开：区划 64，2019 年度")
    said = (tmp_path / "tables" / "README.txt").read_text("utf-8")
    assert "空白不是 0" in said and "\nreports.csv（1 行）：" in said and "加了一个撇号" in said
    run(tmp_path / "whole")
    with zipfile.ZipFile(built / "gongkai-all.zip") as packed:
        of_site = packed.read("README.txt").decode()
    said = re.sub(r"\ncoverage\.csv（[^\n]*", "", of_site)
    assert said != of_site and (tmp_path / "whole" / "README.txt").read_text("utf-8") == said
    for form in ("jsonl", "parquet"):
        run(tmp_path / form, "--year", 2019, "--format", form)
        said = (tmp_path / form / "README.txt").read_text("utf-8")
        assert f"\nreports.{form}（1 行）：" in said and "撇号" not in said and "datapackage" not in said
        assert not re.search(r"^\[", said, re.MULTILINE)
        assert not (tmp_path / form / "datapackage.json").exists()


@pytest.mark.parametrize(("code", "means"), [("640000", "64"), ("640300", "6403"), ("6400", "64")])
def test_a_code_that_is_filled_up_with_noughts_is_understood(run: Run, tmp_path: Path, code: str, means: str) -> None:
    run(tmp_path / "filled-up", "--region", code)
    run(tmp_path / "short", "--region", means)
    assert len((tmp_path / "short" / "reports.csv").read_bytes().splitlines()) == 2
    for path in filled(sorted((tmp_path / "short").iterdir())):
        assert (tmp_path / "filled-up" / path.name).read_bytes() == path.read_bytes()


def cells(built: Path) -> list[dict[str, str]]:
    with (built / "year" / "2020" / "cells.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_other_formats_hold_the_same_cells(built: Path, run: Run, tmp_path: Path) -> None:
    wanted = [(line["report"], line["row"], line["column"], line["value"]) for line in cells(built)]
    run(tmp_path / "lines", "--year", 2020, "--format", "jsonl")
    lines = [json.loads(line) for line in (tmp_path / "lines" / "cells.jsonl").read_text("utf-8").splitlines()]
    assert [(one["report"], one["row"], one["column"], said(one["value"])) for one in lines] == wanted
    run(tmp_path / "a.sqlite", "--year", 2020, "--format", "sqlite")
    with sqlite3.connect(tmp_path / "a.sqlite") as base:
        assert base.execute('SELECT count(*), count("value") FROM cells').fetchone() == (
            len(wanted),
            sum(value != "" for *_, value in wanted),
        )
    run(tmp_path / "tables", "--year", 2020, "--format", "parquet")
    assert len(list((tmp_path / "tables").glob("*.parquet"))) == 6


def said(value: float | None) -> str:
    return "" if value is None else str(value)


def test_a_workbook_has_a_sheet_a_table_with_real_numbers(built: Path, run: Run, tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        run(tmp_path / name, "--year", 2020, "--format", "xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    book = zipfile.ZipFile(tmp_path / "one.xlsx")
    names = etree.fromstring(book.read("xl/workbook.xml")).xpath("//x:sheet/@name", namespaces=XLSX)
    assert names == ["reports", "cells", "figures", "recognised", "findings", "doubts"]
    for number in range(1, 6):
        sheet = etree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
        assert sheet.xpath("//x:pane[@ySplit=1]/@state", namespaces=XLSX) == ["frozen"]
        assert not sheet.xpath("//x:f", namespaces=XLSX), "no formula"
    lines = cells(built)
    letter = chr(ord("A") + list(lines[0]).index("value"))
    sheet = etree.fromstring(book.read("xl/worksheets/sheet2.xml"))
    found = sheet.xpath(f"//x:c[starts-with(@r,'{letter}')][not(@t)]/x:v/text()", namespaces=XLSX)
    assert found == [line["value"] for line in lines if line["value"]]


def test_nothing_is_written_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert "left alone" in run(tmp_path, code=2)
    assert "left alone" in run(tmp_path / "mine.txt", "--format", "sqlite", code=2)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_what_is_in_the_way_is_told_before_anything_is_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    assert "reading" in run(tmp_path / "new", "--year", 1999, code=1)
    assert "reading" not in run(tmp_path / "out", "--year", 1999, code=2)


def test_what_holds_no_report_is_said(run: Run, tmp_path: Path) -> None:
    assert "no report" in run(tmp_path / "out", "--year", 1999, code=1)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("options", [("--region", "6"), ("--region", "宁夏"), ("--year", "20"), ("--format", "xls")])
def test_a_wrong_option_is_refused(options: tuple[str, str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["export", str(tmp_path / "out"), *options])
    assert ended.value.code == 2
