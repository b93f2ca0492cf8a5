"""One reading of one table, and when another one goes before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from generator.model.documents import Text
from generator.model.doubts import Doubt
from generator.model.figures import Cell, Reading, Table
from generator.reading.table.cells import TWICE
from generator.reading.table.traits import LAYOUTS

MOSTLY = 0.7
"""So much of a table must be told before what is left open in it is taken to be refused with its borders in sight."""
DISPUTES = 4
"""The table of one row, whose values are told from their neighbours by nothing but their number."""
COUNTED = 40
"""Minimum number of cells known by counted lines before the counting is trusted: about six rows of table 3."""


NOT_FOUND = (Reading.UNREAD, Reading.ABSENT)
"""Of cells that a view did not see; another one may, even where the first one thought that there are none."""


@dataclass(frozen=True)
class TableReading:
    """One reading of one table."""

    table: Table | None = None
    doubts: tuple[Doubt, ...] = ()

    @cached_property
    def known_count(self) -> int:
        """Number of cells of which this reading is sure."""
        return sum([cell.reading.is_known for cell in self.table.cells.values()]) if self.table else 0

    @property
    def whole(self) -> bool:
        return self.table is not None and self.known_count == len(self.table.cells)

    @property
    def is_nearly_complete(self) -> bool:
        """True if nearly all cells are known."""
        return self.table is not None and self.known_count >= MOSTLY * len(self.table.cells)

    @property
    def lacks_rows(self) -> bool:
        """True if some rows were not found, so that another view may find them."""
        return self.table is not None and any(c.reading in NOT_FOUND for c in self.table.cells.values())

    def settled(self, stream: bool) -> bool:
        """True if another view could add nothing: to a nearly complete table a ``stream`` can add only missing rows."""
        return self.whole or (stream and self.is_nearly_complete and not self.lacks_rows)

    @property
    def twice(self) -> bool:
        """True if the text holds the table twice with different values; a view that sees one of them cannot decide."""
        return self.table is not None and all(cell.note == TWICE for cell in self.table.cells.values())

    @property
    def marked(self) -> bool:
        """True if it was read from a table that the format itself marks, and at least one cell is known."""
        return self.table is not None and LAYOUTS[self.table.layout].marked and self.known_count > 0

    @property
    def streamed(self) -> bool:
        return self.table is not None and LAYOUTS[self.table.layout].stream

    def beats(self, other: TableReading) -> bool:
        """True if it is preferred to the reading found earlier.

        Streams carry no cell borders, so they cannot override a refused bordered row: in a table that is nearly
        complete, or a found table of one row, blank cells by a stream do not count.
        """
        if other.twice:
            return False
        one_row = self.table is not None and self.table.number == DISPUTES and other.table is not None
        if self.streamed and (other.is_nearly_complete or (one_row and self._has_blanks)):
            return False
        return self.known_count > other.known_count or (other.table is None and self.table is not None)

    @property
    def _has_blanks(self) -> bool:
        return self.table is not None and any(c.reading is Reading.BLANK for c in self.table.cells.values())


def regular(found: Iterable[TableReading], text: Text) -> bool:
    """True if the counted empty lines fit every row of every table, except one in which the text breaks off.

    Otherwise the blank cells that were counted from them are not trusted."""
    counted = [one for one in found if one.table and LAYOUTS[one.table.layout].counted]
    cells = [cell for one in counted if one.table for cell in one.table.cells.values()]
    misfits = any(cell.reading is Reading.ILLEGIBLE and _stands_inside(cell, text) for cell in cells)
    return not counted or (not misfits and sum([one.known_count for one in counted]) >= COUNTED)


def _stands_inside(cell: Cell, text: Text) -> bool:
    """True if a cell was refused because its row's cells do not fit, and text follows it."""
    return cell.note == "columns" and not (cell.span and not text.decoded[cell.span.end :].strip())
