"""Grids to the three official tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.forms.loader import Forms
from generator.model.documents import Grid, Text
from generator.model.doubts import Doubt
from generator.model.figures import Table, Tables
from generator.model.spans import Span
from generator.reading.disclosure_table import read_disclosure
from generator.reading.disputes_table import read_disputes
from generator.reading.requests_table import read_requests


def read_tables(grids: Sequence[Grid], forms: Forms, text: Text) -> tuple[Tables, tuple[Doubt, ...]]:
    """The tables that ``grids`` hold, each with a form of its own, and what could not be read of them."""
    disclosure, doubts2 = read_disclosure(grids, forms, text)
    requests, doubts3 = read_requests(grids, forms, text)
    nearest = requests or disclosure
    form = nearest.form if nearest else forms.all[-1].id
    disputes, doubts4 = read_disputes(grids, forms, form, text)
    found = (disclosure, requests, disputes)
    tables = Tables(*(_with_header(table, found, grids, text) for table in found))
    return tables, doubts2 + doubts3 + doubts4


def _with_header(
    table: Table | None, all_tables: Sequence[Table | None], grids: Sequence[Grid], text: Text
) -> Table | None:
    """``table`` with the rows above its first value: back to the table before it or to the beginning of its grid."""
    if table is None:
        return None
    starts = [text.back(grid.span).start for grid in grids if text.back(grid.span).contains(table.span)]
    ends = [other.span.end for other in all_tables if other and other.span.end <= table.span.start]
    start = max([*starts[:1], *ends], default=table.span.start)
    return replace(table, span=Span(min(start, table.span.start), table.span.end))
