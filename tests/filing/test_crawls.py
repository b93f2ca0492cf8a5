"""Tables of crawls: a row an upload of its own, columns by name, whatever the encoding; in bounded memory."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.filing import encodings, tables
from generator.filing.crawls import table_rows
from generator.filing.dates import read_date
from generator.filing.said import Said
from generator.filing.staging import Stage
from generator.filing.tables import Columns, Table
from tests.filing.calling import BUDGET, SHELF, Archive, archive, report

__all__ = ["archive"]

HEADER = ("标题", "正文", "网址", "时间")
NAMED = ("--text", "正文", "--url", "网址", "--date", "时间")


def as_html(text: str) -> str:
    return "<html><body>" + "".join(f"<p>{line}</p>" for line in text.split("\n")) + "</body></html>"


ROWS = (
    ("甲", report(2020), "https://example.org/2020.html", "2021-03-05 10:00:00"),
    ("乙", report(2021), "https://example.org/2021.html", "2022年1月28日"),
    ("丙", BUDGET, "https://example.org/budget.html", "20220128"),
    ("丁", "", "https://example.org/empty.html", ""),
    ("戊", report(2022), "example.org", "昨天"),
)


def table(path: Path, rows: Any = ROWS, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=delimiter).writerows([HEADER, *rows])
    path.write_bytes(made.getvalue().encode(encoding))
    return path


def lines(path: Path, rows: Any = ROWS) -> Path:
    said = [json.dumps(dict(zip(HEADER, row, strict=True)), ensure_ascii=False) for row in rows]
    path.write_text("\n".join(said) + "\n", encoding="utf-8")
    return path


KINDS = {
    "utf-8": ("a.csv", "utf-8", ","),
    "with a mark": ("a.csv", "utf-8-sig", ","),
    "gb18030": ("a.csv", "gb18030", ","),
    "utf-16": ("a.csv", "utf-16", ","),
    "semicolons": ("a.CSV", "utf-8", ";"),
    "tabs": ("a.tsv", "utf-8", "\t"),
    "JSON Lines": ("a.jsonl", "", ""),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_is_an_upload_of_its_own(kind: str, archive: Archive, tmp_path: Path) -> None:
    name, encoding, delimiter = KINDS[kind]
    path = table(tmp_path / name, ROWS, encoding, delimiter) if encoding else lines(tmp_path / name)
    called = archive.add(path, *NAMED)
    assert called.code == 1
    assert {name for name in archive.files if name.endswith(".txt")} == {f"{SHELF}/{y}.txt" for y in (2020, 2021, 2022)}
    sidecar = yaml.safe_load(archive.read(f"{SHELF}/2020.yaml"))
    assert (sidecar["source_url"], sidecar["retrieved_on"]) == (ROWS[0][2], date(2021, 3, 5))
    assert sidecar["received_as"].startswith(f"{name}#")
    assert "source_url" not in archive.read(f"{SHELF}/2022.yaml")
    assert called.said("https://example.org/budget.html: refused") and called.said("the text is empty")
    assert called.said("no web address, left out: example.org") and called.said("no date, left out: 昨天")
    assert called.said("filed in", ": 3") and called.said("refused: 2")


def test_markup_is_kept_as_a_page(archive: Archive, tmp_path: Path) -> None:
    page = as_html(report())
    assert archive.add(table(tmp_path / "a.csv", [("甲", page, "", "")]), *NAMED).code == 0
    assert archive.read(f"{SHELF}/2021.html") == page


def test_a_whole_year_in_one_cell_is_parted(archive: Archive, tmp_path: Path) -> None:
    rows = [("甲", f"{report(2020)}\n{report(2021)}\n", "https://example.org/", "2022-01-01")]
    called = archive.add(table(tmp_path / "a.csv", rows), *NAMED)
    assert called.code == 0 and called.said("parted into their reports: 1")
    assert {f"{SHELF}/2020.txt", f"{SHELF}/2021.txt"} < archive.files
    assert "source_url: https://example.org/" in archive.read(f"{SHELF}/2021.yaml")


def test_a_folder_of_saved_pages_with_a_list(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    (folder / "p").mkdir(parents=True)
    (folder / "p/1.html").write_text(as_html(report(2020)), encoding="utf-8")
    (folder / "p/2.html").write_text(as_html(report(2021)), encoding="utf-8")
    (tmp_path / "out.txt").write_text(report(2022), encoding="utf-8")
    rows = [
        ("x", "p\\1.html", "https://example.org/1", "2021-02-01"),
        ("x", "../out.txt", "https://example.org/3", ""),
        ("x", "gone.html", "", ""),
        ("x", "\0", "", ""),
    ]
    called = archive.add(table(folder / "list.csv", rows), "--file", "正文", "--url", "网址", "--date", "时间")
    assert called.code == 1
    assert archive.files == {f"{SHELF}/2020.html", f"{SHELF}/2020.yaml"}
    assert "source_url: https://example.org/1" in archive.read(f"{SHELF}/2020.yaml")
    assert called.said("outside its own folder: ../out.txt") and called.said("not there: gone.html")
    assert called.said("1 files beside the list are not named in it")


WRONG = {
    "no column": ((), "name one of them by --text or --file; there are: 标题, 正文, 网址, 时间"),
    "a wrong text": (("--text", "text"), "--text: 'text' is no column — there are: 标题, 正文, 网址, 时间"),
    "a wrong address": (("--text", "正文", "--url", "url"), "--url: 'url' is no column — there are: 标题"),
    "a wrong date": (("--text", "正文", "--date", "日期"), "--date: '日期' is no column — there are: 标题"),
    "text and file": (("--text", "正文", "--file", "标题"), "name one of them by --text or --file"),
    "one address for all": ((*NAMED, "--source-url", "https://example.org/"), "a crawl has one for every page"),
}


@pytest.mark.parametrize("case", WRONG)
@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_wrong_columns_are_refused_with_those_there_are(case: str, name: str, archive: Archive, tmp_path: Path) -> None:
    options, said = WRONG[case]
    path = (table if name == "a.csv" else lines)(tmp_path / name)
    called = archive.add(path, *options)
    assert (called.code, called.out, archive.files) == (2, (), set())
    assert said in called.err


def test_columns_without_a_table_are_refused(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(report(), encoding="utf-8")
    called = archive.add(tmp_path / "a.txt", "--text", "正文")
    assert (called.code, archive.files) == (2, set()) and "there is no table among the files" in called.err


BROKEN: dict[str, tuple[str, bytes, int, str]] = {
    "nothing": ("a.csv", b"", 2, "the table is empty"),
    "no encoding": ("a.csv", b"\xff\xff\xff,b\n", 2, "neither UTF-8 nor GB18030"),
    "a list": ("a.json", b'[{"t": "x"}]', 2, "one object a line is needed"),
    "no JSON": ("a.jsonl", b"{\n", 2, "no JSON Lines"),
    "twice a name": ("a.csv", b"t,t\n1,2\n", 2, "'t' is there twice"),
    "a short row": ("a.csv", b"a,t\nx\n", 1, "fewer fields than the header"),
    "one bad line": ("a.jsonl", b'{"t": "x"}\n{]\n', 1, "not JSON"),
    "a number": ("a.jsonl", b'{"t": 1}\n[2]\n', 1, "no object with keys"),
    "no text": ("a.jsonl", b'{"t": null}\n', 1, "there is no text under t"),
    "half a character": ("a.jsonl", b'{"t": "\\ud800"}\n', 1, "refused"),
    "nested": ("a.jsonl", b'{"t": "x"}\n' + b"[" * 100_000, 1, "not JSON"),
    "a long number": ("a.jsonl", b'{"t": "x"}\n' + b"1" * 5000, 1, "not JSON"),
    "a lone return": ("a.csv", b"a,t\n1,x\ry\n", 1, ""),
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_tables_are_told(case: str, archive: Archive, tmp_path: Path) -> None:
    name, data, code, said = BROKEN[case]
    path = tmp_path / name
    path.write_bytes(data)
    called = archive.add(path, "--text", "t")
    assert called.code == code and said in "\n".join((called.err, *called.out)) and archive.files == set()


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_a_field_without_end_is_told_and_ends_the_table(
    name: str, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MAX_FIELD", 20_000)
    path = (table if name == "a.csv" else lines)(tmp_path / name, ROWS[:1])
    with path.open("a", encoding="utf-8") as file:
        file.write('x,"' + "长" * 30_000)
    called = archive.add(path, *NAMED)
    assert called.code == 1 and called.said("is a quotation mark missing?") and f"{SHELF}/2020.txt" in archive.files


def test_huge_fields_are_read(archive: Archive, tmp_path: Path) -> None:
    page = as_html(report()).replace("<body>", f'<body><img src="data:image/png;base64,{"A" * 400_000}">')
    assert archive.add(table(tmp_path / "a.csv", [("甲", page, "", "")]), *NAMED).code == 0
    assert len(archive.read(f"{SHELF}/2021.html")) == len(page)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-01", date(2024, 3, 1)),
        ("2024/3/1 08:00", date(2024, 3, 1)),
        ("2024年3月1日", date(2024, 3, 1)),
        ("2024.03.01T00:00:00Z", date(2024, 3, 1)),
        ("20240301", date(2024, 3, 1)),
        ("20240301120000", date(2024, 3, 1)),
        ("1709251200", date(2024, 3, 1)),
        ("1709251200000", date(2024, 3, 1)),
        ("2024-13-01", None),
        ("2024-03-011", None),
        ("0001-01-01", None),
        ("9999999999", None),
        ("3月1日", None),
        ("²024-03-01", None),
        ("", None),
    ],
)
def test_days_as_crawlers_write_them(text: str, day: date | None) -> None:
    assert read_date(text) == day


def _peak(path: Path, stage: Path) -> int:
    """Bytes that going through the table takes at most, its rows staged and dropped as a run does."""
    stage.mkdir()
    tracemalloc.start()
    try:
        columns = Columns(text="正文", url="网址", title="标题")
        staged = Stage(stage)
        for one in table_rows(Table.open(path, columns), staged):
            staged.drop(one)  # type: ignore[arg-type]
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_ten_times_the_rows_take_no_more_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings, "PIECE", 2**14)  # else the smaller table is one piece
    few, many = (
        table(tmp_path / f"{count}.csv", [("甲", "长" * 9000, f"https://example.org/{at}", "") for at in range(count)])
        for count in (20, 200)
    )
    assert _peak(many, tmp_path / "b") < 2 * _peak(few, tmp_path / "a")
    assert many.stat().st_size > 9 * few.stat().st_size


@pytest.mark.parametrize("kind", ["a.csv", "a.jsonl"])
def test_a_title_in_a_column_of_its_own(kind: str, archive: Archive, tmp_path: Path) -> None:
    title, _, body = report(2020).partition("\n")
    whole = report(2021)
    rows = (
        (title, body, "https://example.org/1", ""),
        (f"{title[:7]} {title[7:]}", as_html(body.replace("我镇", "我镇 ")), "https://example.org/2", ""),
        (whole.partition("\n")[0], whole, "https://example.org/3", ""),
    )
    file = (lines if kind.endswith("l") else table)(tmp_path / kind, rows)
    without = archive.add(file, *NAMED, "--dry-run")
    assert without.said("note: column 标题 seems to hold titles", "--title 标题") and without.said("inbox", ": 2")
    called = archive.add(file, *NAMED, "--title", "标题")
    assert called.code == 0 and not called.said("seems to hold titles")
    names = {f"{SHELF}/{name}" for name in ("2020.txt", "2020-2.html", "2021.txt")}
    assert {name for name in archive.files if not name.endswith(".yaml")} == names
    assert archive.read(f"{SHELF}/2020.txt") == f"{title}\n\n{body}"
    assert archive.read(f"{SHELF}/2021.txt") == whole
    notes = [yaml.safe_load(archive.read(f"{SHELF}/{name}.yaml")).get("note") for name in ("2020", "2020-2", "2021")]
    assert notes == ["首行的标题取自“标题”一栏，正文取自“正文”一栏。"] * 2 + [None]


def test_a_title_goes_with_a_text(archive: Archive, tmp_path: Path) -> None:
    called = archive.add(table(tmp_path / "a.csv"), "--file", "正文", "--title", "标题")
    assert called.code == 2 and "--title goes with --text" in called.err


def quoted(fields: tuple[str, ...], lacking: int | None = None) -> str:
    """A row of CSV, every field between marks; that of number ``lacking`` without its closing one."""
    return ",".join(f'"{field}' + ("" if at == lacking else '"') for at, field in enumerate(fields))


LINES = tuple((f"题{n}", f"第一行{n}，\n第二行,{n}\n第三行{n}", f"https://example.org/{n}") for n in range(4))


@pytest.mark.parametrize("row", range(4))
@pytest.mark.parametrize("field", range(3))
def test_a_row_without_its_closing_mark_is_told_and_takes_no_other_along(row: int, field: int, tmp_path: Path) -> None:
    """No row is taken for another one, nor with a part of it; what stood before is read."""
    texts = [quoted(fields, field if at == row else None) for at, fields in enumerate(LINES)]
    file = tmp_path / "a.csv"
    file.write_bytes(("t,x,u\r\n" + "\r\n".join(texts) + "\r\n").encode())
    found = list(Table.open(file, Columns(text="x", url="u")).rows())
    *read, (line, last) = found
    assert [tuple(one.values()) for _, one in read if not isinstance(one, Said)] == list(LINES[:row])
    assert isinstance(last, Said) and last.code == "row_torn" and line == 2 + 3 * row


def test_marks_within_one_line_tear_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('t,u\n"他说"好"的",a\n5" 管,b\n"说""好""\n的",c\n', encoding="utf-8")
    found = [row for _, row in Table.open(file, Columns(text="t")).rows()]
    assert [row["u"] for row in found if not isinstance(row, Said)] == ["a", "b", "c"]
