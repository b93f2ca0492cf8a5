"""Calls ``gongkai add`` within the process, over an archive of a test's own."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.cli import main
from generator.reading.reader import Reader
from generator.sources.discover import Upload
from generator.sources.fetching import fetch
from generator.workers.results import UploadResult
from generator.workers.uploads import read_fetched
from tests.inspecting import resources
from tests.writing import write_report

ROOT = Path(__file__).parents[2]
SHELF = "reports/330523/tianhuangping-zhen"


def report(year: int = 2021, more: str = "") -> str:
    """A report that says all that is needed; ``more`` makes it another version."""
    title = f"安吉县天荒坪镇人民政府{year}年政府信息公开工作年度报告"
    return write_report("2021", title=title, ending=more)


NAMELESS = write_report("2021", title="政府信息公开工作年度报告")
"""A report that says neither whose it is nor of which year."""
PHOTO = b"BM" + struct.pack("<IIIIiiHHI", 182, 0, 54, 40, 32, -32, 1, 1, 0) + bytes(152)
"""A whole picture, too small for any text."""
BUDGET = "安吉县天荒坪镇人民政府2021年部门预算公开\n\n一、部门概况\n负责。\n二、收支情况\n收入100万元。\n"


@dataclass(frozen=True)
class Called:
    """What a call ended with and said, line by line."""

    code: int
    out: tuple[str, ...]
    err: str

    def said(self, *words: str) -> bool:
        """True if one line holds all of ``words``."""
        return any(all(word in line for word in words) for line in self.out)


@dataclass
class Archive:
    """An archive of a test, and the commands it is called with."""

    content: Path
    capsys: pytest.CaptureFixture[str]

    def add(self, *arguments: object) -> Called:
        """``gongkai add`` with ``arguments``."""
        self.capsys.readouterr()
        call = ["add", "--root", str(ROOT), "--content", str(self.content), *map(str, arguments)]
        try:
            code = main(call)
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = self.capsys.readouterr()
        return Called(code, tuple(out.splitlines()), err)

    @property
    def files(self) -> set[str]:
        """All files, relative to content."""
        return {path.relative_to(self.content).as_posix() for path in self.content.rglob("*") if path.is_file()}

    def read(self, path: str) -> str:
        return (self.content / path).read_text(encoding="utf-8")


def read_here(uploads: Iterable[Upload], reader: Reader, jobs: int | None) -> Iterator[UploadResult]:
    """As the workers do, without processes; the same bytes are read once for all tests."""
    for upload in uploads:
        fetched = fetch(upload)
        sidecar = upload.sidecar.read_bytes() if upload.sidecar else b""
        key = (
            upload.path,
            upload.suffix,
            fetched.data,
            sidecar,
            str(upload.file) if fetched.refused else "",
            fetched.beside,
        )
        if key not in READ:
            READ[key] = read_fetched(upload, fetched, reader)
        yield READ[key]


READ: dict[tuple[object, ...], UploadResult] = {}


@pytest.fixture
def archive(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Archive:
    """An empty archive; forms and gazetteer are loaded once for all tests."""
    monkeypatch.setattr("generator.cli.filing.load_resources", resources)
    monkeypatch.setattr("generator.filing.adding.read_uploads", read_here)
    folder = tmp_path / "archive/content"
    (folder / "reports").mkdir(parents=True)
    return Archive(folder, capsys)
