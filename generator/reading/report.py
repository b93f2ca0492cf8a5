"""A document to a report: every part of the reading, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.model.documents import Document, EditKind, Text
from generator.model.doubts import Doubt, Loudness
from generator.model.figures import StatedFigure
from generator.model.pictures import Scan
from generator.model.reports import Report, Scope
from generator.model.spans import DecodedSpan, Span
from generator.reading.authorship import author_of
from generator.reading.corrections import wrong_identity
from generator.reading.figures.finding import few_enough, read_figures
from generator.reading.form_told import format_of
from generator.reading.identification import identify
from generator.reading.kinds import is_report, other_document
from generator.reading.limits import (
    MOST_CANDIDATES,
    MOST_CHARACTERS,
    MOST_LINES,
    MOST_LINES_OF_FILE,
    MOST_REPORTS,
    MOST_SECTIONS,
    bounded_doubts,
    too_long,
    too_many_figures,
    too_many_lines,
    too_many_reports,
    too_many_sections,
)
from generator.reading.parts import Parts, paragraphs_of, parts_of
from generator.reading.pictures import mark_figures
from generator.reading.reader import Reader
from generator.reading.remarks import missing_tables, torn, unknown_identity
from generator.reading.scope import read_scope
from generator.reading.several import several, side_by_side
from generator.reading.statistics_sheet import read_sheet
from generator.reading.wholeness import ending_of
from generator.text.lines import Line, split_lines

TWO_COLUMNS = Doubt(
    "side_by_side",
    "reading",
    "文中两份报告左右并排，不能确定哪些文字属于哪一份，均未读取。",
    "请把两份报告分成两个文件上传。",
)


def read_reports(document: Document, reader: Reader) -> tuple[tuple[Report, ...], tuple[Doubt, ...]]:
    """The reports in ``document``; none, with a doubt, where nothing in it looks like one."""
    lines = split_lines(document.text.repaired)
    if len(lines) > MOST_LINES_OF_FILE:
        return (), (*document.doubts, too_many_lines(len(lines), MOST_LINES_OF_FILE))
    beside = side_by_side(lines)
    found = (document,) if beside else several(document, lines, reader.wording, reader.gazetteer)
    if len(found) > MOST_REPORTS:
        return (), (*document.doubts, too_many_reports(len(found)))
    page = _page(document.text, lines) if len(found) > 1 else ""
    reports, refused = _read_parts(document, found, lines, reader, page, beside)
    if reports:
        return tuple(reports), tuple(replace(doubt, loudness=Loudness.WARNING) for doubt in refused)
    if refused:
        return (), (*document.doubts, *refused)
    return (), (*document.doubts, other_document(document.text, reader.wording))


def _read_parts(
    document: Document, found: Sequence[Document], lines: Sequence[Line], reader: Reader, page: str, beside: bool
) -> tuple[list[Report], list[Doubt]]:
    """The reports in the parts of a document, and why others were refused. ``beside``: two stand side by side."""
    reports: list[Report] = []
    refused: list[Doubt] = []
    for number, part in enumerate(found, 1):
        own = lines if part is document else split_lines(part.text.repaired)
        doubt = _beyond(part, own)
        if doubt:
            refused.append(doubt)
        elif beside:
            reports.append(_read(replace(part, doubts=(*part.doubts, TWO_COLUMNS)), reader, (), number))
        elif is_report(report := _read(part, reader, own, number, page), reader.wording):
            reports.append(report)
    return reports, refused


def _beyond(part: Document, lines: Sequence[Line]) -> Doubt | None:
    """The doubt for a part that exceeds the limits and is not read; None if it is within them."""
    if len(part.text.decoded) > MOST_CHARACTERS:
        return too_long(len(part.text.decoded))
    return too_many_lines(len(lines)) if len(lines) > MOST_LINES else None


def _page(text: Text, lines: Sequence[Line]) -> str:
    """Page furniture removed above the first line and below the last: it applies to all reports of the file."""
    filled = [text.back(line.span) for line in lines if not line.blank]
    own = Span(filled[0].start, filled[-1].end) if filled else Span(0, 0)
    edits = text.edited(EditKind.FURNITURE)
    return "\n".join(edit.removed for edit in edits if edit.span.end <= own.start or edit.span.start >= own.end)


def _read(document: Document, reader: Reader, lines: Sequence[Line], number: int, page: str = "") -> Report:
    """The report in ``lines``; ``number`` tells it from others in the same file, ``page`` are the words around all
    of them."""
    text = document.text
    parts = parts_of(document, lines, reader)
    who = identify(document, parts, reader, page)
    year = who.year.value if who.year else None
    figures, unread_figures = _figures(parts, who.body, text, reader, document.recognised)
    scope = read_scope(who.title, who.body, text)
    author = author_of(who.organ, who.place, who.level, reader)
    ending = ending_of(
        lines, parts.sections, parts.tables, parts.table_spans, who.signature, who.dates.signed,
        reader.table_words, reader.wording,
    )  # fmt: skip
    format_ = format_of(parts.tables, parts.sections, parts.head, year)
    doubts = (
        *document.doubts,
        *parts.doubts,
        *wrong_identity(document.sidecar, reader.gazetteer, reader.wording),
        *missing_tables(parts.tables, format_, year),
        *torn(ending, text),
        *unread_figures,
        *(() if parts.headings <= MOST_SECTIONS else (too_many_sections(parts.headings),)),
        *unknown_identity(who.year, author, who.place),
    )
    return Report(
        id=document.digest[:16] + (f"-{number}" if number > 1 else ""),
        sources=document.sources,
        text=text,
        organ=author,
        place=who.place,
        year=who.year,
        title=who.title,
        format=format_,
        scope=scope.value if scope else Scope.UNKNOWN,
        dates=who.dates,
        sections=parts.sections,
        tables=parts.tables,
        figures=figures,
        doubts=bounded_doubts(doubts),
        sidecar=document.sidecar,
        scope_from=scope,
        passed_over=who.passed_over[:MOST_CANDIDATES],
        ending=ending,
        scan=Scan(document.recognised, document.engine, tuple(page.shown for page in document.pictures)),
    )


def _figures(
    parts: Parts, body: Sequence[Line], text: Text, reader: Reader, recognised: Sequence[DecodedSpan]
) -> tuple[tuple[StatedFigure, ...], tuple[Doubt, ...]]:
    """The figures that sentences state, and those of a statistics sheet where there are no tables; none, with a doubt,
    of a text that has more than any report."""
    paragraphs = paragraphs_of(body, parts.sections)
    bounded = few_enough(line for _, line in paragraphs)
    stated = read_figures(paragraphs, text, reader.indicators) if bounded else ()
    sheet = () if any(parts.tables) else read_sheet(parts.prose, text)
    figures = mark_figures((*stated, *sheet), recognised)
    return figures, () if bounded else (too_many_figures(),)
