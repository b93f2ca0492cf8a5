"""Where the fault may be: one cell whose change would settle several sums that do not hold, and break none.

A possibility with its reckoning, never a verdict: the source may as well be wrong in two places. It is looked for where
every operand of the sums that fail was read with confidence, for elsewhere the fault may be ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.model.results import Instance, Result, Term, Verdict

SUMS = ("A01", "A02", "A03", "A04", "A05", "A06")
"""Checks whose instances are sums of cells of one table that have to be equal."""
MOST = 3
"""Where more cells than these would do, none of them is likelier than another."""


class Settled(NamedTuple):
    """A sum that does not hold, and would: the check, what it was applied to as an id, and in words."""

    code: str
    where: str
    where_zh: str


class Possibility(NamedTuple):
    """A cell, what stands in it, what would have to stand there, and what that would settle: two sums or more."""

    address: str
    label: str
    value: Decimal
    instead: Decimal
    settles: tuple[Settled, ...]


class _Sum(NamedTuple):
    """One equation: its cells with their signs, and by how much its left side exceeds its right one."""

    told: Settled
    holds: bool
    signs: Mapping[str, int]
    excess: Decimal


def possible_faults(results: Iterable[Result]) -> tuple[Possibility, ...]:
    """Cells one change of which would settle at least two failing sums of a report, and all that hold them.

    A cell that settles some of what another one does is left out, and cells of which more than three would do
    equally well.
    """
    chosen = [result for result in results if result.code in SUMS]
    if sum(result.counts.failed for result in chosen) < 2:
        return ()
    terms: dict[str, Term] = {}
    sums = [added for result in chosen for each in result.instances if (added := _sum(result.code, each, terms))]
    possible = [one for address, term in terms.items() if (one := _possibility(address, term, sums))]
    return tuple(one for one in possible if _stands_out(one, possible))


def _stands_out(one: Possibility, found: Sequence[Possibility]) -> bool:
    settled = set(one.settles)
    more = any(settled < set(other.settles) for other in found)
    return not more and sum(settled == set(other.settles) for other in found) <= MOST


def _sum(code: str, instance: Instance, terms: dict[str, Term]) -> _Sum | None:
    """The equation of ``instance`` with known operands, which are noted in ``terms``; None where it has none."""
    equation = instance.equation
    if equation is None or equation.relation != "=" or instance.verdict is Verdict.NOT_CHECKABLE:
        return None
    signs: dict[str, int] = {}
    excess = Decimal(0)
    for term, side in _signed(equation.left, equation.right):
        if term.value is None or not term.address or term.address in signs:
            return None
        signs[term.address] = side * term.sign
        excess += side * term.sign * term.value
        terms.setdefault(term.address, term)
    told = Settled(code, instance.where, instance.where_zh)
    return _Sum(told, instance.verdict is Verdict.PASS, signs, excess)


def _signed(left: Sequence[Term], right: Sequence[Term]) -> Iterator[tuple[Term, int]]:
    yield from ((term, 1) for term in left)
    yield from ((term, -1) for term in right)


def _possibility(address: str, term: Term, sums: Sequence[_Sum]) -> Possibility | None:
    """The change of one cell, if there is one, after which all sums over it hold; two of them must fail now."""
    over = [one for one in sums if address in one.signs]
    changes = {-one.excess * one.signs[address] for one in over}
    if len(changes) != 1 or sum(not one.holds for one in over) < 2 or term.value is None:
        return None
    instead = term.value + changes.pop()
    if instead < 0:
        return None
    return Possibility(address, term.label, term.value, instead, tuple(one.told for one in over))
