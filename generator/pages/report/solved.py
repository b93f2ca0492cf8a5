"""The printed sums that a derived value rests on, in words and with their arithmetic."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.comparison import term, total
from generator.checks.equations import render
from generator.forms.loader import FormTable
from generator.forms.relations import Operand, Relation, relation_named
from generator.model.figures import Cell, Reading, Table
from generator.model.results import Equation, Term

ONLY_CUT = "数字粘连，只有一种拆法"
"""Why a value is known that rests on no sum: its own digits told it."""


def basis(cell: Cell, form: FormTable) -> str:
    """``依本行合计推出`` for what rests on its row's sum; "" for a cell that was simply read or not read."""
    if cell.rests_on:
        return f"依{'、'.join(_words(relation_named(form.relations, name)[0], form) for name in cell.rests_on)}推出"
    return ONLY_CUT if cell.reading is Reading.SOLVED else ""


def _words(relation: Relation, form: FormTable) -> str:
    """``本行合计``; ``本列“总计＋结转下年度”``."""
    if relation.across == "columns":
        return "本行合计"
    return f"本列“{'＋'.join(form.rows[one.id].short for one in relation.right)}”"


def arithmetic(table: Table, form: FormTable) -> Iterator[tuple[str, str]]:
    """(row or column, equation) for every relation on which a cell rests, once each."""
    derived = (cell for cell in table.cells.values() if cell.seen is None)
    names = dict.fromkeys(name for cell in derived for name in cell.rests_on)
    for name in names:
        relation, line = relation_named(form.relations, name)
        lines = form.rows if relation.across == "columns" else form.columns
        left, right = (_terms(side, relation, line, table, form) for side in (relation.left, relation.right))
        holds = total(left, blank_as_zero=True) == total(right, blank_as_zero=True)
        yield lines[line].short, render(Equation(left, relation.relation, right, holds))


def _terms(side: tuple[Operand, ...], relation: Relation, line: str, table: Table, form: FormTable) -> tuple[Term, ...]:
    labels = form.columns if relation.across == "columns" else form.rows
    return tuple(term(table, form, *relation.address(line, one), labels[one.id].short, one.sign) for one in side)
