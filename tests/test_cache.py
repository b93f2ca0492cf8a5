"""What is kept between builds: never trusted, never needed, never in the way."""

from __future__ import annotations

import ast
import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from benchmarks.corpus.make import make_cases
from generator.archive.totals import summary_of
from generator.cache import DIGEST, ByteStore, key_of, version_of
from generator.forms.loader import load_forms
from generator.inspection import load_resources
from generator.model.doubts import Attention, Doubt
from generator.model.reports import Report
from generator.reading.reader import Reader
from generator.search import shard_building
from generator.sources.discover import discover
from generator.workers import digests
from generator.workers.digests import Records, UploadDigest, read_digests
from generator.workers.rooms import DIGEST_ROOMS, MAKING_ROOMS
from generator.workers.uploads import read_upload
from tests.filled import filled
from tests.inspecting import resources

PACKAGE = Path(__file__).parents[1] / "generator"
KEY = "ab" + "0" * 62


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_what_was_kept_is_found(tmp_path: Path) -> None:
    store = ByteStore(tmp_path / "store")
    assert store.get(KEY) is None
    store.put(KEY, b"data")
    assert store.get(KEY) == b"data"
    assert [path.name for path in entries(tmp_path)] == [KEY]


def spoil(path: Path, how: str) -> None:
    data = path.read_bytes()
    path.unlink()
    if how == "changed":
        path.write_bytes(data[:-1] + b"?")
    elif how == "cut":
        path.write_bytes(data[: DIGEST - 1])
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "a folder":
        path.mkdir()
    elif how == "a link":
        other = path.with_name("other")
        other.write_bytes(data)
        path.symlink_to(other)
    elif how == "a pipe":
        os.mkfifo(path)


@pytest.mark.parametrize("how", ["changed", "cut", "empty", "a folder", "a link", "a pipe", "gone"])
def test_what_cannot_be_trusted_is_no_entry(tmp_path: Path, how: str) -> None:
    store = ByteStore(tmp_path)
    store.put(KEY, b"data")
    spoil(tmp_path / KEY, how)
    assert store.get(KEY) is None
    if how != "a folder":
        store.put(KEY, b"new")
        assert store.get(KEY) == b"new"


def test_an_entry_that_is_too_large_is_none(tmp_path: Path) -> None:
    ByteStore(tmp_path).put(KEY, b"data")
    assert ByteStore(tmp_path, largest=DIGEST + 4).get(KEY) == b"data"
    assert ByteStore(tmp_path, largest=DIGEST + 3).get(KEY) is None


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    store = ByteStore(tmp_path / "file")
    store.put(KEY, b"data")
    assert store.get(KEY) is None
    store.trim(0)


def test_the_oldest_are_forgotten_first_and_what_was_used_is_young(tmp_path: Path) -> None:
    store = ByteStore(tmp_path)
    keys = [f"{n:02x}" + "0" * 62 for n in range(4)]
    for age, key in enumerate(keys):
        store.put(key, key.encode())
        os.utime(tmp_path / key, (1000 + age, 1000 + age))
    assert store.get(keys[0]) is not None
    store.trim(2)
    assert [key for key in keys if store.get(key) is not None] == [keys[0], keys[3]]


def test_parts_of_a_key_do_not_run_together() -> None:
    assert len({key_of(b"ab", b"c"), key_of(b"a", b"bc"), key_of(b"abc"), key_of(b"abc", b"")}) == 4


def test_a_version_follows_the_code() -> None:
    assert version_of(("text",)) == version_of(("text",)) != version_of(("text", "model"))


def imported(module: str, seen: set[str]) -> set[str]:
    """``module`` and all of our modules that it imports, and these in turn, as paths below the package."""
    path = PACKAGE.joinpath(*module.split(".")[1:])
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    if file.is_file() and module not in seen:
        seen.add(module)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            above = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in (*names, *above, *(f"{package}.{each}" for package in above for each in names)):
                if name.startswith("generator."):
                    imported(name, seen)
    return seen


@pytest.mark.parametrize(
    ("made_by", "rooms"),
    [
        (("generator.search.shard_building",), shard_building.ROOMS),
        (("generator.workers.digests",), DIGEST_ROOMS),
        (("generator.workers.organs", "generator.workers.lists"), MAKING_ROOMS),
    ],
    ids=["shards", "records", "pages"],
)
def test_a_key_covers_every_module_that_an_entry_is_made_with(made_by: Sequence[str], rooms: Sequence[str]) -> None:
    modules: set[str] = set()
    for module in made_by:
        imported(module, modules)
    assert len(modules) > 8
    files = {module.removeprefix("generator.").replace(".", "/") for module in modules}
    covered = tuple(room.removesuffix(".py") for room in rooms)
    assert [file for file in sorted(files) if not any(f"{file}/".startswith(f"{room}/") for room in covered)] == []
    assert [room for room in rooms if not (PACKAGE / room).exists()] == []


