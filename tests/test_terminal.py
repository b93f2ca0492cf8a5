"""What is printed: nothing from outside steers the terminal, and no stream stops what is done."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cli import UNHEARD, main, make_parser
from generator.cli.parsing import commands_of
from generator.printable import printable, printable_json, printable_lines
from generator.publish.output import Output
from generator.terminal import Terminated, ended_by_signals, make_console, prepare_streams, safe_line
from tests.inspecting import resources
from tests.writing import write_report

ROOT = Path(__file__).parents[1]
STEERING = "\x1b[31m\x07\x9b2J\x85\u202e\u2066\u2028\x7f\r\x00\ud800\U000e0041"


def test_nothing_steers() -> None:
    for shown in (printable(STEERING), printable_lines(STEERING), printable_json(STEERING)):
        assert shown.isascii() and shown.isprintable()
    assert printable("a\nb\x1b\udcff") == "a\\x0ab\\x1b\\xff"
    assert printable_lines("a\n\tb") == "a\n\tb"


@given(
    st.recursive(st.text(), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner), max_leaves=5)
)
def test_json_says_the_same(value: object) -> None:
    shown = printable_json(json.dumps(value, ensure_ascii=False, indent=1))
    assert json.loads(shown) == value
    assert printable_json(shown) == shown == printable_lines(shown)


@pytest.mark.parametrize("text", ["::error::x", "  ::add-mask::x", "a ##[group]x", "##[endgroup]"])
def test_a_line_is_no_command_of_the_service_that_runs_us(text: str) -> None:
    shown = safe_line(text)
    assert not shown.strip().startswith("::") and "##[" not in shown


def test_ordinary_text_stays() -> None:
    for text in ("a:b::c", "2020年 ０件（一）", "C# [x]", "# 概述", "\U0001f600"):
        assert safe_line(text) == text == printable(text)


@pytest.mark.parametrize("text", [f"a{STEERING}b", ":100:", "[red]x[/red]", "[link=https://evil.example]x"])
def test_the_console_shows_text_as_text(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    console = make_console()
    console.print(text, soft_wrap=True)
    shown = sys.stdout.getvalue()  # type: ignore[attr-defined]
    assert shown.replace("\n", "").isprintable() and (STEERING in text or shown == f"{text}\n")


class Full(io.RawIOBase):
    """A device that is full."""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        raise OSError(28, "No space left on device")


class Closed(Full):
    def write(self, data: object) -> int:
        raise BrokenPipeError(32, "Broken pipe")


def stream(kind: str) -> io.TextIOWrapper | None:
    if kind in ("full", "closed"):
        return io.TextIOWrapper(io.BufferedWriter(Full() if kind == "full" else Closed()), encoding="utf-8")
    return None if kind == "none" else io.TextIOWrapper(io.BytesIO(), encoding=kind, errors="strict")


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd") / "content"
    (folder / "pages").mkdir(parents=True)
    (folder / "pages" / "about.md").write_text((ROOT / "content/pages/about.md").read_text(encoding="utf-8"))
    reports = folder / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text(write_report("2021"), encoding="utf-8")
    (reports / "bad\x1b]0;x\x07[red]:100:.txt").write_text("x")
    (reports / "::error::x.txt").write_text("x")
    return folder


def build(content: Path, site: Path, *options: str) -> int:
    command = ["build", "--root", str(ROOT), "--content", str(content), "--output", str(site), "--no-cache"]
    return main([*command, "--jobs", "1", *options])


@pytest.mark.parametrize("kind", ["ascii", "full", "none"])
def test_a_build_is_done_whether_it_can_be_told_or_not(
    kind: str, content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", stream(kind))
    monkeypatch.setattr(sys, "stderr", stream(kind))
    assert build(content, tmp_path / "site", "--strict") == 1
    assert (tmp_path / "site" / "attention" / "index.html").is_file()
    monkeypatch.undo()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_names_of_files_steer_nothing(form: str, content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(content / "reports"), "--format", form, "--jobs", "1"]) == 1
    out, err = capsys.readouterr()
    assert err == "" and "100" in out
    assert all(line.isprintable() for line in out.splitlines())
    if form == "github":
        assert not any(line.startswith("::") and "file=" not in line for line in out.splitlines())
    else:
        assert not any(line.strip().startswith("::") for line in out.splitlines())
    if form == "json":
        json.loads(out)


@pytest.mark.parametrize(("kind", "code"), [("full", 2), ("closed", 141), ("ascii", 0), ("none", 0)])
def test_other_commands_end_with_a_word(
    kind: str, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", stream(kind))
    assert main(["place", "北京市"]) == code
    assert ("No space left" in capsys.readouterr().err) is (kind == "full")


SHOWING = {"inspect", "check", "explain", "place", "schema", "completion"}


def test_only_what_writes_nothing_may_end_with_its_reader() -> None:
    (group,) = commands_of(make_parser())
    assert {name for name, one in group.choices.items() if one.get_default("only_shows")} == SHOWING


@pytest.mark.parametrize("command", sorted(SHOWING - {"completion", "place", "schema"}))
def test_what_only_shows_ends_with_its_reader(
    command: str, content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", stream("closed"))
    what = ("A",) if command == "explain" else (str(content / "reports/a.txt"),)
    assert main([command, *what]) == UNHEARD
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("kind", "code"), [("closed", 0), ("full", 2)])
def test_what_writes_is_finished_whoever_listens(
    kind: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A stream that breaks at the first line, as a terminal's would: each file is filed, and no other trouble told."""
    files = [tmp_path / f"{year}.txt" for year in (2019, 2020, 2021)]
    for file in files:
        title = f"靖江市季市镇人民政府{file.stem}年政府信息公开工作年度报告"
        file.write_text(write_report("2021", title=title), encoding="utf-8")
    calls = (
        ["add", "--root", str(ROOT), "--content", str(tmp_path / "content"), "--jobs", "1", *map(str, files)],
        ["withhold", str(files[0]), "--text", "信息", "--why", "x"],
        ["reply", str(files[1]), "--text", "x"],
        ["correct", str(files[2]), "year=2020", "--why", "x"],
        ["init", str(tmp_path / "new")],
    )
    for call in calls:
        broken = stream(kind)
        assert broken is not None
        broken.reconfigure(write_through=True)
        monkeypatch.setattr(sys, "stdout", broken)
        assert main(call) == code, call
        said = capsys.readouterr().err
        assert ("No space left" in said) is (kind == "full") and "TMPDIR" not in said
    assert len(list((tmp_path / "content").rglob("*.txt"))) == len(files)
    assert all(file.with_suffix(".yaml").is_file() for file in files)
    assert (tmp_path / "new/pyproject.toml").is_file() and (tmp_path / "new/requirements.txt").is_file()


