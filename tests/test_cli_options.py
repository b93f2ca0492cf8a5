"""Options that all commands share, `explain`, `completion`, statistics and colours; and no call gives a traceback."""

from __future__ import annotations

import argparse
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.checks.catalogue import load_catalogue
from generator.cli import main, make_parser
from generator.cli.completing import SHELLS
from generator.cli.options import FAILED, OK, USAGE
from generator.cli.parsing import commands_of
from generator.model.doubts import Attention, Doubt, Loudness
from generator.progress import Stage
from generator.terminal import make_console, say_error
from generator.workers.unchanged import BuildSummary, Inputs
from tests.filled import filled
from tests.inspecting import resources
from tests.test_cli import ROOT, TITLE, called, loaded, report  # noqa: F401
from tests.writing import write_report

FINISHED = (OK, FAILED, USAGE)


def test_a_check_is_explained_with_rule_basis_limits_and_example(called: Any) -> None:  # noqa: F811
    info = load_catalogue()["A07"]
    code, out, err = called("explain", "a07", "--lang", "zh")
    assert (code, err) == (OK, "")
    assert out.splitlines()[0] == f"A07 {info.name_zh} error"
    for text in (info.fails_zh, info.formula_zh, info.reader_zh, info.basis, info.not_checkable_zh, info.example):
        assert text in out
    assert "/checks/A07/" in out
    assert info.formula_en in called("explain", info.id)[1]


def test_a_family_is_explained(called: Any) -> None:  # noqa: F811
    _, out, _ = called("explain", "E", "F01")
    assert [line[:3] for line in out.split("\n\n")] == ["E01", "E02", "E03", "E04", "E05", "E06", "F01"]


def test_all_checks_are_listed_by_name(called: Any) -> None:  # noqa: F811
    for language in ("zh", "en"):
        code, out, _ = called("explain", "--lang", language)
        names = {code: getattr(info, f"name_{language}") for code, info in load_catalogue().items()}
        assert (code, out.splitlines()) == (OK, [f"{code}  {name}" for code, name in names.items()])


def test_a_check_that_is_not_there_leads_to_those_that_are(called: Any) -> None:  # noqa: F811
    code, _, err = called("explain", "A77", "--lang", "zh")
    assert code == USAGE and f"A07 {load_catalogue()['A07'].name_zh}" in err and "gongkai explain" in err
    assert "gongkai explain" in called("explain", "zzz")[2]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_completes_commands_and_options(shell: str, called: Any) -> None:  # noqa: F811
    code, out, err = called("completion", shell)
    assert (code, err) == (OK, "")
    assert "explain" in out and "fail-on" in out
    program = shutil.which(shell)
    if program:
        subprocess.run([program, "-n"], input=out, text=True, check=True)


def test_statistics_count_findings_and_doubts(report: Path, tmp_path: Path, called: Any) -> None:  # noqa: F811
    (tmp_path / "空.txt").write_bytes(b"")
    code, out, _ = called("check", tmp_path, "--statistics", "--jobs", "1", "--fail-on", "never")
    assert code == OK
    rows = [line.split()[:3] for line in out.splitlines()]
    assert (["1", "empty_file", "doubt"] in rows and ["1", "B11", "info"] in rows) or ["1", "B11", "warning"] in rows
    assert "空.txt" not in out and rows[-1][:2] == ["2", "files,"]
    _, out, _ = called("check", tmp_path, "--statistics", "--format", "json", "--jobs", "1", "--fail-on", "never")
    counts = {one["code"]: one["count"] for one in json.loads(out)["statistics"]}
    assert counts["empty_file"] == 1


