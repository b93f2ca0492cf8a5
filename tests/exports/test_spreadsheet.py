"""The worked example for spreadsheets, run by LibreOffice over the lines of reports and cells."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pytest

from generator.exports.examples import example, formulas, worked_examples
from generator.exports.schema import load_schema
from tests.exports.exported import Exported, exported
from tests.filled import filled

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
BLANK = ("blank", "slash", "dash", "text")
KEY = "requests", "new_requests", "total"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/book.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="a" Target="book.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    "book.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="reports" sheetId="1" r:id="r0"/><sheet name="cells" sheetId="2" r:id="r1"/></sheets></workbook>',
    "_rels/book.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    + "".join(
        f'<Relationship Id="r{at}" Target="sheet{at}.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
        for at in (0, 1)
    )
    + "</Relationships>",
}


def write_book(path: Path, sheets: Sequence[Sequence[Sequence[Any]]]) -> None:
    """Two sheets; a text that begins with = is a formula."""
    with ZipFile(path, "w") as book:
        for name, text in PARTS.items():
            book.writestr(name, text)
        for at, rows in enumerate(sheets):
            inner = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
            head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            book.writestr(f"sheet{at}.xml", f"{head}<sheetData>{inner}</sheetData></worksheet>")


def _cell(value: Any) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, str):
        text = escape("".join(char for char in value if char.isprintable()))
        return f"<c><f>{text[1:]}</f></c>" if value[:1] == "=" else f'<c t="inlineStr"><is><t>{text}</t></is></c>'
    return f"<c><v>{value:d}</v></c>" if isinstance(value, bool) else f"<c><v>{value}</v></c>"


@pytest.fixture(scope="module")
def archive() -> Exported:
    return exported()


def test_the_formulas_name_the_columns_of_today() -> None:
    reports, cells, *_ = load_schema()
    received, blank, *sums = filled(formulas())
    assert received.letter and blank.letter and not any(one.letter for one in sums)
    assert cells.names.index("value") == ord("J") - ord("A") and "SUMIFS(cells!J:J," in received.text
    assert len(reports.names) == 26 + ord(received.letter[1]) - ord("A")


def test_the_formulas_count_what_the_query_counts() -> None:
    _, cells, *_ = load_schema()
    received, blank, *_ = formulas()
    letter = chr(ord("A") + cells.names.index("reading"))
    assert re.findall(rf'cells!{letter}:{letter},"(\w+)"', blank.text) == list(BLANK)
    assert re.findall(rf'cells!{letter}:{letter},"([^"]+)"', received.text) == ["<>recognised"]
    query = re.search(r"IN \(([^)]+)\)\) AS blank", example("requests.sql"))
    assert query is not None and re.findall(r"'(\w+)'", query[1]) == list(BLANK)
    assert all(f'"{reading}"' in example("python.txt") for reading in BLANK)


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here")
def test_a_spreadsheet_comes_to_the_same(archive: Exported, tmp_path: Path) -> None:
    reports, cells, *_ = load_schema()
    received, blank, *sums = formulas()
    lines: list[list[Any]] = [[*reports.names, "received", "blank"]]
    for at, row in enumerate(archive.rows("reports"), 2):
        lines.append([*row, *(one.text.replace("2,cells!", f"{at},cells!", 1) for one in (received, blank))])
    lines.append([one.text for one in sums])
    wanted = [row for row in archive.rows("cells") if (row[1], row[3], row[4]) == KEY]
    write_book(tmp_path / "book.xlsx", [lines, [cells.names, *archive.rows("cells")]])
    run = [str(OFFICE), f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", "--headless", "--convert-to", "csv"]
    subprocess.run([*run, "book.xlsx"], cwd=tmp_path, check=True, capture_output=True, timeout=100)
    with (tmp_path / "book.csv").open(encoding="utf-8", newline="") as file:
        _, *found, answer = csv.reader(file)
    values = {row[0]: (row[9], row[12]) for row in wanted}
    for row in filled(found):
        value, reading = values.get(row[0], (None, ""))
        assert row[-2:] == [str(value or 0), str(int(reading in BLANK))]
    assert answer[:2] == ["12", "1"]


def test_the_data_page_prints_every_example(site: Path) -> None:
    page = unescape((site / "data" / "index.html").read_text(encoding="utf-8"))
    for way in filled(worked_examples()):
        assert way.tool in page and all(told in page and typed in page for told, typed in filled(way.steps))
    assert example("requests.sql") in page and example("python.txt") in page
