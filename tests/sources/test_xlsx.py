"""Spreadsheets: every number as it is shown, with sheet, row and column."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.model.documents import Document
from generator.model.sidecars import Sidecar
from generator.sources.fetching import read_bytes
from tests.filled import filled
from tests.sources.office_files import excel_report, random_cells, xlsx
from tests.sources.test_docx import assert_exact, read


def opened(sheets: dict[str, str], **options: Any) -> Document:
    document = read_bytes("a.xlsx", ".xlsx", xlsx(sheets, **options), Sidecar())
    assert isinstance(document, Document), document.doubts
    return document


def one(*cells: str, after: str = "", **options: Any) -> Document:
    """A sheet with a label and cells in its first row, twice, so that it is a table."""
    rows = "".join(f'<row r="{i}"><c t="inlineStr"><is><t>规章</t></is></c>{"".join(cells)}</row>' for i in (1, 2))
    return opened({"表": f"<sheetData>{rows}</sheetData>{after}"}, **options)


def texts(document: Document) -> list[str]:
    return [cell.text for cell in document.grids[0].rows[0].cells[1:]]


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("seed", range(3))
def test_every_cell_of_a_report(form: str, seed: int, tmp_path: Path) -> None:
    cells = random_cells(form, seed)
    data = read(tmp_path, xlsx(excel_report(form, cells)), "a.xlsx")
    assert_exact(data, cells)
    assert (data["format"], data["year"], data["organ"]["name"]) == (form, 2021, "测试县甲镇人民政府")
    assert [s["number"] for s in data["sections"]] == [2, 3, 4]


def test_cells_lead_back_to_sheet_row_and_column() -> None:
    document = opened(excel_report("2021", random_cells("2021", 2)))
    assert [grid.rows[0].cells[0].where.sheet for grid in document.grids if grid.rows[0].cells[0].where] == [
        "表2",
        "表3",
        "表4",
    ]
    first = document.grids[0].rows[0].cells[0].where
    assert first is not None and (first.table, first.row, first.column) == (1, 4, 1)
    for grid in document.grids:
        for row in grid.rows:
            for cell in filled(row.cells):
                assert document.text.back(cell.span).of(document.text.decoded).strip() == cell.text
                assert cell.covered == (cell.where is None)


STYLES = (
    '<numFmts><numFmt numFmtId="170" formatCode="0.0&quot;万元&quot;"/>'
    '<numFmt numFmtId="171" formatCode="0!.0,"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="14"/></cellXfs>'
)


def test_every_kind_of_cell() -> None:
    document = one(
        '<c t="s"><v>1</v></c>',
        "<c><v>134.19999999999999</v></c>",
        "<c><f>SUM(A1:A2)</f><v>7</v></c>",
        '<c t="str"><f>A1</f><v>无</v></c>',
        '<c t="e"><f>A1/0</f><v>#DIV/0!</v></c>',
        '<c t="b"><v>1</v></c>',
        '<c s="1"><v>134.2</v></c>',
        '<c s="3"><v>44581</v></c>',
        '<c t="inlineStr"><is><r><t>1</t></r><r><t>2</t></r></is></c>',
        '<c t="s"><v>99</v></c>',
        strings=("零", "/"),
        styles=STYLES,
    )
    assert texts(document) == ["/", "134.2", "7", "无", "#DIV/0!", "是", "134.2万元", "2022年1月20日", "12", "\ufffd"]
    assert document.doubts == ()


@pytest.mark.parametrize(
    ("cell", "text", "code"),
    [
        ("<c><f>SUM(B2:B9)</f></c>", "¦", "formula_without_value"),
        ("<c><f t='shared' si='0'/><v/></c>", "¦", "formula_without_value"),
        ("<c s='2'><v>1342000</v></c>", "1342000〔?〕", "number_shown_otherwise"),
    ],
)
def test_what_is_not_a_plain_number_is_no_number(cell: str, text: str, code: str) -> None:
    document = one(cell, styles=STYLES)
    assert texts(document) == [text]
    assert [doubt.code for doubt in document.doubts] == [code]


def test_what_is_hidden_is_not_read() -> None:
    sheet = (
        '<cols><col min="2" max="2" hidden="1"/></cols><sheetData>{}</sheetData>'
        '<mergeCells><mergeCell ref="C1:D1"/></mergeCells>'
    ).format(
        '<row r="1"><c t="inlineStr"><is><t>甲</t></is></c><c r="B1"><v>1</v></c><c r="C1"><v>2</v></c></row>'
        '<row r="2" hidden="1"><c><v>8</v></c><c><v>9</v></c></row>'
        '<row r="4"><c><v>3</v></c><c r="C4"><v>4</v></c><c r="D4"><v>5</v></c></row>'
    )
    document = opened({"表": sheet})
    assert document.text.decoded.strip() == "甲\t2\t\n3\t4\t5"
    assert [doubt.code for doubt in document.doubts] == ["hidden_cells"]
    hidden = read_bytes("a.xlsx", ".xlsx", xlsx({"表": sheet}, state="hidden"), Sidecar())
    assert hidden.doubts[0].code == "empty_file"
