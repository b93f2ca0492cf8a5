"""The sums that a check reckons, from the relations of the forms: no row or column is named here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.checks.sheets import PLANS, FormIndex
from generator.checks.sums import CellOperand, CellSum
from generator.forms.relations import Operand as FormOperand
from generator.forms.relations import Relation

EARLIER, LATER = 0, 1
"""The tables of a pair of years, as operands count them."""
CHECKS_OF_A_TABLE = 16
"""More than the checks that reckon the relations of one form's table."""


@lru_cache(maxsize=PLANS * CHECKS_OF_A_TABLE)
def printed_sums(plan: FormIndex, code: str, parts_bound: bool = False) -> tuple[CellSum, ...]:
    """The instances of check ``code`` within one table, in the order of the form's file; none where its form has no
    such relation. ``parts_bound`` as in :func:`checks.comparison.outcome_of`.
    """
    return tuple(_sums(plan.form.relations, code, (plan,), parts_bound))


@lru_cache(maxsize=PLANS * CHECKS_OF_A_TABLE)
def sums_between_years(earlier: FormIndex, later: FormIndex, code: str) -> tuple[CellSum, ...]:
    """The instances of check ``code`` between the tables of two adjacent years, as the later one's form has them;
    none where one of the two forms lacks what they compare.
    """
    return tuple(_sums(later.form.between_years, code, (earlier, later)))


def _sums(
    relations: Sequence[Relation], code: str, plans: Sequence[FormIndex], parts_bound: bool = False
) -> Iterator[CellSum]:
    met: set[str] = set()
    for relation in relations:
        for line in relation.lines:
            if relation.checks[line] == code and _exists(relation, line, plans):
                yield _sum(relation, line, plans, parts_bound, again=line in met)
                met.add(line)


def _sum(relation: Relation, line: str, plans: Sequence[FormIndex], parts_bound: bool, *, again: bool) -> CellSum:
    """``again``: the check has an instance for this line already, from another relation."""
    form = plans[-1].form
    lines, operands = (form.rows, form.columns) if relation.across == "columns" else (form.columns, form.rows)
    where, where_zh = line, lines[line].short
    if again:
        where, where_zh = relation.name(line), f"{where_zh}（{operands[relation.right[0].id].short}）"
    left, right = (
        tuple(_operand(relation, line, one, plans) for one in side) for side in (relation.left, relation.right)
    )
    name = relation.name(line) if len(plans) == 1 else ""
    return CellSum(where, where_zh, left, relation.relation, right, parts_bound, name=name)


def _operand(relation: Relation, line: str, operand: FormOperand, plans: Sequence[FormIndex]) -> CellOperand:
    at = _table_of(operand, plans)
    form = plans[at].form
    label = (form.columns if relation.across == "columns" else form.rows)[operand.id]
    return CellOperand(plans[at].at[relation.address(line, operand)], label.short, operand.sign, at)


def _exists(relation: Relation, line: str, plans: Sequence[FormIndex]) -> bool:
    """True if every operand has a cell: last year's form may be another one."""
    return all(relation.address(line, one) in plans[_table_of(one, plans)].at for one in relation.operands)


def _table_of(operand: FormOperand, plans: Sequence[FormIndex]) -> int:
    """Which of ``plans`` an operand belongs to."""
    return EARLIER if operand.last_year else len(plans) - 1
