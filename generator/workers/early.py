"""Pages that somebody waits for, made before all others, in a folder of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from generator.archive.slices import Slice
from generator.progress import Progress
from generator.workers.context import MakingContext
from generator.workers.digests import UploadDigest
from generator.workers.organs import jobs_of, make_organs
from generator.workers.pool import Jobs


def make_early(
    parts: Sequence[Slice],
    digests: Sequence[UploadDigest],
    context: MakingContext,
    folder: Path,
    jobs: Jobs,
    progress: Progress,
) -> None:
    """Make the pages of organs with reports that ``progress`` hurries, in ``folder``, and tell it of them.

    They are made once more with all others, mostly from what is kept of this; what fails here is told then.
    """
    hurried = [part for part in parts if any(progress.hurries(entry.report.source.path) for entry in part.own)]
    if not hurried:
        return
    for _ in make_organs(jobs_of(hurried, digests), replace(context, root=folder), jobs):
        pass
    progress.placed(folder, {entry.report.source.path: entry.url for part in hurried for entry in part.own})
