"""The truth: five reports read by hand. Where the program disagrees, the program is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.checks import ACROSS_CHECKS, CHECKS
from tests.filled import filled
from tests.gold.compare import differences
from tests.inspecting import inspect_file, inspect_together

ROOT = Path(__file__).parents[1]
GOLD = sorted((ROOT / "tests" / "gold").glob("*.json"))
BADGES = frozenset({"consistency", "completeness", "timeliness"})
"""Those that one report decides by itself; ``originality`` depends on the archive around it."""
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
    ours = inspect_file(upload(gold["file"]))
    assert differences(gold, ours, codes=CODES, badges=BADGES) == []


def test_the_five_together_are_what_people_found() -> None:
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in GOLD]
    for gold, ours in filled(zip(golds, inspect_together([upload(gold["file"]) for gold in golds]), strict=True)):
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


def test_all_verdicts_and_badges_are_compared() -> None:
    verdicts = badges = 0
    for path in GOLD:
        gold = json.loads(path.read_text(encoding="utf-8"))
        assert {id[:3] for id in gold["checks"]} == CODES | ACROSS
        assert set(gold["badges"]) == BADGES | {"originality"}
        verdicts += len(gold["checks"])
        badges += len(gold["badges"])
    assert (verdicts, badges) == (290, 20)


def test_a_difference_is_seen() -> None:
    gold = json.loads(GOLD[0].read_text(encoding="utf-8"))
    ours = inspect_file(upload(gold["file"]))
    ours["requests"]["granted"]["total"] = None
    ours["figures"].pop(0)
    ours["checks"]["A07"]["verdict"] = "pass"
    assert len(differences(gold, ours, codes=CODES, badges=frozenset())) == 3
