"""A report as lines of the tables of schema.yaml: the same numbers as its page and its report.json."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from generator.archive.types import Entry
from generator.checks.catalogue import CheckInfo
from generator.checks.equations import percent, render
from generator.exports.scans import recognised_rows
from generator.exports.values import number_json, side_json
from generator.forms.loader import Forms
from generator.model.figures import Cell, Reading
from generator.model.places import Place
from generator.model.reports import Report, Sourced
from generator.model.results import Instance, Result, Severity, Term, Verdict
from generator.model.spans import DecodedSpan
from generator.reading.numbers import in_yuan

Value = str | int | float | bool | None
"""Dates are written as ISO 8601; None is what CSV leaves empty."""
Row = tuple[Value, ...]
"""The values of a line in the order of the table's columns."""
Sides = tuple[Value, Value, Value, Value]
"""Left and right as numbers, left and right as words."""
UNREAD = (Reading.ILLEGIBLE, Reading.UNREAD)


@dataclass(frozen=True, slots=True)
class ReportRows:
    """The lines of one report, by table."""

    reports: tuple[Row, ...]
    cells: tuple[Row, ...]
    figures: tuple[Row, ...]
    recognised: tuple[Row, ...]
    findings: tuple[Row, ...]
    doubts: tuple[Row, ...]

    def __getitem__(self, table: str) -> tuple[Row, ...]:
        """The lines of the table with this name; raises KeyError for any other."""
        if table not in TABLES:
            raise KeyError(table)
        found: tuple[Row, ...] = getattr(self, table)
        return found


TABLES = tuple(field.name for field in fields(ReportRows))


@dataclass(frozen=True, slots=True)
class RowContext:
    """What the lines of a report say beyond it: labels of forms, names of checks, the site's scheme and host."""

    forms: Forms
    catalogue: Mapping[str, CheckInfo]
    site_url: str


def report_rows(entry: Entry, context: RowContext) -> ReportRows:
    """All lines about ``entry``, which has to have its body."""
    report = entry.body
    return ReportRows(
        reports=(_report(entry, context),),
        cells=tuple(_cells(entry.url, report, context.forms)),
        figures=tuple(_figures(entry.url, report)),
        recognised=tuple(recognised_rows(entry.url, report)),
        findings=tuple(row for result in entry.results for row in _findings(entry.url, result, context.catalogue)),
        doubts=tuple(_doubts(entry.url, report)),
    )


def _report(entry: Entry, context: RowContext) -> Row:
    report = entry.body
    return (
        entry.url,
        context.site_url + entry.url,
        report.title.value if report.title else None,
        report.organ.id or None,
        report.organ.known_as,
        report.organ.kind.value,
        *_place(entry.url, report.place),
        report.year.value if report.year else None,
        report.year.origin if report.year else None,
        report.scope.value,
        report.format,
        *report.forms.values(),
        *_dates(report),
        *_source(report),
        entry.different,
        *(entry.badges[name].value if name in entry.badges else None for name in BADGES),
        *_counts(entry),
    )


BADGES = ("consistency", "completeness", "timeliness", "originality")


def filed_under(url: str) -> str:
    """The code of the region, down to the county, under which the report at ``url`` is filed; "" where it is not."""
    found = re.match(r"/region/(\d+)/", url)
    return found[1] if found else ""


def _place(url: str, place: Place) -> Iterator[Value]:
    """The place's code as it was then, the codes that it is filed under, its names and how sure they are."""
    yield place.code or None
    code = filed_under(url)
    for digits in (2, 4, 6):
        yield code[:digits] if len(code) >= digits else None
    yield from (place.province, place.prefecture, place.county, place.township, place.confidence.value)


def _dates(report: Report) -> Iterator[Value]:
    dates = report.dates
    yield from (_date(dates.signed), _date(dates.published))
    period = dates.period.value if dates.period else None
    yield from (period.start.isoformat(), period.end.isoformat()) if period else (None, None)


def _date(found: Sourced[date] | None) -> str | None:
    return found.value.isoformat() if found else None


def _source(report: Report) -> Iterator[Value]:
    sidecar = report.sidecar
    yield sidecar.source_url or None
    yield sidecar.retrieved_on.isoformat() if sidecar.retrieved_on else None
    yield from (report.source.media_type, report.source.sha256, report.ending.cut or None)


