"""Parser of a worksheet: its cells, sizes of rows and columns, merged ranges. Nothing is decided here."""

from __future__ import annotations

import re

from generator.sources.archives import UnreadableError
from generator.sources.office.ooxml import Element
from generator.sources.office.xlsx.addresses import At, address, area_of, loose_area
from generator.sources.office.xlsx.colours import WorkbookPalette, local
from generator.sources.office.xlsx.looks import parse_words
from generator.sources.office.xlsx.sheet import MAX_RULES, WIDTH, RawSheet, StoredCell, Track
from generator.sources.office.xlsx.styles import OFF, S, number
from generator.sources.office.xlsx.views import first_reached
from generator.sources.rows import MAX_CELLS, MAX_COLUMNS, too_many, too_wide

SIZE = re.compile(r"\d{1,5}(?:\.\d{1,20})?", re.ASCII)
MAX_MERGES = 20_000
OF_CELLS = frozenset(("sheetData", "cols", "sheetViews", "sheetFormatPr", "mergeCells", "conditionalFormatting"))
"""Alternate content of these is chosen by each program in its own way; of controls it is usual."""
KNOWN_PARTS = frozenset(("f", "v", "is", "extLst"))
KINDS = frozenset(("n", "s", "str", "inlineStr", "b", "e", "d"))


def parse_sheet(root: Element, palette: WorkbookPalette) -> RawSheet:
    """Raises UnreadableError where it is larger than any report."""
    sheet = RawSheet()
    _views(root, sheet)
    _sizes(root, sheet)
    data = root.findall(f"{S}sheetData")
    sheet.certain &= len(data) <= 1
    last = 0
    for part in data:
        for row in part:
            if row.tag != f"{S}row":
                raise not_understood()
            down = number(row.get("r")) or last + 1
            track = _row(row, sheet)
            # Rows that stand twice, or out of order, are mended by each program in its own way.
            in_order = down > last
            last = max(last, down)
            track.certain &= in_order and down not in sheet.rows
            sheet.rows[down] = track
            _cells(row, down, in_order, sheet, palette)
    for place in sheet.cells:
        sheet.filled.setdefault(place[0], set()).add(place[1])
    for count, merge in enumerate(root.iterfind(f"{S}mergeCells/{S}mergeCell")):
        if count >= MAX_MERGES:
            raise too_many()
        _merge(merge.get("ref", ""), sheet)
    return sheet


def _merge(reference: str, sheet: RawSheet) -> None:
    if (area := area_of(reference)) is not None:
        sheet.merges.append(area)
    elif (area := loose_area(reference)) is not None:
        sheet.torn.append(area)
    sheet.certain &= area is not None


def not_understood() -> UnreadableError:
    """For a sheet whose rows hold what no program writes, such as cells for some programs only."""
    return UnreadableError("not_understood", "工作表里有无法理解的内容，没有读取。", "请用 Excel 或 WPS 另存后上传。")


def _views(root: Element, sheet: RawSheet) -> None:
    views = list(root.iterfind(f"{S}sheetViews/{S}sheetView"))
    zeros = {view.get("showZeros", "1") not in OFF for view in views}
    sheet.shows_zeros = zeros != {False}
    sheet.certain &= len(zeros) < 2 and all(view.get("showFormulas", "0") in OFF for view in views)
    corners = [first_reached(view) for view in views]
    sheet.certain &= None not in corners
    known = [(1, 1), *filter(None, corners)]
    sheet.first = max(at[0] for at in known), max(at[1] for at in known)
    for part in root:
        if local(part) == "picture" or (
            local(part) == "AlternateContent" and any(local(inner) in OF_CELLS for inner in part.iter())
        ):
            sheet.certain = False


def _sizes(root: Element, sheet: RawSheet) -> None:
    usual = root.find(f"{S}sheetFormatPr")
    if usual is not None:
        sheet.usual_column, sheet.usual_row = _usual_sizes(usual)
    for count, column in enumerate(root.iterfind(f"{S}cols/{S}col")):
        if count >= MAX_RULES:
            raise too_many()
        size = _size(column.get("width"))
        size = sheet.usual_column.size if size is None else size
        hidden = column.get("hidden", "0") not in OFF
        # One program hides a column of no width, another draws it as usual.
        track = Track(size or WIDTH, hidden, size != 0 or hidden, _is_styled(column, "style"))
        first, last = number(column.get("min")), number(column.get("max"))
        for at in range(max(1, first), min(last, MAX_COLUMNS + 1) + 1):
            doubled = at in sheet.columns
            sheet.columns[at] = track if not doubled else Track(size, certain=False)


