"""Sheets as cells on a grid: how wide columns are, how labels wrap, how high rows are, and rows broken in two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from benchmarks.corpus.pdf_pages import Pages, length, wrap
from benchmarks.corpus.pdf_style import Style
from benchmarks.corpus.sheets import Box, Sheet


@dataclass
class Cell:
    """A box in its place. ``lines`` are what is still to be printed of it."""

    box: Box
    row: int
    column: int
    size: float
    lines: list[str]

    @property
    def last(self) -> int:
        return self.row + self.box.down - 1


def widths_of(pages: Pages, sheet: Sheet) -> list[float]:
    style, measure = pages.style, pages.measure
    if sheet.name == "disclosure":
        label = measure * style.label_width
        return [label, *[(measure - label) / 3] * 3]
    if sheet.name == "disputes":
        return [measure / 15] * 15
    group = style.size * style.group_width + 2 * style.padding + 1
    middle = style.size * 3 + 2 * style.padding + 1
    label = measure * style.label_width
    return [group, middle, label, *[(measure - group - middle - label) / 7] * 7]


def cells_of(pages: Pages, sheet: Sheet, widths: Sequence[float], random: Random) -> list[Cell]:
    style = pages.style
    cells: list[Cell] = []
    covered: set[tuple[int, int]] = set()
    for at, row in enumerate(sheet.rows):
        column = 0
        for box in row:
            while (at, column) in covered:
                column += 1
            covered |= {(at + d, column + a) for d in range(box.down) for a in range(box.across)}
            room = sum(widths[column : column + box.across]) - 2 * style.padding
            cells.append(_cell(box, at, column, room, style, random))
            column += box.across
    return cells


def _cell(box: Box, row: int, column: int, room: float, style: Style, random: Random) -> Cell:
    text, size = box.text.strip(), style.size
    if box.address is None:
        pieces = text.split(" ") if random.random() < 0.5 else [text]
        return Cell(box, row, column, size, [line for piece in pieces for line in wrap(piece, room, size)])
    lines = wrap(text, room, size)
    if style.ruled and len(lines) == 2 and lines[0].isascii() and lines[1] in UNITS:
        return Cell(box, row, column, size, lines)
    # a number is never cut: where it is too long its letters are smaller
    return Cell(box, row, column, size * min(1.0, room / (length(text, size) + size * 0.4)), [text] if text else [])


UNITS = ("件", "元", "万元")
"""What may stand on the line below its number, in narrow cells with rules."""


def heights_of(pages: Pages, cells: Sequence[Cell], count: int) -> list[float]:
    """Rows as high as the text in them; the last row of a tall cell grows where the cell has too little."""
    style = pages.style
    heights = [style.size * style.pitch + style.row_gap] * count
    for cell in sorted(cells, key=lambda cell: cell.box.down):
        need = len(cell.lines) * style.size * style.pitch + style.row_gap
        have = sum(heights[cell.row : cell.last + 1])
        heights[cell.last] += max(0.0, need - have)
    return heights


def break_row(cells: list[Cell], heights: list[float], row: int, room: float, style: Style) -> bool:
    """Make two rows of ``row``, the first with as many lines of its label as there is room for."""
    pitch = style.size * style.pitch
    fit = int((room - style.row_gap) / pitch)
    flat = [cell for cell in cells if cell.row == row and cell.box.down == 1]
    longest = max(len(cell.lines) for cell in flat)
    if not 1 <= fit < longest or any(len(cell.lines) > fit for cell in flat if cell.box.address):
        return False
    for cell in cells:
        if cell.row > row:
            cell.row += 1
        elif cell.last >= row and cell.box.down > 1:
            cell.box = replace(cell.box, down=cell.box.down + 1)
    for cell in flat:
        cells.append(replace(cell, row=row + 1, lines=cell.lines[fit:]))
        cell.lines = cell.lines[:fit]
    heights[row : row + 1] = [fit * pitch + style.row_gap, (longest - fit) * pitch + style.row_gap]
    return True
