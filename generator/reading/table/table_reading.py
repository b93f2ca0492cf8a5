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
"""So many cells must lie where the count of lines tells: about six rows of table 3."""


NOT_FOUND = (Reading.UNREAD, Reading.ABSENT)
"""Of cells that a view did not see; another one may, even where the first one thought that there are none."""


@dataclass(frozen=True)
class TableReading:
    """One reading of one table."""

    table: Table | None = None
    doubts: tuple[Doubt, ...] = ()

    @cached_property
    def known_count(self) -> int:
        """Cells about which this reading is sure."""
        return sum([cell.reading.is_known for cell in self.table.cells.values()]) if self.table else 0

    @property
    def whole(self) -> bool:
        return self.table is not None and self.known_count == len(self.table.cells)

    @property
    def is_nearly_complete(self) -> bool:
        """Are nearly all cells told?"""
        return self.table is not None and self.known_count >= MOSTLY * len(self.table.cells)

    @property
    def lacks_rows(self) -> bool:
        """Were some of its rows not found, which another view may see?"""
        return self.table is not None and any(c.reading in NOT_FOUND for c in self.table.cells.values())

    def settled(self, stream: bool) -> bool:
        """Would another view tell nothing more of it? A ``stream`` tells of a table only the rows that were not found,
        once it is mostly told."""
        return self.whole or (stream and self.is_nearly_complete and not self.lacks_rows)

    @property
    def twice(self) -> bool:
        """Does the text hold it twice with different values? A view that sees one of the two knows no better."""
        return self.table is not None and all(cell.note == TWICE for cell in self.table.cells.values())

    @property
    def marked(self) -> bool:
        """Does it come from a table that the format itself marks, and says something of it?"""
        return self.table is not None and LAYOUTS[self.table.layout].marked and self.known_count > 0

    @property
    def streamed(self) -> bool:
        return self.table is not None and LAYOUTS[self.table.layout].stream

    def beats(self, other: TableReading) -> bool:
        """Does it go before what was found earlier?

        What was refused with its borders in sight is not told by a stream, which sees none: of a table that is mostly
        told, or of a table of one row that was found, blank cells by a stream are none.
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
    """Blank cells that are told by counted lines are so only where the count fits every row of every table, but for one
    in which the text breaks off."""
    counted = [one for one in found if one.table and LAYOUTS[one.table.layout].counted]
    cells = [cell for one in counted if one.table for cell in one.table.cells.values()]
    misfits = any(cell.reading is Reading.ILLEGIBLE and _stands_inside(cell, text) for cell in cells)
    return not counted or (not misfits and sum([one.known_count for one in counted]) >= COUNTED)


def _stands_inside(cell: Cell, text: Text) -> bool:
    """Was a cell refused since its row's cells do not fit, and text stands behind it?"""
    return cell.note == "columns" and not (cell.span and not text.decoded[cell.span.end :].strip())
