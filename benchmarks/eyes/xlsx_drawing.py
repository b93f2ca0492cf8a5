"""Draws workbooks with one framed cell, for the eyes to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from tests.sources.office_files import (
    MIME,
    OFFICE,
    PACKAGE,
    S,
    column_name,
    disclosure_rows,
    disputes_rows,
    excel_sheet,
    laid_out,
    requests_rows,
    zipped,
)
from tests.writing import FORMS

BASE = '<sz val="11"/><name val="DejaVu Sans"/>'
FONT = '<sz val="16"/><name val="DejaVu Sans"/>'
"""Of the probe, large enough for eyes."""
EDGES = "".join(
    f'<{edge} style="medium"><color rgb="FFFF00FF"/></{edge}>' for edge in ("left", "right", "top", "bottom")
)
TITLE = "测试县甲镇人民政府2021年政府信息公开工作年度报告"
PROBE_ROW, PROBE = 9, "B9"
"""Where the decisions on 行政许可 stand in the sheet of table 2."""
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DRAWING = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def styles(
    *,
    code: str = "",
    format_id: int = 0,
    font: str = FONT,
    fill: str = "",
    alignment: str = 'horizontal="center" vertical="center"',
    dxfs: Sequence[str] = (),
    xf: str = "",
    more: str = "",
    fonts: Sequence[str] = (),
) -> str:
    """Style 1 is the probe's: framed, with this format, font and fill; style 2 is plain."""
    formats = f'<numFmts count="1"><numFmt numFmtId="200" formatCode="{escape(code)}"/></numFmts>' if code else ""
    fills = '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    fills += f"<fill>{fill}</fill>" if fill else ""
    listed = "".join(f"<font>{each}</font>" for each in (BASE, font, *fonts))
    placed = f"<alignment {alignment}/>" if alignment else ""
    applied = 'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'
    number = 200 if code else format_id
    return (
        f"{formats}<fonts>{listed}</fonts><fills>{fills}</fills>"
        f"<borders><border/><border>{EDGES}</border></borders>"
        '<cellStyleXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        f'<xf numFmtId="{number}" fontId="1" fillId="{2 if fill else 0}" borderId="1" xfId="0" {xf or applied}>'
        f'{placed}</xf><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
        f"<dxfs>{''.join(f'<dxf>{dxf}</dxf>' for dxf in dxfs)}</dxfs>{more}"
    )


def draw(
    inner: str = "<v>4</v>",
    *,
    kind: str = "",
    look: str = "",
    attributes: str = "",
    cell: str = "",
    beside: str = "",
    row: str = 'ht="32" customHeight="1"',
    rows: Mapping[int, str] | None = None,
    before: str = "",
    columns: str = '<col min="1" max="1" width="40" customWidth="1"/><col min="2" max="4" width="14" customWidth="1"/>',
    after: str = "",
    merges: str = "",
    strings: str = "",
    workbook: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    related: str = "",
    book_related: str = "",
    probe_row: str = "",
    types: str = "",
    other: Mapping[str, str] | None = None,
) -> bytes:
    """A whole report in three sheets. ``inner`` is the content of the framed cell and ``cell`` replaces it whole;
    ``beside`` stands behind it in its row, ``row`` among the attributes of the row, ``before`` and ``after`` around the
    data, ``other`` holds values of other cells of column B by address."""
    typed = f' t="{kind}"' if kind else ""
    probe = cell or f'<c r="{PROBE}" s="1"{typed} {attributes}>{inner}</c>'
    data, merged = _disclosure(probe + beside, row, rows or {}, other or {})
    if probe_row:
        start = data.index(f'<row r="{PROBE_ROW}"')
        data = data[:start] + probe_row + data[data.index("</row>", start) + 6 :]
    first = (
        f"{before}<cols>{columns}</cols><sheetData>{data}</sheetData><mergeCells>{merged}{merges}</mergeCells>{after}"
    )
    cells = {(table.number, *address): "0" for table in FORMS.get("2021").tables for address in table.addresses()}
    sheets = {
        "表2": first,
        "表3": excel_sheet(requests_rows("2021", cells)),
        "表4": excel_sheet(disputes_rows("2021", cells)),
    }
    listed = "".join(f'<sheet name="{name}" sheetId="{i}" r:id="r{i}"/>' for i, name in enumerate(sheets, 1))
    sheet_type = f"{MIME}.spreadsheetml.worksheet+xml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{sheet_type}"/>' for i in (1, 2, 3)
    )
    overrides += f'<Override PartName="/xl/workbook.xml" ContentType="{MIME}.spreadsheetml.sheet.main+xml"/>'
    overrides += f'<Override PartName="/xl/styles.xml" ContentType="{MIME}.spreadsheetml.styles+xml"/>'
    overrides += f'<Override PartName="/xl/sharedStrings.xml" ContentType="{MIME}.spreadsheetml.sharedStrings+xml"/>'
    usual = '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    usual += '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    links = "".join(
        f'<Relationship Id="r{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in (1, 2, 3)
    )
    links += f'<Relationship Id="st" Type="{OFFICE}/styles" Target="styles.xml"/>'
    links += f'<Relationship Id="ss" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{usual}{overrides}{types}</Types>',
        "_rels/.rels": _relations(f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'),
        "xl/workbook.xml": f"<workbook {S}><sheets>{listed}</sheets>{workbook}</workbook>",
        "xl/_rels/workbook.xml.rels": _relations(links + book_related),
        "xl/styles.xml": f"<styleSheet {S}>{look or styles()}</styleSheet>",
        "xl/sharedStrings.xml": f"<sst {S}>{strings}</sst>",
    }
    for i, content in enumerate(sheets.values(), 1):
        files[f"xl/worksheets/sheet{i}.xml"] = f"<worksheet {S}>{content}</worksheet>"
    if related:
        files["xl/worksheets/_rels/sheet1.xml.rels"] = _relations(related)
    return zipped({**files, **(parts or {})})


