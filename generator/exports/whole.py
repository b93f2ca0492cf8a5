"""Files of the whole archive, each written by itself from the lines of all reports: SQLite and Parquet.

A task a file: it streams the lines it needs, and may run in any process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.exports.columns import Columns, Lines
from generator.exports.datasette import DATABASE, datasette_metadata
from generator.exports.package import About
from generator.exports.parquet import arrow_part, write_parquet
from generator.exports.schema import TableSchema, load_schema
from generator.exports.sqlite import write_sqlite
from generator.exports.sqlite_layout import load_layout
from generator.exports.values import encoded

SQLITE = f"{DATABASE}.sqlite"
METADATA = "metadata.json"


@dataclass(frozen=True, slots=True)
class WholeFile:
    """One file: ``write`` makes it at a path where none is."""

    name: str
    write: Callable[[Path, Lines], None]


def whole_files() -> Iterator[WholeFile]:
    """All of them, those first that take longest."""
    yield WholeFile(SQLITE, _write_sqlite)
    for table in load_schema():
        yield WholeFile(f"{table.name}.parquet", partial(_write_parquet, table))


def parquet_part(table: TableSchema, columns: Mapping[str, Columns]) -> bytes:
    """The lines of some reports, of which ``columns`` are by table, as part of the Parquet file of ``table``."""
    shared = {one.schema.name: one.shared.columns for one in load_layout().packed if one.shared}
    return arrow_part(table, columns[table.name], shared.get(table.name, ()))


def _write_sqlite(path: Path, lines: Lines) -> None:
    write_sqlite(path, load_layout(), lines.parts())


def _write_parquet(table: TableSchema, path: Path, lines: Lines) -> None:
    write_parquet(path, table, lines.arrow(table))


def metadata_file(about: About) -> bytes:
    """``metadata.json``, which Datasette opens the SQLite file with."""
    return encoded(datasette_metadata(load_layout(), about))
