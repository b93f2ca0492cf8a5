"""Lines as CSV (RFC 4180) in UTF-8 that a spreadsheet opens as it is, and that starts no formula there."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from io import StringIO

from generator.exports.rows import Row, Value
from generator.exports.schema import TableSchema

BOM = "\ufeff"
"""By which spreadsheets know UTF-8."""
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠'")
"""What a text begins with that a spreadsheet might take for a formula; the guard itself, so that it can be undone."""
_HARMLESS = re.compile(r"[-+－＋]?[\d,]*(\.\d+)?%?")
"""Numbers, and a lone sign."""


def csv_head(table: TableSchema) -> bytes:
    """The first line, with the mark of its encoding."""
    return (BOM + ",".join(table.names) + "\r\n").encode()


def csv_lines(rows: Iterable[Row]) -> bytes:
    """The lines of ``rows``."""
    buffer = StringIO(newline="")
    # A report has five thousand values: what most of them are is asked here.
    fields = [
        [
            value if value is None or type(value) is int else guarded(value) if type(value) is str else _field(value)
            for value in row
        ]
        for row in rows
    ]
    csv.writer(buffer, lineterminator="\r\n").writerows(fields)
    return buffer.getvalue().encode("utf-8", "replace")


def _field(value: Value) -> Value:
    """What is written for a value of any other kind."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return plain_number(value) if isinstance(value, float) else value


@lru_cache(maxsize=1 << 14)
def guarded(text: str) -> str:
    """``text`` behind an apostrophe where a spreadsheet might run it; numbers stay as they are.

    Remembered, since most texts of a report are labels, which stand in every other one as well.
    """
    text = text.replace("\x00", "\ufffd")
    if text[:1] in _FORMULA and not _HARMLESS.fullmatch(text):
        return "'" + text
    return text


def plain_number(value: float) -> str:
    """Without an exponent."""
    text = repr(value)
    return f"{Decimal(text):f}" if "e" in text else text
