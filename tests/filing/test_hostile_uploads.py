"""What `gongkai add` refuses, and that it leaves nothing half."""

from __future__ import annotations

import io
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.errors import GongkaiError
from generator.filing import adding
from generator.filing.adding import add
from generator.sources.sidecars import read_sidecar
from tests.inspecting import resources

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("link", "this is a symbolic link"),
        ("wide link", "this is a symbolic link"),
        ("pipe", "not a plain file"),
        ("folder", "not a plain file"),
        ("sidecar", "goes with a report"),
        ("nothing", "no such file"),
    ],
)
def test_what_is_no_upload_is_refused(kind: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / ("2020.yaml" if kind == "sidecar" else "2020.txt")
    if kind == "link":
        file.symlink_to(ROOT / "pyproject.toml")
    elif kind == "wide link":
        file.symlink_to(file.name)
    elif kind == "pipe":
        os.mkfifo(file)
    elif kind == "folder":
        file.mkdir()
    elif kind == "sidecar":
        file.write_text("note: x")
    with pytest.raises(GongkaiError, match=said) as caught:
        add(file, tmp_path / "reports", resources().reader, source_url=None, today=date(2024, 1, 1))
    assert caught.value.remedy
    assert not (tmp_path / "reports").exists()


def test_odd_names_do_not_reach_the_shelf(tmp_path: Path) -> None:
    file = tmp_path / "a\x1b]0;x\x07.t\u202ext"
    file.write_text("今天天气很好。", encoding="utf-8")
    filed = add(file, tmp_path / "reports", resources().reader, source_url=None, today=date(2024, 1, 1))
    assert filed.path.isascii() and filed.path.isprintable()
    sidecar, attention = read_sidecar("x", next((tmp_path / "reports").rglob("*.yaml")).read_bytes())
    assert not attention and (sidecar.received_as or "").isprintable()


class Filling(io.FileIO):
    """A file on a disk that has room for ten bytes more."""

    def write(self, data: Any) -> int:
        if self.tell() >= 10:
            raise OSError(28, "No space left on device")
        return super().write(bytes(data)[:10])


@pytest.mark.parametrize("full", [".txt", ".yaml"])
def test_a_full_disk_leaves_no_half(full: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "2020.txt"
    file.write_text("今天天气很好。", encoding="utf-8")
    opened = Path.open

    def on_that_disk(path: Path, mode: str = "r", **options: Any) -> Any:
        fills = mode in ("xb", "wb") and path.suffix == full
        return io.BufferedWriter(Filling(path, mode)) if fills else opened(path, mode, **options)

    monkeypatch.setattr(Path, "open", on_that_disk)
    with pytest.raises(GongkaiError, match="No space left"):
        add(file, tmp_path / "reports", resources().reader, source_url=None, today=date(2024, 1, 1))
    assert files(tmp_path / "reports") == {}


@pytest.mark.parametrize("suffix", [".txt", ".yaml"])
def test_what_another_filed_in_between_is_not_overwritten(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "2020.txt"
    file.write_text("今天天气很好。", encoding="utf-8")
    free = adding._free

    def taken_since(folder: Path, name: str, ending: str) -> Path:
        path = free(folder, name, ending)
        folder.mkdir(parents=True)
        path.with_suffix(suffix).write_text("another's", encoding="utf-8")
        return path

    monkeypatch.setattr(adding, "_free", taken_since)
    with pytest.raises(GongkaiError, match="File exists"):
        add(file, tmp_path / "reports", resources().reader, source_url=None, today=date(2024, 1, 1))
    assert list(files(tmp_path / "reports").values()) == ["another's"]


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()}
