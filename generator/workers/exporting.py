"""Data files of many reports, made side by side from blocks that lie in a store on disk (:mod:`.export_blocks`).

A task is what is made together: the CSV files of a level and the zip with the same in it, or one other format."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial

import msgspec

from generator.cache import ByteStore, key_of
from generator.exports.csv_files import csv_head
from generator.exports.deflated import add_member, deflated, gzip_parts, inflated, joined, member
from generator.exports.levels import WHOLE, RowsRef
from generator.exports.package import PACKAGE, README, About, DataFile, Level, datapackage, readme
from generator.exports.rows import TABLES
from generator.exports.schema import TableSchema, all_tables, load_schema
from generator.exports.whole import SQLITE
from generator.pages.site import Site
from generator.publish.placing import PlacedFile, Sink, place_made, place_written
from generator.workers.coding import ENCODER
from generator.workers.context import MakingContext
from generator.workers.export_blocks import MadeBlock, StoredPiece
from generator.workers.limits import Failure, Limits
from generator.workers.made import ENDED, NotMade
from generator.workers.pool import Jobs, Noted, begin_unknown, unnoted
from generator.workers.whole_exports import BlockLines, open_part, whole_writer

EXPORT_LIMITS = Limits(processor=1800, clock=3600, memory=8 << 30)
"""Ten thousand reports make half a gigabyte of CSV. Arrow reserves gigabytes of addresses, of which it uses little."""
MOST_LINES = 1_048_575
"""Lines that a spreadsheet opens beside the head: a longer table is published as .csv.gz, for programs."""
FORMS = ("sqlite", "csv", "jsonl", "parquet")
"""Of the whole archive, in the order in which they are listed; other levels have CSV alone."""


@dataclass(frozen=True, slots=True)
class ExportTask:
    """The files of a level in one of :data:`FORMS`, of the reports in ``blocks``; ``lines`` counts the lines of each
    table."""

    level: Level
    form: str
    lines: tuple[int, ...]
    blocks: tuple[MadeBlock, ...]

    @property
    def path(self) -> str:
        """By which it is told of."""
        return f"{self.level.folder}{SQLITE if self.form == 'sqlite' else f'*.{self.form}'}"

    def lines_of(self, table: str) -> int:
        return self.lines[TABLES.index(table)]


@dataclass(frozen=True, slots=True)
class MadeExport:
    """A data file that is in its place, and what is said of it."""

    placed: PlacedFile
    file: DataFile


@dataclass(frozen=True, slots=True)
class ExportContext:
    """What all files share: ``extra`` are further files of the whole archive's zip, by name, ``tables`` those of them
    that are tables."""

    making: MakingContext
    extra: tuple[tuple[str, bytes], ...]
    tables: tuple[DataFile, ...] = ()


Sent = tuple[bytes | NotMade, float | None]
Made = tuple[MadeExport, ...]
_DECODER = msgspec.msgpack.Decoder(Made)


def tasks_of(level: Level, refs: Sequence[RowsRef], blocks: tuple[MadeBlock, ...]) -> Iterator[ExportTask]:
    """The files of a level that ``blocks`` are made of, those first that take longest."""
    lines = tuple(map(sum, zip(*(ref.lines for ref in refs), strict=True))) or (0,) * len(TABLES)
    for form in FORMS if level == WHOLE else ("csv",):
        yield ExportTask(level, form, lines, blocks)


def about_archive(site: Site) -> About:
    """What the files say of the archive."""
    return About(site.title, site.site_url, site.license)


def make_exports(
    tasks: Sequence[ExportTask], context: ExportContext, jobs: Jobs = None, noted: Noted = unnoted
) -> Generator[tuple[ExportTask, Made], None, None]:
    """Every file in its place, in the order of ``tasks``; begun at once. Raises GongkaiError where one cannot be made.
    Has to be closed."""
    known = partial(_placed_again, context)
    return _made_exports(begin_unknown(_make, tasks, known, context, _lost, jobs, EXPORT_LIMITS), noted)


def _made_exports(
    coming: Generator[tuple[ExportTask, Made | None, Sent | None], None, None], noted: Noted
) -> Generator[tuple[ExportTask, Made], None, None]:
    with closing(coming):
        for task, known, sent in coming:
            made, seconds = sent or (known or (), 0.0)
            if isinstance(made, NotMade):
                raise made.failure(f"a data file cannot be made: {made.detail}", file=task.path)
            noted(task.path, seconds, sent is None)
            yield task, _DECODER.decode(made) if isinstance(made, bytes) else made


def _lost(task: ExportTask, failure: Failure) -> Sent:
    return NotMade(ENDED[failure]), None


def _placed_again(context: ExportContext, task: ExportTask) -> Made | None:
    """The files of an earlier build in their places; None where one of them is not as it was."""
    known = context.making.known(_key(context, task), _DECODER)
    return known[1] if known and context.making.place_again([one.placed for one in known[1]]) else None


def _key(context: ExportContext, task: ExportTask) -> str:
    extra = [part for name, data in _extra(context, task) for part in (name.encode(), data)]
    return key_of(context.making.recipe, task.path.encode(), *extra, *map(ENCODER.encode, task.blocks))


def _make(context: ExportContext, task: ExportTask) -> Sent:
    start = time.perf_counter()
    try:
        made = ENCODER.encode(tuple(_files(context, task)))
    except (KeyError, OSError) as error:
        return NotMade(str(error), isinstance(error, KeyError)), None
    context.making.keep(_key(context, task), made)
    return made, time.perf_counter() - start


def _files(context: ExportContext, task: ExportTask) -> Iterator[MadeExport]:
    store = context.making.rows
    if task.form == "csv":
        yield from _csv_files(context, task)
    elif task.form == "jsonl":
        for table in TABLES:
            pieces = [block.json[table] for block in task.blocks]
            parts = partial(_gzip, store, pieces)
            yield _placed(context, task, f"{table}.jsonl.gz", table, parts)
    else:
        lines, making = BlockLines(task.blocks, store), context.making
        names = {SQLITE: ""} if task.form == "sqlite" else {f"{table}.parquet": table for table in TABLES}
        for name, table in names.items():
            path, make = task.level.folder + name, whole_writer(name, lines)
            yield _told(task, name, table, place_made(making.root, path, make, making.standing))


def _csv_files(context: ExportContext, task: ExportTask) -> Iterator[MadeExport]:
    """The zip, and the files that are in it."""
    tables = [_Table(context.making.rows, table, task) for table in load_schema()]
    made = []
    for one in tables:
        name, parts = (f"{one.name}.csv.gz", one.gzip) if one.lines > MOST_LINES else (f"{one.name}.csv", one.parts)
        made.append(_placed(context, task, name, one.name, parts))
    listed = [one.in_zip(done.file) for one, done in zip(tables, made, strict=True)]
    yield _written(
        context, task, f"gongkai-{task.level.id}.zip", "", lambda sink: _write_zip(context, task, tables, listed, sink)
    )
    yield from made


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
        yield from _packed(self._store, self._pieces)

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
        for name, data in _extra(context, task):
            archive.writestr(member(name), data)


def _extra(context: ExportContext, task: ExportTask) -> tuple[tuple[str, bytes], ...]:
    """What is in the task's zip beside its tables. One more report changes it, and no level but the whole archive."""
    return context.extra if task.level == WHOLE and task.form == "csv" else ()


def _packed(store: ByteStore, pieces: Iterable[StoredPiece]) -> Iterator[bytes]:
    return (open_part(store, one.key) for one in pieces)


def _gzip(store: ByteStore, pieces: Sequence[StoredPiece]) -> Iterator[bytes]:
    return gzip_parts(joined(one.piece for one in pieces), _packed(store, pieces))


def _placed(
    context: ExportContext, task: ExportTask, name: str, table: str, parts: Callable[[], Iterable[bytes]]
) -> MadeExport:
    def write(sink: Sink) -> None:
        for part in parts():
            sink.write(part)

    return _written(context, task, name, table, write)


def _written(
    context: ExportContext, task: ExportTask, name: str, table: str, write: Callable[[Sink], None]
) -> MadeExport:
    making = context.making
    return _told(task, name, table, place_written(making.root, task.level.folder + name, write, making.standing))


def _told(task: ExportTask, name: str, table: str, placed: PlacedFile) -> MadeExport:
    lines = task.lines_of(table) if table else 0
    return MadeExport(placed, DataFile(table, name, placed.size, placed.digest, lines))
