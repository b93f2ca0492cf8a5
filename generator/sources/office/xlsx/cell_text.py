"""The text of one cell as a reader sees it, with marks on what is in doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generator.sources.marks import BROKEN
from generator.sources.office.xlsx.addresses import Area, At
from generator.sources.office.xlsx.labels import is_label_seen
from generator.sources.office.xlsx.looks import CellText, TextRun, doubted, printed, unescaped
from generator.sources.office.xlsx.numbers import MARK, number_of, show_text, shown
from generator.sources.office.xlsx.room import fits, goes_across, spilled
from generator.sources.office.xlsx.sheet import RawSheet, StoredCell
from generator.sources.office.xlsx.styles import CellStyle, Styles
from generator.text.number_grammar import UNIT_CHARACTERS

ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T00:00:00(?:\.0+)?Z?)?", re.ASCII)
TRUTHS = {"1": "是", "true": "是", "0": "否", "false": "否"}
VALUES = re.compile(rf"[-\d\s.,/\\—–－%+]*[{''.join(sorted(UNIT_CHARACTERS))}]*")
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


def text_of(
    sheet: RawSheet, book: Book, at: At, area: Area, cell: StoredCell, found: ShownSheet, in_doubt: bool
) -> str:
    """The text that the cell ``at`` shows over ``area``, marked where it is in doubt; ``found`` is told why.

    ``in_doubt``: something outside the cell puts it in doubt.
    """
    style = book.styles.style(cell.style)
    in_doubt |= not (cell.certain and style.certain)
    in_doubt |= not (sheet.row(at[0]).certain and sheet.column(at[1]).certain)
    in_doubt |= at[0] < sheet.first[0] or at[1] < sheet.first[1]
    # Words that stand upright, and lines that part the corner of a header, are usual; where all figures of a sheet are
    # in doubt, its words name none.
    unseen = in_doubt
    in_doubt |= not sheet.certain or style.turned or style.crossed
    spot = _Spot(sheet, book, at, area, cell, style)
    words = _words(cell, book)
    if words is not None:
        return _words_text(spot, words, found, in_doubt, unseen)
    if cell.kind == "n" and (cell.stored or "").strip():
        return _number_text(spot, found, in_doubt)
    return _marked(_other(cell, at, found), cell, in_doubt)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A cell, with all that decides how its content is shown. ``area`` is what it is merged over."""

    sheet: RawSheet
    book: Book
    at: At
    area: Area
    cell: StoredCell
    style: CellStyle

    @property
    def is_single(self) -> bool:
        return self.area == (*self.at, *self.at)


def _words_text(spot: _Spot, words: CellText, found: ShownSheet, in_doubt: bool, unseen: bool) -> str:
    """The text of a string. ``unseen``: in doubt for another reason than all of the sheet, or how the text stands."""
    at, style, points = spot.at, spot.style, spot.book.styles.points
    whole = show_text(words.text, style.form)
    if not whole.certain:
        found.uncertain.append(at)
        if VALUES.fullmatch(words.text.strip()) is None:
            found.unsure_words.append(at)
        return words.text + MARK
    text, faint = printed(words, style, whole.text if whole.text != words.text else None)
    in_doubt |= not words.certain
    if VALUES.fullmatch(whole.text.strip()) is not None:
        in_doubt |= not fits(spot.sheet, style, points, spot.area, whole.text, is_number=False)
    elif unseen or faint or not words.certain or not is_label_seen(spot.sheet, style, points, spot.area, whole.text):
        found.unsure_words.append(at)
    if spot.is_single:
        found.spilled.update(spilled(spot.sheet, style, points, at, whole.text))
    return _marked(text, spot.cell, in_doubt)


def _number_text(spot: _Spot, found: ShownSheet, in_doubt: bool) -> str:
    """The text of a stored number."""
    sheet, at, style, styles = spot.sheet, spot.at, spot.style, spot.book.styles
    stored = (spot.cell.stored or "").strip()
    if not sheet.shows_zeros and number_of(stored) == 0:
        # Excel shows and prints nothing here, others print the 0.
        found.uncertain.append(at)
        return stored + MARK
    whole = shown(stored, style.form, from_1904=spot.book.from_1904)
    if not whole.certain:
        found.uncertain.append(at)
        return whole.text
    if whole.colour:
        style = replace(style, font=replace(style.font, ink=styles.palette.section(whole.colour)))
    in_doubt |= not fits(sheet, style, styles.points, spot.area, whole.printed or whole.text, is_number=True)
    if spot.is_single and goes_across(sheet, style, at):
        found.spilled.update(spilled(sheet, style, styles.points, at, whole.text))
    text, _ = printed(CellText((TextRun(whole.text),)), style)
    return _marked(text, spot.cell, in_doubt)


def _marked(text: str, cell: StoredCell, in_doubt: bool) -> str:
    """``text`` with its figures marked where they are ``in_doubt``; a blank in doubt may be anything."""
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
