"""What the documents name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.cli import main
from scripts.draw_rooms import BEGIN, DOCUMENT, END, drawn, imports_of, reduced, replaced

ROOT = Path(__file__).parents[1]
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "docs/security.md").read_text(encoding="utf-8"))))


@pytest.mark.parametrize(("file", "test"), NAMED, ids=[test for _, test in NAMED])
def test_a_test_that_the_security_page_names(file: str, test: str) -> None:
    assert f"\ndef {test}(" in (ROOT / file).read_text(encoding="utf-8")


def test_every_answer_on_the_security_page_names_a_test() -> None:
    text = (ROOT / "docs/security.md").read_text(encoding="utf-8")
    _, *sections = text.partition("## What is not answered")[0].split("\n## Uploads against the build")
    rows = [line for section in sections for line in section.splitlines() if line.startswith("| ")]
    without = [row for row in rows if "tests/" not in row and not row.endswith("| tests |")]
    assert len(rows) > 25 and without == []


def test_the_picture_of_the_rooms_is_that_of_the_code() -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    assert replaced(document, drawn(ROOT / "generator")) == document, "run: python -m scripts.draw_rooms"


def test_arrows_that_follow_from_others_are_not_drawn(tmp_path: Path) -> None:
    (tmp_path / "house/attic").mkdir(parents=True)
    (tmp_path / "house/attic/trunk.py").write_text("from house import cellar\nfrom house.floor import x\n")
    (tmp_path / "house/floor.py").write_text("def f():\n    from house.cellar import y\n")
    (tmp_path / "house/cellar.py").write_text("import os\n")
    arrows = imports_of(tmp_path / "house")
    assert arrows == {"attic": {"cellar", "floor"}, "floor": {"cellar"}, "cellar": set()}
    assert reduced(arrows) == {"attic": {"floor"}, "floor": {"cellar"}, "cellar": set()}
    assert drawn(tmp_path / "house").splitlines()[2:-1] == ["  attic --> floor", "  floor --> cellar"]


def test_a_document_without_a_place_for_the_picture_is_an_error() -> None:
    assert replaced(f"a{BEGIN}old{END}b", "new") == f"a{BEGIN}\nnew\n{END}b"
    with pytest.raises(ValueError, match="no place for the picture"):
        replaced("nothing", "new")


OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")


def _calls(document: Path) -> list[tuple[str, list[str]]]:
    """(command, options) of every ``gongkai COMMAND`` in a document: in code spans, and in lines of code blocks."""
    spans = re.compile(
        r"(?<!`)`(?!`)[^`]*?gongkai ([a-z]+)([^`]*)`|^\s*(?:\.venv/bin/)?gongkai ([a-z]+)([^#\n]*)", re.MULTILINE
    )
    found = spans.findall(document.read_text(encoding="utf-8"))
    return [(one or other, OPTION.findall(rest + more)) for one, rest, other, more in found]


def test_documents_name_commands_and_options_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    calls = [
        (path.name, *call) for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")) for call in _calls(path)
    ]
    assert len(calls) > 10
    for name, command, options in calls:
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0, f"{name}: gongkai {command}"
        text = capsys.readouterr().out
        assert [option for option in options if option not in text] == [], f"{name}: gongkai {command}"


def test_documents_name_targets_of_make_that_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    documents = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md"))
    text = "\n".join(path.read_text(encoding="utf-8") for path in documents)
    found = re.findall(r"`make ([a-z]+)|^make ([a-z]+) *(?:#|$)", text, re.MULTILINE)
    named = {one or other for one, other in found}
    assert named >= {"site", "test", "quick", "coverage", "mutants"}
    assert named <= targets
