"""The checks: one family a module, registered here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping

from generator.checks.base import Check, Subject, evaluate
from generator.checks.catalogue import CheckInfo
from generator.checks.tables import TABLE_CHECKS
from generator.model.results import Result

CHECKS: tuple[Check, ...] = TABLE_CHECKS


def check_report(subject: Subject, catalogue: Mapping[str, CheckInfo]) -> tuple[Result, ...]:
    """Every check there is, on one report, in catalogue order."""
    return tuple(evaluate(check, catalogue[check.code], subject) for check in CHECKS)
