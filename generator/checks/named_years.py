"""The years that sentences of the running text name, outside of what they cite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.checks.citations import CITED
from generator.checks.wordlists import word_lists
from generator.model.reports import Report
from generator.model.spans import DecodedSpan, RepairedSpan, Span
from generator.reading.dates import SIGNED
from generator.reading.identity.titles import is_bare_title
from generator.text.folding import half_width
from generator.text.lines import Line
from generator.text.numerals import HAN_DIGIT, SPELLED_YEAR, YEAR, ZERO, spelled_year

FILE = "dates.yaml"
NAMED_YEAR = re.compile(rf"(?<!\d)({YEAR})\s*年|(?<![{HAN_DIGIT}])({SPELLED_YEAR})\s*年")
PERHAPS = re.compile(rf"[2２][0０]|二[{ZERO}]")
"""Lines without this name no year; most are told apart by it before they are made half-width."""
SENTENCE = re.compile(r"[^。！？!?；;]+[。！？!?；;]?")


LONGEST_ROW = 120
AROUND = 60
"""Characters kept on either side of a year: all that the word lists look at. Whole sentences, kept once a year, would
take memory in proportion to the square of a long line."""
DATED_ROW = re.compile(r"(?:日期|时间)\s*[:：|\t]?\s*[(（\[]?(?:20|２０)")


@dataclass(frozen=True, slots=True)
class NamedYear:
    """A year that a sentence names. ``span`` is in the decoded text; ``before`` and ``after`` are AROUND characters."""

    year: int
    span: DecodedSpan
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A sentence that names years. ``ahead``: it speaks of what is to be, and does not list the report's contents."""

    line: Line
    named: tuple[NamedYear, ...]
    ahead: bool


def _may_date(text: str) -> bool:
    """True if a line names a year and is neither a title nor metadata."""
    if "年" not in text or not PERHAPS.search(text):
        return False
    if is_bare_title(text):
        return False  # a page leads on to other reports by their titles
    # Metadata: when the page was published, or the report signed.
    return len(text) > LONGEST_ROW or not (DATED_ROW.search(text) or SIGNED.match(half_width(text)))


def dated_sentences(report: Report, prose: Sequence[Line]) -> Iterator[Dated]:
    """Half-width and without what is cited."""
    future, contents = word_lists(FILE)["future"], word_lists(FILE)["contents"]
    for line in prose:
        text = line.text
        if not _may_date(text):
            continue
        if "《" in text or "号" in text:
            text = CITED.sub(lambda m: "　" * len(m[0]), half_width(text))
        # Sentences end alike in both widths.
        for sentence in SENTENCE.finditer(text):
            plain = half_width(sentence[0]) if PERHAPS.search(sentence[0]) else ""
            named = tuple(_named(report, plain, line.span.start + sentence.start()))
            if named:
                yield Dated(line, named, future.found(plain) and not contents.found(plain))


def _named(report: Report, text: str, base: int) -> Iterator[NamedYear]:
    for match in NAMED_YEAR.finditer(text):
        start = base + match.start()
        span = report.text.back(RepairedSpan(Span(start, start + len(match[1] or match[2]))))
        before = text[max(0, match.start() - AROUND) : match.start()]
        yield NamedYear(spelt_year(match), span, before, text[match.end() : match.end() + AROUND])


def spelt_year(match: re.Match[str]) -> int:
    """The year that NAMED_YEAR matched, in digits of either kind."""
    return int(match[1]) if match[1] else spelled_year(match[2])
