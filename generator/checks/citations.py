"""Notices that a report cites as the basis on which it was compiled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.wordlists import word_lists
from generator.model.reports import Report
from generator.model.spans import DecodedSpan, RepairedSpan, Span
from generator.text.folding import half_width
from generator.text.lines import Line

_TITLE = r"《(?:[^《》\n]|《[^《》\n]*》)+》"
TITLE = re.compile(_TITLE)
_OPEN, _CLOSE = r"[〔\[【(﹝]\s*", r"\s*[〕\]】)﹞]\s*第?\s*"
NUMBER = re.compile(rf"{_OPEN}(?P<year>20\d\d){_CLOSE}(?P<number>\d{{1,4}})\s*号")
CITED = re.compile(rf"{_TITLE}|{_OPEN}20\d\d{_CLOSE}\d{{1,4}}\s*号")
"""What is cited: titles in 《》 and document numbers. For texts made half-width."""
CITATION = re.compile(rf"(?P<title>{_TITLE})\s*(?:\((?P<note>(?:[^()\n]|\([^()\n]*\)){{0,60}})\))?")
DATE = re.compile(r"(20\d\d)\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?")
YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年")
SENTENCE = re.compile(r"[^。!?；;]+")
AGENCY = 14
"""Maximum number of characters of a document number that name its issuer."""
NEAR = 12
"""A date so close before a title dates it: 2020年12月3日印发的《…》."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as cited. ``shown`` is its printed date or number, else its title; ``dated`` is (year, month)."""

    shown: str
    span: DecodedSpan
    years_in_title: frozenset[int]
    dated: tuple[int, int] | None
    issued: int | None
    """The year in its number."""
    number: int


def notices(report: Report, line: Line) -> Iterator[Notice]:
    """The notices that the sentences of ``line`` name as basis; the Regulations and the national form are none."""
    words = word_lists("dates.yaml")
    if "《" not in line.text and "号" not in line.text:
        return
    for sentence in SENTENCE.finditer(half_width(line.text)):
        if "《" not in sentence[0] and "号" not in sentence[0]:
            continue
        if not words["compiled"].found(TITLE.sub("", sentence[0]).strip()):
            continue
        yield from _notices_of(report, sentence[0], line.span.start + sentence.start())


def _notices_of(report: Report, sentence: str, base: int) -> Iterator[Notice]:
    """First those with a title, then numbers that stand alone; ``base`` is where the sentence begins."""
    words = word_lists("dates.yaml")
    taken: list[range] = []
    for match in CITATION.finditer(sentence):
        taken.append(range(*match.span()))
        if words["notice"].found(match["title"].strip("《》")) and not words["national_notice"].found(match[0]):
            yield _notice(report, match["title"], match["note"] or "", sentence, match, base)
    for match in NUMBER.finditer(sentence):
        agency = sentence[max(0, match.start() - AGENCY) : match.start()]
        if any(match.start() in span for span in taken) or words["national_notice"].found(agency):
            continue
        yield _notice(report, "", match[0], "", match, base)


def _notice(report: Report, title: str, note: str, sentence: str, match: re.Match[str], base: int) -> Notice:
    span = report.text.back(RepairedSpan(Span(base + match.start(), base + match.end())))
    numbered = NUMBER.search(note)
    before = sentence[max(0, match.start() - NEAR - 12) : match.start()]
    dated = DATE.search(note) or next((d for d in DATE.finditer(before) if len(before) - d.end() <= NEAR), None)
    day = _shown_date(dated) if dated else ""
    number = f"〔{numbered['year']}〕{int(numbered['number'])}号" if numbered else ""
    return Notice(
        shown=day or number or title,
        span=span,
        years_in_title=frozenset(int(y) for y in YEAR.findall(title)),
        dated=(int(dated[1]), int(dated[2])) if dated else None,
        issued=int(numbered["year"]) if numbered else None,
        number=int(numbered["number"]) if numbered else 0,
    )


def _shown_date(dated: re.Match[str]) -> str:
    """``2020-01-02``, or ``2020-01`` where no day is printed."""
    month = f"{dated[1]}-{int(dated[2]):02}"
    return f"{month}-{int(dated[3]):02}" if dated[3] else month
