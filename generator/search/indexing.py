"""From documents to the files below ``/search/index/``.

==================================  =========================================================
``manifest.<hash>.json``            which shards there are, and where the rest is
``fold.<hash>.json``                the conversion table (see :mod:`.conversion`)
``guide.<hash>.json``               provinces, facets, words and terms (see :mod:`.guide`)
``regions/<code>.<hash>.json``      the regions of a province
``names/<n>.<hash>.json``           names of organs and regions, for suggestions (see :mod:`.names`)
``presence/<n>.<hash>.json``        which shards hold a word at all (see :mod:`.presence`)
``<hash>/``                         a shard
``<hash>/table.json``               a row for every report of the shard (see :mod:`.tables`)
``<hash>/words/<n>.json``           which rows hold a word (see :mod:`.postings`)
``<hash>/positions/<n>.json``       where a word stands in them (see :mod:`.positions`)
``<hash>/texts/<row>.json``         a report's reading copy, for excerpts, and its row by itself
==================================  =========================================================

Every path holds the hash of what is below it, so all may be cached for ever; only the page of the search
names the manifest.

A shard is made from its documents and nothing else (:func:`.shard_building.build_shard`), in any process; what stands
above the shards is made from what they tell of themselves (:func:`build_top_level`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.errors import GongkaiError
from generator.search.conversion import conversion_table, packed_table
from generator.search.documents import SearchDocument
from generator.search.guide import SearchVocabulary, packed_guide
from generator.search.joined import joined_reports
from generator.search.names import packed_names
from generator.search.pieces import named_pieces
from generator.search.presence import common_length, packed_presence
from generator.search.shard_building import build_shard, digest_of, refuse_giants
from generator.search.shards import shards
from generator.search.summary import ShardSummary
from generator.search.tables import NOWHERE
from generator.search.words import words_of

SHARD_SIZE = 1000
MEMORY = 3 * 1024
"""MiB that the shards that are made side by side may take together."""
MEMORY_A_CHARACTER = 0.00015
"""MiB that a shard takes for a character of its texts; 0.00007 was measured."""


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """``files`` by path relative to the index's folder; ``manifest`` is the path of the one to begin with,
    ``first`` are those that every search needs, which a page may therefore ask for before its script does."""

    files: Mapping[str, bytes]
    manifest: str
    first: tuple[str, ...] = ()


def build_index(
    documents: Sequence[SearchDocument],
    shard_size: int = SHARD_SIZE,
    vocabulary: SearchVocabulary | None = None,
) -> SearchIndex:
    """Index all ``documents``, in shards of at most one and a half ``shard_size``. Equal documents give equal bytes, in
    whatever order they come.

    Raises :class:`GongkaiError` where two have one address and where a file or a folder comes out larger than hosts
    take.
    """
    _refuse_twins(documents)
    groups = shards(documents, shard_size).values()
    done = [build_shard(group, joined_reports(map(words_of, group))) for group in groups]
    top = build_top_level([shard.summary for shard in done], vocabulary)
    below = {shard.summary.folder + path: data for shard in done for path, data in shard.files.items()}
    return SearchIndex(dict(sorted({**top.files, **below}.items())), top.manifest, top.first)


def build_top_level(summaries: Sequence[ShardSummary], vocabulary: SearchVocabulary | None = None) -> SearchIndex:
    """The files above the shards, from what these tell of themselves, in the order of their names.

    Raises :class:`GongkaiError` where a file or a folder comes out larger than hosts take.
    """
    files: dict[str, bytes] = {}
    guide, below = packed_guide(summaries, vocabulary or SearchVocabulary())
    content: dict[str, object] = {
        "fold": _add(files, "fold", packed_table(conversion_table())),
        "guide": _add(files, "guide", guide),
        "regions": {code: _add(files, f"regions/{code}", piece) for code, piece in below.items()},
        "shards": [
            [one.folder, [code or NOWHERE for code in one.provinces], one.pieces.words, one.pieces.positions]
            for one in summaries
        ],
        "names": _add_pieces(files, "names", packed_names(summaries)),
        "presence": _add_pieces(files, "presence", packed_presence([one.words for one in summaries])),
        "common": common_length([one.count for one in summaries]),
    }
    manifest = _add(files, "manifest", json.dumps(content, separators=(",", ":")).encode())
    refuse_giants(files)
    first = (manifest, str(content["fold"]), str(content["guide"]))
    return SearchIndex(dict(sorted(files.items())), manifest, first)


def at_once(characters: int) -> int:
    """How many shards, the largest of which has so many ``characters`` of text, may be indexed at a time."""
    return max(1, int(MEMORY / max(1, characters * MEMORY_A_CHARACTER)))


def _add(files: dict[str, bytes], name: str, data: bytes) -> str:
    path = f"{name}.{digest_of(data)}.json"
    files[path] = data
    return path


def _add_pieces(files: dict[str, bytes], folder: str, pieces: Sequence[bytes]) -> str:
    members, tags = named_pieces(folder, pieces)
    files.update(members)
    return tags


def _refuse_twins(documents: Sequence[SearchDocument]) -> None:
    for one, other in pairwise(sorted(document.url for document in documents)):
        if one == other:
            raise GongkaiError(
                f"two reports want to be found at {one}",
                remedy="give each report an address of its own before indexing",
            )
