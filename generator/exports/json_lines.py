"""Lines as JSON Lines: an object a line, the columns by name."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from generator.exports.rows import Row
from generator.exports.schema import TableSchema


def json_lines(table: TableSchema, rows: Iterable[Row]) -> bytes:
    """The lines of ``rows``."""
    return b"".join(msgspec.json.encode(dict(zip(table.names, row, strict=True))) + b"\n" for row in rows)
