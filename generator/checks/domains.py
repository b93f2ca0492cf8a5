"""Check A10: what may stand in a cell of counts, changes or money (数值合法性)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from generator.checks.base import Outcome, Subject
from generator.checks.comparison import PASSES
from generator.checks.equations import shown
from generator.checks.reasons import BLANK_CELLS, NO_TABLE, NOT_READ, RECOGNISED
from generator.checks.sheets import TableView
from generator.checks.sums import concat
from generator.forms.domains import domain_fault
from generator.model.figures import Cell, Reading
from generator.model.results import Equation, Instance, InstanceOutcome, LazyInstances, Severity, Term, Verdict
from generator.text.number_grammar import RISE_AND_FALL

FEN_DIGITS = {"元": 2, "万元": 6, "亿元": 10}
"""Decimals that a fen needs in each unit."""
CHANGE = re.compile(RISE_AND_FALL)


def value_domain(subject: Subject) -> Outcome:
    """A10: counts are whole and not negative, amounts are not negative, have a unit and no parts of a fen."""
    if not subject.sheets:
        return Outcome(reason=NO_TABLE)
    instances = concat([_domains(sheet) for sheet in subject.sheets.values()])
    return Outcome(instances, reason="" if instances else NO_TABLE)


def _domains(sheet: TableView) -> LazyInstances:
    """Nearly all cells hold plain counts, and nothing is made of them."""
    values, counts = sheet.values, sheet.plan.counts
    doubtful = [at for at in counts if (v := values[at]) is None or (v and (v < 0 or v != v.to_integral_value()))]
    doubtful += [at for at in sheet.plan.others if values[at] != 0]
    doubtful.sort()
    rulings = [(at, ruling) for at in doubtful if (ruling := _domain(sheet, at))]
    others = tuple([_in_domain(sheet, at, *ruling) for at, ruling in rulings if ruling.verdict is not Verdict.PASS])
    passed = len(values) - len(doubtful) + len(rulings) - len(others)
    return LazyInstances(passed, others, partial(_instances, sheet))


NOT_PRINTED = (Reading.BLANK, Reading.SLASH, Reading.DASH, Reading.ABSENT, Reading.UNREAD)


def _domain(sheet: TableView, at: int) -> InstanceOutcome | None:
    """The outcome for one cell; None if nothing is printed."""
    cell = sheet.cells[at]
    if cell.reading is not Reading.STATED and cell.reading in NOT_PRINTED:
        return None
    if cell.seen is not None and cell.reading.is_known:
        return InstanceOutcome(Verdict.NOT_CHECKABLE, RECOGNISED)
    domain = sheet.form.columns[sheet.plan.addresses[at][1]].domain
    if cell.value is None and not (domain == "signed" and CHANGE.fullmatch(cell.text)):
        return InstanceOutcome(Verdict.NOT_CHECKABLE, NOT_READ if cell.reading is Reading.ILLEGIBLE else BLANK_CELLS)
    fault = _fault(cell, domain)
    return InstanceOutcome(Verdict.FAIL, fault, Severity.WARNING if fault in MILD else None) if fault else PASSES


def _instances(sheet: TableView) -> Iterator[Instance]:
    rulings = ((at, _domain(sheet, at)) for at in range(len(sheet.cells)))
    return (_in_domain(sheet, at, *ruling) for at, ruling in rulings if ruling)


MILD = ("unit_unknown", "finer_than_fen")


def _fault_of_money(value: Decimal, unit: str | None) -> str:
    if value and unit is None:
        return "unit_unknown"
    exponent = value.normalize().as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return "finer_than_fen" if unit and decimals > FEN_DIGITS.get(unit, 2) else ""


def _fault(cell: Cell, domain: str) -> str:
    """What is wrong with a printed value; "" if nothing is."""
    value = cell.value
    if value is None:
        return ""
    fault = domain_fault(value, domain)
    return fault or (_fault_of_money(value, cell.unit) if domain == "money" else "")


DOMAINS = {"count": "非负整数", "signed": "整数", "money": "不为负的金额"}
DEMANDS = {"unit_unknown": "写明单位的金额", "finer_than_fen": "不细于分的金额"}
DOMAIN_TERMS = {words: (Term(words, None, ""),) for words in (*DOMAINS.values(), *DEMANDS.values())}
"""The right sides, made once: every printed value has one."""


def _in_domain(sheet: TableView, at: int, verdict: Verdict, reason: str, severity: Severity | None) -> Instance:
    cell, where = sheet.cells[at], sheet.plan.paths[at]
    row, column = sheet.plan.addresses[at]
    label = sheet.form.columns[column]
    operand = Term("", cell.value, cell.text or shown(cell), 1, cell.span, where)
    domain = DOMAIN_TERMS[DEMANDS.get(reason) or DOMAINS[label.domain]]
    holds = None if verdict is Verdict.NOT_CHECKABLE else verdict is Verdict.PASS
    equation = Equation((operand,), "in", domain, holds)
    return Instance(where, f"{sheet.form.rows[row].short}·{label.short}", verdict, equation, reason, severity)
