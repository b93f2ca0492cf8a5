"""What was read of a picture, compared with its truth cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from generator.model.figures import Reading
from generator.model.reports import Report

SHOWN = {Reading.RECOGNISED, Reading.BLANK, Reading.SLASH, Reading.DASH, Reading.TEXT, Reading.STATED}
OPEN = {Reading.ILLEGIBLE, Reading.UNREAD, Reading.ABSENT}


def compare(reports: Sequence[Report], truth: dict[str, Any]) -> tuple[Counter[str], list[str]]:
    """Counts as ``benchmarks.pictures`` prints them, and a line for whatever is not as printed."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    report = reports[0] if len(reports) == 1 else None
    for address, cell in truth["cells"].items():
        name, row, column = address.split(".")
        table = report.tables[name] if report else None  # type: ignore[literal-required]
        read = table.cells.get((row, column)) if table else None
        empty = cell["kind"] == "blank"
        counts["cells"] += not empty
        if read is None or read.reading in OPEN:
            counts["missed" if read is None or read.reading is not Reading.ILLEGIBLE else "illegible"] += not empty
            continue
        right = is_right(read.reading, read.value, cell)
        counts["shown"] += right and not empty
        counts["filled" if empty else "wrong"] += not right
        if not right:
            wrong.append(f"{address}\t{cell['raw']}\t{read.raw}\t{read.reading}")
    proved = {name for name, table in report.tables.items() if table and table.proved} if report else set()
    counts["held"] += len(proved)
    counts["false"] += len(proved & {line.split(".")[0] for line in wrong})
    return counts, wrong


def is_right(reading: Reading, value: Decimal | None, cell: dict[str, Any]) -> bool:
    if cell["kind"] == "stated":
        return reading in (Reading.RECOGNISED, Reading.STATED) and value == Decimal(cell["value"])
    return reading.value == cell["kind"]
