"""Reads spreadsheets: .xlsx. Every sheet that is shown is a table; titles above it are text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.model.documents import Document, Source
from generator.model.doubts import Doubt
from generator.model.sidecars import Sidecar
from generator.model.spans import Where
from generator.sources.archives import Package, UnreadableError
from generator.sources.base import Refused, note
from generator.sources.decode import MAX_CHARACTERS
from generator.sources.extract import Extract
from generator.sources.marks import BROKEN, Mark, settled
from generator.sources.ooxml import Element, R, main_part, open_office, parse, relations
from generator.sources.rows import MAX_CELLS, MAX_COLUMNS, FoundCell, emit, too_many, too_wide
from generator.sources.xlsx_formats import NumberFormat, parse_format
from generator.sources.xlsx_looks import S, style_marks, words
from generator.sources.xlsx_numbers import MARK, format_of, show_text, shown

REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
GENERAL = parse_format("General")
MAX_MERGES = 20_000


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of one file share."""

    strings: Sequence[str]
    formats: Sequence[NumberFormat]
    """By cell style."""
    marks: Sequence[Mark | None]
    """What the font makes of the digits, by cell style."""
    from_1904: bool


@dataclass
class Sheet:
    """One sheet being read: (row, column), from 1 → text."""

    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    covered: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    uncertain: list[str] = field(default_factory=list)
    """Addresses of cells that are shown otherwise than stored."""
    doubtful: list[str] = field(default_factory=list)
    """Addresses of cells with digits that are struck out or perhaps not seen."""
    unreckoned: list[str] = field(default_factory=list)
    """Addresses of formulas whose result the file does not hold."""


def read_xlsx(source: Source, data: bytes, sidecar: Sidecar) -> Document | Refused:
    """One document. Formulas count by the result that the file holds; nothing is reckoned or fetched."""
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
    by_kind = {relation.kind: relation.target for relation in named.values()}
    properties = root.find(f"{S}workbookPr")
    styles = parse(package, by_kind["styles"]) if "styles" in by_kind else None
    book = Book(
        tuple(_strings(parse(package, by_kind["sharedStrings"]))) if "sharedStrings" in by_kind else (),
        tuple(_formats(styles)) if styles is not None else (),
        tuple(style_marks(styles)) if styles is not None else (),
        properties is not None and properties.get("date1904") in ("1", "true"),
    )
    extract = Extract()
    doubts: list[Doubt] = []
    tables = cells = 0
    for item in root.iterfind(f"{S}sheets/{S}sheet"):
        relation = named.get(item.get(f"{R}id", ""))
        name = item.get("name", "")[:60]
        if relation is None or relation.kind != "worksheet":
            continue
        if item.get("state", "visible") != "visible":
            doubts.append(
                note("hidden_sheet", f"工作表“{name}”是隐藏的，没有读取。", "若应公开，请取消隐藏后重新上传。")
            )
            continue
        sheet = _sheet(parse(package, relation.target), book)
        tables += 1
        cells += len(sheet.cells) + len(sheet.covered)
        if cells > MAX_CELLS:
            raise too_many()
        emit(extract, list(_rows(sheet, name, tables)), "xlsx", titled=True)
        doubts += _doubts(sheet, name)
    if extract.length > MAX_CHARACTERS:
        message = f"文本长达 {extract.length:,} 字，上限为 {MAX_CHARACTERS:,} 字。"
        raise UnreadableError("too_long", message, "请只上传报告本身。")
    text, grids = extract.finish()
    if not text.repaired.strip():
        raise UnreadableError("empty_file", "工作表里没有文字。", "请重新上传完整的文件。")
    return Document((source,), text, sidecar, grids, tuple(doubts))


def _strings(root: Element) -> Iterator[str]:
    for item in root.iterfind(f"{S}si"):
        yield words(item)


def _formats(root: Element) -> Iterator[NumberFormat]:
    """By cell style; each format is parsed once."""
    parsed: dict[str, NumberFormat] = {}
    codes = {item.get("numFmtId"): item.get("formatCode", "") for item in root.iterfind(f"{S}numFmts/{S}numFmt")}
    for style in root.iterfind(f"{S}cellXfs/{S}xf"):
        name = style.get("numFmtId", "0")
        if name not in parsed:
            parsed[name] = format_of(_number(name), codes.get(name, ""))
        yield parsed[name]


