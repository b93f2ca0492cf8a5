"""Family A: inside the tables (表内勾稽)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from generator.checks.base import (
    BLANK_CELLS,
    FORMAT_NOT_APPLICABLE,
    NO_TABLE,
    NOT_READ,
    Check,
    Outcome,
    Subject,
    compare,
)
from generator.checks.domains import value_domain
from generator.checks.sheets import PLANS, Plan, Sheet
from generator.checks.sums import Sum, by_column, by_row, weigh
from generator.model.figures import BY_BALANCE, Reading
from generator.model.reports import OrganKind
from generator.model.results import Equation, Instance, Term, Verdict

PARTS = ("natural_person", "business", "research", "public_interest_org", "legal_service", "other_org")
INCOMING = ("new_requests", "carried_over")
OUTGOING = ("results_total", "carried_forward")
DOCUMENTS = ("rules", "normative_documents")
RESULTS = ("upheld", "corrected", "other", "pending")


def requests_rows(subject: Subject) -> Outcome:
    """A01: the applicant columns of each row of table 3 add up to its total."""
    sheet = subject.sheets.get(3)
    return Outcome(weigh(_row_sums(sheet.plan), sheet)) if sheet else Outcome(reason=NO_TABLE)


@lru_cache(maxsize=PLANS)
def _row_sums(plan: Plan) -> tuple[Sum, ...]:
    return tuple(
        Sum(
            row, label.short, by_column(plan, row, *PARTS), "=", by_column(plan, row, "total"), parts_bound=True
        )
        for row, label in plan.form.rows.items()
    )  # fmt: skip


def requests_results(subject: Subject) -> Outcome:
    """A02: in each column of table 3 the outcomes add up to （七）总计."""
    sheet = subject.sheets.get(3)
    return Outcome(weigh(_result_sums(sheet.plan), sheet)) if sheet else Outcome(reason=NO_TABLE)


@lru_cache(maxsize=PLANS)
def _result_sums(plan: Plan) -> tuple[Sum, ...]:
    outcomes = tuple(row for row in plan.form.rows if row not in (*INCOMING, *OUTGOING))
    # Rows that balance are not known from this sum.
    return _column_sums(plan, outcomes, ("results_total",), parts_bound=True, notes=(BY_BALANCE,))


def requests_balance(subject: Subject) -> Outcome:
    """A03: 一 + 二 = 三（七）+ 四 in each column, as the form itself prints."""
    sheet = subject.sheets.get(3)
    return Outcome(weigh(_balances(sheet.plan), sheet)) if sheet else Outcome(reason=NO_TABLE)


@lru_cache(maxsize=PLANS)
def _balances(plan: Plan) -> tuple[Sum, ...]:
    return _column_sums(plan, INCOMING, OUTGOING, parts_bound=False)


def _column_sums(
    plan: Plan, left: Sequence[str], right: Sequence[str], parts_bound: bool, notes: tuple[str, ...] = ()
) -> tuple[Sum, ...]:
    return tuple(
        Sum(column, label.short, by_row(plan, column, *left), "=", by_row(plan, column, *right), parts_bound, notes)
        for column, label in plan.form.columns.items()
    )


def _disputes_sum(subject: Subject, block: str) -> Outcome:
    sheet = subject.sheets.get(4)
    if sheet is None:
        return Outcome(reason=NO_TABLE)
    summed = _block_sums(sheet.plan)[block]
    left, right = summed.sides(sheet)
    return Outcome(weigh((summed,), sheet), left=left, right=right)


@lru_cache(maxsize=PLANS)
def _block_sums(plan: Plan) -> Mapping[str, Sum]:
    return {
        block: Sum(block, label.short, by_column(plan, block, *RESULTS), "=", by_column(plan, block, "total"))
        for block, label in plan.form.rows.items()
    }


def reconsideration(subject: Subject) -> Outcome:
    """A04: the results of reconsideration add up to their total."""
    return _disputes_sum(subject, "reconsideration")


def litigation_direct(subject: Subject) -> Outcome:
    """A05: the results of direct lawsuits add up to their total."""
    return _disputes_sum(subject, "litigation_direct")


def litigation_after_reconsideration(subject: Subject) -> Outcome:
    """A06: the results of lawsuits after reconsideration add up to their total."""
    return _disputes_sum(subject, "litigation_after_reconsideration")


def _disclosure(subject: Subject, form: str) -> Sheet | str:
    """Table 2 if it is in ``form``, else the reason why there is nothing to check."""
    sheet = subject.sheets.get(2)
    if sheet is not None:
        return sheet if sheet.table.form == form else FORMAT_NOT_APPLICABLE
    return FORMAT_NOT_APPLICABLE if subject.report.format == "legacy" else NO_TABLE


def public_total(subject: Subject) -> Outcome:
    """A07: documents public in all are no fewer than those newly published (form of 2019)."""
    sheet = _disclosure(subject, "2019")
    return Outcome(reason=sheet) if isinstance(sheet, str) else Outcome(weigh(_public_sums(sheet.plan), sheet))


@lru_cache(maxsize=PLANS)
def _public_sums(plan: Plan) -> tuple[Sum, ...]:
    return tuple(
        Sum(
            row, plan.form.rows[row].short,
            by_column(plan, row, "total_public"), ">=", by_column(plan, row, "newly_published"),
        )
        for row in DOCUMENTS
    )  # fmt: skip


def in_force(subject: Subject) -> Outcome:
    """A08: documents in force are no fewer than those issued less those repealed (form of 2021)."""
    sheet = _disclosure(subject, "2021")
    if isinstance(sheet, str):
        return Outcome(reason=sheet)
    made = weigh(_stock_sums(sheet.plan), sheet)
    if all((sheet.cell(row, "in_force").value or 0) >= 0 for row in DOCUMENTS):
        return Outcome(made)
    return Outcome(tuple(_not_negative(instance, instance.equation) for instance in made))


@lru_cache(maxsize=PLANS)
def _stock_sums(plan: Plan) -> tuple[Sum, ...]:
    return tuple(
        Sum(
            row, plan.form.rows[row].short, by_column(plan, row, "in_force"), ">=",
            (*by_column(plan, row, "made"), *by_column(plan, row, "repealed", sign=-1)),
        )
        for row in DOCUMENTS
    )  # fmt: skip


def _not_negative(instance: Instance, equation: Equation | None) -> Instance:
    """More repealed than issued bounds nothing; a stock below zero is wrong all the same."""
    stock = equation.left[0] if equation else None
    if instance.verdict is not Verdict.PASS or stock is None or stock.value is None or stock.value >= 0:
        return instance
    zero = Term("", Decimal(0), "0")
    return Instance(instance.where, instance.where_zh, Verdict.FAIL, Equation((stock,), ">=", (zero,), holds=False))


def procurement(subject: Subject) -> Outcome:
    """A09: procurement has projects exactly where it has an amount (form of 2019)."""
    sheet = _disclosure(subject, "2019")
    if isinstance(sheet, str):
        return Outcome(reason=sheet)
    form, row = sheet.form, "government_procurement"
    projects, amount = (sheet.cell(row, c) for c in ("projects", "amount"))
    left, right = (sheet.term(sheet.plan.at[row, c], form.columns[c].short) for c in ("projects", "amount"))
    right = right._replace(shown=amount.text or right.shown)
    instance = compare(row, form.rows[row].short, (left,), "<=>", (right,), [projects, amount])
    printed = amount.text if amount.value is not None else None
    return Outcome((instance,), left=projects.value, right=printed)


BELOW_CITY = (OrganKind.COUNTY_GOVERNMENT, OrganKind.TOWNSHIP_GOVERNMENT, OrganKind.SUBDISTRICT_OFFICE)


def rulemaking_power(subject: Subject) -> Outcome:
    """A11: organs below the city have no power to make rules, so the row 规章 holds nothing but zeros."""
    report, sheet = subject.report, subject.sheets.get(2)
    below = report.organ.kind in BELOW_CITY or (
        report.organ.kind is OrganKind.DEPARTMENT and report.place.known and len(report.place.code) >= 6
    )
    if sheet is None:
        return Outcome(reason=NO_TABLE)
    if not below:
        return Outcome(reason="organ_level_unknown" if not report.place.known else FORMAT_NOT_APPLICABLE)
    form = sheet.form
    columns = form.block_of("rules").columns
    cells = [sheet.cell("rules", c) for c in columns]
    if any(c.reading in (Reading.ILLEGIBLE, Reading.UNREAD, Reading.SOLVED) for c in cells):
        return Outcome(reason=NOT_READ)
    values = {c: cell.value for c, cell in zip(columns, cells, strict=True) if cell.value is not None}
    slashes = any(cell.reading is Reading.SLASH for cell in cells)
    if not values and not slashes:
        return Outcome(reason=BLANK_CELLS)
    column, largest = max(values.items(), key=lambda item: item[1], default=(columns[0], Decimal(0)))
    left = sheet.term(sheet.plan.at["rules", column], form.columns[column].short)
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
