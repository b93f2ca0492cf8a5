"""Family C on the years that the running text names: the year reported on, the year of plans, the notice cited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.base import Outcome, Subject
from generator.checks.citations import CITED, Notice, notices
from generator.checks.saying import YEAR_UNKNOWN, said, unsaid, word, year_of
from generator.checks.wordlists import word_lists
from generator.model.reports import Report
from generator.model.results import Instance, Severity, Side, Verdict
from generator.model.spans import Span
from generator.reading.folding import NUMERALS, half_width
from generator.reading.lines import Line

FILE = "dates.yaml"
NO_TITLE_YEAR = "no_title_year"
NO_BODY_YEAR = "no_body_year"
NO_DATED_PLAN = "no_dated_plan"
NO_NOTICE = "no_notice_cited"
DATE_UNKNOWN = "notice_date_unknown"
_ZERO, _DIGIT = "〇○零", "〇○零一二三四五六七八九"
YEAR = re.compile(rf"(?<!\d)(20[0-3]\d)\s*年|(?<![{_DIGIT}])(二[{_ZERO}][{_ZERO}一二三][{_DIGIT}])\s*年")
SENTENCE = re.compile(r"[^。！？!?；;]+[。！？!?；;]?")
EARLY = 10
"""A notice with so low a number is of the first months of its year."""


@dataclass(frozen=True, slots=True)
class Named:
    """A year that a sentence names. ``span`` is in the decoded text; ``before`` and ``after`` are its sentence."""

    year: int
    span: Span
    before: str
    after: str


def title_and_body(subject: Subject) -> Outcome:
    """C03: the year of the title is the one that the text names most often."""
    report = subject.report
    named = [n for n in _narrative_years(subject) if not _elsewhere(n)]
    counts = Counter(n.year for n in named)
    in_title = {_value(m) for m in YEAR.finditer(half_width(report.title.value))} if report.title else set()
    most = max(counts.values(), default=0)
    leading = min((year for year, n in counts.items() if n == most), default=None)
    if len(in_title) != 1:
        return Outcome(reason=NO_TITLE_YEAR, right=leading)
    (own,) = in_title
    if leading is None:
        return Outcome(reason=NO_BODY_YEAR, left=own)
    if counts[own] == most:
        leading = own
    first = next(n for n in named if n.year == leading)
    left = word("标题年度", str(own), report.title.span if report.title else None)
    right = word("正文多写", str(leading), first.span)
    mild = None if _plainly_other(named, own, leading) else Severity.WARNING
    instance = said("year", "年度", left, "=", right, own == leading, severity=mild if own != leading else None)
    return Outcome((instance,), left=own, right=leading)


def _plainly_other(named: list[Named], own: int, leading: int) -> bool:
    """The text never names the title's year, and says more than once, in plain words, that it reports on another."""
    if any(n.year == own for n in named):
        return False
    sure = word_lists(FILE)["body_year_sure"]
    about = [n for n in named if n.year == leading]
    return len(about) > 1 and any(sure.found(f"{n.before[-12:]}Y年{n.after[:16]}") for n in about)


def _elsewhere(named: Named) -> bool:
    """Named for comparison, or as the beginning of a longer time."""
    if re.match(r"1月1日起?[至到—-]", named.after):
        return False
    return word_lists(FILE)["not_of_this_year_before"].found(named.before)


def _narrative_years(subject: Subject) -> Iterator[Named]:
    """Every year in running text, outside citations, signature and dated plans."""
    report = subject.report
    dates = report.dates
    signed = [f.span for f in (dates.signed, dates.published) if f is not None and f.span is not None]
    for line in subject.prose:
        if "年" not in line.text or any(report.text.back(line.span).contains(span) for span in signed):
            continue
        for sentence, named in _sentences(report, line):
            if named and not word_lists(FILE)["future"].found(sentence):
                yield from named


def _sentences(report: Report, line: Line) -> Iterator[tuple[str, list[Named]]]:
    """The sentences of a line, half-width and without what is cited, with the years that each names."""
    if "年" not in line.text:
        return
    plain = CITED.sub(lambda m: "　" * len(m[0]), half_width(line.text))
    for sentence in SENTENCE.finditer(plain):
        named = []
        for match in YEAR.finditer(sentence[0]):
            start = line.span.start + sentence.start() + match.start()
            span = report.text.back(Span(start, start + len(match[1] or match[2])))
            named.append(Named(_value(match), span, sentence[0][: match.start()], sentence[0][match.end() :]))
        yield sentence[0], named


def _value(match: re.Match[str]) -> int:
    if match[1]:
        return int(match[1])
    return int("".join(str(NUMERALS.get(c, 0)) for c in match[2]))


def plan_year(subject: Subject) -> Outcome:
    """C04: a sentence about the future that names a year names the next one or a later one."""
    report = subject.report
    year = year_of(report)
    instances: list[Instance] = []
    sides: list[int] = []
    words = word_lists(FILE)
    for line in subject.prose:
        for sentence, all_named in _sentences(report, line):
            named = [n for n in all_named if not _not_of_the_plan(n)]
            if not named or not words["future"].found(sentence):
                continue
            if year is None:
                return Outcome(reason=YEAR_UNKNOWN)
            latest = max(named, key=lambda n: n.year)
            left = word("计划年度", str(latest.year), latest.span)
            right = word("下一年", str(year + 1))
            instances.append(said(f"plan_{len(sides) + 1}", "计划", left, ">=", right, latest.year > year))
            sides.append(latest.year)
    if not instances or year is None:
        return Outcome(reason=NO_DATED_PLAN)
    at = next((i for i, instance in enumerate(instances) if instance.verdict is Verdict.FAIL), 0)
    return Outcome(tuple(instances), left=sides[at], right=year + 1)


def _not_of_the_plan(named: Named) -> bool:
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
            instances.append(unsaid(f"notice_{at}", "依据文件", left, "in", right, DATE_UNKNOWN))
        else:
            instances.append(said(f"notice_{at}", "依据文件", left, "in", right, holds))
    at = next((i for i, instance in enumerate(instances) if instance.verdict is Verdict.FAIL), 0)
    side: Side = found[at].shown
    return Outcome(tuple(instances), left=side, right=window)


def _of_year(notice: Notice, year: int) -> bool | None:
    """Does the notice belong to the reports on ``year``? None where its date cannot be told."""
    if year in notice.years_in_title:
        return True
    if notice.dated is not None:
        return (year, 9) <= notice.dated <= (year + 1, 3)
    if notice.issued is None:
        return None
    if notice.issued == year:
        return False if notice.number <= EARLY else None
    return notice.issued == year + 1
