"""Labels of a spreadsheet that nobody sees, or sees whole: they name no row, no column and no unit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from generator.sources.marks import BROKEN
from generator.sources.office.xlsx.addresses import Area
from generator.sources.office.xlsx.looks import LONGEST_LABEL, PRINTED_NUMBER
from generator.sources.office.xlsx.room import INDENT, LOWEST, MARGIN, is_free_beside, room_across, scale_of, width
from generator.sources.office.xlsx.sheet import RawSheet
from generator.sources.office.xlsx.styles import CellStyle
from generator.sources.rows import HEADING
from generator.text.folding import without_blanks
from generator.text.visible import Visibility, of_size

LETTER = 2.0
"""Digits that a Chinese letter takes."""
ENOUGH = 6.0
"""Digits of a longer label by which it is known though the rest is cut off: as many as three letters."""
MONEY = "元"
"""A label with it names a unit, commonly behind all else."""
CERTAIN = 0.85
"""Of the width that a text is reckoned to have: fonts differ, so that a line more is not certain."""


def is_label_seen(sheet: RawSheet, style: CellStyle, points: float, area: Area, text: str) -> bool:
    """Whether enough of a label is seen in its cell that a reader knows it. ``points`` is the size of the normal font,
    by which columns are measured."""
    room, high = room_across(sheet, area), _height(sheet, area)
    scale = scale_of(style, points)
    if style.turned:
        return high >= LOWEST * style.font.points and room >= scale
    lines = text.rstrip().split("\n") if style.wrapped else [text.replace("\n", "")]
    need = max(map(_wide, lines)) * scale
    if high < LOWEST * style.font.points * _line_count(style, lines, scale, room):
        return False
    if _pushed(style, lines[0]) * scale + INDENT * style.indent + LETTER * scale > max(room + MARGIN, LETTER * scale):
        return False
    if style.wrapped or need <= room:
        return room >= min(scale * LETTER, need)
    if style.shrunk:
        return of_size(style.font.points * room / need) is Visibility.SEEN
    if area[:2] == area[2:] and is_free_beside(sheet, style, area[:2], need, room):
        return True
    return MONEY not in text and room >= min(need / 2, ENOUGH * scale)


def _height(sheet: RawSheet, area: Area) -> float:
    """Points of an area's visible rows; infinite where one of them is as high as its text."""
    rows = [sheet.row(row) for row in range(area[0], area[2] + 1)]
    heights = [row.size for row in rows if not row.hidden]
    return math.inf if None in heights else sum(height or 0 for height in heights)


def _line_count(style: CellStyle, lines: Sequence[str], scale: float, room: float) -> int:
    """How many lines of a label have to be seen: with a unit in it also those that surely come of breaking lines where
    only ``room`` digits are left to each."""
    if not style.wrapped or room <= 0 or not any(MONEY in line for line in lines):
        return len(lines)
    return sum(max(1, math.ceil(_wide(line) * scale * CERTAIN / room)) for line in lines)


def unnamed(text: str, *, alone: bool, above: bool) -> str:
    """A text in doubt, so that it names nothing. One that stands ``alone`` in its row is a heading or a sentence,
    of which only the figures count; ``above`` all tables it is the title, by which a report is found."""
    if BROKEN in text or not text.strip():
        return text
    if not alone:
        return BROKEN
    if above or HEADING.fullmatch(without_blanks(text)):
        return text
    return PRINTED_NUMBER.sub(rf"{BROKEN}\g<0>{BROKEN}", text) if len(text) > LONGEST_LABEL else BROKEN


def _pushed(style: CellStyle, line: str) -> float:
    """How far blanks push a line into its cell, or out of it; in digits."""
    before = sum(map(width, line[: len(line) - len(line.lstrip())]))
    behind = sum(map(width, line[len(line.rstrip()) :]))
    if style.placed == "right":
        return behind
    return abs(before - behind) / 2 if style.placed == "center" else before


@lru_cache(maxsize=4096)
def _wide(line: str) -> float:
    return sum(map(width, line))
