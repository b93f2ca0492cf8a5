"""From documents to the files below ``/search/index/``: Pagefind's index and what we add to it.

==================================  =========================================================
``manifest.<hash>.json``            which shards there are, and where the conversion table is
``fold.<hash>.json``                the conversion table (see :mod:`.conversion`)
``<hash>/``                         a shard: Pagefind's code, meta and index, unchanged
``<hash>/table.json``               a row for every report of the shard (see :mod:`.tables`)
``<hash>/texts/<id>.json``          its reading copy, for excerpts
==================================  =========================================================

Every path holds the hash of what is below it, so all may be cached for ever; only the page of the search
names the manifest. Pagefind's fragments are not published: the reading copies take their place. Its filters
are not used: their files come out differently in every run, and the table knows the facets anyway.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.errors import GongkaiError
from generator.search import pagefind
from generator.search.conversion import conversion_table, packed_table
from generator.search.copying import reading_copy, search_copy
from generator.search.documents import SearchDocument
from generator.search.tables import packed_rows

HASH_LENGTH = 10


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """``files`` by path relative to the index's folder; ``manifest`` is the path of the one to begin with."""

    files: Mapping[str, bytes]
    manifest: str


def build_index(documents: Sequence[SearchDocument]) -> SearchIndex:
    """Index all ``documents`` in one shard. Equal documents give equal bytes, in whatever order they come.

    Raises :class:`GongkaiError` where two have one address, and where Pagefind fails.
    """
    ordered = sorted(documents, key=lambda document: document.url)
    _refuse_twins(ordered)
    table = packed_table(conversion_table())
    fold = f"fold.{_digest(table)}.json"
    files = {fold: table}
    shards = []
    # Pagefind refuses to index nothing; an archive without reports has no shard.
    for members in [ordered] if ordered else []:
        shard = _shard(members)
        folder = _digest(*(part for path in sorted(shard) for part in (path.encode(), shard[path])))
        files.update({f"{folder}/{path}": data for path, data in shard.items()})
        provinces = sorted({document.province for document in members})
        shards.append({"folder": f"{folder}/", "provinces": provinces, "count": len(members)})
    content = json.dumps({"fold": fold, "shards": shards}, separators=(",", ":")).encode()
    manifest = f"manifest.{_digest(content)}.json"
    files[manifest] = content
    return SearchIndex(dict(sorted(files.items())), manifest)


def _shard(documents: Sequence[SearchDocument]) -> dict[str, bytes]:
    readings = [reading_copy(document) for document in documents]
    pages = {
        # The name stays when other reports come and go. The reading copy enters the page, unsearched, so that
        # the id Pagefind gives it changes whenever what is stored under that id does.
        f"{_digest(document.url.encode())}.html": pagefind.Page(search_copy(document), _digest(reading))
        for document, reading in zip(documents, readings, strict=True)
    }
    with TemporaryDirectory(prefix="search-") as folder:
        bundle = pagefind.run(pages, Path(folder))
    ids = [bundle.ids[name] for name in pages]
    texts = {f"texts/{id_}.json": reading for id_, reading in zip(ids, readings, strict=True)}
    return bundle.files | texts | {"table.json": packed_rows(documents, ids)}


def _refuse_twins(ordered: Sequence[SearchDocument]) -> None:
    for one, other in pairwise(ordered):
        if one.url == other.url:
            raise GongkaiError(
                f"two reports want to be found at {one.url}",
                remedy="give each report an address of its own before indexing",
            )


def _digest(*parts: bytes) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()[:HASH_LENGTH]
