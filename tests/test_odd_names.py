"""Every command that takes a file or folder, called with odd names: a word and a code of its own, never a traceback."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.cli import main, make_parser
from generator.cli.filing import _path
from generator.cli.options import FAILED, OK, USAGE
from generator.cli.parsing import commands_of
from generator.sources.named import named_upload
from tests.filled import filled
from tests.inspecting import resources
from tests.writing import write_report

REPORT = write_report("2021", title="靖江市季市镇人民政府2021年政府信息公开工作年度报告").encode()
MORE = {
    "withhold": ("--text", "信息", "--why", "x"),
    "reply": ("--text", "x"),
    "correct": ("year=2020", "--why", "x"),
    "export": ("csv",),
}
"""What else a command has to be told, so that it comes to look at the file."""
ARCHIVE = ("--root", str(Path(__file__).parents[1]), "--content", "content")
PIECES = (
    "a",
    "年报",
    "\udcff\udcfe",
    "\udce5",
    "\n",
    "\x1b[31m",
    "\u202e",
    "\u200b",
    ":",
    " ",
    "-",
    "#",
    "%",
    "é",
    "e\u0301",
    "'",
)
NAMES = (
    st.tuples(
        st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join),
        st.sampled_from((".txt", ".TXT", ".html", ".docx", ".yaml", ".zip", ".jsonl", ".t\udcff", "", ".", ".png")),
    )
    .map("".join)
    .filter(lambda name: name.strip(".") != "")
)


def commands_with_files() -> Iterator[str]:
    """Commands that take the path of a file or folder without an option."""
    (group,) = commands_of(make_parser())
    for name, command in group.choices.items():
        paths = [action for action in command._actions if action.type in (Path, _path) and not action.option_strings]
        if paths:
            yield name


def called(*words: str) -> int:
    try:
        return main(words)
    except SystemExit as ended:
        return int(ended.code or 0)


@pytest.fixture
def quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is loaded twice or printed; streams encode as real ones do."""
    for module in ("reports", "filing", "amending", "correcting"):
        monkeypatch.setattr(f"generator.cli.{module}.load_resources", resources)
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(f"sys.{name}", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("command", sorted(commands_with_files()))
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(name=NAMES, is_folder=st.booleans())
def test_no_name_gives_a_traceback(command: str, name: str, is_folder: bool, quiet: None) -> None:
    folder = Path("there")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    path = folder / name
    if is_folder:
        path.mkdir()
        path /= name
    path.write_bytes(REPORT)
    words = [command, *MORE.get(command, ()), str(folder / name)]
    if command == "correct":  # whose values follow the file
        words = [command, str(folder / name), *MORE[command]]
    if command == "add":
        words += [*ARCHIVE, "--jobs", "1"]
    assert called(*words) in (OK, FAILED, USAGE)


def test_commands_that_take_files_are_known() -> None:
    assert set(filled(list(commands_with_files()))) >= {"add", "inspect", "check", "correct", "withhold", "reply"}


def test_a_name_of_other_bytes_costs_nobody_else(quiet: None, tmp_path: Path) -> None:
    """The archive gives files names of its own, so such a file is taken, and so are those after it."""
    odd = os.fsdecode(b"bad\xff\xfe.txt")
    Path(odd).write_bytes(REPORT)
    Path("b.txt").write_bytes(REPORT.replace(b"2021", b"2020"))
    assert called("add", odd, "b.txt", *ARCHIVE, "--jobs", "1") == OK
    assert len(list(Path("content").rglob("*.txt"))) == 2
    assert called("correct", odd, "year=2020", "--why", "x") == OK


def test_what_is_shown_of_a_file_can_be_encoded(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"a\xff.txt")
    file.write_bytes(b"")
    file.with_suffix(".yaml").write_bytes(b"")
    upload = named_upload(file)
    assert upload.file == file and upload.path == "a\ufffd.txt" and upload.sidecar_path == "a\ufffd.yaml"
