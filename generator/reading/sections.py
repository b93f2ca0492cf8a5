"""First-level sections: their headings, numbers, topics and bodies."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from generator.forms.loader import Form
from generator.model.reports import Section
from generator.model.spans import Span
from generator.reading.limits import MOST_SECTIONS
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

OLD_TOPICS = re.compile(r"咨询|收费|重点工作|指标统计|举报|投诉|附[表件]|解读|回应|组织领导|监督|平台建设")
"""Words of headings outside the six topics, in reports of free style."""

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


def find_sections(
    lines: Sequence[Line], tables: Sequence[tuple[int, Span]], form: Form | None
) -> tuple[tuple[Section, ...], int]:
    """The sections in printed order, MOST_SECTIONS of the printed ones at most, and how many headings there are.

    ``tables`` are (section number, span) of recognised tables, in repaired text.

    A table that stands without its heading brings a section that is not printed, under the national title of ``form``.
    """
    found = [h for line in lines if (h := _heading(line, tables))]
    every = _first_level(_main(found))
    headings = every[:MOST_SECTIONS]
    filled = [line.span.start for line in lines if not line.blank]
    end = lines[-1].span.end if lines else 0
    sections: list[Section] = []
    for heading, after in zip(headings, [*headings, None][1:], strict=True):
        stop = after.line.span.start if after else end
        body = Span(min(heading.body_start, stop), stop)
        sections.append(
            Section(
                heading.number,
                heading.title,
                printed=True,
                empty=not heading.behind and not _filled(filled, body),
                topic=heading.topic,
                span=Span(heading.line.span.start, stop),
                body=body,
            )
        )
    if form is not None:
        for number, span in tables:
            sections = _with_unprinted(sections, number, span, form)
    return tuple(sections), len(every)


def _filled(starts: Sequence[int], body: Span) -> bool:
    """Does a line with text begin in ``body``? ``starts`` are those of all such lines, in order."""
    at = bisect_left(starts, body.start)
    return at < len(starts) and starts[at] < body.end


def _main(found: Sequence[HeadingLine]) -> list[HeadingLine]:
    """Headings of the rank that heads sections here; of other ranks only topics that this one lacks."""
    plain = _topics(h for h in found if h.rank == 0)
    if len(plain) >= TOPICS_NEEDED:
        return [h for h in found if h.rank == 0 or (h.rank == 2 and h.topic not in plain)]
    rank = 1 if _brackets_head_sections(found, len(plain)) else 0
    return [h for h in found if h.rank in (rank, 2)]


def _topics(found: Iterable[HeadingLine]) -> set[int]:
    return {heading.topic for heading in found if heading.topic is not None}


def _brackets_head_sections(found: Sequence[HeadingLine], plain: int) -> bool:
    """True if （一） heads sections: it comes before any 一、 with a topic, over more topics than these have.

    Brackets below 一、 number the items of a section, whatever they are about.
    """
    bracketed = [h for h in found if h.rank == 1]
    first = next((h.line.span.start for h in found if h.rank == 0 and h.topic is not None), None)
    outer = bracketed and (first is None or bracketed[0].line.span.start < first)
    return bool(outer) and len({h.topic for h in bracketed}) > plain


def topic_of(title: str) -> int | None:
    """Which of the six official topics a heading is about."""
    words = squash(title)
    return next((topic for topic, pattern in TOPICS if pattern.search(words)), None)


TOPICS_NEEDED = 3
"""So many official topics make a report of their own."""


def numbered_topic(line: str) -> int | None:
    """The official topic that a line heads with a Chinese number; None for any other line."""
    text = line.strip()
    if not text or len(text) > LONGEST or text[0].isdigit() or "\t" in text or "|" in text:
        return None
    number, bracketed, rest = split_ordinal(text)
    return None if number is None or bracketed or SENTENCE.search(rest) else topic_of(rest)


def _heading(line: Line, tables: Sequence[tuple[int, Span]]) -> HeadingLine | None:
    # A page whose layout is a table prints a bar behind its headings, too.
    text = line.text.strip().strip("|｜").strip()
    if not text or _is_row_or_contents(text) or any(_within(line.span, span) for _, span in tables):
        return None
    title, behind = _parted(text)
    number, bracketed, rest = split_ordinal(title)
    if len(title) > LONGEST or not rest or SENTENCE.search(rest):
        return None
    topic = topic_of(rest)
    official = topic is not None and _official(rest, topic)
    if behind and not official:
        return None
    if number is None:
        # A title without a number heads a section only where it is an official one to the letter.
        return HeadingLine(topic, title, topic, 2, line, behind) if official and topic else None
    if (bracketed or title[0].isdigit()) and not (official and _numbers_section(title, number, topic)):
        return None
    return HeadingLine(number, title, topic, 1 if bracketed else 0, line, behind)


def _is_row_or_contents(text: str) -> bool:
    """A row of a table, of a statistics sheet or of a table of contents."""
    return "\t" in text or "|" in text or any(rule.search(text) for rule in (CONTENTS, STATISTIC, ROW_LABEL))


def _numbers_section(title: str, number: int, topic: int | None) -> bool:
    """Arabic numbers and brackets count lists; they head a section only over the words of an official topic.

    The sections of the form have their topics' numbers: another Arabic one counts an item of a list inside a section.
    """
    return not title[0].isdigit() or number == topic


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


def _official(words: str, topic: int) -> bool:
    """Nearly the whole line is an official title, as after a Word list lost its Chinese numbers."""
    return squash(words) in _official_titles()[topic]


@cache
def _official_titles() -> Mapping[int, frozenset[str]]:
    return {topic: frozenset(map(squash, titles)) for topic, titles in known_titles().items()}


def _first_level(found: Sequence[HeadingLine]) -> list[HeadingLine]:
    """Of all candidates, those that head a section and not a list inside one.

    A heading with an official topic counts where its number does not go back behind the last
    one; any other only where it continues the numbering and leaves room for the next topic.
    """
    kept: list[HeadingLine] = []
    titles: set[str] = set()
    following = _next_topics(found)
    last_of = {heading.number: i for i, heading in enumerate(found) if heading.rank == 0}
    for i, heading in enumerate(found):
        if heading.topic is not None:
            last = kept[-1].number if kept else 0
            fits = heading.number > last or squash(heading.title) in titles or _twice(kept, heading)
        else:
            # A first heading of free wording that a second one follows: 一、工作情况 and 二、依申请公开情况.
            begins_list = heading.rank == 0 and last_of.get(heading.number + 1, -1) > i
            fits = _continues(kept, heading, following[i], begins_list)
        if fits:
            kept.append(heading)
            titles.add(squash(heading.title))
    return kept


def _continues(kept: Sequence[HeadingLine], heading: HeadingLine, after: HeadingLine | None, begins_list: bool) -> bool:
    """True if a heading without official topic carries the numbering on; ``after`` is the next one with a topic."""
    last = kept[-1].number if kept else 0
    if heading.number != last + 1 or (after is not None and after.number <= heading.number):
        return False
    return bool(kept or OLD_TOPICS.search(heading.title) or begins_list)


def _next_topics(found: Sequence[HeadingLine]) -> list[HeadingLine | None]:
    """For each heading the next one behind it that has an official topic."""
    after: list[HeadingLine | None] = []
    coming: HeadingLine | None = None
    for heading in reversed(found):
        after.append(coming)
        coming = heading if heading.topic is not None else coming
    return after[::-1]


def _twice(kept: Sequence[HeadingLine], heading: HeadingLine) -> bool:
    """The same number and topic again: a heading left over from the template."""
    return bool(kept) and kept[-1].number == heading.number and kept[-1].topic == heading.topic


def _with_unprinted(sections: list[Section], number: int, table: Span, form: Form) -> list[Section]:
    if any(section.topic == number for section in sections):
        return sections
    missing = Section(
        number, form.sections[number - 1], printed=False, empty=False, topic=number, span=table, body=table
    )
    at = next((i for i, s in enumerate(sections) if s.span.start > table.start), len(sections))
    return [*sections[:at], missing, *sections[at:]]


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
