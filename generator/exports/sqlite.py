"""The whole archive as one SQLite file, which opens as it is in Datasette, DB Browser or any language.

What is in it beside the tables of the schema (the views, their queries, indexes, what is kept as numbers) is data:
``sqlite.yaml``. Rows come as parts (:mod:`.sqlite_parts`). The same parts give the same bytes, with one version of
SQLite: pages of one size, rows in their order, nothing of the time. What is held is a part.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from generator.exports.sqlite_layout import Layout
from generator.exports.sqlite_parts import PAGES, PartCopying, at_once, insertion

APPLICATION_ID = 0x676F6E67
"""``gong`` in the header of the file, by which tools may know it."""
PREPARING = (
    PAGES,
    "PRAGMA encoding = 'UTF-8'",
    f"PRAGMA application_id = {APPLICATION_ID}",
    "PRAGMA journal_mode = OFF",  # a file that breaks off is thrown away
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -65536",  # 64 MB, for the sorting of indexes
    "PRAGMA threads = 0",
)
OF_THE_DISK = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def write_sqlite(path: Path, layout: Layout, parts: Iterable[bytes]) -> None:
    """Write the rows of ``parts`` (:mod:`.sqlite_parts`), in their order, to a new file.

    Raises FileExistsError where there is a file already, OSError where the disk refuses.
    """
    if path.exists():
        raise FileExistsError(errno.EEXIST, "there is a file already", str(path))
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as base:
            for statement in PREPARING:
                base.execute(statement)
            _fill(base, layout, parts)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in OF_THE_DISK:
            raise
        raise OSError(errno.EIO, str(error), str(path)) from error


def _fill(base: sqlite3.Connection, layout: Layout, parts: Iterable[bytes]) -> None:
    with at_once(base):
        for statement in layout.tables():
            base.execute(statement)
        base.executemany(insertion("data_dictionary", 6), layout.dictionary())
    copying = PartCopying(base, layout)
    for part in parts:
        copying.copy(part)
    copying.close()
    with at_once(base):
        for statement in layout.afterwards():
            base.execute(statement)
        base.execute("ANALYZE")
