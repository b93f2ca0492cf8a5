"""The checks: one family a module, registered here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping

from generator.checks.base import Check, Subject, evaluate
from generator.checks.catalogue import CheckInfo
from generator.checks.dates import DATE_CHECKS
from generator.checks.inside import INSIDE_CHECKS
from generator.checks.narrative import NARRATIVE_CHECKS
from generator.checks.others import OTHERS_CHECKS
from generator.checks.structure import STRUCTURE_CHECKS
from generator.checks.tables import TABLE_CHECKS
from generator.checks.years import YEARS_CHECKS
from generator.model.results import Result

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


def check_report(subject: Subject, catalogue: Mapping[str, CheckInfo]) -> tuple[Result, ...]:
    """Every check there is, on one report, in catalogue order."""
    return tuple(evaluate(check, catalogue[check.code], subject) for check in CHECKS)
