"""What the command line says has Chinese for all of it, in one table, and speaks the language that is asked for."""

from __future__ import annotations

import errno
import os
import re
import string
from pathlib import Path

import pytest

from generator.cli import main
from generator.cli.options import USAGE
from generator.cli.texts import TELLING, error_text, language_of, speaking, t, table, translated
from generator.errors import GongkaiError
from generator.progress import Stage
from tests.filled import filled
from tests.inspecting import resources
from tests.texts import texts_of_code, texts_of_help
from tests.writing import write_report

OF_ARGPARSE = {
    "the following arguments are required: {}",
    "unrecognized arguments: {}",
    "invalid choice: {} (choose from {})",
    "expected one argument",
    "expected at least one argument",
    "expected {} arguments",
    "ignored explicit argument {}",
    "not allowed with argument {}",
    "invalid {} value: {}",
    "ambiguous option: {} could match {}",
}
OF_STAGES = {
    "reading", "comparing", "reports", "search", "data", "pages", "whole", "lists", "links", "uploads",
    "texts", "organs", "files", "shards", "problems", "findings", "doubts",
}  # fmt: skip
ELSEWHERE = {
    "the environment",
    "no such file",
    "no such file or folder",
    "{} files, {} reports, {} verdicts: {} pass, {} fail, {} not checkable; "
    "{} errors, {} warnings, {} notes, {} doubts",
}
"""Texts that the code does not give to ``t`` or to an error as they are."""
UNITS = {"d", "h", "min", "s"}
OF_THE_SYSTEM = {
    os.strerror(number)
    for number in (
        errno.ENAMETOOLONG, errno.EISDIR, errno.ENOSPC, errno.ENOENT, errno.ENOTDIR, errno.EPERM, errno.EACCES,
        errno.EROFS, errno.ELOOP,
    )
}  # fmt: skip
NAMES = {"fails where", "rule", "meaning", "basis", "no verdict", "example", "page"}


def test_every_text_is_in_the_table_and_the_table_has_no_other() -> None:
    said = texts_of_code() | texts_of_help()
    assert len(said) > 150
    assert said - table().keys() == set(), "add the Chinese to generator/cli/zh.yaml"


def test_both_languages_have_the_same_values() -> None:
    def places(text: str) -> list[str]:
        return [f"{name}:{form}" for _, name, form, _ in string.Formatter().parse(text) if name is not None]

    different = [en for en, zh in filled(table().items()) if "{" in en and places(en) != places(zh)]
    assert different == []


def test_the_table_has_no_text_that_nobody_says() -> None:
    known = texts_of_code() | texts_of_help() | OF_ARGPARSE | OF_STAGES | OF_THE_SYSTEM | ELSEWHERE | UNITS | NAMES
    code = "".join(path.read_text("utf-8") for path in (Path(__file__).parents[1] / "generator").rglob("*.py"))
    unsaid = [en for en in table() if en not in known and en not in code]
    assert unsaid == []


