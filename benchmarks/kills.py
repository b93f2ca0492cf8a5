"""Kill builds with SIGKILL at random moments: the site that stands has to be whole, and the next build has to succeed.

    python -m benchmarks.kills [--count N] [--seed S] [--keep DIR]

A site is built in turn from one of two contents that differ in additions, changes, corrections and deletions, with and
without what earlier builds left. Every third time only worker processes are killed, and that very build has to succeed.
A round is good where the site is one of the two to the byte, the next build makes the one that is due, and nothing is
left beside it. Exits with 1 otherwise. tests/test_kills.py does the same ten times.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from generator.pipeline import build
from generator.progress import Silent
from generator.settings import load_settings
from tests.growing import ROOT, Site, differing, files_of, growing
from tests.inspecting import resources

REPORTS = 6
CHANGES = 7
"""What happens between the two contents."""
PATIENCE = 300
"""Seconds that a build may take before it is given up."""


@dataclass(frozen=True)
class Project:
    """A project in ``folder`` with two contents; ``sites`` is what a clean build makes of each, ``seconds`` how long a
    build takes from the start of its process, with what was kept and without."""

    folder: Path
    sites: tuple[Site, Site]
    seconds: tuple[float, float]

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @property
    def cache(self) -> Path:
        return self.folder / ".cache" / "gongkai"

    def start(self, which: int, jobs: int = 2, *more: str) -> subprocess.Popen[bytes]:
        """Begin a build of content ``which`` in a process of its own."""
        told = ["--root", f"{self.folder}", "--content", f"{self.folder / f'content{which}'}", "--jobs", f"{jobs}"]
        return subprocess.Popen(
            [sys.executable, "-m", "generator", "build", *told, *more],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": f"{ROOT}"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def build(self, which: int, output: str = "site", keep: bool = True) -> Site:
        """What a build in this process makes of content ``which``."""
        content = self.folder / f"content{which}"
        settings = load_settings({}, root=self.folder, content=content, output=self.folder / output, keep=keep)
        build(settings, Silent(), 2, resources())
        return files_of(self.folder / output)

    def leftovers(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir() if path.name.startswith("site."))


def project(folder: Path, seed: int = 1) -> Project:
    """A project in an empty ``folder``, its first content built."""
    archive = growing(folder / "begun", seed, REPORTS)
    shutil.copytree(ROOT / "content" / "pages", folder / "begun" / "content" / "pages", dirs_exist_ok=True)
    shutil.copytree(ROOT / "templates", folder / "templates")
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    shutil.copyfile(ROOT / "netlify.toml", folder / "netlify.toml")
    shutil.copytree(folder / "begun" / "content", folder / "content0")
    for _ in range(CHANGES):
        archive.step()
    shutil.copytree(folder / "begun" / "content", folder / "content1")
    bare = Project(folder, ({}, {}), (0.0, 0.0))
    sites = bare.build(0, "clean0", False), bare.build(1, "clean1", False)
    return Project(folder, sites, (_timed(bare, 0), _timed(bare, 1)))


def _timed(bare: Project, which: int) -> float:
    start = time.monotonic()
    process = bare.start(which)
    _, told = process.communicate(timeout=PATIENCE)
    if process.returncode:
        raise RuntimeError(told.decode(errors="replace"))
    return time.monotonic() - start


def children(pid: int) -> list[int]:
    """Processes that ``pid`` began and that still run."""
    with suppress(OSError):
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    return []


def kill_once(made: Project, random: Random, number: int) -> list[str]:
    """One build of the content that is due, killed; what is wrong afterwards."""
    before, due = (number + 1) % 2, number % 2
    if random.random() < 0.4:
        shutil.rmtree(made.cache, ignore_errors=True)
    process = made.start(due)
    time.sleep(random.uniform(0.2, max(made.seconds)))
    workers_only = number % 3 == 2
    if workers_only:
        _kill_workers(process.pid, random)
    else:
        process.kill()
    _, told = process.communicate(timeout=PATIENCE)
    return list(_complaints(made, before, due, process.returncode if workers_only else 0, told))


def _kill_workers(pid: int, random: Random) -> None:
    end = time.monotonic() + PATIENCE
    while not (found := children(pid)) and time.monotonic() < end:
        if not Path(f"/proc/{pid}/fd").exists() or not os.access(f"/proc/{pid}/fd", os.R_OK):
            return
        with suppress(OSError):
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return
        time.sleep(0.002)
    for worker in random.sample(found, random.randint(1, len(found))) if found else ():
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)


def _complaints(made: Project, before: int, due: int, code: int, told: bytes) -> Iterator[str]:
    now = files_of(made.site) if made.site.is_dir() else {}
    if code:
        yield f"a build whose workers were killed ended with {code}: {told.decode(errors='replace')[-500:]}"
    if now != made.sites[due] and now != made.sites[before]:
        far = min((differing(now, site) for site in made.sites), key=len)
        yield f"the site is neither the old nor the new one: {far[:5]} of {len(far)}"
    try:
        after = made.build(due)
    except Exception as error:
        yield f"the next build failed: {error!r}"
        return
    if after != made.sites[due]:
        yield f"the next build made something else: {differing(after, made.sites[due])[:5]}"
    if made.leftovers():
        yield f"left behind: {made.leftovers()}"


def kill_many(made: Project, count: int, seed: int = 1) -> Iterator[tuple[int, list[str]]]:
    """(number, what is wrong) of each of ``count`` rounds."""
    random = Random(f"kills {seed}")
    for number in range(1, count + 1):
        yield number, kill_once(made, random, number)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Kill builds and see what is left of the site.")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="work there, in a new folder, and leave it")
    options = parser.parse_args(arguments)
    folder = options.keep or Path(tempfile.mkdtemp(prefix="kills-"))
    folder.mkdir(parents=True, exist_ok=True)
    bad = 0
    try:
        made = project(folder, options.seed)
        print(f"a build takes {made.seconds[0]:.1f} s, with what was kept {made.seconds[1]:.1f} s")
        for number, complaints in kill_many(made, options.count, options.seed):
            bad += bool(complaints)
            for complaint in complaints:
                print(f"{number}: {complaint}", flush=True)
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{options.count} builds killed: {options.count - bad} whole sites that the next build renewed, {bad} bad")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
