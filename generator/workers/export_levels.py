"""All data files of an archive, level by level."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby

from generator.exports.levels import WHOLE, YEARS, RowsRef, levels
from generator.exports.package import CSV, DataFile, Level, datapackage
from generator.exports.schema import all_tables
from generator.publish.placing import PlacedFile
from generator.workers.context import MakingContext
from generator.workers.export_blocks import blocks_of, make_blocks
from generator.workers.exporting import (
    ExportContext,
    ExportTask,
    MadeExport,
    about_archive,
    make_exports,
    tasks_of,
)
from generator.workers.made import DocumentRef
from generator.workers.pool import Jobs, Noted, unnoted


@dataclass(frozen=True, slots=True)
class LevelFiles:
    """The files of one level, which are in their places, and what describes them. ``reports`` are in them."""

    level: Level
    reports: int
    files: tuple[DataFile, ...]
    placed: tuple[PlacedFile, ...]
    package: bytes


def make_levels(
    rows: Sequence[RowsRef],
    documents: Sequence[DocumentRef],
    context: ExportContext,
    jobs: Jobs = None,
    noted: Noted = unnoted,
) -> Generator[LevelFiles, None, None]:
    """Every level with its files; begun at once. Raises GongkaiError where one cannot be made. Has to be closed."""
    chosen = levels(rows)
    tasks = _tasks(chosen, {one.url: one for one in documents}, context.making, jobs)
    return _made_levels(chosen, make_exports(tasks, context, jobs, noted), context)


def _made_levels(
    chosen: Mapping[Level, Sequence[RowsRef]],
    exports: Generator[tuple[ExportTask, Sequence[MadeExport]], None, None],
    context: ExportContext,
) -> Generator[LevelFiles, None, None]:
    about = about_archive(context.making.site)
    with closing(exports):
        for level, some in groupby(exports, key=lambda made: made[0].level):
            made = [one for _, files in some for one in files]
            files = (*(one.file for one in made), *(context.tables if level == WHOLE else ()))
            described = [file for file in files if file.path.endswith(CSV)]
            package = datapackage(level, described, all_tables(), about)
            placed = tuple(one.placed for one in made)
            yield LevelFiles(level, len(chosen[level]), files, placed, package)


def _tasks(
    chosen: Mapping[Level, tuple[RowsRef, ...]], texts: Mapping[str, DocumentRef], making: MakingContext, jobs: Jobs
) -> list[ExportTask]:
    """The files of all levels, once the blocks that they are put together from are made."""
    # Provinces and counties are made of blocks of the whole archive.
    parts = {
        level: tuple(blocks_of(refs, 2) if level.folder.startswith(YEARS) else blocks_of(refs, texts=texts))
        for level, refs in chosen.items()
    }
    blocks = {block.key: block for some in parts.values() for block in some}
    made = dict(zip(blocks, make_blocks(list(blocks.values()), making, jobs), strict=True))
    done = {level: tuple(made[block.key] for block in some) for level, some in parts.items()}
    return [task for level, refs in chosen.items() for task in tasks_of(level, refs, done[level])]
