"""What the documents name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

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