@pytest.mark.parametrize(
    "changed", ["search/folding.py", "search/conversion.py", "search/words.py", "search/documents.py", "cache.py"]
)
def test_a_change_of_a_module_changes_the_keys_of_shards(
    changed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "generator"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__", "data"))
    monkeypatch.setattr("generator.cache.resources.files", lambda name: package)
    monkeypatch.setattr(shard_building, "version_of", version_of.__wrapped__)
    keys = shard_building.key_of_shard, shard_building.key_of_words
    before = [key(()) for key in keys]
    assert [key(()) for key in keys] == before
    with (package / changed).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert not {key(()) for key in keys} & {*before}


# Records of uploads.


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "110101").mkdir(parents=True)
    for case in make_cases(11, 12):
        (folder / "110101" / case.name).write_bytes(case.data)
    (folder / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "note.txt").write_text("今天天气很好。")
    return folder


def records(folder: Path, keeps: bool = True) -> Records:
    return Records(ByteStore(folder / "bodies"), ByteStore(folder / "digests"), keeps)


def read(content: Path, kept: Records, reader: Reader | None = None) -> Sequence[UploadDigest]:
    return list(read_digests(discover(content).uploads, reader or resources().reader, kept, 1))


def opened(digests: Sequence[UploadDigest], kept: Records) -> list[Report]:
    return [report for digest in digests if digest.key for report in kept.open(digest.key)]


def test_records_of_another_build_are_what_reading_gives(content: Path, tmp_path: Path) -> None:
    kept = records(tmp_path / "store")
    plain = read(content, records(tmp_path / "other", keeps=False))
    assert read(content, kept) == plain
    before = entries(kept.bodies.folder)
    assert len(before) == sum(bool(digest.reports) for digest in plain) > 5
    assert read(content, kept) == plain
    assert entries(kept.bodies.folder) == before
    uploads = {upload.path: upload for upload in discover(content).uploads}
    whole = {report.id: report for path in uploads for report in read_upload(uploads[path], resources().reader).reports}
    for digest in filled(digest for digest in plain if digest.key):
        bodies = kept.open(digest.key)
        assert [whole[report.id] for report in bodies] == list(bodies)
        assert tuple(summary_of(report) for report in bodies) == digest.reports


def test_what_is_known_of_bytes_that_were_hashed_is_not_read_again(content: Path, tmp_path: Path) -> None:
    kept, uploads, reader = records(tmp_path / "store"), discover(content).uploads, resources().reader
    before = read(content, kept)
    hashes = {str(upload.file): sha256(upload.file.read_bytes()).digest() for upload in uploads}
    for upload in uploads:
        upload.file.write_bytes(b"others")
    after = list(read_digests(uploads, reader, kept, 1, hashes=hashes))
    assert filled(one for one in after if one.key) == [one for one in before if one.key]
    told = next(upload for upload, digest in zip(uploads, before, strict=True) if digest.key)
    told.file.with_suffix(".yaml").write_text("note: x\n")
    uploads = discover(content).uploads
    (said,) = (one for one in read_digests(uploads, reader, kept, 1, hashes=hashes) if one.source.path == told.path)
    assert said.key == ""  # a sidecar is read with the file that it speaks of
    strange = dict.fromkeys(hashes, b"x" * 32)
    assert list(read_digests(uploads, reader, kept, 1, hashes=strange)) == read(content, records(tmp_path / "fresh"))


