"""A command loads what it needs: to load the whole program takes a second."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.filled import filled
from tests.writing import write_report

LARGE = {f"generator.{room}" for room in ("pipeline", "sources.html.reader", "reading", "pages", "search", "filing")}
"""Rooms by which each of the large parts is known."""


def left_by(code: str, *words: str) -> set[str]:
    """The modules that ``code`` leaves behind, in a process of its own."""
    whole = f"import sys\ntry:\n    {code}\nfinally:\n    print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", whole, *words], capture_output=True, text=True, check=False)
    return set(filled(done.stdout.splitlines()[-1].split()))


def loaded(*words: str) -> set[str]:
    """The modules that a call of a command leaves behind."""
    return left_by("from generator.cli import main; assert main(sys.argv[1:]) == 0", *words)


@pytest.mark.parametrize("word", ["--help", "--version"])
def test_who_asks_for_little_waits_for_little(word: str) -> None:
    assert loaded(word).isdisjoint(LARGE)


def test_where_nothing_has_changed_nothing_is_loaded_that_builds(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "content/reports").mkdir(parents=True)
    (tmp_path / "content/reports/a.txt").write_text(write_report("2021"), encoding="utf-8")
    assert "generator.pipeline" in loaded("build", "--root", str(tmp_path), "--jobs", "1")
    assert loaded("build", "--root", str(tmp_path)).isdisjoint(LARGE)


def test_readers_are_imported_for_the_formats_that_there_are() -> None:
    module = "generator.sources.formats"
    bare = left_by(f"import {module}")
    texts = left_by(f"from {module} import import_readers; import_readers({{'.txt', '.none'}})")
    pages = left_by(f"from {module} import import_readers; import_readers({{'.txt', '.html'}})")
    readers = {"generator.sources.plain_text", "generator.sources.html.reader", "generator.sources.office.docx.reader"}
    assert [readers & found for found in (bare, texts, pages)] == [
        set(), {"generator.sources.plain_text"}, {"generator.sources.plain_text", "generator.sources.html.reader"},
    ]  # fmt: skip
