"""What data files are made of, and how each is put in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.cache import ByteStore
from generator.exports.levels import WHOLE, RowsRef
from generator.exports.package import About, DataFile, Level
from generator.exports.rows import TABLES
from generator.exports.whole import SQLITE
from generator.pages.site import Site
from generator.publish.placing import PlacedFile, Sink, place_written
from generator.workers.context import MakingContext
from generator.workers.export_blocks import MadeBlock, StoredPiece
from generator.workers.whole_exports import open_part

MOST_LINES = 1_048_575
"""Lines that a spreadsheet opens beside the head: a longer table is published as .csv.gz, for programs."""
FORMS = ("sqlite", "csv", "jsonl", "parquet")
"""Of the whole archive, in the order in which they are listed; other levels have CSV alone."""
LONGEST_FIRST = ("sqlite", "parquet", "csv", "jsonl")
"""The same in the order in which they are begun."""


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


def tasks_of(level: Level, refs: Sequence[RowsRef], blocks: tuple[MadeBlock, ...]) -> Iterator[ExportTask]:
    """The files of a level that ``blocks`` are made of, those first that take longest."""
    lines = tuple(map(sum, zip(*(ref.lines for ref in refs), strict=True))) or (0,) * len(TABLES)
    for form in LONGEST_FIRST if level == WHOLE else ("csv",):
        yield ExportTask(level, form, lines, blocks)


def about_archive(site: Site) -> About:
    """What the files say of the archive."""
    return About(site.title, site.site_url, site.license)


def extra_of(context: ExportContext, task: ExportTask) -> tuple[tuple[str, bytes], ...]:
    """What is in the task's zip beside its tables. One more report changes it, and no level but the whole archive."""
    return context.extra if task.level == WHOLE and task.form == "csv" else ()


def placed(
    context: ExportContext, task: ExportTask, name: str, table: str, parts: Callable[[], Iterable[bytes]]
) -> MadeExport:
    def write(sink: Sink) -> None:
        for part in parts():
            sink.write(part)

    return written(context, task, name, table, write)


def written(
    context: ExportContext, task: ExportTask, name: str, table: str, write: Callable[[Sink], None]
) -> MadeExport:
    making = context.making
    return told(task, name, table, place_written(making.root, task.level.folder + name, write, making.standing))


def told(task: ExportTask, name: str, table: str, placed: PlacedFile) -> MadeExport:
    lines = task.lines_of(table) if table else 0
    return MadeExport(placed, DataFile(table, name, placed.size, placed.digest, lines))


def packed(store: ByteStore, pieces: Iterable[StoredPiece]) -> Iterator[bytes]:
    return (open_part(store, one.key) for one in pieces)
