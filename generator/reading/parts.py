"""Splits a text into tables, running text and sections."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.forms.loader import Form, Forms
from generator.model.documents import Document, Text
from generator.model.doubts import Doubt
from generator.model.figures import Tables
from generator.model.reports import Section
from generator.model.spans import RepairedSpan, Span
from generator.reading.confirmations import confirm_tables
from generator.reading.corrections import correct_tables
from generator.reading.pictures import keep_sure, unsure_cells
from generator.reading.reader import Reader
from generator.reading.sections import find_sections
from generator.reading.several import outside
from generator.reading.table import read_tables
from generator.text.lines import Line


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one report's text. Lines and ``table_spans`` (section number, span) are of repaired text."""

    lines: Sequence[Line]
    tables: Tables
    table_spans: tuple[tuple[int, RepairedSpan], ...]
    prose: list[Line]
    """The lines outside of tables."""
    sections: tuple[Section, ...]
    headings: int
    """How many first-level headings there are; ``sections`` is bounded."""
    head: list[Line]
    """The lines above the first section: where a title may stand."""
    doubts: tuple[Doubt, ...]


def parts_of(document: Document, lines: Sequence[Line], reader: Reader) -> Parts:
    """The parts of the report in ``lines`` of ``document``, its tables corrected by the sidecar."""
    text = document.text
    own = Span(lines[0].span.start, lines[-1].span.end) if lines else Span(0, 0)
    grids = [grid for grid in document.grids if own.contains(grid.span)]
    loose = outside(lines, [grid.span for grid in grids])
    tables, doubts = read_tables(grids, loose, reader.lexicon, text) if lines else (Tables(None, None, None), ())
    tables, wrong = correct_tables(tables, document.sidecar)
    tables = keep_sure(tables, document.recognised, reader.forms)
    tables, unconfirmed = confirm_tables(tables, document.sidecar)
    unsure = unsure_cells(tables, reader.forms) if document.recognised else ()
    spans = _table_spans(tables, text)
    prose = outside(lines, [span for _, span in spans])
    sections, headings = find_sections(lines, spans, _form_for_titles(tables, reader.forms))
    return Parts(
        lines,
        tables,
        spans,
        prose,
        sections,
        headings,
        _head(prose, sections),
        (*doubts, *wrong, *unconfirmed, *unsure),
    )


def _table_spans(tables: Tables, text: Text) -> tuple[tuple[int, RepairedSpan], ...]:
    """(section number, span in repaired text) of each table."""
    return tuple((table.number, text.forth(table.span)) for table in tables)


def _form_for_titles(tables: Tables, forms: Forms) -> Form | None:
    table = tables.requests or tables.disclosure
    return forms.get(table.form) if table else None


HEAD_WITHOUT_SECTIONS = 16
PARAGRAPH = re.compile(r".{8}[。；]$")


def _head(prose: Sequence[Line], sections: Sequence[Section]) -> list[Line]:
    """The lines before the first printed section; without sections, the first few."""
    first = next((s for s in sections if s.printed), None)
    if first is None:
        filled = [line for line in prose if not line.blank][:HEAD_WITHOUT_SECTIONS]
        # Behind the first paragraph no title of this text can stand; links to other reports do.
        end = next((at for at, line in enumerate(filled) if PARAGRAPH.search(line.text.strip())), len(filled))
        return filled[:end]
    return [line for line in prose if line.span.start < first.span.start]


def paragraphs_of(body: Iterable[Line], sections: Sequence[Section]) -> list[tuple[str, Line]]:
    """The narrative lines, each with its section's title; headings are none."""
    printed = [s for s in sections if s.printed]
    starts = [s.span.start for s in printed]
    headings = set(starts)

    def section_of(line: Line) -> str:
        at = bisect_right(starts, line.span.start) - 1
        return printed[at].title if at >= 0 and line.span.start < printed[at].span.end else ""

    return [(section_of(line), line) for line in body if not line.blank and line.span.start not in headings]
