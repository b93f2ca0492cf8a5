"""Sums of cells as data: what is added up and compared is said once a form, and reckoned once a report.

Terms, equations and instances are made of it only where something does not agree, or where someone looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial
from itertools import chain, groupby

from generator.checks.base import ZERO, compare, exceeds, relate, trouble
from generator.checks.sheets import FormIndex, TableView
from generator.model.results import Instance, InstanceOutcome, LazyInstances, Severity, Term, Verdict

FAILS = InstanceOutcome(Verdict.FAIL)


@dataclass(frozen=True, slots=True)
class CellOperand:
    """The cell that stands ``at`` a place of the ``sheet``-th table, with its words and its sign."""

    at: int
    label: str
    sign: int = 1
    sheet: int = 0

    def term(self, sheets: Sequence[TableView]) -> Term:
        sheet = sheets[self.sheet]
        return sheet.term(self.at, self.label, self.sign)


Run = tuple[int, int, tuple[int, ...]]
"""(sheet, sign, places): operands that can be added up in one go."""


@dataclass(frozen=True, eq=False)
class CellSum:
    """``left relation right`` over the cells of one or two tables; :func:`compare` tells of ``parts_bound``."""

    where: str
    where_zh: str
    left: tuple[CellOperand, ...]
    relation: str
    right: tuple[CellOperand, ...]
    parts_bound: bool = False
    name: str = ""
    """The printed relation that it reckons, as ``Cell.rests_on`` calls it; "" where it is none of its table's."""

    def holds(self, sheets: Sequence[TableView]) -> bool | None:
        """None where an operand cannot be reckoned with, or may not; :meth:`ruling` tells what follows from that."""
        if self.name and sheets[0].resting and not sheets[0].resting.isdisjoint(self._places):
            return None
        left, right = self._runs
        try:
            return relate(_total(left, sheets), self.relation, _total(right, sheets))
        except TypeError:
            return None  # nothing can be added to None

    def instance(self, sheets: Sequence[TableView]) -> Instance:
        left, right = (tuple([one.term(sheets) for one in side]) for side in (self.left, self.right))
        cells = [sheets[one.sheet].cells[one.at] for one in (*self.left, *self.right)]
        return compare(
            self.where, self.where_zh, left, self.relation, right, cells,
            parts_bound=self.parts_bound, name=self.name,
        )  # fmt: skip

    def ruling(self, sheets: Sequence[TableView]) -> InstanceOutcome:
        """What becomes of it where not every operand was printed."""
        left, right = ([sheets[one.sheet].cells[one.at] for one in side] for side in (self.left, self.right))
        cells = [*left, *right]
        parts, whole = ([cell.value for cell in side] for side in (left, right))
        if self.parts_bound and exceeds(parts, whole, cells, self.name):
            return FAILS
        why = trouble(cells, self.name)
        if why:
            return InstanceOutcome(Verdict.NOT_CHECKABLE, why)
        left_sum, right_sum = self.sides(*sheets)
        return InstanceOutcome(Verdict.PASS) if relate(left_sum, self.relation, right_sum) else FAILS

    def sides(self, *sheets: TableView) -> tuple[Decimal | None, Decimal | None]:
        """Both sums as far as every operand has a value, be it one that cannot be reckoned with."""
        left, right = (
            [one.sign * value if (value := sheets[one.sheet].cells[one.at].value) is not None else None for one in side]
            for side in (self.left, self.right)
        )
        return _whole(left), _whole(right)

    @cached_property
    def _places(self) -> frozenset[int]:
        """Where the operands stand, of a sum within one table."""
        return frozenset(one.at for one in (*self.left, *self.right))

    @cached_property
    def _runs(self) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        return _runs(self.left), _runs(self.right)


def _whole(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, ZERO) if len(known) == len(values) else None


def _runs(operands: Iterable[CellOperand]) -> tuple[Run, ...]:
    grouped = groupby(operands, key=lambda one: (one.sheet, one.sign))
    return tuple((sheet, sign, tuple(one.at for one in some)) for (sheet, sign), some in grouped)


def _total(runs: Iterable[Run], sheets: Sequence[TableView]) -> Decimal:
    """The signed sum; raises TypeError where a cell cannot be reckoned with."""
    summed = ZERO
    for sheet, sign, places in runs:
        values = sheets[sheet].values
        part = sum([values[at] for at in places], ZERO)  # type: ignore[type-var]
        summed += part if sign > 0 else -part  # type: ignore[operator]
    return summed


def by_row(plan: FormIndex, column: str, *rows: str, sign: int = 1, sheet: int = 0) -> tuple[CellOperand, ...]:
    """Cells of one column, named by their rows."""
    return tuple(CellOperand(plan.at[r, column], plan.form.rows[r].short, sign, sheet) for r in rows)


Finish = Callable[[Instance], Instance]
"""What is done to each instance when it is made: a name, a severity. Its verdict stays."""


def evaluate_sums(
    sums: Sequence[CellSum], *sheets: TableView, finish: Finish | None = None, severity: Severity | None = None
) -> LazyInstances:
    """Each of ``sums`` for these tables. ``severity``, which ``finish`` has to give them, is that of failures where it
    is milder than the check's."""
    fails = InstanceOutcome(Verdict.FAIL, severity=severity) if severity else FAILS
    others: list[InstanceOutcome] = []
    for one in sums:
        holds = one.holds(sheets)
        if holds is False:
            others.append(fails)
        elif holds is None and (ruling := one.ruling(sheets)).verdict is not Verdict.PASS:
            others.append(ruling)
    return LazyInstances(len(sums) - len(others), tuple(others), partial(_made, sums, sheets, finish))


def _made(sums: Iterable[CellSum], sheets: Sequence[TableView], finish: Finish | None) -> Iterator[Instance]:
    made = (one.instance(sheets) for one in sums)
    return map(finish, made) if finish else made


def concat(parts: Sequence[LazyInstances]) -> LazyInstances:
    """One after the other."""
    if len(parts) == 1:
        return parts[0]
    others = tuple([instance for part in parts for instance in part.others])
    return LazyInstances(sum([part.passed for part in parts]), others, partial(chain.from_iterable, tuple(parts)))
