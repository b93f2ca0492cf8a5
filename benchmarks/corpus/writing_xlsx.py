"""Documents as one spreadsheet: paragraphs in column A, tables below one another, merged cells."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from benchmarks.corpus.document import Document
from benchmarks.corpus.packing import pack
from benchmarks.corpus.sheets import Sheet

_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>'
)

COLUMNS = '<cols><col min="1" max="40" width="14" customWidth="1"/></cols>'
"""Wide enough for every figure with its unit: of one that is cut off, nobody sees all."""


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def as_xlsx(document: Document) -> bytes:
    """The report as a .xlsx with one sheet. Whole numbers are number cells, all else is text."""
    rows: list[str] = []
    merged: list[str] = []
    at = 1
    for block in document.blocks:
        if block.sheet is None:
            rows.append(f'<row r="{at}">{_cell(1, at, block.text)}</row>')
            at += 1
        else:
            at = _table(block.sheet, at, rows, merged)
    merges = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
    sheet = (
        f'<worksheet xmlns="{_S}">{COLUMNS}<sheetData>{"".join(rows)}</sheetData>'
        f'<mergeCells count="{len(merged)}">{merges}</mergeCells></worksheet>'
    )
    if not merged:
        sheet = re.sub(r"<mergeCells.*?</mergeCells>", "", sheet)
    workbook = (
        f'<workbook xmlns="{_S}" xmlns:r="{_OFFICE}"><sheets><sheet name="年度报告" sheetId="1" r:id="rId1"/></sheets>'
        "</workbook>"
    )
    return pack(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": workbook,
            "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


def _table(sheet: Sheet, at: int, rows: list[str], merged: list[str]) -> int:
    covered: set[tuple[int, int]] = set()
    for offset, row in enumerate(sheet.rows):
        cells: list[str] = []
        column, queue = 1, list(row)
        while queue:
            if (offset, column) in covered:
                column += 1
                continue
            box = queue.pop(0)
            covered |= {(offset + d, column + a) for d in range(box.down) for a in range(box.across)}
            if box.across > 1 or box.down > 1:
                last = f"{_letter(column + box.across - 1)}{at + offset + box.down - 1}"
                merged.append(f"{_letter(column)}{at + offset}:{last}")
            if not box.blank:
                cells.append(_cell(column, at + offset, box.text, number=box.address is not None))
            column += box.across
        rows.append(f'<row r="{at + offset}">{"".join(cells)}</row>')
    return at + len(sheet.rows) + 1


def _cell(column: int, row: int, text: str, *, number: bool = False) -> str:
    where = f"{_letter(column)}{row}"
    if number and re.fullmatch(r"-?(?:0|[1-9]\d*)", text):
        return f'<c r="{where}"><v>{text}</v></c>'
    return f'<c r="{where}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _letter(column: int) -> str:
    return chr(ord("A") + column - 1)
