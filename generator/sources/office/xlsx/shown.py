"""What a worksheet shows: its raw cells become the texts that a reader sees, with marks on what is in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from generator.sources.archives import UnreadableError
from generator.sources.decode import MAX_CHARACTERS
from generator.sources.marks import BROKEN
from generator.sources.office.xlsx.addresses import Area, At
from generator.sources.office.xlsx.blocks import Spans, table_spans
from generator.sources.office.xlsx.cell_text import Book, ShownSheet, text_of
from generator.sources.office.xlsx.covers import Covers, blanks_in_doubt, covers_of, is_within
from generator.sources.office.xlsx.drawings import Overlay
from generator.sources.office.xlsx.labels import unnamed
from generator.sources.office.xlsx.room import has_company
from generator.sources.office.xlsx.sheet import RawSheet
from generator.sources.office.xlsx.styles import Styles
from generator.sources.rows import MAX_CELLS, MAX_COLUMNS, too_many


def show(
    sheet: RawSheet, book: Book, doubts: Set[At], overlaid: Sequence[Overlay] = (), room: int = MAX_CHARACTERS
) -> ShownSheet:
    """``doubts`` are the addresses of cells that something outside them puts in doubt; ``overlaid`` what shapes lie
    over, where a cell without content may seem to have one. Raises UnreadableError where the sheet is larger than any
    report, or has more than ``room`` characters: a string that many cells share counts in each of them."""
    covers = covers_of(sheet, overlaid)
    sheet.certain &= not any(item.everywhere for item in overlaid)
    found = ShownSheet(covered=covers.covered, above=covers.above)
    areas = _take_texts(sheet, book, doubts, covers, found, room)
    nils = _crossed_blanks(sheet, book.styles)
    spans = table_spans(found.texts, areas) if found.unsure_words or nils or covers.shaded else {}
    _take_names(sheet, found, covers, spans)
    blanks = blanks_in_doubt(sheet, covers, spans) | found.spilled
    blanks.update(at for at in nils if is_within(at, spans, beside_labels=True))
    _take_blanks(sheet, found, blanks - sheet.cells.keys() - found.covered)
    return found


def _take_texts(
    sheet: RawSheet, book: Book, doubts: Set[At], covers: Covers, found: ShownSheet, room: int
) -> dict[At, Area]:
    """Fills ``found`` with the texts of the visible cells. Returns the areas of these texts by address."""
    areas: dict[At, Area] = {}
    is_shaded = bool(covers.under)
    for at, cell in sheet.cells.items():
        if at in found.covered:
            continue
        place, area = covers.anchors.get(at, (at, (*at, *at)))
        if sheet.row(place[0]).hidden or sheet.column(place[1]).hidden:
            continue
        in_doubt = at in doubts or place != at or (is_shaded and covers.lies_over(area))
        text = text_of(sheet, book, at, area, cell, found, in_doubt)
        if BROKEN in text and at not in found.unreckoned[-1:]:
            found.doubtful.append(at)
        if text.strip():
            found.texts[place] = text
            areas[place] = area
            room -= len(text)
        if room < 0:
            message = f"文本超过 {MAX_CHARACTERS:,} 字，没有读取。"
            raise UnreadableError("too_long", message, "请只上传报告本身。")
    return areas


def _crossed_blanks(sheet: RawSheet, styles: Styles) -> list[At]:
    """Cells without content that lines run through from corner to corner."""
    crossed = {count for count, style in enumerate(styles.cells) if style.crossed}
    return [at for at, style in sheet.dressed.items() if style in crossed] if crossed else []


def _take_blanks(sheet: RawSheet, found: ShownSheet, blanks: Set[At]) -> None:
    """Marks the visible ones of ``blanks``, which may seem to have content."""
    for at in blanks:
        if not sheet.row(at[0]).hidden and not sheet.column(at[1]).hidden:
            found.texts[at] = BROKEN
            found.doubtful.append(at)


def _take_names(sheet: RawSheet, found: ShownSheet, covers: Covers, spans: Spans) -> None:
    """Makes words that are not surely seen name nothing."""
    first = min((span[2] for span in spans.values()), default=0)
    told = set(found.uncertain)
    for at in found.unsure_words:
        place, _ = covers.anchors.get(at, (at, None))
        text = unnamed(found.texts[place], alone=not has_company(sheet, at), above=at[0] < first)
        if text != found.texts[place]:
            found.texts[place] = text
            found.doubtful += [at] if at not in told else []


def rows_of(sheet: RawSheet, found: ShownSheet) -> Iterator[tuple[int, list[tuple[int, str, bool]]]]:
    """The rows that show anything, as wide as the sheet is filled: (column, text, is it covered)."""
    used = found.texts.keys() | found.covered
    columns = sorted({column for _, column in used if column <= MAX_COLUMNS and not sheet.column(column).hidden})
    if not columns:
        return
    across = [column for column in range(columns[0], columns[-1] + 1) if not sheet.column(column).hidden]
    rows = sorted({row for row, _ in used if not sheet.row(row).hidden})
    if len(rows) * len(across) > MAX_CELLS:
        raise too_many()
    for row in rows:
        yield row, [(c, found.texts.get((row, c), ""), (row, c) in found.covered) for c in across]
