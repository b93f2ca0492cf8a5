"""Sums over a region: what a form does not have is nothing that could not be read."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from generator.archive.totals import totals
from generator.model.results import Badge, Counts, Equation, Instance, Term, Verdict
from tests.pages import samples


def test_a_table_whose_form_has_no_such_row_is_not_counted_as_unread() -> None:
    entry = samples.messy()
    table = entry.report.tables.requests
    assert table is not None and entry.year is not None
    other = replace(table, cells={at: cell for at, cell in table.cells.items() if at[0] != "granted"})
    lacking = replace(entry, report=replace(entry.report, tables=replace(entry.report.tables, requests=other)))
    scope = entry.report.scope
    (both,) = totals((entry, lacking)).values()
    (alone,) = totals((entry,)).values()
    assert both["granted"][scope] == alone["granted"][scope]
    assert both["new_requests"][scope].reports == 2 * alone["new_requests"][scope].reports == 2
    (none,) = totals((lacking,)).values()
    assert "granted" not in none and "new_requests" in none
    missing = replace(entry, report=replace(entry.report, tables=replace(entry.report.tables, requests=None)))
    (unread,) = totals((missing,)).values()
    assert unread["granted"][scope].unread == 1  # the table was not read: it may well be there


def test_a_sum_knows_in_how_many_reports_its_figure_is_in_an_equation_that_fails() -> None:
    entry = samples.messy()

    def clashing(address: str, verdict: str = "inconsistent", report: str = "") -> list[int]:
        term = Term("甲", Decimal(1), "1", address=address, report=report)
        equation = Equation((term,), "=", (Term("乙", Decimal(2), "2"),), False)
        found = samples.result("A01", Verdict.FAIL, instances=(Instance("x", "某处", Verdict.FAIL, equation),))
        badges = {"consistency": Badge("consistency", verdict, Counts(0, 1), ("A01",))}
        (year,) = totals((replace(entry, results=(found,), badges=badges),)).values()
        return [year[id_][entry.report.scope].clashing for id_ in ("new_requests", "results_total")]

    assert clashing("requests.new_requests.total") == [1, 0]
    assert clashing("requests.granted.total") == [0, 0]
    assert clashing("requests.new_requests.total", "unknown") == [0, 0], "only where the seal says so"
    assert clashing("requests.new_requests.total", report="another") == [0, 0]
