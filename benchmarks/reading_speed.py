"""How long one report takes to read, by format, in ratios to plain text measured in the same run.

.venv/bin/python -m benchmarks.reading_speed [--count N]
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections import defaultdict

from benchmarks.corpus.make import make_cases
from generator.inspection import load_resources
from generator.model.sidecars import Sidecar
from generator.reading.report import read_reports
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=360)
    count = parser.parse_args().count
    reader = load_resources().reader
    took: dict[str, list[float]] = defaultdict(list)
    sizes: dict[str, list[int]] = defaultdict(list)
    for case in make_cases(3, count):
        suffix = "." + case.name.rpartition(".")[2]
        start = time.process_time()
        document = read_bytes(case.name, suffix, case.data, Sidecar())
        if not isinstance(document, Refused):
            read_reports(document, reader)
        took[suffix].append(1000 * (time.process_time() - start))
        sizes[suffix].append(len(case.data))
    base = statistics.median(took[".txt"])
    print(f"{'format':8}{'files':>6}{'median kB':>11}{'median ms':>11}{'to text':>9}")
    for suffix, times in sorted(took.items()):
        middle = statistics.median(times)
        size = statistics.median(sizes[suffix]) / 1000
        print(f"{suffix:8}{len(times):6}{size:11.1f}{middle:11.1f}{middle / base:9.2f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
