"""Lines as JSON Lines: an object a line, the columns by name."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import repeat

import msgspec

from generator.exports.rows import Row
from generator.exports.schema import TableSchema

_ENCODER = msgspec.json.Encoder()


def json_lines(table: TableSchema, rows: Iterable[Row]) -> bytes:
    """The lines of ``rows``."""
    return _ENCODER.encode_lines(map(dict, map(zip, repeat(table.names), rows)))
