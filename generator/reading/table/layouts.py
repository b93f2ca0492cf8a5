"""Text to grids: one function for each way in which extraction lays out the cells of a table.

A layout function looks through all lines and yields the grids it can see. It decides
nothing about meaning; whether a grid is one of ours is for ``gathering`` to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from generator.model.documents import Grid, GridCell, GridRow
from generator.model.spans import RepairedSpan, Span
from generator.reading.table.tokens import PAGE_NUMBER, cell_of
from generator.text.folding import half_width
from generator.text.lines import Line
from generator.text.number_grammar import NUMBER_PIECE

Layout = Callable[[Sequence[Line]], Iterator[Grid]]

MAX_COLUMNS = 200
"""Wider rows are no table of ours (16 columns) and are passed over."""


def tab_rows(lines: Sequence[Line]) -> Iterator[Grid]:
    """A table row a line, cells apart by tabs; blank lines may stand between rows."""
    for block in _blocks(lines, TAB):
        yield from grid_of(_mended([_delimited_row(line, TAB, False, False) for line in block]), "tab_rows")


def pipe_rows(lines: Sequence[Line]) -> Iterator[Grid]:
    """A table row a line, cells apart by ``|``; a bar at either end only closes the row."""
    for block in _blocks(lines, BAR):
        # A bar at an end closes the row only where it does so in every row: else it parts off a blank cell.
        left = all(line.text.lstrip()[:1] in BARS for line in block)
        right = all(line.text.rstrip()[-1:] in BARS for line in block)
        yield from grid_of(_mended([_delimited_row(line, BAR, left, right) for line in block]), "pipe_rows")


def _mended(rows: Sequence[GridRow]) -> list[GridRow]:
    """Rows with a line of few numbers put to the row before: it was cut off from that row, or from its last cell."""
    done: list[GridRow] = []
    for row in rows:
        filled = [cell for cell in row.cells if not cell.blank]
        numbers = all(ONLY_NUMBER.fullmatch(cell.text) for cell in filled)
        if done and filled and len(row.cells) < FEWEST_VALUES and numbers and not done[-1].blank:
            first, *rest = row.cells
            *before, last = done[-1].cells
            done[-1] = GridRow((*before, _joined(last, first), *rest))
        else:
            done.append(row)
    return done


ONLY_NUMBER = re.compile(NUMBER_PIECE)
FEWEST_VALUES = 5
"""Minimum number of cells of a row without a label: those of a block of table 4."""

TAB = re.compile(r"\t")
BAR = re.compile(r"[|｜]")
BARS = ("|", "｜")


def _blocks(lines: Sequence[Line], bar: re.Pattern[str]) -> Iterator[list[Line]]:
    """Runs of lines with separators; blank lines and page numbers do not end a run, prose does."""
    block: list[Line] = []
    for line in lines:
        if _is_row(line.text, bar):
            block.append(line)
        elif block and not line.blank and not PAGE_NUMBER.fullmatch(half_width(line.text)):
            yield block
            block = []
    if block:
        yield block


def _is_row(text: str, bar: re.Pattern[str]) -> bool:
    """True if a line has cells. One word behind a tab is an indented paragraph; a cell a line is another layout."""
    if not bar.search(text):
        return False
    cells = bar.split(text, MAX_COLUMNS + 1)
    filled = sum(1 for cell in cells if cell and not cell.isspace())
    return len(cells) <= MAX_COLUMNS + 1 and filled > 0 and not (filled == 1 and len(cells) <= 2 and bar is TAB)


def _delimited_row(line: Line, bar: re.Pattern[str], left: bool, right: bool) -> GridRow:
    edges = [-1, *(match.start() for match in bar.finditer(line.text)), len(line.text)]
    cells = [cell_of(line, a + 1, b) for a, b in pairwise(edges)]
    if right and cells[-1].blank:
        cells.pop()
    if left and cells and cells[0].blank:
        cells.pop(0)
    return GridRow(tuple(cells))


def cell_lines(lines: Sequence[Line]) -> Iterator[Grid]:
    """A cell a line, marked by a leading tab; an empty line ends the row; a line without tab goes on the cell."""
    rows: list[GridRow] = []
    cells: list[GridCell] = []
    for line in lines:
        tabs = line.text.count("\t")
        if tabs == 1 and line.text.startswith("\t"):
            cells.append(cell_of(line, 1, len(line.text)))
        elif cells and not tabs and not line.blank:
            cells[-1] = _joined(cells[-1], cell_of(line, 0, len(line.text)))
        else:
            rows += _row(cells)
            cells = []
            if not line.blank:
                yield from grid_of(rows, "cell_lines")
                rows = []
        if len(cells) > MAX_COLUMNS:
            cells = []
    yield from grid_of([*rows, *_row(cells)], "cell_lines")


def _row(cells: Sequence[GridCell]) -> list[GridRow]:
    return [GridRow(tuple(cells))] if cells else []


def _joined(first: GridCell, more: GridCell) -> GridCell:
    """A cell and the line that goes on with it. Words go on; digits do not: such a line may be a page's number."""
    if more.blank:
        return first
    start = more.span.start if first.blank else first.span.start
    between = "" if more.text[0].isalpha() and not first.text[-1:].isdigit() else BROKEN
    return GridCell(first.text + between + more.text, RepairedSpan(Span(start, more.span.end)))


def grid_of(rows: Sequence[GridRow], layout: str) -> Iterator[Grid]:
    """``rows`` as a grid; none where there are too few to be a table."""
    if len(rows) < 2:
        return
    yield Grid(tuple(rows), RepairedSpan(Span(rows[0].cells[0].span.start, rows[-1].cells[-1].span.end)), layout)


BROKEN = "¦"
"""Stands in a cell where a line end may or may not part it: no number is read across it."""

LAYOUTS: tuple[Layout, ...] = (tab_rows, pipe_rows, cell_lines)


def find_grids(lines: Sequence[Line]) -> tuple[Grid, ...]:
    """Every grid that any layout sees, in order of place. Grids of different layouts may overlap."""
    found = [grid for layout in LAYOUTS for grid in layout(lines)]
    return tuple(sorted(found, key=lambda grid: (grid.span, grid.layout)))
