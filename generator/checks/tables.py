"""Family A: inside the tables (表内勾稽)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from generator.checks.base import Check, Outcome, Subject
from generator.checks.domains import value_domain
from generator.checks.printed import printed_sums
from generator.checks.reasons import BLANK_CELLS, FORMAT_NOT_APPLICABLE, NO_TABLE, NOT_READ, RECOGNISED
from generator.checks.sheets import TableView
from generator.checks.sums import CellSum, evaluate_sums
from generator.model.figures import Cell, Reading
from generator.model.reports import OrganKind, Report
from generator.model.results import Equation, Instance, Term, Verdict


def requests_rows(subject: Subject) -> Outcome:
    """A01: the applicant columns of each row of table 3 add up to its total."""
    return _sums(subject, 3, "A01", parts_bound=True)


def requests_results(subject: Subject) -> Outcome:
    """A02: in each column of table 3 the outcomes add up to （七）总计."""
    return _sums(subject, 3, "A02", parts_bound=True)


def requests_balance(subject: Subject) -> Outcome:
    """A03: 一 + 二 = 三（七）+ 四 in each column, as the form itself prints."""
    return _sums(subject, 3, "A03")


def _sums(subject: Subject, number: int, code: str, *, parts_bound: bool = False) -> Outcome:
    """What the form of table ``number`` has check ``code`` reckon."""
    sheet = subject.sheets.get(number)
    if sheet is None:
        return Outcome(reason=NO_TABLE)
    sums = printed_sums(sheet.plan, code, parts_bound)
    return Outcome(evaluate_sums(sums, sheet)) if sums else Outcome(reason=FORMAT_NOT_APPLICABLE)


def _disputes_sum(subject: Subject, code: str) -> Outcome:
    """A block's sum, with both sides as printed."""
    found = _sums(subject, 4, code)
    if found.reason:
        return found
    sheet = subject.sheets[4]
    left, right = printed_sums(sheet.plan, code)[0].sides(sheet)
    return found._replace(left=left, right=right)


def reconsideration(subject: Subject) -> Outcome:
    """A04: the results of reconsideration add up to their total."""
    return _disputes_sum(subject, "A04")


def litigation_direct(subject: Subject) -> Outcome:
    """A05: the results of direct lawsuits add up to their total."""
    return _disputes_sum(subject, "A05")


def litigation_after_reconsideration(subject: Subject) -> Outcome:
    """A06: the results of lawsuits after reconsideration add up to their total."""
    return _disputes_sum(subject, "A06")


def _disclosure(subject: Subject, code: str) -> TableView | str:
    """Table 2 if its form has something for check ``code``, else the reason why there is nothing to check."""
    sheet = subject.sheets.get(2)
    if sheet is not None:
        return sheet if printed_sums(sheet.plan, code) else FORMAT_NOT_APPLICABLE
    return FORMAT_NOT_APPLICABLE if subject.report.format == "legacy" else NO_TABLE


def public_total(subject: Subject) -> Outcome:
    """A07: documents public in all are no fewer than those newly published (form of 2019)."""
    sheet = _disclosure(subject, "A07")
    if isinstance(sheet, str):
        return Outcome(reason=sheet)
    return Outcome(evaluate_sums(printed_sums(sheet.plan, "A07"), sheet))


def in_force(subject: Subject) -> Outcome:
    """A08: documents in force are no fewer than those issued less those repealed (form of 2021)."""
    sheet = _disclosure(subject, "A08")
    if isinstance(sheet, str):
        return Outcome(reason=sheet)
    sums = printed_sums(sheet.plan, "A08")
    made = evaluate_sums(sums, sheet)
    stocks = (sheet.cells[one.at].value for bound in sums for one in bound.left)
    if all((stock or 0) >= 0 for stock in stocks):
        return Outcome(made)
    return Outcome(tuple(_not_negative(instance, instance.equation) for instance in made))


def _not_negative(instance: Instance, equation: Equation | None) -> Instance:
    """More repealed than issued bounds nothing; a stock below zero is wrong all the same."""
    stock = equation.left[0] if equation else None
    if instance.verdict is not Verdict.PASS or stock is None or stock.value is None or stock.value >= 0:
        return instance
    zero = Term("", Decimal(0), "0")
    return Instance(instance.where, instance.where_zh, Verdict.FAIL, Equation((stock,), ">=", (zero,), holds=False))


def procurement(subject: Subject) -> Outcome:
    """A09: procurement has projects exactly where it has an amount (form of 2019)."""
    sheet = _disclosure(subject, "A09")
    if isinstance(sheet, str):
        return Outcome(reason=sheet)
    sums = printed_sums(sheet.plan, "A09")
    amount = sheet.cells[sums[0].right[0].at]
    projects, _ = sums[0].sides(sheet)
    printed = amount.text if amount.value is not None else None
    return Outcome(tuple(_as_printed(one, sheet) for one in sums), left=projects, right=printed)


def _as_printed(one: CellSum, sheet: TableView) -> Instance:
    """The instance with the amounts on its right side as the source shows them, unit included."""
    made = one.instance((sheet,), one.outcome((sheet,)))
    if made.equation is None:
        return made
    right = tuple(
        term._replace(shown=sheet.cells[operand.at].text or term.shown)
        for term, operand in zip(made.equation.right, one.right, strict=True)
    )
    return made._replace(equation=made.equation._replace(right=right))


BELOW_CITY = (OrganKind.COUNTY_GOVERNMENT, OrganKind.TOWNSHIP_GOVERNMENT, OrganKind.SUBDISTRICT_OFFICE)


def rulemaking_power(subject: Subject) -> Outcome:
    """A11: organs below the city have no power to make rules, so the row 规章 holds nothing but zeros."""
    sheet = subject.sheets.get(2)
    if sheet is None:
        return Outcome(reason=NO_TABLE)
    if not _is_below_city(subject.report):
        return Outcome(reason=FORMAT_NOT_APPLICABLE if subject.report.place.known else "organ_level_unknown")
    if "rules" not in sheet.form.rows:
        return Outcome(reason=FORMAT_NOT_APPLICABLE)
    columns = sheet.form.block_of("rules").columns
    cells = [sheet.cell("rules", c) for c in columns]
    if why := _why_unsure(cells):
        return Outcome(reason=why)
    values = {c: cell.value for c, cell in zip(columns, cells, strict=True) if cell.value is not None}
    if not values and all(cell.reading is not Reading.SLASH for cell in cells):
        return Outcome(reason=BLANK_CELLS)
    return _rules_are_zero(sheet, columns, values)


def _why_unsure(cells: Sequence[Cell]) -> str:
    """Why what stands in ``cells`` is not certain; "" where it is."""
    if any(cell.reading in (Reading.ILLEGIBLE, Reading.UNREAD, Reading.SOLVED) for cell in cells):
        return NOT_READ
    return RECOGNISED if any(cell.seen is not None for cell in cells) else ""


def _is_below_city(report: Report) -> bool:
    """True for organs of counties and townships."""
    organ, place = report.organ, report.place
    return organ.kind in BELOW_CITY or (
        organ.kind is OrganKind.DEPARTMENT and place.known and len(place.code) >= len("110101")
    )


def _rules_are_zero(sheet: TableView, columns: Sequence[str], values: Mapping[str, Decimal]) -> Outcome:
    """``values`` of the row 规章 by column; one without numbers holds slashes, which pass."""
    form = sheet.form
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
