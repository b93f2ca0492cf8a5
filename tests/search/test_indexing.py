"""The files of the index: complete, small, named after their content, and the same in every run."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from search_samples import sample

from benchmarks.search_archive import synthetic_archive
from generator.errors import GongkaiError
from generator.search import shard_building
from generator.search.copying import search_copy
from generator.search.documents import SearchPassage
from generator.search.indexing import SearchIndex, build_index, build_top_level
from generator.search.joined import joined_reports
from generator.search.pieces import TAG, piece_of
from generator.search.postings import packed_numbers
from generator.search.presence import packed_presence
from generator.search.shard_building import build_shard
from generator.search.shards import shards
from generator.search.summary import region_names
from generator.search.tables import NOWHERE, ORGAN, PLACES, YEAR, names_above, packed_rows
from generator.search.words import ZERO, words_of
from tests.filled import filled

MANY = [sample(number) for number in range(40)]


def opened(index: SearchIndex) -> tuple[dict[str, Any], str]:
    """The table of the only shard, and its folder."""
    manifest = json.loads(index.files[index.manifest])
    ((folder, *_),) = manifest["shards"]
    assert manifest["fold"] in index.files
    return json.loads(index.files[folder + "table.json"]), folder


BESIDE = ("regions", "chains")
"""What is no column."""


def spelt(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of a table with every name written out, as the page does it."""
    rows = []
    for at in range(len(table["url"])):
        region, year = table["region"][at], table["year"][at]
        above = [*names_above(region.removeprefix(NOWHERE), table["regions"]), *filter(None, [table["town"][at]])]
        places = table["chains"].get(str(at), above)
        letters = {YEAR: year, **dict(zip(PLACES, reversed(places), strict=False))}
        organ = "".join(letters.get(c, c) for c in table["organ"][at])
        title = "".join({**letters, ORGAN: organ}.get(c, c) for c in table["title"][at])
        url = re.sub("^~", f"/region/{region}/", re.sub("~$", f"/{year}/", table["url"][at]))
        rows.append({"url": url, "title": title, "organ": organ, "places": places, "year": table["year"][at]})
    return rows


def addresses(table: Mapping[str, Any]) -> list[str]:
    return [row["url"] for row in spelt(table)]


def test_the_table_holds_every_report() -> None:
    undated = sample(3, url="/unplaced/0a/", newest="", year=None, province="", places=(), organ=None)
    table, _ = opened(build_index([sample(1), undated, sample(2)]))
    assert addresses(table) == sorted([sample(2).url, sample(1).url, "/unplaced/0a/"])
    assert table["year"] == ["2001", "2002", ""]
    assert table["titled"] == [1, 1, 1]
    assert len({len(column) for name, column in table.items() if name not in BESIDE}) == 1
    assert table["region"] == ["11", "11", NOWHERE]
    assert table["regions"] == {"11": "某省"}


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"organ": None},
        {"title": "2002年2002号", "year": 2002},
        {"title": "\x01\x02号", "organ": "\x03局"},
        {"places": ("别名市", "某镇")},
        {"places": ()},
        {"url": "/unplaced/0a/", "year": None},
    ],
)
def test_a_row_is_shortened_and_spelt_again(changed: dict[str, Any]) -> None:
    document = replace(sample(7), regions=(("11", "北京市"), ("110101", "东城区")), places=("北京市", "东城区", "甲镇"),
                       organ="甲镇人民政府", title="东城区甲镇人民政府2021年年报", year=2021,
                       url="/region/110101/jia-zhen/2021/")  # fmt: skip
    document = replace(document, **changed)
    (row,) = spelt(json.loads(packed_rows([document], region_names([document]))))
    plain = str.maketrans("", "", "\x01\x02\x03")
    assert row == {
        "url": document.url,
        "title": document.title.translate(plain),
        "organ": (document.organ or "").translate(plain),
        "places": list(document.places),
        "year": str(document.year or ""),
    }


def test_a_report_by_itself_says_what_its_row_says() -> None:
    index = build_index(
        [*MANY, sample(3, url="/unplaced/0a/", newest="", year=None, province="", places=(), organ=None)]
    )
    table, folder = opened(index)
    for number, row in enumerate(filled(spelt(table))):
        own = json.loads(index.files[f"{folder}texts/{number}.json"])["row"]
        assert {name: own[name] for name in row} == row
        facts = own.keys() - row.keys()
        assert {name: table[name][number] for name in facts} == {name: own[name] for name in facts}
        assert own.keys() | {"town", "chains", "regions"} == table.keys() | {"places"}


def test_each_report_has_its_reading_copy() -> None:
    index = build_index(MANY)
    table, folder = opened(index)
    for row, url in enumerate(filled(addresses(table))):
        number = int(url.rstrip("/")[-4:]) - 2000
        assert json.loads(index.files[f"{folder}texts/{row}.json"])["passages"][1][3] == f"第{number}份"