def words(text: str) -> str:
    return f'<is><t xml:space="preserve">{escape(text)}</t></is>'


def anchor(inner: str, start: tuple[int, int] = (1, 8), end: tuple[int, int] = (2, 9)) -> str:
    """A shape or picture from (column, row) to (column, row), counted from 0; the probe is (1, 8) to (2, 9)."""
    corners = "".join(
        f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row>"
        f"<xdr:rowOff>0</xdr:rowOff></xdr:{name}>"
        for name, (column, row) in (("from", start), ("to", end))
    )
    return f"<xdr:twoCellAnchor>{corners}{inner}<xdr:clientData/></xdr:twoCellAnchor>"


def shape(fill: str = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>', text: str = "") -> str:
    body = (
        f'<xdr:txBody><a:bodyPr/><a:p><a:r><a:rPr sz="1100"/><a:t>{text}</a:t></a:r></a:p></xdr:txBody>' if text else ""
    )
    return (
        '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="s"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="900000" cy="180000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}<a:ln><a:noFill/></a:ln></xdr:spPr>{body}</xdr:sp>'
    )


def drawn(anchors: str, inner: str = "<v>4</v>", **options: str) -> bytes:
    """A report with a drawing over its first sheet."""
    kind = "application/vnd.openxmlformats-officedocument.drawing+xml"
    return draw(
        inner,
        after='<drawing r:id="d"/>',
        related=f'<Relationship Id="d" Type="{OFFICE}/drawing" Target="../drawings/drawing1.xml"/>',
        parts={"xl/drawings/drawing1.xml": f"<xdr:wsDr {DRAWING}>{anchors}</xdr:wsDr>"},
        types=f'<Override PartName="/xl/drawings/drawing1.xml" ContentType="{kind}"/>',
        look=options.get("look", ""),
    )


def _relations(inner: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def _disclosure(probe: str, attributes: str, others: Mapping[int, str], values: Mapping[str, str]) -> tuple[str, str]:
    cells = {(2, *address): "0" for address in FORMS.table(2, "2021").addresses()}
    lines, merges = [], []
    head = [(1, TITLE), (2, "二、主动公开政府信息情况")]
    for at, text in head:
        lines.append(f'<row r="{at}"><c r="A{at}" t="inlineStr">{words(text)}</c></row>')
    for at, row in enumerate(laid_out(disclosure_rows("2021", cells)), 3):
        own: list[str] = []
        for x, (slot, begins) in row.items():
            where = f"{column_name(x + 1)}{at}"
            if at == PROBE_ROW and x == 1:
                own.append(probe)
                continue
            text = values.get(where, slot.text)
            if begins and text:
                number = text.isdigit()
                own.append(
                    f'<c r="{where}" s="2"><v>{text}</v></c>'
                    if number
                    else f'<c r="{where}" s="2" t="inlineStr">{words(text)}</c>'
                )
            if slot.width > 1 and begins and at != PROBE_ROW:
                merges.append(f'<mergeCell ref="{where}:{column_name(x + slot.width)}{at}"/>')
        more = attributes if at == PROBE_ROW else others.get(at, "")
        lines.append(f'<row r="{at}" {more}>{"".join(own)}</row>')
    return "".join(lines), "".join(merges)
