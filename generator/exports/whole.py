"""Files of the whole archive, each written by itself from the lines of all reports: SQLite and Parquet.

A task a file: it streams the lines it needs, and may run in any process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.exports.columns import Lines
from generator.exports.datasette import DATABASE, datasette_metadata
from generator.exports.package import About
from generator.exports.parquet import write_parquet
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
    first, *_ = load_schema()
    yield WholeFile(f"{first.name}.parquet", partial(_write_parquet, first, ()))
    for packed in load_layout().packed:
        shared = packed.shared.columns if packed.shared else ()
        yield WholeFile(f"{packed.schema.name}.parquet", partial(_write_parquet, packed.schema, shared))


def _write_sqlite(path: Path, lines: Lines) -> None:
    write_sqlite(path, load_layout(), lines)


def _write_parquet(table: TableSchema, shared: Sequence[str], path: Path, lines: Lines) -> None:
    write_parquet(path, table, lines.columns(table.name), shared)


def metadata_file(about: About) -> bytes:
    """``metadata.json``, which Datasette opens the SQLite file with."""
    return encoded(datasette_metadata(load_layout(), about))
