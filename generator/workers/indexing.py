"""Shards of the search index made side by side, each from documents that lie in a store on disk."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from generator.cache import ByteStore, key_of
from generator.errors import GongkaiError
from generator.publish.placing import PlacedFile
from generator.search.documents import SearchDocument
from generator.search.indexing import at_once
from generator.search.shard_building import build_shard, key_of_shard
from generator.search.shards import shards
from generator.search.store import Store
from generator.search.summary import ShardSummary
from generator.search.words import IndexedReport
from generator.workers.context import MakingContext
from generator.workers.limits import Failure, Limits
from generator.workers.made import ENDED, DocumentRef, NotMade
from generator.workers.pool import Jobs, Noted, begin_all, cores_for, local_jobs, unnoted
from generator.workers.records import ENCODER, decoded

T = TypeVar("T")
SHARD_LIMITS = Limits(processor=1800, clock=3600, memory=8 << 30)
FOLDER = "search/index/"
"""Where shards stand in the site."""


@dataclass(frozen=True, slots=True)
class MadeShard:
    """A shard whose files are in their places."""

    files: tuple[PlacedFile, ...]
    summary: ShardSummary


Sent = tuple[bytes | NotMade, float | None, bool]
"""What comes back of a shard: it, or why there is none; the seconds that it took; whether it was known."""
_DECODER = msgspec.msgpack.Decoder(MadeShard)


@dataclass(frozen=True, slots=True)
class _DocumentAlone:
    """An IndexedReport without its words, which are the most of it."""

    document: SearchDocument


_REPORT = msgspec.msgpack.Decoder(IndexedReport)
_DOCUMENT = msgspec.msgpack.Decoder(_DocumentAlone)


@dataclass(frozen=True, slots=True)
class _Shared:
    context: MakingContext
    packed: Store | None


def make_shards(
    documents: Sequence[DocumentRef],
    size: int,
    context: MakingContext,
    packed: Store | None,
    jobs: Jobs = None,
    noted: Noted = unnoted,
) -> Generator[MadeShard, None, None]:
    """The shards of an index of ``documents``, in the order of their names, their files in their places; begun at once.

    ``packed`` are shards of earlier builds, for where no site stands. ``noted`` is told of each.
    Raises GongkaiError where one cannot be made. Has to be closed.
    """
    groups = shards(documents, size)
    most = max((sum(one.characters for one in group) for group in groups.values()), default=0)
    workers = min(cores_for(local_jobs(jobs)), at_once(most))
    shared = _Shared(context, packed)
    sent = begin_all(_make, groups.values(), shared, _lost, workers, SHARD_LIMITS)
    return _made_shards(tuple(groups), sent, noted)


def _made_shards(
    groups: Sequence[str], sent: Generator[Sent, None, None], noted: Noted
) -> Generator[MadeShard, None, None]:
    for name, (made, seconds, known) in zip(groups, sent, strict=True):
        if isinstance(made, NotMade):
            raise made.failure(f"the search index cannot be made: {made.detail}", place=f"shard {name or '0'}")
        noted(f"shard {name or '0'}", seconds, known)
        yield _DECODER.decode(made)


def _lost(group: Sequence[DocumentRef], failure: Failure) -> Sent:
    return NotMade(ENDED[failure]), None, False


def _make(shared: _Shared, group: Sequence[DocumentRef]) -> Sent:
    start = time.perf_counter()
    try:
        made, known = _known_or_made(shared, group)
    except (GongkaiError, KeyError) as error:
        return NotMade(str(error), isinstance(error, KeyError)), None, False
    return made, time.perf_counter() - start, known


def _known_or_made(shared: _Shared, group: Sequence[DocumentRef]) -> tuple[bytes, bool]:
    context = shared.context
    key = key_of(key_of_shard(()).encode(), *(one.key.encode() for one in group))
    known = context.known(key, _DECODER)
    if known is not None and context.place_again(known[1].files):
        return known[0], True
    shard = shared.packed.get(key) if shared.packed is not None else None
    if shard is None:
        shard = build_shard([_open_report(context.documents, one) for one in group])
        if shared.packed is not None:
            shared.packed.put(key, shard)
    folder = FOLDER + shard.summary.folder
    files = tuple(context.place(folder + path, data) for path, data in sorted(shard.files.items()))
    done = ENCODER.encode(MadeShard(files, shard.summary))
    context.keep(key, done)
    return done, False


def open_document(documents: ByteStore, ref: DocumentRef) -> SearchDocument:
    """What search knows of a report, but its words. Raises KeyError where the store has lost it."""
    return _stored(documents, ref, _DOCUMENT).document


def _open_report(documents: ByteStore, ref: DocumentRef) -> IndexedReport:
    return _stored(documents, ref, _REPORT)


def _stored(documents: ByteStore, ref: DocumentRef, decoder: msgspec.msgpack.Decoder[T]) -> T:
    found = decoded(documents.get(ref.key), decoder)
    if found is None:
        raise KeyError(f"the words of {ref.url} were lost; build again")
    return found
