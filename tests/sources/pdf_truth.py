"""What a PDF was made to say, compared with what is read from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from random import Random

from generator.forms.loader import load_forms
from generator.inspection import read_here
from generator.model.figures import Cell, Reading
from generator.model.reports import Report
from tests.inspecting import resources

FORMS = load_forms()
MARKS = {"": Reading.BLANK, "/": Reading.SLASH, "-": Reading.DASH}


def some_cells(form: str, random: Random, blanks: float = 0.0, most: int = 5000) -> dict[tuple[int, str, str], str]:
    """Every cell of a form with a number, large and small, or nothing, or a mark."""
    cells = {}
    for table in FORMS.get(form).tables:
        for row, column in table.addresses():
            number = random.choice((0, random.randrange(10), random.randrange(100), random.randrange(most)))
            text = str(number)
            if table.number == 2:
                text = random.choice((text, str(random.randrange(10**7))))
                if table.columns[column].domain == "money":
                    text = random.choice((text, f"{random.randrange(10**5)}.{random.randrange(1, 10**4):04d}"))
            if random.random() < blanks:
                text = random.choice(("", "", "/", "-"))
            cells[table.number, row, column] = text
    return cells


def read(data: bytes, folder: Path) -> Report:
    """The one report in ``data``."""
    file = folder / "报告.pdf"
    file.write_bytes(data)
    (report,) = read_here(file, resources()).reports
    return report


def compare(form: str, cells: Mapping[tuple[int, str, str], str], report: Report) -> tuple[Counter[str], list[str]]:
    """How many cells are exact, refused or wrong; and the wrong ones."""
    counts: Counter[str] = Counter()
    wrong = []
    tables = {table.number: table for table in report.tables}
    for (number, row, column), text in cells.items():
        cell = tables[number].cells.get((row, column)) if number in tables else None
        outcome = _outcome(text, cell)
        counts[outcome] += 1
        if outcome == "wrong":
            wrong.append(
                f"{number} {row} {column}: {text!r} read as {cell.reading if cell else None} {cell and cell.raw!r}"
            )
    return counts, wrong


def _outcome(text: str, cell: Cell | None) -> str:
    if cell is None or cell.reading in (Reading.ILLEGIBLE, Reading.ABSENT, Reading.UNREAD):
        return "refused"
    if text in MARKS:
        return "exact" if cell.reading is MARKS[text] else "wrong"
    return "exact" if cell.reading is Reading.STATED and cell.value == Decimal(text) else "wrong"
