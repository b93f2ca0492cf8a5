"""One shard of the index from its documents, and the key under which it is kept for the next build.

Imports nothing that a shard is not made with, so that :data:`ROOMS` can be held against what it imports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.cache import key_of, version_of
from generator.errors import GongkaiError
from generator.search.copying import reading_copy
from generator.search.documents import SearchDocument
from generator.search.joined import JoinedWords, holding
from generator.search.positions import packed_positions
from generator.search.postings import packed_postings
from generator.search.summary import Pieces, ShardSummary, region_names, summarised
from generator.search.tables import packed_rows

HASH_LENGTH = 10
"""Hex digits of the hashes in paths."""
LARGEST_FILE = 25_000_000
"""Bytes. Hosts refuse larger files."""
LARGEST_FOLDER = 50_000
"""Files in a directory."""
ROOMS = ("search", "cache.py", "errors.py")
"""What a shard is made with: a change in any of these makes every shard anew."""


@dataclass(frozen=True, slots=True)
class Shard:
    """``files`` by path below the shard's folder (``summary.folder``), and what it tells of itself."""

    files: Mapping[str, bytes]
    summary: ShardSummary


def key_of_shard(documents: Sequence[str]) -> str:
    """A key for all that a shard is made from: its documents, told by their keys, our own code and the libraries that
    are installed, OpenCC among them."""
    return key_of(version_of(ROOMS), *(key.encode() for key in documents))


def key_of_words(documents: Sequence[str]) -> str:
    """A key for the words of some reports of a shard, put together: as :func:`key_of_shard`."""
    return key_of(version_of(ROOMS), b"words", *(key.encode() for key in documents))


def build_shard(documents: Sequence[SearchDocument], words: JoinedWords) -> Shard:
    """Index the ``documents`` of one shard (see :func:`.shards.shards`), one or more, ordered by address, and their
    ``words``.

    Raises :class:`GongkaiError` where a file or a folder comes out larger than hosts take.
    """
    pieces = {"words": packed_postings(words), "positions": packed_positions(words)}
    files = {
        "table.json": packed_rows(documents, region_names(documents)),
        **{f"texts/{row}.json": reading_copy(document) for row, document in enumerate(documents)},
        **{f"{kind}/{number}.json": piece for kind, own in pieces.items() for number, piece in enumerate(own)},
    }
    refuse_giants(files)
    counts = {word: holding(words.told[word]) for word in sorted(words.told)}
    return Shard(files, summarised(documents, counts, folder_of(files), Pieces(*map(len, pieces.values()))))


def folder_of(members: Mapping[str, bytes]) -> str:
    """The name of a folder by its ``members``."""
    return digest_of(*(part for path in sorted(members) for part in (path.encode(), members[path]))) + "/"


def refuse_giants(files: Mapping[str, bytes]) -> None:
    """Raises :class:`GongkaiError` where one of the ``files`` or a folder of theirs is larger than hosts take."""
    folders: Counter[str] = Counter(path.rpartition("/")[0] for path in files)
    for path, data in files.items():
        if len(data) > LARGEST_FILE or folders[path.rpartition("/")[0]] > LARGEST_FOLDER:
            raise GongkaiError("the search index is too large to be served", place=path, remedy="lower shard_size")


def digest_of(*parts: bytes) -> str:
    """The hash of ``parts`` that stands in paths: :data:`HASH_LENGTH` hex digits."""
    return key_of(*parts)[:HASH_LENGTH]
