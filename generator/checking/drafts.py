"""One draft by itself: its findings as the page for those who write reports shows them (``/draft/``, in the browser).

The same reading and the same checks as everywhere, in this process, without a file, a second report or anything that a
browser lacks. What needs those is said to be unchecked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from generator import labels
from generator.attempts import Attempts
from generator.checking.findings import Finding, findings_of
from generator.checks import check_alone
from generator.inspection import Resources
from generator.model.documents import EditKind
from generator.model.doubts import Attention
from generator.model.figures import Reading
from generator.model.reports import Report
from generator.model.results import Result, Severity, Verdict
from generator.model.sidecars import Sidecar
from generator.sources.discover import Upload
from generator.sources.fetching import Fetched
from generator.sources.formats import READERS, converted, pdf, picture, web_page, without_macros
from generator.workers.uploads import guarded, read_fetched

SCHEMA = "gongkai-draft-1"
ELSEWHERE = (web_page, pdf, picture, converted, without_macros)
"""Readers that need what a browser lacks: lxml, PDFium, other programs."""
SUFFIXES = tuple(suffix for one in READERS if one.reader not in ELSEWHERE for suffix in one.suffixes)
"""Files that can be read in the browser."""


@dataclass(frozen=True, slots=True)
class ReadTable:
    """How much of an official table was read."""

    number: int
    cells: int
    unread: int
    """Cells that we could not read for sure."""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding, with the words that pages have for its kind."""

    finding: Finding
    nature: str
    tone: str
    heading: str


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A check that could not be made, and why."""

    code: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class DraftReport:
    """What one report of a draft says of itself, and what the checks say of that. ``passed`` counts checks."""

    organ: str | None
    year: int | None
    converted: bool
    """Its text is in traditional script and was turned into simplified for reading."""
    tables: tuple[ReadTable, ...]
    findings: tuple[Told, ...]
    passed: int
    unchecked: tuple[Unchecked, ...]


def check_draft(name: str, data: bytes, resources: Resources) -> dict[str, Any]:
    """What is found in the draft ``data``, a file called ``name``, as the page's script takes it."""
    upload = Upload(name, Path(name), None)
    result = guarded(lambda: read_fetched(upload, _fetched(data), resources.reader), upload)
    attempt = Attempts()
    reports = [asdict(_report(name, report, resources, attempt)) for report in result.reports]
    doubts = [_doubt(item) for item in (*result.attention, *attempt.faults)]
    return {"schema": SCHEMA, "file": name, "reports": reports, "doubts": doubts}


def _fetched(data: bytes) -> Fetched:
    return Fetched(data, Sidecar(), ())


def _report(name: str, report: Report, resources: Resources, attempt: Attempts) -> DraftReport:
    results = check_alone(report, resources.reader.forms, resources.catalogue, attempt)
    return DraftReport(
        organ=report.organ.name,
        year=report.year.value if report.year else None,
        converted=any(edit.kind is EditKind.SCRIPT for edit in report.text.edits),
        tables=tuple(_tables(report)),
        findings=tuple(_told(name, report, results, resources)),
        passed=sum(result.verdict is Verdict.PASS for result in results),
        unchecked=tuple(_unchecked(results, resources)),
    )


def _tables(report: Report) -> Iterator[ReadTable]:
    for table in report.tables:
        readings = [cell.reading for cell in table.cells.values()]
        unread = sum(reading in (Reading.ILLEGIBLE, Reading.UNREAD) for reading in readings)
        yield ReadTable(table.number, len(readings), unread)


def _told(name: str, report: Report, results: Sequence[Result], resources: Resources) -> list[Told]:
    """What was found, the gravest first, then by line."""
    found = [f for one in results for f in findings_of(name, report, one, resources.catalogue[one.code])]
    found.sort(key=lambda f: (-Severity(f.severity).rank, f.line, f.code, f.message))
    words = [(f, labels.FINDINGS[labels.finding_kind(f.code, f.severity)]) for f in found]
    return [Told(finding, said.nature.zh, said.tone, said.heading.zh) for finding, said in words]


def _unchecked(results: Sequence[Result], resources: Resources) -> Iterator[Unchecked]:
    for one in results:
        if one.verdict is Verdict.NOT_CHECKABLE:
            name = resources.catalogue[one.code].name_zh
            yield Unchecked(one.code, name, labels.zh(labels.REASONS, one.reason))


def _doubt(item: Attention) -> dict[str, Any]:
    doubt = item.doubt
    loudness = labels.zh(labels.LOUDNESS, doubt.loudness.value)
    return {"line": item.line, "loudness": loudness, "message": f"{doubt.message} {doubt.remedy}".strip()}
