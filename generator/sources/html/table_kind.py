"""Tables that hold data, as against tables that lay out a page; and what a table's numbers are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.sources.html.boxes import LONGEST_CELL, BoxContents, TableCell
from generator.text.folding import half_width, without_blanks
from generator.text.number_grammar import NUMBER_LIKE, UNIT

NUMERIC_CELL = re.compile(rf"[+\-−]?{NUMBER_LIKE}(?:{UNIT})?")
LONG_CELL = 500
LONG_LINES = 6
"""A cell of 200 characters in so many lines is a text that a table lays out."""
MANY = 12
MAX_SPAN = 65_534
"""What browsers take for the longest span."""


def is_data(groups: Sequence[Sequence[Sequence[TableCell]]]) -> bool:
    """Whether cells stand beside each other in rows that belong together, and none holds a text or a table."""
    rows = [row for group in groups for row in group if row]
    if not rows or max(len(row) for row in rows) < 2:
        return False
    cells = [cell.box.tally for row in rows for cell in row]
    # A table of numbers may bear a long note; any other table with long cells lays out a page.
    numbers = numeric_cells(groups) >= MANY
    return not any(cell.tables or _is_text(cell, numbers) for cell in cells) and _holds_words(cells)


def _is_text(cell: BoxContents, numbers: bool) -> bool:
    """Whether a cell is too long for one of a table, which may be one of ``numbers``."""
    long = cell.chars > LONG_CELL or (cell.chars > 200 and cell.lines > LONG_LINES)
    return long and not (numbers and cell.chars <= LONGEST_CELL and cell.anchors < 2)


def _holds_words(cells: Sequence[BoxContents]) -> bool:
    """Whether two cells hold something, and most of it is no link."""
    chars, linked = sum(cell.chars for cell in cells), sum(cell.linked for cell in cells)
    return sum(cell.chars > 0 for cell in cells) >= 2 and linked * 2 <= chars


def numeric_cells(groups: Sequence[Sequence[Sequence[TableCell]]]) -> int:
    """How many cells hold a number and nothing else."""
    short = (cell for group in groups for row in group for cell in row if 0 < cell.box.tally.chars <= 20)
    texts = (without_blanks(half_width(cell.text)) for cell in short if not cell.box.tally.tables)
    return sum(NUMERIC_CELL.fullmatch(text) is not None for text in texts)


BEGINS_WITH_NUMBER = re.compile(r"\s*(\d{1,9})")


def whole_number(text: str | None, otherwise: int) -> int:
    """A number from an attribute, as browsers read it: leading digits; ``otherwise`` where there are none."""
    match = BEGINS_WITH_NUMBER.match(text) if text else None
    return min(int(match[1]), MAX_SPAN) if match else otherwise
