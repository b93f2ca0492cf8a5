"""Lines that may head a first-level section: their numbers, topics and ranks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from generator.model.spans import RepairedSpan
from generator.repairs.headings import ROW_LABEL, known_titles
from generator.text.folding import squash
from generator.text.lines import Line
from generator.text.numerals import split_ordinal

LONGEST = 40
"""A heading is short; the longest official one has 21 characters."""

TOPICS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (4, re.compile(r"复议|诉讼")),
    (5, re.compile(r"问题")),
    (6, re.compile(r"其他需要(?:报告|说明)|需要(?:报告|说明)的(?:其他)?事项")),
    (3, re.compile(r"申请")),
    (2, re.compile(r"主动公开")),
    (1, re.compile(r"总体情况|概述|基本情况|总体概况")),
)
"""Topic of a heading by its words; the first that applies (复议…申请 is topic 4)."""

SENTENCE = re.compile(r"[。；;！!？?：:]")


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A line that may be a first-level heading."""

    number: int
    title: str
    topic: int | None
    rank: int
    """0 for 一、 and 1、, 1 for （一）, 2 for a title without a number."""
    line: Line
    behind: int = 0
    """Characters of the line, from its first letter, that the heading takes where text follows on it; else 0."""

    @property
    def body_start(self) -> int:
        if not self.behind:
            return self.line.span.end + 1
        lead = len(self.line.text) - len(self.line.text.lstrip())
        return self.line.span.start + lead + self.behind


def topic_of(title: str) -> int | None:
    """Which of the six official topics a heading is about."""
    words = squash(title)
    return next((topic for topic, pattern in TOPICS if pattern.search(words)), None)


TOPICS_NEEDED = 3
"""Minimum number of official topics that a report of its own has."""


def numbered_topic(line: str) -> int | None:
    """The official topic that a line heads with a Chinese number; None for any other line."""
    text = line.strip()
    if not text or len(text) > LONGEST or text[0].isdigit() or "\t" in text or "|" in text:
        return None
    number, bracketed, rest = split_ordinal(text)
    return None if number is None or bracketed or SENTENCE.search(rest) else topic_of(rest)


def heading_of(line: Line, tables: Sequence[tuple[int, RepairedSpan]]) -> HeadingLine | None:
    """The heading that a line may be; None for any other line and inside of ``tables``."""
    # A page whose layout is a table prints a bar behind its headings, too.
    text = line.text.strip().strip("|｜").strip()
    title, behind = _parted(text)
    if not text or len(title) > LONGEST or _is_row_or_contents(text) or _is_inside(line, tables):
        return None
    number, bracketed, rest = split_ordinal(title)
    if not rest or SENTENCE.search(rest):
        return None
    topic = topic_of(rest)
    official = _official(rest, topic)
    rank = _rank(title, number, bracketed, topic, official)
    if rank is None or (behind and not official):
        return None
    return HeadingLine((topic if number is None else number) or 0, title, topic, rank, line, behind)


def _rank(title: str, number: int | None, bracketed: bool, topic: int | None, official: bool) -> int | None:
    """The rank of a heading, as in ``HeadingLine.rank``; None where it heads no section.

    A title without a number heads a section only where it is an official one to the letter. Arabic numbers and
    brackets count lists; they head a section only over the words of an official topic, and the sections of the form
    have their topics' numbers: another Arabic one counts an item of a list inside a section.
    """
    if number is None:
        return 2 if official else None
    arabic = title[0].isdigit()
    if (bracketed or arabic) and (not official or (arabic and number != topic)):
        return None
    return 1 if bracketed else 0


def _is_inside(line: Line, tables: Sequence[tuple[int, RepairedSpan]]) -> bool:
    return any(span.contains(line.span) for _, span in tables)


def _is_row_or_contents(text: str) -> bool:
    """A row of a table, of a statistics sheet or of a table of contents."""
    if "\t" in text or "|" in text or ROW_LABEL.search(text):
        return True
    return text[-1].isdecimal() and (CONTENTS.search(text) or STATISTIC.search(text)) is not None


STATISTIC = re.compile(r"\s(?:条|件|次|篇|个|人次?|万?元)\s+\d+(?:\.\d+)?$")
"""A row of a statistics sheet (四、行政复议数量 件 0) is numbered like a heading."""
CONTENTS = re.compile(r"(?<![.…·．])[.…·．]{3,}+\s*+\d{1,3}$|(?<!\s)\s{3,}+\d{1,3}$")
"""A line of a table of contents ends in a page number."""


def _parted(text: str) -> tuple[str, int]:
    """``六、其他需要报告的事项：无`` → its title, and how many characters of the line that takes (0: all of it)."""
    for mark in ("：", ":", "。"):
        head, found, tail = text.partition(mark)
        if found and tail.strip() and len(head) <= LONGEST:
            return head, len(head) + 1
    return text.rstrip("：:。"), 0


def _official(words: str, topic: int | None) -> bool:
    """Nearly the whole line is an official title, as after a Word list lost its Chinese numbers."""
    return topic is not None and squash(words) in _official_titles()[topic]


@cache
def _official_titles() -> Mapping[int, frozenset[str]]:
    return {topic: frozenset(map(squash, titles)) for topic, titles in known_titles().items()}
