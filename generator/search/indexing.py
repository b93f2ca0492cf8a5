"""From documents to the files below ``/search/index/``: Pagefind's index and what we add to it.

==================================  =========================================================
``manifest.<hash>.json``            which shards there are, and where the rest is
``fold.<hash>.json``                the conversion table (see :mod:`.conversion`)
``guide.<hash>.json``               regions, facets, words and terms (see :mod:`.guide`)
``presence.<hash>/``                which shards hold a word at all (see :mod:`.presence`); where there are several
``engine.<hash>/``                  Pagefind's code, and an index of nothing that the shards are merged into
``<hash>/``                         a shard: Pagefind's meta and index, unchanged
``<hash>/table.json``               a row for every report of the shard (see :mod:`.tables`)
``<hash>/texts/<id>.json``          its reading copy, for excerpts
==================================  =========================================================

Every path holds the hash of what is below it, so all may be cached for ever; only the page of the search
names the manifest. Pagefind's fragments are not published: the reading copies take their place. Its filters
are not used: their files come out differently in every run, and the table knows the facets anyway. The code is
published once and not with each shard: a reader who comes back after an upload has it already.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

from generator.errors import GongkaiError
from generator.scratch import scratch_folder
from generator.search import pagefind
from generator.search.conversion import conversion_table, packed_table
from generator.search.documents import SearchDocument
from generator.search.folding import BREAK
from generator.search.guide import SearchVocabulary, packed_guide, region_names
from generator.search.presence import packed_presence
from generator.search.shard_building import build_shard, digest_of, key_of_shard
from generator.search.shards import shards
from generator.search.store import Shard, Store

SHARD_SIZE = 1000
MEMORY = 3 * 1024
"""MiB that all indexers together may take."""
MEMORY_A_CHARACTER = 0.0006
"""MiB the indexer takes for a character of its pages; 0.0005 was measured."""
HEAVY, FEW = 2, 100
"""Words that occur more often than so many times a report, and more than so many times at all, are heavy: a thousand
occurrences are a kilobyte or two."""
LARGEST_FILE = 25_000_000
"""Bytes. Hosts refuse larger files."""
LARGEST_FOLDER = 50_000
"""Files in a directory."""


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
    store: Store | None = None,
) -> SearchIndex:
    """Index all ``documents``, in one shard up to one and a half ``shard_size``, beyond that in several of about that
    size. Equal documents give equal bytes, in whatever order they come, with a ``store`` of earlier shards or without.

    Raises :class:`GongkaiError` where two have one address, where Pagefind fails, and where a file or a folder
    comes out larger than hosts take.
    """
    ordered = sorted(documents, key=lambda document: document.url)
    _refuse_twins(ordered)
    files: dict[str, bytes] = {}
    groups = shards(ordered, shard_size)
    done = _indexed(groups, region_names(ordered), store)
    listed = []
    for members, shard in zip(groups, done, strict=True):
        folder = _add_folder(files, "", shard.files)
        provinces = sorted({document.region[:2] for document in members})
        listed.append({"folder": folder, "provinces": provinces, "count": len(members)})
    fold = _add(files, "fold", packed_table(conversion_table()))
    heavy = _heavy([shard.words for shard in done], len(ordered))
    guide = _add(files, "guide", packed_guide(ordered, vocabulary or SearchVocabulary(), heavy))
    # Pagefind refuses to index nothing; an archive without reports has no shard and needs no engine.
    engine = _add_folder(files, "engine.", _engine()) if listed else ""
    content: dict[str, object] = {"engine": engine, "fold": fold, "guide": guide, "shards": listed}
    if len(groups) == 1:
        content["early"] = [path for folder in (engine, listed[0]["folder"]) for path in _early(str(folder), files)]
    if len(groups) > 1:
        presence = packed_presence([shard.words for shard in done])
        content["presence"] = {"folder": _add_folder(files, "presence.", presence), "count": len(presence)}
    manifest = _add(files, "manifest", json.dumps(content, separators=(",", ":")).encode())
    _refuse_giants(files)
    return SearchIndex(dict(sorted(files.items())), manifest, (manifest, fold, guide))


def _heavy(counts: Sequence[Mapping[str, int]], reports: int) -> list[str]:
    """Words that occur so often that their part of the index is heavy."""
    total: Counter[str] = Counter()
    for own in counts:
        total.update(own)
    return sorted(word for word, count in total.items() if count > max(HEAVY * reports, FEW))


def _indexed(
    groups: Sequence[Sequence[SearchDocument]], regions: Mapping[str, str], store: Store | None
) -> list[Shard]:
    """Each shard, taken from ``store`` or indexed, side by side, as many at a time as cores and memory allow.

    Pagefind's ids are unique within a shard only. Where two shards came to the same one, the later is indexed again
    with other stamps, since the merged index tells results apart by nothing else.
    """
    if not groups:
        return []
    hungry = max(map(_characters, groups)) * MEMORY_A_CHARACTER
    at_once = max(1, min(os.cpu_count() or 1, int(MEMORY / hungry) if hungry else 1, len(groups)))
    used: set[str] = set()

    def made(group: Sequence[SearchDocument], salt: int = 0) -> Shard:
        if store is None:
            return build_shard(regions, group, salt)
        key = key_of_shard(regions, group, salt)
        used.add(key)
        shard = store.get(key)
        if shard is None:
            shard = build_shard(regions, group, salt)
            store.put(key, shard)
        return shard

    # The threads mostly wait: each has a process of its own at work.
    with ThreadPoolExecutor(at_once) as pool:
        done = list(pool.map(made, groups))
    taken: set[str] = set()
    for number, group in enumerate(groups):
        salt = 0
        while taken & done[number].ids:
            salt += 1
            done[number] = made(group, salt)
        taken |= done[number].ids
    if store is not None:
        store.trim(used)
    return done


def _characters(documents: Sequence[SearchDocument]) -> int:
    return sum(len(passage.text) for document in documents for passage in document.passages)


def _early(folder: str, files: Mapping[str, bytes]) -> list[str]:
    """What Pagefind loads of a folder one after the other, under the addresses it asks for."""
    names = sorted(path for path in files if path.startswith(folder) and path.endswith((".pf_meta", ".pagefind")))
    return [f"{folder}pagefind-entry.json?ts={pagefind.CACHE_TAG}", *names]


def _engine() -> dict[str, bytes]:
    """Pagefind's code with an index of one page that no query finds."""
    with scratch_folder("search") as folder:
        bundle = pagefind.run([("nothing.html", pagefind.IndexedPage(BREAK, "nothing"))], folder)
    return bundle.index | bundle.code


def _add(files: dict[str, bytes], name: str, data: bytes) -> str:
    path = f"{name}.{digest_of(data)}.json"
    files[path] = data
    return path


def _add_folder(files: dict[str, bytes], prefix: str, members: Mapping[str, bytes]) -> str:
    folder = prefix + digest_of(*(part for path in sorted(members) for part in (path.encode(), members[path]))) + "/"
    files.update({folder + path: data for path, data in members.items()})
    return folder


def _refuse_twins(ordered: Sequence[SearchDocument]) -> None:
    for one, other in pairwise(ordered):
        if one.url == other.url:
            raise GongkaiError(
                f"two reports want to be found at {one.url}",
                remedy="give each report an address of its own before indexing",
            )


def _refuse_giants(files: Mapping[str, bytes]) -> None:
    folders: dict[str, int] = {}
    for path, data in files.items():
        folder = path.rpartition("/")[0]
        folders[folder] = folders.get(folder, 0) + 1
        if len(data) > LARGEST_FILE or folders[folder] > LARGEST_FOLDER:
            raise GongkaiError("the search index is too large to be served", place=path, remedy="lower shard_size")
