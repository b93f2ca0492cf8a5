"""The whole archive as one SQLite file, which opens as it is in Datasette, DB Browser or any language.

What is in it beside the tables of the schema (the views, their queries, indexes, what is kept as numbers) is data:
``sqlite.yaml``. The same rows give the same bytes, with one version of SQLite: pages of one size, rows in their order,
one transaction, nothing of the time. Rows are streamed; what is held is one number a report.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from generator.exports.rows import ReportRows, Row
from generator.exports.sqlite_layout import Layout, PackedTable, quoted

APPLICATION_ID = 0x676F6E67
"""``gong`` in the header of the file, by which tools may know it."""
PREPARING = (
    "PRAGMA page_size = 4096",
    "PRAGMA encoding = 'UTF-8'",
    f"PRAGMA application_id = {APPLICATION_ID}",
    "PRAGMA journal_mode = OFF",  # a file that breaks off is thrown away
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -65536",  # 64 MB, for the sorting of indexes
    "PRAGMA threads = 0",
)
OF_THE_DISK = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


@dataclass(frozen=True, slots=True)
class Passage:
    """A section's running text, as it is searched: ``report`` is the report's id, ``anchor`` where it stands on the
    report's page, "" for what stands before the first section."""

    report: str
    anchor: str
    heading: str
    text: str


def write_sqlite(
    path: Path,
    layout: Layout,
    reports: Iterable[ReportRows],
    passages: Iterable[Passage] = (),
    split: Callable[[str], str] = str,
) -> None:
    """Write the lines of ``reports`` and ``passages``, each in their order, to a new file.

    ``split`` parts a text with blanks into what is searched. Raises FileExistsError where there is a file already,
    OSError where the disk refuses.
    """
    if path.exists():
        raise FileExistsError(errno.EEXIST, "there is a file already", str(path))
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as base:
            for statement in PREPARING:
                base.execute(statement)
            base.execute("BEGIN")
            _fill(base, layout, reports, passages, split)
            base.execute("COMMIT")
            base.execute("VACUUM")  # what the making of the full-text index left free
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in OF_THE_DISK:
            raise
        raise OSError(errno.EIO, str(error), str(path)) from error


def _fill(
    base: sqlite3.Connection,
    layout: Layout,
    reports: Iterable[ReportRows],
    passages: Iterable[Passage],
    split: Callable[[str], str],
) -> None:
    for statement in layout.tables():
        base.execute(statement)
    base.executemany(_insert("data_dictionary", 6), layout.dictionary())
    numbers: dict[str, int] = {}
    packings = [_Packing(base, packed) for packed in layout.packed]
    name, at = layout.reports.name, layout.reports.names.index(layout.reports.key[0])
    insert = _insert(name, 1 + len(layout.reports.columns))
    for number, rows in enumerate(reports, 1):
        for row in rows[name]:
            numbers[str(row[at])] = number
            base.execute(insert, (number, *row))
        for packing in packings:
            packing.add(number, rows)
    for packing in packings:
        packing.close()
    _index_text(base, passages, numbers, split)
    for statement in layout.afterwards():
        base.execute(statement)
    base.execute("ANALYZE")


class _Packing:
    """A table that is being filled, with numbers for the report and for what is the same in all reports."""

    def __init__(self, base: sqlite3.Connection, packed: PackedTable) -> None:
        self._base = base
        self._name = packed.schema.name
        self._own = itemgetter(*(packed.schema.names.index(column.name) for column in packed.own))
        self._shared = itemgetter(*packed.shared_at) if packed.shared_at else None
        self._insert = _insert(packed.data, 1 + bool(packed.shared) + len(packed.own))
        self._describe = _insert(packed.shared.name, 1 + len(packed.shared_at)) if packed.shared else ""
        self._labels: dict[Row, int] = {}

    def add(self, number: int, rows: ReportRows) -> None:
        """Insert the lines of the report with this number."""
        own, shared, labels = self._own, self._shared, self._labels
        if shared is None:
            coded = [(number, *own(row)) for row in rows[self._name]]
        else:
            coded = [(number, labels.setdefault(shared(row), len(labels) + 1), *own(row)) for row in rows[self._name]]
        self._base.executemany(self._insert, coded)

    def close(self) -> None:
        """Insert what the numbers stand for."""
        if self._describe:
            self._base.executemany(self._describe, ((number, *shared) for shared, number in self._labels.items()))


def _index_text(
    base: sqlite3.Connection, passages: Iterable[Passage], numbers: Mapping[str, int], split: Callable[[str], str]
) -> None:
    insert, index = _insert("passages", 5), "INSERT INTO passages_fts (rowid, heading, text) VALUES (?, ?, ?)"
    for number, one in enumerate((one for one in passages if one.report in numbers), 1):
        base.execute(insert, (number, numbers[one.report], one.anchor, one.heading, one.text))
        base.execute(index, (number, split(one.heading), split(one.text)))
    base.execute("INSERT INTO passages_fts (passages_fts) VALUES ('optimize')")


def _insert(table: str, width: int) -> str:
    return f"INSERT INTO {quoted(table)} VALUES ({', '.join('?' * width)})"
