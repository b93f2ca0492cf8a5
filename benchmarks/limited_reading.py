"""What it costs to read in limited worker processes: processor time against reading in this process, in one run.

    .venv/bin/python -m benchmarks.limited_reading [--count N] [--rounds N]

Both ways read the same uploads by turns; children are counted. The gate is 1.10 on one core. With all cores, the share
of the time in which they were busy is printed beside it.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.corpus.make import make_cases
from generator.inspection import load_resources
from generator.reading.reader import Reader
from generator.sources.discover import Upload, discover
from generator.workers.pool import available_cores
from generator.workers.uploads import read_upload, read_uploads

GATE = 1.10
TEXTS = (".txt", ".html", ".docx", ".xlsx")
"""PDFs have always been read in processes of their own."""


def spent() -> float:
    """Processor seconds of this process and of those that it started and that have ended."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """(processor seconds, seconds by the clock)."""
    start, clock = spent(), time.perf_counter()
    work()
    return spent() - start, time.perf_counter() - clock


def here(uploads: Sequence[Upload], reader: Reader) -> None:
    for upload in uploads:
        read_upload(upload, reader)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    reader = load_resources().reader
    with tempfile.TemporaryDirectory() as folder:
        for case in make_cases(3, options.count):
            if case.name.endswith(TEXTS):
                (Path(folder) / case.name).write_bytes(case.data)
        uploads = discover(Path(folder)).uploads
        here(uploads[:40], reader)
        ratios, busy = [], []
        for _ in range(options.rounds):
            alone, _ = measured(lambda: here(uploads, reader))
            limited, _ = measured(lambda: list(read_uploads(uploads, reader, jobs=1)))
            ratios.append(limited / alone)
            total, clock = measured(lambda: list(read_uploads(uploads, reader)))
            busy.append(total / clock / available_cores())
    ratio = statistics.median(ratios)
    print(f"{len(uploads)} uploads, {1000 * alone / len(uploads):.1f} ms each in this process")
    print(f"limited / here: median {ratio:.3f}, {min(ratios):.3f} to {max(ratios):.3f}; the gate is {GATE:.2f}")
    print(f"with {available_cores()} processes: cores busy {100 * statistics.median(busy):.0f} % of the time")
    return 0 if ratio <= GATE else 1


if __name__ == "__main__":
    sys.exit(main())
