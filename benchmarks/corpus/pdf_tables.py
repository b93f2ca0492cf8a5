"""Sheets set on pages: tables broken over them, cells framed and their texts printed."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from benchmarks.corpus.pdf_grid import Cell, break_row, cells_of, heights_of, widths_of
from benchmarks.corpus.pdf_pages import Pages
from benchmarks.corpus.sheets import Sheet

HEADERS = {"requests": 3, "disputes": 3, "disclosure": 0}
"""Rows that may be repeated overleaf."""


def set_table(pages: Pages, sheet: Sheet, random: Random) -> None:
    """Print ``sheet``, turning pages between its rows."""
    style = pages.style
    widths = widths_of(pages, sheet)
    cells = cells_of(pages, sheet, widths, random)
    heights = heights_of(pages, cells, len(sheet.rows))
    header, start = HEADERS[sheet.name], 0
    while start < len(heights):
        repeated = list(range(header)) if style.repeat_header and start else []
        room = pages.room - sum(heights[row] for row in repeated)
        end = start
        while end < len(heights) and heights[end] <= room:
            room -= heights[end]
            end += 1
        if style.break_rows and header <= end < len(heights) and break_row(cells, heights, end, room, style):
            end += 1
        if (end == start or (start == 0 and end <= header)) and not pages.fresh:
            pages.turn()
            continue
        end = max(end, start + 1)
        _part(pages, cells, widths, heights, [*repeated, *range(start, end)])
        start = end
        if start < len(heights):
            pages.turn()
    pages.y += style.size * 1.5


def _part(
    pages: Pages, cells: Sequence[Cell], widths: Sequence[float], heights: Sequence[float], shown: Sequence[int]
) -> None:
    """The rows ``shown``, on this page."""
    style, tops = pages.style, {}
    for row in shown:
        tops[row] = pages.y
        pages.y += heights[row]
    for cell in cells:
        mine = [row for row in range(cell.row, cell.last + 1) if row in tops]
        if not mine:
            continue
        left = style.margin + sum(widths[: cell.column])
        right = left + sum(widths[cell.column : cell.column + cell.box.across])
        top, bottom = tops[mine[0]], tops[mine[-1]] + heights[mine[-1]]
        if style.ruled:
            _frame(pages, left, top, right, bottom)
        room = int((bottom - top) / (style.size * style.pitch))
        here = cell.lines[:room] if style.carry and mine[-1] < cell.last else cell.lines
        _print(pages, cell, here, (left, top, right, bottom))
        # a header is printed again overleaf, what was begun is not
        if cell.row >= max(HEADERS.values()):
            cell.lines = cell.lines[len(here) :]


def _print(pages: Pages, cell: Cell, lines: Sequence[str], place: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = place
    style, size = pages.style, cell.size
    pitch = style.size * style.pitch
    high = top + style.row_gap / 2 if style.top else (top + bottom - len(lines) * pitch) / 2
    align = "left" if style.labels_left and _labels_row(cell) else style.align
    for at, line in enumerate(lines):
        wide = pages.length(line, size)
        x = left + style.padding
        if align == "center":
            x = (left + right - wide) / 2
        elif align == "right":
            x = right - style.padding - wide
        pages.text(line, x, high + at * pitch + pitch / 2 + 0.36 * size, size)


def _labels_row(cell: Cell) -> bool:
    """A long or numbered label of a row (or the corner's), not of a column."""
    text = cell.box.text
    long = len(text) > 10 and (cell.column == 0 or text[0] in "（(")
    return cell.box.address is None and (long or text[:1].isdigit())


def _frame(pages: Pages, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas, high = pages.canvas, pages.height
    canvas.setLineWidth(0.5)
    if pages.style.rules == "boxes":
        canvas.rect(x0, high - y1, x1 - x0, y1 - y0, stroke=1, fill=0)
        return
    for ax, ay, bx, by in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
        if pages.style.rules == "thin":
            canvas.rect(ax - 0.25, high - by - 0.25, bx - ax + 0.5, by - ay + 0.5, stroke=0, fill=1)
        else:
            canvas.line(ax, high - ay, bx, high - by)
