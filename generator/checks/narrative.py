"""Family D: the running text against the tables (正文与表格).

Longer than 250 lines: one family, a short function for each check, in the order of their codes.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from generator.checks.base import Check, Outcome, Subject
from generator.checks.comparison import compare, term
from generator.checks.denied import zero_statement
from generator.checks.reasons import FORMAT_NOT_APPLICABLE, NO_TABLE
from generator.checks.sheets import PLANS, FormIndex
from generator.checks.stated import (
    Cells,
    compare_with_cells,
    outcome,
    own_figures,
    spoken,
    without_table,
)
from generator.checks.sums import CellSum, by_row, evaluate_sums
from generator.forms.groups import counted_rows
from generator.model.figures import StatedFigure, Table
from generator.model.reports import Report
from generator.model.results import Equation, Instance, Severity, Verdict
from generator.model.spans import DecodedSpan
from generator.reading.numbers import in_yuan

NEW, CARRIED = ("new_requests", "total"), ("carried_over", "total")
REQUESTS = {
    "requests_new": "新收申请",
    "requests_received": "收到申请",
    "requests_accepted": "受理申请",
    "requests_on_request": "依申请公开",
}
CARRY = {"carried_over": "上年结转", "carried_forward": "结转下年度"}
CLOSED = {"closed": "办结申请", "answered": "答复申请"}
OUTCOMES = {
    "granted": "予以公开",
    "partly_granted": "部分公开",
    "denied": "不予公开",
    "unable": "无法提供",
    "not_processed": "不予处理",
    "other_handling": "其他处理",
}
GROUPS = {"denied": "denied", "unable": "unable", "not_processed": "not_processed", "other_handling": "other"}
NORMATIVE = {"normative_made": "made", "normative_repealed": "repealed", "normative_in_force": "in_force"}
NORMATIVE_ZH = {
    "normative_made": "制发规范性文件",
    "normative_repealed": "废止规范性文件",
    "normative_in_force": "现行有效规范性文件",
}
DOCUMENTS = ("rules", "normative_documents")
NEW_DOCUMENTS = ("newly_published", "made")
BLOCKS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")


def requests(subject: Subject) -> Outcome:
    """D01: the number of requests in the text is row 一 of table 3, or 一 + 二 unless it says 新收."""
    figures = own_figures(subject.report, *REQUESTS)
    table = subject.report.tables.requests
    if table is None or not figures:
        return without_table(figures, table) or Outcome()
    instances = [_requests(subject, table, figure) for figure in figures]
    found = outcome(instances)
    return found._replace(right=table.value(*NEW))


def _requests(subject: Subject, table: Table, figure: StatedFigure) -> Instance:
    options = [Cells(table, (NEW,))]
    if figure.wording == "loose":
        options.append(Cells(table, (("granted", "total"), ("partly_granted", "total"))))
    elif figure.indicator != "requests_new":
        options.append(Cells(table, (NEW, CARRIED)))
    return compare_with_cells(subject, figure, REQUESTS[figure.indicator], "=", options, _milder(figure))


def _milder(figure: StatedFigure) -> Severity | None:
    """Loose wording never makes a report inconsistent."""
    return Severity.WARNING if figure.wording == "loose" else None


def carried(subject: Subject) -> Outcome:
    """D02: what the text says was carried over, from last year and to the next."""
    return _rows(subject, CARRY, {name: (name,) for name in CARRY})


def closed(subject: Subject) -> Outcome:
    """D03: closed requests in the text are （七）总计, which counts those carried over from last year, too."""
    passed_over = _of_this_year_alone(subject.report)
    return _rows(subject, CLOSED, dict.fromkeys(CLOSED, ("results_total",)), passed_over)


NEAR = 3
"""Figures this far apart may belong to one account: 收到20件，办结18件，结转2件."""


def _of_this_year_alone(report: Report) -> frozenset[DecodedSpan]:
    """Closures in an account of this year's requests alone, which adds up by itself and agrees with the table."""
    table = report.tables.requests
    if table is None:
        return frozenset()
    new, carried, forward, total = (
        table.value(row, "total") for row in ("new_requests", "carried_over", "carried_forward", "results_total")
    )
    if not new or not carried or forward is None or total is None:
        return frozenset()
    alone = []
    for at, figure in enumerate(report.figures):
        if figure.indicator not in CLOSED or figure.value + forward != new or figure.value + carried != total:
            continue
        around = report.figures[max(0, at - NEAR) : at + NEAR + 1]
        if _is_account(around, new, forward):
            alone.append(figure.span)
    return frozenset(alone)


