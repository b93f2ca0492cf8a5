"""The reader over invented reports with known truth: nothing that was once reached is lost again.

A smaller run of ``benchmarks/reading_quality.py``; the floors are in ``benchmarks/reading_floor.json``.
"""

from __future__ import annotations

import ast
import json
from collections import Counter
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from benchmarks import ratchet, reading_quality
from benchmarks.comparing import Got, compare, judge
from benchmarks.corpus.glue import solve_disputes, solve_requests, splits, summed
from benchmarks.corpus.layouts import FORMATS, LAYOUTS, in_turn
from benchmarks.corpus.make import make_case, make_cases
from generator.inspection import load_resources
from tests.filled import filled

ROOT = Path(__file__).parents[1]


def test_nothing_fell_below_its_floor(tmp_path: Path) -> None:
    pinned = ratchet.load("small")
    tallies = reading_quality.measure(make_cases(pinned["seed"], pinned["count"]), load_resources(), tmp_path)
    fell = ratchet.fallen(pinned["figures"], reading_quality.reached(tallies))
    offenders = reading_quality.by_layout(tallies)["overall"].offenders
    assert not fell, "\n".join([*fell, "", *reading_quality.offender_lines(offenders)[:30]])


def test_every_layout_has_a_floor() -> None:
    for run in ("small", "full"):
        assert {layout.name for layout in LAYOUTS} | {"overall"} == set(ratchet.load(run)["figures"])


