"""The command line: what each command says, the code it ends with, and how wrong calls are answered.

What steers terminals is in test_terminal, many files in test_inspect_many, formats of findings in test_check_command.
"""

from __future__ import annotations

import json
import os
import pstats
import re
import shutil
import socket
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from generator.cli import INTERRUPTED, TERMINATED, UNHEARD, main
from generator.cli.filing import MAX_NAME
from generator.cli.options import FAILED, MOST_JOBS, OK, USAGE
from generator.cli.profiling import FUNCTIONS, Profiler
from generator.cli.telling import MOST_LISTED, ConsoleProgress, _words
from generator.cli.texts import speaking
from generator.progress import SLOWEST, Stage
from generator.publish.output import MARKER
from generator.serve import SiteServer
from generator.terminal import Terminated
from tests.inspecting import inspect_file, resources
from tests.writing import write_report

STAGES = ["reading", "comparing", "reports", "search", "data", "pages", "whole", "lists", "links"]
ROOT = Path(__file__).parents[1]
TITLE = "靖江市季市镇人民政府2021年政府信息公开工作年度报告"
COMMANDS = (
    "init",
    "build",
    "serve",
    "inspect",
    "check",
    "review",
    "add",
    "place",
    "correct",
    "confirm",
    "withhold",
    "reply",
    "schema",
    "export",
    "cache",
    "ledger",
    "explain",
    "completion",
)


@pytest.fixture(autouse=True)
def loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forms and gazetteer are loaded once for all tests."""
    for module in ("cli.reports", "cli.filing", "pipeline"):
        monkeypatch.setattr(f"generator.{module}.load_resources", resources)
    monkeypatch.setattr("generator.cli.filing.load_gazetteer", lambda: resources().reader.gazetteer)


@pytest.fixture
def called(capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command; its code and what it says on either stream."""

    def call(*arguments: object) -> tuple[int, str, str]:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "2021.txt"
    file.write_text(write_report("2021", title=TITLE), encoding="utf-8")
    return file


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """An archive of one report, and our own pages."""
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "content/pages", folder / "pages")
    (folder / "reports").mkdir()
    (folder / "reports/a.txt").write_text(write_report("2021", title=TITLE), encoding="utf-8")
    return folder


def test_help_names_every_command(called: Any) -> None:
    code, out, err = called("--help")
    assert (code, err) == (OK, "")
    assert re.findall(r"^    ([a-z]+) ", out, re.MULTILINE) == list(COMMANDS)


def test_the_version_is_that_of_the_project(called: Any) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert called("--version") == (OK, f"gongkai {project['version']}\n", "")


