"""``build``: the site is made."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from rich.console import Console

from generator.cli.options import FAILED, OK, add_folders, add_jobs, add_scheduler
from generator.cli.parsing import CommandParser
from generator.cli.profiling import Profiler
from generator.cli.telling import MOST_LISTED, ConsoleProgress, tell_attention, tell_built
from generator.cli.texts import t
from generator.errors import GongkaiError
from generator.model.doubts import Loudness
from generator.progress import Stage
from generator.settings import Settings, is_example, is_stray, load_settings
from generator.terminal import make_console, say_error
from generator.workers.meanwhile import inputs_while
from generator.workers.plans import marked
from generator.workers.pool import Jobs
from generator.workers.unchanged import BuildSummary, unchanged

if TYPE_CHECKING:
    from generator.pipeline import Built

NOBODY_TO_TELL = (
    "note: readers cannot report errors; set report_errors in [tool.gongkai] to a mail address or a form's address"
)
EXAMPLE_SITE = (
    "note: the site's address is the example {}, which citations, feeds and data will name; "
    "set site_url in [tool.gongkai]"
)
STRAY_URL = (
    "note: the site's address is {}, from the environment variable URL; unset it if it was meant for something else"
)


def build_options(command: CommandParser) -> None:
    """What ``build`` takes."""
    add_folders(command)
    command.add_argument("--strict", action="store_true", help="exit 1 if an upload could not be read in full")
    command.add_argument("--no-cache", action="store_true", help="use and keep nothing of other builds")
    add_jobs(command)
    add_scheduler(command)
    told = "print where time goes; functions of this process in FILE, for pstats, or the slowest of them in print"
    command.add_argument("--profile", nargs="?", const="", metavar="FILE", help=told)
    command.set_defaults(run=_build)


def _build(options: argparse.Namespace) -> int:
    settings = load_settings(
        os.environ, root=options.root, content=options.content, output=options.output, keep=not options.no_cache
    )
    console = make_console(forgiving=True, quiet=options.quiet)
    profiler = None if options.profile is None else Profiler(options.profile)
    start = time.perf_counter()
    workers = _workers(options, settings)
    inputs = inputs_while(settings, _load_build)
    summary = unchanged(settings, inputs) if profiler is None else None
    stages: tuple[Stage, ...] = ()
    if summary is None:
        work = partial(_load_build(), settings, ConsoleProgress(console), workers, inputs=inputs)
        options.built = built = profiler.run(work) if profiler else work()  # held until the process ends
        summary, stages = built.summary, built.stages
    seconds = time.perf_counter() - start
    _tell_lacking(console, settings, summary)
    tell_built(console, summary, stages, seconds, str(options.output or "site"))
    tell_attention(make_console(forgiving=True), summary, most=None if options.verbose else MOST_LISTED)
    if profiler:
        profiler.tell(console, stages, seconds)
    return FAILED if summary.problems or (options.strict and _is_doubtful(summary)) else OK


def _load_build() -> Callable[..., Built]:
    """What builds, imported where it is needed: that takes as long as all that an unchanged site needs."""
    from generator.pipeline import build

    return build


def _is_doubtful(summary: BuildSummary) -> bool:
    """Whether an upload could not be read in full."""
    return any(item.doubt.loudness is not Loudness.NOTE for item in summary.attention)


def _tell_lacking(console: Console, settings: Settings, summary: BuildSummary) -> None:
    """What the operator might set; said when a site is made, and not again while it stands."""
    if summary.unchanged:
        return
    notes = []
    if is_stray(os.environ):
        notes.append(t(STRAY_URL, settings.site_url))
    if is_example(settings.site_url):
        notes.append(t(EXAMPLE_SITE, settings.site_url))
    if not settings.report_errors:
        notes.append(t(NOBODY_TO_TELL))
    for note in notes:
        console.print(note, soft_wrap=True)


def _workers(options: argparse.Namespace, settings: Settings) -> Jobs:
    """Who works: processes of this machine, or those of a cluster."""
    if options.scheduler is None:
        jobs: int | None = options.jobs
        return jobs
    try:
        from generator.workers.cluster import Cluster
    except ImportError as error:
        remedy = "install the extra: pip install 'gongkai[cluster]'"
        raise GongkaiError("--scheduler needs Dask distributed, which is not installed", remedy=remedy) from error
    seen = (settings.reports, settings.templates, *([marked(settings.cache)] if settings.cache else []))
    cluster = Cluster(options.scheduler, options.jobs, warn=lambda text: say_error(f"gongkai: {text}"), seen=seen)
    cluster.require()
    return cluster
