"""What a worksheet shows: its raw cells become the texts that a reader sees, with marks on what is in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from generator.sources.archives import UnreadableError
from generator.sources.decode import MAX_CHARACTERS
from generator.sources.marks import BROKEN
from generator.sources.office.xlsx.addresses import Area, At
from generator.sources.office.xlsx.blocks import Spans, table_spans
from generator.sources.office.xlsx.covers import Covers, blanks_in_doubt, covers_of, is_within
from generator.sources.office.xlsx.drawings import Overlay
from generator.sources.office.xlsx.labels import is_label_seen, unnamed
from generator.sources.office.xlsx.looks import CellText, TextRun, doubted, printed, unescaped
from generator.sources.office.xlsx.numbers import MARK, number_of, show_text, shown
from generator.sources.office.xlsx.room import fits, goes_across, has_company, spilled
from generator.sources.office.xlsx.sheet import RawSheet, StoredCell
from generator.sources.office.xlsx.styles import Styles
from generator.sources.rows import MAX_CELLS, MAX_COLUMNS, too_many

ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T00:00:00(?:\.0+)?Z?)?", re.ASCII)
TRUTHS = {"1": "是", "true": "是", "0": "否", "false": "否"}
VALUES = re.compile(r"[-\d\s.,/\\—–－%+]*[万亿元件条项个次起宗篇份]*")
"""What may be the value of a cell, or part of one."""


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of one file share."""

    strings: Sequence[CellText]
    styles: Styles
    from_1904: bool = False


@dataclass
class ShownSheet:
    """Texts by address, and the addresses of what is in doubt."""

    texts: dict[At, str] = field(default_factory=dict)
    covered: set[At] = field(default_factory=set)
    above: set[At] = field(default_factory=set)
    """The covered ones whose range begins in a row above."""
    spilled: set[At] = field(default_factory=set)
    """Over which the figures of a neighbour's text may stand."""
    uncertain: list[At] = field(default_factory=list)
    """Shown otherwise than stored."""
    doubtful: list[At] = field(default_factory=list)
    """Struck out, hardly seen, covered, cut off, or shown by each program in its own way."""
    unsure_words: list[At] = field(default_factory=list)
    """Words that are not surely seen, whatever they name."""
    unreckoned: list[At] = field(default_factory=list)
    """Formulas whose result the file does not hold."""


def show(
    sheet: RawSheet, book: Book, doubts: Set[At], overlaid: Sequence[Overlay] = (), room: int = MAX_CHARACTERS
) -> ShownSheet:
    """``doubts`` are the addresses of cells that something outside them puts in doubt; ``overlaid`` what shapes lie
    over, where a cell without content may seem to have one. Raises UnreadableError where the sheet is larger than any
    report, or has more than ``room`` characters: a string that many cells share counts in each of them."""
    covers = covers_of(sheet, overlaid)
    sheet.certain &= not any(item.everywhere for item in overlaid)
    found = ShownSheet(covered=covers.covered, above=covers.above)
    areas: dict[At, Area] = {}
    is_shaded = bool(covers.under)
    for at, cell in sheet.cells.items():
        if at in found.covered:
            continue
        place, area = covers.anchors.get(at, (at, (*at, *at)))
        if sheet.row(place[0]).hidden or sheet.column(place[1]).hidden:
            continue
        in_doubt = at in doubts or place != at or (is_shaded and covers.lies_over(area))
        text = _text(sheet, book, at, area, cell, found, in_doubt)
        if BROKEN in text and at not in found.unreckoned[-1:]:
            found.doubtful.append(at)
        if text.strip():
            found.texts[place] = text
            areas[place] = area
            room -= len(text)
        if room < 0:
            message = f"文本超过 {MAX_CHARACTERS:,} 字，没有读取。"
            raise UnreadableError("too_long", message, "请只上传报告本身。")
    crossed = {count for count, style in enumerate(book.styles.cells) if style.crossed}
    nils = [at for at, style in sheet.dressed.items() if style in crossed] if crossed else []
    spans = table_spans(found.texts, areas) if found.unsure_words or nils or covers.shaded else {}
    _take_names(sheet, found, covers, spans)
    blanks = blanks_in_doubt(sheet, covers, spans) | found.spilled
    blanks.update(at for at in nils if is_within(at, spans, beside_labels=True))
    for at in blanks - sheet.cells.keys() - found.covered:
        if not sheet.row(at[0]).hidden and not sheet.column(at[1]).hidden:
            found.texts[at] = BROKEN
            found.doubtful.append(at)
    return found


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


