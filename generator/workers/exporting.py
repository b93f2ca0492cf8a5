"""Data files of many reports, made side by side from lines that lie in a store on disk.

A report's lines are put there once, by the process that checked it: as CSV, and as values for other formats. The files
of a level are put together from these, so that no process holds more than one report at a time.
"""

from __future__ import annotations

import gzip
import hashlib
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import msgspec

from generator.cache import ByteStore, key_of
from generator.errors import GongkaiError
from generator.exports.csv_files import csv_head
from generator.exports.json_lines import json_lines
from generator.exports.levels import WHOLE, RowsRef
from generator.exports.package import About, DataFile, Level, datapackage, readme
from generator.exports.rows import TABLES
from generator.exports.schema import TableSchema, load_schema
from generator.exports.whole import SQLITE
from generator.pages.site import Site
from generator.publish.placing import PlacedFile, Sink, place_written
from generator.workers.context import MakingContext
from generator.workers.limits import Failure, Limits
from generator.workers.made import ENDED, DocumentRef
from generator.workers.pool import Jobs, Noted, run_all, unnoted
from generator.workers.records import ENCODER
from generator.workers.stored_rows import csv_of, open_rows
from generator.workers.whole_exports import StoredLines, whole_writer

EXPORT_LIMITS = Limits(processor=1800, clock=3600, memory=8 << 30)
"""Ten thousand reports make half a gigabyte of CSV. Arrow reserves gigabytes of addresses, of which it uses little."""
MOST_LINES = 1_048_575
"""Lines that a spreadsheet opens beside the head: a longer table is published as .csv.gz, for programs."""
SUFFIXES = {"jsonl": ".jsonl.gz", "parquet": ".parquet"}
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of all files in a zip, so that it depends on them alone."""


@dataclass(frozen=True, slots=True)
class ExportTask:
    """One file of a level: a ``table``, or with "" the zip of all. ``form`` is csv, jsonl, zip, parquet or sqlite.

    ``documents`` are the texts that the SQLite file holds.
    """

    level: Level
    refs: tuple[RowsRef, ...]
    form: str
    table: str = ""
    documents: tuple[DocumentRef, ...] = ()

    @property
    def lines(self) -> int:
        return sum(ref.lines[TABLES.index(self.table)] for ref in self.refs) if self.table else 0

    @property
    def name(self) -> str:
        """The file's name, without its folder."""
        if self.form == "zip":
            return f"gongkai-{self.level.id}.zip"
        if self.form == "sqlite":
            return SQLITE
        if self.form in SUFFIXES:
            return self.table + SUFFIXES[self.form]
        return f"{self.table}.csv.gz" if self.lines > MOST_LINES else f"{self.table}.csv"


@dataclass(frozen=True, slots=True)
class MadeExport:
    """A data file that is in its place, and what is said of it."""

    placed: PlacedFile
    file: DataFile


@dataclass(frozen=True, slots=True)
class ExportContext:
    """What all files share: ``extra`` are further files of the whole archive's zip, by name."""

    making: MakingContext
    extra: tuple[tuple[str, bytes], ...]


Sent = tuple[bytes | str, float | None, bool]
_DECODER = msgspec.msgpack.Decoder(MadeExport)


def tasks_of(level: Level, refs: tuple[RowsRef, ...], documents: tuple[DocumentRef, ...] = ()) -> Iterator[ExportTask]:
    """The files of a level, the largest first. ``documents`` are the texts of the whole archive."""
    if level == WHOLE:
        yield ExportTask(level, refs, "sqlite", documents=documents)
    yield ExportTask(level, refs, "zip")
    for form in ("csv", "jsonl", "parquet") if level == WHOLE else ("csv",):
        yield from (ExportTask(level, refs, form, table) for table in TABLES)


def about_archive(site: Site) -> About:
    """What the files say of the archive."""
    return About(site.title, site.site_url, site.license)


