"""Tells which cells that were not found the source's table does not have.

Not found is UNREAD: the row may stand behind a cut, in a part that was refused, or under unknown words.
A cell is ABSENT only if the table's borders are kept, all of its rows were understood, and the row's words are not
near it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from msgspec import structs

from generator.forms.loader import FormTable
from generator.model.documents import Grid, GridRow, Text
from generator.model.figures import Address, Cell, Reading, Table
from generator.reading.lexicon import TableLexicon
from generator.reading.matching import BRACKETS, label_key
from generator.reading.numbers import parse_value
from generator.reading.table.traits import LAYOUTS
from generator.text.folding import squash

BEHIND = 200
"""Number of characters behind a table that may hold a row which lost its cells."""
GOES_ON = re.compile(
    r"[。；]|\n[^\n|\t]*[\u3400-\u9fff]{2}[^\n|\t]*\n|\n[^\S\n]*[一二三四五六七八九十]{1,2}、[^\n|\t]*情况"
)
"""A sentence, a whole line or a heading behind a table: the text was not cut in the table's next row."""

VALUES = (Reading.STATED, Reading.ILLEGIBLE)
"""Of a cell that is no label; one that cannot be read may be either."""


def told_absent(table: Table, form: FormTable, grids: Sequence[Grid], lexicon: TableLexicon, text: Text) -> Table:
    """``table`` with the rows ABSENT that the source does not have, as far as that can be told."""
    missing = [row for row in form.rows if all(c.reading is Reading.UNREAD for c in _cells(table, row))]
    if not missing or not _read_whole(table, form, len(missing), grids, lexicon, text):
        return table
    span = text.forth(table.span)
    near = squash(text.repaired[span.start : span.end + BEHIND])
    lacking = {row for row in missing if not _printed(form, row, near)}
    return replace(table, cells=_absent(table.cells, lacking)) if lacking else table


def _cells(table: Table, row: str) -> Iterator[Cell]:
    return (cell for (other, _), cell in table.cells.items() if other == row)


def _absent(cells: Mapping[Address, Cell], rows: set[str]) -> dict[Address, Cell]:
    return {
        address: structs.replace(cell, reading=Reading.ABSENT) if address[0] in rows else cell
        for address, cell in cells.items()
    }


def _read_whole(
    table: Table, form: FormTable, missing: int, grids: Sequence[Grid], lexicon: TableLexicon, text: Text
) -> bool:
    """True if the table's borders are kept, every row with values was understood, and the text goes on behind it."""
    if LAYOUTS[table.layout].stream or 2 * missing > len(form.rows):
        return False
    if any(cell.reading is Reading.ILLEGIBLE and cell.note in ("columns", "twice") for cell in table.cells.values()):
        return False
    own = [grid for grid in grids if grid.layout == table.layout and text.back(grid.span).overlaps(table.span)]
    behind = text.repaired[text.forth(table.span).end :]
    return all(_understood(row, form, lexicon) for grid in own for row in grid.rows) and bool(GOES_ON.search(behind))


def _understood(row: GridRow, form: FormTable, lexicon: TableLexicon) -> bool:
    """False if a row has numbers but is none of the form's, or looks like a label and has no cells behind it."""
    filled = [cell.text for cell in row.cells if not cell.blank]
    matched = [match.id for words in filled if (match := lexicon.rows.find(words))]
    if any(id_ not in form.rows for id_ in matched):
        return False
    return bool(matched) or not any(parse_value(words).reading in VALUES for words in filled)


def _printed(form: FormTable, row: str, near: str) -> bool:
    label = form.rows[row]
    names = (label.zh, BRACKETS.sub("", label.zh), label.short, *label.aliases)
    return any(key in near for key in map(label_key, names) if key)