def _usual_sizes(usual: Element) -> tuple[Track, Track]:
    """(a column, a row) of which the file says nothing itself."""
    width = _size(usual.get("defaultColWidth")) or (_size(usual.get("baseColWidth", "8")) or 8.0) + WIDTH - 8
    nothing = _size(usual.get("defaultColWidth")) == 0
    height = _size(usual.get("defaultRowHeight"))
    hidden = usual.get("zeroHeight", "0") not in OFF
    fixed = usual.get("customHeight", "0") not in OFF
    row = Track(height if fixed and height else None, certain=not hidden and height != 0)
    return Track(width, certain=not nothing), row


def _row(row: Element, sheet: RawSheet) -> Track:
    size = _size(row.get("ht"))
    hidden = row.get("hidden", "0") not in OFF
    custom = row.get("customHeight", "0") not in OFF
    if size is None:
        usual = sheet.usual_row
        return Track(usual.size, hidden, usual.certain or hidden, _is_styled(row, "s"))
    return Track(size, hidden or (size == 0 and custom), size != 0 or hidden or custom, _is_styled(row, "s"))


def _is_styled(item: Element, name: str) -> bool:
    return item.get(name, "0") != "0"


def _cells(row: Element, down: int, in_order: bool, sheet: RawSheet, palette: WorkbookPalette) -> None:
    across = 0
    for cell in row:
        if cell.tag == f"{S}c":
            across = _take(cell, (down, across), in_order, sheet, palette)
        elif local(cell) != "extLst":
            raise not_understood()


def _take(cell: Element, previous: At, in_order: bool, sheet: RawSheet, palette: WorkbookPalette) -> int:
    """Puts a cell into ``sheet``; ``previous`` is its row, and the column of the cell before it. Returns its column."""
    down, before = previous
    named = cell.get("r") or ""
    at = address(named) if named else (down, before + 1)
    found = _cell(cell, palette)
    is_empty = found.is_empty
    is_placed = at is not None and at[0] == down and at[1] > before and in_order and "$" not in named
    across = at[1] if at is not None else before + 1
    is_styled = cell.get("s") is not None
    # Whichever of two places holds it, and whichever of two values or looks: neither is certain.
    found.certain &= is_placed and (is_empty or is_styled or not _has_outer_style(down, across, sheet))
    sheet.rows[down].certain &= is_placed
    _keep(found, (down, across), at, sheet, is_empty=is_empty, is_styled=is_styled)
    return across


def _keep(found: StoredCell, here: At, at: At | None, sheet: RawSheet, *, is_empty: bool, is_styled: bool) -> None:
    """Keeps a cell, or the style of an empty one, ``here`` and ``at`` the place that it names itself.
    Raises UnreadableError for content beyond the last column of any report."""
    if here[1] > MAX_COLUMNS:
        if is_empty:
            return
        raise too_wide()
    places = {here, at or here}
    if is_empty:
        _dress(found, places, sheet, is_styled)
    else:
        _put(found, places, at, sheet)
    if len(sheet.cells) > MAX_CELLS:
        raise too_many()


def _has_outer_style(down: int, across: int, sheet: RawSheet) -> bool:
    """Whether the row or the column of a cell has a style."""
    return sheet.rows[down].styled or sheet.column(across).styled


def _dress(found: StoredCell, places: set[At], sheet: RawSheet, styled: bool) -> None:
    """Keeps the style of a cell without content."""
    for place in places:
        before = sheet.cells.get(place)
        if before is not None:
            before.certain = False
        if styled:
            sheet.dressed[place] = found.style


def _put(found: StoredCell, places: set[At], at: At | None, sheet: RawSheet) -> None:
    """Puts a cell at each of ``places``, ``at`` the one that it names itself."""
    for place in places:
        before = sheet.cells.get(place)
        if before is not None:
            found.certain = before.certain = False
        if before is None or place == at:
            sheet.cells[place] = found


def _cell(cell: Element, palette: WorkbookPalette) -> StoredCell:
    values = cell.findall(f"{S}v")
    inline = cell.find(f"{S}is")
    kind = cell.get("t", "n")
    formula = cell.find(f"{S}f")
    certain = (
        kind in KINDS
        and len(values) <= 1
        and not any(len(value) for value in values)
        and not (inline is not None and (values or kind != "inlineStr"))
        and _is_plain(cell, formula)
    )
    return StoredCell(
        kind,
        values[-1].text or "" if values else None,
        number(cell.get("s")),
        parse_words(inline, palette) if inline is not None else None,
        formula,
        certain,
    )


def _is_plain(cell: Element, formula: Element | None) -> bool:
    """Whether all parts of a cell are known, and its value is what is shown."""
    if cell.get("ph", "0") not in OFF or not all(local(part) in KNOWN_PARTS for part in cell):
        return False
    # A picture or a record stands in place of the value; a formula that fills a range has notes of its own.
    if cell.get("vm", "0") != "0":
        return False
    return cell.get("cm", "0") == "0" or (formula is not None and formula.get("t") == "array")


def _size(text: str | None) -> float | None:
    return float(text) if text and SIZE.fullmatch(text) else None
