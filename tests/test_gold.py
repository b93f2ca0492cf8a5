"""The truth: five reports read by hand. Where the program disagrees, the program is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.checks import ACROSS_CHECKS, CHECKS
from tests.gold.compare import differences
from tests.inspecting import inspect_file, inspect_together

ROOT = Path(__file__).parents[1]
GOLD = sorted((ROOT / "tests" / "gold").glob("*.json"))
BADGES_THAT_EXIST = frozenset({"consistency", "completeness", "timeliness"})
CONSISTENCY_WITHOUT_TEXT_CHECKS = {"004": "unchecked"}
"""004 has no table; it becomes partly_checked with the checks inside the text."""

ACROSS = frozenset(check.code for check in ACROSS_CHECKS)
"""What these find depends on the archive around a report: gold tells it for the archive of the five."""
CODES = frozenset(check.code for check in CHECKS) - ACROSS


def upload(name: str) -> Path:
    """The upload in content/ that was received under ``name``."""
    for sidecar in (ROOT / "content" / "reports").rglob("*.yaml"):
        if f"received_as: {name}" in sidecar.read_text(encoding="utf-8"):
            return sidecar.with_suffix(".txt")
    raise AssertionError(f"no upload was received as {name}")


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem[:3])
def test_a_report_says_what_people_read_in_it(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    if not any(code[0] in "DE" for code in CODES):
        gold["badges"]["consistency"] = CONSISTENCY_WITHOUT_TEXT_CHECKS.get(
            path.stem[:3], gold["badges"]["consistency"]
        )
    ours = inspect_file(upload(gold["file"]))
    assert differences(gold, ours, codes=CODES, badges=BADGES_THAT_EXIST) == []


def test_the_five_together_are_what_people_found() -> None:
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in GOLD]
    for gold, ours in zip(golds, inspect_together([upload(gold["file"]) for gold in golds]), strict=True):
        found = differences(gold, ours, codes=ACROSS, badges=frozenset({"originality"}))
        assert found == [], gold["file"]


def test_all_five_are_compared() -> None:
    figures = 0
    for path in GOLD:
        gold = json.loads(path.read_text(encoding="utf-8"))
        for table in ("disclosure", "requests", "disputes"):
            for row in (gold[table] or {}).values():
                figures += sum(v is not None for k, v in row.items() if not k.startswith("amount_"))
    assert (len(GOLD), figures) == (5, 644)


def test_a_difference_is_seen() -> None:
    gold = json.loads(GOLD[0].read_text(encoding="utf-8"))
    ours = inspect_file(upload(gold["file"]))
    ours["requests"]["granted"]["total"] = None
    ours["figures"].pop(0)
    ours["checks"]["A07"]["verdict"] = "pass"
    assert len(differences(gold, ours, codes=CODES, badges=frozenset())) == 3
