"""All files below a folder, each with its status, links as links."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from generator.publish.walking import folders_above, walk


def test_everything_but_folders_is_found_by_its_path(tmp_path: Path) -> None:
    for path in ("a/b/c.txt", "a/d.txt", "e.txt", "a-b/f.txt"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    found = {one.path: one.status.st_size for one in walk(tmp_path)}
    assert found == {path: len(path) for path in ("a/b/c.txt", "a/d.txt", "e.txt", "a-b/f.txt")}


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_a_link_is_found_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "file").write_bytes(b"1")
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "file").symlink_to(tmp_path / "out" / "file")
    found = {one.path: stat.S_ISLNK(one.status.st_mode) for one in walk(tmp_path / "in")}
    assert found == {"folder": True, "file": True}


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(walk(tmp_path / "none"))


def test_folders_are_told_before_they_are_opened(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "c").touch()
    seen = []
    for found in walk(tmp_path, folders=True):
        seen.append((found.path, found.is_folder))
        if found.path == "a":
            (tmp_path / "a" / "later").touch()
    assert seen[0] == ("a", True)
    assert sorted(seen) == [("a", True), ("a/b", True), ("a/c", False), ("a/later", False)]


def test_all_folders_above_files_are_named() -> None:
    assert folders_above(["a", "b/c/d/e", "b/c/f", "g/h"]) == {"b", "b/c", "b/c/d", "g"}
    assert folders_above(["a"]) == folders_above([]) == set()
