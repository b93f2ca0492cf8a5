"""The cache of shards: whatever is wrong with an entry or its folder is a miss, and no error."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from pathlib import Path

import msgspec
import pytest
from search_samples import sample

from generator.search import store as storing
from generator.search.store import MOST, SUMMARY, Shard, Store
from generator.search.summary import Pieces, summarised

TOLD = summarised([sample()], {"公": 1}, "0123456789/", Pieces(1, 1))
SHARD = Shard({"table.json": b"[]", "texts/1.json": b"{}", "index/a.pf_index": b"\0\1"}, TOLD)


def entry(store: Store) -> Path:
    store.put("a", SHARD)
    (path,) = store.folder.iterdir()
    return path


def archive(members: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return buffer.getvalue()


def sealed(data: bytes) -> bytes:
    return hashlib.sha256(data).digest() + data


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    store = Store(tmp_path / "kept")
    entry(store)
    assert store.get("a") == SHARD and store.get("b") is None


def test_every_byte_counts(tmp_path: Path) -> None:
    store = Store(tmp_path)
    path = entry(store)
    whole = path.read_bytes()
    for at in range(0, len(whole), 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert store.get("a") is None, at
    for cut in (0, 1, 31, 32, 33, len(whole) - 1):
        path.write_bytes(whole[:cut])
        assert store.get("a") is None
    path.write_bytes(whole + b"x")
    assert store.get("a") is None


GOOD = msgspec.json.encode(TOLD)


def changed(**fields: object) -> bytes:
    return json.dumps(json.loads(GOOD) | fields).encode()


encrypted = bytearray(archive({SUMMARY: GOOD, "a.json": b"x"}))
for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
    at = encrypted.find(signature)
    while at >= 0:
        encrypted[at + offset] |= 1
        at = encrypted.find(signature, at + 1)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not an archive",
        bytes(encrypted),
        archive({"a.json": b"x"}),
        archive({SUMMARY: b"[]"}),
        archive({SUMMARY: changed(words={"a": "b"})}),
        archive({SUMMARY: changed(words={"a": True})}),
        archive({SUMMARY: changed(words={"a": -1})}),
        archive({SUMMARY: changed(folder="../01234567/")}),
        archive({SUMMARY: changed(folder="0123456789/\n")}),
        archive({SUMMARY: b"[" * 100_000}),
        archive({SUMMARY: b"\xff"}),
        archive({SUMMARY: GOOD, "../x": b"x"}),
        archive({SUMMARY: GOOD, "/etc/x": b"x"}),
        archive({SUMMARY: GOOD, "a/../../x": b"x"}),
        archive({SUMMARY: GOOD, "a\\x": b"x"}),
        archive({SUMMARY: GOOD, "a//x": b"x"}),
        archive({SUMMARY: GOOD, "folder/": b""}),
        archive({SUMMARY: GOOD, ".hidden": b""}),
        archive({SUMMARY: GOOD, "bomb": b"\0" * 2_000_000}, zipfile.ZIP_DEFLATED),
    ],
    ids=range(20),
)
def test_foreign_entries_are_misses(data: bytes, tmp_path: Path) -> None:
    store = Store(tmp_path)
    entry(store).write_bytes(sealed(data))
    assert store.get("a") is None
    store.put("a", SHARD)
    assert store.get("a") == SHARD, "it is replaced"


def test_large_entries_are_misses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    size = entry(store).stat().st_size
    monkeypatch.setattr(storing, "LARGEST", size - 1)
    assert store.get("a") is None
    monkeypatch.setattr(storing, "LARGEST", size)
    assert store.get("a") == SHARD


@pytest.mark.parametrize("kind", ["folder", "pipe", "link", "dead link"])
def test_what_is_no_file_is_a_miss(kind: str, tmp_path: Path) -> None:
    store = Store(tmp_path / "kept")
    path = entry(store)
    path.rename(tmp_path / "elsewhere")
    if kind == "folder":
        (path / "x").mkdir(parents=True)
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(tmp_path / ("elsewhere" if kind == "link" else "nowhere"))
    assert store.get("a") is None
    store.put("a", SHARD)
    assert (store.get("a") == SHARD) is (kind != "folder")
    store.trim(set())


@pytest.mark.parametrize("kind", ["file", "dead link", "loop", "inside a file"])
def test_a_folder_that_is_none_keeps_nothing(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    if kind == "file":
        folder.write_text("x")
    elif kind == "dead link":
        folder.symlink_to(tmp_path / "nowhere" / "at all")
    elif kind == "loop":
        folder.symlink_to("kept")
    else:
        (tmp_path / "file").write_text("x")
        folder = tmp_path / "file" / "kept"
    store = Store(folder)
    store.put("a", SHARD)
    assert store.get("a") is None
    store.trim({"a"})


def test_a_full_disk_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    store = Store(tmp_path)
    monkeypatch.setattr(Path, "write_bytes", full)
    store.put("a", SHARD)
    assert store.get("a") is None and list(tmp_path.iterdir()) == []


def test_trimming_bears_odd_entries(tmp_path: Path) -> None:
    store = Store(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "dead").symlink_to("nowhere")
    for number in range(MOST + 5):
        store.put(str(number), Shard({}, TOLD))
    store.trim({"0"})
    assert store.get("0") is not None and (tmp_path / "folder").is_dir()
    assert len(list(tmp_path.iterdir())) == MOST + 2
