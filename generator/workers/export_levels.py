"""All data files of an archive, level by level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from generator.exports.levels import WHOLE, YEARS, RowsRef, levels
from generator.exports.package import CSV, DataFile, Level, datapackage
from generator.exports.schema import all_tables
from generator.progress import Tally
from generator.publish.placing import PlacedFile
from generator.workers.context import MakingContext
from generator.workers.export_blocks import Block, MadeBlock, blocks_of, make_blocks
from generator.workers.export_tasks import FORMS, ExportContext, ExportTask, MadeExport, about_archive, tasks_of
from generator.workers.exporting import make_exports
from generator.workers.made import DocumentRef
from generator.workers.pool import Jobs


@dataclass(frozen=True, slots=True)
class LevelFiles:
    """The files of one level, which are in their places, and what describes them. ``reports`` are in them."""

    level: Level
    reports: int
    files: tuple[DataFile, ...]
    placed: tuple[PlacedFile, ...]
    package: bytes


@dataclass(frozen=True, slots=True)
class LevelBlocks:
    """The reports of each level, the keys of the blocks that they are put together from, and what is ``made`` of all of
    these, in the order of ``keys``, which has to be closed."""

    chosen: Mapping[Level, tuple[RowsRef, ...]]
    blocks: Mapping[Level, tuple[bytes, ...]]
    keys: tuple[bytes, ...]
    made: Generator[MadeBlock, None, None]

    def tasks(self) -> list[ExportTask]:
        """The files of all levels, once the blocks are made: regions and years, whose pages wait for them, before the
        whole archive. Raises GongkaiError where one cannot be made."""
        made = dict(zip(self.keys, self.made, strict=True))
        done = {level: tuple(made[key] for key in keys) for level, keys in self.blocks.items()}
        ordered = sorted(self.chosen, key=lambda level: level == WHOLE)
        return [task for level in ordered for task in tasks_of(level, self.chosen[level], done[level])]


def make_level_blocks(
    rows: Sequence[RowsRef], documents: Sequence[DocumentRef], making: MakingContext, jobs: Jobs = None
) -> LevelBlocks:
    """What the files of all levels are put together from; begun at once."""
    chosen = levels(rows)
    texts = {one.url: one for one in documents}
    every: dict[bytes, Block] = {}
    blocks: dict[Level, tuple[bytes, ...]] = {}
    for level, refs in chosen.items():
        # Provinces and counties are made of blocks of the whole archive.
        some = blocks_of(refs, 2) if level.folder.startswith(YEARS) else blocks_of(refs, texts=texts)
        own = {block.key: block for block in some}
        blocks[level] = tuple(own)
        every |= own
    return LevelBlocks(chosen, blocks, tuple(every), make_blocks(tuple(every.values()), making, jobs))


@dataclass(frozen=True, slots=True)
class ComingLevels:
    """Levels whose files are being made: regions and years, counted by ``parts`` and ``tally``, then the whole archive,
    whose files ``whole_tally`` counts. ``made`` has to be closed."""

    made: Generator[LevelFiles, None, None]
    parts: int
    tally: Tally
    whole_tally: Tally


def begin_levels(blocks: LevelBlocks, context: ExportContext, jobs: Jobs = None) -> ComingLevels:
    """Every level with its files; begun once its ``blocks`` are made. Raises GongkaiError where one cannot be made."""
    tally, whole_tally = Tally(), Tally()

    def noted(path: str, seconds: float | None, known: bool) -> None:
        of_whole = path.rpartition("/")[0] + "/" == WHOLE.folder
        (whole_tally if of_whole else tally).add(path, seconds, known)

    tasks = blocks.tasks()
    made = _made_levels(
        blocks.chosen, Counter(task.level for task in tasks), make_exports(tasks, context, jobs, noted), context
    )
    return ComingLevels(made, len(blocks.chosen) - 1, tally, whole_tally)


def _made_levels(
    chosen: Mapping[Level, Sequence[RowsRef]],
    counted: Mapping[Level, int],
    exports: Generator[tuple[ExportTask, Sequence[MadeExport]], None, None],
    context: ExportContext,
) -> Generator[LevelFiles, None, None]:
    about = about_archive(context.making.site)
    with closing(exports):
        for level, count in counted.items():  # a level is done with its last task, not with the first of the next one
            done = sorted(islice(exports, count), key=lambda one: FORMS.index(one[0].form))
            made = [one for _, files in done for one in files]
            files = (*(one.file for one in made), *(context.tables if level == WHOLE else ()))
            described = [file for file in files if file.path.endswith(CSV)]
            package = datapackage(level, described, all_tables(), about)
            placed = tuple(one.placed for one in made)
            yield LevelFiles(level, len(chosen[level]), files, placed, package)
