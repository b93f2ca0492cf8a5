"""Files of the whole archive, each written by itself from the lines of all reports: SQLite and Parquet.

A task a file: it streams the lines it needs, and may run in any process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from generator.exports.datasette import DATABASE, datasette_metadata
from generator.exports.package import About
from generator.exports.parquet import write_parquet
from generator.exports.rows import ReportRows
from generator.exports.schema import TableSchema, load_schema
from generator.exports.sqlite import Passage, write_sqlite
from generator.exports.sqlite_layout import load_layout
from generator.exports.values import encoded

SQLITE = f"{DATABASE}.sqlite"
METADATA = "metadata.json"


class Lines(Protocol):
    """The lines of the archive, gone through as often as is asked, always in the same order."""

    def reports(self) -> Iterable[ReportRows]:
        """The lines of each report."""

    def passages(self) -> Iterable[Passage]:
        """Running text, in the order of the reports."""


@dataclass(frozen=True, slots=True)
class WholeFile:
    """One file: ``write`` makes it at a path where none is."""

    name: str
    write: Callable[[Path, Lines], None]


def whole_files(split: Callable[[str], str]) -> Iterator[WholeFile]:
    """All of them, those first that take longest. ``split`` parts a text with blanks into what is searched."""
    yield WholeFile(SQLITE, partial(_write_sqlite, split))
    for table in sorted(load_schema(), key=lambda table: table.name != "cells"):
        yield WholeFile(f"{table.name}.parquet", partial(_write_parquet, table))


def _write_sqlite(split: Callable[[str], str], path: Path, lines: Lines) -> None:
    write_sqlite(path, load_layout(), lines.reports(), lines.passages(), split)


def _write_parquet(table: TableSchema, path: Path, lines: Lines) -> None:
    write_parquet(path, table, (row for rows in lines.reports() for row in rows[table.name]))


def metadata_file(about: About) -> bytes:
    """``metadata.json``, which Datasette opens the SQLite file with."""
    return encoded(datasette_metadata(load_layout(), about))
