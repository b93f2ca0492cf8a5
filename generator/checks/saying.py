"""Instances whose operands are words, dates or counts instead of cells."""

from __future__ import annotations

from decimal import Decimal

from generator.checks.base import replace_instance
from generator.checks.gate import CUT_OFF
from generator.checks.reasons import NOT_READ
from generator.model.reports import Report
from generator.model.results import Equation, Instance, Severity, Term, Verdict
from generator.model.spans import DecodedSpan

YEAR_UNKNOWN = "year_unknown"
NO_HEADINGS = "no_headings"
NO_SECTION = "no_section"


def word(label: str, shown: str, span: DecodedSpan | None = None) -> Term:
    """An operand that is no number. ``span`` is in the decoded text."""
    return Term(label, None, shown, 1, span)


def count(label: str, value: int, span: DecodedSpan | None = None) -> Term:
    return Term(label, Decimal(value), str(value), 1, span)


def compared(
    where: str, where_zh: str, left: Term, relation: str, right: Term, holds: bool, severity: Severity | None = None
) -> Instance:
    """A comparison that could be made."""
    verdict = Verdict.PASS if holds else Verdict.FAIL
    return Instance(where, where_zh, verdict, Equation((left,), relation, (right,), holds), severity=severity)


def uncomparable(where: str, where_zh: str, left: Term, relation: str, right: Term, reason: str = NOT_READ) -> Instance:
    """A comparison that could not be made, and why."""
    return Instance(where, where_zh, Verdict.NOT_CHECKABLE, Equation((left,), relation, (right,), None), reason)


def cut_instance(one: Instance) -> Instance:
    """``one`` not checkable where it would fail, because the text breaks off; else as it is."""
    return replace_instance(one, CUT_OFF) if one.verdict is Verdict.FAIL else one


def year_of(report: Report) -> int | None:
    return report.year.value if report.year else None
