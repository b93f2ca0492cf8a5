"""Findings and doubts of uploads by file and line, as a linter reports them.

A finding is a property of the report: an upload whose report contradicts itself is a good upload. A doubt is ours:
something could not be read, which the uploader may be able to mend. By default only doubts make the command fail
(:class:`FailOn`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from generator.attempts import Attempts
from generator.checks import check_report
from generator.checks.base import Subject
from generator.checks.catalogue import CheckInfo
from generator.checks.sentences import in_full, names_place
from generator.corpus import build_corpus
from generator.errors import GongkaiError
from generator.inspection import Resources
from generator.model.doubts import Attention, Loudness
from generator.model.reports import Report
from generator.model.results import Instance, Result, Severity, Verdict
from generator.sources.discover import Upload
from generator.sources.named import discover_named
from generator.workers.limits import Failure
from generator.workers.pool import run_all
from generator.workers.results import UploadResult
from generator.workers.uploads import distinct, lost_upload, read_upload


class FailOn(StrEnum):
    """When the command ends with 1: never; where an upload cannot be published at all; where one could not be read in
    full; or also where a check of severity error fails: numbers that do not agree, or a chapter or table that is
    missing."""

    NEVER = "never"
    REFUSED = "refused"
    DOUBT = "doubt"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One statement of a report that does not agree with another. ``line`` counts from 1; 1 where it has no place."""

    file: str
    line: int
    code: str
    id: str
    name: str
    severity: str
    message: str
    """The equation in words, and what it was applied to."""
    where: str
    """Row, column or block, as an id."""


@dataclass(frozen=True, slots=True)
class ReadingTrouble:
    """Something that we could not read. ``line`` is None where it concerns the file as a whole."""

    file: str
    line: int | None
    code: str
    loudness: str
    message: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over everything that was looked at. ``errors``, ``warnings`` and ``notes`` count findings."""

    files: int
    reports: int
    verdicts: int
    passed: int
    failed: int
    not_checkable: int
    errors: int
    warnings: int
    notes: int
    doubts: int
    """Louder than a note."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Findings and troubles by file and line."""

    findings: tuple[Finding, ...]
    troubles: tuple[ReadingTrouble, ...]
    summary: Summary

    def fails(self, on: FailOn) -> bool:
        """Whether the command is to end with 1."""
        if on is FailOn.REFUSED:
            return any(trouble.loudness == Loudness.REFUSED for trouble in self.troubles)
        doubtful = on is not FailOn.NEVER and self.summary.doubts > 0
        return doubtful or (on is FailOn.ERROR and self.summary.errors > 0)


def choose(catalogue: Mapping[str, CheckInfo], select: Iterable[str], ignore: Iterable[str]) -> frozenset[str]:
    """The codes to look at. Both lists hold codes (``A07``) or families (``A``), in either case, also joined by
    commas. Raises GongkaiError for what is neither."""
    wanted = _codes(catalogue, select)
    return frozenset(wanted if wanted is not None else catalogue) - (_codes(catalogue, ignore) or frozenset())


def check_paths(paths: Sequence[Path], resources: Resources, codes: frozenset[str], jobs: int | None = None) -> Checked:
    """Check files, and everything in folders, together: what compares reports compares these.

    ``jobs`` processes read, by default one a core; whatever their number, the outcome is the same. Files are shown
    under the path they were given by. Raises GongkaiError where a path is not there.
    """
    uploads, troubles = _uploads(paths)
    return check_uploads(uploads, troubles, resources, codes, jobs)[0]


def check_uploads(
    uploads: Sequence[Upload],
    troubles: Sequence[ReadingTrouble],
    resources: Resources,
    codes: frozenset[str],
    jobs: int | None = None,
) -> tuple[Checked, tuple[UploadResult, ...]]:
    """As :func:`check_paths`, for files that were found, with ``troubles`` met on the way; also what was read."""
    read = list(run_all(_read, uploads, resources, _lost, jobs))
    files = {upload.path: str(upload.file) for upload in uploads}
    files |= {upload.sidecar_path: str(upload.sidecar) for upload in uploads if upload.sidecar_path}
    files |= {one.source.path: str(upload.file) for one, upload in zip(read, uploads, strict=True)}
    uploads_read, repeated = distinct(read)
    reports = tuple(report for one in uploads_read for report in one.reports)
    attempt = Attempts()
    verdicts, findings = _checked(reports, files, resources, codes, attempt)
    attention = [*(item for result in read for item in result.attention), *repeated, *attempt.faults]
    troubles = [*troubles, *(trouble_of(files.get(item.path, item.path), item) for item in attention)]
    findings.sort(key=lambda f: (f.file, f.line, f.code, f.message))
    troubles.sort(key=lambda t: (t.file, t.line or 0, t.code, t.message))
    summary = _summary(len(uploads), len(reports), verdicts, findings, troubles)
    return Checked(tuple(findings), tuple(troubles), summary), tuple(read)


