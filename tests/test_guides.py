"""What the guides tell is what the code does: every command parses, every message and picture is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from PIL import Image

from generator.cli import make_parser
from scripts.draw_guide import FOLDER, PICTURES, WIDTH
from tests.filled import filled

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted((ROOT / "docs").glob("*.md"))
UPLOADING = (ROOT / "docs/uploading.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands(document: Path) -> list[str]:
    """The lines of code blocks that call us, without what stands behind a # as a remark."""
    lines = "\n".join(BLOCK.findall(document.read_text(encoding="utf-8"))).splitlines()
    return [line for line in lines if line.startswith("gongkai ")]


CALLS = [(document.name, call) for document in DOCUMENTS for call in commands(document)]


@pytest.mark.parametrize(("document", "call"), CALLS)
def test_every_command_of_a_guide_parses(document: str, call: str) -> None:
    assert callable(make_parser().parse_args(shlex.split(call, comments=True)[1:]).run), document


def test_commands_that_are_none_would_be_seen() -> None:
    assert {document for document, _ in CALLS} >= {"adding.md", "correcting.md", "operating.md", "requests.md"}
    with pytest.raises(SystemExit):
        make_parser().parse_args(["correct", "--colour", "red"])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_links_to_is_there(document: Path) -> None:
    text = BLOCK.sub("", document.read_text(encoding="utf-8"))
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_messages_of_the_guide_are_those_of_the_code() -> None:
    rows = UPLOADING.partition("❌ 最常见的几种")[2].partition("\n## ")[0].splitlines()
    told = [row.split(" | ")[0].removeprefix("| ") for row in rows if row.startswith("| ") and "怎么办" not in row]
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "generator").rglob("*.py"))
    assert len(told) == 4
    assert [message for message in told if f'"{message}"' not in code] == []


def test_pictures_are_those_that_the_script_takes() -> None:
    names = {picture.name for picture in PICTURES}
    assert {path.stem for path in FOLDER.iterdir()} == names == set(re.findall(r"pictures/(\w+)\.webp", UPLOADING))
    for picture in filled(PICTURES):
        file = FOLDER / f"{picture.name}.webp"
        with Image.open(file) as image:
            assert image.size == (WIDTH, picture.height)
        assert file.stat().st_size < 60_000


def test_the_page_of_the_site_says_what_the_guide_says() -> None:
    page = (ROOT / "content/pages/uploading.md").read_text(encoding="utf-8")
    steps = [set(re.findall(r"\*\*([A-Z][a-z ]+)\*\*", text)) for text in (page, UPLOADING)]
    assert steps[0] == steps[1] and len(steps[0]) == 4
    assert "`content/inbox`" in page and "`content/inbox`" in UPLOADING
