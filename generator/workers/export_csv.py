"""The CSV files of a level, and the zip with the same in it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence

import msgspec

from generator.cache import ByteStore, key_of
from generator.exports.csv_files import csv_head
from generator.exports.deflated import add_member, deflated, gzip_parts, inflated, joined, member
from generator.exports.levels import WHOLE
from generator.exports.package import PACKAGE, README, DataFile, datapackage, readme
from generator.exports.schema import TableSchema, all_tables, load_schema
from generator.publish.placing import Sink
from generator.workers.coding import ENCODER
from generator.workers.export_tasks import (
    MOST_LINES,
    ExportContext,
    ExportTask,
    MadeExport,
    about_archive,
    extra_of,
    packed,
    placed,
    written,
)

_DECODER = msgspec.msgpack.Decoder(MadeExport)


def csv_files(context: ExportContext, task: ExportTask) -> Iterator[MadeExport]:
    """The zip, and the files that are in it."""
    tables = [_Table(context.making.rows, table, task) for table in load_schema()]
    made = [_csv_file(context, task, one) for one in tables]
    listed = [one.in_zip(done.file) for one, done in zip(tables, made, strict=True)]
    yield written(
        context, task, f"gongkai-{task.level.id}.zip", "", lambda sink: _write_zip(context, task, tables, listed, sink)
    )
    yield from made


def key_of_table(context: ExportContext, task: ExportTask, table: str) -> str:
    """Under which a table of a level is kept: where nothing is said in it of one report more, it is as it was."""
    pieces = (ENCODER.encode(block.csv[table]) for block in task.blocks)
    return key_of(context.making.recipe, f"{task.level.folder}{table}".encode(), *pieces)


def _csv_file(context: ExportContext, task: ExportTask, table: _Table) -> MadeExport:
    making, key = context.making, key_of_table(context, task, table.name)
    known = making.known(key, _DECODER)
    if known is not None and making.place_again([known[1].placed]):
        return known[1]
    name, parts = (
        (f"{table.name}.csv.gz", table.gzip) if table.lines > MOST_LINES else (f"{table.name}.csv", table.parts)
    )
    made = placed(context, task, name, table.name, parts)
    making.keep(key, ENCODER.encode(made))
    return made


class _Table:
    """One table of a level as CSV, packed and not."""

    def __init__(self, store: ByteStore, table: TableSchema, task: ExportTask) -> None:
        self.name = table.name
        self.lines = task.lines_of(table.name)
        self._store = store
        self._head, self._head_packed = deflated(csv_head(table))
        self._pieces = [block.csv[table.name] for block in task.blocks]
        self.whole = joined((self._head, *(one.piece for one in self._pieces)))

    def packed(self) -> Iterator[bytes]:
        yield self._head_packed
        yield from packed(self._store, self._pieces)

    def gzip(self) -> Iterator[bytes]:
        return gzip_parts(self.whole, self.packed())

    def parts(self) -> Iterator[bytes]:
        return map(inflated, self.packed())

    def in_zip(self, published: DataFile) -> DataFile:
        """What is said of it as part of a zip, where nothing is packed by itself.

        Without a digest where it is published packed: to unpack all that once more takes a second for 10,000 reports,
        and a zip has checksums of its own.
        """
        name = f"{self.name}.csv"
        return published if published.path == name else DataFile(self.name, name, self.whole.size, "", self.lines)


def _write_zip(
    context: ExportContext, task: ExportTask, tables: Sequence[_Table], listed: Sequence[DataFile], sink: Sink
) -> None:
    listed = (*listed, *(context.tables if task.level == WHOLE else ()))
    told = (task.level, listed, all_tables(), about_archive(context.making.site))
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for one in tables:
            add_member(archive, f"{one.name}.csv", one.whole, one.packed())
        archive.writestr(member(PACKAGE), datapackage(*told))
        archive.writestr(member(README), readme(*told))
        for name, data in extra_of(context, task):
            archive.writestr(member(name), data)
