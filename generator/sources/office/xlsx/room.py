"""The room that the cells of a spreadsheet have: what is cut off, and what goes on over a neighbour."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.sources.office.xlsx.addresses import Area, At
from generator.sources.office.xlsx.sheet import RawSheet
from generator.sources.office.xlsx.styles import CellStyle
from generator.text.visible import Visibility, of_size

MARGIN = 0.6
"""Digits that the margins of a cell take."""
INDENT = 1.3
"""Digits that a step of indentation takes."""
NARROW = frozenset(".,:;'|!")
WIDTHS = {"\t": 0.0, "\n": 0.0, **dict.fromkeys(NARROW, 0.5)}
"""In digits. A tab stands for what fills a cell up."""
LOWEST = 0.8
"""Of the letters' size: a lower row cuts digits off."""
LINE = 1.2
INNER = 0.8
"""Of a cell's room, in which its text surely stands: fonts differ in width."""
FIGURES = frozenset("/-—–－〇")
APART = re.compile(r"\s{2,}\S")
ACROSS = ("centerContinuous", "fill")
"""Centred over the empty cells that follow, or repeated in them."""


def fits(sheet: RawSheet, style: CellStyle, points: float, area: Area, text: str, *, is_number: bool) -> bool:
    """Whether a value is shown whole in its cell: a number that does not fit is a row of #, a string is cut off, or
    stands in another cell. ``points`` is the size of the normal font, by which columns are measured."""
    at = area[:2]
    single = at == area[2:]
    room = room_across(sheet, area)
    scale = scale_of(style, points)
    lines = text.split("\n")
    need = max(sum(map(width, line)) for line in lines) * scale + INDENT * style.indent
    if _is_too_low(sheet, style, area, len(lines)) or (single and goes_across(sheet, style, at)):
        return False
    if need <= room:
        return True
    if style.shrunk:
        return of_size(style.font.points * room / need) is Visibility.SEEN
    if is_number or style.wrapped or style.indent or not single or text != text.strip():
        return False
    return is_free_beside(sheet, style, at, need, room)


def scale_of(style: CellStyle, points: float) -> float:
    """Width of one digit of a cell's font, in digits of the normal font, whose size is ``points`` (0: not stated)."""
    return style.font.points / (points or style.font.points or 1)


def room_across(sheet: RawSheet, area: Area) -> float:
    """The width of an area that is left to text, in digits."""
    tracks = [sheet.column(column) for column in range(area[1], area[3] + 1)]
    return sum(track.size or 0 for track in tracks if not track.hidden) - MARGIN


def _is_too_low(sheet: RawSheet, style: CellStyle, area: Area, lines: int) -> bool:
    """Whether rows of stated heights are too low for so many ``lines``."""
    heights = [sheet.row(row).size for row in range(area[0], area[2] + 1) if not sheet.row(row).hidden]
    if not heights or None in heights:
        return False
    asked = LOWEST if lines == 1 else LINE * lines
    return sum(height or 0 for height in heights) < asked * style.font.points


def is_free_beside(sheet: RawSheet, style: CellStyle, at: At, need: float, room: float) -> bool:
    """Whether a string that needs more than its cell's room goes on whole: over empty neighbours, until others."""
    before, behind = _overhang(style, need, room)
    return _is_free(sheet, at, before, -1) and _is_free(sheet, at, behind, 1)


def spilled(sheet: RawSheet, style: CellStyle, points: float, at: At, text: str) -> Iterator[At]:
    """The empty cells over which figures of this text stand, or may stand. Text of merged cells stays within them, as
    do numbers that are not centred across."""
    if style.wrapped or style.shrunk or not any(map(_is_figure, text)):
        return
    scale = scale_of(style, points)
    indent = INDENT * style.indent
    room = (sheet.column(at[1]).size or 0) - MARGIN
    need = sum(map(width, text)) * scale + indent
    across = goes_across(sheet, style, at)
    if need <= room and not across:
        return
    if _is_paragraph(sheet, at, text):
        return
    before, behind = _overhang(style, need, room)
    inner = 0.0 if across else max(room, 0.0) * INNER
    for over, read, step in ((before, text[::-1], -1), (behind, text, 1)):
        if over > 0 and _has_figures(read, indent, inner, scale):
            yield from _reached(sheet, at, over, step)


def _is_paragraph(sheet: RawSheet, at: At, text: str) -> bool:
    """Whether a text without wide gaps stands alone in its row, so that its figures are taken for no cell's."""
    return not APART.search(text) and not has_company(sheet, at)


def goes_across(sheet: RawSheet, style: CellStyle, at: At) -> bool:
    """Whether the content of this cell may be set across the next one: that has a look too, and nothing in it."""
    if style.placed not in ACROSS:
        return False
    row, column = at[0], at[1] + 1
    is_dressed = (row, column) in sheet.dressed or sheet.row(row).styled or sheet.column(column).styled
    return is_dressed and (row, column) not in sheet.cells


def width(char: str) -> float:
    """In digits."""
    if char in WIDTHS:
        return WIDTHS[char]
    return 2.0 if unicodedata.east_asian_width(char) in "WFA" else 1.0


def _overhang(style: CellStyle, need: float, room: float) -> tuple[float, float]:
    """How far a string stands out of its cell, to the left and to the right."""
    over = need - room
    if style.placed in ACROSS:
        return 0.0, float("inf")
    if style.placed == "center":
        return over, over
    return (over, 0.0) if style.placed == "right" else (0.0, over)


def _has_figures(text: str, indent: float, inner: float, scale: float) -> bool:
    """Whether a figure stands further than ``inner`` from the side where the text begins. What is centred begins on
    either, so that all of it counts by the shorter way."""
    at = indent
    for char in text:
        at += width(char) * scale
        if at > inner and _is_figure(char):
            return True
    return False


def _is_figure(char: str) -> bool:
    return char.isdigit() or char in FIGURES


def has_company(sheet: RawSheet, at: At) -> bool:
    """Whether the row holds anything else: what stands alone is a title or a paragraph."""
    return any(track != at[1] for track in sheet.filled.get(at[0], ()))


def _is_free(sheet: RawSheet, at: At, over: float, step: int) -> bool:
    column = at[1] + step
    while over > 0:
        if (at[0], column) in sheet.cells or column < 1:
            return False
        over -= _size(sheet, column)
        column += step
        if column > 16_384:
            return False
    return True


def _reached(sheet: RawSheet, at: At, over: float, step: int) -> Iterator[At]:
    """Until the text ends or another begins."""
    column = at[1] + step
    last = max(sheet.filled.get(at[0], (0,)))
    while over > 0 and 1 <= column <= last and (at[0], column) not in sheet.cells:
        yield at[0], column
        over -= _size(sheet, column)
        column += step


def _size(sheet: RawSheet, column: int) -> float:
    track = sheet.column(column)
    return 0.0 if track.hidden else (track.size or 0.0)
