"""Which cells of the tables are marked because a finding rests on them, and how strongly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator import labels
from generator.archive.types import Entry
from generator.model.results import Equation, Severity, Term, Verdict
from generator.pages.report.cells import OPERAND


class _Use(NamedTuple):
    """A cell of this report as a term of a failed equation."""

    address: str
    kind: str
    """A key of ``labels.FINDINGS``."""
    strong: bool
    """Whether it is all there is on its side: what the others should make."""
    axis: str
    """Along what the equation runs: row, column, or "" for neither."""


def marked_cells(entry: Entry) -> dict[str, str]:
    """Dotted path of every cell that a failed instance names → the kind of finding, of which the gravest wins.

    A sum that fails says nothing of one operand more than of another, so operands are only ``OPERAND``; but where a
    row and a column both fail, the cell at their crossing stands out.
    """
    order = [*labels.FINDINGS, OPERAND]
    found: dict[str, str] = {}
    axes: dict[str, set[str]] = {}
    for use in _uses(entry):
        seen = axes.setdefault(use.address, set())
        if not use.strong and use.axis:
            seen.add(use.axis)
        kind = use.kind if use.strong or len(seen) > 1 else OPERAND
        found[use.address] = min(kind, found.get(use.address, OPERAND), key=order.index)
    return found


def _uses(entry: Entry) -> Iterator[_Use]:
    for result in entry.results:
        if result.verdict is not Verdict.FAIL:
            continue
        for instance in result.failing:
            severity = instance.severity or result.severity
            if severity is Severity.INFO or not instance.equation:
                continue
            kind = labels.finding_kind(result.code, severity.value)
            yield from _of(instance.equation, kind)


def _of(equation: Equation, kind: str) -> Iterator[_Use]:
    sides = equation.left, equation.right
    axis = _axis(equation)
    # Where no side is one term alone (new + carried over = settled + carried on), all are totals.
    alone = any(len(side) == 1 for side in sides)
    for side in sides:
        for term in filter(_is_ours, side):
            yield _Use(term.address, kind, len(side) == 1 or not alone, axis)


def _is_ours(term: Term) -> bool:
    return bool(term.address) and not term.report


def _axis(equation: Equation) -> str:
    places = [term.address.split(".") for term in (*equation.left, *equation.right) if _is_ours(term)]
    if any(len(place) != 3 for place in places):
        return ""
    rows, columns = ({place[part] for place in places} for part in (1, 2))
    return "row" if len(rows) == 1 else "column" if len(columns) == 1 else ""
