"""Results of checks as JSON: their instances, with every equation and the place of each operand."""

from __future__ import annotations

from generator.checks.equations import render
from generator.exports.values import Json, Lines, number_json, side_json
from generator.model.results import Instance, Result, Term


def result_json(result: Result, lines: Lines) -> Json:
    entry: Json = {
        "id": result.check,
        "verdict": result.verdict.value,
        "severity": result.severity.value,
        "counts": {
            "pass": result.counts.passed,
            "fail": result.counts.failed,
            "not_checkable": result.counts.not_checkable,
        },
        "left": side_json(result.left),
        "right": side_json(result.right),
    }
    if result.compared:
        entry["compared"] = result.compared
    if result.reason:
        entry["reason"] = result.reason
    entry["instances"] = [_instance(instance, lines) for instance in result.instances]
    return entry


def _instance(instance: Instance, lines: Lines) -> Json:
    entry: Json = {"where": instance.where, "verdict": instance.verdict.value}
    if instance.equation is not None:
        equation = instance.equation
        entry["equation"] = render(equation)
        entry["relation"] = equation.relation
        entry["left"] = [_term(term, lines) for term in equation.left]
        entry["right"] = [_term(term, lines) for term in equation.right]
        entry["holds"] = equation.holds
    if instance.reason:
        entry["reason"] = instance.reason
    if instance.severity is not None:
        entry["severity"] = instance.severity.value
    if instance.if_blank_is_zero is not None:
        entry["if_blank_is_zero"] = instance.if_blank_is_zero
    return entry


def _term(term: Term, lines: Lines) -> Json:
    entry: Json = {"label": term.label, "value": number_json(term.value)}
    if term.value is None:
        entry["shown"] = term.shown
    if term.sign < 0:
        entry["sign"] = -1
    if term.divides:
        entry["divides"] = True
    if term.address:
        entry["address"] = term.address
    if term.report:  # its lines are another text's
        return entry | {"report": term.report, "span": [term.span.start, term.span.end] if term.span else None}
    return entry | (lines.place(term.span) if term.span or term.address else {})
