"""Shards from build to build: made again only where something that they hold has changed, and the same to the byte."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks.search_archive import synthetic_archive
from generator.cache import ByteStore
from generator.publish.placing import PlacedFile, StandingFile, StandingSite
from generator.search.documents import SearchDocument
from generator.search.indexing import build_index
from generator.search.shard_building import key_of_shard
from generator.search.words import indexed_report
from generator.workers.context import MakingContext
from generator.workers.indexing import FOLDER, make_shards
from generator.workers.made import DocumentRef
from generator.workers.records import ENCODER

SIZE = 12


@dataclass
class Making:
    """Sites below ``folder``, one after the other, and how many shards of each were made and how many were known."""

    folder: Path

    def __post_init__(self) -> None:
        self.sites = 0
        self.standing = StandingSite(self.folder, {})
        self.documents, self.kept = ByteStore(self.folder / "documents"), ByteStore(self.folder / "kept")

    def make(self, documents: Sequence[SearchDocument]) -> tuple[int, int]:
        self.sites += 1
        nothing: Any = SimpleNamespace()
        root = self.folder / f"{self.sites}"
        context = MakingContext(
            nothing, root, root, nothing, self.standing, self.documents, self.documents, kept=self.kept
        )
        known: list[bool] = []
        refs = [self._stored(one) for one in documents]
        coming = make_shards(refs, SIZE, context, 1, lambda name, seconds, is_known: known.append(is_known))
        with closing(coming.made) as made:
            files = [file for shard in made for file in shard.files]
        assert coming.anew == known.count(False)
        self.standing = StandingSite(root, {file.path: _written(root, file) for file in files})
        return known.count(False), known.count(True)

    def _stored(self, one: SearchDocument) -> DocumentRef:
        key = self.documents.put_content(ENCODER.encode(indexed_report(one)))
        return DocumentRef(one.url, one.region, key, sum(len(passage.text) for passage in one.passages))

    def files(self) -> dict[str, bytes]:
        """Those of the last site, by path below the folder of the index."""
        folder = self.folder / f"{self.sites}" / FOLDER
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _written(root: Path, file: PlacedFile) -> StandingFile:
    return StandingFile(file.digest, file.size, (root / file.path).stat().st_mtime_ns)


def shards_of(documents: Sequence[SearchDocument]) -> dict[str, bytes]:
    """What an index made in one go has in its shards."""
    index = build_index(documents, SIZE)
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
    assert len({key_of_shard(keys) for keys in (["a", "b"], ["a"], ["b", "a"], ["ab"], ["a", "c"])}) == 5
