"""The files of /data/ hold what reports say, open in a spreadsheet, and can be reckoned again by anyone."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from frictionless import validate
from lxml import html

from benchmarks.corpus.make import make_cases
from generator.exports.csv_files import BOM, csv_head, csv_lines, guarded
from generator.exports.levels import COUNTY_REPORTS, RowsRef, levels
from generator.exports.rows import TABLES
from generator.exports.schema import archive_tables, load_schema
from generator.licenses import licenses
from generator.pages.downloads import size_in_words
from generator.pipeline import build
from generator.progress import Silent
from generator.settings import Settings, load_settings
from generator.workers import export_csv
from tests.filled import filled
from tests.inspecting import resources
from tests.writing import write_report

ROOT = Path(__file__).parents[2]
WRONG = {
    2021: {
        (3, "granted", "natural_person"): "3",
        (3, "new_requests", "total"): "7",
        (4, "litigation_direct", "upheld"): "2",
    },
    2022: {(3, "carried_over", "business"): "", (3, "carried_over", "total"): "12", (3, "granted", "research"): "-1"},
}  # fmt: skip
Lines = list[dict[str, str]]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A built site of the reports in content/, two that contradict themselves and one another, and damaged ones."""
    folder = tmp_path_factory.mktemp("data")
    shutil.copytree(ROOT / "content", folder / "content")
    for year, cells in WRONG.items():
        title = f"同心县下马关镇人民政府{year}年政府信息公开工作年度报告"
        path = folder / "content" / "reports" / f"{year}.txt"
        path.write_text(write_report("2021", cells, title=title, overview="=1+1条"), encoding="utf-8")
    for case in (one for one in make_cases(11, 30) if one.name.endswith((".txt", ".md", ".html"))):
        (folder / "content" / "reports" / case.name).write_bytes(case.data)
    found = replace(load_settings({}, root=ROOT), content=folder / "content", output=folder / "site")
    build(found, Silent(), 1, resources())
    return found


def read(path: Path) -> Lines:
    data = path.read_bytes()
    assert data.startswith(BOM.encode()) and not data.startswith(BOM.encode() * 2)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_every_number_is_that_of_report_json(settings: Settings) -> None:
    site, numbers = settings.output, 0
    cells = read(site / "data" / "cells.csv")
    for report in filled(read(site / "data" / "reports.csv")):
        data = json.loads((site / report["report"][1:] / "report.json").read_text(encoding="utf-8"))
        mine = [line for line in cells if line["report"] == report["report"]]
        assert len(mine) == len(data["readings"])
        read_as = {(line["table"], line["row"], line["column"]): line["value"] for line in mine}
        assert read_as == {(t, r, c): said(data[t][r][c]) for t, r, c in read_as}
        numbers += sum(value != "" for value in read_as.values())
        assert len(mine) == int(report["cells_with_value"]) + sum(line["value"] == "" for line in mine)
    assert numbers > 1000


def said(value: float | None) -> str:
    return "" if value is None else str(value)


def test_levels_part_the_whole(settings: Settings) -> None:
    data = settings.output / "data"
    for table in TABLES:
        whole = read(data / f"{table}.csv")
        years = [line for path in sorted(data.glob(f"year/*/{table}.csv")) for line in read(path)]
        regions = [line for path in sorted(data.glob(f"region/??/{table}.csv")) for line in read(path)]
        key = next(one.names for one in load_schema() if one.name == table)
        rows = {tuple(line[name] for name in key) for line in whole}
        assert {tuple(line[name] for name in key) for line in (*years, *regions)} <= rows
        assert len(whole) >= len(regions) and len(whole) >= len(years)
        packed = gzip.decompress((data / f"{table}.jsonl.gz").read_bytes()).splitlines()
        assert len(packed) == len(whole)
    assert len(read(data / "region" / "64" / "reports.csv")) >= 3


def test_a_zip_holds_the_files_and_says_what_they_are(settings: Settings) -> None:
    data = settings.output / "data"
    for path in filled(sorted(data.rglob("*.zip"))):
        packed = zipfile.ZipFile(path)
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert packed.testzip() is None
        for table in TABLES:
            assert packed.read(f"{table}.csv") == (path.parent / f"{table}.csv").read_bytes()
        assert packed.read("datapackage.json") == (path.parent / "datapackage.json").read_bytes()
        assert "空白不是 0" in packed.read("README.txt").decode()
    assert {"recheck.py", "checks.jsonl", "coverage.csv"} <= set(zipfile.ZipFile(data / "gongkai-all.zip").namelist())


