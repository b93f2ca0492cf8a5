"""How long it takes to see one report more under `gongkai serve --watch`, beside a full build.

    python -m benchmarks.watching [--count N] [--times T] [--keep DIR]

An archive of benchmarks.build_archive is built in full, its cache kept; then the server watches it, and uploads are
added one by one. Measured is, from the writing of the file on, when its page is answered (the rest of the site is still
that of before), and when the whole site is that of now. The gate is a ratio to the full build of the same run; seconds
are printed.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks.build import Bench
from benchmarks.build_archive import uploads, write_upload

ROOT = Path(__file__).parents[1]
MOST = 0.1
"""Share of a full build after which a report that was added is to be seen."""
PATIENCE = 600.0


class Watched:
    """A server that watches an archive; ``wait`` waits for a line of its log."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.url = self.wait(r"(http://\S+)  \(").group(1)

    def wait(self, pattern: str) -> re.Match[str]:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if match := re.search(pattern, line):
                return match
        raise SystemExit("the server ended")


@contextmanager
def watching(bench: Bench) -> Iterator[Watched]:
    folders = ["--root", f"{bench.project}", "--content", f"{bench.content}", "--output", f"{bench.site}"]
    command = [sys.executable, "-m", "generator", "serve", "--watch", "--port", "0", *folders]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}", "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Watched(process)
        finally:
            process.terminate()


def until_answered(address: str) -> None:
    """Return once there is a page at ``address``."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=30):
                return
        except urllib.error.HTTPError:
            time.sleep(0.02)
    raise SystemExit(f"nothing at {address}")


def measure(bench: Bench, times: int) -> list[tuple[float, float]]:
    """(seconds until the page is answered, seconds until the whole site is that of now), for each report added."""
    found = []
    more = islice(uploads(), bench.count + 1, bench.count + 1 + times)
    with watching(bench) as server:
        for upload in more:
            start = time.monotonic()
            write_upload(bench.content / "reports", upload)
            address = server.wait(r"to be seen after \S+ s: (\S+)").group(1)
            until_answered(server.url + address)
            seen = time.monotonic() - start
            server.wait(r"built in ")
            found.append((seen, time.monotonic() - start))
            print(
                f"{bench.count:6d} added: to be seen after {found[-1][0]:.2f} s, all after {found[-1][1]:.2f} s",
                flush=True,
            )
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        bench = Bench(options.keep or Path(temporary), options.count, None, "")
        bench.folder.mkdir(parents=True, exist_ok=True)
        bench.prepare()
        full = bench.measured.get("full")
        if full is None:
            list(bench.full())
            full = bench.measured["full"]
        found = measure(bench, options.times)
    seen, done = (median(values) for values in zip(*found, strict=True))
    share = seen / full.seconds
    print(f"full build: {full.seconds:.1f} s")
    print(f"one report more: to be seen after {seen:.2f} s ({share:.3f} of it), all after {done:.2f} s")
    print(f"gate: at most {MOST:g} of a full build: {'holds' if share <= MOST else 'FAILS'}")
    return share > MOST


if __name__ == "__main__":
    sys.exit(main())
