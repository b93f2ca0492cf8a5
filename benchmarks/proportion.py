"""Does the time and memory of a text grow in proportion to its length, whatever stands in it?

    .venv/bin/python -m benchmarks.proportion [NAME …] [--sizes 25000,50000,100000,200000,390000] [--folder DIR]

Every kind of :mod:`benchmarks.proportion_kinds` (and every .txt file of ``--folder``, its longest line repeated) is
read, checked, written as JSON, rendered and folded for the search in a process of its own, which may take 60 CPU
seconds and 4 GiB. Printed for each kind: CPU seconds of reading and of the rest at the largest size, the exponents of
both, and of memory, by a straight line through the logarithms. What takes less than a fifth of a second is too fast to
tell. Exits with 1 where an exponent of time is above 1.1, or a process took more than its limits.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.proportion_kinds import Kind, kinds
from generator.archive.addresses import with_address
from generator.archive.build import build_archive
from generator.checks import check_report
from generator.checks.base import Subject
from generator.corpus import build_corpus
from generator.exports.report_json import report_json
from generator.inspection import Resources, load_resources
from generator.model.reports import Report
from generator.model.sidecars import Sidecar
from generator.pages.report.page import report_pages
from generator.pages.site import Site
from generator.publish.render import Renderer
from generator.reading.report import read_reports
from generator.search.copying import reading_copy, search_copy
from generator.search.entries import search_document
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes

SIZES = (25_000, 50_000, 100_000, 200_000)
CPU_SECONDS = 60
MEMORY = 4 * 2**30
EXPONENT = 1.1
FAST = 0.2
"""Seconds below which growth drowns in what every text costs."""
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Taken:
    """CPU seconds of reading and of the rest, bytes of memory, and bytes of JSON and pages written."""

    size: int
    reading: float
    rest: float
    memory: float
    written: float


def run(kind: Kind, size: int, resources: Resources) -> Taken | None:
    """What ``kind`` of ``size`` takes; None where its process went beyond the limits."""
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        try:
            os.write(sink, json.dumps(_measured(kind, size, resources)).encode())
        except MemoryError:
            os._exit(3)
        os._exit(0)
    os.close(sink)
    with os.fdopen(source, "rb") as pipe:
        data = pipe.read()
    os.waitpid(child, 0)
    return Taken(size, *json.loads(data)) if data else None


def _measured(kind: Kind, size: int, resources: Resources) -> tuple[float, float, float, float]:
    data = kind.make(size).encode("utf-8", "surrogatepass")
    before = _peak()
    start = time.process_time()
    document = read_bytes("case.txt", ".txt", data, Sidecar())
    read = () if isinstance(document, Refused) else read_reports(document, resources.reader)[0]
    reports = [with_address(report, resources.reader.gazetteer) for report in read]
    read_at = time.process_time()
    written = _rest(reports, resources)
    done = time.process_time()
    return read_at - start, done - read_at, _peak() - before, written


def _rest(reports: Sequence[Report], resources: Resources) -> float:
    if not reports:
        return 0
    corpus = build_corpus(reports)
    results = {
        r.id: check_report(Subject(r, corpus, resources.reader.forms), resources.catalogue) for r in corpus.reports
    }
    written = 0
    for report in corpus.reports:
        made = report_json(report, results[report.id], resources.reader.forms)
        written += len(json.dumps(made, ensure_ascii=False))
    archive = build_archive(corpus, results, [], 1, resources.reader.gazetteer)
    assets = {name: name for name in ("site.css", "report.css", "favicon.svg", "enhance.js", "search.js")}
    site = Site(
        archive, resources.reader.forms, resources.catalogue, (), "t", "https://example.org", _Any(assets), "/m", ()
    )
    renderer = Renderer(ROOT / "templates")
    for page in report_pages(site):
        written += len(renderer.render(page))
    for entry in archive.entries:
        document = search_document(entry)
        search_copy(document)
        reading_copy(document)
    return written


class _Any(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return key


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def exponent(points: Sequence[tuple[float, float]]) -> float | None:
    """The slope of a straight line through the logarithms; None where there are fewer than two points."""
    if len(points) < 2:
        return None
    logs = [(math.log(x), math.log(y)) for x, y in points]
    middle_x, middle_y = (sum(values) / len(logs) for values in zip(*logs, strict=True))
    return sum((x - middle_x) * (y - middle_y) for x, y in logs) / sum((x - middle_x) ** 2 for x, _ in logs)


def of_files(folder: Path) -> Iterator[Kind]:
    """Each text of ``folder`` as a kind: its longest line is repeated to the length."""
    for file in sorted(folder.glob("*.txt")):
        lines = file.read_text(encoding="utf-8").split("\n")
        longest = max(range(len(lines)), key=lambda at: len(lines[at]))
        before, after = "\n".join(lines[:longest]), "\n".join(lines[longest + 1 :])

        def make(length: int, line: str = lines[longest], before: str = before, after: str = after) -> str:
            return f"{before}\n{(line * (length // len(line) + 1))[:length]}\n{after}"

        yield Kind(file.stem, make)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    resources = load_resources()
    chosen = [*kinds(), *(of_files(options.folder) if options.folder else ())]
    if options.names:
        chosen = [kind for kind in chosen if any(kind.name.startswith(name) for name in options.names)]
    run(Kind("warm", chosen[0].make), 500, resources)
    idle = run(Kind("idle", lambda _: "x"), 1, resources)
    assert idle is not None
    bad = 0
    head = f"{'kind':22}{'size':>8}{'read s':>8}{'rest s':>8}{'MB':>7}{'out kB':>8}"
    print(f"{head}  exponents: read rest memory", flush=True)
    for kind in chosen:
        taken: list[Taken] = []
        beyond = ""
        for size in sizes:
            one = run(kind, size, resources)
            if one is None:
                beyond = f" beyond the limits at {size}"
                break
            taken.append(one)
        read = exponent([(t.size, t.reading) for t in taken if t.reading >= FAST / 4])
        rest = exponent([(t.size, t.rest) for t in taken if t.rest >= FAST / 2])
        memory = exponent([(t.size, t.memory) for t in taken if t.memory >= 4e6])
        last = taken[-1] if taken else Taken(0, 0, 0, 0, 0)
        passed = not beyond and all(
            slope is None or slope <= EXPONENT or seconds < FAST
            for slope, seconds in ((read, last.reading), (rest, last.rest))
        )
        bad += not passed
        slopes = " ".join("   – " if slope is None else f"{slope:5.2f}" for slope in (read, rest, memory))
        print(
            f"{kind.name:22}{last.size:8}{last.reading:8.2f}{last.rest:8.2f}{last.memory / 1e6:7.0f}"
            f"{last.written / 1e3:8.0f}  {slopes}  {'pass' if passed else 'FAIL' + beyond}",
            flush=True,
        )
    print(f"{bad} of {len(chosen)} kinds fail")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