def _text(sheet: RawSheet, book: Book, at: At, area: Area, cell: StoredCell, found: ShownSheet, in_doubt: bool) -> str:
    style = book.styles.style(cell.style)
    in_doubt |= not (cell.certain and style.certain)
    in_doubt |= not (sheet.row(at[0]).certain and sheet.column(at[1]).certain)
    in_doubt |= at[0] < sheet.first[0] or at[1] < sheet.first[1]
    # Words that stand upright, and lines that part the corner of a header, are usual; where all figures of a sheet are
    # in doubt, its words name none.
    unseen = in_doubt
    in_doubt |= not sheet.certain or style.turned or style.crossed
    words = _words(cell, book)
    if words is not None:
        whole = show_text(words.text, style.form)
        if not whole.certain:
            found.uncertain.append(at)
            if VALUES.fullmatch(words.text.strip()) is None:
                found.unsure_words.append(at)
            return words.text + MARK
        text, faint = printed(words, style, whole.text if whole.text != words.text else None)
        points = book.styles.points
        in_doubt |= not words.certain
        if VALUES.fullmatch(whole.text.strip()) is not None:
            in_doubt |= not fits(sheet, style, points, area, whole.text, is_number=False)
        elif unseen or faint or not words.certain or not is_label_seen(sheet, style, points, area, whole.text):
            found.unsure_words.append(at)
        if area == (*at, *at):
            found.spilled.update(spilled(sheet, style, points, at, whole.text))
    elif cell.kind == "n" and (cell.stored or "").strip():
        stored = (cell.stored or "").strip()
        if not sheet.shows_zeros and number_of(stored) == 0:
            # Excel shows and prints nothing here, others print the 0.
            found.uncertain.append(at)
            return stored + MARK
        whole = shown(stored, style.form, from_1904=book.from_1904)
        if not whole.certain:
            found.uncertain.append(at)
            return whole.text
        if whole.colour:
            style = replace(style, font=replace(style.font, ink=book.styles.palette.section(whole.colour)))
        in_doubt |= not fits(sheet, style, book.styles.points, area, whole.printed or whole.text, is_number=True)
        if area == (*at, *at) and goes_across(sheet, style, at):
            found.spilled.update(spilled(sheet, style, book.styles.points, at, whole.text))
        text, _ = printed(CellText((TextRun(whole.text),)), style)
    else:
        text = _other(cell, at, found)
    if not in_doubt:
        return text
    marked = doubted(text) if text.strip() else BROKEN
    # Words that a formula comes to name no row: which ones they are is not known.
    return BROKEN if cell.formula is not None and BROKEN not in marked else marked


def _words(cell: StoredCell, book: Book) -> CellText | None:
    """The string of a cell; None for cells of other kinds."""
    if cell.kind == "inlineStr":
        return cell.words or CellText(())
    stored = (cell.stored or "").strip()
    if cell.kind == "s" and stored:
        index = int(stored) if stored.isascii() and stored.isdigit() and len(stored) < 9 else -1
        return book.strings[index] if 0 <= index < len(book.strings) else CellText((TextRun("\ufffd"),))
    return CellText((TextRun(unescaped(cell.stored)),)) if cell.kind == "str" and cell.stored is not None else None


def _other(cell: StoredCell, at: At, found: ShownSheet) -> str:
    """Truths, errors, days, and formulas without a result."""
    stored = (cell.stored or "").strip()
    if not stored:
        if cell.formula is not None:
            found.unreckoned.append(at)
        return BROKEN if cell.formula is not None else stored
    if cell.kind == "b":
        return TRUTHS.get(stored, stored + MARK)
    if cell.kind == "e" and not stored.startswith("#"):
        return stored + MARK
    if cell.kind == "d":
        day = ISO_DAY.fullmatch(stored)
        return f"{day[1]}年{int(day[2])}月{int(day[3])}日" if day else stored + MARK
    return stored


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
