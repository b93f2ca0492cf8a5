"""How large report.json is, of what it is made, and how long one takes to make and to write.

.venv/bin/python -m benchmarks.report_files [--content DIR]
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.checks import check_report
from generator.checks.base import Subject
from generator.corpus import build_corpus
from generator.exports.report_json import report_json
from generator.exports.values import Json, encoded
from generator.inspection import Resources, inspect_all, load_resources, named_files
from generator.model.reports import Report

ROOT = Path(__file__).parents[1]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    folder = parser.parse_args().content / "reports"
    resources = load_resources()
    found = inspect_all(named_files([folder]), resources, None, lines=False)
    reports = [report for one in found if one.result for report in one.result.reports]
    making, writing, sizes = [], [], []
    parts: Counter[str] = Counter()
    for start, made, data in _objects(reports, resources):
        size = len(encoded(data))
        making.append(1000 * (made - start))
        writing.append(1000 * (time.process_time() - made))
        sizes.append(size)
        parts.update({key: len(encoded(value)) for key, value in data.items()})
    print(f"{len(sizes)} reports   {'median':>8}{'90 %':>8}{'most':>8}")
    for name, values in (("kB", [size / 1000 for size in sizes]), ("ms to make", making), ("ms to write", writing)):
        print(f"{name:12}{statistics.median(values):8.2f}{_percentile(values):8.2f}{max(values):8.2f}")
    print("bytes a report: " + ", ".join(f"{key} {sum_ // len(sizes)}" for key, sum_ in parts.most_common(8)))


def _objects(reports: Sequence[Report], resources: Resources) -> Iterator[tuple[float, float, Json]]:
    """(began, made, object) of each report among the others."""
    forms = resources.reader.forms
    corpus = build_corpus(reports)
    for report in corpus.reports:
        results = check_report(Subject(report, corpus, forms), resources.catalogue)
        start = time.process_time()
        data = report_json(report, results, forms)
        yield start, time.process_time(), data


def _percentile(values: Sequence[float]) -> float:
    return sorted(values)[int(0.9 * len(values))]


if __name__ == "__main__":
    main()
