"""All tables as one workbook: a sheet a table, the head frozen, numbers as numbers, text never as a formula."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from generator.errors import GongkaiError
from generator.exports.rows import ReportRows, Value
from generator.exports.schema import TableSchema, load_schema

MOST_ROWS, MOST_CHARACTERS = 1_048_575, 32_767
"""What a sheet holds beside its head, and a cell."""
WRITTEN = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The time in the file, so that it depends on its rows alone."""


def write_xlsx(path: Path, reports: Callable[[], Iterable[ReportRows]]) -> None:
    """Write the tables of all reports to ``path``. Raises GongkaiError where one has more lines than a sheet holds."""
    from xlsxwriter import Workbook  # loaded by the one command that needs it

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(str(path), {"constant_memory": True, **plain}) as book:
        book.set_properties({"created": WRITTEN})
        head = book.add_format({"bold": True})
        for table in load_schema():
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, table.names, head)
            count = 0
            for rows in reports():
                for row in rows[table.name]:
                    count += 1
                    _require_room(count, table)
                    for at, value in enumerate(row):
                        _write(sheet, count, at, value)
            sheet.autofilter(0, 0, count, len(table.names) - 1)


def _write(sheet: object, row: int, column: int, value: Value) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)  # type: ignore[attr-defined]
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)  # type: ignore[attr-defined]
    elif value:
        sheet.write_string(row, column, value[:MOST_CHARACTERS])  # type: ignore[attr-defined]


def _require_room(count: int, table: TableSchema) -> None:
    if count > MOST_ROWS:
        remedy = "ask for one --region or --year, or for another --format"
        raise GongkaiError(f"table {table.name} has more lines than a sheet holds ({MOST_ROWS})", remedy=remedy)
