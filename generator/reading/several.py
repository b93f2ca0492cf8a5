"""Splits a text that holds several reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from generator.model.documents import Document
from generator.model.spans import RepairedSpan, Span
from generator.places.gazetteer import Gazetteer
from generator.reading.headings import TOPICS_NEEDED, numbered_topic
from generator.reading.identity.head import is_crumb
from generator.reading.identity.subjects import NOBODY, subject_of
from generator.reading.identity.titles import NOT_TITLE, TITLE, TITLE_LONGEST, is_titular
from generator.reading.identity.wording import IdentityWording
from generator.reading.years import YEAR
from generator.text.folding import without_blanks
from generator.text.lines import Line
from generator.text.numerals import ORDINAL_CHARACTERS

HEAD = 60
"""Maximum number of lines with text between a title and its first section."""


def several(
    document: Document, lines: Sequence[Line], wording: IdentityWording, gazetteer: Gazetteer
) -> tuple[Document, ...]:
    """Each report in ``document`` as a document of its own; it alone, unless a second title heads its own sections."""
    starts = [lines[at].span.start for at in _titles(lines, wording, gazetteer)]
    if len(starts) < 2:
        return (document,)
    edges = [0, *starts[1:], len(document.text.repaired)]
    return tuple(document.part(RepairedSpan(Span(a, b))) for a, b in pairwise(edges))


def _titles(lines: Sequence[Line], wording: IdentityWording, gazetteer: Gazetteer) -> Iterator[int]:
    """The first line of each of the titles that differ from the one before and have sections of their own."""
    last = ""
    for at, line in enumerate(lines):
        if "公" not in line.text:
            continue  # nearly always
        words = without_blanks(line.text)
        if words == last or not _is_dated_title(words):
            continue
        if subject_of(words, wording, gazetteer) is NOBODY or is_crumb(line.text, wording):
            continue
        if _topics(lines[i] for i in range(at + 1, len(lines))) >= TOPICS_NEEDED:
            start = at
            while start and is_titular(lines[start - 1].text, wording):
                start -= 1
            yield start
            last = words


def _is_dated_title(words: str) -> bool:
    """True if ``words``, without blanks, are a title that names its year."""
    if not words or len(words) > TITLE_LONGEST or NOT_TITLE.search(words):
        return False
    return TITLE.search(words) is not None and YEAR.search(words) is not None


def _topics(lines: Iterable[Line]) -> int:
    """How many official topics are headed before the next title."""
    found: set[int] = set()
    filled = 0
    for line in lines:
        words = without_blanks(line.text)
        if not words:
            continue
        filled += 1
        if _is_dated_title(words):
            break
        topic = numbered_topic(line.text)
        if topic is not None:
            found.add(topic)
        if not found and filled > HEAD:
            break
    return len(found)


def side_by_side(lines: Sequence[Line]) -> bool:
    """True if two reports stand side by side: official topics are headed in a second column, which no table does."""
    left, right = set[int | None](), set[int | None]()
    for line in lines:
        if not NUMERAL.search(line.text):
            continue  # nearly always
        for match in COLUMN.finditer(line.text):
            before = line.text[: match.start()]
            second = len(before) >= SECOND_COLUMN or "\t" in before or before.strip()
            (right if second else left).add(numbered_topic(match[0]))
    return min(len(left - {None}), len(right - {None})) >= TOPICS_NEEDED


NUMERAL = re.compile(f"[{ORDINAL_CHARACTERS}]")
"""In what heads a topic."""
COLUMN = re.compile(r"(?<!\S)\S(?:[^\t]{0,40}?\S)??(?=\t|[ \u3000]{2}|\s*$)")
"""What stands between tabs or wider gaps."""
SECOND_COLUMN = 20


def outside(lines: Sequence[Line], spans: Sequence[RepairedSpan]) -> list[Line]:
    """The lines that begin in none of ``spans``. Both are walked once."""
    ordered = sorted(spans)
    kept: list[Line] = []
    at = 0
    for line in lines:
        while at < len(ordered) and ordered[at].end <= line.span.start:
            at += 1
        if at == len(ordered) or line.span.start < ordered[at].start:
            kept.append(line)
    return kept
