"""One shard of the index from its documents, and the key under which it is kept for the next build.

Imports nothing that a shard is not made with, so that :data:`ROOMS` can be held against what it imports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator.cache import key_of, version_of
from generator.errors import GongkaiError
from generator.scratch import scratch_folder
from generator.search import pagefind
from generator.search.copying import reading_copy, search_copy
from generator.search.documents import SearchDocument
from generator.search.postings import packed_postings
from generator.search.store import Shard
from generator.search.summary import region_names, summarised
from generator.search.tables import packed_rows

HASH_LENGTH = 10
"""Hex digits of the hashes in paths."""
LARGEST_FILE = 25_000_000
"""Bytes. Hosts refuse larger files."""
LARGEST_FOLDER = 50_000
"""Files in a directory."""
ROOMS = ("search", "cache.py", "scratch.py", "errors.py")
"""What a shard is made with: a change in any of these makes every shard anew."""


def key_of_shard(documents: Sequence[SearchDocument]) -> str:
    """A key for all that a shard is made from: its documents, our own code and the libraries that are installed,
    Pagefind and OpenCC among them."""
    return key_of(version_of(ROOMS), *(repr(document).encode() for document in documents))


def build_shard(documents: Sequence[SearchDocument]) -> Shard:
    """Index the ``documents`` of one shard (see :func:`.shards.shards`), one or more, ordered by address.

    Raises :class:`GongkaiError` where Pagefind fails and where a file or a folder comes out larger than hosts take.
    """
    copies: list[list[str]] = []

    def pages() -> Iterator[tuple[str, pagefind.IndexedPage]]:
        for document in documents:
            copy = search_copy(document)
            copies.append(copy.split())
            # The name stays when other reports come and go.
            yield _name(document), pagefind.IndexedPage(copy)

    with scratch_folder("search") as folder:
        bundle = pagefind.run(pages(), folder)
    ids = [bundle.ids[_name(document)] for document in documents]
    postings = packed_postings(copies)
    files = {
        **bundle.index,
        "table.json": packed_rows(documents, ids, region_names(documents)),
        **{f"texts/{row}.json": reading_copy(document) for row, document in enumerate(documents)},
        **{f"words/{number}.json": piece for number, piece in enumerate(postings)},
    }
    refuse_giants(files)
    return Shard(files, summarised(documents, copies, folder_of(files), len(postings)))


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


def _name(document: SearchDocument) -> str:
    return f"{digest_of(document.url.encode())}.html"
