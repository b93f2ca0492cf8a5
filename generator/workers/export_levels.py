"""All data files of an archive, level by level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.exports.levels import RowsRef, levels
from generator.exports.package import DataFile, Level, datapackage
from generator.exports.schema import load_schema
from generator.publish.placing import PlacedFile
from generator.workers.exporting import ExportContext, about_archive, make_exports, tasks_of
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
) -> Iterator[LevelFiles]:
    """Every level with its files. Raises GongkaiError where one cannot be made."""
    tasks = [task for level, refs in levels(rows).items() for task in tasks_of(level, refs, tuple(documents))]
    about = about_archive(context.making.site)
    for level, some in groupby(make_exports(tasks, context, jobs, noted), key=lambda done: done[0].level):
        made = list(some)
        files = tuple(one.file for _, one in made)
        described = [one.file for task, one in made if task.form == "csv"]
        package = datapackage(level, described, load_schema(), about)
        yield LevelFiles(level, len(made[0][0].refs), files, tuple(one.placed for _, one in made), package)
