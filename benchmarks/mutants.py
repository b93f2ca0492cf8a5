"""Every rule of the reading changed once: do the tests notice?

``mutants.yaml`` holds the changes as data, by file: what stands there, what is put in its place and which rule that
breaks. Each is tried in a copy of the tree, so that the tree itself is never touched.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from queue import SimpleQueue

import yaml

ROOT = Path(__file__).parents[1]
DATA = Path(__file__).with_suffix(".yaml")
SAMPLE = 12
"""`--sample` takes every so-manieth mutant of the list, the same each time: what fits into the time of CI."""
LEAST = 0.95
"""So many of the mutants must be killed."""
TIMES = 4
"""A mutant that takes so many times the processor time of the tests themselves goes round in circles: it is killed."""
PATIENCE = 900
"""Seconds after which a run is given up that waits for something."""
MEMORY = 4 * 2**30
"""Bytes for one run: a mutant that asks for more fails, and not the machine."""
NEEDED = (
    "generator",
    "tests",
    "benchmarks",
    "content",
    "templates",
    "docs",
    "scripts",
    "netlify",
    "netlify.toml",
    ".github",
    "constraints.txt",
    "pyproject.toml",
)
"""What the tests read."""
TABLES = (
    "tests/reading/test_grids.py",
    "tests/reading/test_tables.py",
    "tests/test_gold.py",
    "tests/reading/test_geometry.py",
    "tests/reading/test_glued.py",
    "tests/reading/test_extent.py",
    "tests/reading/test_merging.py",
    "tests/reading/test_merged_values.py",
)
VALUES = ("tests/reading/test_values.py",)
SUMS = (
    "tests/checks/test_base.py",
    "tests/checks/test_resting.py",
    "tests/checks/test_printed.py",
    "tests/checks/test_gate.py",
    "tests/checks/test_recomputing.py",
    "tests/checks/test_cases.py",
)
PLACES = (
    "tests/places/test_resolver.py",
    "tests/places/test_drawn.py",
    "tests/places/test_any_town.py",
    "tests/places/test_organ_names.py",
    "tests/places/test_lineage.py",
)
PICTURES = ("tests/reading/test_pictures.py", "tests/checks/test_recognised.py")
FAR = (
    "tests/checks/test_turning.py",
    "tests/forms",
    "tests/test_variants.py",
    "tests/test_reading_quality.py",
    "tests/test_page_quality.py",
)
TESTS = (*TABLES, *VALUES, *SUMS, *PLACES, *PICTURES, *FAR)
SOURCES = (
    "tests/text",
    "tests/sources/test_marks.py",
    "tests/sources/test_decode.py",
    "tests/sources/test_encodings.py",
    "tests/sources/test_sidecars.py",
    "tests/sources/test_html.py",
    "tests/sources/test_xlsx.py",
    "tests/sources/test_docx_looks.py",
    "tests/sources/test_docx_seen.py",
    "tests/sources/test_withholding.py",
    "tests/sources/test_withheld_words.py",
)
BESIDE = ("tests/sources/test_belonging.py",)
ARCHIVE = ("tests/archive", "tests/pages/test_said_of_reports.py", "tests/pages/test_sheets.py")
PUBLISH = (
    "tests/publish/test_output.py",
    "tests/publish/test_headers.py",
    "tests/publish/test_netlify.py",
    "tests/serve",
)
NEAREST: Mapping[str, Sequence[str]] = {
    "reading/confirmations": ("tests/reading/test_confirmations.py",),
    "reading/pictures": PICTURES,
    "reading/table/recognised": PICTURES,
    "reading/table/": TABLES,
    "reading/": (*VALUES, *TABLES),
    "checks/gate": (*SUMS, *PICTURES),
    "checks/": SUMS,
    "places/": PLACES,
    "text/": SOURCES,
    "sources/withholding": (*SOURCES, "tests/reading/test_pictures.py"),
    "sources/discover": BESIDE,
    "sources/belonging": BESIDE,
    "sources/pictures/": BESIDE,
    "sources/fetching": BESIDE,
    "sources/": SOURCES,
    "corpus/copies": ("tests/corpus/test_copies.py",),
    "repairs/": ("tests/repairs", "tests/text", "tests/sources/test_encodings.py"),
    "archive/": ARCHIVE,
    "search/": ("tests/search/test_folding.py", "tests/search/test_copying.py"),
    "publish/": PUBLISH,
    "serve/": ("tests/serve",),
    "filing/amending": ("tests/filing/test_amending.py",),
    "filing/effects": ("tests/filing/test_amending.py",),
    "filing/starting": ("tests/filing/test_starting.py",),
    "filing/": ("tests/filing",),
    "checking/requests": ("tests/test_review.py",),
    "checking/comment": ("tests/test_review.py",),
    "workers/digests": ("tests/test_pages_in_builds.py",),
    "workers/cluster": ("tests/test_cluster.py",),
    "workers/plans": ("tests/test_cluster.py",),
    "workers/upkeep": ("tests/test_upkeep.py",),
    "workers/export_blocks": ("tests/exports/test_blocks.py",),
    "workers/": ("tests/test_workers.py",),
    "cache": ("tests/test_cache.py", "tests/test_upkeep.py"),
    "exports/build_json": ("tests/test_build_json.py",),
    "exports/parquet": ("tests/exports/test_parquet.py",),
    "exports/sqlite": ("tests/exports/test_sqlite_text.py", "tests/exports/test_sqlite.py"),
    "exports/index_json": ("tests/exports/test_index_json.py",),
    "exports/": ("tests/exports/test_rows.py", "tests/exports/test_data_files.py", "tests/ledger"),
    "ledger/": ("tests/ledger",),
    "pages/arrival": ("tests/feeds", "tests/pages/test_every_page.py"),
    "pages/region/sheet": ("tests/pages/test_sheets.py",),
    "pages/taking": ("tests/pages/test_every_page.py", "tests/exports/test_data_files.py"),
    "progress": ("tests/test_cli.py",),
    "cli/": ("tests/test_cli.py",),
}
"""By the beginning of a file's path: tests of a few seconds that are tried first; only survivors meet the others."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: ``find`` stands in ``file`` (below ``generator/``) just once, ``put`` goes there instead."""

    id: str
    file: str
    find: str
    put: str
    breaks: str
    """The rule that no longer holds, in one line."""

    def applied(self, source: str) -> str:
        """``source`` with the change. Raises ValueError where the place is not there just once."""
        if source.count(self.find) != 1:
            raise ValueError(f"{self.id}: {self.file} has {source.count(self.find)} times: {self.find}")
        return source.replace(self.find, self.put)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the tests said of a mutant: ``by`` names the first that failed, "" where all passed."""

    mutant: Mutant
    by: str
    seconds: float


def read_mutants(path: Path = DATA) -> tuple[Mutant, ...]:
    """The mutants in the order of the file. Raises KeyError or TypeError where an entry lacks something."""
    data: Mapping[str, Sequence[Mapping[str, str]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(Mutant(file=file, **one) for file, some in data.items() for one in some)


def copied(root: Path, folder: Path) -> Path:
    """A copy of what the tests need, with the times of its files, so that compiled modules stay valid."""
    for name in NEEDED:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("*.pyc"))
        elif source.exists():
            shutil.copy2(source, folder / name)
    return folder


def run_tests(tree: Path, tests: Sequence[str], limit: int = resource.RLIM_INFINITY) -> str:
    """The first test that fails in ``tree``; "" where none does, "timeout" after ``limit`` seconds of the processor.

    Raises RuntimeError where the tests could not be run at all.
    """
    # Plain assertions: pytest would otherwise rewrite all test modules anew for each mutant, half the time of a kill.
    command = [
        sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--assert=plain", "--hypothesis-seed=0",
        "--no-header", "--tb=no", "-rfE", *tests,
    ]  # fmt: skip
    # Compiled modules of the mutant would stay behind it: only those of the whole tree may be kept.
    env = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))

    process = subprocess.Popen(
        command, cwd=tree, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True, preexec_fn=bounded,
    )  # fmt: skip
    try:
        said, _ = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return "timeout"
    if process.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return "timeout"
    if process.returncode not in (0, 1):
        raise RuntimeError(said)
    failed = re.search(r"^(?:FAILED|ERROR) (.*?)(?: - |$)", said, re.MULTILINE)
    return (failed[1] if failed else "a test") if process.returncode else ""


def tried(mutant: Mutant, tree: Path, tests: Sequence[str], limit: int) -> Outcome:
    """What the tests say of ``mutant`` in ``tree``, which is whole again afterwards, the time of its file included."""
    path = tree / "generator" / mutant.file
    before, times = path.read_text(encoding="utf-8"), path.stat()
    began = time.monotonic()
    path.write_text(mutant.applied(before), encoding="utf-8")
    try:
        return Outcome(mutant, run_tests(tree, tests, limit), time.monotonic() - began)
    finally:
        path.write_text(before, encoding="utf-8")
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def nearest(mutant: Mutant) -> Sequence[str]:
    """The tests of the rule's own room."""
    return next((tests for room, tests in NEAREST.items() if mutant.file.startswith(room)), TESTS)