def test_streams_that_are_closed_are_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    prepare_streams()
    assert sys.stdout.write("x") == 1


@pytest.fixture(autouse=True)
def loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forms and gazetteer are loaded once for all tests."""
    for module in ("cli.reports", "cli.filing", "pipeline"):
        monkeypatch.setattr(f"generator.{module}.load_resources", resources)
    monkeypatch.setattr("generator.cli.filing.load_gazetteer", lambda: resources().reader.gazetteer)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_a_build_and_leaves_nothing_half(
    number: int, code: int, content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    with Output(site) as out:
        out.write("index.html", b"old")
    before = (site / "index.html").stat().st_ino

    def ended(*_: object) -> None:
        os.kill(os.getpid(), number)

    monkeypatch.setattr("generator.pipeline.read_articles", ended)
    # As in a foreground: what a script starts behind its back inherits that Ctrl-C is ignored.
    before_us = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert build(content, site) == code
    finally:
        signal.signal(signal.SIGINT, before_us)
    assert (site / "index.html").stat().st_ino == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_signals_are_given_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(Terminated), ended_by_signals():
        os.kill(os.getpid(), signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) == before


ODD = ["", "\0", "a\0b", "\udcff\udc80", "\x1b[31m", "/dev/null", ".", "/", "x" * 5000, "-", "--", "nowhere", "\u202e"]


def odd_calls() -> list[list[str]]:
    return [
        *(["inspect", odd] for odd in ODD if odd != "/"),
        *(["inspect", "--json", odd, odd] for odd in ODD if odd != "/"),
        *(["check", "--root", str(ROOT), odd] for odd in ODD if odd not in ("/", "--")),
        *(["check", "--root", str(ROOT), "--select", odd] for odd in ODD if odd),
        *(["check", "--root", odd] for odd in ODD if odd != "."),
        *(["add", "--root", str(ROOT), "--content", "/dev/null/x", odd] for odd in ODD),
        *(["add", "--root", str(ROOT), "--source-url", odd, "nowhere"] for odd in ODD),
        *(["place", odd] for odd in ODD),
        *(["build", "--root", str(ROOT), "--content", odd] for odd in ODD),
        *(["build", "--root", str(ROOT), "--content", "/dev/null", "--output", odd] for odd in ODD),
        *(["build", "--root", odd] for odd in ODD if odd != "."),
        *(["build", "--root", str(ROOT), "--content", "/dev/null", "--profile", odd] for odd in ODD),
        *(["cache", "--root", odd] for odd in ODD if odd),
        *(["cache", "--prune", odd] for odd in ODD if odd),
        *(["build", "--jobs", odd] for odd in (*ODD, "0", "-1", "1e3", "9" * 5000, "²")),
        *(["serve", "--root", str(ROOT), "--output", odd] for odd in ODD),
        *(["serve", "--port", odd] for odd in (*ODD, "99999", "-1", "1.5", "9" * 5000, "²")),
        *([odd] for odd in ODD),
        [],
    ]


def test_odd_calls_end_with_a_code_and_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command, with every odd argument: no traceback, no escape, no waiting, nothing written."""
    monkeypatch.chdir(tmp_path)
    os.mkfifo(tmp_path / "nowhere.pipe")
    for call in [*odd_calls(), ["inspect", "nowhere.pipe"], ["check", "nowhere.pipe"], ["add", "nowhere.pipe"]]:
        try:
            code = main(call)
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsys.readouterr()
        assert code in (1, 2) or (call[:1] == ["place"] and code == 0), call
        assert out + err, call
        assert "Traceback" not in err and not [c for c in out + err if c != "\n" and not c.isprintable()], (call, err)
    assert [path.name for path in tmp_path.iterdir()] == ["nowhere.pipe"]


LEFT = """
import atexit, sys, threading
from generator.terminal import end_at_once
class Left:
    def __del__(self): print("taken apart")
left = Left()
atexit.register(print, "cleared away")
other = threading.Timer(THREAD, print, ["another one"])
other.start() if THREAD else None
print("said", end=" ")
end_at_once(3)
"""


@pytest.mark.parametrize(
    ("seconds", "code", "told"),
    [("0", 3, "said cleared away\n"), ("0.2", 0, "said another one\ncleared away\ntaken apart\n")],
)
def test_a_process_ends_without_being_taken_apart(seconds: str, code: int, told: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LEFT.replace("THREAD", seconds)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (code, told, "")
