"""Family C: dates and years (日期与年度). The years named in the text are in ``text_years``."""

from __future__ import annotations

from datetime import date

from generator.checks.base import Check, Outcome, Subject
from generator.checks.gate import Use
from generator.checks.saying import YEAR_UNKNOWN, compared, word, year_of
from generator.checks.text_years import cited_basis, plan_year, title_and_body
from generator.checks.wordlists import word_lists
from generator.model.reports import GOVERNMENTS, TOWNSHIPS, OrganKind, Period, Report, Sourced
from generator.model.spans import DecodedSpan

NO_DATE = "no_date"
NO_PERIOD = "no_period_stated"
LEVEL_UNKNOWN = "organ_level_unknown"
NEW_RULES = 2019
"""The first report year under article 49, which set two deadlines where there had been one."""
CONTEXT = 60
"""Characters before a period that may say it is a cumulative one."""


def _date(report: Report) -> tuple[str, Sourced[date]] | None:
    """The date of publication where it is known, else that of the signature."""
    if report.dates.published is not None:
        return "公布日期", report.dates.published
    return ("落款日期", report.dates.signed) if report.dates.signed is not None else None


def published_in_time(subject: Subject) -> Outcome:
    """C01: published, or at least signed, by the deadline of the law or, for townships, of custom."""
    report = subject.report
    found, year = _date(report), year_of(report)
    if found is None:
        return Outcome(reason=NO_DATE)
    if year is None:
        return Outcome(reason=YEAR_UNKNOWN)
    deadline = _deadline(report, year)
    if deadline is None:
        return Outcome(left=found[1].value, reason=LEVEL_UNKNOWN)
    words, day = found
    customary = year >= NEW_RULES and report.organ.kind in TOWNSHIPS
    left = word(words, day.value.isoformat(), day.span)
    right = word("惯例日期" if customary else "法定期限", deadline.isoformat())
    instance = compared("date", words, left, "<=", right, day.value <= deadline)
    return Outcome((instance,), left=day.value, right=deadline)


def _deadline(report: Report, year: int) -> date | None:
    """The last day; None where the kind of organ does not tell. Zones may report as governments or as departments."""
    kind, name = report.organ.kind, report.organ.name or ""
    if year < NEW_RULES or kind in GOVERNMENTS:
        return date(year + 1, 3, 31)
    zone = name.endswith("管委会") or (name.endswith("管理委员会") and not name.endswith("监督管理委员会"))
    if zone or kind is OrganKind.OTHER or word_lists("dates.yaml")["not_bound"].pattern.search(name):
        return None
    return date(year + 1, 1, 31)


def period_matches_year(subject: Subject) -> Outcome:
    """C02: the period stated is the report's year."""
    report = subject.report
    found, year = report.dates.period, year_of(report)
    if found is None or _cumulative(report, found.span):
        return Outcome(reason=NO_PERIOD)
    if year is None:
        return Outcome(left=_spoken(found.value), reason=YEAR_UNKNOWN)
    demanded = Period(date(year, 1, 1), date(year, 12, 31))
    left = word("统计期限", _spoken(found.value), found.span)
    right = word("报告年度", _spoken(demanded))
    instance = compared("period", "统计期限", left, "=", right, found.value == demanded)
    return Outcome((instance,), left=_spoken(found.value), right=_spoken(demanded))


def _cumulative(report: Report, span: DecodedSpan | None) -> bool:
    """The period is that of figures summed up over the years."""
    if span is None:
        return False
    text = report.text.decoded
    around = text[max(0, span.start - CONTEXT) : span.end]
    sentence = max(around.rfind(mark) for mark in "。；;\n")
    return word_lists("dates.yaml")["cumulative"].found(around[sentence + 1 :])


def _spoken(period: Period) -> str:
    return f"{period.start.isoformat()}..{period.end.isoformat()}"


def signed_after_period(subject: Subject) -> Outcome:
    """C06: signed or published after the year had ended."""
    report = subject.report
    found, year = _date(report), year_of(report)
    if found is None:
        return Outcome(reason=NO_DATE)
    if year is None:
        return Outcome(reason=YEAR_UNKNOWN)
    words, day = found
    last = date(year, 12, 31)
    right = word(words, day.value.isoformat(), day.span)
    instance = compared("date", words, word("年度末日", last.isoformat()), "<", right, day.value > last)
    return Outcome((instance,), left=day.value, right=last)


DATE_CHECKS: tuple[Check, ...] = (
    Check("C01", published_in_time),
    Check("C02", period_matches_year, frozenset({Use.YEAR})),
    Check("C03", title_and_body, frozenset({Use.YEAR})),
    Check("C04", plan_year),
    Check("C05", cited_basis),
    Check("C06", signed_after_period),
)
