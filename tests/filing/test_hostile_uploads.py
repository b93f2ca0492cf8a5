"""What `gongkai add` refuses, and that it leaves nothing half."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from generator.errors import GongkaiError
from generator.filing import adding
from generator.filing.adding import add
from generator.sources.sidecars import read_sidecar
from tests.inspecting import resources

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "sidecar", "nothing", "wide link"])
def test_what_is_no_upload_is_refused(kind: str, tmp_path: Path) -> None:
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
    with pytest.raises(GongkaiError) as caught:
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


def test_a_full_disk_leaves_no_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "2020.txt"
    file.write_text("今天天气很好。", encoding="utf-8")
    write = adding._write

    def full(path: Path, data: bytes) -> None:
        if path.suffix == ".txt":
            raise OSError(28, "No space left on device")
        write(path, data)

    monkeypatch.setattr(adding, "_write", full)
    with pytest.raises(GongkaiError, match="No space left"):
        add(file, tmp_path / "reports", resources().reader, source_url=None, today=date(2024, 1, 1))
    assert [path for path in (tmp_path / "reports").rglob("*") if path.is_file()] == []
