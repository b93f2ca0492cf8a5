"""A report as JSON: the same object for ``gongkai inspect --json`` and for the site's report.json."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import structs

from generator.archive.badges import badges_of
from generator.checks.possible import possible_faults
from generator.exports.operands import Operands
from generator.exports.results import result_json
from generator.exports.scans import confirmed_json, scan_json
from generator.exports.values import Json, Lines, file_json, further_files_json, number_json, withheld_json
from generator.forms.loader import Forms, FormTable
from generator.model.doubts import Doubt
from generator.model.figures import Cell, LabelVariant, StatedFigure, Table
from generator.model.places import Place
from generator.model.reports import Candidate, Report, Section, Sourced
from generator.model.results import Badge, Result
from generator.model.sidecars import Amount, Sidecar
from generator.reading.numbers import in_yuan

SCHEMA = "gongkai-report-2"


def report_json(
    report: Report, results: Sequence[Result], forms: Forms, *, badges: Mapping[str, Badge] | None = None
) -> Json:
    """Everything read from a report and found about it.

    Spans are code points of the report's decoded text, which begins at ``begins`` in a file that holds several; lines
    are those of the file and count from 1.
    """
    lines = Lines(report)
    operands = Operands(report, lines)
    return {
        "schema": SCHEMA,
        **_source(report),
        **_identity(report, lines),
        "sections": [_section(section) for section in report.sections],
        **_tables(report, forms),
        "figures": [_figure(figure, lines) for figure in report.figures],
        "label_variants": [_variant(variant, lines) for table in report.tables for variant in table.variants],
        "checks": {result.code: result_json(result, operands) for result in results},
        **_possible(results),
        **scan_json(report),
        "badges": {name: badge.value for name, badge in (badges or badges_of(report, results)).items()},
        "readings": {
            f"{key}.{row}.{column}": _reading(cell, lines)
            for key, table in report.tables.items()
            if table
            for (row, column), cell in table.cells.items()
        },
        "edits": _edits(report),
        **_sidecar(report.sidecar),
        "doubts": [_doubt(doubt, lines) for doubt in report.doubts],
    }


def _possible(results: Sequence[Result]) -> Json:
    """Where the fault may be; no key where nothing is to be said."""
    found = [
        {
            "address": one.address,
            "instead": number_json(one.instead),
            "settles": [{"check": settled.code, "where": settled.where} for settled in one.settles],
        }
        for one in possible_faults(results)
    ]
    return {"possible_faults": found} if found else {}


def _source(report: Report) -> Json:
    return {
        **file_json(report.source),
        "encoding": report.source.encoding,
        "encoding_confidence": report.source.encoding_confidence,
        "begins": report.text.begins,
        **further_files_json(report),
    }


def _identity(report: Report, lines: Lines) -> Json:
    """Who wrote it about which year, on which form, and what else might have been read."""
    return {
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
    }


def _tables(report: Report, forms: Forms) -> Json:
    disputes = report.tables.disputes
    return {
        **{
            name: _table(table, forms.table(table.number, table.form)) if table else None
            for name, table in report.tables.items()
        },
        "disputes_surplus_cells": [number_json(cell.value) for cell in disputes.surplus] if disputes else [],
    }


def _variant(variant: LabelVariant, lines: Lines) -> Json:
    return {
        "where": f"table{variant.table} {variant.axis} {variant.id}",
        "printed": variant.printed,
        "national": variant.national,
        **lines.place(variant.span),
    }


def _corrected(value: str | int | Amount | None) -> str | int | float | None:
    return number_json(value.value) if isinstance(value, Amount) else value


def _sidecar(sidecar: Sidecar) -> Json:
    return {
        "source_url": sidecar.source_url,
        "retrieved_on": sidecar.retrieved_on.isoformat() if sidecar.retrieved_on else None,
        "received_as": sidecar.received_as,
        "corrections": [{"target": c.target, "value": _corrected(c.value), "why": c.why} for c in sidecar.corrections],
        **confirmed_json(sidecar),
        **withheld_json(sidecar),
        "reply": sidecar.reply.text if sidecar.reply else None,
    }


MOST_CANDIDATES = 40
"""A page can name hundreds of organs; those of the strongest voices come first."""


def _candidate(one: Candidate, lines: Lines) -> Json:
    """Another reading of title, author or year, and why it was rejected."""
    return {"field": one.field, "value": one.value, "voice": one.voice, "why": one.why, **lines.place(one.span)}


def _table(table: Table, form: FormTable) -> Json:
    rows: Json = {}
    for row, column in form.addresses():
        cell = table.cells[row, column]
        values = rows.setdefault(row, {})
        values[column] = number_json(cell.value)
        if form.columns[column].domain == "money":
            values[f"{column}_unit"] = cell.unit
            values[f"{column}_raw"] = cell.text if cell.text else None
            values[f"{column}_yuan"] = number_json(in_yuan(cell.value, cell.unit))
    return rows


def _reading(cell: Cell, lines: Lines) -> Json:
    entry = {"raw": cell.raw, "reading": cell.reading.value, **lines.place(cell.span)}
    if cell.where is not None:
        entry["where"] = {k: v for k, v in structs.asdict(cell.where).items() if v}
    if cell.note:
        entry["note"] = cell.note
    if cell.rests_on:
        entry["rests_on"] = list(cell.rests_on)
    if cell.seen is not None:
        entry |= {"candidates": list(cell.seen.candidates), "confidence": cell.seen.confidence}
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
        "number": number_json(figure.value),
        "unit": figure.unit,
        "section": figure.section,
        "kind": figure.kind.value,
    }
    entry |= {k: v for k, v in (("role", figure.role), ("group", figure.group), ("approx", figure.approx)) if v}
    entry |= {"recognised": True} if figure.recognised else {}
    return entry | {"raw": figure.raw, **lines.place(figure.span)}


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
