"""The program over invented pages with known truth: nothing that was once reached is lost again.

A smaller run of ``benchmarks/page_quality.py``; the floors are in ``benchmarks/page_floor.json``.
"""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks import page_quality
from benchmarks.corpus.forms import BLOCKS, COLUMNS, OUTSIDE, REQUESTS
from benchmarks.corpus.pages.furniture import STYLES
from benchmarks.corpus.pages.make import KINDS, LAYOUTS, make_page, make_pages
from benchmarks.corpus.pages.naming import WAYS
from benchmarks.corpus.pages.planting import PLANTS
from benchmarks.page_comparing import compare_page
from generator.inspection import load_resources
from tests.filled import filled

PAGES = Path(__file__).parents[1] / "benchmarks" / "corpus" / "pages"


def test_nothing_fell_below_its_floor(tmp_path: Path) -> None:
    pinned = page_quality.load("small")
    tallies = page_quality.measure(make_pages(pinned["seed"], pinned["count"]), load_resources(), tmp_path)
    fell = page_quality.fallen(pinned["figures"], page_quality.reached(tallies))
    lines = page_quality.offender_lines(page_quality.together(tallies).offenders)
    assert pinned["figures"], "nothing is pinned"
    assert not fell, "\n".join([*fell, "", *lines[:30]])


