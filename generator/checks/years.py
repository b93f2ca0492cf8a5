"""Family F, over time: what a report says of the year before, and the year after of it (跨年核对).

A finding about two years belongs to the pair: it is shown on both reports. Operands of the other report
carry its id, so that they lead to its text and not to this one's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
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
    term,
    trouble,
)
from generator.checks.equations import plain
from generator.forms.loader import FormTable
from generator.model.figures import Cell, Reading, Table
from generator.model.reports import Report
from generator.model.results import Equation, Instance, Severity, Term, Verdict

NEEDS_OTHER_YEAR = "needs_other_year"
ALL_ZERO = "all_zero"
ITEM_ROWS = (
    "administrative_licensing",
    "other_public_services",
    "administrative_penalties",
    "administrative_compulsion",
    "administrative_fees",
)
DOCUMENT_ROWS = ("rules", "normative_documents")
FACTOR = 5
"""A value more than so many times the other is a jump …"""
ZERO = Decimal(0)
LARGE = 20
"""… where the larger one is at least this."""
IDENTICAL_FROM = 5
"""So many equal figures other than 0 are no chance."""


class Side:
    """One report's table in a pair; terms of the report that was not asked about carry its id."""

    def __init__(self, report: Report, table: Table, form: FormTable, asked: Report) -> None:
        self.report, self.table, self.form = report, table, form
        self._id = "" if report is asked else report.id

    def cell(self, row: str, column: str) -> Cell:
        return self.table.cells[row, column]

    def term(self, row: str, column: str, sign: int = 1, label: str = "") -> Term:
        """``2020 年结转下年 3``; named by the row in table 3, else by the column."""
        words = self.form.rows[row].short if self.form.key == "requests" else self.form.columns[column].short
        named = label or f"{_year(self.report)} 年{words}"
        return term(self.table, self.form, row, column, named, sign, self._id)


Compare = Callable[[Side, Side], Iterator[Instance]]
"""(earlier, later) → one instance a row, column or block."""


def carry(subject: Subject) -> Outcome:
    """F01: requests carried forward are next year's carried over, in each column."""

    def columns(earlier: Side, later: Side) -> Iterator[Instance]:
        for column, label in earlier.form.columns.items():
            left, right = (earlier.term("carried_forward", column),), (later.term("carried_over", column),)
            cells = [earlier.cell("carried_forward", column), later.cell("carried_over", column)]
            yield _mild(compare(column, label.short, left, "=", right, cells), earlier.report, later.report)

    return _over_pairs(subject, "requests", columns)


def in_force(subject: Subject) -> Outcome:
    """F02: documents in force are last year's plus those issued less those repealed (form of 2021)."""

    def rows(earlier: Side, later: Side) -> Iterator[Instance]:
        for row in DOCUMENT_ROWS:
            parts = (earlier.term(row, "in_force"), later.term(row, "made"), later.term(row, "repealed", sign=-1))
            cells = [earlier.cell(row, "in_force"), *(later.cell(row, c) for c in ("in_force", "made", "repealed"))]
            left = (later.term(row, "in_force"),)
            yield compare(row, later.form.rows[row].short, left, "=", parts, cells)

    return _over_pairs(subject, "disclosure", rows, form="2021")


def items(subject: Subject) -> Outcome:
    """F03: the number of items follows on from 2019 to 2020, the only two years of that form."""

    def rows(earlier: Side, later: Side) -> Iterator[Instance]:
        for row in ITEM_ROWS:
            left = (later.term(row, "previous_year_items"),)
            right = (earlier.term(row, "previous_year_items"), earlier.term(row, "net_change"))
            cells = [later.cell(row, "previous_year_items")]
            cells += [earlier.cell(row, column) for column in ("previous_year_items", "net_change")]
            yield compare(row, later.form.rows[row].short, left, "=", right, cells)

    return _over_pairs(subject, "disclosure", rows, form="2019")