def _is_account(figures: Sequence[StatedFigure], new: Decimal, forward: Decimal) -> bool:
    """True if both the new requests and those carried forward are among ``figures``."""
    return any(f.indicator in REQUESTS and f.value == new for f in figures) and any(
        "结转" in f.label and f.value == forward for f in figures
    )


def outcomes(subject: Subject) -> Outcome:
    """D04: each outcome in the text is the sum of its rows."""
    table = subject.report.tables.requests
    rows: dict[str, tuple[str, ...]] = {}
    if table is not None:
        form = subject.form_table(table)
        for name in OUTCOMES:
            rows[name] = counted_rows(form, GROUPS.get(name, name), name) or (name,)
    return _rows(subject, OUTCOMES, rows)


def _rows(
    subject: Subject,
    labels: dict[str, str],
    rows: dict[str, tuple[str, ...]],
    without: frozenset[DecodedSpan] = frozenset(),
) -> Outcome:
    figures = [figure for figure in own_figures(subject.report, *labels) if figure.span not in without]
    table = subject.report.tables.requests
    if table is None or not figures:
        return without_table(figures, table) or Outcome()
    return outcome(
        compare_with_cells(
            subject, figure, labels[figure.indicator], "=",
            [Cells(table, tuple((row, "total") for row in rows[figure.indicator]))], _milder(figure),
        )
        for figure in figures
    )  # fmt: skip


def reconsideration(subject: Subject) -> Outcome:
    """D05: cases of reconsideration in the text are the total of table 4's first block."""
    return _disputes(subject, "reconsideration", "行政复议", BLOCKS[:1])


def litigation(subject: Subject) -> Outcome:
    """D06: lawsuits in the text are the totals of table 4's two other blocks."""
    return _disputes(subject, "litigation", "行政诉讼", BLOCKS[1:])


def _disputes(subject: Subject, indicator: str, label: str, blocks: Sequence[str]) -> Outcome:
    figures = own_figures(subject.report, indicator)
    table = subject.report.tables.disputes
    if table is None or not figures:
        return without_table(figures, table) or Outcome()
    cells = Cells(table, tuple((block, "total") for block in blocks))
    return outcome(compare_with_cells(subject, figure, label, "=", [cells]) for figure in figures)


def normative(subject: Subject) -> Outcome:
    """D07: normative documents made, repealed and in force in the text are those of table 2."""
    figures = own_figures(subject.report, *NORMATIVE)
    table = subject.report.tables.disclosure
    if table is None or not figures:
        return without_table(figures, table) or Outcome()
    return outcome(
        compare_with_cells(
            subject, figure, NORMATIVE_ZH[figure.indicator], "=",
            [Cells(table, (("normative_documents", NORMATIVE[figure.indicator]),))],
        )
        for figure in figures
    )  # fmt: skip


def fees(subject: Subject) -> Outcome:
    """D08: the amount of administrative fees in the text is that of table 2, both in yuan."""
    figures = own_figures(subject.report, "fees")
    table = subject.report.tables.disclosure
    if table is None or not figures:
        return without_table(figures, table) or Outcome()
    if ("administrative_fees", "amount") not in table.cells:
        return Outcome(reason=FORMAT_NOT_APPLICABLE)
    return outcome(_fee(subject, table, figure) for figure in figures)


