"""SQLite and Parquet of many reports, from what lies in stores on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.cache import ByteStore
from generator.exports.columns import Columns, Lines, columns_by_table
from generator.exports.levels import RowsRef
from generator.exports.rows import ReportRows
from generator.exports.schema import TableSchema
from generator.exports.sqlite_layout import load_layout
from generator.exports.sqlite_parts import sqlite_part
from generator.exports.sqlite_text import number_before
from generator.exports.whole import parquet_part, whole_files
from generator.workers.export_blocks import MOST, MadeBlock, passages_of
from generator.workers.made import DocumentRef
from generator.workers.stored_rows import open_rows


@dataclass(frozen=True, slots=True)
class StoredLines:
    """The lines of reports, in the order of ``refs``, and the texts of those of them that have ``documents``."""

    refs: Sequence[RowsRef]
    documents: Sequence[DocumentRef]
    rows: ByteStore
    texts: ByteStore

    def reports(self) -> Iterator[ReportRows]:
        """Raises KeyError where the store has lost one."""
        return (open_rows(self.rows, ref) for ref in self.refs)

    def arrow(self, table: TableSchema) -> Iterator[bytes]:
        """Raises KeyError where the store has lost one."""
        for start in range(0, len(self.refs), MOST):
            yield parquet_part(table, self._some(start))

    def parts(self) -> Iterator[bytes]:
        """Raises KeyError where the store has lost one."""
        found = {one.url: one for one in self.documents}
        for nth, start in enumerate(range(0, len(self.refs), MOST)):
            documents = (found[ref.url] for ref in self.refs[start : start + MOST] if ref.url in found)
            passages = (passage for one in documents for passage in passages_of(self.texts, one))
            yield sqlite_part(load_layout(), self._some(start), passages, number_before(0, nth))

    def _some(self, start: int) -> Mapping[str, Columns]:
        return columns_by_table([open_rows(self.rows, ref) for ref in self.refs[start : start + MOST]])


@dataclass(frozen=True, slots=True)
class BlockLines:
    """The lines of blocks of the whole archive, in their order."""

    blocks: Sequence[MadeBlock]
    store: ByteStore

    def arrow(self, table: TableSchema) -> Iterator[bytes]:
        """Raises KeyError where the store has lost some."""
        return (open_part(self.store, block.arrow[table.name]) for block in self.blocks)

    def parts(self) -> Iterator[bytes]:
        """Raises KeyError where the store has lost some."""
        return (open_part(self.store, block.part) for block in self.blocks)


def open_part(store: ByteStore, key: str) -> bytes:
    """Part of a block. Raises KeyError where the store has lost it."""
    data = store.get(key)
    if data is None:
        raise KeyError("lines that were put together were lost; build again")
    return data


def whole_writer(name: str, lines: Lines) -> Callable[[Path], None]:
    """What makes the file with this name at a path."""
    (file,) = (one for one in whole_files() if one.name == name)
    return lambda path: file.write(path, lines)
