"""One worksheet as its file holds it: cells, sizes of rows and columns, merged ranges. Nothing is decided here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.sources.archives import UnreadableError
from generator.sources.office.ooxml import Element
from generator.sources.office.xlsx.addresses import Area, At, address, area_of, loose_area
from generator.sources.office.xlsx.colours import WorkbookPalette, local
from generator.sources.office.xlsx.looks import CellText, parse_words
from generator.sources.office.xlsx.styles import OFF, S, number
from generator.sources.office.xlsx.views import first_reached
from generator.sources.rows import MAX_CELLS, MAX_COLUMNS, too_many, too_wide

SIZE = re.compile(r"\d{1,5}(?:\.\d{1,20})?", re.ASCII)
MAX_MERGES = 20_000
MAX_RULES = 5_000
"""Of conditional formats and column definitions; a sheet of a report has under a hundred."""
WIDTH = 9.14
"""Of a column that the file does not mention, in digits with their margin: what 8.43 visible ones take."""
OF_CELLS = frozenset(("sheetData", "cols", "sheetViews", "sheetFormatPr", "mergeCells", "conditionalFormatting"))
"""Alternate content of these is chosen by each program in its own way; of controls it is usual."""
KNOWN_PARTS = frozenset(("f", "v", "is", "extLst"))
KINDS = frozenset(("n", "s", "str", "inlineStr", "b", "e", "d"))


@dataclass(slots=True)
class StoredCell:
    """A cell with content. ``stored`` is None where the file holds no value."""

    kind: str
    stored: str | None
    style: int
    words: CellText | None = None
    formula: Element | None = None
    certain: bool = True

    @property
    def is_empty(self) -> bool:
        """No content, and nothing that is not understood."""
        return self.stored is None and self.words is None and self.formula is None and self.certain


@dataclass(slots=True)
class Track:
    """A row or a column. ``size`` is in points or digits; None where it is as usual or as high as its text."""

    size: float | None = None
    hidden: bool = False
    certain: bool = True
    """False where programs differ about whether it is seen."""
    styled: bool = False
    """It has a style of its own, which some programs give to cells that name none."""


@dataclass(slots=True)
class RawSheet:
    """A worksheet."""

    cells: dict[At, StoredCell] = field(default_factory=dict)
    rows: dict[int, Track] = field(default_factory=dict)
    columns: dict[int, Track] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    usual_row: Track = field(default_factory=Track)
    usual_column: Track = field(default_factory=lambda: Track(WIDTH))
    filled: dict[int, set[int]] = field(default_factory=dict)
    """Columns of the cells with content, by row."""
    torn: list[Area] = field(default_factory=list)
    """Merged ranges that no program writes so: each merges them in its own way, or not at all."""
    first: At = (1, 1)
    """The first row and column that a view can be moved to: what lies before a frozen pane is out of reach."""
    dressed: dict[At, int] = field(default_factory=dict)  # The styles of cells without content.
    shows_zeros: bool = True
    certain: bool = True
    """False where all its digits are doubtful: formulas are shown in place of values, or a picture lies behind."""

    def row(self, at: int) -> Track:
        return self.rows.get(at, self.usual_row)

    def column(self, at: int) -> Track:
        return self.columns.get(at, self.usual_column)


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
        if cell.tag != f"{S}c":
            if local(cell) != "extLst":
                raise not_understood()
            continue
        named = cell.get("r") or ""
        at = address(named) if named else (down, across + 1)
        found = _cell(cell, palette)
        is_empty = found.is_empty
        is_placed = at is not None and at[0] == down and at[1] > across and in_order and "$" not in named
        across = at[1] if at is not None else across + 1
        # Whichever of two places holds it, and whichever of two values or looks: neither is certain.
        found.certain &= is_placed and (is_empty or _is_dressed_by_itself(cell, down, across, sheet))
        sheet.rows[down].certain &= is_placed
        if across <= MAX_COLUMNS:
            styled = cell.get("s") is not None
            if is_empty:
                _dress(found, {(down, across), at or (down, across)}, sheet, styled)
            else:
                _put(found, {(down, across), at or (down, across)}, at, sheet)
            if len(sheet.cells) > MAX_CELLS:
                raise too_many()
        elif not is_empty:
            raise too_wide()


def _is_dressed_by_itself(cell: Element, down: int, across: int, sheet: RawSheet) -> bool:
    """Whether a cell names its style, or neither its row nor its column has one."""
    return cell.get("s") is not None or not (sheet.rows[down].styled or sheet.column(across).styled)


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


def cells_of(area: Area, sheet: RawSheet) -> Iterator[At]:
    """The addresses in ``area`` that hold cells, in time proportional to the smaller of the two."""
    top, left, bottom, right = area
    if (bottom - top + 1) * (right - left + 1) <= len(sheet.cells):
        places = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        yield from (at for at in places if at in sheet.cells)
    else:
        yield from (at for at in sheet.cells if top <= at[0] <= bottom and left <= at[1] <= right)
