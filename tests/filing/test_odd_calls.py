"""Whatever `gongkai add` is called with: a word and one of its exit codes, never a traceback."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.cli.filing import add_options
from generator.cli.parsing import CommandParser
from tests.filing.calling import Archive, archive

__all__ = ["archive"]

NAMES = (
    "a.txt", "a.html", "a.docx", "a.xlsx", "a.jpg", "a.zip", "a.csv", "a.tsv", "a.jsonl", "a.json", "a.warc",
    "a.warc.gz", "a.yaml", "a.note.md", "a", "a.", ".a", "a.gz", "年报.txt", "a.7z",
)  # fmt: skip
VALUES = st.sampled_from(
    ["", "t", "正文", "--", "-", "\0", "\udcff", "https://example.org/", "x" * 3000, "a\nb", "\x1b[31m"]
)
OPTIONS = (
    "--source-url",
    "--text",
    "--file",
    "--url",
    "--date",
    "--title",
    "--jobs",
    "--content",
    "--dry-run",
    "--wrong",
)
TABLE = b"t,url\n" + "信息公开,https://example.org/\n".encode()
BYTES = st.one_of(
    st.binary(max_size=60),
    st.binary(max_size=30).map(lambda more: TABLE + more),
    st.binary(max_size=30).map(lambda more: b'{"t": "x"}\n' + more),
    st.binary(max_size=30).map(lambda more: b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\n" + more),
    st.dictionaries(st.sampled_from(["a.txt", "../b.txt", "a.yaml", "x/"]), st.binary(max_size=9)).map(
        lambda files: zipped(files)
    ),
)


def zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def options() -> set[str]:
    """The options of the command, from its parser."""
    parser = CommandParser()
    add_options(parser)
    return {option for action in parser._actions for option in action.option_strings}


def test_every_option_is_tried() -> None:
    assert options() - {"-h", "--help", "--root", "--output"} == set(OPTIONS) - {"--wrong"}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    files=st.lists(st.tuples(st.sampled_from(NAMES), BYTES), max_size=3),
    given_options=st.lists(st.tuples(st.sampled_from(OPTIONS), VALUES), max_size=3),
    paths=st.lists(VALUES, max_size=2),
)
def test_no_call_gives_a_traceback(
    files: list[tuple[str, bytes]], given_options: list[tuple[str, str]], paths: list[str], archive: Archive
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        for name, data in files:
            (there / name).write_bytes(data)
        arguments = [
            part for name, value in given_options for part in ((name,) if name == "--dry-run" else (name, value))
        ]
        arguments = [
            there / "x" if last == "--content" else one for last, one in zip(["", *arguments], arguments, strict=False)
        ]
        called = archive.add(*(there / name for name, _ in files), there, *arguments, *paths)
    assert called.code in (0, 1, 2)
    assert "Traceback" not in called.err and "\x1b" not in called.err + "".join(called.out)


@pytest.mark.parametrize("path", ["", "/", "\0", "a\0b", "x" * 5000, "\udcff", "/dev/null", "/dev/zero", "\x1b[31m"])
def test_no_path_gives_a_traceback(path: str, archive: Archive) -> None:
    assert archive.add(path).code in (1, 2)


@pytest.mark.parametrize("above", [0, 1, 2])
def test_the_archive_is_not_added_to_itself(above: int, archive: Archive) -> None:
    folder = [archive.content, *archive.content.parents][above]
    called = archive.add(folder)
    assert called.code == 2 and "the archive lies in this folder" in called.err