def test_a_package_describes_its_files(settings: Settings) -> None:
    for path in filled(sorted(settings.output.rglob("datapackage.json"))):
        package = json.loads(path.read_text(encoding="utf-8"))
        of_archive = [table.name for table in archive_tables()] if path.parent.name == "data" else []
        assert [one["name"] for one in package["resources"]] == [*TABLES, *of_archive]
        for resource in filled(package["resources"]):
            file = path.parent / resource["path"]
            assert resource["bytes"] == file.stat().st_size
            assert resource["hash"] == "sha256:" + hashlib.sha256(file.read_bytes()).hexdigest()
            assert [one["name"] for one in resource["schema"]["fields"]] == list(read_head(file))


def test_a_table_too_long_for_spreadsheets_is_published_packed(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_csv, "MOST_LINES", 500)
    build(replace(settings, output=tmp_path / "site"), Silent(), 1, resources())
    data, unpacked = tmp_path / "site" / "data", tmp_path / "zip"
    with zipfile.ZipFile(data / "gongkai-all.zip") as packed:
        packed.extractall(unpacked)
    told, inner = (json.loads((one / "datapackage.json").read_bytes())["resources"] for one in (data, unpacked))
    paths = {one["name"]: (one["path"], other["path"]) for one, other in zip(told, inner, strict=True)}
    assert paths["cells"] == ("cells.csv.gz", "cells.csv") and paths["reports"] == ("reports.csv", "reports.csv")
    assert gzip.decompress((data / "cells.csv.gz").read_bytes()) == (unpacked / "cells.csv").read_bytes()
    packed_alone = {unpacked / inside for outside, inside in paths.values() if outside.endswith(".gz")}
    for folder, resource in filled([*((data, one) for one in told), *((unpacked, one) for one in inner)]):
        file = folder / resource["path"]
        assert resource["bytes"] == file.stat().st_size
        digest = f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"
        assert resource.get("hash", "") == ("" if file in packed_alone else digest)
    assert validate(str(unpacked / "datapackage.json")).valid


def read_head(file: Path) -> list[str]:
    return file.read_bytes().split(b"\r\n", 1)[0].decode("utf-8-sig").split(",")


def test_the_same_files_come_out_of_a_cache_and_of_two_processes(settings: Settings, tmp_path: Path) -> None:
    kept = replace(settings, output=tmp_path / "site", cache=tmp_path / "cache")
    for jobs in (2, 1):
        build(kept, Silent(), jobs, resources())
        for path in filled(sorted((settings.output / "data").rglob("*.*"))):
            other = kept.output / path.relative_to(settings.output)
            assert other.read_bytes() == path.read_bytes(), path


def test_what_did_not_change_is_linked(settings: Settings, tmp_path: Path) -> None:
    kept = replace(settings, output=tmp_path / "site", cache=tmp_path / "cache", content=tmp_path / "content")
    shutil.copytree(settings.content, kept.content)
    build(kept, Silent(), 1, resources())
    before = {name: (kept.output / "data" / name).stat().st_ino for name in ("region/14/cells.csv", "cells.csv")}
    title = "同心县下马关镇人民政府2023年政府信息公开工作年度报告"
    (kept.reports / "2023.txt").write_text(write_report("2021", {}, title=title), encoding="utf-8")
    build(kept, Silent(), 1, resources())
    after = {name: (kept.output / "data" / name).stat().st_ino for name in before}
    assert after["region/14/cells.csv"] == before["region/14/cells.csv"]
    assert after["cells.csv"] != before["cells.csv"]


def test_the_page_lists_every_file_and_every_column(settings: Settings) -> None:
    page = (settings.output / "data" / "index.html").read_text(encoding="utf-8")
    files = [path for path in sorted((settings.output / "data").rglob("*.*")) if path.name != "index.html"]
    for path in filled(files):
        if path.name != "datapackage.json":
            assert f'href="/{path.relative_to(settings.output).as_posix()}"' in page, path
    for table in filled(load_schema()):
        assert table.zh in page
        assert not [name for name in table.names if f"<code>{name}</code>" not in page]


