"""Family F, among reports: copied text, versions, and a county against its towns (跨机关核对)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.checks.at_least import at_least, at_least_words
from generator.checks.base import Check, Outcome, Subject
from generator.checks.comparison import compare, term, trouble
from generator.checks.equations import plain
from generator.checks.reasons import NO_TABLE
from generator.corpus.copies import distinct_contents
from generator.corpus.measured import ALIKE, LONGEST, NEAR_COPY, RUN, SHORTEST, SHORTEST_MEASURED, Relative
from generator.forms.loader import FormTable
from generator.model.figures import Table
from generator.model.reports import Report
from generator.model.results import Equation, Instance, Term, Verdict

NEEDS_OTHER_YEAR = "needs_other_year"
NEEDS_OTHER_REPORT = "needs_other_report"
NEEDS_COUNTY_REPORT = "needs_county_report"
NARRATIVE_TOO_SHORT = "narrative_too_short"
NARRATIVE_TOO_LONG = "narrative_too_long"
IDENTITY_UNKNOWN = "identity_unknown"


def county(subject: Subject) -> Outcome:
    """F04: a county's aggregate is, in every cell, no less than what its archived towns and departments print."""
    members = [subject.body(member) for member in subject.corpus.members(subject.report)]
    if not members:
        return Outcome(reason=NEEDS_COUNTY_REPORT)
    instances = tuple(i for table in subject.report.tables for i in _covered(table, subject, members))
    return Outcome(instances, reason="" if instances else NO_TABLE)


def _covered(table: Table, subject: Subject, members: Sequence[Report]) -> Iterator[Instance]:
    form = subject.form_table(table)
    theirs = [t for m in members for t in m.tables if (t.number, t.form) == (table.number, table.form)]
    for row, column in form.addresses():
        if form.columns[column].domain != "count":
            continue
        # What a member leaves blank adds nothing to the bound, and neither does what we could not read.
        values = [
            cell.value
            for other in theirs
            if (cell := other.cells.get((row, column))) is not None and cell.value is not None and not trouble((cell,))
        ]
        if values:
            yield _bound(table, form, row, column, values)


def _bound(table: Table, form: FormTable, row: str, column: str, values: Sequence[Decimal]) -> Instance:
    label = f"{form.rows[row].short}·{form.columns[column].short}"
    total = sum(values, Decimal(0))
    right = Term(f"已收录的 {len(values)} 份所属报告之和", total, plain(total))
    left = (term(table, form, row, column, "汇总"),)
    return compare(f"{form.key}.{row}.{column}", label, left, ">=", (right,), [table.cells[row, column]])


def other_organs(subject: Subject) -> Outcome:
    """F05: no other organ's report has most of this text, or a long run of it."""
    report, similarity = subject.report, subject.corpus.similarity
    if report.organ.id and report.id in similarity.lengths and similarity.compared.get(report.id) == 0:
        return Outcome(reason=NEEDS_OTHER_REPORT)
    if why := _incomparable(subject):
        return Outcome(reason=why)
    compared = at_least(similarity.compared[report.id])
    relatives = subject.corpus.relatives(report)
    if not relatives:
        return Outcome((_nothing_alike(compared),), left=Decimal(0), right=_limit(ALIKE), compared=compared)
    nearest = relatives[0]
    longest = max(relatives, key=lambda relative: relative.longest_run)
    instances = (_share(nearest, ALIKE), _run(longest))
    return Outcome(instances, left=_decimal(nearest.containment), right=_limit(ALIKE), compared=compared)


def other_years(subject: Subject) -> Outcome:
    """F06: no other year's report of the same organ has nearly all of this text."""
    others = subject.corpus.other_years(subject.report)
    if not others:
        return Outcome(reason=NEEDS_OTHER_YEAR)
    if why := _incomparable(subject):
        return Outcome(reason=why)
    relatives = subject.corpus.own_years(subject.report)
    if not relatives:
        return Outcome(reason=NARRATIVE_TOO_SHORT)
    return Outcome(
        tuple(_share(relative, NEAR_COPY) for relative in relatives),
        left=_decimal(relatives[0].containment),
        right=_limit(NEAR_COPY),
        compared=at_least(len(relatives)),
    )


def versions(subject: Subject) -> Outcome:
    """F09: there is one version of the report, in however many files."""
    report = subject.report
    if not report.organ.id or report.year is None:
        return Outcome(reason=IDENTITY_UNKNOWN)
    count = distinct_contents(subject.corpus.versions(report), subject.corpus.contents)
    left, right = (Term("已收版本", Decimal(count), str(count)),), (Term("", Decimal(1), "1"),)
    verdict = Verdict.PASS if count == 1 else Verdict.FAIL
    where_zh = f"{report.year.value} 年"
    instance = Instance(str(report.year.value), where_zh, verdict, Equation(left, "=", right, count == 1))
    return Outcome((instance,), left=count, right=1)


def _incomparable(subject: Subject) -> str:
    """Why a text is not compared at all."""
    similarity, report = subject.corpus.similarity, subject.report
    if similarity.lengths.get(report.id, 0) < SHORTEST:
        return NARRATIVE_TOO_SHORT
    if similarity.lengths[report.id] > LONGEST:
        return NARRATIVE_TOO_LONG
    return "" if report.id in similarity.compared else IDENTITY_UNKNOWN


def _nothing_alike(compared: int) -> Instance:
    equation = Equation((Term("相同文字占比", Decimal(0), "0"),), "<", (_bar(ALIKE),), holds=True)
    return Instance("all", f"与其他机关的 {at_least_words(compared)}报告", Verdict.PASS, equation)


def _share(relative: Relative, limit: float) -> Instance:
    holds = relative.containment < limit
    share = _decimal(relative.containment)
    left = Term("相同文字占比", share, plain(share), report=relative.other.id)
    return _instance(relative, Equation((left,), "<", (_bar(limit),), holds), holds)


def _run(relative: Relative) -> Instance:
    holds = relative.longest_run < RUN
    # Runs too short to tell anything are not measured.
    count = Decimal(relative.longest_run) if relative.longest_run else None
    shown = plain(count) if count is not None else f"不足 {SHORTEST_MEASURED}"
    left = Term("最长连续相同字数", count, shown, report=relative.other.id)
    right = Term("界限", Decimal(RUN), str(RUN))
    return _instance(relative, Equation((left,), "<", (right,), holds), holds)


def _instance(relative: Relative, equation: Equation, holds: bool) -> Instance:
    other = relative.other
    name = other.organ.known_as or "".join(other.place.names[-1:])
    year = f" {other.year.value} 年" if other.year else ""
    return Instance(other.id, f"与{name}{year}报告", Verdict.PASS if holds else Verdict.FAIL, equation)


def _bar(limit: float) -> Term:
    return Term("界限", _limit(limit), plain(_limit(limit)))


def _limit(limit: float) -> Decimal:
    return Decimal(str(limit))


def _decimal(share: float) -> Decimal:
    """Cut after three decimals, so that what lies below a limit is never shown as reaching it."""
    return Decimal(int(share * 1000 + 1e-9)) / 1000


OTHERS_CHECKS: tuple[Check, ...] = (
    Check("F04", county),
    Check("F05", other_organs),
    Check("F06", other_years),
    Check("F09", versions),
)