def test_the_corpus_knows_nothing_of_the_program() -> None:
    for file in (ROOT / "benchmarks" / "corpus").glob("*.py"):
        for node in filled(ast.walk(ast.parse(file.read_text(encoding="utf-8")))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert not any(name.split(".")[0] == "generator" for name in names), file.name


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_case_is_the_same_every_time(layout: object) -> None:
    first, again = (make_case(3, 7, layout) for _ in range(2))  # type: ignore[arg-type]
    assert first == again
    assert make_case(4, 7, layout).data != first.data  # type: ignore[arg-type]
    assert first.truth["format"] in FORMATS


def test_layouts_slow_to_read_have_fewer_turns() -> None:
    rounds = max(layout.every for layout in LAYOUTS)
    each = sum(rounds // layout.every for layout in LAYOUTS)
    turns = Counter(layout.name for layout in islice(in_turn(LAYOUTS), each * 3))
    assert all(turns[layout.name] == 3 * rounds // layout.every for layout in LAYOUTS)
    pdf = next(layout for layout in LAYOUTS if layout.every > 1)
    assert list(islice(in_turn([pdf]), 3)) == [pdf] * 3


def test_of_two_reports_in_one_text_the_named_one_is_compared() -> None:
    truth = make_case(2, 1, next(layout for layout in LAYOUTS if layout.beside)).truth
    other = truth["beside"]

    def published(one: dict[str, Any], organ: str | None, year: int | None) -> dict[str, Any]:
        where = "requests.new_requests.total"
        row = {"new_requests": {"total": one["cells"][where]["value"]}}
        readings = {where: {"reading": "stated", "raw": ""}}
        return {"organ": {"name": organ}, "year": year, "forms": {}, "requests": row, "readings": readings}

    def offences(read: dict[str, Any]) -> set[str]:
        return {offender.where for offender in compare(truth, read, "r").offenders}

    names = (truth["written_organ"], other["written_organ"])
    assert names[0] != names[1]
    for one, name in zip((truth, other), names, strict=True):
        assert offences(published(one, name, one["year"]["value"])) == set()
        assert offences(published(one, None, one["year"]["value"])) == set()
        assert offences(published(one, "".join(names), None)) >= {"organ"}
    assert offences(published(other, names[0], other["year"]["value"])) == {"requests.new_requests.total", "year"}
    assert offences(published(truth, names[1], None)) == {"requests.new_requests.total"}


def test_every_report_says_that_it_is_invented() -> None:
    for case in filled(make_cases(5, 40)):
        if case.truth["format"] in ("txt", "md") and case.truth["encoding"] == "utf-8" and not case.truth["dirt"]:
            assert "合成数据" in case.data.decode("utf-8")


def test_what_counts_as_an_offence() -> None:
    stated = {"kind": "stated", "value": "3", "written": "3", "decidable": "yes", "raw": "3"}
    assert judge(stated, Got("stated", Decimal(3), None, "3")) == ("cell", "exact")
    assert judge(stated, Got("stated", Decimal(4), None, "4")) == ("cell", "wrong")
    assert judge(stated, Got("blank", None, None, "")) == ("cell", "wrong_kind")
    assert judge(stated, Got("illegible", None, None, "3")) == ("cell", "refused")
    blank = {"kind": "blank", "value": None, "decidable": "yes", "raw": ""}
    assert judge(blank, Got("stated", Decimal(0), None, "")) == ("cell", "wrong")
    lost = {"kind": "undecidable", "value": None, "written": "3", "decidable": "no", "raw": "3"}
    assert judge(lost, Got("stated", Decimal(3), None, "3")) == ("cell", "guessed")
    assert judge(lost, Got("stated", Decimal(0), None, "0")) == ("cell", "wrong")
    assert judge(lost, Got("illegible", None, None, "0")) == ("undecidable", "open")
    glued = {**stated, "decidable": "by_sums"}
    assert judge(glued, Got("solved", Decimal(3), None, "3")) == ("solved", "right")
    assert judge(glued, Got("solved", Decimal(4), None, "4")) == ("solved", "wrong")
    assert judge(glued, Got("stated", Decimal(3), None, "3")) == ("cell", "guessed")
    money = {**stated, "unit": "万元"}
    assert judge(money, Got("stated", Decimal(3), "元", "3")) == ("cell", "wrong")


def test_a_number_in_a_table_that_is_not_there_is_wrong() -> None:
    truth = make_case(1, 0, next(layout for layout in LAYOUTS if layout.narrative)).truth
    read = {
        "organ": {},
        "forms": {},
        "disputes": {"reconsideration": {"upheld": 1}},
        "readings": {"disputes.reconsideration.upheld": {"reading": "stated", "raw": "1"}},
    }
    assert compare(truth, read, "r").counts["cell:wrong"] == 1


def test_glued_digits_are_decided_by_every_printed_sum() -> None:
    assert list(splits("000", 3)) == [("0", "0", "0")]
    assert len(list(splits("898989", 3))) == 10
    assert summed("23000023"[:2] + "00000" + "23", 6) == ((23, 0, 0, 0, 0, 0, 23),)
    assert solve_disputes("0" * 15) == {(0,) * 15}
    zeros = "0" * 7
    rows = {"new_requests": zeros, "carried_over": zeros, "granted": zeros, "results_total": zeros}
    rows["carried_forward"] = zeros
    assert solve_requests(rows, ["granted"]) == {row: {(0,) * 7} for row in rows}
    rows["carried_forward"] = "1000001"
    assert solve_requests(rows, ["granted"]) == {row: set() for row in rows}


def test_a_floor_is_only_lowered_on_purpose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    floors = tmp_path / "floor.json"
    floors.write_text(json.dumps({"small": {"figures": {"overall": {"exact": 0.9, "wrong": 0}}}}), encoding="utf-8")
    monkeypatch.setattr(ratchet, "FLOORS", floors)
    worse = {"overall": {"exact": 0.95, "wrong": 1.0}}
    assert ratchet.pin("small", worse, allow_regression=False) == ["overall: wrong is 1.0, pinned at 0"]
    assert ratchet.load("small")["figures"]["overall"]["exact"] == 0.9
    assert ratchet.pin("small", {"overall": {"exact": 0.95, "wrong": 0}}, allow_regression=False) == []
    assert ratchet.load("small")["figures"]["overall"]["exact"] == 0.95
    assert ratchet.pin("small", worse, allow_regression=True)
    assert ratchet.load("small")["figures"]["overall"]["wrong"] == 1.0
