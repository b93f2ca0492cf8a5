"""Which borders of a table each layout keeps, as data, so that no rule names a layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of a layout's cells."""

    marked: bool = False
    """The file's own format marks the table and its cells."""
    bordered: bool = False
    """No cell of a header is lost."""
    explicit: bool = False
    """Every cell is marked: nothing is stripped from the end of a row, no label leaves cells behind."""
    direct: bool = False
    """Values begin right behind their label, and only blanks may follow them."""
    stream: bool = False
    """Rows were cut out of a stream by their labels: what stands at a row's edges may belong to its neighbours."""
    loose: bool = False
    """A heading or prose may stand in the stream between two tables."""
    columns: bool = False
    """A cell's place in its row is a column of the table."""
    rectangular: bool = False
    """It may be, where every row has the same number of cells."""
    padded: bool = False
    """Merging leaves blank cells behind the labels of a header, and as many behind the values below."""
    cell_a_line: bool = False
    """Only a cell a line is left of the table: somebody may have dropped repeated lines."""
    blanks_part_numbers: bool = False
    """Cells stand apart by blanks alone: ``1 3`` is two cells, or one with a blank in it."""
    placed: bool = False
    """Cells were told by where they stand on a page."""
    counted: bool = False
    """Blank cells are told by counting lines alone."""
    loses_rows: bool = False
    """A row whose label was lost leaves its values behind the row before it."""


LAYOUTS: Mapping[str, Traits] = {
    "html": Traits(marked=True, bordered=True, explicit=True, columns=True),
    "docx": Traits(marked=True, bordered=True, explicit=True, columns=True),
    "xlsx": Traits(marked=True, bordered=True, explicit=True, columns=True),
    "pdf_ruled": Traits(marked=True, bordered=True, explicit=True, columns=True, placed=True),
    "pdf_aligned": Traits(explicit=True, columns=True, placed=True),
    "recognised": Traits(marked=True, bordered=True, explicit=True, columns=True, placed=True),
    "tab_rows": Traits(bordered=True, rectangular=True),
    "pipe_rows": Traits(bordered=True, rectangular=True, padded=True),
    "cell_lines": Traits(bordered=True, explicit=True, loses_rows=True),
    "tab_lines": Traits(explicit=True, direct=True, loose=True),
    "gap_lines": Traits(explicit=True, direct=True, loose=True, counted=True),
    "glued": Traits(),
    "pipe_stream": Traits(stream=True, loose=True, loses_rows=True),
    "line_stream": Traits(stream=True, loose=True, cell_a_line=True, blanks_part_numbers=True, loses_rows=True),
}
