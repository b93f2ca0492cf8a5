"""Reads a file as ``gongkai inspect --json`` does, with gazetteer and forms loaded once for all tests."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.checks import check_report
from generator.checks.base import Subject
from generator.corpus import build_corpus
from generator.exports.report_json import report_json
from generator.inspection import Bench, as_json, load_bench, read_here


@lru_cache(maxsize=1)
def bench() -> Bench:
    return load_bench()


def inspect_file(path: Path) -> dict[str, Any]:
    """What the command prints for the one report in ``path``."""
    (report,) = read_here(path, bench()).reports
    data: dict[str, Any] = json.loads(json.dumps(as_json(report, bench())))
    return data


def inspect_together(paths: list[Path]) -> list[dict[str, Any]]:
    """What the site publishes of the reports in ``paths``, if they are the whole archive."""
    reports = [read_here(path, bench()).reports[0] for path in paths]
    corpus, forms = build_corpus(reports), bench().reader.forms
    return [
        json.loads(json.dumps(report_json(r, check_report(Subject(r, corpus, forms), bench().catalogue), forms)))
        for r in reports
    ]