def identical_tables(subject: Subject) -> Outcome:
    """F07: not all figures of two years are the same, where at least five of them are not zero."""
    others = subject.corpus.other_years(subject.report)
    if not others:
        return Outcome(reason=NEEDS_OTHER_YEAR)
    if not any(subject.report.tables):
        return Outcome(reason=NO_TABLE)
    return Outcome(tuple(_identical(subject.report, other) for other in others))


def _identical(report: Report, other: Report) -> Instance:
    def found(verdict: Verdict, equation: Equation | None = None, reason: str = "") -> Instance:
        return Instance(str(_year(other)), f"与 {_year(other)} 年", verdict, equation, reason)

    if report.forms != other.forms:
        return found(Verdict.NOT_CHECKABLE, reason=FORMAT_NOT_APPLICABLE)
    pairs = [
        (cell, theirs.cells[address])
        for own, theirs in zip(report.tables, other.tables, strict=True)
        for address, cell in own.cells.items()
    ]
    known = [pair for pair in pairs if trouble(pair) != NOT_READ]
    differing = sum((a.value, a.unit) != (b.value, b.unit) for a, b in known)
    if differing:
        equation = Equation((_count("数字不同的格", differing),), ">=", (_count("", 1),), holds=True)
        return found(Verdict.PASS, equation)
    if len(known) < len(pairs):
        return found(Verdict.NOT_CHECKABLE, reason=NOT_READ)
    stated = [a.value for a, _ in known if a.value is not None]
    if not any(stated):
        return found(Verdict.NOT_CHECKABLE, reason=ALL_ZERO if stated else BLANK_CELLS)
    same = sum(map(bool, stated))
    equation = Equation((_count("相同且不为零的格", same),), "<", (_count("", IDENTICAL_FROM),), same < IDENTICAL_FROM)
    return found(Verdict.PASS if equation.holds else Verdict.FAIL, equation)


def _count(label: str, number: int) -> Term:
    return Term(label, Decimal(number), str(number))


def jump(subject: Subject) -> Outcome:
    """F08: no count is more than five times, or less than a fifth of, the other year's."""
    pairs = subject.corpus.pairs(subject.report)
    if not pairs:
        return Outcome(reason=NEEDS_OTHER_YEAR)
    instances: list[Instance] = []
    reasons: set[str] = set()
    for earlier, later in pairs:
        for key in ("disclosure", "requests", "disputes"):
            sides = _sides(subject, earlier, later, key, same_form=True)
            if isinstance(sides, str):
                reasons.add(sides)
            else:
                instances += _jumps(*sides)
    return Outcome(tuple(instances), reason="" if instances else min(reasons))


def _jumps(earlier: Side, later: Side) -> Iterator[Instance]:
    """One instance a cell that is large enough in one of the years, or that cannot be compared.

    Where all are small, one for the whole table: nothing in it can have jumped.
    """
    form = later.form
    largest, silent = ZERO, True
    for row, column in form.addresses():
        if form.columns[column].domain != "count":
            continue
        before, after = earlier.cell(row, column), later.cell(row, column)
        # Nearly all cells are plain numbers, and a report has hundreds of them.
        plain_cells = before.reading is Reading.STATED and after.reading is Reading.STATED
        why = "" if plain_cells else trouble((before, after))
        high = max(before.value or ZERO, after.value or ZERO)
        if not why and high < LARGE:
            largest = max(largest, high) if high else largest
            continue
        silent = False
        where = f"{_ids(earlier, later)}.{form.key}.{row}.{column}"
        where_zh = f"{_span(earlier, later)}{form.rows[row].short}·{form.columns[column].short}"
        if why:
            yield Instance(where, where_zh, Verdict.NOT_CHECKABLE, reason=why)
            continue
        equation = _within_factor(earlier, later, row, column)
        yield Instance(where, where_zh, Verdict.PASS if equation.holds else Verdict.FAIL, equation)
    if silent:
        equation = Equation((Term("最大的数", largest, plain(largest)),), "<", (_count("", LARGE),), holds=True)
        where_zh = f"{_span(earlier, later)}{form.zh}"
        yield Instance(f"{_ids(earlier, later)}.{form.key}", where_zh, Verdict.PASS, equation)


