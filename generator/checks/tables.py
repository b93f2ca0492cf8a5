"""Family A: inside the tables (表内勾稽)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks.base import (
    BLANK_CELLS,
    FORMAT_NOT_APPLICABLE,
    NO_TABLE,
    NOT_READ,
    Check,
    Outcome,
    Subject,
    compare,
    shown,
    term,
)
from generator.forms.loader import FormTable
from generator.model.figures import Address, Cell, Reading, Table
from generator.model.reports import OrganKind
from generator.model.results import Equation, Instance, Severity, Term, Verdict

PARTS = ("natural_person", "business", "research", "public_interest_org", "legal_service", "other_org")
INCOMING = ("new_requests", "carried_over")
OUTGOING = ("results_total", "carried_forward")
RESULTS = ("upheld", "corrected", "other", "pending")
FEN_DIGITS = {"元": 2, "万元": 6, "亿元": 10}
"""Decimals that a fen needs in each unit."""
CHANGE = re.compile(r"[+\-−]?\d+\s*/\s*[+\-−]?\d+")
"""A change printed as rise and fall: +2/-1."""


def requests_rows(subject: Subject) -> Outcome:
    """A01: the applicant columns of each row of table 3 add up to its total."""
    table = subject.report.tables.requests
    if table is None:
        return Outcome(reason=NO_TABLE)
    form = subject.form_table(table)
    instances = []
    for row in form.rows:
        left = tuple(term(table, form, row, c, form.columns[c].short) for c in PARTS)
        right = (term(table, form, row, "total", form.columns["total"].short),)
        cells = [table.cells[row, c] for c in (*PARTS, "total")]
        instances.append(compare(row, form.rows[row].short, left, "=", right, cells, parts_bound=True))
    return Outcome(tuple(instances))


def requests_results(subject: Subject) -> Outcome:
    """A02: in each column of table 3 the outcomes add up to （七）总计."""
    table = subject.report.tables.requests
    if table is None:
        return Outcome(reason=NO_TABLE)
    form = subject.form_table(table)
    outcomes = [r for r in form.rows if r not in (*INCOMING, *OUTGOING)]
    return _by_column(table, form, tuple(outcomes), ("results_total",), parts_bound=True)


def requests_balance(subject: Subject) -> Outcome:
    """A03: 一 + 二 = 三（七）+ 四 in each column, as the form itself prints."""
    table = subject.report.tables.requests
    if table is None:
        return Outcome(reason=NO_TABLE)
    return _by_column(table, subject.form_table(table), INCOMING, OUTGOING, parts_bound=False)


def _by_column(
    table: Table, form: FormTable, left: tuple[str, ...], right: tuple[str, ...], parts_bound: bool
) -> Outcome:
    instances = []
    for column, label in form.columns.items():
        terms = [tuple(term(table, form, r, column, form.rows[r].short) for r in rows) for rows in (left, right)]
        cells = [table.cells[row, column] for row in (*left, *right)]
        instances.append(compare(column, label.short, terms[0], "=", terms[1], cells, parts_bound=parts_bound))
    return Outcome(tuple(instances))


def _disputes_sum(subject: Subject, block: str) -> Outcome:
    table = subject.report.tables.disputes
    if table is None:
        return Outcome(reason=NO_TABLE)
    form = subject.form_table(table)
    left = tuple(term(table, form, block, c, form.columns[c].short) for c in RESULTS)
    right = (term(table, form, block, "total", form.columns["total"].short),)
    cells = [table.cells[block, c] for c in (*RESULTS, "total")]
    instance = compare(block, form.rows[block].short, left, "=", right, cells)
    parts = [t.value for t in left if t.value is not None]
    return Outcome((instance,), left=sum(parts) if len(parts) == len(left) else None, right=right[0].value)


def reconsideration(subject: Subject) -> Outcome:
    """A04: the results of reconsideration add up to their total."""
    return _disputes_sum(subject, "reconsideration")


def litigation_direct(subject: Subject) -> Outcome:
    """A05: the results of direct lawsuits add up to their total."""
    return _disputes_sum(subject, "litigation_direct")


def litigation_after_reconsideration(subject: Subject) -> Outcome:
    """A06: the results of lawsuits after reconsideration add up to their total."""
    return _disputes_sum(subject, "litigation_after_reconsideration")


def _disclosure(subject: Subject, form: str) -> Table | str:
    """Table 2 if it is in ``form``, else the reason why there is nothing to check."""
    table = subject.report.tables.disclosure
    if table is not None:
        return table if table.form == form else FORMAT_NOT_APPLICABLE
    return FORMAT_NOT_APPLICABLE if subject.report.format == "legacy" else NO_TABLE


def public_total(subject: Subject) -> Outcome:
    """A07: documents public in all are no fewer than those newly published (form of 2019)."""
    table = _disclosure(subject, "2019")
    if isinstance(table, str):
        return Outcome(reason=table)
    form = subject.form_table(table)
    instances = []
    for row in ("rules", "normative_documents"):
        left, right = ((term(table, form, row, c, form.columns[c].short),) for c in ("total_public", "newly_published"))
        cells = [table.cells[row, c] for c in ("total_public", "newly_published")]
        instances.append(compare(row, form.rows[row].short, left, ">=", right, cells))
    return Outcome(tuple(instances))


def in_force(subject: Subject) -> Outcome:
    """A08: documents in force are no fewer than those issued less those repealed (form of 2021)."""
    table = _disclosure(subject, "2021")
    if isinstance(table, str):
        return Outcome(reason=table)
    form = subject.form_table(table)
    instances = []
    for row in ("rules", "normative_documents"):
        left = (term(table, form, row, "in_force", form.columns["in_force"].short),)
        right = (
            term(table, form, row, "made", form.columns["made"].short),
            term(table, form, row, "repealed", form.columns["repealed"].short, sign=-1),
        )
        cells = [table.cells[row, c] for c in ("in_force", "made", "repealed")]
        instance = compare(row, form.rows[row].short, left, ">=", right, cells)
        instances.append(_not_negative(instance, left[0]))
    return Outcome(tuple(instances))


def _not_negative(instance: Instance, stock: Term) -> Instance:
    """More repealed than issued bounds nothing; a stock below zero is wrong all the same."""
    if instance.verdict is not Verdict.PASS or stock.value is None or stock.value >= 0:
        return instance
    zero = Term("", Decimal(0), "0")
    return Instance(instance.where, instance.where_zh, Verdict.FAIL, Equation((stock,), ">=", (zero,), holds=False))


def procurement(subject: Subject) -> Outcome:
    """A09: procurement has projects exactly where it has an amount (form of 2019)."""
    table = _disclosure(subject, "2019")
    if isinstance(table, str):
        return Outcome(reason=table)
    form = subject.form_table(table)
    row = "government_procurement"
    projects, amount = (table.cells[row, c] for c in ("projects", "amount"))
    left = (term(table, form, row, "projects", form.columns["projects"].short),)
    money = term(table, form, row, "amount", form.columns["amount"].short)
    right = (Term(money.label, money.value, amount.text or money.shown, 1, money.span, money.address),)
    instance = compare(row, form.rows[row].short, left, "<=>", right, [projects, amount])
    printed = amount.text if amount.value is not None else None
    return Outcome((instance,), left=projects.value, right=printed)


def value_domain(subject: Subject) -> Outcome:
    """A10: counts are whole and not negative, amounts are not negative, have a unit and no parts of a fen."""
    tables = list(subject.report.tables)
    if not tables:
        return Outcome(reason=NO_TABLE)
    instances = tuple(i for table in tables for i in _domains(table, subject.form_table(table)))
    return Outcome(instances, reason="" if instances else NO_TABLE)


def _domains(table: Table, form: FormTable) -> Iterator[Instance]:
    for address in form.addresses():
        cell = table.cells[address]
        if cell.reading in (Reading.BLANK, Reading.SLASH, Reading.DASH, Reading.ABSENT):
            continue
        domain = form.columns[address[1]].domain
        if cell.value is None and not (domain == "signed" and CHANGE.fullmatch(cell.text)):
            why = NOT_READ if cell.reading is Reading.ILLEGIBLE else BLANK_CELLS
            yield _domain(form, address, cell, Verdict.NOT_CHECKABLE, reason=why)
            continue
        fault = _fault(cell, domain)
        severity = Severity.WARNING if fault in MILD else None
        yield _domain(form, address, cell, Verdict.FAIL if fault else Verdict.PASS, reason=fault, severity=severity)


MILD = ("unit_unknown", "finer_than_fen")


def _fault(cell: Cell, domain: str) -> str:
    """What is wrong with a printed value, "" where nothing is."""
    value = cell.value
    if value is None:
        return ""
    if domain == "money":
        if value < 0:
            return "negative"
        if value and cell.unit is None:
            return "unit_unknown"
        exponent = value.normalize().as_tuple().exponent
        decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        return "finer_than_fen" if cell.unit and decimals > FEN_DIGITS.get(cell.unit, 2) else ""
    if value != value.to_integral_value():
        return "not_whole"
    return "negative" if value < 0 and domain != "signed" else ""


DOMAINS = {"count": "非负整数", "signed": "整数", "money": "不为负的金额"}
DEMANDS = {"unit_unknown": "写明单位的金额", "finer_than_fen": "不细于分的金额"}
DOMAIN_TERMS = {words: (Term(words, None, ""),) for words in (*DOMAINS.values(), *DEMANDS.values())}
"""The right sides, made once: every printed value has one."""


def _domain(
    form: FormTable, address: Address, cell: Cell, verdict: Verdict, reason: str, severity: Severity | None = None
) -> Instance:
    row, column = address
    where = f"{form.key}.{row}.{column}"
    label = form.columns[column]
    operand = Term("", cell.value, cell.text or shown(cell), 1, cell.span, where)
    domain = DOMAIN_TERMS[DEMANDS.get(reason) or DOMAINS[label.domain]]
    holds = None if verdict is Verdict.NOT_CHECKABLE else verdict is Verdict.PASS
    equation = Equation((operand,), "in", domain, holds)
    return Instance(where, f"{form.rows[row].short}·{label.short}", verdict, equation, reason, severity)


BELOW_CITY = (OrganKind.COUNTY_GOVERNMENT, OrganKind.TOWNSHIP_GOVERNMENT, OrganKind.SUBDISTRICT_OFFICE)


def rulemaking_power(subject: Subject) -> Outcome:
    """A11: organs below the city have no power to make rules, so the row 规章 holds nothing but zeros."""
    report = subject.report
    table = report.tables.disclosure
    below = report.organ.kind in BELOW_CITY or (
        report.organ.kind is OrganKind.DEPARTMENT and report.place.known and len(report.place.code) >= 6
    )
    if table is None:
        return Outcome(reason=NO_TABLE)
    if not below:
        return Outcome(reason="organ_level_unknown" if not report.place.known else FORMAT_NOT_APPLICABLE)
    form = subject.form_table(table)
    columns = form.block_of("rules").columns
    cells = [table.cells["rules", c] for c in columns]
    if any(c.reading in (Reading.ILLEGIBLE, Reading.SOLVED) for c in cells):
        return Outcome(reason=NOT_READ)
    values = {c: cell.value for c, cell in zip(columns, cells, strict=True) if cell.value is not None}
    slashes = any(cell.reading is Reading.SLASH for cell in cells)
    if not values and not slashes:
        return Outcome(reason=BLANK_CELLS)
    column, largest = max(values.items(), key=lambda item: item[1], default=(columns[0], Decimal(0)))
    left = term(table, form, "rules", column, form.columns[column].short)
    equation = Equation((left,), "=", (Term("", Decimal(0), "0"),), largest == 0)
    verdict = Verdict.PASS if largest == 0 else Verdict.FAIL
    instance = Instance("rules", form.rows["rules"].short, verdict, equation)
    return Outcome((instance,), left=largest, right=0)


TABLE_CHECKS: tuple[Check, ...] = (
    Check("A01", requests_rows),
    Check("A02", requests_results),
    Check("A03", requests_balance),
    Check("A04", reconsideration),
    Check("A05", litigation_direct),
    Check("A06", litigation_after_reconsideration),
    Check("A07", public_total),
    Check("A08", in_force),
    Check("A09", procurement),
    Check("A10", value_domain),
    Check("A11", rulemaking_power),
)
