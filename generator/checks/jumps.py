"""Check F08: jumps from one year to the next, such as slips of a digit make (跨年突变)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial

from generator.checks.base import Outcome, Subject
from generator.checks.comparison import ZERO, trouble
from generator.checks.equations import plain
from generator.checks.pairs import NEEDS_OTHER_YEAR, Pair
from generator.checks.reasons import FORMAT_NOT_APPLICABLE, NO_TABLE
from generator.checks.saying import count
from generator.checks.sheets import TableView
from generator.checks.sums import concat
from generator.model.results import Equation, Instance, LazyInstances, Term, Verdict

FACTOR = Decimal(5)
"""A value more than so many times the other is a jump …"""
LARGE = Decimal(20)
"""… where the larger one is at least this."""


def jump(subject: Subject) -> Outcome:
    """F08: no count is more than five times, or less than a fifth of, the other year's."""
    if not subject.pairs:
        return Outcome(reason=NEEDS_OTHER_YEAR)
    parts: list[LazyInstances] = []
    reasons: list[str] = []
    for pair in subject.pairs:
        for number in (2, 3, 4):
            sheets = pair.sheets(number)
            if sheets is None:
                reasons.append(NO_TABLE)
            elif sheets[0].plan is not sheets[1].plan:
                reasons.append(FORMAT_NOT_APPLICABLE)
            else:
                parts.append(_jumps(pair, *sheets))
    return Outcome(concat(parts)) if parts else Outcome(reason=min(reasons))


def _jumps(pair: Pair, earlier: TableView, later: TableView) -> LazyInstances:
    """One instance a cell that is large enough in one of the years, or that cannot be compared.

    Where all are small, one for the whole table: nothing in it can have jumped.
    """
    telling = _telling(earlier, later)
    broken = [at for at in telling if not _holds(earlier.values[at], later.values[at])]
    others = {at: _cell(pair, earlier, later, at) for at in broken}
    passed = len(telling) - len(broken) if telling else 1
    return LazyInstances(passed, tuple(others.values()), partial(_instances, pair, earlier, later, others))


def _telling(earlier: TableView, later: TableView) -> list[int]:
    """The cells of which anything can be said: not both small."""
    before, after = earlier.values, later.values
    return [
        at
        for at in earlier.plan.counts
        if (a := before[at]) is None or (b := after[at]) is None or a >= LARGE or b >= LARGE
    ]


def _holds(before: Decimal | None, after: Decimal | None) -> bool:
    """The larger value is at most FACTOR times the smaller."""
    if before is None or after is None:
        return False
    return before <= FACTOR * after if before > after else after <= FACTOR * before


def _instances(
    pair: Pair, earlier: TableView, later: TableView, others: Mapping[int, Instance]
) -> Iterator[Instance]:  # fmt: skip
    """All of them; ``others``, by their places, do not pass."""
    telling = _telling(earlier, later)
    if not telling:
        yield _small(pair, earlier, later)
    for at in telling:
        yield others[at] if at in others else _cell(pair, earlier, later, at)


def _small(pair: Pair, earlier: TableView, later: TableView) -> Instance:
    form = later.form
    values = [v for at in earlier.plan.counts for v in (earlier.values[at], later.values[at]) if v is not None]
    largest = max((ZERO, *values))
    equation = Equation((Term("最大的数", largest, plain(largest)),), "<", (count("", int(LARGE)),), holds=True)
    return Instance(f"{pair.ids}.{form.key}", f"{pair.span}{form.zh}", Verdict.PASS, equation)


def _cell(pair: Pair, earlier: TableView, later: TableView, at: int) -> Instance:
    form, (row, column) = later.form, later.plan.addresses[at]
    where = f"{pair.ids}.{later.plan.paths[at]}"
    where_zh = f"{pair.span}{form.rows[row].short}·{form.columns[column].short}"
    why = trouble((earlier.cells[at], later.cells[at]))
    if why:
        return Instance(where, where_zh, Verdict.NOT_CHECKABLE, reason=why)
    equation = _within_factor(earlier, later, at)
    return Instance(where, where_zh, Verdict.PASS if equation.holds else Verdict.FAIL, equation)


def _within_factor(earlier: TableView, later: TableView, at: int) -> Equation:
    """The larger value is at most FACTOR times the smaller."""
    values = [(sheet.cells[at].value or ZERO, sheet) for sheet in (earlier, later)]
    (low, small), (high, large) = sorted(values, key=lambda pair: pair[0])
    bound = FACTOR * low
    named = small.term(at, _times(low))
    right = named._replace(value=bound, shown=plain(bound))
    return Equation((large.term(at, ""),), "<=", (right,), _holds(low, high))


def both_years(equation: Equation) -> Equation:
    """The values of both years, the earlier one on the left; what is no comparison of two cells, unchanged."""
    large, bound = equation.left[0], equation.right[0]
    if not bound.address or bound.value is None:
        return equation
    low = bound.value / FACTOR
    small = bound._replace(label=bound.label.removesuffix(_times(low)), value=low, shown=plain(low))
    earlier, later = sorted((large, small), key=lambda term: term.label)
    return equation._replace(left=(earlier,), right=(later,))


def _times(low: Decimal) -> str:
    return f" {plain(low)} 的 {FACTOR} 倍"
