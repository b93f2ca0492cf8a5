"""Files of the standing site are linked where they hold the same, and never written through."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from generator.publish.placing import PlacedFile, place
from generator.publish.standing import FILE_MODE, StandingFile, StandingSite, digest_of

DATA = b"x" * 20_000


@pytest.fixture
def standing(tmp_path: Path) -> StandingSite:
    placed = place(tmp_path / "old", "a/b.html", b"same")
    status = (tmp_path / "old" / "a" / "b.html").stat()
    return StandingSite(tmp_path / "old", {"a/b.html": StandingFile(placed.digest, status.st_size, status.st_mtime_ns)})


def test_equal_bytes_are_linked_and_others_written(tmp_path: Path, standing: StandingSite) -> None:
    fresh, old = tmp_path / "new", standing.root / "a" / "b.html"
    place(fresh, "a/b.html", b"same", standing)
    assert (fresh / "a" / "b.html").samefile(old)
    placed = place(fresh, "a/b.html", b"else", standing)
    assert (fresh / "a" / "b.html").read_bytes() == b"else" and old.read_bytes() == b"same"
    assert (placed.size, placed.digest) == (4, digest_of(b"else"))


def test_bytes_that_stand_elsewhere_are_linked(tmp_path: Path, standing: StandingSite) -> None:
    fresh, old = tmp_path / "new", standing.root / "a" / "b.html"
    moved = {digest_of(b"same"): "a/b.html", digest_of(b"gone"): "a/gone.html", digest_of(b"lies"): "a/b.html"}
    place(fresh, "c/d.html", b"same", standing, moved)
    assert (fresh / "c" / "d.html").samefile(old)
    for data in (b"gone", b"lies", b"else"):
        place(fresh, "c/e.html", data, standing, moved)
        assert (fresh / "c" / "e.html").read_bytes() == data
    place(fresh, "c/e.html", b"same", standing, moved)
    assert (fresh / "c" / "e.html").samefile(old), "in the place of what lay there"
    old.write_bytes(b"else")
    placed = place(fresh, "c/f.html", b"same", standing, moved)
    assert (fresh / "c" / "f.html").read_bytes() == b"same"
    assert placed == PlacedFile("c/f.html", 4, digest_of(b"same"))


def test_without_links_bytes_are_written(
    tmp_path: Path, standing: StandingSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*paths: str) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    place(tmp_path / "new", "c/d.html", b"same", standing, {digest_of(b"same"): "a/b.html"})
    assert (tmp_path / "new" / "c" / "d.html").read_bytes() == b"same"
    assert not (tmp_path / "new" / "c" / "d.html").samefile(standing.root / "a" / "b.html")


def test_a_site_that_lost_the_times_of_its_files_is_known_by_their_bytes(standing: StandingSite) -> None:
    file = standing.root / "a" / "b.html"
    os.utime(file, ns=(0, 0))
    assert standing.holds("a/b.html", digest_of(b"same"))
    file.write_bytes(b"SAME")
    os.utime(file, ns=(0, 0))
    assert not standing.holds("a/b.html", digest_of(b"same"))
    file.write_bytes(b"longer")
    assert not standing.holds("a/b.html", digest_of(b"same"))
    assert not standing.holds("none.html", digest_of(b"same"))


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_nothing_is_linked_through_a_link_in_the_place_of_a_folder(tmp_path: Path, standing: StandingSite) -> None:
    (standing.root / "a").rename(tmp_path / "elsewhere")
    (standing.root / "a").symlink_to(tmp_path / "elsewhere")
    place(tmp_path / "new", "a/b.html", b"same", standing)
    assert not (tmp_path / "new" / "a" / "b.html").samefile(standing.root / "a" / "b.html")
    deeper = StandingSite(tmp_path, {f"{standing.root.name}/a/b.html": standing.files["a/b.html"]})
    assert not deeper.holds(f"{standing.root.name}/a/b.html", digest_of(b"same"))


def test_two_processes_may_place_the_same_page(tmp_path: Path) -> None:
    """Two organs have the page of a pair of their reports in common, and are made by two processes."""
    paths = [f"{number}/index.html" for number in range(400)]
    context = multiprocessing.get_context("fork")
    starting = context.Barrier(2)
    workers = [context.Process(target=_place_all, args=(tmp_path, paths, starting)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert {(tmp_path / path).read_bytes() for path in paths} == {DATA}
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == ["index.html"] * len(paths)
    assert {(tmp_path / path).stat().st_mode & 0o777 for path in paths} == {FILE_MODE}


def _place_all(root: Path, paths: Sequence[str], starting: Barrier) -> None:
    starting.wait()
    for path in paths:
        place(root, path, DATA)