def test_the_page_counts_tables_and_lines_as_they_are(settings: Settings) -> None:
    tree = html.fromstring((settings.output / "data" / "index.html").read_bytes())
    files = next(table for table in tree.iter("table") if "大小、行数" in table.text_content())
    rows = {row[0].text_content(): [cell.text_content() for cell in row[1:]] for row in files.iter("tr")}
    for table in filled(load_schema()):
        with (settings.output / "data" / f"{table.name}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert rows[f"{table.name}.csv"][1] == str(len(list(csv.reader(file))) - 1), table.name
    assert rows["recognised.csv"][1] == "0" and rows["gongkai.sqlite"][1] == ""
    count = len(load_schema())
    assert [one.name for one in archive_tables()] == ["coverage"], "the page says that there is one"
    assert f"份报告，{count} 张表，另有一张" in tree.text_content()
    with closing(sqlite3.connect(settings.output / "data" / "gongkai.sqlite")) as base:
        views = {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
    told = re.search(r"关于报告的 (\d) 张表、现成的视图（(.+?)）", rows["gongkai.sqlite"][2])
    assert told and int(told[1]) == count
    assert set(told[2].split("、")) == views - {table.name for table in load_schema()}


SIZES = {
    0: "0 B",
    999: "999 B",
    1000: "1 kB",
    12_345: "12.3 kB",
    999_999: "999 kB",
    550_000_000: "550 MB",
    2_340_000_000: "2.34 GB",
}


@pytest.mark.parametrize(("size", "words"), SIZES.items())
def test_sizes_in_words(size: int, words: str) -> None:
    assert size_in_words(size) == words


def recheck(folder: Path, *arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-I", "-S", "recheck.py", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def unpacked(settings: Settings, tmp_path: Path) -> Path:
    zipfile.ZipFile(settings.output / "data" / "gongkai-all.zip").extractall(tmp_path)
    return tmp_path


def test_anyone_can_reckon_all_sums_again(unpacked: Path) -> None:
    code, said = recheck(unpacked)
    assert code == 0 and "0 differences" in said, said
    held, broken = numbers(said)
    assert held > 300 and broken > 8
    assert len((unpacked / "recheck.py").read_text(encoding="utf-8").splitlines()) < 100


def numbers(said: str) -> tuple[int, int]:
    words = said.split()
    return int(words[0]), int(words[3])


@pytest.mark.parametrize("what", ["value", "finding", "blanked"])
def test_a_number_that_was_tampered_with_is_found(unpacked: Path, what: str) -> None:
    name = "findings.csv" if what == "finding" else "cells.csv"
    lines = (unpacked / name).read_text(encoding="utf-8").splitlines(keepends=True)
    if what == "finding":
        lines.remove(next(line for line in lines if ",A01," in line and ",fail," in line))
    else:
        at = next(i for i, line in enumerate(lines) if ",granted,total," in line and ",stated," in line)
        fields = next(csv.reader([lines[at]]))
        fields[9] = "" if what == "blanked" else str(int(fields[9]) + 1)
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerow(fields)
        lines[at] = buffer.getvalue()
    (unpacked / name).write_text("".join(lines), encoding="utf-8")
    code, said = recheck(unpacked)
    assert code == 1 and " 0 differences" not in said, said


def rewritten(path: Path, change: Callable[[Lines], Lines]) -> None:
    lines = read(path)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(change(lines))


@pytest.mark.parametrize("table", ["", "requests"])
def test_cells_that_are_gone_are_missed(unpacked: Path, table: str) -> None:
    report = failing(read(unpacked / "findings.csv"))["report"]
    rewritten(
        unpacked / "cells.csv",
        lambda lines: [one for one in lines if one["report"] != report or table not in ("", one["table"])],
    )
    code, said = recheck(unpacked)
    assert code == 1 and re.search(rf"^{report} A01 \w+: cells are missing$", said, re.MULTILINE), said
    assert re.search(rf"^{report} A01: 0 pass, published \d+: cells are missing$", said, re.MULTILINE), said


def failing(lines: Lines) -> dict[str, str]:
    return next(one for one in lines if one["check"] == "A01" and one["verdict"] == "fail")


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_side_that_was_tampered_with_is_found(unpacked: Path, side: str) -> None:
    def change(lines: Lines) -> Lines:
        failing(lines)[side] = "999"
        return lines

    rewritten(unpacked / "findings.csv", change)
    code, said = recheck(unpacked)
    assert code == 1 and " 1 differences" in said and "'999'" in said, said


@pytest.mark.parametrize("asked", ["--help", "nowhere"])
def test_without_files_it_says_how_it_is_run(unpacked: Path, asked: str) -> None:
    code, said = recheck(unpacked, asked)
    assert code == 2 and "python recheck.py [FOLDER]" in said and "Traceback" not in said
    assert f"There is no checks.jsonl, cells.csv, findings.csv in {asked}" in said


@pytest.mark.parametrize("text", ["=1+1", "+cmd|'/c calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1", "'=1"])
def test_no_text_starts_a_formula(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["-1", "+2", "-", "-1,234.5", "12%", "-3.5%", "公开", "", "1=1"])
def test_numbers_and_other_text_stay(text: str) -> None:
    assert guarded(text) == text


def test_lines_of_csv() -> None:
    assert csv_lines([(None, "", 0, -1.5, 1e-7, 1e22, True, 'a"b\r\n', "x\x00")]) == (
        b',,0,-1.5,0.0000001,10000000000000000000000,true,"a""b\r\n",x\xef\xbf\xbd\r\n'
    )
    assert csv_head(load_schema()[0]).startswith(b"\xef\xbb\xbfreport,url,")


def test_lines_stand_in_the_order_of_addresses_whatever_order_they_come_in() -> None:
    refs = [RowsRef(f"/region/640324/{name}/2020/", "640324", 2020, "k", ()) for name in "cab"]
    found = levels(refs)
    assert len(found) == 3
    for some in found.values():
        assert [ref.url[15] for ref in some] == ["a", "b", "c"]


def test_a_county_has_files_of_its_own_from_so_many_reports_on() -> None:
    refs = [RowsRef(f"/{n:02}/", "640324003", 2020, "", ()) for n in range(COUNTY_REPORTS)]
    folders = [level.folder for level in levels(refs)]
    assert folders == ["data/", "data/region/64/", "data/region/640324/", "data/year/2020/"]
    assert "data/region/640324/" not in [level.folder for level in levels(refs[1:])]
    assert [level.folder for level in levels([])] == ["data/"]
    assert [level.folder for level in levels([RowsRef("/x/", "", None, "", ())])] == ["data/"]


def test_frictionless_finds_every_package_valid(settings: Settings) -> None:
    packages = sorted((settings.output / "data").rglob("datapackage.json"))
    assert len(packages) > 3
    for package in packages:
        told = validate(str(package))
        assert told.valid, told.flatten(["type", "message"])
        assert told.stats["tasks"] == len(TABLES) + (len(archive_tables()) if package.parent.name == "data" else 0)


def test_frictionless_sees_a_number_that_is_none(settings: Settings, tmp_path: Path) -> None:
    shutil.copytree(settings.output / "data" / "year" / "2021", tmp_path / "2021")
    cells = tmp_path / "2021" / "cells.csv"
    cells.write_bytes(re.sub(rb",\d+,,,stated,", b",many,,,stated,", cells.read_bytes(), count=1))
    assert not validate(str(tmp_path / "2021" / "datapackage.json")).valid


def test_the_licence_that_is_set_stands_wherever_one_does(settings: Settings, tmp_path: Path) -> None:
    other = replace(settings, license=licenses()["ODbL-1.0"], output=tmp_path / "site")
    build(other, Silent(), 1, resources())
    data, path = other.output / "data", other.license.path
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    assert [one["name"] for one in package["licenses"]] == ["ODbL-1.0"]
    assert json.loads((data / "metadata.json").read_text(encoding="utf-8"))["license_url"] == path
    assert json.loads((other.output / "index.json").read_text(encoding="utf-8"))["license"] == path
    with zipfile.ZipFile(data / "gongkai-all.zip") as packed:
        assert path in packed.read("README.txt").decode()
    page = (data / "index.html").read_text(encoding="utf-8")
    assert f'<a rel="license" href="{path}">{other.license.title_zh}</a>' in page and f'"license":"{path}"' in page
    files = [file for file in other.output.rglob("*") if file.suffix in (".html", ".json", ".xml", ".txt")]
    assert len(files) > 20
    assert not [file for file in files if b"creativecommons" in file.read_bytes() and "originals" not in file.parts]


def test_pages_hand_out_their_own_files_or_say_where_their_lines_stand(settings: Settings) -> None:
    site = settings.output
    handed, own = 0, []
    for page in filled(sorted(site.rglob("index.html"))):
        if (found := re.search(r'<h2 id="taking">.*?</section>', page.read_text(encoding="utf-8"), re.S)) is None:
            continue
        missing = [file for file in re.findall(r'href="/(data/[^"#]+)"', found[0]) if not (site / file).is_file()]
        assert not missing
        own += [page.parent.relative_to(site).as_posix()] * ("可以直接下载" in found[0])
        if prefix := re.search(r"以 <code>(.+?)</code> 开头", found[0]):
            zipped = site / re.findall(r'href="(/data/[^"#]+zip)"', found[0])[0][1:]
            with zipfile.ZipFile(zipped) as packed:
                text = packed.read("reports.csv").decode("utf-8-sig")
            lines = csv.DictReader(io.StringIO(text, newline=""))
            mine = {line["report"] for line in lines if line["report"].startswith(prefix[1])}
            folder = "/" + page.parent.relative_to(site).as_posix()
            assert mine >= {f"{folder}/{one.parent.name}/" for one in page.parent.glob("*/report.json")}
            assert mine
            handed += 1
    assert handed > 5
    folders = {path.parent.relative_to(site / "data").as_posix() for path in (site / "data").glob("*/*/cells.csv")}
    assert set(own) == folders
