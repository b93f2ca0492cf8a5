"""The files of the index: complete, small, named after their content, and the same in every run."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import random
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from search_samples import sample

from benchmarks.search_archive import synthetic_archive
from generator.errors import GongkaiError
from generator.search import indexing, pagefind
from generator.search.copying import search_copy
from generator.search.documents import Passage
from generator.search.indexing import SearchIndex, build_index
from generator.search.pagefind import Page

MANY = [sample(number) for number in range(40)]


def opened(index: SearchIndex) -> tuple[dict[str, Any], str]:
    """The table of the only shard, and its folder."""
    manifest = json.loads(index.files[index.manifest])
    (shard,) = manifest["shards"]
    assert manifest["fold"] in index.files
    return json.loads(index.files[shard["folder"] + "table.json"]), shard["folder"]


def test_the_table_holds_every_report_newest_first() -> None:
    undated = sample(3, url="/unplaced/0a/", newest="", year=None, province="", places=(), organ=None)
    table, _ = opened(build_index([sample(1), undated, sample(2)]))
    assert table["url"] == [sample(2).url, sample(1).url, "/unplaced/0a/"]
    assert table["year"] == [2002, 2001, None]
    assert table["titled"] == [1, 1, 1]
    assert table["seals"] == {"consistent": "勾稽相符"}
    assert len({len(column) for name, column in table.items() if name not in ("seals", "values", "placeNames")}) == 1
    assert table["placeNames"][table["place"][0]] == list(sample(2).places)
    assert table["region"] == ["11", "11", ""]


def test_each_report_has_its_reading_copy() -> None:
    index = build_index(MANY)
    table, folder = opened(index)
    for url, id_ in zip(table["url"], table["id"], strict=True):
        number = int(url.rstrip("/")[-4:]) - 2000
        assert json.loads(index.files[f"{folder}texts/{id_}.json"])[1][3] == f"第{number}份"


def test_what_is_shown_otherwise_has_another_id() -> None:
    """Or a browser would show the old text from its cache for a year."""
    one, other = (sample(passages=(Passage("", "", text),)) for text in ("甲，乙", "甲。乙"))
    assert search_copy(one) == search_copy(other)
    assert opened(build_index([one]))[0]["id"] != opened(build_index([other]))[0]["id"]


def test_only_what_the_search_loads_is_published() -> None:
    index = build_index(MANY)
    _, folder = opened(index)
    engine = json.loads(index.files[index.manifest])["engine"]
    kinds = {Path(path.removeprefix(folder)).suffix for path in index.files}
    assert kinds == {".json", ".js", ".pf_meta", ".pagefind", ".pf_index"}
    code = {path.removeprefix(engine) for path in index.files if path.endswith((".js", ".pagefind"))}
    assert code == {"pagefind.js", "pagefind-worker.js", "wasm.unknown.pagefind"}
    assert engine == json.loads((other := build_index(MANY[:3])).files[other.manifest])["engine"]
    entry = json.loads(index.files[f"{folder}pagefind-entry.json"])
    assert list(entry["languages"]) == ["und"]
    assert entry["languages"]["und"]["page_count"] == len(MANY)


def test_tokens_reach_the_index_whole() -> None:
    """Pagefind splits and rewrites words of its own accord; ours it must leave alone."""
    files = build_index(MANY).files
    index = b"".join(gzip.decompress(files[path]) for path in files if path.endswith(".pf_index"))
    for document in MANY:
        for token in search_copy(document).split():
            # CBOR: a text shorter than 24 bytes follows one byte with its length.
            assert bytes([0x60 + len(token.encode())]) + token.encode() in index, token


def test_parts_that_do_not_arrive_are_an_error() -> None:
    """As Pagefind comes, it only writes to the console, and a phrase that it could not look for is not found."""
    index = build_index(MANY[:1])
    scripts = [data.decode() for path, data in index.files.items() if path.endswith(".js")]
    assert all(pagefind.TOLD in script and pagefind.SWALLOWED not in script for script in scripts)
    assert len(scripts) == 2


def test_shards_hold_everything_once_and_name_their_provinces() -> None:
    documents = synthetic_archive(60)
    index = build_index(documents, shard_size=12)
    listed = json.loads(index.files[index.manifest])["shards"]
    assert len(listed) > 3
    urls = []
    for shard in listed:
        table = json.loads(index.files[shard["folder"] + "table.json"])
        urls += table["url"]
        assert len(table["url"]) == shard["count"] <= 18
        assert sorted({code[:2] for code in table["region"]}) == shard["provinces"]
    assert sorted(urls) == sorted(document.url for document in documents)


def test_an_upload_changes_one_shard() -> None:
    documents = synthetic_archive(60)
    before, after = (build_index(held, shard_size=12) for held in (documents, documents[1:]))
    shards = [{s["folder"] for s in json.loads(i.files[i.manifest])["shards"]} for i in (before, after)]
    assert len(shards[1] - shards[0]) <= 1


def test_the_same_id_in_two_shards_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The results of merged shards are told apart by their ids alone."""
    run = pagefind.run

    def colliding(pages: Mapping[str, Page], folder: Path) -> pagefind.Bundle:
        bundle = run(pages, folder)
        stamps = {page.stamp for page in pages.values()}
        runs.append(stamps)
        first = min(bundle.ids)
        return replace(bundle, ids={**bundle.ids, first: "und_same" if len(runs) <= 2 else bundle.ids[first]})

    runs: list[set[str]] = []
    monkeypatch.setattr(pagefind, "run", colliding)
    documents = [sample(number, province=str(11 + number // 20)) for number in range(40)]
    index = build_index(documents, shard_size=20)
    texts = [path.rpartition("/")[2] for path in index.files if "/texts/" in path]
    assert len(texts) == len(set(texts)) == 40
    assert runs[2] != runs[1]


def test_what_hosts_refuse_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "LARGEST_FOLDER", 20)
    with pytest.raises(GongkaiError, match="too large"):
        build_index(MANY)


def test_the_order_of_documents_does_not_matter() -> None:
    shuffled = random.Random(1).sample(MANY, len(MANY))
    assert build_index(shuffled) == build_index(MANY)


def test_names_follow_content() -> None:
    one, other = build_index([sample(1)]), build_index([sample(1, consistency="inconsistent")])
    assert one.manifest != other.manifest
    for path in one.files.keys() & other.files.keys():
        assert one.files[path] == other.files[path]


PROGRAM = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from test_indexing import MANY, fingerprint
from generator.search.indexing import build_index
print(fingerprint(build_index(MANY)))
"""


def fingerprint(index: SearchIndex) -> str:
    total = hashlib.sha256(index.manifest.encode())
    for path, data in index.files.items():
        total.update(f"{path} {len(data)}\n".encode() + data)
    return total.hexdigest()


@pytest.mark.parametrize("seed", ["1", "2"])
def test_two_builds_are_identical(seed: str, tmp_path: Path) -> None:
    """In another process, with another hash seed, another temporary folder and a hostile environment."""
    environment = os.environ | {
        "PYTHONHASHSEED": seed,
        "TMPDIR": str(tmp_path),
        "PAGEFIND_GLOB": "*.txt",
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(Path(__file__).parent)],
        env=environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == fingerprint(build_index(MANY))


def test_an_empty_archive_has_no_shard() -> None:
    index = build_index([])
    assert json.loads(index.files[index.manifest])["shards"] == []


def test_two_reports_at_one_address_are_refused() -> None:
    with pytest.raises(GongkaiError, match="/region/110101/some-zhen/2001/"):
        build_index([sample(1), sample(2), sample(1)])


def test_a_failing_indexer_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "pagefind"
    broken.write_text("#!/bin/sh\necho 'no room left' >&2\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setattr(pagefind.pagefind_bin, "get_executable", lambda: broken)
    with pytest.raises(GongkaiError, match="no room left"):
        build_index([sample()])


def test_a_page_left_out_is_told(tmp_path: Path) -> None:
    with pytest.raises(GongkaiError, match="left out 1 of 2"):
        pagefind.run({"a.html": Page("公 开", "1"), "b.html": Page("", "2")}, tmp_path)
