"""Folders as they come: nothing below them stops the listing, and nothing is left out without a word."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from generator.errors import GongkaiError
from generator.model.documents import Document
from generator.model.doubts import Attention
from generator.model.sidecars import Sidecar
from generator.sources.articles import read_articles
from generator.sources.base import Refused
from generator.sources.discover import Upload, discover
from generator.sources.fetching import fetch, open_fetched
from generator.sources.named import discover_named
from generator.sources.opening import TooLargeError, read_plain_file
from generator.sources.sidecars import EVERYTHING


def open_upload(upload: Upload) -> tuple[Document | Refused, bytes, tuple[Attention, ...]]:
    fetched = fetch(upload)
    return open_fetched(upload, fetched), fetched.data, fetched.attention


def codes(folder: Path) -> dict[str, str]:
    return {item.path: item.doubt.code for item in discover(folder).attention}


def paths(folder: Path) -> list[str]:
    return [upload.path for upload in discover(folder).uploads]


def test_what_is_no_plain_file_is_listed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "dead.txt").symlink_to("nowhere")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "elsewhere").symlink_to("/")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "2020.txt").write_text("x")
    (tmp_path / "__MACOSX").symlink_to("/")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "folder.txt" / "good.txt").write_text("x")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket.txt"))
    assert codes(tmp_path) == {
        "pipe.txt": "not_a_file",
        "pipe.yaml": "not_a_file",
        "socket.txt": "not_a_file",
        "dead.txt": "symbolic_link",
        "loop.txt": "symbolic_link",
        "elsewhere": "symbolic_link",
        "__MACOSX": "symbolic_link",
        ".git": "system_folder",
    }
    assert paths(tmp_path) == ["folder.txt/good.txt"]


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[2Jb", "a\u202eb", "a\x7fb", "a\x85b", "a\u2028b"])
def test_names_that_do_not_look_as_they_are_written_are_listed(name: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}.txt").write_text("x")
    (tmp_path / "good.txt").write_text("x")
    ((path, code),) = codes(tmp_path).items()
    assert code == "unreadable_name" and path.isprintable() and path != f"{name}.txt"
    assert paths(tmp_path) == ["good.txt"]
    named = discover_named([tmp_path / f"{name}.txt"])
    assert [one.upload for one in named] == [None] and named[0].shown.isprintable()


def test_odd_names_are_no_obstacle(tmp_path: Path) -> None:
    names = sorted(
        ["长" * 80 + ".txt", "a b.txt", "e\u0301.txt", "\u00e9.txt", "A.txt", "a.TXT", "a.txt", "%2e.txt", "-x.txt"]
    )
    for name in names:
        (tmp_path / name).write_text("x")
    assert (paths(tmp_path), codes(tmp_path)) == (names, {})


@pytest.mark.parametrize("name", ["2020.yaml", "2020.yml", "2020.YAML"])
def test_a_sidecar_may_be_spelt_in_several_ways(name: str, tmp_path: Path) -> None:
    (tmp_path / "2020.txt").write_text("x")
    (tmp_path / name).write_text("note: x")
    (upload,) = discover(tmp_path).uploads
    assert upload.sidecar == tmp_path / name and not codes(tmp_path)


def test_a_sidecar_goes_with_its_report_in_either_spelling_of_a_name(tmp_path: Path) -> None:
    (tmp_path / "e\u0301.txt").write_text("x")
    (tmp_path / "\u00e9.yaml").write_text("note: x")
    (upload,) = discover(tmp_path).uploads
    assert upload.sidecar is not None and not codes(tmp_path)


def test_of_two_sidecars_one_counts_and_the_other_is_listed(tmp_path: Path) -> None:
    for name in ("2020.txt", "2020.yaml", "2020.yml", "2021.yml"):
        (tmp_path / name).write_text("note: x")
    (upload,) = discover(tmp_path).uploads
    assert upload.sidecar == tmp_path / "2020.yaml"
    assert codes(tmp_path) == {"2020.yml": "second_sidecar", "2021.yml": "lonely_sidecar"}


def test_folders_that_cannot_be_opened_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "good.txt").write_text("x")
    scandir = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert codes(tmp_path) == {"closed": "unreadable_folder"}
    assert paths(tmp_path) == ["good.txt"]


@pytest.mark.parametrize(("error", "code"), [(FileNotFoundError, "vanished"), (PermissionError, "unreadable_file")])
def test_files_that_cannot_be_looked_at_are_listed(
    error: type[OSError], code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("bad.txt", "good.txt"):
        (tmp_path / name).write_text("x")
    lstat = Path.lstat

    def refusing(self: Path) -> os.stat_result:
        if self.name == "bad.txt":
            raise error(1, "no", str(self))
        return lstat(self)

    monkeypatch.setattr(Path, "lstat", refusing)
    assert codes(tmp_path) == {"bad.txt": code}


def test_a_large_sidecar_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "2020.txt").write_text("今天天气很好。")
    with (tmp_path / "2020.yaml").open("wb") as file:
        file.truncate(2**30)  # a hole, no gigabyte
    (upload,) = discover(tmp_path).uploads
    document, _, (attention,) = open_upload(upload)
    assert not isinstance(document, Refused) and document.sidecar.withhold == (EVERYTHING,)
    assert (attention.path, attention.doubt.code) == ("2020.yaml", "broken_sidecar")


def spoil(kind: str, file: Path) -> None:
    file.unlink()
    if kind == "pipe":
        os.mkfifo(file)
    elif kind == "folder":
        file.mkdir()
    elif kind == "link":
        file.symlink_to("/etc/hostname")
    elif kind == "loop":
        file.symlink_to(file.name)


@pytest.mark.parametrize("kind", ["gone", "pipe", "folder", "link", "loop"])
def test_what_changes_after_it_was_listed_is_refused(kind: str, tmp_path: Path) -> None:
    (tmp_path / "2020.txt").write_text("今天天气很好。")
    (tmp_path / "2020.yaml").write_text("note: x")
    (upload,) = discover(tmp_path).uploads
    spoil(kind, tmp_path / "2020.yaml")
    document, _, attention = open_upload(upload)
    assert not isinstance(document, Refused) and len(attention) == 1
    assert document.sidecar == Sidecar("2020.yaml", withhold=(EVERYTHING,)), "it may have asked for that"
    spoil(kind, tmp_path / "2020.txt")
    refused, data, _ = open_upload(upload)
    assert isinstance(refused, Refused) and (data, refused.keep) == (b"", False)
    assert refused.doubts[0].code in ("vanished", "unreadable_file")


def test_a_file_that_grows_is_not_read_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"12345")
    assert read_plain_file(file, 5) == b"12345"
    with pytest.raises(TooLargeError):
        read_plain_file(file, 4)
    monkeypatch.setitem(fetch.__globals__, "MAX_BYTES", 4)
    refused, _, _ = open_upload(Upload("a", file, None))
    assert isinstance(refused, Refused) and refused.doubts[0].code == "too_large"


@pytest.mark.parametrize("path", ["nowhere.txt", "a\0b", "", "x" * 300, "/dev/null/x", "\udcff"])
def test_paths_that_lead_nowhere_are_errors_with_a_remedy(path: str, tmp_path: Path) -> None:
    with pytest.raises(GongkaiError) as caught:
        discover_named([tmp_path / "none" / path])
    assert caught.value.remedy


@pytest.mark.parametrize("path", ["/dev/null", "/dev/zero"])
def test_devices_are_no_reports(path: str) -> None:
    with pytest.raises(GongkaiError, match="not a plain file"):
        discover_named([Path(path)])


def test_our_own_pages_must_be_readable(tmp_path: Path) -> None:
    assert read_articles(tmp_path / "none") == ()
    (tmp_path / "about.md").write_bytes("\ufeff# 关于\r\n".encode())
    assert read_articles(tmp_path) == (("about.md", "# 关于\n"),)
    (tmp_path / "bad.md").write_bytes(b"\xff")
    with pytest.raises(GongkaiError, match="UTF-8"):
        read_articles(tmp_path)
    (tmp_path / "bad.md").unlink()
    os.mkfifo(tmp_path / "bad.md")
    with pytest.raises(GongkaiError):
        read_articles(tmp_path)
