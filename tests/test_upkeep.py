"""The cache as a whole: what the last build used of it is known, and the rest can be forgotten."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from benchmarks.corpus.make import make_cases
from generator.cache import ByteStore
from generator.cli import main
from generator.cli.options import FAILED, OK, USAGE
from generator.pipeline import Built, build
from generator.progress import Silent, Stage
from generator.settings import load_settings
from generator.workers import upkeep
from generator.workers.upkeep import LAST_BUILD, begin, bound, in_use, last_begun, note_build, prune, stats, stores
from tests.filled import filled
from tests.inspecting import resources

ROOT = Path(__file__).parents[1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("templates", "content/pages"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "content" / "reports" / "110101").mkdir(parents=True)
    for case in make_cases(5, 6):
        (tmp_path / "content" / "reports" / "110101" / case.name).write_bytes(case.data)
    return tmp_path


def built(project: Path) -> Built:
    return build(load_settings({}, root=project, keep=True), Silent(), 1, resources())


def known(made: Built) -> dict[str, tuple[int, int]]:
    return {stage.name: (stage.tally.known, stage.tally.done) for stage in made.stages if stage.unit}


def cache(project: Path, *options: str) -> int:
    return main(["cache", "--root", str(project), *options])


def test_what_the_last_build_used_is_known_and_the_rest_forgotten(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project / ".cache" / "gongkai"
    built(project)
    first = {one.name: one.entries for one in stats(folder)}
    assert {"records", "digests", "pages", "documents", "sites"} <= set(first)
    assert all(one.used == one.entries and one.used_size == one.size for one in filled(stats(folder)))
    gone = sorted((project / "content" / "reports" / "110101").iterdir())[0]
    gone.unlink()
    built(project)
    (records,) = [one for one in stats(folder) if one.name == "records"]
    assert records.entries - 1 == records.used == first["records"] - 1
    assert cache(project) == OK
    out = capsys.readouterr().out
    assert re.search(rf"^records +{records.entries} +\d+\.\d +\d+ (s|min) ago +{records.used}, \d+\.\d MB$", out, re.M)
    assert cache(project, "--prune") == OK
    assert re.fullmatch(r"forgotten: \d+ entries, \d+\.\d MB; kept: \d+ entries\n", capsys.readouterr().out)
    assert all(one.used == one.entries for one in filled(stats(folder)))
    assert all(count == done > 0 for count, done in filled(known(built(project)).values())), "what is needed is there"


def test_a_cache_that_was_thrown_away_is_made_again(project: Path) -> None:
    made = built(project)
    plain = {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()}
    shutil.rmtree(project / ".cache")
    again = built(project)
    assert {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()} == plain
    assert known(made) == known(again) == {name: (0, done) for name, (_, done) in known(made).items()}


def test_a_build_is_noted_with_its_times(project: Path) -> None:
    made = built(project)
    told = json.loads((project / ".cache" / "gongkai" / LAST_BUILD).read_bytes())
    assert [stage["name"] for stage in told["stages"]] == [stage.name for stage in made.stages]
    reading = told["stages"][0]
    assert reading["counts"] == {"uploads": 6, "reports": made.stages[0].counts["reports"]}
    assert (reading["done"], reading["from_cache"]) == (6, 0)
    assert len(reading["slowest"]) == 6 and reading["slowest"][0]["name"].startswith("110101/")
    assert 0 < reading["slowest"][0]["seconds"] <= reading["seconds"] <= told["seconds"]
    assert reading["usage"]["children"] > 0 and reading["usage"]["child_memory"] > 10**6
    assert (told["problems"], told["problems_in_all"]) == ([], 0)
    assert json.loads((project / "site" / "build.json").read_bytes())["stages"][0] == {
        "name": "reading",
        **reading["counts"],
    }


def filled_store(folder: Path, name: str, count: int) -> ByteStore:
    store = ByteStore(folder / name)
    for number in range(count):
        store.put(f"{number}", bytes(68))  # a hundred bytes with its digest
        os.utime(folder / name / f"{number}", (1000 + number, 1000 + number))
    return store


def keys(store: ByteStore) -> list[str]:
    return sorted(one.key for one in store.entries())


def test_stores_are_bounded_beside_what_a_build_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "OTHERS_KEPT", {"pages": 2, "records": 9})
    monkeypatch.setattr(upkeep, "OTHERS_AT_MOST", 1)
    monkeypatch.setattr(upkeep, "OTHERS_BYTES", 350)
    names = ("pages", "records", "unheard_of")
    pages, records, unheard = (filled_store(tmp_path, name, 6) for name in names)
    bound(tmp_path, 1005 * 10**9)
    assert keys(pages) == ["3", "4", "5"], "the two newest, and the one that was used"
    assert keys(records) == ["2", "3", "4", "5"], "as many as the bytes allow, and the one that was used"
    assert keys(unheard) == ["4", "5"], "one of which nobody thought"
    prune(tmp_path, 1005 * 10**9)
    assert keys(pages) == keys(records) == keys(unheard) == ["5"]


def test_what_earlier_versions_kept_is_forgotten(tmp_path: Path) -> None:
    shards, pages = (filled_store(tmp_path, name, 3) for name in ("search", "pages"))
    bound(tmp_path, 2000 * 10**9)
    assert (keys(shards), keys(pages)) == ([], ["0", "1", "2"])


def test_to_be_looked_for_is_to_be_used(tmp_path: Path) -> None:
    store = filled_store(tmp_path, "records", 3)
    assert store.holds("0") and not store.holds("9")
    begun = begin(tmp_path)
    assert store.holds("1") and store.get("2") is not None
    store.put("3", b"new")
    (tmp_path / "records" / "x.1.new").write_bytes(b"")
    os.utime(tmp_path / "records" / "x.1.new", (1000, 1000))
    os.utime(tmp_path / "records" / "0", (1000, 1000))
    prune(tmp_path, begun)
    assert keys(store) == ["1", "2", "3"], "what a killed build left unfinished goes, too"


def test_nothing_is_forgotten_where_no_build_is_known(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cache(project, "--stats") == OK and capsys.readouterr().out == "nothing is kept yet\n"
    folder = project / ".cache" / "gongkai"
    store = filled_store(folder, "pages", 2)
    for data in (None, b"", b"[]", b'{"begun": "x"}', b'{"begun": 0}', b"[" * 100_000):
        if data is not None:
            (folder / LAST_BUILD).write_bytes(data)
        assert last_begun(folder) is None
        assert cache(project, "--prune") == FAILED
        assert "nothing was forgotten" in capsys.readouterr().err
    assert len(keys(store)) == 2
    assert cache(project) == OK and "not known" in capsys.readouterr().out


def test_a_cache_that_a_build_uses_is_not_pruned(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = project / ".cache" / "gongkai"
    store = filled_store(folder, "pages", 2)
    note_build(folder, begin(folder), [Stage("reading")], ["x"] * 1001)
    with in_use(folder) as one, in_use(folder) as other:
        assert one and other, "builds use it together"
        assert cache(project, "--prune") == USAGE
        assert "a build is using the cache" in capsys.readouterr().err
    assert len(keys(store)) == 2
    assert cache(project, "--prune") == OK and not keys(store)
    told = json.loads((folder / LAST_BUILD).read_bytes())
    assert (len(told["problems"]), told["problems_in_all"]) == (1000, 1001)


def test_a_link_is_no_store(tmp_path: Path) -> None:
    other = filled_store(tmp_path, "elsewhere", 2)
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "pages").symlink_to(tmp_path / "elsewhere")
    assert stores(tmp_path / "cache") == {}
    prune(tmp_path / "cache", 2**62)
    assert len(keys(other)) == 2


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    folder = tmp_path / "file" / "cache"
    with in_use(folder) as free:
        assert free and begin(folder) == 0
        note_build(folder, 0, [], [])
        bound(folder, 0)
    assert (stats(folder), last_begun(folder)) == ((), None)
    with in_use(None) as free:
        assert free
