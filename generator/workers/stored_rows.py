"""The lines of reports in a store on disk: each report's are put there once, by the process that checked it."""

from __future__ import annotations

import zlib

import msgspec

from generator.cache import ByteStore
from generator.exports.csv_files import csv_lines
from generator.exports.deflated import Piece, deflated
from generator.exports.levels import RowsRef
from generator.exports.rows import TABLES, ReportRows
from generator.workers.coding import ENCODER, decoded


class StoredRows(msgspec.Struct):
    """The lines of one report, packed: CSV by table, as pieces and what is known of these, and :class:`ReportRows`."""

    csv: dict[str, bytes]
    pieces: dict[str, Piece]
    rows: bytes


_STORED = msgspec.msgpack.Decoder(StoredRows)
_ROWS = msgspec.msgpack.Decoder(ReportRows)


def store_rows(url: str, region: str, year: int | None, rows: ReportRows, store: ByteStore) -> RowsRef:
    """Put a report's lines into the store."""
    packed = {table: deflated(csv_lines(rows[table])) for table in TABLES}
    csv = {table: data for table, (_, data) in packed.items()}
    pieces = {table: piece for table, (piece, _) in packed.items()}
    data = ENCODER.encode(StoredRows(csv, pieces, zlib.compress(ENCODER.encode(rows), 1)))
    key = store.put_content(data)
    return RowsRef(url, region, year, key, tuple(len(rows[table]) for table in TABLES))


def open_rows(store: ByteStore, ref: RowsRef) -> ReportRows:
    """A report's lines. Raises KeyError where the store has lost them."""
    return _ROWS.decode(zlib.decompress(_stored(store, ref).rows))


def open_csv(store: ByteStore, ref: RowsRef) -> dict[str, tuple[Piece, bytes]]:
    """A report's lines as CSV, by table, each a piece. Raises KeyError where the store has lost them."""
    stored = _stored(store, ref)
    return {table: (stored.pieces[table], data) for table, data in stored.csv.items()}


def _stored(store: ByteStore, ref: RowsRef) -> StoredRows:
    found = decoded(store.get(ref.key), _STORED)
    if found is None:
        raise KeyError(f"the lines of {ref.url} were lost; build again")
    return found