def _within_factor(earlier: Side, later: Side, row: str, column: str) -> Equation:
    """The larger value is at most FACTOR times the smaller."""
    values = [(side.cell(row, column).value or Decimal(0), side) for side in (earlier, later)]
    (low, small), (high, large) = sorted(values, key=lambda pair: pair[0])
    bound = FACTOR * low
    left = large.term(row, column, label=f"{_year(large.report)} 年")
    named = small.term(row, column, label=f"{_year(small.report)} 年 {plain(low)} 的 {FACTOR} 倍")
    return Equation((left,), "<=", (replace(named, value=bound, shown=plain(bound)),), high <= bound)


def pending_cases(subject: Subject) -> Outcome:
    """F10: next year's cases are no fewer than those pending, in each block of table 4."""

    def blocks(earlier: Side, later: Side) -> Iterator[Instance]:
        for block, label in later.form.rows.items():
            left, right = (later.term(block, "total"),), (earlier.term(block, "pending"),)
            cells = [later.cell(block, "total"), earlier.cell(block, "pending")]
            yield compare(block, label.short, left, ">=", right, cells)

    return _over_pairs(subject, "disputes", blocks)


def _over_pairs(subject: Subject, key: str, instances_of: Compare, form: str | None = None) -> Outcome:
    """The instances of every pair of adjacent years with table ``key``, in ``form`` where one is named."""
    pairs = subject.corpus.pairs(subject.report)
    if not pairs:
        return Outcome(reason=NEEDS_OTHER_YEAR)
    instances: list[Instance] = []
    reasons: set[str] = set()
    for earlier, later in pairs:
        sides = _sides(subject, earlier, later, key, form)
        if isinstance(sides, str):
            reasons.add(sides)
            continue
        ids, span = _ids(*sides), _span(*sides)
        instances += [
            replace(one, where=f"{ids}.{one.where}", where_zh=span + one.where_zh) for one in instances_of(*sides)
        ]
    return Outcome(tuple(instances), reason="" if instances else min(reasons))


def _sides(
    subject: Subject, earlier: Report, later: Report, key: str, form: str | None = None, same_form: bool = False
) -> tuple[Side, Side] | str:
    """The table of both years, or why the two cannot be compared."""
    first, second = _table(earlier, key), _table(later, key)
    if first is None or second is None:
        return NO_TABLE
    if (form and {first.form, second.form} != {form}) or (same_form and first.form != second.form):
        return FORMAT_NOT_APPLICABLE
    return (
        Side(earlier, first, subject.form_table(first), subject.report),
        Side(later, second, subject.form_table(second), subject.report),
    )


def _table(report: Report, key: str) -> Table | None:
    tables = report.tables
    return {"disclosure": tables.disclosure, "requests": tables.requests, "disputes": tables.disputes}[key]


def _mild(instance: Instance, earlier: Report, later: Report) -> Instance:
    """After a merger or a new name, what was left over may have gone elsewhere."""
    names = ["".join((r.organ.name or "").split()) for r in (earlier, later)]
    renamed = all(names) and not (names[0].endswith(names[1]) or names[1].endswith(names[0]))
    moved = earlier.place.code != later.place.code
    if instance.verdict is Verdict.FAIL and (renamed or moved):
        return replace(instance, severity=Severity.WARNING)
    return instance


def _ids(earlier: Side, later: Side) -> str:
    return f"{_year(earlier.report)}-{_year(later.report)}"


def _span(earlier: Side, later: Side) -> str:
    return f"{_year(earlier.report)}→{_year(later.report)} 年 "


def _year(report: Report) -> int:
    assert report.year is not None  # only reports of a known year have neighbours
    return report.year.value


YEARS_CHECKS: tuple[Check, ...] = (
    Check("F01", carry),
    Check("F02", in_force),
    Check("F03", items),
    Check("F07", identical_tables),
    Check("F08", jump),
    Check("F10", pending_cases),
)