def _fee(subject: Subject, table: Table, figure: StatedFigure) -> Instance:
    """Both amounts may be rounded to their last printed digit."""
    cell = table.cells["administrative_fees", "amount"]
    form = subject.form_table(table)
    left, right = in_yuan(figure.value, figure.unit), in_yuan(cell.value, cell.unit)
    words = spoken(figure, "正文行政事业性收费")._replace(value=left, shown=f"{spoken(figure).shown} {figure.unit}")
    printed = term(table, form, "administrative_fees", "amount", "收费金额")
    if right is not None:
        printed = printed._replace(value=right, shown=f"{printed.shown} {cell.unit}")
    if left is None or right is None:
        unread = compare("fees", "行政事业性收费", (words,), "=", (printed,), [cell])
        if unread.verdict is Verdict.NOT_CHECKABLE:
            return unread
        return unread._replace(verdict=Verdict.NOT_CHECKABLE, reason=FORMAT_NOT_APPLICABLE)
    slack = max(_half(figure.value, figure.unit), _half(cell.value or Decimal(0), cell.unit or "元"))
    if figure.approx:
        slack = max(slack, left / 10)
    holds = abs(left - right) <= slack
    unread = compare("fees", "行政事业性收费", (words,), "=", (printed,), [cell])
    if unread.verdict is Verdict.NOT_CHECKABLE:
        return unread
    sign = "=" if left == right or not holds else "~"
    verdict = Verdict.PASS if holds else Verdict.FAIL
    return Instance("fees", "行政事业性收费", verdict, Equation((words,), sign, (printed,), holds))


def _half(value: Decimal, unit: str) -> Decimal:
    """Half a unit of the last printed place, in yuan; 0 for whole yuan."""
    exponent = value.as_tuple().exponent
    place = Decimal(10) ** (exponent if isinstance(exponent, int) else 0)
    return Decimal(0) if unit == "元" else (in_yuan(place, unit) or Decimal(0)) / 2


def proactive(subject: Subject) -> Outcome:
    """D09: everything published is at least what table 2 says is new of it."""
    figures = own_figures(subject.report, "proactive")
    table = subject.report.tables.disclosure
    if table is None or not figures:
        return without_table(figures, table) or Outcome()
    # What is new is what was newly published, where the form has that, else what was made.
    column = next((c for c in NEW_DOCUMENTS if (DOCUMENTS[0], c) in table.cells), NEW_DOCUMENTS[0])
    cells = Cells(table, tuple((row, column) for row in DOCUMENTS))
    return outcome(compare_with_cells(subject, figure, "主动公开总数", ">=", [cells]) for figure in figures)


def cases_without_requests(subject: Subject) -> Outcome:
    """D10: cases of table 4 go with requests of table 3, this year's or last year's."""
    requests, disputes = subject.sheets.get(3), subject.sheets.get(4)
    if requests is None or disputes is None:
        return Outcome(reason=NO_TABLE)
    rule = _cases_and_requests(disputes.plan, requests.plan)
    if rule is None:
        return Outcome(reason=FORMAT_NOT_APPLICABLE)
    left, right = rule.sides(disputes, requests)
    return Outcome(evaluate_sums((rule,), disputes, requests), left=left, right=right)


@lru_cache(maxsize=PLANS)
def _cases_and_requests(disputes: FormIndex, requests: FormIndex) -> CellSum | None:
    """None where a form lacks one of the cells."""
    blocks, incoming = [(block, "total") for block in BLOCKS], (NEW, CARRIED)
    if not disputes.at.keys() >= set(blocks) or not requests.at.keys() >= set(incoming):
        return None
    left, right = by_row(disputes, "total", *BLOCKS), by_row(requests, "total", NEW[0], CARRIED[0], sheet=1)
    return CellSum("cases", "复议诉讼与申请", left, "=>", right)


NARRATIVE_CHECKS: tuple[Check, ...] = (
    Check("D01", requests),
    Check("D02", carried),
    Check("D03", closed),
    Check("D04", outcomes),
    Check("D05", reconsideration),
    Check("D06", litigation),
    Check("D07", normative),
    Check("D08", fees),
    Check("D09", proactive),
    Check("D10", cases_without_requests),
    Check("D11", zero_statement),
)
