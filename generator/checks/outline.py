"""A report's parts as a reader sees them: headings with or without numbers, their topics, their text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.checks.wordlists import word_lists
from generator.model.reports import Report
from generator.model.spans import DecodedSpan, RepairedSpan, Span
from generator.text.folding import squash
from generator.text.lines import Line
from generator.text.numerals import split_ordinal

FILE = "structure.yaml"
TOPICS = (1, 2, 3, 4, 5, 6)
LONGEST = 40
"""A heading is no longer."""
SENTENCE = re.compile(r"[。；;！!？?：:，,\t|]")


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A first-level heading and what stands under it. Spans are in the repaired text."""

    title: str
    topics: frozenset[int]
    heading: RepairedSpan
    body: RepairedSpan


@lru_cache(maxsize=1024)
def topics_of(title: str) -> frozenset[int]:
    """The official topics, 1 to 6, whose key words a heading holds."""
    lists = word_lists(FILE)
    words = squash(split_ordinal(title)[2]) or squash(title)
    return frozenset(topic for topic in TOPICS if lists[f"topic_{topic}"].found(words))


def find_parts(report: Report, prose: Sequence[Line]) -> tuple[OutlineSection, ...]:
    """Printed first-level headings, and official titles that stand alone on a line but lost their number."""
    heads = [(RepairedSpan(Span(s.span.start, s.body.start)), s.title) for s in report.sections if s.printed]
    heads += [(line.span, line.text.strip()) for line in _unnumbered(prose)]
    if not heads:
        return ()
    heads.sort(key=lambda head: head[0])
    ends = [*(head[0].start for head in heads[1:]), len(report.text.repaired)]
    return tuple(
        OutlineSection(title, topics_of(title), span, RepairedSpan(Span(min(span.end, end), end)))
        for (span, title), end in zip(heads, ends, strict=True)
    )


def _unnumbered(prose: Sequence[Line]) -> Iterator[Line]:
    official = word_lists(FILE)["official_title"]
    for line in prose:
        text = line.text.strip()
        if len(text) <= LONGEST and split_ordinal(text)[0] is None and official.pattern.fullmatch(squash(text)):
            yield line


def inline_bodies(report: Report) -> list[Line]:
    """Text that goes on behind a heading on its own line."""
    text = report.text.repaired
    found = []
    for section in report.sections:
        start = section.body.start
        if section.printed and start < section.body.end and text[start - 1 : start] != "\n":
            end = text.find("\n", start, section.body.end)
            span = RepairedSpan(Span(start, end if end >= 0 else section.body.end))
            found.append(Line(span.of(text), span))
    return [line for line in found if not line.blank]


def maybe_heads(prose: Sequence[Line], topic: int) -> Line | None:
    """A short line on ``topic`` that may head a section although we did not take it for a heading."""
    for line in prose:
        text = line.text.strip()
        _, bracketed, _ = split_ordinal(text)
        if len(text) <= LONGEST and not bracketed and not SENTENCE.search(text) and topic in topics_of(text):
            return line
    return None


def is_signature(line: Line, report: Report) -> bool:
    """The line bears the date or the organ's name and nothing else."""
    signed = report.dates.signed.span if report.dates.signed else None
    if signed is not None and report.text.back(line.span).contains(signed):
        return "。" not in line.text  # else it is text that the signature follows on its line
    words = squash(line.text)
    name = squash(report.organ.known_as or "")
    return bool(words) and (words == name or (len(words) >= 4 and name.endswith(words)))


def heading_span(report: Report, part: OutlineSection) -> DecodedSpan:
    """Where a heading stands in the decoded text, without its line end."""
    text = part.heading.of(report.text.repaired)
    lead = len(text) - len(text.lstrip())
    start = part.heading.start + lead
    return report.text.back(RepairedSpan(Span(start, start + len(text.strip()))))
