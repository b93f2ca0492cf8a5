"""Equations on a page: the words of checks/equations, with every operand a link to its characters."""

from __future__ import annotations

from dataclasses import dataclass

from generator.checks.equations import joint, operand, sign, total
from generator.model.results import Equation, Term
from generator.pages.original import Anchors


@dataclass(frozen=True, slots=True)
class Token:
    """A run of an equation."""

    text: str
    """What is shown."""
    href: str
    """The operand's characters in the original; "" for signs and sums."""


def tokens(equation: Equation, anchors: Anchors) -> tuple[Token, ...]:
    """Joined, their texts are what :func:`generator.checks.equations.render` writes."""
    left, right = _terms(equation.left, anchors), _terms(equation.right, anchors)
    if summed := _sum(equation.left):
        left.append(Token(f" = {summed}", ""))
    if summed := _sum(equation.right):
        right.insert(0, Token(f"{summed} = ", ""))
    return (*left, Token(f" {sign(equation)} ", ""), *right)


def _terms(terms: tuple[Term, ...], anchors: Anchors) -> list[Token]:
    out: list[Token] = []
    for number, term in enumerate(terms):
        joined = (" " if number else "") + joint(term, first=not number)
        if joined:
            out.append(Token(joined, ""))
        out.append(Token(operand(term), "" if term.report else anchors.href(term.span)))
    return out


def _sum(terms: tuple[Term, ...]) -> str:
    several = len(terms) > 1 and all(term.value is not None for term in terms)
    return total(terms) if several else ""
