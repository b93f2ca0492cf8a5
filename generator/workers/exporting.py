"""Data files of many reports, made side by side from blocks that lie in a store on disk (:mod:`.export_blocks`).

A task is what is made together: the CSV files of a level and the zip with the same in it, or one other format."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from functools import partial

import msgspec

from generator.cache import ByteStore, key_of
from generator.exports.deflated import gzip_parts, joined
from generator.exports.rows import TABLES
from generator.exports.whole import SQLITE
from generator.publish.placing import place_made
from generator.workers.coding import ENCODER
from generator.workers.export_blocks import StoredPiece
from generator.workers.export_csv import csv_files, key_of_table
from generator.workers.export_tasks import ExportContext, ExportTask, MadeExport, extra_of, packed, placed, told
from generator.workers.limits import Failure, Limits
from generator.workers.made import ENDED, NotMade
from generator.workers.pool import Jobs, Noted, begin_unknown, unnoted
from generator.workers.whole_exports import BlockLines, whole_writer

EXPORT_LIMITS = Limits(processor=1800, clock=3600, memory=8 << 30)
"""Ten thousand reports make half a gigabyte of CSV. Arrow reserves gigabytes of addresses, of which it uses little."""
Sent = tuple[bytes | NotMade, float | None]
Made = tuple[MadeExport, ...]
_DECODER = msgspec.msgpack.Decoder(Made)


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
    if known is None or not context.making.place_again([one.placed for one in known[1]]):
        return None
    if context.making.kept is not None and task.form == "csv":
        for table in TABLES:
            context.making.kept.holds(key_of_table(context, task, table))  # used: one report more may change another
    return known[1]


def _key(context: ExportContext, task: ExportTask) -> str:
    extra = [part for name, data in extra_of(context, task) for part in (name.encode(), data)]
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
        yield from csv_files(context, task)
    elif task.form == "jsonl":
        for table in TABLES:
            pieces = [block.json[table] for block in task.blocks]
            parts = partial(_gzip, store, pieces)
            yield placed(context, task, f"{table}.jsonl.gz", table, parts)
    else:
        lines, making = BlockLines(task.blocks, store), context.making
        names = {SQLITE: ""} if task.form == "sqlite" else {f"{table}.parquet": table for table in TABLES}
        for name, table in names.items():
            path, make = task.level.folder + name, whole_writer(name, lines)
            yield told(task, name, table, place_made(making.root, path, make, making.standing))


def _gzip(store: ByteStore, pieces: Sequence[StoredPiece]) -> Iterator[bytes]:
    return gzip_parts(joined(one.piece for one in pieces), packed(store, pieces))
