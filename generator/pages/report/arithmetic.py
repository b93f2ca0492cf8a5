"""Equations on a page: the words of checks/equations, with every operand a link to its characters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from generator.archive.types import Entry
from generator.checks.equations import joint, operand, sign, total
from generator.model.results import Equation, Term
from generator.pages.report.original import SHOWN, Anchors


class EquationToken(NamedTuple):
    """A run of an equation."""

    text: str
    """What is shown."""
    href: str
    """The operand's characters in the original, or the other report it stands in; "" for signs and sums."""


def tokens(equation: Equation, anchors: Anchors, archive: Mapping[str, Entry]) -> tuple[EquationToken, ...]:
    """Joined, their texts are what :func:`generator.checks.equations.render` writes.

    ``archive`` are all entries by report id: an operand may stand in another report.
    """
    left, right = _terms(equation.left, anchors, archive), _terms(equation.right, anchors, archive)
    if summed := _sum(equation.left):
        left.append(EquationToken(f" = {summed}", ""))
    if summed := _sum(equation.right):
        right.insert(0, EquationToken(f"{summed} = ", ""))
    return (*left, EquationToken(f" {sign(equation)} ", ""), *right)


def _terms(terms: tuple[Term, ...], anchors: Anchors, archive: Mapping[str, Entry]) -> list[EquationToken]:
    out: list[EquationToken] = []
    for number, term in enumerate(terms):
        joined = (" " if number else "") + joint(term, first=not number)
        if joined:
            out.append(EquationToken(joined, ""))
        href = _elsewhere(term, archive) if term.report else anchors.href(term.span)
        out.append(EquationToken(operand(term), href))
    return out


def _elsewhere(term: Term, archive: Mapping[str, Entry]) -> str:
    """The line of another report that holds the operand; its page, where the line is not shown."""
    entry = archive.get(term.report)
    if entry is None:
        return ""
    if term.span is None or term.span.start >= SHOWN:
        return entry.url
    return f"{entry.url}#L{entry.body.text.line_of(term.span.start)}"


def _sum(terms: tuple[Term, ...]) -> str:
    several = len(terms) > 1 and all(term.value is not None for term in terms)
    return total(terms) if several else ""
