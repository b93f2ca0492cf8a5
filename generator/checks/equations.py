"""Renders arithmetic; pages, JSON, the command line and tests use the same words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from generator.model.figures import Cell, Reading
from generator.model.results import Equation, Instance, Term

BROKEN = {"=": "≠", "<": "≥", ">=": "<", "<=": ">", "<=>": "≠", "in": "∉", "=>": "⇏", "~": "≠"}
SIGNS = {"=": "=", "<": "<", ">=": "≥", "<=": "≤", "<=>": "⇔", "in": "∈", "=>": "⇒", "~": "≈"}

SHOWN = {
    Reading.BLANK: "空白",
    Reading.SLASH: "“/”",
    Reading.DASH: "“—”",
    Reading.ILLEGIBLE: "未能读准",
    Reading.ABSENT: "无此格",
    Reading.UNREAD: "未读出",
}
"""How an operand without a value is shown in an equation."""


def render(equation: Equation) -> str:
    """``本年新收 3 + 上年结转 1 = 4 ≠ 5 = 总计 4 + 结转下年 1``: each side with its sum, the sign that is true."""
    left, right = side(equation.left), side(equation.right, mirrored=True)
    return f"{left} {sign(equation)} {right}"


def sign(equation: Equation) -> str:
    """The relation as it is: the one that ought to hold, its opposite, or ``?`` where an operand is missing."""
    if equation.holds is None:
        return "?"
    return SIGNS[equation.relation] if equation.holds else BROKEN[equation.relation]


def side(terms: tuple[Term, ...], mirrored: bool = False) -> str:
    """Terms joined by their signs, with their sum behind (or, mirrored, before) where there are several."""
    words = " ".join(f"{joint(term, first=i == 0)}{operand(term)}" for i, term in enumerate(terms))
    if len(terms) < 2 or any(term.value is None for term in terms):
        return words
    return f"{total(terms)} = {words}" if mirrored else f"{words} = {total(terms)}"


def joint(term: Term, first: bool) -> str:
    if term.divides:
        return "÷ "
    if first:
        return "" if term.sign > 0 else "− "
    return "+ " if term.sign > 0 else "− "


def operand(term: Term) -> str:
    return f"{term.label} {term.shown}".strip()


def total(terms: tuple[Term, ...]) -> str:
    if any(term.divides for term in terms):
        share = percent(terms)
        return "" if share is None else f"{plain(round(share, 3))}%"
    return plain(sum(term.sign * term.value for term in terms if term.value is not None))


def percent(terms: tuple[Term, ...]) -> Decimal | None:
    """Of what stands before the divisor, how many hundredths of it; None where it is zero or something is missing."""
    part = sum((t.sign * t.value for t in terms if t.value is not None and not t.divides), Decimal(0))
    whole = next((t.value for t in terms if t.divides), None)
    return None if not whole or any(t.value is None for t in terms) else 100 * part / whole


def off_by(equation: Equation) -> Decimal | None:
    """By how much the two sides of a sum differ; None of anything but a sum, and where an operand is missing."""
    terms = (*equation.left, *equation.right)
    if equation.relation != "=" or any(term.value is None or term.divides for term in terms):
        return None
    left, right = (
        sum((t.sign * t.value for t in side if t.value is not None), Decimal(0))
        for side in (equation.left, equation.right)
    )
    return abs(left - right)


def widest(failing: Sequence[Instance]) -> Instance | None:
    """The first of those whose sides differ most; None where none is a sum that can be reckoned."""
    gaps = [(gap, one) for one in failing if one.equation and (gap := off_by(one.equation)) is not None]
    return max(gaps, key=lambda pair: pair[0])[1] if gaps else None


def plain(number: object) -> str:
    """A number without trailing zeros or exponent: ``134.20`` → ``134.2``."""
    text = str(number)
    if text.isdecimal():
        return text  # nearly always
    if isinstance(number, Decimal):
        text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(cell: Cell) -> str:
    """A cell's value in words: the number, or why there is none."""
    if cell.value is not None:
        return plain(cell.value)
    return SHOWN.get(cell.reading) or f"“{cell.text}”"
