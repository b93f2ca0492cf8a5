"""Compares sums. The only place that decides an outcome, whether it is only counted or also shown.

:func:`outcome_of` decides; :func:`instance_of` puts a decided outcome into words. Whoever only counts never calls the
second.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from generator.checks.equations import shown
from generator.checks.reasons import BLANK_CELLS, NOT_READ, RECOGNISED, SOLVED_BY_SUM
from generator.forms.loader import FormTable
from generator.forms.relations import holds
from generator.model.figures import Cell, Reading, Table
from generator.model.results import Equation, Instance, InstanceOutcome, Term, Verdict

ZERO = Decimal(0)
PASSES, FAILS = InstanceOutcome(Verdict.PASS), InstanceOutcome(Verdict.FAIL)


def term(
    table: Table, form: FormTable, row: str, column: str, label: str, sign: int = 1, report: str = ""
) -> Term:  # fmt: skip
    """The operand at (row, column), with its words and its place in the source; ``report`` where it is another's."""
    cell = table.cells[row, column]
    return Term(label, cell.value, shown(cell), sign, cell.span, f"{form.key}.{row}.{column}", False, report)


def trouble(cells: Iterable[Cell], relation: str = "") -> str:
    """The reason code if a cell has no usable value, else "". Blanks are the report's, all else is our doubt.

    ``relation`` is the printed relation that is checked: a reading that rests on it proves nothing about it.
    """
    why = ""
    unusable = [cell for cell in cells if not cell.usable_in(relation)]
    if any(cell.seen is not None and cell.reading.is_known for cell in unusable):
        return RECOGNISED  # goes before blanks: that nothing stands there was seen by a program as well
    for cell in unusable:
        if _is_blank(cell):
            return BLANK_CELLS  # goes first: it is a fact of the report
        why = NOT_READ if cell.reading in UNREAD else why or SOLVED_BY_SUM
    return why


def _is_blank(cell: Cell) -> bool:
    """True if the report gives no number here, whether read so or set by hand."""
    if cell.reading is Reading.CORRECTED:
        return cell.value is None
    return cell.reading in BLANKS and not cell.rests_on


BLANKS = (Reading.BLANK, Reading.SLASH, Reading.DASH, Reading.TEXT)
UNREAD = (Reading.ILLEGIBLE, Reading.ABSENT, Reading.UNREAD)


def total(terms: Sequence[Term], blank_as_zero: bool = False) -> Decimal | None:
    """The signed sum; None where a value is missing and blanks are not to be taken for zero."""
    summed = ZERO
    for one in terms:
        if one.value is not None:
            summed += one.value if one.sign > 0 else -one.value
        elif not blank_as_zero:
            return None
    return summed


Values = Sequence[Decimal | None]
"""The operands of one side with their signs; None where a cell has no value."""


def outcome_of(
    left: Values, relation: str, right: Values, cells: Sequence[Cell], *, parts_bound: bool = False, name: str = ""
) -> InstanceOutcome:
    """How ``left relation right`` comes out. ``cells`` are those behind the operands.

    With ``parts_bound`` printed parts that already exceed a printed total fail despite blanks:
    counts cannot be negative. ``name`` is the printed relation's, as ``Cell.rests_on`` calls it.
    """
    why = trouble(cells, name)
    if not why:
        return PASSES if relate(added(left), relation, added(right)) else FAILS
    if parts_bound and exceeds(left, right, cells, name):
        return FAILS
    return InstanceOutcome(Verdict.NOT_CHECKABLE, why)


def instance_of(
    came_out: InstanceOutcome, where: str, where_zh: str, left: tuple[Term, ...], relation: str,
    right: tuple[Term, ...], cells: Sequence[Cell], *, name: str = "",
) -> Instance:  # fmt: skip
    """The instance for what :func:`outcome_of` found of the same operands, cells and ``name``."""
    verdict = came_out.verdict
    why = "" if verdict is Verdict.PASS else trouble(cells, name)
    if not why:
        return Instance(where, where_zh, verdict, Equation(left, relation, right, verdict is Verdict.PASS))
    if_zero = None
    if why == BLANK_CELLS and not any(c.reading in UNREAD for c in cells):
        if_zero = relate(total(left, True), relation, total(right, True))
    if verdict is Verdict.FAIL:  # over the parts that are printed
        bound = Equation(tuple(t for t in left if t.value is not None), "<=", right, holds=False)
        return Instance(where, where_zh, verdict, bound, if_blank_is_zero=if_zero)
    equation = Equation(left, relation, right, holds=None)
    return Instance(where, where_zh, verdict, equation, came_out.reason, if_blank_is_zero=if_zero)


def compare(
    where: str, where_zh: str, left: tuple[Term, ...], relation: str, right: tuple[Term, ...], cells: Sequence[Cell]
) -> Instance:  # fmt: skip
    """One comparison of sums. ``cells`` are those behind the operands."""
    came_out = outcome_of(_signed(left), relation, _signed(right), cells)
    return instance_of(came_out, where, where_zh, left, relation, right, cells)


def _signed(terms: Sequence[Term]) -> Values:
    return [None if one.value is None else one.sign * one.value for one in terms]


def added(values: Values) -> Decimal | None:
    """The sum; None if a value is missing."""
    known = [value for value in values if value is not None]
    return sum(known, ZERO) if len(known) == len(values) else None


def exceeds(
    parts: Sequence[Decimal | None], whole: Sequence[Decimal | None], cells: Sequence[Cell], name: str = ""
) -> bool:
    """The parts that are printed are more than the printed total, and none of them is in doubt or rests on ``name``."""
    right = [value for value in whole if value is not None]
    if len(right) < len(whole) or sum([value for value in parts if value is not None], ZERO) <= sum(right, ZERO):
        return False
    sure = all(cell.reading.confident and name not in cell.rests_on for cell in cells)
    return sure and all(cell.value is None or cell.value >= 0 for cell in cells)


def relate(left: Decimal | None, relation: str, right: Decimal | None) -> bool:
    if left is None or right is None:
        raise ValueError("an operand is missing")
    if relation == "=>":
        return left <= 0 or right > 0
    return holds(left, relation, right)
