"""What stands in the cells of a table with rules, and whether it is theirs beyond doubt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from generator.model.spans import Where
from generator.sources.extract import RawCell
from generator.sources.pdf.page import UNREAD, Box, Char, PdfPage, TextLine, numeral, text_lines
from generator.sources.pdf.squares import Key, SquareGrid
from generator.sources.pdf.wrapping import PADDING, cell_text, first_token, is_parted

THINNEST = 4.0
"""Points: nothing could be printed in a cell as narrow or as low as this."""
SIZES = (0.5, 2.0)
"""A numeral smaller or larger than so many times the size of the table's text belongs to a stamp or a watermark."""
UNEVEN = 0.75
"""Numerals of one cell whose sizes differ by more are a number and the mark of a note, perhaps."""
BORDER = 1.5
"""Points from a border that ink may belong to it: corners, double strokes, blurred edges."""
HANGING = frozenset("，。、；：！？）”’》〉」』】")
"""Marks that may hang over the end of a full line, and with it over the border of their cell."""


class InkedCell(RawCell, frozen=True):
    """A cell with what a page break asks of it.

    ``lead`` is the width of what cannot be parted from its first line, ``room`` what its last line has left.
    """

    lead: float = 0.0
    room: float = 0.0


@dataclass(frozen=True, slots=True)
class _Layout:
    """The cells of a table by the first of their squares: their squares, boxes and lines; and what is common to all.

    ``unsure`` are cells whose characters cannot be told, ``padding`` is the most that margins can be, in points.
    """

    page: int
    grid: SquareGrid
    cells: Mapping[Key, Sequence[Key]]
    lines: Mapping[Key, Sequence[TextLine]]
    boxes: Mapping[Key, Box]
    unsure: set[Key]
    padding: float

    def cell(self, first: Key) -> InkedCell | None:
        """The cell that begins with the square ``first``; None where it is the room between two strokes."""
        squares, box, own = self.cells[first], self.boxes[first], self.lines[first]
        text = cell_text(own, box[0], box[2], self.padding)
        whole = (squares[-1][0] - first[0] + 1) * (max(c for _, c in squares) - first[1] + 1) == len(squares)
        if first in self.unsure or (not whole and (text or _roomy(self.grid, squares))):
            text += UNREAD  # whose characters these are cannot be told; a frame with some may lie inside
        # Between the two strokes of a double border is no cell.
        if not text and not (whole and min(box[2] - box[0], box[3] - box[1]) >= THINNEST):
            return None
        lead = first_token(own[0]) if own else 0.0
        room = box[2] - box[0] - self.padding - (own[-1].x1 - own[-1].x0) if own else 0.0
        return InkedCell(text, where=Where(page=self.page, box=box), lead=lead, room=room)


def table_rows(page: PdfPage, grid: SquareGrid, chars: Sequence[Char]) -> tuple[tuple[RawCell, ...], ...] | None:
    """The rows of the table of ``grid`` with ``chars`` in it; None where it is none."""
    cells = grid.cells()
    if len(cells) < 2 or not chars:
        return None
    layout = _layout(page, grid, cells, chars)
    rows: list[list[RawCell]] = [[RawCell("", covered=True)] * (len(grid.xs) - 1) for _ in grid.ys[1:]]
    for first in cells:
        cell = layout.cell(first)
        if cell is not None:
            rows[first[0]][first[1]] = cell
    return tuple(map(tuple, rows))


def _layout(page: PdfPage, grid: SquareGrid, cells: Mapping[Key, Sequence[Key]], chars: Sequence[Char]) -> _Layout:
    """Where ``chars`` stand in ``cells``, and which cells are unsure."""
    owner = {square: first for first, squares in cells.items() for square in squares}
    around = text_lines(c for c in page.chars if grid.ys[0] - c.size <= c.y <= grid.ys[-1] + c.size)
    held = _held(grid, owner, chars, _hung(grid, owner, around))
    lines = {first: text_lines(own) for first, own in held.items()}
    unsure = _torn(grid, owner, around) | _unsure(page, grid, owner, held)
    unsure |= {first for first, own in lines.items() if is_parted(own)}
    boxes = {first: grid.box(squares) for first, squares in cells.items()}
    padding = _padding((boxes[first][2] - boxes[first][0], own) for first, own in lines.items())
    return _Layout(page.number, grid, cells, lines, boxes, unsure, padding)


