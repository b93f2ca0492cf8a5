"""Operands of equations as JSON: each refers to what the file says elsewhere, and says itself only what is nowhere."""

from __future__ import annotations

from decimal import Decimal

from generator.exports.values import Json, Lines, number_json
from generator.model.reports import Report
from generator.model.results import Equation, Term
from generator.model.spans import DecodedSpan


class Operands:
    """The operands of one report's equations.

    A cell is its ``address`` in ``readings``, with ``value`` only where the equation takes another one (a multiple, an
    amount in yuan); a figure of the text is its ``span`` in ``figures``. Anything else is spelled out.
    """

    def __init__(self, report: Report, lines: Lines) -> None:
        self._tables = report.tables
        self._lines = lines
        self._figures: dict[DecodedSpan, Decimal | None] = {}
        for figure in report.figures:
            known = self._figures.setdefault(figure.span, figure.value)
            if known != figure.value:
                self._figures[figure.span] = None  # a span that two figures share tells neither

    def json(self, term: Term) -> Json:
        entry = self._reference(term) or self._in_words(term)
        if term.sign < 0:
            entry["sign"] = -1
        if term.divides:
            entry["divides"] = True
        return entry

    @staticmethod
    def are_cells(equation: Equation) -> bool:
        """True if all that is read from somewhere is read from cells of this report: beside them are only constants."""
        terms = (*equation.left, *equation.right)
        return any(term.address for term in terms) and not any(
            term.report or (term.span is not None and not term.address) for term in terms
        )

    def _reference(self, term: Term) -> Json | None:
        """Where the file says it; None where it does not."""
        if term.report:
            return None
        if term.address:
            entry: Json = {"address": term.address}
            if term.value != self._cell(term.address):
                entry["value"] = number_json(term.value)
            return entry
        if term.span is None or term.value is None or self._figures.get(term.span) != term.value:
            return None
        return {"span": [term.span.start, term.span.end]}

    def _cell(self, address: str) -> Decimal | None:
        name, row, column = address.split(".")
        table = self._tables[name]
        return table.value(row, column) if table else None

    def _in_words(self, term: Term) -> Json:
        entry: Json = {"label": term.label} if term.label else {}
        if term.value is not None:
            entry["value"] = number_json(term.value)
        elif term.shown or not term.label:
            entry["shown"] = term.shown
        if term.address:
            entry["address"] = term.address
        if term.report:
            entry["report"] = term.report
        if term.span is not None:
            # A place in another report's text has no line here.
            entry |= {"span": [term.span.start, term.span.end]} if term.report else self._lines.place(term.span)
        return entry
