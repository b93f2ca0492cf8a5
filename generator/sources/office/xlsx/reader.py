"""Reads spreadsheets: .xlsx. Every sheet that is shown is a table; titles above it are text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model.documents import Document, Source
from generator.model.doubts import Doubt
from generator.model.sidecars import Sidecar
from generator.model.spans import Where
from generator.sources.archives import Package, UnreadableError
from generator.sources.base import Refused, note
from generator.sources.decode import MAX_CHARACTERS
from generator.sources.extract import Extract
from generator.sources.office.ooxml import Element, PartRelation, main_part, open_office, parse, relations
from generator.sources.office.xlsx.addresses import At, column_name
from generator.sources.office.xlsx.cell_text import Book, ShownSheet
from generator.sources.office.xlsx.colours import WorkbookPalette, indexed_colours, theme_colours
from generator.sources.office.xlsx.drawings import Overlay, overlaid
from generator.sources.office.xlsx.formulas import Reckoner, reckoned_anew
from generator.sources.office.xlsx.looks import CellText, parse_words
from generator.sources.office.xlsx.parsing import not_understood, parse_sheet
from generator.sources.office.xlsx.rules import doubted_by_rules, doubted_by_tables, parse_table
from generator.sources.office.xlsx.sheet import RawSheet
from generator.sources.office.xlsx.shown import rows_of, show
from generator.sources.office.xlsx.styles import S, Styles, parse_styles
from generator.sources.office.xlsx.views import is_window_hidden
from generator.sources.rows import MAX_CELLS, FoundCell, emit, too_many

R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
SINGLE = ("styles", "theme", "sharedStrings")
"""Parts of which a workbook has one; of two, each program takes another."""
TABLES = ("table", "pivotTable")
"""Parts that dress a range of cells."""
MAX_SHEETS = 200
"""A workbook of a report has a dozen."""


@dataclass
class OpenSheet:
    """A sheet that is shown, parsed."""

    name: str
    raw: RawSheet
    doubts: set[At]
    overlaid: Sequence[Overlay]


def read_xlsx(source: Source, data: bytes, sidecar: Sidecar) -> Document | Refused:
    """One document. Formulas count by the result that the file holds; nothing is fetched."""
    try:
        return _read(source, open_office(data), sidecar)
    except UnreadableError as error:
        return Refused(source, (error.doubt,), keep=error.keep)


def _read(source: Source, package: Package, sidecar: Sidecar) -> Document:
    part = main_part(package, "xl/workbook.xml")
    named = relations(package, part)
    root = parse(package, part)
    if root.tag != f"{S}workbook":
        raise UnreadableError("not_a_package", "文件里没有工作表。", "请用 Excel 或 WPS 另存为 .xlsx 后上传。")
    book = _book(package, root, named)
    doubts: list[Doubt] = []
    sheets = list(_sheets(package, root, named, book.styles, doubts))
    for sheet in sheets if is_window_hidden(root) else ():
        sheet.raw.certain = False
    for name, at in Reckoner({sheet.name: sheet.raw for sheet in sheets}, anew=reckoned_anew(root)).stale():
        next(sheet for sheet in sheets if sheet.name == name).doubts.add(at)
    extract = Extract()
    cells = 0
    for table, sheet in enumerate(sheets, 1):
        found = show(sheet.raw, book, sheet.doubts, sheet.overlaid, MAX_CHARACTERS - extract.length)
        cells += len(found.texts) + len(found.covered)
        if cells > MAX_CELLS:
            raise too_many()
        emit(extract, list(_rows(sheet, found, table)), "xlsx", titled=True)
        doubts += _doubts(sheet, found)
    text, grids = extract.finish()
    if not text.repaired.strip():
        raise UnreadableError("empty_file", "工作表里没有文字。", "请重新上传完整的文件。")
    return Document((source,), text, sidecar, grids, tuple(doubts))


def _book(package: Package, workbook: Element, named: Mapping[str, PartRelation]) -> Book:
    by_kind: dict[str, str] = {}
    for relation in named.values():
        if relation.kind in SINGLE and by_kind.setdefault(relation.kind, relation.target) != relation.target:
            raise not_understood()
    styles = parse(package, by_kind["styles"]) if "styles" in by_kind else None
    indexed = tuple(indexed_colours(styles)) if styles is not None else ()
    palette = WorkbookPalette(indexed=indexed)
    if "theme" in by_kind:
        palette = WorkbookPalette(tuple(theme_colours(parse(package, by_kind["theme"]))), indexed)
    strings: Sequence[CellText] = ()
    if "sharedStrings" in by_kind:
        root = parse(package, by_kind["sharedStrings"])
        strings = tuple(parse_words(item, palette) for item in root.iterfind(f"{S}si"))
    properties = workbook.find(f"{S}workbookPr")
    return Book(
        strings,
        parse_styles(styles, palette) if styles is not None else Styles(palette),
        properties is not None and properties.get("date1904") in ("1", "true"),
    )


def _sheets(
    package: Package, root: Element, named: Mapping[str, PartRelation], styles: Styles, doubts: list[Doubt]
) -> Iterator[OpenSheet]:
    """The sheets that are shown, each part once: no program writes two sheets into one."""
    seen: set[str] = set()
    cells = 0
    for count, item in enumerate(root.iterfind(f"{S}sheets/{S}sheet")):
        relation = named.get(item.get(R_ID, ""))
        name = item.get("name", "")[:60]
        if relation is None or relation.kind != "worksheet":
            continue
        if item.get("state", "visible") != "visible":
            doubts.append(
                note("hidden_sheet", f"工作表“{name}”是隐藏的，没有读取。", "若应公开，请取消隐藏后重新上传。")
            )
            continue
        if count >= MAX_SHEETS or relation.target in seen:
            raise UnreadableError(
                "too_complex", "工作表多得不像报告，或有两张共用一份内容，没有读取。", "请只上传报告本身。"
            )
        seen.add(relation.target)
        content = parse(package, relation.target)
        raw = parse_sheet(content, styles.palette)
        cells += len(raw.cells)
        if cells > MAX_CELLS:
            raise too_many()
        related = relations(package, relation.target)
        tables = [
            found
            for target in sorted({other.target for other in related.values() if other.kind in TABLES})
            if (found := parse_table(parse(package, target))) is not None
        ]
        marked = doubted_by_rules(content, raw, styles) | doubted_by_tables(tables, raw, styles)
        yield OpenSheet(name, raw, marked, list(overlaid(package, related, content, raw)))


def _rows(sheet: OpenSheet, found: ShownSheet, table: int) -> Iterator[list[FoundCell]]:
    for row, cells in rows_of(sheet.raw, found):
        yield [
            FoundCell("", covered=True, above=(row, column) in found.above)
            if covered
            else FoundCell(text, where=Where(table, row, column, sheet.name))
            for column, text, covered in cells
        ]


def _doubts(sheet: OpenSheet, found: ShownSheet) -> Iterator[Doubt]:
    if found.unreckoned:
        yield Doubt(
            "formula_without_value",
            "sources",
            f"工作表“{sheet.name}”有 {len(found.unreckoned)} 个公式没有保存结果：{_listed(found.unreckoned)}。",
            "请用 Excel 或 WPS 打开、重新计算并保存后上传。",
        )
    if found.uncertain:
        yield Doubt(
            "number_shown_otherwise",
            "sources",
            f"工作表“{sheet.name}”有 {len(found.uncertain)} 个单元格显示的数与存储的数不同："
            f"{_listed(found.uncertain)}。",
            "请把这些单元格设为常规格式后重新上传。",
        )
    if found.doubtful:
        yield note(
            "faint_digits",
            f"工作表“{sheet.name}”有 {len(found.doubtful)} 个单元格的数字被划去、遮住、显示不全，或颜色与底色相近、"
            f"与公式不符，未读：{_listed(found.doubtful)}。",
            "请删去不应显示的数字，或改为正常的字体、列宽并重新计算后上传。",
        )
    raw = sheet.raw
    if any(track.hidden for track in (*raw.rows.values(), *raw.columns.values())):
        yield note(
            "hidden_cells", f"工作表“{sheet.name}”有隐藏的行或列，没有读取。", "若应公开，请取消隐藏后重新上传。"
        )


def _listed(addresses: Sequence[At]) -> str:
    return "、".join(f"{column_name(column)}{row}" for row, column in addresses[:5])