def test_no_process_is_begun_for_what_is_known(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, reader = records(tmp_path / "store"), resources().reader
    before = {one.source.path: one for one in read(content, kept) if one.key}
    uploads = [one for one in discover(content).uploads if one.path in before]
    hashes = {str(upload.file): sha256(upload.file.read_bytes()).digest() for upload in uploads}
    monkeypatch.setattr("generator.workers.processes.Processes.submit", None)
    assert list(read_digests(uploads, reader, kept, 2, hashes=hashes)) == filled(before.values())


def test_what_belongs_to_one_build_is_not_looked_for(content: Path, tmp_path: Path) -> None:
    kept = records(tmp_path / "store", keeps=False)
    read(content, kept)
    assert entries(kept.bodies.folder) and not entries(kept.digests.folder)


def test_a_known_upload_is_not_read_again(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = records(tmp_path / "store")
    before = read(content, kept)
    monkeypatch.setattr("generator.workers.uploads.read_reports", lambda *given: ((), ()))
    after = read(content, kept)
    assert [digest for digest in after if digest.key] == [digest for digest in before if digest.key]


@pytest.mark.parametrize("store", ["bodies", "digests"])
def test_spoilt_records_are_read_again(store: str, content: Path, tmp_path: Path) -> None:
    kept = records(tmp_path / "store")
    plain = read(content, kept)
    bodies = opened(plain, kept)
    spoilt: ByteStore = getattr(kept, store)
    for path in filled(entries(spoilt.folder)):
        path.unlink()
    assert read(content, kept) == plain and opened(plain, kept) == bodies
    for path in entries(kept.digests.folder):
        kept.digests.put(path.name, b"\x81\xa1x\xc0")  # well kept, and no digest
    assert read(content, kept) == plain


def test_a_lost_record_is_said_to_be(tmp_path: Path) -> None:
    kept = records(tmp_path)
    kept.bodies.put(KEY, b"\x81\xa1x\xc0")
    for key in (KEY, "none"):
        with pytest.raises(KeyError):
            kept.open(key)


def test_a_record_is_made_of_file_path_sidecar_and_forms(content: Path, tmp_path: Path) -> None:
    kept, fresh = records(tmp_path / "store"), records(tmp_path / "fresh", keeps=False)
    read(content, kept)
    count = len(entries(kept.bodies.folder))
    first = next(path for path in sorted((content / "110101").iterdir()))
    first.with_suffix(".yaml").write_text("note: x\n")
    assert read(content, kept) == read(content, fresh)
    assert len(entries(kept.bodies.folder)) == count + 1
    first.rename(first.with_stem("other"))
    first.with_suffix(".yaml").unlink()
    assert read(content, kept) == read(content, fresh)
    assert len(entries(kept.bodies.folder)) == count + 2
    (content / "110101" / f"other{first.suffix}").write_bytes(b"x")
    assert read(content, kept) == read(content, fresh)
    forms = load_forms()
    reader = load_resources(replace(forms, all=forms.all[:1])).reader
    assert read(content, kept, reader) == read(content, fresh, reader)


def test_what_is_withheld_stays_so_from_the_cache(content: Path, tmp_path: Path) -> None:
    kept = records(tmp_path / "store")
    file = next(path for path in sorted((content / "110101").iterdir()) if path.suffix == ".txt")
    file.with_suffix(".yaml").write_text("withhold:\n- {original: true, why: 有人名}\n")
    for _ in range(2):
        [digest] = [one for one in read(content, kept) if one.source.path.endswith(file.name)]
        assert digest.reports and digest.keeps_back and not digest.publishes


def test_what_a_folder_does_not_take_goes_to_the_spare_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    store = ByteStore(tmp_path / "file" / "store", spare=tmp_path / "spare")
    store.put(KEY, b"data")
    assert store.get(KEY) == b"data" and not store.holds(KEY)
    assert [path.name for path in entries(tmp_path / "spare")] == [KEY]


def test_content_is_what_its_key_was_made_of(tmp_path: Path) -> None:
    store, key = ByteStore(tmp_path), key_of(b"lines")
    store.put(key, b"lines")
    assert store.content(key) == b"lines"
    store.put(key, b"others")
    assert store.get(key) == b"others" and store.content(key) is None
    assert store.content(key_of(b"nothing")) is None


def test_what_may_pass_is_not_remembered(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report of which something was lost meanwhile is read again, and nothing made of it is taken for the whole."""
    kept, reading = records(tmp_path / "store"), digests.read_fetched
    passing = Attention("x", Doubt("picture_too_slow", "sources", "没有读完。", "", passing=True))

    def in_part(*given: Any) -> Any:
        result = reading(*given)
        return replace(result, attention=(*result.attention, passing))

    with monkeypatch.context() as patched:
        patched.setattr(digests, "read_fetched", in_part)
        lost = {one.source.path: one for one in read(content, kept) if one.key}
    assert opened(list(lost.values()), kept) and not entries(kept.digests.folder)
    whole = [one for one in read(content, kept) if one.key]
    assert filled(one.key for one in whole if one.key != lost[one.source.path].key) == [one.key for one in whole]
    assert not any(item.doubt.passing for one in whole for item in one.attention)


def test_what_was_not_compared_is_compared_by_the_next_build(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = records(tmp_path / "store")

    def failing(*given: Any) -> None:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr("generator.corpus.compared.compared_of", failing)
        assert filled(one for one in read(content, kept) if one.key and None in one.compared)
    assert filled(one for one in read(content, kept) if one.key and None not in one.compared)
