"""A cell a line, cells apart by lines with nothing but a tab: so browsers copy a table whose cells hold paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model.documents import Grid, GridCell, GridRow
from generator.model.spans import RepairedSpan, Span
from generator.reading.numbers import parse_value
from generator.reading.table.layouts import grid_of
from generator.reading.table.tokens import PLAIN, cell_of, is_prose
from generator.text.lines import Line

MAX_CELLS = 60
FEWEST = 4
"""Minimum number of lone tabs that separate cells of a table; fewer are noise."""
SEPARATOR = "\t"


def tab_lines(lines: Sequence[Line]) -> Iterator[Grid]:
    """The tables whose cells stand on lines of their own with lone tabs between; two or more empty lines end a row."""
    if sum(_parts(line) for line in lines) < FEWEST:
        return
    rows: list[GridRow] = []
    row = _Row(lines[0].span.end)
    for line in lines:
        words = line.text.strip()
        if _parts(line):
            row.part(line.text.count(SEPARATOR))
        elif not line.text.strip(" \r"):
            row.gap += 1
        else:
            prose = is_prose(words)
            if prose or not row.takes(words):
                rows += row.closed()
                row = _Row(row.at)
            if prose:
                yield from grid_of(rows, "tab_lines")
                rows = []
            else:
                row.add(line)
            row.end_of(line)
    row.strip()  # the text ends: what stood there may be cut off
    yield from grid_of([*rows, *row.closed()], "tab_lines")


def _parts(line: Line) -> bool:
    """True if the line holds nothing but tabs."""
    return SEPARATOR in line.text and not line.text.strip()


class _Row:
    """The cells of a row as far as they were seen: None stands for one in which nothing stood yet."""

    __slots__ = ("at", "cells", "gap", "tabs")

    def __init__(self, at: int) -> None:
        self.cells: list[GridCell | None] = [None]
        self.tabs = self.gap = 0
        self.at = at
        """Where the last line with text ended."""

    def part(self, tabs: int) -> None:
        self.cells += [None] * tabs
        self.tabs, self.gap = self.tabs + tabs, 0
        if len(self.cells) > MAX_CELLS:
            self.cells, self.tabs = [None], 0

    def takes(self, words: str) -> bool:
        """True if a line with ``words`` may stand in the row: after one empty line, and in a cell that it continues."""
        last = self.cells[-1]
        return self.gap <= 1 and (last is None or _goes_on(last.text, words))

    def add(self, line: Line) -> None:
        last, more = self.cells[-1], cell_of(line, 0, len(line.text))
        self.cells[-1] = more if last is None else _joined(last, more)

    def end_of(self, line: Line) -> None:
        self.gap, self.at = 0, line.span.end

    def strip(self) -> None:
        while self.cells and self.cells[-1] is None:
            self.cells.pop()

    def closed(self) -> list[GridRow]:
        """The row, if tabs parted it."""
        empty = GridCell("", RepairedSpan(Span(self.at, self.at)))
        return [GridRow(tuple(cell or empty for cell in self.cells))] if self.tabs else []


def _goes_on(before: str, words: str) -> bool:
    """True if a line may be the next paragraph of the same cell. Numbers do not continue labels, nor labels numbers."""
    return parse_value(before).reading not in PLAIN and parse_value(words).reading not in PLAIN


def _joined(first: GridCell, more: GridCell) -> GridCell:
    return GridCell(first.text + more.text, RepairedSpan(Span(first.span.start, more.span.end)))