def _sheet(root: Element, book: Book) -> Sheet:
    sheet = Sheet()
    for column in root.iterfind(f"{S}cols/{S}col"):
        if column.get("hidden") in ("1", "true"):
            first, last = (_number(column.get(end)) for end in ("min", "max"))
            sheet.hidden_columns.update(range(first, min(last, MAX_COLUMNS) + 1))
    down = 0
    for row in root.iterfind(f"{S}sheetData/{S}row"):
        down = _number(row.get("r")) or down + 1
        if row.get("hidden") in ("1", "true"):
            sheet.hidden_rows.add(down)
            continue
        across = 0
        for cell in row.iterfind(f"{S}c"):
            at = _address(cell.get("r", ""))
            across = at[1] if at else across + 1
            text = _text(cell, f"{cell.get('r', '')[:12]}", book, sheet)
            style = _number(cell.get("s"))
            if style < len(book.marks) and (mark := book.marks[style]):
                text = settled(mark.on(text))
            if BROKEN in text:
                sheet.doubtful.append(f"{cell.get('r', '')[:12]}")
            if text.strip():
                if across > MAX_COLUMNS:
                    raise too_wide()
                sheet.cells[down, across] = text
    for merge in list(root.iterfind(f"{S}mergeCells/{S}mergeCell"))[:MAX_MERGES]:
        _merge(sheet, merge.get("ref", ""))
    return sheet


def _text(cell: Element, address: str, book: Book, sheet: Sheet) -> str:
    kind = cell.get("t", "n")
    stored = cell.findtext(f"{S}v")
    style = _number(cell.get("s"))
    form = book.formats[style] if style < len(book.formats) else GENERAL
    if kind == "inlineStr":
        inline = cell.find(f"{S}is")
        return _words(words(inline), form, address, sheet) if inline is not None else ""
    formula = cell.find(f"{S}f")
    if stored is None or not stored.strip():
        if formula is not None and kind != "str":
            sheet.unreckoned.append(address)
            return f"={(formula.text or '…')[:60]}"
        return stored or ""
    if kind == "s":
        index = int(stored) if stored.isascii() and stored.isdigit() and len(stored) < 9 else -1
        found = book.strings[index] if 0 <= index < len(book.strings) else "\ufffd"
        return _words(found, form, address, sheet)
    if kind == "b":
        return "是" if stored == "1" else "否"
    if kind != "n":
        return _words(stored, form, address, sheet) if kind == "str" else stored
    number = shown(stored[:60], form, from_1904=book.from_1904)
    if not number.certain:
        sheet.uncertain.append(address)
    return number.text


def _words(stored: str, form: NumberFormat, address: str, sheet: Sheet) -> str:
    """A string as its format shows it."""
    found = show_text(stored, form)
    if found.certain:
        return found.text
    sheet.uncertain.append(address)
    return stored + MARK


def _merge(sheet: Sheet, reference: str) -> None:
    """Marks what the upper left cell of a range covers. Ranges reach as far as our widest table, not further."""
    first, _, last = reference.partition(":")
    start, end = _address(first), _address(last)
    if start is None or end is None:
        return
    (top, left), (bottom, right) = start, end
    if right - left > MAX_COLUMNS:
        raise too_wide()
    if len(sheet.covered) + (bottom - top + 1) * (right - left + 1) > MAX_CELLS:
        raise too_many()
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            if (row, column) != (top, left):
                sheet.covered.add((row, column))
                sheet.cells.pop((row, column), None)


def _rows(sheet: Sheet, name: str, table: int) -> Iterator[list[FoundCell]]:
    """The rows that show anything, as wide as the sheet is filled."""
    used = sheet.cells.keys() | sheet.covered
    columns = sorted({column for _, column in used if column <= MAX_COLUMNS} - sheet.hidden_columns)
    if not columns:
        return
    across = [c for c in range(columns[0], columns[-1] + 1) if c not in sheet.hidden_columns]
    for row in sorted({row for row, _ in used} - sheet.hidden_rows):
        yield [
            FoundCell("", covered=True)
            if (row, column) in sheet.covered
            else FoundCell(sheet.cells.get((row, column), ""), where=Where(table, row, column, name))
            for column in across
        ]


def _doubts(sheet: Sheet, name: str) -> Iterator[Doubt]:
    if sheet.unreckoned:
        cells = "、".join(sheet.unreckoned[:5])
        yield Doubt(
            "formula_without_value",
            "sources",
            f"工作表“{name}”有 {len(sheet.unreckoned)} 个公式没有保存结果：{cells}。",
            "请用 Excel 或 WPS 打开、重新计算并保存后上传。",
        )
    if sheet.uncertain:
        cells = "、".join(sheet.uncertain[:5])
        yield Doubt(
            "number_shown_otherwise",
            "sources",
            f"工作表“{name}”有 {len(sheet.uncertain)} 个单元格显示的数与存储的数不同：{cells}。",
            "请把这些单元格设为常规格式后重新上传。",
        )
    if sheet.doubtful:
        cells = "、".join(sheet.doubtful[:5])
        yield note(
            "faint_digits",
            f"工作表“{name}”有 {len(sheet.doubtful)} 个单元格的数字被划去、是白色或极小的，未读：{cells}。",
            "请删去不应显示的数字，或改为正常的字体后重新上传。",
        )
    if sheet.hidden_rows or sheet.hidden_columns:
        yield note("hidden_cells", f"工作表“{name}”有隐藏的行或列，没有读取。", "若应公开，请取消隐藏后重新上传。")


def _address(reference: str) -> tuple[int, int] | None:
    """``C4`` → (4, 3)."""
    match = REFERENCE.fullmatch(reference)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0
