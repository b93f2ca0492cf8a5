"""Family C on the years that the running text names: the year reported on, the year of plans, the notice cited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.checks.base import Outcome, Subject
from generator.checks.citations import Notice, notices
from generator.checks.named_years import FILE, NAMED_YEAR, NamedYear, spelt_year
from generator.checks.saying import YEAR_UNKNOWN, compared, uncomparable, word, year_of
from generator.checks.wordlists import word_lists
from generator.model.reports import Report
from generator.model.results import Instance, Severity, Side, Verdict
from generator.text.folding import half_width

NO_TITLE_YEAR = "no_title_year"
NO_BODY_YEAR = "no_body_year"
NO_DATED_PLAN = "no_dated_plan"
NO_NOTICE = "no_notice_cited"
DATE_UNKNOWN = "notice_date_unknown"
EARLY = 10
"""A notice with so low a number is of the first months of its year."""


def title_and_body(subject: Subject) -> Outcome:
    """C03: the year of the title is the one that the text names most often."""
    report = subject.report
    named = [n for n in _narrative_years(subject) if not _elsewhere(n)]
    leading = _leading_years(named)
    title = half_width(report.title.value) if report.title else ""
    in_title = {spelt_year(match) for match in NAMED_YEAR.finditer(title)}
    if len(in_title) != 1:
        return Outcome(reason=NO_TITLE_YEAR, right=min(leading, default=None))
    (own,) = in_title
    if not leading:
        return Outcome(reason=NO_BODY_YEAR, left=own)
    return _own_and_leading(report, named, own, own if own in leading else min(leading))


def _leading_years(named: Sequence[NamedYear]) -> frozenset[int]:
    """The years that are named most often; several where they tie."""
    counts = Counter(one.year for one in named)
    most = max(counts.values(), default=0)
    return frozenset(year for year, times in counts.items() if times == most)


def _own_and_leading(report: Report, named: Sequence[NamedYear], own: int, leading: int) -> Outcome:
    first = next(n for n in named if n.year == leading)
    left = word("标题年度", str(own), report.title.span if report.title else None)
    right = word("正文多写", str(leading), first.span)
    plain = own == leading or _plainly_other(named, own, leading)
    severity = None if plain else Severity.WARNING
    instance = compared("year", "年度", left, "=", right, own == leading, severity=severity)
    return Outcome((instance,), left=own, right=leading)


def _plainly_other(named: Sequence[NamedYear], own: int, leading: int) -> bool:
    """The text never names the title's year, and says more than once, in plain words, that it reports on another."""
    if any(n.year == own for n in named):
        return False
    sure = word_lists(FILE)["body_year_sure"]
    about = [n for n in named if n.year == leading]
    return len(about) > 1 and any(sure.found(f"{n.before[-12:]}Y年{n.after[:16]}") for n in about)


def _elsewhere(named: NamedYear) -> bool:
    """Named for comparison, or as the beginning of a longer time."""
    if re.match(r"1月1日起?[至到—-]", named.after):
        return False
    return word_lists(FILE)["not_of_this_year_before"].found(named.before)


def _narrative_years(subject: Subject) -> Iterator[NamedYear]:
    """Every year in running text, outside citations, signature and dated plans."""
    report = subject.report
    signed = [f.span for f in (report.dates.signed, report.dates.published) if f is not None and f.span is not None]
    for sentence in subject.dated:
        if not sentence.ahead and not any(report.text.back(sentence.line.span).contains(span) for span in signed):
            yield from sentence.named


def plan_year(subject: Subject) -> Outcome:
    """C04: a sentence about the future that names a year names the next one or a later one."""
    report = subject.report
    year = year_of(report)
    instances: list[Instance] = []
    sides: list[int] = []
    for sentence in subject.dated:
        named = [n for n in sentence.named if not _not_of_the_plan(n)] if sentence.ahead else []
        if not named:
            continue
        if year is None:
            return Outcome(reason=YEAR_UNKNOWN)
        latest = max(named, key=lambda n: n.year)
        left = word("计划年度", str(latest.year), latest.span)
        right = word("下一年", str(year + 1))
        instances.append(compared(f"plan_{len(sides) + 1}", "计划", left, ">=", right, latest.year > year))
        sides.append(latest.year)
    if not instances or year is None:
        return Outcome(reason=NO_DATED_PLAN)
    at = next((i for i, instance in enumerate(instances) if instance.verdict is Verdict.FAIL), 0)
    return Outcome(tuple(instances), left=sides[at], right=year + 1)


def _not_of_the_plan(named: NamedYear) -> bool:
    words = word_lists(FILE)
    before, after = words["not_the_plan_year_before"], words["not_the_plan_year_after"]
    return before.found(named.before) or after.found(named.after)


def cited_basis(subject: Subject) -> Outcome:
    """C05: the notice on which the report was compiled is the one for its year."""
    report = subject.report
    year = year_of(report)
    found = [notice for line in subject.prose for notice in notices(report, line)]
    if not found:
        return Outcome(reason=NO_NOTICE)
    if year is None:
        return Outcome(reason=YEAR_UNKNOWN)
    window = f"{year}-09..{year + 1}-03"
    instances = []
    for at, notice in enumerate(found, 1):
        left, right = word("依据文件", notice.shown, notice.span), word("应在", window)
        holds = _of_year(notice, year)
        if holds is None:
            instances.append(uncomparable(f"notice_{at}", "依据文件", left, "in", right, DATE_UNKNOWN))
        else:
            instances.append(compared(f"notice_{at}", "依据文件", left, "in", right, holds))
    at = next((i for i, instance in enumerate(instances) if instance.verdict is Verdict.FAIL), 0)
    side: Side = found[at].shown
    return Outcome(tuple(instances), left=side, right=window)


def _of_year(notice: Notice, year: int) -> bool | None:
    """True if the notice belongs to the reports on ``year``; None if its date is unknown."""
    if year in notice.years_in_title:
        return True
    if notice.dated is not None:
        return (year, 9) <= notice.dated <= (year + 1, 3)
    if notice.issued is None:
        return None
    if notice.issued == year:
        return False if notice.number <= EARLY else None
    return notice.issued == year + 1
