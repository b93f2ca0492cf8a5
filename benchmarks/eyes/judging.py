"""What the program states for the probe cell, against what the eyes read there."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from benchmarks.eyes.trick import Outcome, Trick, Verdict
from generator.model.figures import Cell, Reading
from generator.model.sidecars import Sidecar
from generator.reading.reader import Reader
from generator.reading.report import read_reports
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes

SIGNS = {Reading.BLANK: "", Reading.SLASH: "/", Reading.DASH: "-"}


def judge(trick: Trick, seen: str, reader: Reader) -> Outcome:
    """``seen`` is what :func:`benchmarks.eyes.digits.read_digits` told of the cell's picture."""
    cell = stated(trick, reader)
    if cell is None or not (cell.reading.has_value or cell.reading in SIGNS):
        return Outcome(trick, seen, cell.reading.value if cell else "none", Verdict.REFUSED)
    told = SIGNS[cell.reading] if cell.value is None else str(cell.value)
    otherwise = Verdict.UNJUDGED if "?" in seen else Verdict.WRONG
    return Outcome(trick, seen, told, Verdict.RIGHT if _alike(told, seen) else otherwise)


def stated(trick: Trick, reader: Reader) -> Cell | None:
    """The probe cell as it was read; None where no report or no such table was."""
    document = read_bytes(f"trick{trick.suffix}", trick.suffix, trick.data, Sidecar())
    if isinstance(document, Refused):
        return None
    reports, _ = read_reports(document, reader)
    name, row, column = trick.probe
    tables = [report.tables[name] for report in reports]
    return next((table.cells.get((row, column)) for table in tables if table is not None), None)


def _alike(told: str, seen: str) -> bool:
    try:
        return Decimal(told) == Decimal(seen.strip("."))
    except InvalidOperation:
        return told == seen
