"""Marks of cells: strong on totals and where a failing row and column cross, faint and silent on what they add up."""

from __future__ import annotations

from dataclasses import replace

from generator.archive.types import Entry
from generator.forms.loader import Label
from generator.model.results import Equation, Instance, Verdict
from generator.pages.report.cells import OPERAND, cell_view
from generator.pages.report.marking import marked_cells
from tests.pages import samples

PEOPLE = ("natural_person", "business", "research")
REPORT = samples.messy().report


def cells(*paths: str) -> tuple[samples.Term, ...]:
    return tuple(samples.term(REPORT, f"requests.{path}", path) for path in paths)


def failing(left: tuple[str, ...], *right: str, code: str = "A01") -> samples.Result:
    equation = Equation(cells(*left), "=", cells(*right), False)
    return samples.result(code, Verdict.FAIL, instances=(Instance("x", "某行", Verdict.FAIL, equation),))


def entry(*results: samples.Result) -> Entry:
    return replace(samples.messy(), results=results)


ROW = failing(tuple(f"granted.{who}" for who in PEOPLE), "granted.total")
COLUMN = failing(("granted.business", "carried_forward.business"), "results_total.business", code="A03")


def test_a_total_is_marked_and_its_operands_hardly() -> None:
    assert marked_cells(entry(ROW)) == {
        "requests.granted.total": "error",
        **{f"requests.granted.{who}": OPERAND for who in PEOPLE},
    }


def test_where_a_failing_row_and_column_cross_is_marked() -> None:
    for results in ((ROW, COLUMN), (COLUMN, ROW)):
        strong = {path for path, kind in marked_cells(entry(*results)).items() if kind == "error"}
        assert strong == {
            f"requests.{path}" for path in ("granted.total", "results_total.business", "granted.business")
        }
    twice = marked_cells(entry(COLUMN, COLUMN))
    assert twice["requests.granted.business"] == OPERAND


def test_where_both_sides_are_sums_all_are_totals() -> None:
    both = failing(("new_requests.total", "carried_over.total"), "results_total.total", "carried_forward.total")
    assert set(marked_cells(entry(both)).values()) == {"error"}


def test_an_operand_is_not_said_to_be_wrong() -> None:
    cell = REPORT.tables["requests"].cells["unable_not_held", "total"]
    shown = cell_view(cell, "x", Label("x", "x", "x", "x"), "#L1", OPERAND)
    assert (shown.shown, shown.word, shown.look, shown.href) == ("0", "", OPERAND, "#L1")
