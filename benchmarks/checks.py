"""Do the checks accuse the innocent, do they see a wrong number, and how long do they take?

    python -m benchmarks.checks [--families N] [--seed N] [--reports N]

1. Consistent reports in every layout, with their other year and their neighbours: no failed check of severity error.
2. The same reports with one printed number of tables 3 or 4 changed: A01–A06 fail and name the row or column; in the
   layouts where cells run together, the changed cell may have been refused instead.
3. The time of all checks but F05–F07 for one report: the median and the mean over such reports, beside the time of
   reading one; and that for each report of content/reports.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from random import Random
from statistics import mean, median

from benchmarks.corpus.consistent import Told, family, file_of
from benchmarks.corpus.forms import Address
from benchmarks.corpus.layouts import LAYOUTS, Layout
from generator.archive.addresses import with_address
from generator.checks import CHECKS, check_report
from generator.checks.base import Check, Subject, evaluate
from generator.corpus import Corpus, build_corpus
from generator.inspection import Resources, load_resources
from generator.model.figures import Reading
from generator.model.reports import Report
from generator.model.results import Result, Severity, Verdict
from generator.model.sidecars import Sidecar
from generator.reading.report import read_reports
from generator.sources.base import Refused
from generator.sources.discover import discover
from generator.sources.fetching import read_bytes
from generator.workers.uploads import distinct, read_upload

WITH_TABLES = tuple(layout for layout in LAYOUTS if not layout.narrative)
SUMS = ("A01", "A02", "A03", "A04", "A05", "A06")
TEXTS = ("F05", "F06", "F07")
"""Checks whose cost grows with the archive; benchmarks/similarity.py measures them."""
ALIGNED = ("12-pdf-layout-text",)
"""Layouts without separators, whose columns are only told by where their text stands."""
LIMIT = 0.001
"""Seconds of one core that the others may take for one report."""
RUNS = 5
"""So often each report is checked: the machine does other things, too, and the least time is that of the checks."""
CONTENT = Path(__file__).parents[1] / "content" / "reports"
NEIGHBOURS = 12
"""Families that are checked as one archive."""


@dataclass
class Outcome:
    """What was seen. Every list should be empty."""

    reports: int = 0
    unread: Counter[str] = field(default_factory=Counter)
    """Reports without all three tables, by layout."""
    accused: list[str] = field(default_factory=list)
    """Failed checks of severity error on consistent reports."""
    changed: int = 0
    seen: int = 0
    refused: int = 0
    missed: list[str] = field(default_factory=list)
    """Changed numbers that no sum complains of, though the cell was read."""


def may_refuse(layout: Layout) -> bool:
    """Layouts in which cells run together, lines are gone, rows are guessed, or only blanks keep cells apart."""
    return layout.vague or layout.name in ALIGNED


def read(told: Told, resources: Resources) -> Report | None:
    name, data = file_of(told)
    document = read_bytes(name, PurePosixPath(name).suffix, data, Sidecar())
    if isinstance(document, Refused):
        return None
    reports, _ = read_reports(document, resources.reader)
    return with_address(reports[0], resources.reader.gazetteer) if reports else None


def measure(seed: int, families: int, resources: Resources) -> Outcome:
    """``families`` pairs of reports, the layouts in turn, checked in archives of some neighbours."""
    outcome = Outcome()
    for first in range(0, families, NEIGHBOURS):
        pairs = [
            (family(seed, index, WITH_TABLES[index % len(WITH_TABLES)]))
            for index in range(first, min(first + NEIGHBOURS, families))
        ]
        tolds = [told for pair in pairs for told in pair]
        _consistent(tolds, resources, outcome)
        for number, told in enumerate(tolds):
            altered(told, Random(f"{seed}/{first}/{number}"), resources, outcome)
    return outcome


def _consistent(tolds: Sequence[Told], resources: Resources, outcome: Outcome) -> None:
    read_ = {report.id: (told, report) for told in tolds if (report := read(told, resources)) is not None}
    corpus = build_corpus([report for _, report in read_.values()])
    outcome.reports += len(tolds)
    for told, report in read_.values():
        if len(list(report.tables)) < 3:
            outcome.unread[told.layout.name] += 1
        for result in check_report(Subject(report, corpus, resources.reader.forms), resources.catalogue):
            if result.verdict is Verdict.FAIL and result.severity is Severity.ERROR:
                outcome.accused.append(f"{told.layout.name} {told.seed} {result.code} {_where(result)}")


def altered(told: Told, random: Random, resources: Resources, outcome: Outcome) -> None:
    address = random.choice([at for at in told.numbers if at[0] != "disclosure"])
    number = told.numbers[address]
    wrong = random.choice([n for n in (number + 1, number + 9, number - 1, number * 10, 0) if n >= 0 and n != number])
    report = read(told.changed(address, wrong), resources)
    outcome.changed += 1
    if report is not None and _complains(report, address, resources):
        outcome.seen += 1
    elif may_refuse(told.layout) and (report is None or _not_read(report, address)):
        outcome.refused += 1
    else:
        outcome.missed.append(f"{told.layout.name} {told.seed} {'.'.join(address)} {number} -> {wrong}")


def _complains(report: Report, address: Address, resources: Resources) -> bool:
    """One of the sums fails where the changed number stands."""
    subject = Subject(report, Corpus((report,), {}), resources.reader.forms)
    return any(
        instance.verdict is Verdict.FAIL and instance.where in address[1:]
        for check in _checks(lambda code: code in SUMS)
        for instance in evaluate(check, resources.catalogue[check.code], subject).instances
    )


def _not_read(report: Report, address: Address) -> bool:
    table = report.tables[address[0]]
    cell = table.cells.get(address[1:]) if table else None
    return cell is None or cell.reading is not Reading.STATED


def _where(result: Result) -> str:
    return ", ".join(i.where for i in result.instances if i.verdict is Verdict.FAIL)


def _checks(wanted: Callable[[str], bool]) -> Iterator[Check]:
    return (check for check in CHECKS if wanted(check.code))


Spent = list[float]
"""Seconds, one a report."""


def timing(reports: int, resources: Resources) -> dict[str, Spent]:
    """``reading``, ``checks`` but for those of texts, and each family of these as if it were alone."""
    tolds = [told for index in range(reports // 2) for told in family(1, index, WITH_TABLES[index % len(WITH_TABLES)])]
    found, reading = [], []
    for told in tolds:
        start = time.process_time()
        report = read(told, resources)
        reading.append(time.process_time() - start)
        found += [report] if report is not None else []
    spent = {"reading": reading}
    corpus = build_corpus(found)
    letters = sorted({check.code[0] for check in CHECKS})
    for name, wanted in (("checks", letters), *((letter, [letter]) for letter in letters)):
        spent[name] = checking(found, corpus, [c for c in CHECKS if c.code[0] in wanted], resources)
    return spent


def checking(reports: Sequence[Report], corpus: Corpus, checks: Sequence[Check], resources: Resources) -> Spent:
    """The least of several runs for each report."""
    chosen = [check for check in checks if check.code not in TEXTS]
    runs = [[_run(report, corpus, chosen, resources) for report in reports] for _ in range(RUNS)]
    return [min(of_one) for of_one in zip(*runs, strict=True)]


def _run(report: Report, corpus: Corpus, checks: Sequence[Check], resources: Resources) -> float:
    start = time.perf_counter()
    subject = Subject(report, corpus, resources.reader.forms)
    for check in checks:
        evaluate(check, resources.catalogue[check.code], subject)
    return time.perf_counter() - start


def archived(resources: Resources) -> Iterator[tuple[str, float]]:
    """The time of the checks for each report of content/reports, by its path."""
    read = [read_upload(upload, resources.reader) for upload in discover(CONTENT).uploads]
    reports, _ = distinct(read)
    corpus = build_corpus(reports)
    return zip(
        (r.source.path for r in corpus.reports), checking(corpus.reports, corpus, CHECKS, resources), strict=True
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where nobody was accused and nothing missed, 1 otherwise."""
    parser = argparse.ArgumentParser(description="False accusations, missed changes, and the time of the checks.")
    parser.add_argument("--families", type=int, default=500, help="organs with two years each (default 500)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reports", type=int, default=200, help="reports whose checks are timed (default 200)")
    options = parser.parse_args(arguments)
    resources = load_resources()
    spent = timing(options.reports, resources)
    usual = median(spent["reading"])
    for name, seconds in spent.items():
        half = median(seconds)
        print(f"{name:<8} median {half * 1000:7.3f} ms a report   mean {mean(seconds) * 1000:7.3f} ms"
              f"   {half / LIMIT:6.2f} of the limit of 1 ms   {half / usual:6.3f} of reading")  # fmt: skip
    for path, time_taken in archived(resources):
        print(f"{time_taken * 1000:7.3f} ms   {path}")
    outcome = measure(options.seed, options.families, resources)
    print(f"\n{outcome.reports} consistent reports, {len(outcome.accused)} accused; without all tables: "
          f"{dict(sorted(outcome.unread.items()))}")  # fmt: skip
    print(f"{outcome.changed} changed numbers: {outcome.seen} seen, {outcome.refused} refused, "
          f"{len(outcome.missed)} missed")  # fmt: skip
    print(*outcome.accused, *outcome.missed, sep="\n")
    return int(bool(outcome.accused or outcome.missed))


if __name__ == "__main__":
    sys.exit(main())
