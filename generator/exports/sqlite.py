"""The whole archive as one SQLite file, which opens as it is in Datasette, DB Browser or any language.

What is in it beside the tables of the schema (the views, their queries, indexes, what is kept as numbers) is data:
``sqlite.yaml``. The same rows give the same bytes, with one version of SQLite: pages of one size, rows in their order,
one transaction, nothing of the time. Rows are streamed; what is held is one number a report.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path

from generator.exports.columns import Columns, Lines, Passage
from generator.exports.rows import Row, Value
from generator.exports.sqlite_layout import Layout, PackedTable, quoted

APPLICATION_ID = 0x676F6E67
"""``gong`` in the header of the file, by which tools may know it."""
PREPARING = (
    "PRAGMA page_size = 16384",  # in smaller ones texts leave a quarter of their pages empty
    "PRAGMA encoding = 'UTF-8'",
    f"PRAGMA application_id = {APPLICATION_ID}",
    "PRAGMA journal_mode = OFF",  # a file that breaks off is thrown away
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -65536",  # 64 MB, for the sorting of indexes
    "PRAGMA threads = 0",
)
MERGING = {"automerge": 0, "crisismerge": 1999}
"""Parts of the full-text index are merged once, in the end, not over and over while it grows: a third of its time."""
OF_THE_DISK = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


NULL = float("nan")
"""Stands for None, for SQLite keeps it as NULL: to hand None over takes Python ten times as long as a number."""


def write_sqlite(path: Path, layout: Layout, lines: Lines) -> None:
    """Write ``lines``, in their order, to a new file.

    Raises FileExistsError where there is a file already, OSError where the disk refuses.
    """
    if path.exists():
        raise FileExistsError(errno.EEXIST, "there is a file already", str(path))
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as base:
            for statement in PREPARING:
                base.execute(statement)
            base.execute("BEGIN")
            _fill(base, layout, lines)
            base.execute("COMMIT")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in OF_THE_DISK:
            raise
        raise OSError(errno.EIO, str(error), str(path)) from error


def _fill(base: sqlite3.Connection, layout: Layout, lines: Lines) -> None:
    for statement in layout.tables():
        base.execute(statement)
    base.executemany(_insert("data_dictionary", 6), layout.dictionary())
    numbers = {address: number for number, address in enumerate(lines.addresses, 1)}
    # First, since the making of the full-text index leaves pages free, which the rows then fill.
    _index_text(base, lines.passages(), numbers)
    reports = chain.from_iterable(zip(*some.own, strict=True) for some in lines.columns(layout.reports.name))
    insert = _insert(layout.reports.name, 1 + len(layout.reports.columns))
    base.executemany(insert, ((number, *row) for number, row in enumerate(reports, 1)))
    for packed in layout.packed:
        _pack(base, packed, lines.columns(packed.schema.name), numbers)
    for statement in layout.afterwards():
        base.execute(statement)
    base.execute("ANALYZE")


def _pack(
    base: sqlite3.Connection, packed: PackedTable, columns: Iterable[Columns], numbers: Mapping[str, int]
) -> None:
    """Fill a table, with numbers for the report and for what is the same in many reports."""
    insert = _insert(packed.data, 1 + bool(packed.shared) + len(packed.own))
    labels: dict[Row, int] = {}
    for some in columns:
        told: list[Iterable[Value]] = [some.of_reports(numbers[address] for address in some.reports)]
        if packed.shared:
            known = [labels.setdefault(shared, len(labels) + 1) for shared in some.shared]
            told.append(map(known.__getitem__, some.which))
        base.executemany(insert, zip(*told, *map(_bound, some.own), strict=True))
    if packed.shared:
        insert = _insert(packed.shared.name, 1 + len(packed.shared_at))
        base.executemany(insert, ((number, *shared) for shared, number in labels.items()))


def _bound(values: Sequence[Value]) -> Sequence[Value]:
    return [NULL if value is None else value for value in values]


def _index_text(base: sqlite3.Connection, passages: Iterable[Passage], numbers: Mapping[str, int]) -> None:
    for option, value in MERGING.items():
        base.execute("INSERT INTO passages_fts (passages_fts, rank) VALUES (?, ?)", (option, value))
    insert, index = _insert("passages", 5), "INSERT INTO passages_fts (rowid, heading, text) VALUES (?, ?, ?)"
    for number, one in enumerate(passages, 1):
        base.execute(insert, (number, numbers[one.report], one.anchor, one.heading, one.text))
        base.execute(index, (number, *one.sought))
    base.execute("INSERT INTO passages_fts (passages_fts) VALUES ('optimize')")


def _insert(table: str, width: int) -> str:
    return f"INSERT INTO {quoted(table)} VALUES ({', '.join('?' * width)})"
