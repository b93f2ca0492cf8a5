"""What a program read from pictures, for report.json and for the table ``recognised``."""

from __future__ import annotations

from collections.abc import Iterator

from generator.exports.values import Json
from generator.model.reports import Report
from generator.model.sidecars import Sidecar
from generator.reading.confirmations import reading_code

Line = tuple[str | float | bool | None, ...]


def scan_json(report: Report) -> Json:
    """What was read from pictures, and what of it nobody has checked; no key where nothing was."""
    scan = report.scan
    if not scan.recognised:
        return {}
    pages = [{"page": one.number, "width": one.width, "height": one.height, "file": one.file} for one in scan.pages]
    tables = {
        name: {"read": reading_code(report.tables, name), "sums_hold": table.proved}
        for name, table in report.tables.items()
        if table and table.is_recognised
    }
    spans = [[span.start, span.end] for span in scan.recognised]
    return {"recognised": {"engine": scan.engine, "spans": spans, "tables": tables, "pages": pages}}


def confirmed_json(sidecar: Sidecar) -> Json:
    """What people confirmed; no key where they did not."""
    told = [{"target": one.target, "read": one.read, "why": one.why} for one in sidecar.confirmed]
    return {"confirmed": told} if told else {}


def recognised_rows(url: str, report: Report) -> Iterator[Line]:
    """Where on which page each cell of a picture was read, and what each reading gave."""
    for key, table in report.tables.items() if report.scan.recognised else ():
        for (row, column), cell in table.cells.items() if table else ():
            if cell.seen is None:
                continue
            page, box = (cell.where.page, cell.where.box) if cell.where else (None, None)
            told = (" | ".join(cell.seen.candidates) or None, cell.seen.confidence, cell.seen.empty)
            yield (url, key, row, column, *told, page, *(box or (None,) * 4))
