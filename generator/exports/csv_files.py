"""Lines as CSV (RFC 4180) in UTF-8 that a spreadsheet opens as it is, and that starts no formula there."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from decimal import Decimal
from io import StringIO

from generator.exports.rows import Row, Value
from generator.exports.schema import TableSchema

BOM = "\ufeff"
"""By which spreadsheets know UTF-8."""
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠']")
"""What a text begins with that a spreadsheet might take for a formula; the guard itself, so that it can be undone."""
_HARMLESS = re.compile(r"[-+－＋]?[\d,]*(\.\d+)?%?")
"""Numbers, and a lone sign."""


def csv_head(table: TableSchema) -> bytes:
    """The first line, with the mark of its encoding."""
    return (BOM + ",".join(table.names) + "\r\n").encode()


def csv_lines(rows: Iterable[Row]) -> bytes:
    """The lines of ``rows``."""
    buffer = StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows([[_field(value) for value in row] for row in rows])
    return buffer.getvalue().encode("utf-8", "replace")


def _field(value: Value) -> Value:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return plain_number(value) if isinstance(value, float) else value


def guarded(text: str) -> str:
    """``text`` behind an apostrophe where a spreadsheet might run it; numbers stay as they are."""
    text = text.replace("\x00", "\ufffd")
    if _FORMULA.match(text) and not _HARMLESS.fullmatch(text):
        return "'" + text
    return text


def plain_number(value: float) -> str:
    """Without an exponent."""
    text = repr(value)
    return f"{Decimal(text):f}" if "e" in text else text
