"""Damaged uploads through the whole build: none stops it, none is lost, none needs more than its limits.

    .venv/bin/python -m benchmarks.fuzz [--count 10000] [--seed N] [--batch 1000] [--keep DIR]

Each batch is an archive of its own that is built whole. Told are the uploads published and listed, the faults of ours
by code, and uploads that are nowhere. Exit 1 where there is a fault, a lost upload, or a page that does not hold
together.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.damage import Damaged, damaged
from generator.attempts import Step
from generator.pipeline import Built, build
from generator.progress import Silent
from generator.settings import load_settings
from generator.workers.uploads import LOST

OURS = frozenset({"reading_failed", *(step.value for step in Step), *(code for code, _ in LOST.values())})
"""Codes of doubts that are faults of the program or of its limits, and of no upload."""

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one batch. ``lost`` are paths that are neither published nor listed."""

    published: int
    listed: int
    faults: tuple[tuple[str, str, str], ...]
    """(path, code, message)."""
    lost: tuple[str, ...]
    problems: tuple[str, ...]


def write(uploads: Iterable[Damaged], content: Path) -> list[Damaged]:
    """Put ``uploads`` into content/reports; what was written."""
    written = []
    for upload in uploads:
        file = content / "reports" / upload.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(upload.data)
        if upload.sidecar is not None:
            file.with_suffix(".yaml").write_bytes(upload.sidecar)
        written.append(upload)
    return written


def build_all(uploads: Iterable[Damaged], folder: Path) -> Outcome:
    """Build an archive of ``uploads`` below ``folder``. Raises what the build raises, which is nothing."""
    content = folder / "content"
    (content / "pages").mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "content" / "pages", content / "pages", dirs_exist_ok=True)
    written = write(uploads, content)
    settings = load_settings({}, root=ROOT, content=content, output=folder / "site", keep=False)
    return outcome(written, build(settings, Silent()))


def outcome(written: Iterable[Damaged], built: Built) -> Outcome:
    archive = built.archive
    published = {entry.report.source.path for entry in (*archive.entries, *archive.older)}
    listed = {item.path for item in archive.attention}
    return Outcome(
        published=len(published),
        listed=len(listed - published),
        faults=tuple(
            (item.path, item.doubt.code, item.doubt.message) for item in archive.attention if item.doubt.code in OURS
        ),
        lost=tuple(upload.path for upload in written if upload.path not in published | listed),
        problems=tuple(map(str, built.problems)),
    )


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--batch", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="keep the uploads that brought a fault or were lost here")
    options = parser.parse_args()
    bad = 0
    total: Counter[str] = Counter()
    for start in range(0, options.count, options.batch):
        uploads = list(damaged(options.seed + start, min(options.batch, options.count - start)))
        clock = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            found = build_all(uploads, Path(folder))
        kinds = {upload.path: upload for upload in uploads}
        for path, code, message in found.faults:
            print(f"  {code}: {path} ({kinds[path].kind if path in kinds else 'page'}) {message}")
        for path in found.lost:
            print(f"  lost: {path} ({kinds[path].kind})")
        for problem in found.problems[:20]:
            print(f"  page: {problem}")
        for path in {path for path, _, _ in found.faults} | set(found.lost):
            if options.keep and path in kinds:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{options.seed + start}-{path.replace('/', '-')}").write_bytes(kinds[path].data)
        bad += len(found.faults) + len(found.lost) + len(found.problems)
        total.update(uploads=len(uploads), published=found.published, listed=found.listed)
        told = f"{found.published} published, {found.listed} listed, {len(found.faults)} faults, {len(found.lost)} lost"
        seconds = time.perf_counter() - clock
        print(f"seed {options.seed + start}: {len(uploads)} uploads, {told}, {seconds:.0f} s", flush=True)
    print(f"{total['uploads']} uploads: {total['published']} published, {total['listed']} listed only; {bad} bad")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
