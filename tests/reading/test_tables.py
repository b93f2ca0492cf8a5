"""Tables as they arrive, torn or whole: what each row says, in plain-text cases."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from generator.inspection import load_resources
from generator.model.figures import Cell, Reading, Table
from generator.model.sidecars import Sidecar
from generator.reading.report import read_reports
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from tests.cases import Case, read_cases

FOLDER = Path(__file__).parent / "cases"
CASES = [case for path in sorted(FOLDER.glob("tables*.txt")) for case in read_cases(path)]
SIGNS = {
    Reading.BLANK: "□",
    Reading.SLASH: "/",
    Reading.DASH: "—",
    Reading.ILLEGIBLE: "?",
    Reading.ABSENT: "×",
    Reading.UNREAD: "…",
}


@lru_cache(maxsize=1)
def reader():  # type: ignore[no-untyped-def]
    return load_resources().reader


def shown(cell: Cell) -> str:
    """A cell as a sign or number: □ blank, ? illegible, … not found, × not there, ≈3 solved, “无” words, ⏎ new line."""
    if cell.reading in SIGNS:
        return SIGNS[cell.reading]
    if cell.reading is Reading.TEXT:
        return f"“{cell.raw}”".replace("\n", "⏎")
    return f"{'≈' if cell.reading is Reading.SOLVED else ''}{cell.value}{cell.unit or ''}"


def rows(text: str) -> dict[str, str]:
    """Short row label → its cells in the form's order, of all three tables."""
    document = read_bytes("case.txt", ".txt", text.encode(), Sidecar())
    assert not isinstance(document, Refused)
    (report, *_), _ = read_reports(document, reader())
    found: dict[str, str] = {}
    for table in report.tables:
        if isinstance(table, Table):
            form = reader().forms.table(table.number, table.form)
            for (row, _), cell in sorted(table.cells.items(), key=lambda item: list(form.addresses()).index(item[0])):
                name = form.rows[row].short
                found[name] = f"{found[name]} {shown(cell)}" if name in found else shown(cell)
    return found


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    expected = dict(line.split(": ", 1) for line in case.expected.splitlines())
    found = rows(case.given)
    assert {name: found.get(name, "no such row") for name in expected} == expected
