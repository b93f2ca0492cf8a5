"""Output formats of ``gongkai check``: text, commands for GitHub, JSON. Prints nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from generator.checking.findings import Checked, ReadingTrouble, Summary
from generator.checks.catalogue import CheckInfo
from generator.model.doubts import Loudness
from generator.model.results import Severity

SCHEMA = "gongkai-check-1"


@dataclass(frozen=True, slots=True)
class Count:
    """How often a check fails (``kind``: its severity), or a doubt arises (``doubt``), and in how many files."""

    code: str
    kind: str
    count: int
    files: int
    name: str

    def __str__(self) -> str:
        return f"{self.count:>6} {self.code:<20} {self.kind:<8} {self.name}".rstrip()


def statistics(checked: Checked, catalogue: Mapping[str, CheckInfo], chinese: bool) -> Iterator[Count]:
    """What is found and doubted, the most frequent first; notes among the doubts are left out."""
    found = [(one.code, one.severity, one.file) for one in checked.findings]
    found += [(one.code, "doubt", one.file) for one in _loud(checked)]
    counts = Counter((code, kind) for code, kind, _ in found)
    for (code, kind), count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        info = catalogue.get(code)
        name = "" if info is None else info.fails_zh if chinese else info.fails_en
        yield Count(code, kind, count, len({file for c, k, file in found if (c, k) == (code, kind)}), name)


def as_text(checked: Checked, *, notes: bool = False, names: Mapping[str, str] | None = None) -> Iterator[str]:
    """``file:line: A07 error 对外公开总数量 0 < 本年新公开数量 10``, then doubts; with ``notes`` quiet ones, too.

    ``names`` of checks, by code, are said before what is found, which is told in the words of the report.
    """
    for finding in checked.findings:
        named = f"{names[finding.code]}: " if names else ""
        yield f"{finding.file}:{finding.line}: {finding.code} {finding.severity} {named}{finding.message}"
    for trouble in checked.troubles if notes else _loud(checked):
        where = f"{trouble.file}:{trouble.line}" if trouble.line else trouble.file
        yield f"{where}: doubt [{trouble.code}] {trouble.message}"


def as_github(checked: Checked) -> Iterator[str]:
    """Commands that GitHub shows beside the lines of a pull request; an upload that cannot be published is an error."""
    kinds = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    for finding in checked.findings:
        title = f"{finding.code} {finding.name}"
        yield _command(kinds[Severity(finding.severity)], finding.file, finding.line, title, finding.message)
    for trouble in _loud(checked):
        kind = "error" if trouble.loudness == Loudness.REFUSED else "warning"
        yield _command(kind, trouble.file, trouble.line or 1, trouble.code, trouble.message)
    yield total(checked.summary)


def as_json(checked: Checked) -> dict[str, Any]:
    """Everything, notes among the doubts included."""
    return {
        "schema": SCHEMA,
        "findings": [asdict(finding) for finding in checked.findings],
        "doubts": [asdict(trouble) for trouble in checked.troubles],
        "summary": asdict(checked.summary),
    }


def _loud(checked: Checked) -> Iterator[ReadingTrouble]:
    return (trouble for trouble in checked.troubles if trouble.loudness != Loudness.NOTE)


def total(summary: Summary) -> str:
    """The counts over everything that was looked at."""
    return (
        f"{summary.files} files, {summary.reports} reports, {summary.verdicts} verdicts: {summary.passed} pass, "
        f"{summary.failed} fail, {summary.not_checkable} not checkable; {summary.errors} errors, "
        f"{summary.warnings} warnings, {summary.notes} notes, {summary.doubts} doubts"
    )


def _command(kind: str, file: str, line: int, title: str, message: str) -> str:
    """Escaped as GitHub asks for: values of properties more strictly than the text behind them."""
    text = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    values = [
        value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A").replace(":", "%3A").replace(",", "%2C")
        for value in (file, title)
    ]
    return f"::{kind} file={values[0]},line={line},title={values[1]}::{text}"