def _counts(entry: Entry) -> Iterator[Value]:
    verdicts = Counter(result.verdict for result in entry.results)
    yield from (verdicts[verdict] for verdict in (Verdict.PASS, Verdict.FAIL, Verdict.NOT_CHECKABLE))
    yield sum(one.verdict is Verdict.FAIL and one.severity is Severity.ERROR for one in entry.results)
    cells = [cell for table in entry.body.tables for cell in table.cells.values()]
    yield sum(cell.value is not None for cell in cells)
    yield sum(cell.reading is Reading.BLANK for cell in cells)
    yield sum(cell.reading in UNREAD for cell in cells)
    yield sum(cell.reading is Reading.RECOGNISED for cell in cells)
    yield len(entry.body.doubts)


def _cells(url: str, report: Report, forms: Forms) -> Iterator[Row]:
    for key, table in report.tables.items():
        if table is None:
            continue
        form = forms.table(table.number, table.form)
        for row, column in form.addresses():
            across, down = form.rows[row], form.columns[column]
            labels = (across.zh, down.zh, across.en, down.en)
            cell = table.cells[row, column]
            money = down.domain == "money"
            yield (url, key, table.form, row, column, *labels, *_amount(cell, money), *_read(report, cell))


def _amount(cell: Cell, money: bool) -> tuple[Value, Value, Value]:
    """Value, unit and yuan; the last two of amounts of money alone."""
    if not money:
        return number_json(cell.value), None, None
    return number_json(cell.value), cell.unit, number_json(in_yuan(cell.value, cell.unit))


def _read(report: Report, cell: Cell) -> Iterator[Value]:
    yield from (cell.reading.value, cell.raw)
    yield from _at(report, cell.span)
    yield from (" ".join(cell.rests_on) or None, cell.reading is Reading.CORRECTED, cell.note or None)


def _at(report: Report, span: DecodedSpan | None) -> tuple[Value, Value, Value]:
    """Line, start and end."""
    return (None, None, None) if span is None else (report.text.line_of(span.start), span.start, span.end)


def _figures(url: str, report: Report) -> Iterator[Row]:
    for number, one in enumerate(report.figures, 1):
        yield (
            url,
            number,
            one.label,
            number_json(one.value),
            one.unit or None,
            one.kind.value,
            one.role or None,
            one.group or None,
            one.approx or None,
            one.section or None,
            one.raw,
            *_at(report, one.span),
            one.recognised,
        )


def _findings(url: str, result: Result, catalogue: Mapping[str, CheckInfo]) -> Iterator[Row]:
    """A line for each instance that fails; one for the check as a whole where none does."""
    failing = result.failing
    head = (catalogue[result.code].name_zh, result.verdict.value)
    counts = (*result.counts, result.compared or None)
    for number, one in enumerate(failing, 1):
        told = ((one.severity or result.severity).value, one.where or None, one.where_zh or None)
        equation = render(one.equation) if one.equation else None
        yield (url, result.code, number, *head, *told, *_sides(one, result), equation, None, *counts)
    if not failing:
        told = (result.severity.value, None, None)
        yield (url, result.code, 0, *head, *told, *_both(result), None, result.reason or None, *counts)


def _sides(instance: Instance, result: Result) -> Sides:
    """The sides of what fails; those of the check as a whole where it has no arithmetic."""
    if instance.equation is None:
        return _both(result)
    left, right = instance.equation.left, instance.equation.right
    return number_json(_sum(left)), number_json(_sum(right)), _word(left), _word(right)


def _both(result: Result) -> Sides:
    sides = [side_json(side) for side in (result.left, result.right)]
    left, right = (None if isinstance(side, str) else side for side in sides)
    left_text, right_text = (side if isinstance(side, str) else None for side in sides)
    return left, right, left_text, right_text


def _sum(terms: tuple[Term, ...]) -> Decimal | None:
    """What a side comes to; None where an operand has no number."""
    if not terms or any(term.value is None for term in terms):
        return None
    if any(term.divides for term in terms):
        return percent(terms)
    return sum((term.sign * term.value for term in terms if term.value is not None), Decimal(0))


def _word(terms: tuple[Term, ...]) -> str | None:
    """A side that is one operand without a number, as it is shown."""
    return terms[0].shown or None if len(terms) == 1 and terms[0].value is None else None


def _doubts(url: str, report: Report) -> Iterator[Row]:
    for number, one in enumerate(report.doubts, 1):
        told = (one.code, one.loudness.value, one.stage, one.message, one.remedy or None)
        yield (url, number, *told, *_at(report, one.span))