WRONG = {
    "no command": ((), "build the site from content/"),
    "a command misspelt": (("biuld",), "; did you mean build?"),
    "an option misspelt": (("serve", "--prot", "1"), "unrecognized arguments: --prot 1; did you mean --root, --port"),
    "quiet and verbose": (("cache", "-q", "-v"), "not allowed with argument"),
    "no such language": (("cache", "--lang", "fr"), "invalid choice: 'fr'"),
    "no such check to explain": (("explain", "A99"), "gongkai: no such check: A99 — did you mean A09"),
    "no such shell": (("completion", "ksh"), "invalid choice: 'ksh'"),
    "no such command": (("publish",), "invalid choice: 'publish'"),
    "no such option": (("build", "--fast"), "unrecognized arguments: --fast"),
    "inspect nothing": (("inspect",), "required: file"),
    "add nothing": (("add",), "required: file"),
    "place nothing": (("place",), "required: name"),
    "two places": (("place", "北京市", "上海市"), "unrecognized arguments: 上海市"),
    "no jobs": (("build", "--jobs", "0"), f"not a number from 1 to {MOST_JOBS}: '0'"),
    "many jobs": (("check", "--jobs", MOST_JOBS + 1), f"not a number from 1 to {MOST_JOBS}: '{MOST_JOBS + 1}'"),
    "jobs in words": (("inspect", "x", "--jobs", "two"), "argument --jobs: not a number"),
    "no port": (("serve", "--port", "65536"), "not a port from 0 to 65535: '65536'"),
    "port in words": (("serve", "--port", "http"), "argument --port: not a port"),
    "no such format": (("check", "--format", "xml"), "invalid choice: 'xml'"),
    "no such moment": (("check", "--fail-on", "note"), "argument --fail-on: invalid"),
    "no such check": (("check", "--select", "A99"), "gongkai: no such check: A99"),
    "nothing there": (("inspect", "nowhere.txt"), "nowhere.txt: no such file"),
    "nothing to check": (("check", "nowhere"), "nowhere: no such file or folder"),
    "nothing to add": (("add", "--root", ROOT, "nowhere.txt"), "gongkai: nowhere.txt: no such file"),
    "no address": (("add", "--source-url", "example.org", "x"), "not an address: 'example.org'"),
    "a long name": (("place", "镇" * (MAX_NAME + 1)), f"name one in up to {MAX_NAME} characters"),
    "no file for a profile": (("build", "--root", ROOT, "--profile", "nowhere/x"), "nowhere/x: not a place for a file"),
    "a folder for a profile": (("build", "--root", ROOT, "--profile", "."), ".: not a place for a file"),
    "no project": (("build", "--root", "nowhere"), "nowhere"),
    "no project for a cache": (("cache", "--root", "."), "no Gongkai project here"),
    "no site": (("serve", "--root", ROOT, "--output", "nowhere"), "there is no site yet"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_call_ends_with_2_and_says_what_is_wrong(
    case: str, called: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    call, said = WRONG[case]
    code, out, err = called(*call)
    assert (code, out) == (USAGE, "")
    assert said in " ".join(err.split())
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_described(report: Path, called: Any) -> None:
    code, out, err = called("inspect", report)
    assert (code, err) == (OK, "")
    assert TITLE in out and "badges: " in out and "== " not in out


def test_a_file_is_told_as_the_site_publishes_it(report: Path, called: Any) -> None:
    code, out, err = called("inspect", "--json", report)
    assert (code, err) == (OK, "")
    assert json.loads(out) == inspect_file(report)


@pytest.mark.parametrize("options", [(), ("--json",), ("--jobs", "1"), ("--jobs", "1", "--json")])
def test_a_file_without_a_report_ends_with_1(options: tuple[str, ...], tmp_path: Path, called: Any) -> None:
    file = tmp_path / "空.txt"
    file.write_bytes(b"")
    code, out, err = called("inspect", file, *options)
    assert code == FAILED
    assert re.search(r"空\.txt: refused \[\w+\] .+\n", err)
    assert bool(out) == (options == ("--jobs", "1", "--json")), "one object a line, for this one, too"


def test_many_files_are_described_each_under_its_name(report: Path, tmp_path: Path, called: Any) -> None:
    other = tmp_path / "空.txt"
    other.write_bytes(b"")
    code, out, err = called("inspect", report, other, "--jobs", "1")
    assert code == FAILED, "from one there was no report"
    assert out.replace("\n", "").startswith(f"== {report}")
    assert TITLE in out and "空.txt" not in out
    assert f"{other}: refused [" in err


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_good_report_is_checked(form: str, report: Path, called: Any) -> None:
    code, out, err = called("check", report, "--format", form, "--select", "A", "--jobs", "1")
    assert (code, err) == (OK, "")
    if form == "json":
        assert json.loads(out)["summary"]["errors"] == 0
    else:
        assert out.splitlines()[-1].startswith("1 files, 1 reports, ") and "; 0 errors, " in out


def test_without_a_path_all_of_the_content_is_checked(
    content: Path, called: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(content.parent)
    (content / "reports" / "空.txt").write_bytes(b"")
    code, out, _ = called("check", "--root", ROOT, "--content", content, "--jobs", "1")
    assert code == FAILED, "an upload could not be read"
    assert "\ncontent/reports/空.txt: doubt [empty_file]" in f"\n{out}", "below the folder that we are in"
    monkeypatch.chdir(ROOT)
    _, out, _ = called("check", "--root", ROOT, "--content", content, "--jobs", "1")
    assert f"\n{content}/reports/空.txt: doubt [empty_file]" in f"\n{out}"


@pytest.mark.parametrize("name", ["", " ", "\u3000"])
def test_a_place_without_a_name_is_no_place(name: str, called: Any) -> None:
    code, out, err = called("place", name)
    assert (code, out) == (USAGE, "") and "an empty name" in err


def test_stages_count_as_sums_do() -> None:
    with speaking("zh"):
        assert _words(Stage("reports", counts={"reports": 6, "files": 3})) == "6 份报告，3 个文件"


def test_a_place_in_either_script_and_one_that_is_not_there(called: Any) -> None:
    code, out, err = called("place", "下馬關鎮")
    assert (code, err) == (OK, "") and out.startswith("640324103  宁夏回族自治区 ")
    _, out, _ = called("place", "Xiàmǎguān")
    assert out.startswith("640324103  宁夏回族自治区 ")
    assert called("place", "xiamaguan-zhen")[1] == out and called("place", "nowhere") == (
        FAILED, "", "nowhere: not in the gazetteer\n",
    )  # fmt: skip
    assert called("place", "无此地名") == (FAILED, "", "无此地名: not in the gazetteer\n")


def test_files_are_filed_one_after_the_other(report: Path, content: Path, tmp_path: Path, called: Any) -> None:
    unknown, missing = tmp_path / "天气.txt", tmp_path / "nowhere.txt"
    unknown.write_text("今天天气很好。", encoding="utf-8")
    link = tmp_path / "link.txt"
    link.symlink_to(report)
    call = ("add", "--root", ROOT, "--content", content, missing, unknown, link)
    code, out, err = called(*call)
    assert code == USAGE, "one was not there, and a link is no upload"
    first, why, *sums = out.splitlines()
    assert first.endswith("/天气.txt: refused, nothing was kept") and "不像政府信息公开工作年度报告" in why
    assert sums == ["in sum:", "  refused: 1", "  not there, or not to be read: 2"]
    assert [line.split(" — ")[0] for line in err.splitlines()] == [
        f"gongkai: {missing}: no such file",
        f"gongkai: {link}: this is a symbolic link",
    ]
    code, out, err = called("add", "--root", ROOT, "--content", content, content / "reports/a.txt")
    assert (code, err) == (OK, "") and ": already there as " in out


def make(content: Path, called: Any, *options: str) -> tuple[int, str, str]:
    site = content.parent / "site"
    call = ("build", "--root", ROOT, "--content", content, "--output", site, "--no-cache", "--jobs", "1", *options)
    result: tuple[int, str, str] = called(*call)
    return result


def test_a_build_tells_its_stages_and_what_it_made(content: Path, called: Any) -> None:
    code, out, err = make(content, called, "--strict")
    assert (code, err) == (OK, "")
    stages = re.findall(r"^(\w+) +\d+ .* \d+\.\d\d s$", out, re.MULTILINE)
    assert stages == STAGES
    files = sum(path.name != MARKER for path in (content.parent / "site").rglob("*") if path.is_file())
    made, findings = out.splitlines()[-2:]
    assert re.fullmatch(rf"\S+/site: 1 reports, 1 organs, {files} files, \d+\.\d MB, \d+\.\d s", made)
    assert findings == "findings (2): B11 1, B12 1"


def test_a_build_tells_the_operator_once_that_nobody_can_report_errors(content: Path, called: Any) -> None:
    root = content.parent / "project"
    root.mkdir()
    (root / "templates").symlink_to(ROOT / "templates")
    shutil.copy(ROOT / "netlify.toml", root)
    for setting, times in (("", 1), ('report_errors = "errors@a.example"', 0)):
        (root / "pyproject.toml").write_text(f"[tool.gongkai]\n{setting}\n", encoding="utf-8")
        code, out, err = called("build", "--root", root, "--content", content, "--output", content.parent / "site")
        assert (code, err, out.count("set report_errors in [tool.gongkai]")) == (OK, "", times)


def test_what_needs_attention_is_told_and_strict_ends_with_1(content: Path, called: Any) -> None:
    (content / "reports" / "空.txt").write_bytes(b"")
    code, out, _ = make(content, called)
    assert code == OK
    _, told = out.split("needs attention (1), also on /attention/:\n")
    assert told.startswith("  空.txt: refused [")
    assert make(content, called, "--strict")[0] == FAILED


def test_long_lists_end_after_ten_and_say_where_the_rest_stands(content: Path, called: Any) -> None:
    for number in range(MOST_LISTED + 3):
        (content / "reports" / f"空{number:02}.txt").write_bytes(b"")
    shutil.copy(content / "reports" / "a.txt", content / "reports" / "b.txt")  # no more than a note, and first by path
    code, out, _ = make(content, called)
    assert code == OK
    _, told = out.split(f"needs attention ({MOST_LISTED + 4}), also on /attention/:\n")
    *listed, last = told.splitlines()
    assert len(listed) == MOST_LISTED and all(": refused [" in line for line in listed), "the loudest come first"
    assert last == "  … and 4 more on /attention/"
    assert f"\ndoubts ({MOST_LISTED + 4}): empty_file {MOST_LISTED + 3}, same_file 1\n" in out


@pytest.mark.parametrize("options", [(), ("--strict",)])
def test_pages_that_do_not_hold_together_are_told_and_end_with_1(
    options: tuple[str, ...], content: Path, called: Any
) -> None:
    page = content / "pages" / "about.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\n[x](/nowhere/)\n", encoding="utf-8")
    code, out, _ = make(content, called, *options)
    assert code == FAILED
    assert re.search(r"\nour own page does not hold together: about/index\.html:\d+: .*/nowhere/.*\n$", out)
    assert len(re.findall("our own page", out)) == 1
    many = "".join(f"[x](/nowhere/{number}/)\n\n" for number in range(MOST_LISTED + 2))
    page.write_text(f"{text}\n{many}", encoding="utf-8")
    code, out, _ = make(content, called, *options)
    assert (code, len(re.findall("our own page", out))) == (FAILED, MOST_LISTED)
    assert out.endswith(f"… and 2 more; in all: dead_link {MOST_LISTED + 2}\n")


def test_a_profile_says_where_time_goes(content: Path, called: Any, tmp_path: Path) -> None:
    code, out, _ = make(content, called, "--profile")
    assert code == OK
    row = r"^(\w+) +\d+\.\d\d +\d+\.\d\d +\d+\.\d\d +\d+\.\d\d +[1-9]\d* +[1-9]\d*$"
    assert re.findall(row, out, re.MULTILINE) == STAGES
    assert re.search(r"^between +\d+\.\d\d$", out, re.MULTILINE)
    assert re.search(r"^slowest uploads of reading:\n +\d+\.\d\d s  a\.txt$", out, re.MULTILINE)
    assert re.search(r"^slowest organs of reports:\n +\d+\.\d\d s  /region/321282/jishi-zhen/$", out, re.MULTILINE)
    functions = out.partition("functions of this process, without its workers:\n")[2].partition("filename:")[2]
    assert len(functions.splitlines()) - 1 == FUNCTIONS
    file = tmp_path / "build.pstats"
    code, out, _ = make(content, called, "--profile", str(file))
    assert code == OK and "slowest uploads" in out and "functions of this process" not in out
    assert "build" in pstats.Stats(str(file)).get_stats_profile().func_profiles


def is_profiled() -> bool:
    """Whether a profiler is at work in this process; of Python 3.12 and later it is a tool of sys.monitoring."""
    monitoring: Any = getattr(sys, "monitoring", None)
    return sys.getprofile() is not None or (monitoring is not None and monitoring.get_tool(2) is not None)


def test_worker_processes_are_not_profiled() -> None:
    def work() -> tuple[bool, int]:
        child = os.fork()
        if not child:
            os._exit(is_profiled())
        return is_profiled(), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    assert Profiler("").run(work) == (True, False)
    assert not is_profiled()


def test_what_was_taken_from_the_cache_and_what_was_slow_is_told() -> None:
    stage = Stage("reading", "uploads")
    stage.tell(uploads=3, reports=2)
    for name, seconds, known in (("a", 1.5, False), ("b", 9.0, True), ("c", 2.0, False), ("d", None, False)):
        stage.tally.add(name, seconds, known)
    assert stage.words == "3 uploads, 2 reports, 1 of 4 uploads from the cache"
    assert stage.tally.slowest == (("c", 2.0), ("a", 1.5)), (
        "what was known was not read; of what was ended nobody knows"
    )
    for number in range(30):
        stage.tally.add(f"n{number}", number / 10, False)
    assert len(stage.tally.slowest) == SLOWEST and stage.tally.slowest[0] == ("n29", 2.9)


def test_a_bar_shows_how_far_a_long_stage_is_on_a_terminal_only() -> None:
    for terminal in (True, False):
        stream = StringIO()
        console = Console(file=stream, force_terminal=terminal, width=100)
        assert list(ConsoleProgress(console).track(iter([1, 2, 3]), 3, "reading")) == [1, 2, 3]
        assert ("reading" in stream.getvalue() and "/3" in stream.getvalue()) == terminal


@pytest.fixture
def served(content: Path) -> Iterator[tuple[str, ...]]:
    """The words of a call that serves a site of one page at a free port."""
    site = content.parent / "site"
    site.mkdir()
    (site / "index.html").write_text("公开", encoding="utf-8")
    yield ("serve", "--root", str(ROOT), "--output", str(site), "--port")


@pytest.mark.parametrize(
    ("ended_by", "code", "said"),
    [(KeyboardInterrupt, OK, ""), (Terminated, TERMINATED, "gongkai: ended before it was done\n")],
)
def test_a_site_is_served_until_somebody_ends_it(
    ended_by: type[BaseException],
    code: int,
    said: str,
    served: tuple[str, ...],
    called: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    servers: list[SiteServer] = []

    def end(server: SiteServer) -> None:
        servers.append(server)
        raise ended_by

    monkeypatch.setattr(SiteServer, "serve_forever", end)
    assert called(*served, 0)[0::2] == (code, said)
    (server,) = servers
    server.server_close()


def test_the_address_is_said_before_anybody_asks(
    served: tuple[str, ...], called: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]

    def end(server: SiteServer) -> None:
        server.server_close()
        raise KeyboardInterrupt

    monkeypatch.setattr(SiteServer, "serve_forever", end)
    assert called(*served, port) == (OK, f"http://127.0.0.1:{port}  (Ctrl-C ends)\n\n", "")


def test_a_port_that_is_taken_is_told(served: tuple[str, ...], called: Any) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        code, out, err = called(*served, port)
    assert (code, out) == (USAGE, "")
    assert f"cannot listen on 127.0.0.1:{port}: " in err and "choose another --port" in err


ENDS = {
    "the disk is full": (OSError(28, "No space left on device"), USAGE, "No space left on device"),
    "a file is closed to us": (PermissionError(13, "Permission denied", "/x/y"), USAGE, "/x/y: Permission denied"),
    "an error without a number": (OSError("odd"), USAGE, "gongkai: odd — check the disk's space"),
    "the reader has seen enough": (BrokenPipeError(32, "Broken pipe"), UNHEARD, ""),
    "Ctrl-C": (KeyboardInterrupt(), INTERRUPTED, "ended before it was done"),
    "a signal": (Terminated(), TERMINATED, "ended before it was done"),
}


@pytest.mark.parametrize("case", ENDS)
def test_what_ends_a_command_has_a_code_and_a_word(case: str, called: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    error, code, said = ENDS[case]

    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr("generator.cli.filing.find", fails)
    found, out, err = called("place", "北京市")
    assert (found, out) == (code, "") and "Traceback" not in err
    assert said in err and bool(err) == bool(said)


def test_a_fault_of_ours_is_not_hidden(called: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.cli.filing.find", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        called("place", "北京市")
