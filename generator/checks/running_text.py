"""The running text of a report, found without looking at the lines of its tables.

The passages are those of :func:`generator.reading.narrative.narrative`; where every cell has a line of its own,
nine lines in ten are tables'.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model.reports import Report
from generator.model.spans import Span
from generator.reading.narrative import Passage, lines_within
from generator.text.lines import Line


def passages_of(report: Report) -> tuple[Passage, ...]:
    """Every section with its paragraphs, empty ones included; first what stands before them all."""
    text = report.text
    title = text.forth(report.title.span) if report.title and report.title.span else Span(0, 0)
    tables = sorted([(span.start, span.end) for span in (text.forth(table.span) for table in report.tables)])
    kept = [
        line
        for line in _lines_outside(text.repaired, tables)
        if not (title.start <= line.span.start and line.span.end <= title.end)
    ]
    starts = [section.span.start for section in report.sections if section.printed]
    first = min(starts, default=len(text.repaired))
    passages = [Passage(0, None, tuple([line for line in kept if line.span.start < first]))]
    begins = [line.span.start for line in kept]
    for index, section in enumerate(report.sections, 1):
        passages.append(Passage(index, section, lines_within(kept, begins, section.body) if section.printed else ()))
    return tuple(passages)


def _lines_outside(text: str, tables: Sequence[tuple[int, int]]) -> Iterator[Line]:
    """The lines that are not blank and touch none of ``tables``, which come in order."""
    at = 0
    for start, end in tables:
        if end <= at:
            continue  # inside one that went before
        last = text.rfind("\n", at, start + 1)
        if last >= 0:
            yield from _lines(text, at, last)
        found = text.find("\n", end - 1)
        if found < 0:
            return
        at = found + 1
    yield from _lines(text, at, len(text))


def _lines(text: str, at: int, end: int) -> Iterator[Line]:
    for part in text[at:end].split("\n"):
        if part and not part.isspace():
            yield Line(part, Span(at, at + len(part)))
        at += len(part) + 1
