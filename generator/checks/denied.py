"""D11: what the text says did not happen, held against the table that counts it."""

from __future__ import annotations

from decimal import Decimal

from generator.checks.base import Outcome, Subject
from generator.checks.reasons import NO_TABLE
from generator.checks.stated import NO_NARRATIVE_FIGURE, Cells, compare_with_cells, outcome, own_figures
from generator.model.figures import StatedFigure
from generator.model.results import Instance, Term

ZERO = {
    "no_requests": ("未收到申请", ("new_requests",)),
    "no_reconsideration": ("未发生行政复议", ("reconsideration",)),
    "no_litigation": ("未发生行政诉讼", ("litigation_direct", "litigation_after_reconsideration")),
}
"""What the text denies, and the rows or blocks whose totals are then 0."""


def zero_statement(subject: Subject) -> Outcome:
    """D11: where the text denies requests, reconsideration or litigation, their totals are 0."""
    figures = own_figures(subject.report, *ZERO)
    if not figures:
        return Outcome(reason=NO_NARRATIVE_FIGURE)
    made = [_zero(subject, figure) for figure in figures]
    return outcome((instance for instance in made if instance is not None), empty=NO_TABLE)


def _zero(subject: Subject, figure: StatedFigure) -> Instance | None:
    """None where the table is missing."""
    label, rows = ZERO[figure.indicator]
    tables = subject.report.tables
    table = tables.requests if figure.indicator == "no_requests" else tables.disputes
    if table is None:
        return None
    made = compare_with_cells(subject, figure, label, "=", [Cells(table, tuple((row, "total") for row in rows))])
    words = Term(f"正文“{figure.label}”", Decimal(0), "0", span=figure.span)
    return made._replace(equation=made.equation._replace(left=(words,)) if made.equation else None)
