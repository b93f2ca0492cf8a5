"""Writes Word and Excel files for tests, from the forms' own YAML: merged cells as the national template has them."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from generator.forms.loader import FormTable
from tests.writing import FORMS

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True)
class Slot:
    """A cell: its text, how far it reaches, and whether it is open to the row above."""

    text: str = ""
    width: int = 1
    height: int = 1


Rows = Sequence[Sequence[Slot]]
Cells = Mapping[tuple[int, str, str], str]


def random_cells(form: str, seed: int) -> dict[tuple[int, str, str], str]:
    """(table, row, column) → printed text: numbers, blanks and dashes, the same for the same seed."""
    dice = random.Random(seed)
    found = {}
    for table in FORMS.get(form).tables:
        for row, column in table.addresses():
            plain = [str(dice.randrange(10)), str(dice.randrange(10, 12_000_000)), "", "0", "/"]
            money = [f"{dice.randrange(9_999_999) / 10 ** dice.randrange(1, 5):f}".rstrip("0").rstrip("."), "0", ""]
            choices = money if table.columns[column].domain == "money" else plain
            found[table.number, row, column] = dice.choice(choices)
    return found


# Tables as rows of slots. What a slot covers does not appear again.


def disclosure_rows(form: str, cells: Cells) -> list[list[Slot]]:
    table = FORMS.table(2, form)
    width = 1 + max(len(block.columns) for block in table.blocks)
    rows: list[list[Slot]] = []
    for block in table.blocks:
        wide = width - len(block.columns)
        rows.append([Slot(block.heading, width)])
        rows.append([Slot("信息内容"), *_spread([table.columns[c].zh for c in block.columns], wide)])
        for row in block.rows:
            rows.append([Slot(table.rows[row].zh), *_spread([cells[2, row, c] for c in block.columns], wide)])
    return rows


def _spread(texts: Sequence[str], wide: int) -> list[Slot]:
    """The last one takes what the block leaves over."""
    return [Slot(text, wide if i == len(texts) - 1 else 1) for i, text in enumerate(texts)]


def requests_rows(form: str, cells: Cells) -> list[list[Slot]]:
    table = FORMS.table(3, form)
    columns = list(table.columns.values())
    rows = [
        [Slot(table.corner, 3, 3), Slot("申请人情况", 7)],
        [Slot("自然人", 1, 2), Slot("法人或其他组织", 5), Slot("总计", 1, 2)],
        [Slot(column.zh) for column in columns[1:-1]],
    ]
    begun: set[str] = set()
    ids = list(table.rows)
    parents = {id: label.group for id, label in table.rows.items()}
    inside = [id for id in ids if parents[id]]
    for id in ids:
        label, group = table.rows[id], parents[id]
        values = [Slot(cells[3, id, column.id]) for column in columns]
        lead: list[Slot] = []
        if group and "results" not in begun:
            begun.add("results")
            lead.append(Slot(table.row_groups["results"].zh, 1, len(inside)))
        if group in ("", "results"):
            lead.append(Slot(label.zh, 3 if not group else 2))
        else:
            if group not in begun:
                begun.add(group)
                lead.append(Slot(table.row_groups[group].zh, 1, sum(parents[i] == group for i in ids)))
            lead.append(Slot(label.zh))
        rows.append([*lead, *values])
    return rows


def disputes_rows(form: str, cells: Cells) -> list[list[Slot]]:
    table = FORMS.table(4, form)
    results = [label.zh for label in table.columns.values()]
    return [
        [Slot("行政复议", 5), Slot("行政诉讼", 10)],
        [*(Slot(r, 1, 2) for r in results), Slot("未经复议直接起诉", 5), Slot("复议后起诉", 5)],
        [Slot(r) for r in results * 2],
        [Slot(cells[4, row, column]) for row, column in table.addresses()],
    ]


def table_rows(table: FormTable, cells: Cells) -> list[list[Slot]]:
    return {2: disclosure_rows, 3: requests_rows, 4: disputes_rows}[table.number](table.form, cells)


def laid_out(rows: Rows) -> list[dict[int, tuple[Slot, bool]]]:
    """Each row as first column → (slot, begins here); what a slot covers below itself comes again, not beginning."""
    grid: list[dict[int, tuple[Slot, bool]]] = [{} for _ in rows]
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for slot in row:
            while (y, x) in taken:
                x += 1
            for down in range(slot.height):
                grid[y + down][x] = (slot, down == 0)
                taken |= {(y + down, x + i) for i in range(slot.width)}
            x += slot.width
    return [dict(sorted(row.items())) for row in grid]


# Word.


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def word_table(rows: Rows) -> str:
    lines = []
    for row in laid_out(rows):
        cells = []
        for slot, begins in row.values():
            span = f'<w:gridSpan w:val="{slot.width}"/>' if slot.width > 1 else ""
            merge = ('<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>") if slot.height > 1 else ""
            body = paragraph(slot.text if begins else "")
            cells.append(f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{body}</w:tc>")
        lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
    width = max(max(x + slot.width for x, (slot, _) in row.items()) for row in laid_out(rows))
    grid = '<w:gridCol w:w="600"/>' * width
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"


def word_report(form: str, cells: Cells, *, tables: Mapping[int, str] | None = None) -> str:
    """The body of a whole report. ``tables`` replaces the XML of single tables."""
    own = FORMS.get(form)
    parts = [
        paragraph("测试县甲镇人民政府2021年政府信息公开工作年度报告"),
        paragraph(own.sections[0]),
        paragraph("我镇认真落实各项要求。"),
    ]
    for table in own.tables:
        parts += [paragraph(own.sections[table.number - 1]), paragraph("")]
        parts.append((tables or {}).get(table.number) or word_table(table_rows(table, cells)))
    parts += [
        paragraph(own.sections[4]),
        paragraph("存在更新不及时的问题。"),
        paragraph(own.sections[5]),
        paragraph("无。"),
    ]
    return "".join(parts)


def docx(body: str, parts: Mapping[str, str] | None = None, *, types: str = "") -> bytes:
    """A Word file. ``parts`` are further ones by name (``numbering.xml``), related by their names."""
    more = dict(parts or {})
    related = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/{name.removesuffix(".xml").rstrip("0123456789")}" Target="{name}"/>'
        for i, name in enumerate(more)
        if "/" not in name
    )
    return zipped(
        {
            "[Content_Types].xml": _types(types, "word/document.xml", "wordprocessingml.document.main"),
            "_rels/.rels": _rels(f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'),
            "word/document.xml": f'<?xml version="1.0"?><w:document {W}><w:body>{body}</w:body></w:document>',
            "word/_rels/document.xml.rels": _rels(related),
            **{name if "/" in name else f"word/{name}": text for name, text in more.items()},
        }
    )


def _types(more: str, part: str, kind: str) -> str:
    usual = '<Default Extension="xml" ContentType="application/xml"/>'
    usual += '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    main = f'<Override PartName="/{part}" ContentType="{MIME}.{kind}+xml"/>'
    return f'<Types xmlns="{PACKAGE}/content-types">{usual}{main}{more}</Types>'


def _rels(inner: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


# Excel.

MIME = "application/vnd.openxmlformats-officedocument"
S = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{OFFICE}"'


def column_name(column: int) -> str:
    """1 → A, 27 → AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def excel_cell(row: int, column: int, text: str) -> str:
    """A number where ``text`` is one, else a string of its own."""
    at = f'r="{column_name(column)}{row}"'
    if text.replace(".", "", 1).isascii() and text.replace(".", "", 1).isdigit():
        return f"<c {at}><v>{text}</v></c>"
    return f'<c {at} t="inlineStr"><is><t>{escape(text)}</t></is></c>' if text else f"<c {at}/>"


