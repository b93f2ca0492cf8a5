"""Sums of cells as data: operands are prepared once per form, and evaluated once per report.

Terms, equations and instances are built only on a mismatch or on request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial
from itertools import chain, groupby

from generator.checks.comparison import FAILS, PASSES, ZERO, Values, added, instance_of, outcome_of, relate
from generator.checks.sheets import FormIndex, TableView
from generator.model.figures import Cell
from generator.model.results import Instance, InstanceOutcome, LazyInstances, Term, Verdict


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
    """``left relation right`` over the cells of one or two tables; :func:`outcome_of` tells of ``parts_bound``."""

    where: str
    where_zh: str
    left: tuple[CellOperand, ...]
    relation: str
    right: tuple[CellOperand, ...]
    parts_bound: bool = False
    name: str = ""
    """The printed relation that it reckons, as ``Cell.rests_on`` calls it; "" where it is none of its table's."""

    def outcome(self, sheets: Sequence[TableView]) -> InstanceOutcome:
        """How it comes out for these tables."""
        holds = self._holds(sheets)
        if holds is not None:
            return PASSES if holds else FAILS
        left, right = self._values(sheets)
        return outcome_of(
            left, self.relation, right, self._cells(sheets), parts_bound=self.parts_bound, name=self.name
        )  # fmt: skip

    def instance(self, sheets: Sequence[TableView], came_out: InstanceOutcome) -> Instance:
        """What :meth:`outcome` told, with its equation."""
        left, right = (tuple([one.term(sheets) for one in side]) for side in (self.left, self.right))
        cells = () if came_out is PASSES else self._cells(sheets)  # nothing is said of the cells of what holds
        return instance_of(
            came_out, self.where, self.where_zh, left, self.relation, right, cells, name=self.name
        )  # fmt: skip

    def sides(self, *sheets: TableView) -> tuple[Decimal | None, Decimal | None]:
        """Both sums, each None if one of its operands has no value. Values that are not usable count here."""
        left, right = self._values(sheets)
        return added(left), added(right)

    def _holds(self, sheets: Sequence[TableView]) -> bool | None:
        """The comparison of usable values, as nearly all are; None if an operand is not usable in it."""
        if self.name and sheets[0].resting and not sheets[0].resting.isdisjoint(self._places):
            return None
        left, right = self._runs
        try:
            return relate(_total(left, sheets), self.relation, _total(right, sheets))
        except TypeError:
            return None  # nothing can be added to None

    def _cells(self, sheets: Sequence[TableView]) -> list[Cell]:
        return [sheets[one.sheet].cells[one.at] for one in (*self.left, *self.right)]

    def _values(self, sheets: Sequence[TableView]) -> tuple[Values, Values]:
        left, right = (
            [one.sign * value if (value := sheets[one.sheet].cells[one.at].value) is not None else None for one in side]
            for side in (self.left, self.right)
        )
        return left, right

    @cached_property
    def _places(self) -> frozenset[int]:
        """Where the operands stand, of a sum within one table."""
        return frozenset(one.at for one in (*self.left, *self.right))

    @cached_property
    def _runs(self) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        return _runs(self.left), _runs(self.right)


def _runs(operands: Iterable[CellOperand]) -> tuple[Run, ...]:
    grouped = groupby(operands, key=lambda one: (one.sheet, one.sign))
    return tuple((sheet, sign, tuple(one.at for one in some)) for (sheet, sign), some in grouped)


def _total(runs: Iterable[Run], sheets: Sequence[TableView]) -> Decimal:
    """The signed sum; raises TypeError if a cell has no usable value."""
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


def evaluate_sums(sums: Sequence[CellSum], *sheets: TableView, finish: Finish | None = None) -> LazyInstances:
    """Each of ``sums`` for these tables."""
    outcomes = [one.outcome(sheets) for one in sums]
    decided = list(zip(sums, outcomes, strict=True))
    broken = [pair for pair in decided if pair[1].verdict is not Verdict.PASS]
    others = tuple(_made(broken, sheets, finish))
    return LazyInstances(len(sums) - len(others), others, partial(_made, decided, sheets, finish))


def _made(
    decided: Iterable[tuple[CellSum, InstanceOutcome]], sheets: Sequence[TableView], finish: Finish | None
) -> Iterator[Instance]:
    made = (one.instance(sheets, came_out) for one, came_out in decided)
    return map(finish, made) if finish else made


def concat(parts: Sequence[LazyInstances]) -> LazyInstances:
    """One after the other."""
    if len(parts) == 1:
        return parts[0]
    others = tuple([instance for part in parts for instance in part.others])
    return LazyInstances(sum([part.passed for part in parts]), others, partial(chain.from_iterable, tuple(parts)))
