"""One file by itself: what ``gongkai inspect`` shows, and what the site would publish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.checks import check_report
from generator.checks.base import Subject
from generator.checks.catalogue import CheckInfo, load_catalogue
from generator.corpus import build_corpus
from generator.errors import GongkaiError
from generator.exports.report_json import report_json
from generator.forms.loader import load_forms
from generator.model.reports import Report
from generator.model.results import Result
from generator.places.gazetteer import load as load_gazetteer
from generator.reading.identity import load_wording
from generator.reading.indicators import load_indicators
from generator.reading.lexicon import build_lexicon
from generator.reading.report import Reader
from generator.reading.wholeness import table_words
from generator.sources.discover import SIDECAR_SUFFIX, Upload
from generator.workers import Intake, take_in


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
        raise GongkaiError("no such file", file=file)
    beside = file.with_suffix(SIDECAR_SUFFIX)
    sidecar = beside if beside.is_file() and beside != file else None
    return take_in(Upload(file.name, file, sidecar), bench.reader)


def judge(report: Report, bench: Bench) -> tuple[Result, ...]:
    """Every check on ``report`` in the company of no other."""
    return check_report(Subject(report, build_corpus((report,)), bench.reader.forms), bench.catalogue)


def as_json(report: Report, bench: Bench) -> dict[str, Any]:
    """``report`` as it would be published if it were alone."""
    return report_json(report, judge(report, bench), bench.reader.forms)
