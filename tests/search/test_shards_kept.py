"""Shards from build to build: made again only where something that they hold has changed, and the same to the byte."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks.search_archive import synthetic_archive
from generator.cache import ByteStore, key_of
from generator.publish.placing import PlacedFile
from generator.publish.standing import StandingFile, StandingSite
from generator.search.documents import SearchDocument
from generator.search.indexing import build_index
from generator.search.shard_building import key_of_shard, key_of_words
from generator.search.shards import stretches
from generator.search.words import indexed_report
from generator.workers.context import MakingContext
from generator.workers.indexing import FOLDER, make_shards
from generator.workers.made import DocumentRef
from generator.workers.records import ENCODER
from tests.filled import filled

SIZE = 12


@dataclass
class Making:
    """Sites below ``folder``, one after the other, and how many shards of each were made and how many were known."""

    folder: Path

    def __post_init__(self) -> None:
        self.sites = 0
        self.standing = StandingSite(self.folder, {})
        self.documents, self.kept = ByteStore(self.folder / "documents"), ByteStore(self.folder / "kept")

    def make(self, documents: Sequence[SearchDocument], size: int = SIZE, keeps: bool = True) -> tuple[int, int]:
        self.sites += 1
        nothing: Any = SimpleNamespace()
        root = self.folder / f"{self.sites}"
        context = MakingContext(
            nothing,
            root,
            root,
            nothing,
            self.standing,
            self.documents,
            self.documents,
            kept=self.kept if keeps else None,
        )
        known: list[bool] = []
        refs = [self.stored(one) for one in documents]
        coming = make_shards(refs, size, context, 1, lambda name, seconds, is_known: known.append(is_known))
        with closing(coming.made) as made:
            files = [file for shard in made for file in shard.files]
        assert coming.anew == known.count(False)
        self.standing = StandingSite(root, {file.path: _written(root, file) for file in files})
        return known.count(False), known.count(True)

    def stored(self, one: SearchDocument) -> DocumentRef:
        ref = _ref(one)
        if not self.documents.holds(ref.key):
            self.documents.put(ref.key, ENCODER.encode(indexed_report(one)))
        return ref

    def files(self) -> dict[str, bytes]:
        """Those of the last site, by path below the folder of the index."""
        folder = self.folder / f"{self.sites}" / FOLDER
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _ref(one: SearchDocument) -> DocumentRef:
    key = key_of(ENCODER.encode(indexed_report(one)))
    return DocumentRef(one.url, one.region, key, sum(len(passage.text) for passage in one.passages))


def _written(root: Path, file: PlacedFile) -> StandingFile:
    return StandingFile(file.digest, file.size, (root / file.path).stat().st_mtime_ns)


def shards_of(documents: Sequence[SearchDocument], size: int = SIZE) -> dict[str, bytes]:
    """What an index made in one go has in its shards."""
    index = build_index(documents, size)
    return {path: data for path, data in index.files.items() if path[:10].isalnum()}


@pytest.fixture
def documents() -> list[SearchDocument]:
    return list(synthetic_archive(60))


def test_a_shard_is_made_again_only_when_what_it_holds_has_changed(
    tmp_path: Path, documents: list[SearchDocument]
) -> None:
    making = Making(tmp_path)
    made, known = making.make(documents)
    assert made > 3 and known == 0
    assert making.files() == (first := shards_of(documents))
    assert making.make(documents) == (0, made) and making.files() == first
    changed = [replace(documents[0], title=documents[0].title + "（更正）"), *documents[1:]]
    assert making.make(changed) == (1, made - 1)
    assert making.files() == shards_of(changed) != first


def test_a_shard_whose_files_are_gone_or_changed_is_made_again(tmp_path: Path, documents: list[SearchDocument]) -> None:
    making = Making(tmp_path)
    made, _ = making.make(documents)
    first = making.files()
    one, *_, other = sorted({path.partition("/")[0] for path in first})
    (tmp_path / "1" / FOLDER / one / "table.json").unlink()
    (tmp_path / "1" / FOLDER / other / "texts" / "0.json").write_bytes(b"{}")
    assert making.make(documents) == (2, made - 2)
    assert making.files() == first


def test_the_key_of_a_shard_tells_all_it_is_made_from() -> None:
    assert key_of_shard(["a", "b"]) == key_of_shard(("a", "b"))
    different = [["a", "b"], ["a"], ["b", "a"], ["ab"], ["a", "c"]]
    assert len({key(keys) for key in (key_of_shard, key_of_words) for keys in different}) == 10


@dataclass
class OneShard:
    """A shard of several stretches that was made once, and its reports with one more."""

    making: Making
    more: list[SearchDocument]

    def keys_of_words(self, documents: Sequence[SearchDocument]) -> dict[str, list[SearchDocument]]:
        """Of each stretch."""
        parts = stretches(sorted(documents, key=lambda one: one.url))
        return {key_of_words([self.making.stored(one).key for one in part]): part for part in parts}

    def make(self, keeps: bool = True) -> None:
        """The shard with one report more comes out as if it were made in one go."""
        assert self.making.make(self.more, len(self.more), keeps) == (1, 0)
        assert self.making.files() == shards_of(self.more, len(self.more))


@pytest.fixture
def one_shard(tmp_path: Path, documents: list[SearchDocument], monkeypatch: pytest.MonkeyPatch) -> OneShard:
    monkeypatch.setattr("generator.search.shards.STRETCH", 8)
    made = OneShard(Making(tmp_path), documents)
    made.making.make(documents[1:], len(documents))
    assert len(made.keys_of_words(documents)) > 4
    return made


def entries(store: ByteStore) -> set[str]:
    return {one.key for one in store.entries()}


def test_only_the_words_around_a_new_report_are_put_together_again(one_shard: OneShard) -> None:
    making, before, now = one_shard.making, entries(one_shard.making.kept), one_shard.keys_of_words(one_shard.more)
    assert now.keys() & before and 1 <= len(now.keys() - before) <= 2
    for document in filled([one for key in now.keys() & before for one in now[key]]):
        without_words = ENCODER.encode({"document": document})
        making.documents.put(making.stored(document).key, without_words)
    one_shard.make()
    assert now.keys() <= entries(making.kept)


def test_words_that_are_lost_or_damaged_are_put_together_again(one_shard: OneShard) -> None:
    kept, before = one_shard.making.kept, one_shard.keys_of_words(one_shard.more[1:])
    for number, key in enumerate(before):
        if number % 2:
            kept.put(key, b"of another time")
        else:
            (kept.folder / key).unlink()
    one_shard.make()
    for key in filled(one_shard.keys_of_words(one_shard.more)):
        assert kept.get(key) not in (None, b"of another time")


def test_without_a_cache_the_same_comes_out(one_shard: OneShard) -> None:
    before = entries(one_shard.making.kept)
    one_shard.make(keeps=False)
    assert entries(one_shard.making.kept) == before


def test_the_words_of_a_shard_that_stays_are_not_forgotten(one_shard: OneShard) -> None:
    making, more = one_shard.making, one_shard.more
    kept, same = making.kept, more[1:]
    for one in kept.entries():
        os.utime(kept.folder / one.key, ns=(1, 1))
    assert making.make(same, len(more)) == (0, 1)
    kept.trim(0, since=2)
    assert one_shard.keys_of_words(same).keys() <= entries(kept)


def test_reading_copies_that_stand_are_linked_in_the_shard_with_one_report_more(one_shard: OneShard) -> None:
    making, more = one_shard.making, one_shard.more
    before = texts(making)
    touched = next(iter(before.values()))
    touched.write_bytes(b"?" * touched.stat().st_size)
    one_shard.make()
    inodes = [path.stat().st_ino for path in before.values() if path != touched]
    assert sorted(inodes) == sorted(path.stat().st_ino for path in texts(making).values() if path.stat().st_nlink > 1)
    assert len(inodes) == len(more) - 2 and before.keys() != texts(making).keys()


def texts(making: Making) -> dict[str, Path]:
    """The reading copies of the last site, by path below it."""
    root = making.folder / f"{making.sites}"
    return {path.relative_to(root).as_posix(): path for path in sorted(root.rglob("texts/*.json"))}
