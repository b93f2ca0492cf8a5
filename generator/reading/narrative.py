"""A report's running text: without title, headings and tables, by sections."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.reports import Report, Section
from generator.model.spans import Span
from generator.text.lines import Line, split_lines


@dataclass(frozen=True, slots=True)
class Passage:
    """The paragraphs of one section, or of what stands before the first one.

    ``index`` counts sections from 1 in printed order, 0 for what stands before. Lines are of repaired text.
    """

    index: int
    section: Section | None
    lines: tuple[Line, ...]


def narrative(report: Report) -> tuple[Passage, ...]:
    """Every section with its paragraphs, empty ones included."""
    text = report.text
    tables = [text.forth(table.span) for table in report.tables]
    title = text.forth(report.title.span) if report.title and report.title.span else Span(0, 0)
    kept = [
        line
        for line in split_lines(text.repaired)
        if not line.blank and not title.contains(line.span) and not any(_touches(line, t) for t in tables)
    ]
    first = min((s.span.start for s in report.sections if s.printed), default=len(text.repaired))
    passages = [Passage(0, None, tuple(line for line in kept if line.span.start < first))]
    starts = [line.span.start for line in kept]
    for index, section in enumerate(report.sections, 1):
        passages.append(Passage(index, section, lines_within(kept, starts, section.body) if section.printed else ()))
    return tuple(passages)


def lines_within(lines: Sequence[Line], starts: Sequence[int], span: Span) -> tuple[Line, ...]:
    """The ``lines`` that lie in ``span``; ``starts`` are where they begin, in order."""
    first, last = bisect_left(starts, span.start), bisect_left(starts, span.end + 1)
    return tuple([line for line in lines[first:last] if line.span.end <= span.end])


def _touches(line: Line, table: Span) -> bool:
    return line.span.start < table.end and table.start < line.span.end