def run(mutants: Sequence[Mutant], jobs: int, root: Path = ROOT, *, far: bool = True) -> list[Outcome]:
    """All of them, ``jobs`` at a time, each in one of as many copies. Raises ValueError where a place is not found.

    The nearest tests meet all mutants before the others meet those that survive, so that survivors are known early;
    without ``far`` the others meet none.
    """
    for mutant in mutants:
        mutant.applied((root / "generator" / mutant.file).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        trees: SimpleQueue[Path] = SimpleQueue()
        for job in range(jobs):
            tree = copied(root, Path(folder) / str(job))
            subprocess.run([sys.executable, "-m", "compileall", "-q", "."], cwd=tree, check=True)
            trees.put(tree)
        near = {mutant.id: nearest(mutant) for mutant in mutants}
        limit = _limit(tree, tuple(dict.fromkeys(test for tests in near.values() for test in tests)))
        outcomes = _round(mutants, trees, near, limit)
        alive = [outcome.mutant for outcome in outcomes if not outcome.by]
        print(f"{len(alive)} survive the nearest tests and meet the others", flush=True)
        if not far:
            return outcomes
        others = {mutant.id: [test for test in TESTS if test not in near[mutant.id]] for mutant in alive}
        return [outcome for outcome in outcomes if outcome.by] + _round(alive, trees, others, limit)


def _limit(tree: Path, tests: Sequence[str]) -> int:
    """Seconds of the processor after which a mutant is taken to go round in circles. The tests pass without one."""
    began, used = time.monotonic(), _used()
    if by := run_tests(tree, tests):
        raise RuntimeError(f"{by} fails without a mutant")
    needed = _used() - used
    print(f"the tests take {time.monotonic() - began:.0f} s, {needed:.0f} s of the processor", flush=True)
    return ceil(TIMES * needed)


def _round(
    mutants: Sequence[Mutant], trees: SimpleQueue[Path], tests: Mapping[str, Sequence[str]], limit: int
) -> list[Outcome]:
    """Each mutant with its own ``tests``, as many at a time as there are ``trees``."""

    def one(mutant: Mutant) -> Outcome:
        tree = trees.get()
        try:
            return tried(mutant, tree, tests[mutant.id], limit)
        finally:
            trees.put(tree)

    outcomes = []
    with ThreadPoolExecutor(trees.qsize()) as pool:
        for future in as_completed([pool.submit(one, mutant) for mutant in mutants]):
            outcomes.append(future.result())
            _report(outcomes[-1])
    return outcomes


def _used() -> float:
    """Seconds of the processor that all processes took that ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _report(outcome: Outcome) -> None:
    how = f"killed by {outcome.by}" if outcome.by else f"SURVIVED: {outcome.mutant.breaks}"
    print(f"{outcome.seconds:6.1f} s  {outcome.mutant.id}: {how}", flush=True)


def by_file(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The lines of a table: how many mutants of each file were killed."""
    yield "| file | killed | of |"
    yield "|---|---|---|"
    for file in dict.fromkeys(outcome.mutant.file for outcome in outcomes):
        own = [outcome for outcome in outcomes if outcome.mutant.file == file]
        yield f"| {file} | {sum(bool(outcome.by) for outcome in own)} | {len(own)} |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ids", nargs="*", help="mutants, or beginnings of their ids; all without")
    parser.add_argument(
        "--sample", action="store_true", help=f"every {SAMPLE}th mutant, against the nearest tests only"
    )
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--report", action="store_true", help="a table by file at the end, for README.md")
    options = parser.parse_args()
    chosen = [m for m in read_mutants() if not options.ids or m.id.startswith(tuple(options.ids))]
    chosen = chosen[::SAMPLE] if options.sample else chosen
    outcomes = run(chosen, options.jobs, far=not options.sample)
    survived = [outcome for outcome in outcomes if not outcome.by]
    killed = len(outcomes) - len(survived)
    print(f"\n{killed} of {len(outcomes)} killed ({killed / max(1, len(outcomes)):.1%})")
    if options.report:
        print("\n".join(by_file(outcomes)))
    for outcome in survived:
        print(f"survived: {outcome.mutant.id} ({outcome.mutant.file}): {outcome.mutant.breaks}")
    return 0 if killed >= LEAST * len(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
