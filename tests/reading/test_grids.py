"""Rows of cells as they stand, whatever layout they were found in: what each row says, in plain-text cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.documents import Grid, GridCell, GridRow, Text
from generator.model.figures import Cell, Table
from generator.model.spans import Span
from generator.reading.table import read_tables
from tests.cases import Case, read_cases
from tests.reading.test_tables import reader, shown

CASES = read_cases(Path(__file__).parent / "cases" / "grids.txt")
COVERED = "^"
ABOVE = "↑"


def grid(rows: list[str], layout: str, start: int) -> Grid:
    """``a | b |`` → three cells, the last of them blank; ^ is what a merged neighbour covers, ↑ what one above does."""
    found, at = [], start
    for row in rows:
        cells, place = [], at
        for cell in row.split("|"):
            text = cell.strip()
            begin = place + len(cell) - len(cell.lstrip())
            covered = text in (COVERED, ABOVE)
            span = Span(begin, begin + len(text))
            cells.append(GridCell("" if covered else text, span, covered=covered, above=text == ABOVE))
            place += len(cell) + 1
        found.append(GridRow(tuple(cells)))
        at += len(row) + 1
    return Grid(tuple(found), Span(start, at - 1), layout)


def rows(given: str) -> dict[str, str]:
    """Short row label → its cells in the form's order; * behind those that rest on sums.

    A blank line parts grids; what begins with > is no grid.
    """
    layout, _, text = given.partition("\n")
    grids, at = [], 0
    for part in text.split("\n\n"):
        if not part.startswith(">"):
            grids.append(grid(part.split("\n"), layout, at))
        at += len(part) + 2
    tables, doubts = read_tables(grids, (), reader().lexicon, Text.plain(text))
    found = {"疑": " ".join(sorted({doubt.code for doubt in doubts}))}
    for table in tables:
        if isinstance(table, Table):
            form = reader().forms.table(table.number, table.form)
            found[f"表{'一二三四'[table.number - 1]}"] = table.form
            for row, _ in form.addresses():
                cells = [table.cells[address] for address in form.addresses() if address[0] == row]
                found[form.rows[row].short] = " ".join(marked(c) for c in cells)
    return found


def marked(cell: Cell) -> str:
    """A cell as ``shown``, with the unit of one that has no value and * behind one that rests on sums."""
    return shown(cell) + (cell.unit or "") * (cell.value is None) + "*" * bool(cell.rests_on)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    expected = dict(line.split(": ", 1) for line in case.expected.splitlines())
    found = rows(case.given)
    assert {name: found.get(name, "no such row") for name in expected} == expected