def test_stages_of_a_build_have_names() -> None:
    assert table().keys() >= OF_STAGES | UNITS | NAMES | OF_ARGPARSE | ELSEWHERE
    assert Stage("reading").name in OF_STAGES


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "en_GB"}, "zh"),
        ({"LANG": "de_DE"}, "en"),
        ({}, "en"),
    ],
)
def test_the_locale_says_the_language(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


def test_finished_messages_are_recognised() -> None:
    error = GongkaiError("unknown setting 'x'", file="pyproject.toml", remedy="known are title, ledger")
    with speaking("zh"):
        assert error_text(error) == "pyproject.toml: 没有这项设置：'x' — 可用的有 title, ledger"
        assert translated("argument --port: not a port from 0 to 65535: '99999'") == (
            "参数 --port：不是 0 至 65535 之间的端口：'99999'"
        )
        assert translated("x: y") == "x: y", f"fewer than {TELLING} letters are no text"
        assert t("{} reports", 3) == "3 份报告"
    assert error_text(error) == str(error) and t("{} reports", 3) == "3 reports"


def test_the_option_is_stronger_than_the_locale(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    for before, said in (((), "没有这项核对：Z9"), (("--lang", "en"), "no such check: Z9"), (("--lang=zh",), "没有")):
        assert main([*before, "explain", "Z9"]) == USAGE
        assert said in capsys.readouterr().err
    assert main(["explain", "Z9", "--lang", "en"]) == USAGE
    assert "no such check" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["", "build", "check", "completion"])
def test_help_is_chinese_and_no_wider_than_a_terminal(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit):
        main(["--lang", "zh", *([command] if command else []), "--help"])
    out = capsys.readouterr().out
    assert out.startswith("用法：") and "显示本帮助" in out
    assert re.findall(r"(?!gongkai)[a-z]{3,} (?!completion)[a-z]{3,} [a-z]{3,}", out) == [], "no English is left"
    assert max(map(cell_len, out.splitlines())) <= 80


PUT_TOGETHER = {
    "there is no such folder, so nothing was built": "没有这个文件夹，所以没有生成",
    "cannot be read (not UTF-8)": "无法读取（不是 UTF-8）",
    "cannot be written (Permission denied)": "无法写入（没有权限）",
    "this cannot be noted: “x”的值 不合要求": "写不进说明文件：“x”的值 不合要求",
    "--text: 'no such file' is no column": "--text：没有 'no such file' 这一列",
}


@pytest.mark.parametrize("text", PUT_TOGETHER)
def test_parts_of_a_text_are_translated_too(text: str) -> None:
    with speaking("zh"):
        assert translated(text) == PUT_TOGETHER[text]


ENGLISH = re.compile(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}")
WRONG = (
    ["add", "l.json", "--text", "t"],
    ["add", "c.csv", "--text", "x"],
    ["add", "c.csv", "--text", "a"],
    ["add", "nowhere", "bad.html/x", "c.csv"],
    ["build", "--content", "nowhere"],
    ["build", "--content", "archive"],
    ["correct", "a.txt", "year=2020", "--why", "x"],
    ["correct", "b.txt", "requests.x.total=5", "--why", "x"],
    ["correct", "b.txt", "year=2031", "--why", "x"],
    ["correct", "b.txt", "year=2020", "--why", "a\x1b"],
    ["correct", "b.txt", "--undo", "year"],
    ["correct", "a.yaml", "year=2020"],
    ["reply", "b.txt", "--text", "x", "--on", "2024-13-01"],
    ["inspect", "nowhere"],
    ["check", "--select", "Z"],
    ["serve", "--output", "nowhere"],
    ["ledger", "--output", "nowhere"],
    ["place", "x" * 200],
    ["explain", "Z9"],
    ["add", "b.txt", "--content", "c.csv/x"],
)


@pytest.mark.parametrize("call", WRONG, ids=" ".join)
def test_a_wrong_call_is_answered_in_chinese(
    call: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for module in ("reports", "filing", "amending", "correcting"):
        monkeypatch.setattr(f"generator.cli.{module}.load_resources", resources)
    for name, text in (("l.json", '[{"t":1}]'), ("c.csv", "a,a,t\n1,2,3\n"), ("a.yaml", "colour: red\n")):
        Path(name).write_text(text)
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(write_report("2021"), encoding="utf-8")
    (tmp_path / "archive/pages").mkdir(parents=True)
    (tmp_path / "archive/pages/x.md").write_bytes(b"\xff\xfe\xff")
    root = ["--root", str(Path(__file__).parents[1])] if call[0] in ("add", "build", "check", "serve", "ledger") else []
    assert main([*call, *root, "--lang", "zh"]) != 0
    said = "".join(capsys.readouterr())
    assert said and not ENGLISH.findall(said), said