def test_what_is_shown_otherwise_has_another_address() -> None:
    """Or a browser would show the old text from its cache for a year."""
    one, other = (sample(passages=(SearchPassage("", "", text),)) for text in ("甲，乙", "甲。乙"))
    assert search_copy(one) == search_copy(other)
    assert opened(build_index([one]))[1] != opened(build_index([other]))[1]


def test_only_what_the_search_loads_is_published() -> None:
    index = build_index(MANY)
    _, folder = opened(index)
    kinds = {path.removeprefix(folder).split("/")[0].split(".")[0] for path in index.files}
    own = {"table", "words", "positions", "texts"}
    assert kinds == {"manifest", "fold", "guide", "names", "presence", *own}
    assert {Path(path).suffix for path in index.files} == {".json"}


def test_shards_hold_everything_once_and_name_their_provinces() -> None:
    documents = synthetic_archive(60)
    index = build_index(documents, shard_size=12)
    listed = json.loads(index.files[index.manifest])["shards"]
    assert len(listed) > 3
    urls = []
    for folder, provinces, *pieces in listed:
        table = json.loads(index.files[folder + "table.json"])
        urls += addresses(table)
        assert len(table["url"]) <= 18
        assert sorted({code[:2] for code in table["region"]}) == provinces
        kinds = Counter(path.removeprefix(folder).split("/")[0] for path in index.files if path.startswith(folder))
        assert [kinds["words"], kinds["positions"]] == pieces
    assert sorted(urls) == sorted(document.url for document in documents)


def test_an_upload_changes_one_shard_and_few_files_beside_it() -> None:
    documents = synthetic_archive(60)
    before, after = (build_index(held, shard_size=12) for held in (documents[1:], documents))
    folders = [{folder for folder, *_ in json.loads(i.files[i.manifest])["shards"]} for i in (before, after)]
    (changed,) = folders[1] - folders[0]
    beside = {path for path in after.files.keys() - before.files.keys() if not path.startswith(changed)}
    kinds = Counter(path.split("/")[0].split(".")[0] for path in beside)
    assert kinds.keys() <= {"manifest", "guide", "regions", "names", "presence"}
    assert kinds["manifest"] == kinds["guide"] == kinds["regions"] == 1
    assert 1 <= kinds["names"] <= 6


def test_a_shard_is_made_from_its_documents_alone() -> None:
    """In any process and order; the rest from what the shards tell."""
    documents = synthetic_archive(60)
    index = build_index(documents, shard_size=12)
    groups = shards(reversed(documents), 12).values()
    made = [build_shard(group, joined_reports(map(words_of, group))) for group in groups]
    top = build_top_level([shard.summary for shard in made])
    assert top.manifest == index.manifest and top.first == index.first
    files = {shard.summary.folder + path: data for shard in made for path, data in shard.files.items()}
    assert {**files, **top.files} == index.files


def test_what_hosts_refuse_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shard_building, "LARGEST_FOLDER", 20)
    with pytest.raises(GongkaiError, match="too large"):
        build_index(MANY)


def test_the_order_of_documents_does_not_matter() -> None:
    shuffled = random.Random(1).sample(MANY, len(MANY))
    assert build_index(shuffled) == build_index(MANY)


def test_names_follow_content() -> None:
    one, other = build_index([sample(1)]), build_index([sample(1, consistency="inconsistent")])
    assert one.manifest != other.manifest
    for path in filled(one.files.keys() & other.files.keys()):
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
    """In another process, with another hash seed and another temporary folder."""
    environment = os.environ | {
        "PYTHONHASHSEED": seed,
        "TMPDIR": str(tmp_path),
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


def test_presence_names_the_shards_of_every_word() -> None:
    words = [{f"词{number}": 3 for number in range(start, 900 + start)} | {"都有": 9} for start in (0, 300, 600, 2000)]
    pieces = packed_presence(words)
    assert len(pieces) > 2
    for word in filled(set().union(*words)):
        told = json.loads(pieces[piece_of(word, len(pieces))])[word]
        shards = [number for number, own in enumerate(words) if word in own]
        assert told[1:] == ("" if len(shards) > len(words) / 2 else packed_numbers(shards))
        assert int(told[0], 16) == sum(own.get(word, 0) for own in words).bit_length()


def test_a_shard_that_lacks_a_word_is_told() -> None:
    documents = synthetic_archive(60)
    index = build_index(documents, shard_size=12)
    manifest = json.loads(index.files[index.manifest])
    pieces = sorted(path for path in index.files if path.startswith("presence/"))
    assert len(pieces) == len(manifest["presence"]) / TAG
    others = {word for document in documents[1:] for word in search_copy(document).words}
    word = next(word for word in search_copy(documents[0]).words if word not in others)
    number = piece_of(word, len(pieces))
    tag = manifest["presence"][TAG * number : TAG * (number + 1)]
    told = json.loads(index.files[f"presence/{number}.{tag}.json"])[word]
    folder = manifest["shards"][ord(told[1]) - ZERO][0]
    assert len(told) == 2 and documents[0].url in addresses(json.loads(index.files[folder + "table.json"]))
