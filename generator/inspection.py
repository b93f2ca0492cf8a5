"""Files by themselves: what ``gongkai inspect`` shows of each, and what the site would publish."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.checks import check_report
from generator.checks.base import Subject
from generator.checks.catalogue import CheckInfo, load_catalogue
from generator.corpus import build_corpus
from generator.errors import GongkaiError
from generator.exports.report_json import doubt_json, report_json
from generator.forms.loader import load_forms
from generator.model.doubts import Attention
from generator.model.reports import Report
from generator.model.results import Result
from generator.places.gazetteer import load as load_gazetteer
from generator.reading.identity import load_wording
from generator.reading.indicators import load_indicators
from generator.reading.lexicon import build_lexicon
from generator.reading.report import Reader
from generator.reading.wholeness import table_words
from generator.sources.discover import SIDECAR_SUFFIX, Named, Upload, discover_named
from generator.workers import Intake, run_all, take_in

UNREAD_SCHEMA = "gongkai-unread-1"


@dataclass(frozen=True, slots=True)
class Bench:
    """What reading and checking need, loaded once a run."""

    reader: Reader
    catalogue: Mapping[str, CheckInfo]


def load_bench() -> Bench:
    forms = load_forms()
    words = table_words(forms)
    reader = Reader(forms, build_lexicon(forms), load_gazetteer(), load_indicators(), load_wording(), words)
    return Bench(reader, load_catalogue())


def inspect(file: Path, bench: Bench) -> Intake:
    """Read ``file`` as an upload of its own, with the sidecar beside it. Raises GongkaiError where it is not there."""
    if not file.is_file():
        raise GongkaiError("no such file", file=file, remedy="check how the path is spelt")
    beside = file.with_suffix(SIDECAR_SUFFIX)
    sidecar = beside if beside.is_file() and beside != file else None
    return take_in(Upload(file.name, file, sidecar), bench.reader)


def judge(report: Report, bench: Bench) -> tuple[Result, ...]:
    """Every check on ``report`` in the company of no other."""
    return check_report(Subject(report, build_corpus((report,)), bench.reader.forms), bench.catalogue)


def as_json(report: Report, bench: Bench) -> dict[str, Any]:
    """``report`` as it would be published if it were alone."""
    return report_json(report, judge(report, bench), bench.reader.forms)


@dataclass(frozen=True, slots=True)
class Inspected:
    """What is known of one of several files. ``lines`` are JSON, one a report, or one that says why there is none."""

    shown: str
    lines: tuple[str, ...]
    intake: Intake | None
    """Its reports, where nothing was written of them; else None."""
    attention: tuple[Attention, ...]
    read: bool
    """At least one report was read."""


def named_files(paths: Sequence[Path]) -> tuple[Named, ...]:
    """What :func:`discover_named` finds. Raises GongkaiError where that is nothing."""
    found = discover_named(paths)
    if not found:
        where = ", ".join(map(str, paths))
        raise GongkaiError("no files found", file=where, remedy="name a report, or a folder that holds reports")
    return found


def inspect_all(named: Sequence[Named], bench: Bench, jobs: int, *, lines: bool) -> Iterator[Inspected]:
    """Each of ``named`` by itself, in order, as it is done. With ``lines`` as JSON, else with its reports."""
    return run_all(_as_lines if lines else _as_reports, named, bench, jobs, name=lambda one: one.shown)


def _as_lines(bench: Bench, named: Named) -> Inspected:
    intake, attention = _taken_in(bench, named)
    whose = {"path": named.shown}
    if intake is not None and intake.reports:
        objects = [whose | as_json(report, bench) for report in intake.reports]
    else:
        objects = [whose | _unread_json(named, intake, attention)]
    lines = tuple(json.dumps(each, ensure_ascii=False) for each in objects)
    return Inspected(named.shown, lines, None, attention, intake is not None and bool(intake.reports))


def _as_reports(bench: Bench, named: Named) -> Inspected:
    intake, attention = _taken_in(bench, named)
    return Inspected(named.shown, (), intake, attention, intake is not None and bool(intake.reports))


def _taken_in(bench: Bench, named: Named) -> tuple[Intake | None, tuple[Attention, ...]]:
    if named.upload is None:
        return None, (named.attention,) if named.attention else ()
    intake = take_in(named.upload, bench.reader)
    return intake, intake.attention


def _unread_json(named: Named, intake: Intake | None, attention: Sequence[Attention]) -> dict[str, Any]:
    """What is said of an upload without a report: the same keys as of a report, as far as there is anything."""
    return {
        "schema": UNREAD_SCHEMA,
        "file": intake.source.path if intake else named.attention.path if named.attention else named.shown,
        "sha256": intake.source.sha256 if intake else None,
        "report": None,
        "doubts": [doubt_json(item.doubt) | {"span": None, "line": item.line} for item in attention],
    }
