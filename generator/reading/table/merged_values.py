"""Value cells that are merged with one another: which cell the value belongs to is unknown.

A merged label says what it covers, and where a form has one value its cell may be as wide as a whole header. But a
value that reaches over the place of another one takes that one's place. In the row below, both are refused, and the
places of their neighbours stay what they are. Under the next column, the row has a cell too few, for which no blank one
behind the table makes up.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from generator.model.documents import Grid, GridCell, GridRow
from generator.sources.marks import BROKEN

At = tuple[int, int]
"""Row and position of a cell in its grid."""


class MergedValues:
    """The merged values of one grid whose rows are gone through from the top down."""

    def __init__(self, grid: Grid) -> None:
        self.spoilt: set[At] = set()
        """Values that reach over the places of others."""
        self._grid = grid
        self._labels: dict[int, int] = {}
        """Row of values → position of its label."""
        self._shared: dict[int, dict[int, At]] = {}

    def parted(self, row: int, label: int, heading: Sequence[GridRow]) -> GridRow:
        """A row, whose label stands at ``label``, with a cell at every place of it over which a value of a row above
        reaches: unread, or blank where that one is. Without blanks that would make up for a cell that it lacks."""
        cells = self._grid.rows[row].cells
        if not any(cell.covered for cell in cells[label + 1 :]):
            return self._grid.rows[row]
        self._shared[row] = shared = self._down(row, label)
        own = list(cells)
        for at, (above, column) in shared.items():
            blank = self._grid.rows[above].cells[column].blank
            own[at] = replace(cells[at], text="" if blank else BROKEN, covered=False, above=False)
        if end := self._lacks(row, label, heading):
            own[end:] = [replace(cell, covered=cell.covered or cell.blank) for cell in own[end:]]
        return GridRow(tuple(own))

    def take(self, row: int, label: int) -> None:
        """Records that a row is one of values."""
        self._labels[row] = label
        self.spoilt.update(self._shared.get(row, {}).values())

    def unread(self, row: int, cells: tuple[GridCell, ...]) -> tuple[GridCell, ...]:
        """Cells of a row, without those values that reach over the places of others."""
        gone = [self._grid.rows[line].cells[at] for line, at in self.spoilt if line == row]
        if not gone:
            return cells
        return tuple(
            replace(cell, text=f"{BROKEN}{cell.text}") if cell.text and any(cell is one for one in gone) else cell
            for cell in cells
        )

    def _down(self, row: int, label: int) -> dict[int, At]:
        """The places of a row's values that values of rows above reach over, each with the cell that does."""
        found: dict[int, At] = {}
        for column, cell in enumerate(self._grid.rows[row].cells):
            if column > label and cell.above:
                by = self._owner(row, column)
                if by not in found.values() and by[1] > self._labels.get(by[0], by[1]):
                    found[column] = by
        return found

    def _lacks(self, row: int, label: int, heading: Sequence[GridRow]) -> int:
        """Where the labels of columns end, if a row has too few cells under them, since one reaches under the next
        label; else 0."""
        cells = self._grid.rows[row].cells
        if any(len(above.cells) != len(cells) for above in heading):
            return 0  # not in the same columns: a page of a PDF after the one with the header
        starts = _starts(heading, label, len(cells))
        if not any(cells[at].covered and not cells[at].above for at in starts):
            return 0
        end = _end(heading, starts[-1], len(cells))
        own = sum(not cell.covered for cell in cells[starts[0] : end])
        return end if own + len(self._shared[row]) < len(starts) else 0

    def _owner(self, row: int, column: int) -> At:
        """The cell that covers a covered position, as far as the rows lie one above the other."""
        rows = self._grid.rows
        while row > 0 and rows[row].cells[column].above and column < len(rows[row - 1].cells):
            row -= 1
        while column > 0 and rows[row].cells[column].covered:
            column -= 1
        return row, column


def _starts(heading: Sequence[GridRow], label: int, width: int) -> list[int]:
    """Where labels of columns begin behind the labels of rows."""
    named = (enumerate(above.cells[:width]) for above in heading)
    return sorted({at for row in named for at, cell in row if at > label and not cell.covered and not cell.blank})


def _end(heading: Sequence[GridRow], last: int, width: int) -> int:
    """The position behind the last column, whose label begins at ``last``."""
    wide = {at for above in heading for at, cell in enumerate(above.cells) if cell.covered}
    return next((at for at in range(last + 1, width) if at not in wide), width)
