"""Anyone can run the arithmetic again: every verdict about numbers follows from report.json alone."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.filled import filled
from tests.inspecting import inspect_together

ROOT = Path(__file__).parents[2]
Json = dict[str, Any]


@cache
def published() -> tuple[str, ...]:
    """Each report.json of the archive of the five, as text."""
    files = sorted((ROOT / "content" / "reports").rglob("*.txt"))
    return tuple(json.dumps(data, ensure_ascii=False) for data in inspect_together(files))


def side(terms: list[Json]) -> Decimal | None:
    """The signed sum of an equation's side, or its share in percent; None where a value is missing."""
    if not terms or any(term["value"] is None for term in terms):
        return None
    values = [(Decimal(str(term["value"])) * term.get("sign", 1), bool(term.get("divides"))) for term in terms]
    summed = sum((value for value, divides in values if not divides), Decimal(0))
    for value, divides in values:
        if divides:
            summed = 100 * summed / value
    return summed


def holds(left: Decimal, relation: str, right: Decimal) -> bool:
    if relation == "~":  # stated about, or rounded: never off by more than the last printed place
        return abs(left - right) <= max(Decimal("0.51"), abs(right) / 10)
    return {
        "=": left == right,
        "<": left < right,
        ">=": left >= right,
        "<=": left <= right,
        "<=>": (left == 0) == (right == 0),
        "=>": left <= 0 or right > 0,
    }[relation]


def instances(data: Json) -> list[tuple[str, Json]]:
    return [(code, instance) for code, check in data["checks"].items() for instance in check["instances"]]


@pytest.mark.parametrize("number", range(5))
def test_verdicts_about_numbers_follow_from_the_file(number: int) -> None:
    data = json.loads(published()[number])
    reckoned: Counter[str] = Counter()
    for code, instance in filled(instances(data)):
        if "equation" not in instance or instance["verdict"] == "not_checkable":
            continue
        left, right = side(instance["left"]), side(instance["right"])
        assert instance["holds"] == (instance["verdict"] == "pass"), (code, instance["equation"])
        if left is not None and right is not None:
            assert holds(left, instance["relation"], right) == instance["holds"], (code, instance["equation"])
            reckoned[code[0]] += 1
    # Without tables most of it is arithmetic inside the text.
    assert reckoned["E" if data["requests"] is None else "A"] > 3


@pytest.mark.parametrize("number", range(5))
def test_every_check_counts_its_instances(number: int) -> None:
    data = json.loads(published()[number])
    assert len(data["checks"]) == 58
    for code, check in data["checks"].items():
        counts = Counter(instance["verdict"] for instance in check["instances"])
        assert check["counts"] == {verdict: counts[verdict] for verdict in ("pass", "fail", "not_checkable")}, code
        open_ = counts["not_checkable"] or not check["instances"]
        assert check["verdict"] == ("fail" if counts["fail"] else "not_checkable" if open_ else "pass"), code
        assert ("reason" in check) == (check["verdict"] == "not_checkable"), code


@pytest.mark.parametrize("number", range(5))
def test_operands_lead_to_the_cells_that_they_name(number: int) -> None:
    data = json.loads(published()[number])
    seen = 0
    for code, instance in filled(instances(data)):
        for term in (*instance.get("left", ()), *instance.get("right", ())):
            if "address" not in term or "report" in term:
                continue
            reading = data["readings"][term["address"]]
            assert (term["span"], term["line"]) == (reading["span"], reading["line"]), code
            table, row, column = term["address"].split(".")
            # Money may be compared in yuan.
            assert term["value"] in (data[table][row][column], data[table][row].get(f"{column}_yuan")), code
            seen += 1
    assert seen or data["requests"] is None


def test_a_wrong_verdict_would_be_seen() -> None:
    left = [{"value": 3}, {"value": 1}]
    assert side(left) == 4 and side([{"value": 7}, {"value": 2, "sign": -1}]) == 5
    assert side([{"value": 1}, {"value": None}]) is None
    assert side([{"value": 15}, {"value": 120, "divides": True}]) == Decimal("12.5")
    assert not holds(Decimal(4), "=", Decimal(5)) and holds(Decimal(0), "<=>", Decimal(0))
    assert not holds(Decimal(2), "=>", Decimal(0))
