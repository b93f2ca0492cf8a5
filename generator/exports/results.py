"""Results of checks as JSON: counts of all their instances, and every instance that did not pass."""

from __future__ import annotations

from generator.checks.equations import render
from generator.checks.sentences import in_short
from generator.exports.operands import Operands
from generator.exports.values import Json, side_json
from generator.model.results import Equation, Instance, Result, Verdict, not_passed


def result_json(result: Result, operands: Operands) -> Json:
    """One check's entry. ``left`` and ``right`` are missing where it has no pair of sides and nothing to spell out."""
    entry: Json = {
        "verdict": result.verdict.value,
        "severity": result.severity.value,
        "counts": {
            "pass": result.counts.passed,
            "fail": result.counts.failed,
            "not_checkable": result.counts.not_checkable,
        },
    }
    instances = [_instance(result.code, instance, operands) for instance in not_passed(result.instances)]
    if instances or result.left is not None or result.right is not None:
        entry |= {"left": side_json(result.left), "right": side_json(result.right)}
    if result.compared:
        entry["compared"] = result.compared
    if result.reason:
        entry["reason"] = result.reason
    entry["instances"] = instances
    return entry


def _instance(code: str, instance: Instance, operands: Operands) -> Json:
    entry: Json = {"where": instance.where, "verdict": instance.verdict.value}
    if instance.verdict is Verdict.FAIL:
        entry["said"] = in_short(code, instance)
    if instance.equation is not None:
        entry |= _equation(instance.equation, instance.verdict, operands)
    if instance.reason:
        entry["reason"] = instance.reason
    if instance.severity is not None:
        entry["severity"] = instance.severity.value
    if instance.if_blank_is_zero is not None:
        entry["if_blank_is_zero"] = instance.if_blank_is_zero
    return entry


def _equation(equation: Equation, verdict: Verdict, operands: Operands) -> Json:
    """Failures in words and operands. Of what could not be checked only the operands, and these only where they are
    not all cells of this report's tables: ``where`` and the form then tell which ones, ``readings`` what is in them.
    """
    entry: Json = {}
    if verdict is Verdict.FAIL:
        entry["equation"] = render(equation)
    elif operands.are_cells(equation):
        return entry
    entry["relation"] = equation.relation
    entry["left"] = [operands.json(term) for term in equation.left]
    entry["right"] = [operands.json(term) for term in equation.right]
    if equation.holds is not None:
        entry["holds"] = equation.holds
    return entry
