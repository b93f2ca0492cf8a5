"""Other office formats: through a converter where there is one, with the remedy where there is none."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.model.documents import Document
from generator.model.sidecars import Sidecar
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from generator.sources.office import converting as office
from generator.sources.office import run as office_run
from tests.sources.office_files import docx, excel_report, paragraph, random_cells, xlsx, zipped

HEADER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00"
OLE = HEADER + bytes(512 - len(HEADER))
WORD = OLE + "WordDocument".encode("utf-16-le")
REPORT = docx(paragraph("甲镇政府信息公开工作年度报告"))


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A converter of our own that runs ``script`` with $out and $in set, and nothing else on the way to it."""
    bin = folder / "bin"
    bin.mkdir()
    program = bin / "soffice"
    program.write_text(
        "#!/bin/sh\n"
        'while [ $# -gt 0 ]; do case "$1" in --outdir) out="$2"; shift;; --convert-to) to="$2"; shift;; esac\n'
        'in="$1"; shift; done\n'
        f"{script}\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{bin}{os.pathsep}/usr/bin{os.pathsep}/bin")


def opened(name: str, data: bytes) -> Document | Refused:
    return read_bytes(name, Path(name).suffix, data, Sidecar())


def code(name: str, data: bytes) -> str:
    refused = opened(name, data)
    assert isinstance(refused, Refused)
    assert refused.doubts[0].remedy
    return refused.doubts[0].code


def test_without_a_converter_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for name, data in (
        ("a.doc", WORD),
        ("a.wps", WORD),
        ("a.rtf", b"{\\rtf1 x}"),
        ("a.odt", zipped({"content.xml": "x"})),
    ):
        assert code(name, data) == "converter_missing"
        assert ".docx" in opened(name, data).doubts[0].remedy


def test_a_converted_file_is_read_and_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "made.docx").write_bytes(REPORT)
    install(tmp_path, monkeypatch, f'echo "$in $to $HOME" > {tmp_path}/seen; cp {tmp_path}/made.docx "$out/in.$to"')
    document = opened("甲.wps", WORD)
    assert isinstance(document, Document)
    assert "年度报告" in document.text.repaired
    assert document.source.path == "甲.wps" and document.source.size == len(WORD)
    assert [doubt.code for doubt in document.doubts] == ["converted"]
    file, target, home = (tmp_path / "seen").read_text().split()
    assert (Path(file).name, target) == ("in.doc", "docx"), "Kingsoft's .wps is a Word file by another name"
    assert not Path(home).exists(), "the temporary folder is gone"


def test_spreadsheets_become_spreadsheets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "made").write_bytes(xlsx(excel_report("2021", random_cells("2021", 0))))
    install(tmp_path, monkeypatch, f'cp {tmp_path}/made "$out/in.$to"; [ $to = xlsx ]')
    document = opened("a.xls", OLE + "Workbook".encode("utf-16-le"))
    assert isinstance(document, Document) and document.grids[0].layout == "xlsx"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("exit 1", "conversion_failed"),
        (':> "$out/in.docx"', "empty_file"),
        ('ln -s /etc/passwd "$out/in.docx"', "conversion_failed"),
        ("sleep 60 & sleep 60", "conversion_slow"),
    ],
)
def test_a_converter_that_fails(script: str, expected: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(office, "SECONDS", 0.5)
    install(tmp_path, monkeypatch, script)
    began = time.monotonic()
    assert code("a.doc", WORD) == expected
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.rtf", b"no rtf"),
        ("a.rtf", b"{\\rtf1" + b"{" * 100_000),
        ("a.doc", b"{\\rtf1" + b"{\\x" * 100_000),
        ("a.rtf", b"{\\rtf1 \\bin2000000000 abc}"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 4),
    ],
)
def test_what_cannot_be_sound_is_not_converted(
    name: str, data: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(tmp_path, monkeypatch, f"touch {tmp_path}/ran")
    assert code(name, data) == "broken_office_file"
    assert not (tmp_path / "ran").exists()


def test_a_sound_rtf_is_converted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "made.docx").write_bytes(REPORT)
    install(tmp_path, monkeypatch, f'cp {tmp_path}/made.docx "$out/in.$to"')
    braces = b"\\{" * 400 + ("啊" * 400).encode("gb18030") + b"\x81{" * 400 + b"{}" * 400
    data = b"{\\rtf1 " + b"{" * 50 + braces + b"\\bin500 " + b"{" * 500 + b"}" * 51
    assert isinstance(opened("a.rtf", data), Document)


def test_a_converter_has_little_memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    install(tmp_path, monkeypatch, f"ulimit -v > {tmp_path}/limit")
    assert code("a.doc", WORD) == "conversion_failed"
    assert int((tmp_path / "limit").read_text()) * 1024 == office_run.MEMORY


RUNNER = """
import sys
from pathlib import Path
from generator.sources.office.run import run
run(["/bin/sh", "-c", "sleep 300 & echo $! > started; sleep 300"], Path(sys.argv[1]), 60, {})
"""


def alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(not Path("/proc").exists(), reason="asks the system for its processes")
def test_a_converter_ends_with_us(tmp_path: Path) -> None:
    reading = subprocess.Popen((sys.executable, "-c", RUNNER, str(tmp_path)))
    pid = 0
    try:
        until = time.monotonic() + 20
        while not pid and time.monotonic() < until:
            time.sleep(0.05)
            pid = int((tmp_path / "started").read_text().strip() or 0) if (tmp_path / "started").exists() else 0
        assert alive(pid)
    finally:
        reading.kill()
        reading.wait()
    while alive(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not alive(pid)


def test_files_under_another_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert isinstance(opened("a.doc", REPORT), Document)
    assert isinstance(opened("a.wps", xlsx(excel_report("2021", random_cells("2021", 0)))), Document)
    assert code("a.doc", b"<html><body>x</body></html>") == "web_page"
    assert code("a.xls", b"MIME-Version: 1.0\r\n") == "web_page"
    assert code("a.doc", b"\x89PNG\r\n\x1a\n" + bytes(20)) in ("image_only", "picture_broken")
    assert code("a.doc", b" ") == "empty_file"


def test_nothing_dangerous_reaches_the_converter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    install(tmp_path, monkeypatch, f"touch {tmp_path}/ran")
    assert code("a.doc", OLE + "EncryptedPackage".encode("utf-16-le")) == "encrypted"
    assert code("a.odt", zipped({"content.xml": bytes(40_000_000)})) == "zip_bomb"
    assert code("a.odt", zipped({"../x": "x"})) == "unsafe_name"
    assert code("a.doc", zipped({"[Content_Types].xml": "x", "word/vbaProject.bin": "x"})) == "macros"
    assert not (tmp_path / "ran").exists()
