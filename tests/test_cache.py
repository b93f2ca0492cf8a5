"""What is kept between builds: never trusted, never needed, never in the way."""

from __future__ import annotations

import ast
import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.corpus.make import make_cases
from generator.cache import DIGEST, ByteStore, key_of, version_of
from generator.forms.loader import load_forms
from generator.inspection import load_resources
from generator.reading.reader import Reader
from generator.search import shard_building
from generator.sources.discover import discover
from generator.workers import UploadResult, read_uploads, uploads
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
        (("generator.sources", "generator.reading.report", "generator.archive.addresses"), uploads.ROOMS),
    ],
    ids=["shards", "records"],
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
    "changed", ["search/folding.py", "search/conversion.py", "search/pagefind.py", "search/documents.py", "scratch.py"]
)
def test_a_change_of_a_module_changes_the_keys_of_shards(
    changed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "generator"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__", "data"))
    monkeypatch.setattr("generator.cache.resources.files", lambda name: package)
    monkeypatch.setattr(shard_building, "version_of", version_of.__wrapped__)
    before = shard_building.key_of_shard({}, ())
    assert shard_building.key_of_shard({}, ()) == before
    with (package / changed).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert shard_building.key_of_shard({}, ()) != before


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


def read(content: Path, store: ByteStore | None, reader: Reader | None = None) -> Sequence[UploadResult]:
    return list(read_uploads(discover(content).uploads, reader or resources().reader, 1, store))


def test_records_of_another_build_are_what_reading_gives(content: Path, tmp_path: Path) -> None:
    store = ByteStore(tmp_path / "store")
    plain = read(content, None)
    assert read(content, store) == plain
    kept = entries(store.folder)
    assert len(kept) == sum(bool(result.reports) for result in plain) > 5
    assert read(content, store) == plain
    assert entries(store.folder) == kept


def test_a_known_upload_is_not_read_again(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = ByteStore(tmp_path / "store")
    before = read(content, store)
    monkeypatch.setattr("generator.workers.uploads.read_reports", lambda *given: ((), ()))
    after = read(content, store)
    assert [result for result in after if result.reports] == [result for result in before if result.reports]


def test_spoilt_records_are_read_again(content: Path, tmp_path: Path) -> None:
    store = ByteStore(tmp_path / "store")
    plain = read(content, store)
    for number, path in enumerate(entries(store.folder)):
        key = path.name
        if number % 2:
            path.write_bytes(path.read_bytes()[:-9])
        else:
            store.put(key, b"+\x81\xa1x\xc0")  # well kept, and no record
    assert read(content, store) == plain


def test_a_record_is_made_of_file_path_sidecar_and_forms(content: Path, tmp_path: Path) -> None:
    store = ByteStore(tmp_path / "store")
    read(content, store)
    count = len(entries(store.folder))
    first = next(path for path in sorted((content / "110101").iterdir()))
    first.with_suffix(".yaml").write_text("note: x\n")
    assert read(content, store) == read(content, None)
    assert len(entries(store.folder)) == count + 1
    first.rename(first.with_stem("other"))
    first.with_suffix(".yaml").unlink()
    assert read(content, store) == read(content, None)
    assert len(entries(store.folder)) == count + 2
    (content / "110101" / f"other{first.suffix}").write_bytes(b"x")
    assert read(content, store) == read(content, None)
    forms = load_forms()
    reader = load_resources(replace(forms, all=forms.all[:1])).reader
    assert read(content, store, reader) == read(content, None, reader)


def test_what_is_withheld_stays_so_from_the_cache(content: Path, tmp_path: Path) -> None:
    store = ByteStore(tmp_path / "store")
    file = next(path for path in sorted((content / "110101").iterdir()) if path.suffix == ".txt")
    file.with_suffix(".yaml").write_text("withhold:\n- {original: true, why: 有人名}\n")
    for _ in range(2):
        [result] = [one for one in read(content, store) if one.source.path.endswith(file.name)]
        assert result.reports and result.original is None
