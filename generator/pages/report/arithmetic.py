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


class EquationTokens(NamedTuple):
    """An equation. A reader looks at what is not nought: where many operands are, they are counted, and stand apart."""

    shown: tuple[EquationToken, ...]
    """All but operands that are counted only."""
    zeros: tuple[EquationToken, ...]
    """Those, for whoever wants to see them."""


FEW = 3
"""So many operands that are nought are shown like any other."""


def tokens(equation: Equation, anchors: Anchors, archive: Mapping[str, Entry], zeros: bool = True) -> EquationTokens:
    """Joined, the texts of what is shown are what :func:`generator.checks.equations.render` writes, but for noughts.

    ``archive`` are all entries by report id: an operand may stand in another report. Without ``zeros`` those that are
    counted are left out.
    """
    apart: list[EquationToken] = []
    left, right = (_terms(side, anchors, archive, apart if zeros else None) for side in (equation.left, equation.right))
    if summed := _sum(equation.left):
        left.append(EquationToken(f" = {summed}", ""))
    if summed := _sum(equation.right):
        right.insert(0, EquationToken(f"{summed} = ", ""))
    return EquationTokens((*left, EquationToken(f" {sign(equation)} ", ""), *right), tuple(apart))


def _terms(
    terms: tuple[Term, ...], anchors: Anchors, archive: Mapping[str, Entry], apart: list[EquationToken] | None
) -> list[EquationToken]:
    """The terms of one side. ``apart`` gets those that are only counted; None: nobody looks at them."""
    counted = _counted(terms)
    out: list[EquationToken] = []
    for term in [term for term in terms if not (counted and _is_nought(term))]:
        joined = (" " if out else "") + joint(term, first=not out)
        out += [EquationToken(joined, "")] if joined else []
        out.append(_operand(term, anchors, archive))
    if counted:
        out.append(EquationToken(f" + 其余 {len(counted)} 项为 0" if out else f"{len(counted)} 项皆为 0", ""))
    if apart is not None:
        apart += (_operand(term, anchors, archive) for term in counted)
    return out


def _counted(terms: tuple[Term, ...]) -> list[Term]:
    """Those that are only counted."""
    noughts = [term for term in terms if _is_nought(term)]
    return noughts if len(noughts) > FEW else []


def _is_nought(term: Term) -> bool:
    """True for a number of this report that is 0, and by which nothing is divided."""
    return term.value == 0 and not term.divides and not term.report


def _operand(term: Term, anchors: Anchors, archive: Mapping[str, Entry]) -> EquationToken:
    return EquationToken(operand(term), _elsewhere(term, archive) if term.report else anchors.href(term.span))


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
