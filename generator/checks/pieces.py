"""Equations in runs, so that a page can lead from each operand to its characters; noughts and long sums are folded."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.checks.equations import joint, operand, plain, sign, total
from generator.model.results import Equation, Term

FEW = 3
"""So many operands that are nought are shown like any other."""
MOST = 4
"""So many operands of one side are all shown, where an equation stands in a list."""


class Piece(NamedTuple):
    """A run of an equation or a sentence, and the operand that it shows."""

    text: str
    term: Term | None = None


def equation_pieces(equation: Equation, apart: list[Term] | None = None) -> list[Piece]:
    """Joined, what :func:`generator.checks.equations.render` writes, but for noughts, where they are many.

    ``apart`` gets those that are only counted.
    """
    left = [*side_pieces(equation.left, apart)]
    right = [*side_pieces(equation.right, apart, mirrored=True)]
    return [*left, Piece(f" {sign(equation)} "), *right]


def side_pieces(terms: Sequence[Term], apart: list[Term] | None = None, mirrored: bool = False) -> list[Piece]:
    """The terms of one side with their sum behind them or, mirrored, before them."""
    counted = _counted(terms)
    out: list[Piece] = []
    for term in [term for term in terms if not (counted and _is_nought(term))]:
        joined = (" " if out else "") + joint(term, first=not out)
        out += [Piece(joined)] if joined else []
        out.append(Piece(operand(term), term))
    if counted:
        out.append(Piece(f" + 其余 {len(counted)} 项为 0" if out else f"{len(counted)} 项皆为 0"))
    if apart is not None:
        apart += counted
    return _with_sum(out, terms, mirrored)


def _with_sum(out: list[Piece], terms: Sequence[Term], mirrored: bool) -> list[Piece]:
    summed = total(tuple(terms)) if len(terms) > 1 and all(term.value is not None for term in terms) else ""
    if not summed:
        return out
    return [Piece(f"{summed} = "), *out] if mirrored else [*out, Piece(f" = {summed}")]


def short_equation(equation: Equation) -> str:
    """An equation for a list: of a long side the first operands that are not nought, and the rest as a sum."""
    left = "".join(piece.text for piece in _short_side(equation.left, mirrored=False))
    right = "".join(piece.text for piece in _short_side(equation.right, mirrored=True))
    return f"{left} {sign(equation)} {right}"


def _short_side(terms: tuple[Term, ...], mirrored: bool) -> list[Piece]:
    telling = [term for term in terms if not _is_nought(term)]
    if not telling and len(terms) > FEW:
        return [Piece(f"{len(terms)} 项皆为 0")]
    if len(terms) <= MOST or any(term.value is None or term.divides for term in terms):
        return side_pieces(terms, None, mirrored)
    first = telling if len(telling) <= MOST else telling[: MOST - 1]
    out = [Piece((" " if at else "") + joint(t, first=not at) + operand(t)) for at, t in enumerate(first)]
    return _with_sum([*out, *_rest(telling[len(first) :], len(terms) - len(telling))], terms, mirrored)


def _rest(telling: Sequence[Term], noughts: int) -> list[Piece]:
    """What stands for operands that are not shown, and for so many that are nought."""
    if not telling:
        return [Piece(f" + 其余 {noughts} 项为 0")] if noughts else []
    summed = sum((term.sign * term.value for term in telling if term.value is not None), Decimal(0))
    return [Piece(f" + 其余各项 {plain(summed)}")]


def _counted(terms: Sequence[Term]) -> list[Term]:
    """Those that are only counted."""
    noughts = [term for term in terms if _is_nought(term)]
    return noughts if len(noughts) > FEW else []


def _is_nought(term: Term) -> bool:
    """True for a number of this report that is 0, and by which nothing is divided."""
    return term.value == 0 and not term.divides and not term.report
