"""Shards of the search index made side by side, each from documents that lie in a store on disk."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import msgspec

from generator.cache import ByteStore
from generator.errors import GongkaiError
from generator.publish.placing import PlacedFile
from generator.publish.standing import StandingSite
from generator.search.documents import SearchDocument
from generator.search.indexing import at_once
from generator.search.joined import JoinedWords, joined, joined_reports
from generator.search.shard_building import build_shard, key_of_shard, key_of_words
from generator.search.shards import shards, stretches
from generator.search.summary import ShardSummary
from generator.search.words import IndexedReport, ReportWords
from generator.workers.coding import ENCODER, decoded
from generator.workers.context import MakingContext
from generator.workers.limits import Failure, Limits
from generator.workers.made import ENDED, DocumentRef, NotMade
from generator.workers.pool import Jobs, Noted, begin_all, cores_for, local_jobs, unnoted

T = TypeVar("T")
SHARD_LIMITS = Limits(processor=1800, clock=3600, memory=8 << 30)
FOLDER = "search/index/"
"""Where shards stand in the site."""


@dataclass(frozen=True, slots=True)
class MadeShard:
    """A shard whose files are in their places."""

    files: tuple[PlacedFile, ...]
    summary: ShardSummary


class _Group(NamedTuple):
    """The documents of a shard, and the key under which it is kept."""

    key: str
    documents: Sequence[DocumentRef]


Sent = tuple[bytes | NotMade, float | None]
"""What comes back of a shard: it, or why there is none; the seconds that it took."""
_DECODER = msgspec.msgpack.Decoder(MadeShard)


@dataclass(frozen=True, slots=True)
class _DocumentAlone:
    """An IndexedReport without its words, which are the most of it."""

    document: SearchDocument


_REPORT = msgspec.msgpack.Decoder(IndexedReport)
_DOCUMENT = msgspec.msgpack.Decoder(_DocumentAlone)
_WORDS = msgspec.msgpack.Decoder(JoinedWords)


@dataclass(frozen=True, slots=True)
class ShardsToCome:
    """The shards of an index, ``anew`` of which are being made; ``made`` are all of them, and has to be closed."""

    anew: int
    made: Generator[MadeShard, None, None]


def make_shards(
    documents: Sequence[DocumentRef],
    size: int,
    context: MakingContext,
    jobs: Jobs = None,
    noted: Noted = unnoted,
) -> ShardsToCome:
    """The shards of an index of ``documents``, in the order of their names, their files in their places; those that no
    earlier build made are begun at once.

    ``noted`` is told of each. Raises GongkaiError where one cannot be made.
    """
    groups = {name: _Group(_key(group), group) for name, group in shards(documents, size).items()}
    known = {name: _placed_again(context, one) for name, one in groups.items()}
    anew = [one for name, one in groups.items() if known[name] is None]
    most = max((sum(one.characters for one in group.documents) for group in anew), default=0)
    workers = min(cores_for(local_jobs(jobs)), at_once(most))
    sent = begin_all(_make, anew, context, _lost, workers, SHARD_LIMITS)
    return ShardsToCome(len(anew), _made_shards(known, sent, noted))


def _made_shards(
    known: Mapping[str, MadeShard | None], sent: Generator[Sent, None, None], noted: Noted
) -> Generator[MadeShard, None, None]:
    with closing(sent):
        for name, shard in known.items():
            if shard is not None:
                noted(f"shard {name or '0'}", 0.0, True)
                yield shard
                continue
            made, seconds = next(sent)
            if isinstance(made, NotMade):
                raise made.failure(f"the search index cannot be made: {made.detail}", place=f"shard {name or '0'}")
            noted(f"shard {name or '0'}", seconds, False)
            yield _DECODER.decode(made)


def _key(group: Sequence[DocumentRef]) -> str:
    return key_of_shard([one.key for one in group])


def _key_of_words(stretch: Sequence[DocumentRef]) -> str:
    return key_of_words([one.key for one in stretch])


def _placed_again(context: MakingContext, group: _Group) -> MadeShard | None:
    """The shard of an earlier build, its files in their places; None where something of it is not as it was."""
    known = context.known(group.key, _DECODER)
    if known is None or not context.place_again(known[1].files):
        return None
    if context.kept is not None:
        for stretch in stretches(group.documents):
            context.kept.holds(_key_of_words(stretch))  # used: the next report may be one of this shard
    return known[1]


def _lost(group: _Group, failure: Failure) -> Sent:
    return NotMade(ENDED[failure]), None


def _make(context: MakingContext, group: _Group) -> Sent:
    start = time.perf_counter()
    try:
        made = _made(context, group)
    except (GongkaiError, KeyError) as error:
        return NotMade(str(error), isinstance(error, KeyError)), None
    return made, time.perf_counter() - start


def _made(context: MakingContext, group: _Group) -> bytes:
    opened = [_opened(context, stretch) for stretch in stretches(group.documents)]
    documents = [document for own, _ in opened for document in own]
    shard = build_shard(documents, joined(words for _, words in opened))
    folder = FOLDER + shard.summary.folder
    texts = _standing_texts(context.standing)
    files = tuple(context.place(folder + path, data, texts) for path, data in sorted(shard.files.items()))
    done = ENCODER.encode(MadeShard(files, shard.summary))
    context.keep(group.key, done)
    return done


def _standing_texts(site: StandingSite) -> dict[str, str]:
    """Digest of each reading copy of the site that stands → its path: in a shard with one report more, all others are
    the same, in another folder and most of them in another row. To make a file costs twice a link, and twenty times on
    a disk that has just removed some thousand (ext4 goes by the places of these), as the build before does."""
    return {file.digest: path for path, file in site.files.items() if path.startswith(FOLDER) and "/texts/" in path}


def _opened(context: MakingContext, stretch: Sequence[DocumentRef]) -> tuple[list[SearchDocument], JoinedWords]:
    """Some documents of a shard that follow each other, and their words, which are the most of what is kept of them:
    opened only where no earlier build has put them together."""
    key = _key_of_words(stretch)
    known = context.known(key, _WORDS)
    if known is not None:
        return [open_document(context.documents, one) for one in stretch], known[1]
    documents: list[SearchDocument] = []
    words = joined_reports(_words_of(context.documents, stretch, documents))
    context.keep(key, ENCODER.encode(words))
    return documents, words


def _words_of(
    store: ByteStore, stretch: Iterable[DocumentRef], documents: list[SearchDocument]
) -> Iterator[ReportWords]:
    """Those of each report, which is held no longer than they are looked at but for its document, which is added to
    ``documents``."""
    for one in stretch:
        report = _stored(store, one, _REPORT)
        documents.append(report.document)
        yield report.words


def open_document(documents: ByteStore, ref: DocumentRef) -> SearchDocument:
    """What search knows of a report, but its words. Raises KeyError where the store has lost it."""
    return _stored(documents, ref, _DOCUMENT).document


def _stored(documents: ByteStore, ref: DocumentRef, decoder: msgspec.msgpack.Decoder[T]) -> T:
    found = decoded(documents.get(ref.key), decoder)
    if found is None:
        raise KeyError(f"the words of {ref.url} were lost; build again")
    return found