def _unsure(page: PdfPage, grid: SquareGrid, owner: Mapping[Key, Key], held: Mapping[Key, Sequence[Char]]) -> set[Key]:
    """Cells with invisible numerals, numerals of different sizes, or ink that is no text and no letters beside it."""
    unsure = {owner[grid.square(ghost)] for ghost in page.ghosts if grid.holds(ghost)}
    unsure |= {first for first, own in held.items() if _uneven(own)}
    return unsure | {first for first in _blotted(grid, owner, page) if not any(c.text.isalpha() for c in held[first])}


def _held(
    grid: SquareGrid, owner: Mapping[Key, Key], chars: Sequence[Char], hung: Mapping[Char, Key]
) -> dict[Key, list[Char]]:
    """The characters in each cell; numerals of a foreign size are unread."""
    usual = median(c.size for c in chars)
    held: dict[Key, list[Char]] = {first: [] for first in owner.values()}
    for char in chars:
        shown = replace(char, text=UNREAD) if numeral(char) and _foreign(char, usual) else char
        held[hung.get(char) or owner[grid.square(char)]].append(shown)
    return held


def _roomy(grid: SquareGrid, squares: Sequence[Key]) -> bool:
    """Could something be printed in one of ``squares``?"""
    boxes = map(grid.box, ([square] for square in squares))
    return any(min(x1 - x0, y1 - y0) >= THINNEST for x0, y0, x1, y1 in boxes)


def _foreign(char: Char, usual: float) -> bool:
    return not SIZES[0] * usual <= char.size <= SIZES[1] * usual


def _uneven(chars: Sequence[Char]) -> bool:
    """Nothing but numerals, of very different sizes?"""
    inked = [c for c in chars if not c.text.isspace()]
    sizes = [c.size for c in inked]
    return len(sizes) > 1 and min(sizes) < UNEVEN * max(sizes) and all(map(numeral, inked))


def _blotted(grid: SquareGrid, owner: Mapping[Key, Key], page: PdfPage) -> set[Key]:
    """Cells with ink in them that is neither text nor a border: a digit, perhaps, that is drawn or a picture."""
    found: set[Key] = set()
    for x0, y0, x1, y1 in page.blots:
        if x1 > grid.xs[0] and x0 < grid.xs[-1] and y1 > grid.ys[0] and y0 < grid.ys[-1]:
            rows, columns = grid.span(x0, y0, x1, y1, BORDER)
            found |= {owner[row, column] for row in rows for column in columns}
    return found


def _padding(cells: Iterable[tuple[float, Sequence[TextLine]]]) -> float:
    """The most that the margins of a cell, left and right together, can be: some line of the table fills the rest.

    ``cells`` are widths and lines. Numbers over several lines are left out: whether those are full is the question.
    """
    slack = [
        width - (line.x1 - line.x0)
        for width, lines in cells
        if len(lines) < 2 or any(c.text.isalpha() for line in lines for c in line.chars)
        for line in lines
    ]
    return max(0.0, min([PADDING, *slack]))


def _torn(grid: SquareGrid, owner: Mapping[Key, Key], lines: Sequence[TextLine]) -> set[Key]:
    """Cells over whose border a number runs, into the next cell or out of the table."""

    def cell(char: Char) -> Key | None:
        return owner[grid.square(char)] if grid.holds(char) else None

    torn: set[Key] = set()
    for line in lines:
        for a, b in pairwise(line.chars):
            if numeral(a) and numeral(b) and b.x0 - a.x1 <= 0.12 * a.size and cell(a) != cell(b):
                torn |= {key for key in (cell(a), cell(b)) if key is not None}
    return torn


def _hung(grid: SquareGrid, owner: Mapping[Key, Key], lines: Sequence[TextLine]) -> dict[Char, Key]:
    """Marks that hang over the border behind the character they belong to, and the cell of that character."""
    hung: dict[Char, Key] = {}
    for line in lines:
        for a, b in pairwise(line.chars):
            if b.text in HANGING and a.text.isalpha() and b.x0 - a.x1 <= 0.12 * a.size and grid.holds(a):
                cell = owner[grid.square(a)]
                if grid.holds(b) and owner[grid.square(b)] != cell:
                    hung[b] = cell
    return hung
