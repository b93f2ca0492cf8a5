"""What `gongkai add` refuses, and that it leaves nothing half."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest

from generator.filing import adding
from generator.filing.shelf import Shelf
from generator.sources.sidecars import read_sidecar
from tests.filing.calling import NAMELESS, ROOT, Archive, archive, report

__all__ = ["archive"]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("link", "this is a symbolic link"),
        ("wide link", "this is a symbolic link"),
        ("link to a folder", "this is a symbolic link"),
        ("pipe", "not a plain file"),
        ("sidecar", "goes with a report"),
        ("nothing", "no such file"),
    ],
)
def test_what_is_no_upload_is_refused(kind: str, said: str, archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / ("2020.yaml" if kind == "sidecar" else "2020.txt")
    if kind == "link":
        file.symlink_to(ROOT / "pyproject.toml")
    elif kind == "wide link":
        file.symlink_to(file.name)
    elif kind == "link to a folder":
        file.symlink_to(tmp_path)
    elif kind == "pipe":
        os.mkfifo(file)
    elif kind == "sidecar":
        file.write_text("note: x")
    called = archive.add(file)
    assert called.code == 2 and said in called.err and "—" in called.err
    assert archive.files == set()


def test_odd_names_do_not_reach_the_shelf(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "a\x1b]0;x\x07.t\u202ext"
    file.write_text(NAMELESS, encoding="utf-8")
    assert archive.add(file).code == 1  # of no format
    file = file.rename(tmp_path / "a\x1b]0;x\x07.txt")
    called = archive.add(file)
    assert called.code == 0 and "\x1b" not in "".join(called.out)
    (name,) = (name for name in archive.files if name.endswith(".yaml"))
    assert name.isascii() and name.isprintable()
    sidecar, attention = read_sidecar("x", archive.read(name).encode())
    assert not attention and (sidecar.received_as or "").isprintable()


class Filling(io.FileIO):
    """A file on a disk that has room for ten bytes more."""

    def write(self, data: Any) -> int:
        if self.tell() >= 10:
            raise OSError(28, "No space left on device")
        return super().write(bytes(data)[:10])


@pytest.mark.parametrize("full", [".txt", ".yaml", ".md"])
def test_a_full_disk_leaves_no_half(
    full: str, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "2020.txt"
    file.write_text(NAMELESS, encoding="utf-8")
    opened = Path.open

    def on_that_disk(path: Path, mode: str = "r", **options: Any) -> Any:
        fills = "x" in mode and path.suffix == full
        return io.BufferedWriter(Filling(path, mode)) if fills else opened(path, mode, **options)

    monkeypatch.setattr(Path, "open", on_that_disk)
    called = archive.add(file)
    assert called.code == 2 and "No space left" in called.err
    assert archive.files == set()


@pytest.mark.parametrize("suffix", [".txt", ".yaml"])
def test_what_another_filed_in_between_is_not_overwritten(
    suffix: str, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "2020.txt"
    file.write_text(report(), encoding="utf-8")
    place = Shelf.place

    def taken_since(shelf: Shelf, folder: Path, name: str, ending: str) -> Path:
        path = place(shelf, folder, name, ending)
        folder.mkdir(parents=True)
        path.with_suffix(suffix).write_text("another's", encoding="utf-8")
        return path

    monkeypatch.setattr(Shelf, "place", taken_since)
    called = archive.add(file)
    assert called.code == 2 and "File exists" in called.err
    assert [archive.read(name) for name in archive.files] == ["another's"]


def test_a_file_that_changes_while_it_is_read_is_not_filed(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "2020.txt"
    file.write_text(report(), encoding="utf-8")
    read = adding.read_uploads

    def then_changed(*given: Any) -> Any:
        for result in read(*given):
            file.write_text(NAMELESS, encoding="utf-8")
            yield result

    monkeypatch.setattr(adding, "read_uploads", then_changed)
    called = archive.add(file)
    assert called.code == 2 and "changed while it was read" in called.err and archive.files == set()