def excel_sheet(rows: Rows, first: int = 1) -> str:
    data, merges = [], []
    for y, row in enumerate(laid_out(rows), first):
        cells = []
        for x, (slot, begins) in row.items():
            if begins:
                cells.append(excel_cell(y, x + 1, slot.text))
                if slot.width > 1 or slot.height > 1:
                    end = f"{column_name(x + slot.width)}{y + slot.height - 1}"
                    merges.append(f'<mergeCell ref="{column_name(x + 1)}{y}:{end}"/>')
        data.append(f'<row r="{y}">{"".join(cells)}</row>')
    return f"<sheetData>{''.join(data)}</sheetData><mergeCells>{''.join(merges)}</mergeCells>"


def excel_report(form: str, cells: Cells) -> dict[str, str]:
    """Sheet name → content: a sheet a table, its title above it."""
    own = FORMS.get(form)
    title = "测试县甲镇人民政府2021年政府信息公开工作年度报告"
    sheets = {}
    for table in own.tables:
        head = [[Slot(title, 4)], [Slot(own.sections[table.number - 1], 4)]]
        sheets[f"表{table.number}"] = excel_sheet([*head, *table_rows(table, cells)])
    return sheets


def xlsx(
    sheets: Mapping[str, str],
    *,
    styles: str = "",
    strings: Iterable[str] = (),
    state: str = "",
    workbook: str = '<calcPr calcId="191029"/>',
) -> bytes:
    names = list(sheets)
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{i}" r:id="r{i}"{state and f" state={state!r}"}/>'
        for i, name in enumerate(names, 1)
    )
    related = "".join(
        f'<Relationship Id="r{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(names) + 1)
    )
    related += f'<Relationship Id="st" Type="{OFFICE}/styles" Target="styles.xml"/>'
    sheet = f"{MIME}.spreadsheetml.worksheet+xml"
    more = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{sheet}"/>' for i in range(1, len(names) + 1)
    )
    related += f'<Relationship Id="ss" Type="{OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
    items = "".join(f"<si><t>{escape(text)}</t><rPh><t>pinyin</t></rPh></si>" for text in strings)
    return zipped(
        {
            "[Content_Types].xml": _types(more, "xl/workbook.xml", "spreadsheetml.sheet.main"),
            "_rels/.rels": _rels(f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'),
            "xl/workbook.xml": f"<workbook {S}><sheets>{listed}</sheets>{workbook}</workbook>",
            "xl/_rels/workbook.xml.rels": _rels(related),
            "xl/styles.xml": f"<styleSheet {S}>{styles}</styleSheet>",
            "xl/sharedStrings.xml": f"<sst {S}>{items}</sst>",
            **{
                f"xl/worksheets/sheet{i}.xml": f"<worksheet {S}>{content}</worksheet>"
                for i, content in enumerate(sheets.values(), 1)
            },
        }
    )
