"""The checks: one family a module, registered here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from generator.attempts import Attempts, Step
from generator.checks.base import Check, Subject, evaluate
from generator.checks.catalogue import CheckInfo
from generator.checks.dates import DATE_CHECKS
from generator.checks.inside import INSIDE_CHECKS
from generator.checks.narrative import NARRATIVE_CHECKS
from generator.checks.others import OTHERS_CHECKS
from generator.checks.reasons import CHECK_FAILED
from generator.checks.structure import STRUCTURE_CHECKS
from generator.checks.tables import TABLE_CHECKS
from generator.checks.years import YEARS_CHECKS
from generator.corpus import build_corpus
from generator.forms.loader import Forms
from generator.model.reports import Report
from generator.model.results import Counts, Result, Verdict

ACROSS_CHECKS: tuple[Check, ...] = tuple(sorted((*YEARS_CHECKS, *OTHERS_CHECKS), key=lambda check: check.code))
"""Family F: what needs the archive around a report."""

CHECKS: tuple[Check, ...] = (
    *TABLE_CHECKS,
    *STRUCTURE_CHECKS,
    *DATE_CHECKS,
    *NARRATIVE_CHECKS,
    *INSIDE_CHECKS,
    *ACROSS_CHECKS,
)


def check_report(
    subject: Subject, catalogue: Mapping[str, CheckInfo], attempt: Attempts | None = None
) -> tuple[Result, ...]:
    """Every check there is, on one report, in catalogue order.

    A check that raises costs its own finding: it is not checkable, for a fault of ours, which ``attempt`` notes.
    """
    attempt = attempt or Attempts()
    path = subject.report.source.path
    return tuple(
        attempt(Step.CHECK, path, partial(evaluate, check, catalogue[check.code], subject))
        or _failed(catalogue[check.code])
        for check in CHECKS
    )


def check_alone(
    report: Report, forms: Forms, catalogue: Mapping[str, CheckInfo], attempt: Attempts | None = None
) -> tuple[Result, ...]:
    """:func:`check_report` on a report without an archive: what compares it with others is not checkable."""
    return check_report(Subject(report, build_corpus((report,), attempt), forms), catalogue, attempt)


def _failed(info: CheckInfo) -> Result:
    return Result(info.id, Verdict.NOT_CHECKABLE, info.severity, Counts(), CHECK_FAILED)
