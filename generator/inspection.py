"""Reads files one by one, without an archive, for ``inspect`` and ``check``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.checks import check_alone
from generator.checks.catalogue import CheckInfo, load_catalogue
from generator.errors import GongkaiError
from generator.exports.report_json import doubt_json, report_json
from generator.forms.loader import Forms, load_forms
from generator.model.doubts import Attention
from generator.model.reports import Report
from generator.model.results import Result
from generator.places.gazetteer import load as load_gazetteer
from generator.reading.figures.indicators import load_indicators
from generator.reading.identity import load_wording
from generator.reading.lexicon import build_lexicon
from generator.reading.reader import Reader
from generator.reading.wholeness import table_words
from generator.sources.named import NamedFile, discover_named, named_upload
from generator.workers.limits import Failure
from generator.workers.pool import run_all
from generator.workers.results import UploadResult
from generator.workers.uploads import lost_upload, read_upload, read_uploads

UNREAD_SCHEMA = "gongkai-unread-1"


@dataclass(frozen=True, slots=True)
class Resources:
    """What reading and checking need, loaded once a run."""

    reader: Reader
    catalogue: Mapping[str, CheckInfo]


def load_resources(forms: Forms | None = None) -> Resources:
    """``forms`` are those that ship with the package, unless others are given."""
    forms = forms or load_forms()
    words = table_words(forms)
    reader = Reader(forms, build_lexicon(forms), load_gazetteer(), load_indicators(), load_wording(), words)
    return Resources(reader, load_catalogue())


def inspect(file: Path, resources: Resources) -> UploadResult:
    """Read ``file`` as an upload of its own, with the sidecar beside it, in a worker process with limits.

    Raises GongkaiError where it is not there.
    """
    return next(read_uploads((named_upload(file),), resources.reader, jobs=1))


def read_here(file: Path, resources: Resources) -> UploadResult:
    """As :func:`inspect`, in this process and without limits: for trusted files, as in tests and benchmarks."""
    return read_upload(named_upload(file), resources.reader)


def run_checks(report: Report, resources: Resources) -> tuple[Result, ...]:
    """The results of every check on ``report`` alone, without other reports."""
    return check_alone(report, resources.reader.forms, resources.catalogue)


def as_json(report: Report, resources: Resources) -> dict[str, Any]:
    """``report`` as it would be published if it were alone."""
    return report_json(report, run_checks(report, resources), resources.reader.forms)


@dataclass(frozen=True, slots=True)
class Inspected:
    """What is known of one of several files. ``lines`` are JSON, one a report, or one that says why there is none."""

    shown: str
    lines: tuple[str, ...]
    result: UploadResult | None
    """Its reports, where nothing was written of them; else None."""
    attention: tuple[Attention, ...]
    read: bool
    """At least one report was read."""


def named_files(paths: Sequence[Path]) -> tuple[NamedFile, ...]:
    """What :func:`discover_named` finds. Raises GongkaiError where that is nothing."""
    found = discover_named(paths)
    if not found:
        where = ", ".join(map(str, paths))
        raise GongkaiError("no files found", file=where, remedy="name a report, or a folder that holds reports")
    return found


def inspect_all(
    named: Sequence[NamedFile], resources: Resources, jobs: int | None, *, lines: bool
) -> Iterator[Inspected]:
    """Each of ``named`` by itself, in order, as it is done. With ``lines`` as JSON, else with its reports."""
    if lines:
        return run_all(_as_lines, named, resources, _lost_lines, jobs)
    return run_all(_as_reports, named, resources, _lost_reports, jobs)


def _as_lines(resources: Resources, named: NamedFile) -> Inspected:
    result, attention = _read(resources, named)
    if result is None or not result.reports:
        return _no_lines(named, result, attention)
    whose = {"path": named.shown}
    objects = (whose | as_json(report, resources) for report in result.reports)
    lines = tuple(json.dumps(each, ensure_ascii=False) for each in objects)
    return Inspected(named.shown, lines, None, attention, read=True)


def _lost_lines(named: NamedFile, failure: Failure) -> Inspected:
    result, attention = _lost(named, failure)
    return _no_lines(named, result, attention)


def _no_lines(named: NamedFile, result: UploadResult | None, attention: tuple[Attention, ...]) -> Inspected:
    line = json.dumps({"path": named.shown} | _unread_json(named, result, attention), ensure_ascii=False)
    return Inspected(named.shown, (line,), None, attention, read=False)


def _as_reports(resources: Resources, named: NamedFile) -> Inspected:
    result, attention = _read(resources, named)
    return Inspected(named.shown, (), result, attention, result is not None and bool(result.reports))


def _lost_reports(named: NamedFile, failure: Failure) -> Inspected:
    result, attention = _lost(named, failure)
    return Inspected(named.shown, (), result, attention, read=False)


def _read(resources: Resources, named: NamedFile) -> tuple[UploadResult | None, tuple[Attention, ...]]:
    if named.upload is None:
        return None, (named.attention,) if named.attention else ()
    result = read_upload(named.upload, resources.reader)
    return result, result.attention


def _lost(named: NamedFile, failure: Failure) -> tuple[UploadResult | None, tuple[Attention, ...]]:
    result = lost_upload(named.upload, failure) if named.upload else None
    return result, result.attention if result else ()


def _unread_json(named: NamedFile, result: UploadResult | None, attention: Sequence[Attention]) -> dict[str, Any]:
    """What is said of an upload without a report: the same keys as of a report, as far as there is anything."""
    return {
        "schema": UNREAD_SCHEMA,
        "file": result.source.path if result else named.attention.path if named.attention else named.shown,
        "sha256": result.source.sha256 if result else None,
        "report": None,
        "doubts": [doubt_json(item.doubt) | {"span": None, "line": item.line} for item in attention],
    }