def test_the_pages_know_nothing_of_the_program() -> None:
    for file in PAGES.glob("*.py"):
        for node in filled(ast.walk(ast.parse(file.read_text(encoding="utf-8")))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert not any(name.split(".")[0] == "generator" for name in names), file.name


@pytest.mark.parametrize("kind", [kind for kind, _ in KINDS])
def test_a_page_is_the_same_every_time(kind: str) -> None:
    first, again = (make_page(3, 7, kind) for _ in range(2))
    assert first == again
    assert make_page(4, 7, kind).data != first.data


def test_every_page_says_that_it_is_invented() -> None:
    assert all("合成数据" in page.data.decode() for page in filled(make_pages(8, 300)))


def test_every_choice_comes_up() -> None:
    tags = [page.truth["tags"] for page in make_pages(1, 1200)]
    assert {way for way, _, _ in WAYS} <= {tag["naming"] for tag in tags}
    assert {name for name, _, _ in LAYOUTS} <= {tag["layout"] for tag in tags}
    assert {plant.name for plant in PLANTS} <= {tag["plant"] for tag in tags}
    assert len({tag["style"] for tag in tags}) >= 12 > len(STYLES)
    assert {"border", "heading", "table", "label", "sentence", "elsewhere"} <= {tag["end"] for tag in tags}


def test_the_sums_of_a_page_hold_unless_one_was_changed() -> None:
    broken: Counter[bool] = Counter()
    for page in filled(make_pages(2, 400, "report")):
        planted = page.truth["must"] and page.truth["must"][0] in ("A01", "A02", "A03", "A04", "A05", "A06")
        if page.truth["cells"]:
            broken[bool(planted)] += (wrong := bool(_wrong_sums(page.truth["cells"])))
            assert wrong == bool(planted), page.name
    assert broken[True] > 3


def _wrong_sums(cells: dict[str, Any]) -> list[str]:
    def value(table: str, row: str, column: str) -> int:
        return int(cells[f"{table}.{row}.{column}"].get("written") or 0)

    form = "2021" if "requests.other_misc.total" in cells else "2019"
    rows, columns = [row.id for row in REQUESTS[form]], [column for column, _ in COLUMNS]
    inside = [row for row in rows if row not in OUTSIDE and row != "results_total"]
    wrong = [
        f"row {row}"
        for row in rows
        if sum(value("requests", row, one) for one in columns[:-1]) != value("requests", row, "total")
    ]
    for one in columns:
        done = value("requests", "results_total", one)
        came = value("requests", "new_requests", one) + value("requests", "carried_over", one)
        if sum(value("requests", row, one) for row in inside) != done:
            wrong.append(f"results {one}")
        if came != done + value("requests", "carried_forward", one):
            wrong.append(f"balance {one}")
    parts = ("upheld", "corrected", "other", "pending")
    for block, _ in BLOCKS:
        if sum(value("disputes", block, part) for part in parts) != value("disputes", block, "total"):
            wrong.append(block)
    return wrong


def _read(truth: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """JSON that has everything right, and what is ``changed``."""
    period = truth["period"]["value"]
    return {
        "organ": {"name": truth["organ"]["name"], "kind": truth["organ"]["kind"]},
        "title": truth["title"]["value"],
        "year": truth["year"]["value"],
        "region": {"code": truth["region"]["value"]},
        "published": truth["published"]["value"],
        "signed": truth["signed"]["value"],
        "period": {"start": period[0], "end": period[1]} if period else None,
        "readings": {},
    } | changed


def _outcomes(truth: dict[str, Any], read: dict[str, Any] | None, **checks: str) -> Counter[str]:
    results = {check: {"verdict": verdict, "severity": "error", "shown": ""} for check, verdict in checks.items()}
    return compare_page(truth, read, results, ()).counts


def test_what_counts_as_right_wrong_and_missing() -> None:
    truth = next(
        page.truth
        for page in make_pages(6, 400, "legacy")
        if page.truth["organ"]["name"] and page.truth["organ"]["decidable"] == "yes" and not page.truth["cut"]
        and page.truth["title"]["value"] and page.truth["region"]["decidable"] == "yes"
    )  # fmt: skip
    good = _outcomes(truth, _read(truth))
    assert all(good[f"{fact}:right"] or good[f"{fact}:open"] for fact in page_quality.FACTS)
    assert _outcomes(truth, _read(truth, organ={"name": "现公布" + truth["organ"]["name"]}))["organ:wrong"] == 1
    assert _outcomes(truth, _read(truth, organ={"name": None}))["organ:missing"] == 1
    assert _outcomes(truth, _read(truth, title="栏目: 年报"))["title:wrong"] == 1
    assert _outcomes(truth, _read(truth, title=None))["title:missing"] == 1
    assert _outcomes(truth, _read(truth, year=truth["year"]["value"] + 1))["year:wrong"] == 1
    assert _outcomes(truth, _read(truth, region={"code": truth["region"]["value"][:2]}))["region:missing"] == 1
    assert _outcomes(truth, _read(truth, region={"code": "99"}))["region:wrong"] == 1
    assert _outcomes(truth, _read(truth, published="1999-01-01"))["published:wrong"] == 1
    assert _outcomes(truth, None)["page:unread"] == 1


def test_a_name_that_follows_from_the_title_is_no_printed_name() -> None:
    truth = next(page.truth for page in make_pages(6, 400, "legacy") if page.truth["tags"]["naming"] == "title_place"
                 and not page.truth["organ"]["also"])  # fmt: skip
    follows = truth["organ"]["implied"][0]
    assert _outcomes(truth, _read(truth, organ={"name": None, "implied": follows}))["organ:right"] == 1
    assert _outcomes(truth, _read(truth, organ={"name": None}))["organ:missing"] == 1
    assert _outcomes(truth, _read(truth, organ={"name": None, "implied": "某市人民政府"}))["organ:wrong"] == 1
    assert _outcomes(truth, _read(truth, organ={"name": follows}))["organ:wrong"] == 1


def test_what_counts_as_an_accusation() -> None:
    pages = list(make_pages(9, 300, "report"))
    whole = next(page.truth for page in pages if not page.truth["cut"] and not page.truth["must"])
    cut = next(page.truth for page in pages if page.truth["cut"])
    planted = next(page.truth for page in pages if page.truth["must"] == ["C02"])
    assert _outcomes(whole, _read(whole), B01="fail", B14="fail")["accused_whole:error"] == 1
    assert _outcomes(cut, _read(cut), B01="fail")["accused_cut:error"] == 1
    assert _outcomes(cut, _read(cut), B01="not_checkable")["accused_cut:error"] == 0
    for verdict, outcome in (("fail", "seen"), ("not_checkable", "refused"), ("pass", "missed")):
        counts = _outcomes(planted, _read(planted), C02=verdict)
        assert counts[f"planted:{outcome}"] == 1
        assert counts["accused_whole:error"] == 0


def test_a_stranger_is_owed_no_report() -> None:
    truth = make_page(1, 1, "stranger").truth
    assert _outcomes(truth, None)["stranger:kept_out"] == 1
    assert _outcomes(truth, _read(truth))["stranger:taken"] == 1


def test_a_floor_only_rises_and_a_ceiling_only_falls() -> None:
    pinned = {"organ_right": 0.5, "organ_wrong": 3}
    assert page_quality.fallen(pinned, {"organ_right": 0.6, "organ_wrong": 2}) == []
    assert page_quality.fallen(pinned, {"organ_right": 0.4, "organ_wrong": 4}) == [
        "organ_right is 0.4, pinned at 0.5",
        "organ_wrong is 4, pinned at 3",
    ]
    assert page_quality.fallen(pinned, {"organ_right": 0.5}) == ["organ_wrong: not measured"]