def make_exports(
    tasks: Sequence[ExportTask], context: ExportContext, jobs: Jobs = None, noted: Noted = unnoted
) -> Iterator[tuple[ExportTask, MadeExport]]:
    """Every file in its place, in the order of ``tasks``. Raises GongkaiError where one cannot be made."""
    sent = run_all(_make, tasks, context, _lost, jobs, EXPORT_LIMITS)
    for task, (made, seconds, known) in zip(tasks, sent, strict=True):
        path = task.level.folder + task.name
        if isinstance(made, str):
            raise GongkaiError(f"a data file cannot be made: {made}", file=path)
        noted(path, seconds, known)
        yield task, _DECODER.decode(made)


def _lost(task: ExportTask, failure: Failure) -> Sent:
    return ENDED[failure], None, False


def _make(context: ExportContext, task: ExportTask) -> Sent:
    start = time.perf_counter()
    try:
        made, known = _known_or_made(context, task)
    except (KeyError, OSError) as error:
        return str(error), None, False
    return made, time.perf_counter() - start, known


def _known_or_made(context: ExportContext, task: ExportTask) -> tuple[bytes, bool]:
    making = context.making
    extra = [part for name, data in context.extra for part in (name.encode(), data)]
    named = (task.level.folder + task.name).encode()
    parts = [ref.key.encode() for refs in (task.refs, task.documents) for ref in refs]
    key = key_of(making.recipe, named, *extra, *parts)
    known = making.known(key, _DECODER)
    if known is not None and making.place_again([known[1].placed]):
        return known[0], True
    done = ENCODER.encode(_placed(context, task))
    making.keep(key, done)
    return done, False


def _placed(context: ExportContext, task: ExportTask) -> MadeExport:
    making = context.making
    path = task.level.folder + task.name
    placed, sha256 = place_written(making.root, path, _writer(context, task), making.standing)
    return MadeExport(placed, DataFile(task.table, task.name, placed.size, sha256, task.lines))


def _writer(context: ExportContext, task: ExportTask) -> Callable[[Sink], None]:
    if task.form == "zip":
        return lambda sink: _write_zip(context, task, sink)
    if task.form in ("sqlite", "parquet"):
        return whole_writer(
            task.name, StoredLines(task.refs, task.documents, context.making.rows, context.making.documents)
        )
    table = next(one for one in load_schema() if one.name == task.table)
    store = context.making.rows
    parts = _json_parts if task.form == "jsonl" else _csv_parts
    if task.name.endswith(".gz"):
        return lambda sink: _write_packed(parts(store, table, task.refs), sink)
    return lambda sink: _write(parts(store, table, task.refs), sink)


class _Writable(Protocol):
    def write(self, data: bytes, /) -> int: ...


def _write(parts: Iterator[bytes], sink: _Writable) -> None:
    for part in parts:
        sink.write(part)


def _write_packed(parts: Iterator[bytes], sink: Sink) -> None:
    with gzip.GzipFile(filename="", mode="wb", fileobj=sink, mtime=0, compresslevel=6) as packed:
        _write(parts, packed)


def _csv_parts(store: ByteStore, table: TableSchema, refs: Sequence[RowsRef]) -> Iterator[bytes]:
    yield csv_head(table)
    for ref in refs:
        yield csv_of(store, ref, table.name)


def _json_parts(store: ByteStore, table: TableSchema, refs: Sequence[RowsRef]) -> Iterator[bytes]:
    for ref in refs:
        yield json_lines(table, open_rows(store, ref)[table.name])


def _write_zip(context: ExportContext, task: ExportTask, sink: Sink) -> None:
    files = []
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as packed:  # type: ignore[call-overload]
        for number, table in enumerate(load_schema()):
            total, size = hashlib.sha256(), 0
            with packed.open(_member(f"{table.name}.csv"), "w") as inner:
                for part in _csv_parts(context.making.rows, table, task.refs):
                    total.update(part)
                    size += inner.write(part)
            lines = sum(ref.lines[number] for ref in task.refs)
            files.append(DataFile(table.name, f"{table.name}.csv", size, total.hexdigest(), lines))
        told = (task.level, files, load_schema(), about_archive(context.making.site))
        packed.writestr(_member("datapackage.json"), datapackage(*told))
        packed.writestr(_member("README.txt"), readme(*told))
        for name, data in context.extra if task.level == WHOLE else ():
            packed.writestr(_member(name), data)


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, LONG_AGO)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system, info.external_attr = 3, 0o644 << 16
    return info
