"""A worksheet as its file holds it: cells, sizes of rows and columns, merged ranges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.sources.office.ooxml import Element
from generator.sources.office.xlsx.addresses import Area, At
from generator.sources.office.xlsx.looks import CellText

MAX_RULES = 5_000
"""Of conditional formats and column definitions; a sheet of a report has under a hundred."""
WIDTH = 9.14
"""Of a column that the file does not mention, in digits with their margin: what 8.43 visible ones take."""


@dataclass(slots=True)
class StoredCell:
    """A cell with content. ``stored`` is None where the file holds no value."""

    kind: str
    stored: str | None
    style: int
    words: CellText | None = None
    formula: Element | None = None
    certain: bool = True

    @property
    def is_empty(self) -> bool:
        """No content, and nothing that is not understood."""
        return self.stored is None and self.words is None and self.formula is None and self.certain


@dataclass(slots=True)
class Track:
    """A row or a column. ``size`` is in points or digits; None where it is as usual or as high as its text."""

    size: float | None = None
    hidden: bool = False
    certain: bool = True
    """False where programs differ about whether it is seen."""
    styled: bool = False
    """It has a style of its own, which some programs give to cells that name none."""


@dataclass(slots=True)
class RawSheet:
    """A worksheet."""

    cells: dict[At, StoredCell] = field(default_factory=dict)
    rows: dict[int, Track] = field(default_factory=dict)
    columns: dict[int, Track] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    usual_row: Track = field(default_factory=Track)
    usual_column: Track = field(default_factory=lambda: Track(WIDTH))
    filled: dict[int, set[int]] = field(default_factory=dict)
    """Columns of the cells with content, by row."""
    torn: list[Area] = field(default_factory=list)
    """Merged ranges that no program writes so: each merges them in its own way, or not at all."""
    first: At = (1, 1)
    """The first row and column that a view can be moved to: what lies before a frozen pane is out of reach."""
    dressed: dict[At, int] = field(default_factory=dict)  # The styles of cells without content.
    shows_zeros: bool = True
    certain: bool = True
    """False where all its digits are doubtful: formulas are shown in place of values, or a picture lies behind."""

    def row(self, at: int) -> Track:
        return self.rows.get(at, self.usual_row)

    def column(self, at: int) -> Track:
        return self.columns.get(at, self.usual_column)


def cells_of(area: Area, sheet: RawSheet) -> Iterator[At]:
    """The addresses in ``area`` that hold cells, in time proportional to the smaller of the two."""
    top, left, bottom, right = area
    if (bottom - top + 1) * (right - left + 1) <= len(sheet.cells):
        places = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        yield from (at for at in places if at in sheet.cells)
    else:
        yield from (at for at in sheet.cells if top <= at[0] <= bottom and left <= at[1] <= right)
