"""A report as JSON: the same object for ``gongkai inspect --json`` and for the site's report.json."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from generator.archive.badges import badges_of
from generator.checks.equations import render
from generator.forms.loader import Forms, FormTable
from generator.model.doubts import Doubt
from generator.model.figures import Cell, StatedFigure, Table
from generator.model.places import Place
from generator.model.reports import Candidate, Report, Section, Sourced
from generator.model.results import Badge, Instance, Result, Side, Term
from generator.model.sidecars import Amount
from generator.model.spans import Span
from generator.reading.numbers import in_yuan

Json = dict[str, Any]

SCHEMA = "gongkai-report-1"


def report_json(
    report: Report, results: Sequence[Result], forms: Forms, *, badges: Mapping[str, Badge] | None = None
) -> Json:
    """Everything read from a report and found about it.

    Spans are code points of the report's decoded text, which begins at ``begins`` in a file that holds several; lines
    are those of the file and count from 1.
    """
    lines = Lines(report)
    tables = {
        name: _table(table, forms.table(table.number, table.form)) if table else None
        for name, table in report.tables.items()
    }
    disputes = report.tables.disputes
    return {
        "schema": SCHEMA,
        "file": report.source.path,
        "sha256": report.source.sha256,
        "media_type": report.source.media_type,
        "encoding": report.source.encoding,
        "encoding_confidence": report.source.encoding_confidence,
        "begins": report.text.begins,
        "organ": {
            "name": report.organ.name,
            "implied": report.organ.implied,
            "kind": report.organ.kind.value,
            "id": report.organ.id or None,
            "origin": report.organ.origin or None,
        },
        "title": report.title.value if report.title else None,
        "year": report.year.value if report.year else None,
        "year_origin": report.year.origin if report.year else None,
        "passed_over": [_candidate(one, lines) for one in report.passed_over[:MOST_CANDIDATES]],
        "cut_off": report.ending.cut or None,
        "format": report.format,
        "forms": report.forms,
        "mixed": len({form for form in report.forms.values() if form}) > 1,
        "scope": report.scope.value,
        "region": _place(report.place),
        "signed": _found_date(report.dates.signed),
        "published": _found_date(report.dates.published),
        "period": _period(report),
        "sections": [_section(section) for section in report.sections],
        **tables,
        "disputes_surplus_cells": [_number(cell.value) for cell in disputes.surplus] if disputes else [],
        "figures": [_figure(figure, lines) for figure in report.figures],
        "label_variants": [
            {
                "where": f"table{variant.table} {variant.axis} {variant.id}",
                "printed": variant.printed,
                "national": variant.national,
                **lines.place(variant.span),
            }
            for table in report.tables
            for variant in table.variants
        ],
        "checks": {result.code: _result(result, lines) for result in results},
        "badges": {name: badge.value for name, badge in (badges or badges_of(report, results)).items()},
        "readings": {
            f"{key}.{row}.{column}": _reading(cell, lines)
            for key, table in report.tables.items()
            if table
            for (row, column), cell in table.cells.items()
        },
        "edits": _edits(report),
        "source_url": report.sidecar.source_url,
        "retrieved_on": _day(report.sidecar.retrieved_on),
        "received_as": report.sidecar.received_as,
        "corrections": [
            {
                "target": c.target,
                "value": _corrected(c.value),
                "why": c.why,
            }
            for c in report.sidecar.corrections
        ],
        "withheld": [item.why for item in report.sidecar.withhold],
        "reply": report.sidecar.reply.text if report.sidecar.reply else None,
        "doubts": [_doubt(doubt, lines) for doubt in report.doubts],
    }


MOST_CANDIDATES = 40
"""A page can name hundreds of organs; those of the strongest voices come first."""


class Lines:
    """Turns spans into what JSON says of a place: start, end and line."""

    def __init__(self, report: Report) -> None:
        self._text = report.text

    def place(self, span: Span | None) -> Json:
        if span is None:
            return {"span": None, "line": None}
        return {"span": [span.start, span.end], "line": self._text.line_of(span.start)}


def _candidate(one: Candidate, lines: Lines) -> Json:
    """Another reading of title, author or year, and what spoke against it."""
    return {"field": one.field, "value": one.value, "voice": one.voice, "why": one.why, **lines.place(one.span)}


def _table(table: Table, form: FormTable) -> Json:
    rows: Json = {}
    for row, column in form.addresses():
        cell = table.cells[row, column]
        values = rows.setdefault(row, {})
        values[column] = _number(cell.value)
        if form.columns[column].domain == "money":
            values[f"{column}_unit"] = cell.unit
            values[f"{column}_raw"] = cell.text if cell.text else None
            values[f"{column}_yuan"] = _number(in_yuan(cell.value, cell.unit))
    return rows


def _reading(cell: Cell, lines: Lines) -> Json:
    entry = {"raw": cell.raw, "reading": cell.reading.value, **lines.place(cell.span)}
    if cell.where is not None:
        entry["where"] = {k: v for k, v in asdict(cell.where).items() if v}
    if cell.note:
        entry["note"] = cell.note
    if cell.rests_on:
        entry["rests_on"] = list(cell.rests_on)
    return entry


def _place(place: Place) -> Json:
    return {
        "province": place.province,
        "prefecture": place.prefecture,
        "county": place.county,
        "township": place.township,
        "code": place.code or None,
        "confidence": place.confidence.value,
        "evidence": [{"kind": e.kind, "text": e.text, "points_to": e.points_to} for e in place.evidence],
        "alternatives": list(place.alternatives),
    }


def _section(section: Section) -> Json:
    return {
        "number": section.number,
        "title": section.title,
        "printed": section.printed,
        "empty": section.empty,
        "topic": section.topic,
    }


def _figure(figure: StatedFigure, lines: Lines) -> Json:
    entry: Json = {
        "label": figure.label,
        "number": _number(figure.value),
        "unit": figure.unit,
        "section": figure.section,
        "kind": figure.kind.value,
    }
    entry |= {k: v for k, v in (("role", figure.role), ("group", figure.group), ("approx", figure.approx)) if v}
    return entry | {"raw": figure.raw, **lines.place(figure.span)}


def _result(result: Result, lines: Lines) -> Json:
    entry: Json = {
        "id": result.check,
        "verdict": result.verdict.value,
        "severity": result.severity.value,
        "counts": {
            "pass": result.counts.passed,
            "fail": result.counts.failed,
            "not_checkable": result.counts.not_checkable,
        },
        "left": _plain(result.left),
        "right": _plain(result.right),
    }
    if result.compared:
        entry["compared"] = result.compared
    if result.reason:
        entry["reason"] = result.reason
    entry["instances"] = [_instance(instance, lines) for instance in result.instances]
    return entry


def _instance(instance: Instance, lines: Lines) -> Json:
    entry: Json = {"where": instance.where, "verdict": instance.verdict.value}
    if instance.equation is not None:
        equation = instance.equation
        entry["equation"] = render(equation)
        entry["relation"] = equation.relation
        entry["left"] = [_term(term, lines) for term in equation.left]
        entry["right"] = [_term(term, lines) for term in equation.right]
        entry["holds"] = equation.holds
    if instance.reason:
        entry["reason"] = instance.reason
    if instance.severity is not None:
        entry["severity"] = instance.severity.value
    if instance.if_blank_is_zero is not None:
        entry["if_blank_is_zero"] = instance.if_blank_is_zero
    return entry


def _term(term: Term, lines: Lines) -> Json:
    entry: Json = {"label": term.label, "value": _number(term.value)}
    if term.value is None:
        entry["shown"] = term.shown
    if term.sign < 0:
        entry["sign"] = -1
    if term.divides:
        entry["divides"] = True
    if term.address:
        entry["address"] = term.address
    if term.report:  # its lines are another text's
        return entry | {"report": term.report, "span": [term.span.start, term.span.end] if term.span else None}
    return entry | (lines.place(term.span) if term.span or term.address else {})


def _edits(report: Report) -> Json:
    """How often each kind of repair was needed."""
    counts: dict[str, int] = {}
    for edit in report.text.edits:
        counts[edit.kind.value] = counts.get(edit.kind.value, 0) + 1
    return dict(sorted(counts.items()))


def doubt_json(doubt: Doubt) -> Json:
    """A doubt without its place."""
    return {
        "code": doubt.code,
        "stage": doubt.stage,
        "loudness": doubt.loudness.value,
        "message": doubt.message,
        "remedy": doubt.remedy,
    }


def _doubt(doubt: Doubt, lines: Lines) -> Json:
    return doubt_json(doubt) | lines.place(doubt.span)


def _period(report: Report) -> Json | None:
    found = report.dates.period
    if found is None:
        return None
    return {"start": found.value.start.isoformat(), "end": found.value.end.isoformat()}


def _found_date(found: Sourced[date] | None) -> str | None:
    return found.value.isoformat() if found else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _corrected(value: str | int | Amount | None) -> str | int | float | None:
    return _number(value.value) if isinstance(value, Amount) else value


def _plain(value: Side) -> str | int | float | None:
    if isinstance(value, Decimal):
        return _number(value)
    return value.isoformat() if isinstance(value, date) else value


def _number(value: Decimal | None) -> int | float | None:
    """Whole numbers as such; others as the shortest decimal, which a double holds for any figure we accept."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