def _checked(
    reports: Sequence[Report], files: Mapping[str, str], resources: Resources, codes: frozenset[str], attempt: Attempts
) -> tuple[list[Verdict], list[Finding]]:
    """The verdicts of the checks in ``codes``, and their findings; ``files`` has the shown name of each path."""
    findings: list[Finding] = []
    verdicts: list[Verdict] = []
    corpus = build_corpus(reports, attempt)
    for report in sorted(reports, key=lambda report: report.source.path):
        results = check_report(Subject(report, corpus, resources.reader.forms), resources.catalogue, attempt)
        for one in (r for r in results if r.code in codes):
            verdicts.append(one.verdict)
            findings += findings_of(files[report.source.path], report, one, resources.catalogue[one.code])
    return verdicts, findings


def _summary(
    files: int,
    reports: int,
    verdicts: Sequence[Verdict],
    findings: Sequence[Finding],
    troubles: Sequence[ReadingTrouble],
) -> Summary:
    grades = [finding.severity for finding in findings]
    return Summary(
        files=files,
        reports=reports,
        verdicts=len(verdicts),
        passed=verdicts.count(Verdict.PASS),
        failed=verdicts.count(Verdict.FAIL),
        not_checkable=verdicts.count(Verdict.NOT_CHECKABLE),
        errors=grades.count(Severity.ERROR),
        warnings=grades.count(Severity.WARNING),
        notes=grades.count(Severity.INFO),
        doubts=sum(trouble.loudness != Loudness.NOTE for trouble in troubles),
    )


def _read(resources: Resources, upload: Upload) -> UploadResult:
    """Without the bytes, which are for publishing and need not travel from one process to another."""
    return replace(read_upload(upload, resources.reader), original=None)


def _lost(upload: Upload, failure: Failure) -> UploadResult:
    return lost_upload(upload, failure)


def _codes(catalogue: Mapping[str, CheckInfo], named: Iterable[str]) -> frozenset[str] | None:
    words = [word.strip().upper() for joined in named for word in joined.split(",") if word.strip()]
    if not words:
        return None
    found: set[str] = set()
    for word in words:
        codes = {code for code in catalogue if word in (code, code[0])}
        if not codes:
            near = get_close_matches(word, catalogue, cutoff=0.5)
            remedy = f"did you mean {', '.join(near)}?" if near else "name a code (A07) or a family (A to F)"
            raise GongkaiError(f"no such check: {word}", remedy=remedy)
        found |= codes
    return frozenset(found)


def _uploads(paths: Sequence[Path]) -> tuple[list[Upload], list[ReadingTrouble]]:
    """By path. ``Upload.path`` is relative to the folder that was named, as in content/reports, so that what a path
    tells is the same; where two would have one name, all get their full one."""
    named = discover_named(paths)
    troubles = [trouble_of(one.shown, one.attention) for one in named if one.attention]
    uploads = [one.upload for one in named if one.upload]
    chosen = sorted(uploads, key=lambda upload: (upload.path, str(upload.file)))
    if any(one.path == other.path for one, other in pairwise(chosen)):
        chosen = sorted((replace(u, path=u.file.as_posix()) for u in chosen), key=lambda upload: upload.path)
    return chosen, troubles


def trouble_of(file: str, item: Attention) -> ReadingTrouble:
    doubt = item.doubt
    return ReadingTrouble(file, item.line, doubt.code, doubt.loudness.value, f"{doubt.message} {doubt.remedy}".strip())


def findings_of(file: str, report: Report, result: Result, info: CheckInfo) -> Iterator[Finding]:
    """What one check found in ``report``, which is shown as ``file``."""
    if result.verdict is not Verdict.FAIL:
        return
    for instance in result.failing:
        severity = (instance.severity or info.severity).value
        line = _line(report, instance)
        message = _message(result.code, instance) or info.reader_zh
        yield Finding(file, line, result.code, result.check, info.fails_zh, severity, message, instance.where)


def _message(code: str, instance: Instance) -> str:
    words = in_full(code, instance)
    if not words or not instance.where_zh or names_place(code, instance):
        return words or instance.where_zh
    return f"{words}（{instance.where_zh}）"


def _line(report: Report, instance: Instance) -> int:
    """Where its first operand in this report stands."""
    equation = instance.equation
    terms = (*equation.left, *equation.right) if equation else ()
    spans = (term.span for term in terms if term.span is not None and term.report in ("", report.id))
    return next((report.text.line_of(span.start) for span in spans), 1)
