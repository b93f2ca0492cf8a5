"""A report's running text: without title, headings and tables, by sections."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model.reports import Report, Section
from generator.model.spans import RepairedSpan, Span
from generator.text.lines import Line


@dataclass(frozen=True, slots=True)
class Passage:
    """The paragraphs of one section, or of what stands before the first one.

    ``index`` counts sections from 1 in printed order, 0 for what stands before. Lines are of repaired text.
    """

    index: int
    section: Section | None
    lines: tuple[Line, ...]


def narrative(report: Report) -> tuple[Passage, ...]:
    """Every section with its paragraphs, empty ones included; first what stands before them all."""
    text = report.text
    kept = _kept_lines(report)
    first = min((s.span.start for s in report.sections if s.printed), default=len(text.repaired))
    passages = [Passage(0, None, tuple(line for line in kept if line.span.start < first))]
    starts = [line.span.start for line in kept]
    for index, section in enumerate(report.sections, 1):
        passages.append(Passage(index, section, lines_within(kept, starts, section.body) if section.printed else ()))
    return tuple(passages)


def _kept_lines(report: Report) -> list[Line]:
    """The lines with text that belong neither to the title nor to a table."""
    text = report.text
    title = text.forth(report.title.span) if report.title and report.title.span else RepairedSpan(Span(0, 0))
    tables = sorted((span.start, span.end) for span in (text.forth(table.span) for table in report.tables))
    return [line for line in _lines_outside(text.repaired, tables) if not title.contains(line.span)]


def _lines_outside(text: str, tables: Sequence[tuple[int, int]]) -> Iterator[Line]:
    """The lines that are not blank and touch none of ``tables``, sorted pairs of start and end.

    Lines of tables are skipped unseen: where every cell has a line of its own, nine lines in ten are tables'.
    """
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
            yield Line(part, RepairedSpan(Span(at, at + len(part))))
        at += len(part) + 1


def lines_within(lines: Sequence[Line], starts: Sequence[int], span: RepairedSpan) -> tuple[Line, ...]:
    """The ``lines`` that lie in ``span``; ``starts`` are where they begin, in order."""
    first, last = bisect_left(starts, span.start), bisect_left(starts, span.end + 1)
    return tuple([line for line in lines[first:last] if line.span.end <= span.end])
