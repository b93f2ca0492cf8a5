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
from generator.exports.values import encoded
from generator.inspection import Resources, as_json, load_resources, read_here
from generator.workers.warming import warm


@lru_cache(maxsize=1)
def resources() -> Resources:
    return load_resources()


@lru_cache(maxsize=1)
def warm_resources() -> Resources:
    """The same for builds: what their processes would load, each for itself, is loaded."""
    warm(resources().reader, resources().catalogue, Path(__file__).parents[1] / "templates")
    return resources()


def inspect_file(path: Path) -> dict[str, Any]:
    """What the command prints for the one report in ``path``."""
    (data,) = inspect_each(path)
    return data


def inspect_each(path: Path) -> list[dict[str, Any]]:
    """What the command prints for the reports in ``path``; nothing where it holds none."""
    return [json.loads(encoded(as_json(report, resources()))) for report in read_here(path, resources()).reports]


def inspect_together(paths: list[Path]) -> list[dict[str, Any]]:
    """What the site publishes of the reports in ``paths``, if they are the whole archive."""
    reports = [read_here(path, resources()).reports[0] for path in paths]
    corpus, forms = build_corpus(reports), resources().reader.forms
    return [
        json.loads(encoded(report_json(r, check_report(Subject(r, corpus, forms), resources().catalogue), forms)))
        for r in reports
    ]
