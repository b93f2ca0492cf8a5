"""One shard of the index from its documents, and the key under which it is kept for the next build.

Imports nothing that a shard is not made with, so that :data:`ROOMS` can be held against what it imports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator.cache import key_of, version_of
from generator.scratch import scratch_folder
from generator.search import pagefind
from generator.search.copying import reading_copy, search_copy
from generator.search.documents import SearchDocument
from generator.search.store import Shard
from generator.search.tables import packed_rows

HASH_LENGTH = 10
"""Hex digits of the hashes in paths."""
ROOMS = ("search", "cache.py", "scratch.py", "errors.py")
"""What a shard is made with: a change in any of these makes every shard anew."""


def key_of_shard(regions: Mapping[str, str], documents: Sequence[SearchDocument], salt: int = 0) -> str:
    """A key for all that a shard is made from: its documents, the names of their regions, ``salt``, our own code and
    the libraries that are installed, Pagefind and OpenCC among them."""
    codes = {document.region[:digits] for document in documents for digits in (2, 4, 6)}
    named = {code: regions[code] for code in codes & regions.keys()}
    given = repr((sorted(named.items()), salt)).encode()
    return key_of(version_of(ROOMS), given, *(repr(document).encode() for document in documents))


def build_shard(regions: Mapping[str, str], documents: Sequence[SearchDocument], salt: int = 0) -> Shard:
    """Index ``documents``. ``regions`` are names by code; another ``salt`` gives the pages other ids.

    Raises :class:`GongkaiError` where Pagefind fails.
    """
    readings = [reading_copy(document) for document in documents]
    words: Counter[str] = Counter()

    def pages() -> Iterator[tuple[str, pagefind.IndexedPage]]:
        for document, reading in zip(documents, readings, strict=True):
            copy = search_copy(document)
            words.update(copy.split())
            # The name stays when other reports come and go. The reading copy enters the page, unsearched, so that
            # the id Pagefind gives it changes whenever what is stored under that id does.
            stamp = digest_of(reading, *[str(salt).encode()] * bool(salt))
            yield _name(document), pagefind.IndexedPage(copy, stamp)

    with scratch_folder("search") as folder:
        bundle = pagefind.run(pages(), folder)
    ids = [bundle.ids[_name(document)] for document in documents]
    texts = {f"texts/{id_}.json": reading for id_, reading in zip(ids, readings, strict=True)}
    return Shard(bundle.index | texts | {"table.json": packed_rows(documents, ids, regions)}, words)


def digest_of(*parts: bytes) -> str:
    """The hash of ``parts`` that stands in paths: :data:`HASH_LENGTH` hex digits."""
    return key_of(*parts)[:HASH_LENGTH]


def _name(document: SearchDocument) -> str:
    return f"{digest_of(document.url.encode())}.html"
