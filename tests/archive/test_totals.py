"""Sums over a region: what a form does not have is nothing that could not be read."""

from __future__ import annotations

from dataclasses import replace

from generator.archive.totals import totals
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
