"""The code knows how reports look and nothing of these five; the project knows no machine it was made on."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

THE_FIVE = (
    # towns, counties, cities, and their readable addresses
    *(
        "下马关",
        "古城镇",
        "古城鎮",
        "峨口",
        "双鹤",
        "雙鶴",
        "岳村",
        "桓仁",
        "乡宁",
        "鄉寧",
        "同心县",
        "同心縣",
        "华龙区",
        "華龍",
    ),
    *("代县", "濮阳", "吴忠", "本溪", "临汾", "忻州"),
    *(
        "xiamaguan",
        "guchengzhen",
        "gucheng-zhen",
        "ekou-zhen",
        "shuanghe",
        "yuecun",
        "huanren",
        "xiangning",
        "tongxin",
    ),
    *("640324", "210522", "141029", "410902", "140923"),
    # a misprint
    "想成",
    # how the files themselves are known
    *("79d26299", "f981580c", "9d8350ca", "02079d63", "1720ab70"),
)
"""What only somebody who has read the five reports could know."""

CODE = ("generator", "templates", "scripts", "benchmarks")
CODE_SUFFIXES = frozenset(
    {".py", ".yaml", ".yml", ".toml", ".json", ".html", ".j2", ".xml", ".css", ".js", ".svg", ".txt"}
)
"""What people write. The compiled gazetteer (.gz) holds every town of the country and is not among it."""

MACHINES = tuple(
    # In two parts, so that this file does not hold what it looks for.
    first + second
    for first, second in (
        ("/wo", "rk/"),
        ("/ro", "ot/"),
        ("/opt/", "pypi"),
        ("/opt/", "wheels"),
        ("/tmp/", "bash_jobs"),
        ("fa", "rm-"),
        (".lib", "rary/"),
        ("files.python", "hosted.org"),
        ("py", "pi.org/simple"),
        ("registry.", "npmjs"),
        ("index", "-url"),
        ("find", "-links"),
    )
)
"""Paths, addresses and tools of one machine, which mean nothing on another."""

NOT_OURS = frozenset(
    {".git", ".venv", ".cache", "site", "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".draft"}
)
NOT_OURS_EITHER = (".hypothesis", "node_modules", "content/reports")
"""Folders that are not written by hand; uploads stand there as they arrived."""


def files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            place = path.relative_to(ROOT)
            if path.is_file() and not NOT_OURS & set(place.parts) and not place.as_posix().startswith(NOT_OURS_EITHER):
                yield path


def findings(paths: Iterator[Path], words: tuple[str, ...]) -> list[str]:
    found = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="ignore").splitlines(), 1):
            found += [f"{path.relative_to(ROOT)}:{number}: {word}" for word in words if word in line]
    return found


def code() -> Iterator[Path]:
    for path in files(*CODE):
        if path.suffix in CODE_SUFFIXES:
            yield path


def test_the_code_knows_nothing_of_the_five_reports() -> None:
    assert len(list(code())) > 20, "the folders are not where they were"
    assert findings(code(), THE_FIVE) == []


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    assert findings(files("."), MACHINES) == []


@pytest.mark.parametrize("word", [THE_FIVE[0], MACHINES[0]])
def test_a_word_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    (tmp_path / "generator").mkdir()
    (tmp_path / "generator/a.py").write_text(f"x = 1\ny = '{word}'\n", encoding="utf-8")
    assert findings(code(), (word,)) == [f"generator/a.py:2: {word}"]
    assert findings(files("."), (word,)) == [f"generator/a.py:2: {word}"]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no repository")
def test_nothing_is_kept_that_is_fetched_or_made() -> None:
    """What .gitignore names is others' work, or ours made anew by a command."""
    command = ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"]
    assert subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout == ""