@pytest.fixture
def told(called: Any, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: F811
    """What `gongkai build` says of a build that has made nothing of many empty files."""
    doubt = Doubt("empty_file", "sources", "这个文件是空的。", "", Loudness.REFUSED)
    attention = tuple(Attention(f"空{number:02}.txt", doubt) for number in range(13))
    summary = BuildSummary(0, 0, 1, 1, {}, attention, ())
    monkeypatch.setattr("generator.cli.site.inputs_while", lambda *_: Inputs())
    monkeypatch.setattr("generator.cli.site.unchanged", lambda *_: None)
    monkeypatch.setattr(
        "generator.pipeline.build", lambda *_, **__: SimpleNamespace(summary=summary, stages=(Stage("reading"),))
    )
    return lambda *options: called("build", "--root", ROOT, *options)


def test_quiet_leaves_results_and_what_went_wrong(report: Path, called: Any, told: Any) -> None:  # noqa: F811
    code, out, err = told("-q")
    assert (code, err) == (OK, "")
    assert out.startswith("needs attention (13)") and "空01.txt" in out and "note" not in out and " MB" not in out
    assert "needs attention" in told()[1] and "note: " in told()[1]
    _, out, _ = called("check", report, "-q", "--jobs", "1")
    assert out and "verdicts" not in out and str(report) in out


def test_verbose_lists_all(told: Any) -> None:
    _, out, _ = told("-v")
    assert out.count(": refused [") == 13 and "more on /attention/" not in out
    assert told()[1].count(": refused [") == 10


def test_a_build_speaks_chinese(told: Any) -> None:
    _, out, _ = told("--lang", "zh")
    assert "需要处理（13），也见 /attention/：" in out and "另有 3 条" in out and "0 份报告" in out


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"URL": "https://a.org", "NETLIFY": "true"}, []),
        ({"URL": "https://a.org"}, ["from the environment variable URL"]),
        ({}, ["the site's address is the example https://gongkai.example"]),
    ],
)
def test_an_address_that_may_not_be_meant_is_told(
    environment: dict[str, str], said: list[str], told: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NETLIFY", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    _, out, _ = told()
    notes = [line for line in out.splitlines() if line.startswith("note: the site's address")]
    assert len(notes) == len(said) and all(text in note for text, note in zip(said, notes, strict=True))


def test_a_terminal_shows_colours_unless_it_is_told_not_to(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm-256color")
    for name, coloured in (("", True), ("NO_COLOR", False)):
        if name:
            monkeypatch.setenv(name, "1")
        out, err = Terminal(), Terminal()
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        make_console(styles={"A07": "bold red"}).print("a.txt:1: A07 error :100: [red]x[/red]", soft_wrap=True)
        say_error("gongkai: :100: [b]x[/b]")
        assert ("\x1b[1;31mA07" in out.getvalue()) is coloured
        assert ("\x1b[1;31mgongkai:" in err.getvalue()) is coloured
        assert ":100: [red]x[/red]" in out.getvalue() and ":100: [b]x[/b]" in err.getvalue()


def test_nothing_of_a_report_becomes_an_emoji_or_markup(tmp_path: Path, called: Any) -> None:  # noqa: F811
    file = tmp_path / "2021.txt"
    file.write_text(write_report("2021", title=TITLE, overview="新收 :100: 件 [red]x[/red]。"), encoding="utf-8")
    named = file.rename(tmp_path / ":100:[b].txt")
    for command in (("inspect", named), ("check", named, "--jobs", "1"), ("inspect", named, named, "--jobs", "1")):
        out = called(*command)[1].replace("\n", "")
        assert ":100:[b].txt" in out, command


TEXTS = st.one_of(
    st.text(max_size=30).filter(lambda text: not text.startswith("/") and ".." not in text),  # no other folder is read
    st.sampled_from(("", "-", "--", "-1", "0", "99999", "1e9", "\0", "\udc80", "x" * 300, "a/" * 3000, ".", "~")),
    st.sampled_from(("A07", "A", "zh", "2021", "32", "csv", "tcp://x:1", "https://x.example", "2026-01-31", "nan")),
)


@st.composite
def calls(draw: st.DrawFn) -> list[str]:
    """A command with options of it and of others, each with values or without."""
    (group,) = commands_of(make_parser())
    name = draw(st.sampled_from(sorted(group.choices)))
    options = sorted({word for action in group.choices[name]._actions for word in action.option_strings})
    options += ["--nothing", "--lang", "--jobs=0"]
    words = draw(st.lists(st.one_of(st.sampled_from(options), TEXTS), max_size=6))
    return [*draw(st.lists(st.sampled_from(("-q", "--lang=zh", "--version")), max_size=1)), name, *words]


@given(call=calls())
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_no_call_of_any_command_gives_a_traceback(call: list[str], tmp_path: Path) -> None:
    """Away from any project, so that nothing is built; whatever is typed, the command ends with a code of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        patch.setattr("generator.cli.starting.start_archive", lambda *_: [])
        patch.setattr("generator.pipeline.build", lambda *_: pytest.fail("built"))
        patch.setattr("generator.cli.reports.load_resources", resources)
        patch.setattr("sys.stdout", io.StringIO())
        patch.setattr("sys.stderr", io.StringIO())
        try:
            code = main(call)
        except SystemExit as ended:
            code = int(ended.code or 0)
    assert code in FINISHED


def test_every_command_takes_the_common_options() -> None:
    (group,) = commands_of(make_parser())
    for name, command in filled(group.choices.items()):
        options: dict[str, argparse.Action] = command._option_string_actions
        assert {"--lang", "-q", "-v", "--quiet", "--verbose", "--help"} <= options.keys(), name
