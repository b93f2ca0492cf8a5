"""``build --profile``: where the time of a build goes, by stage, by item and by function of this process."""

from __future__ import annotations

import cProfile
import os
import pstats
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path
from typing import TypeVar

from rich.console import Console

from generator.errors import GongkaiError
from generator.progress import Stage
from generator.settings import resolved
from generator.terminal import safe_line

R = TypeVar("R")

FUNCTIONS = 25
"""Functions shown, those with most time of their own first."""


class Profiler:
    """Profiles this process, and no worker process, which would take twice as long for it.

    What its functions took goes to ``file``, or is printed where that is "". Raises GongkaiError where no file can be
    there: before the build, not after it.
    """

    def __init__(self, file: str) -> None:
        self._file = resolved(Path(file)) if file else None
        if self._file and (not self._file.parent.is_dir() or self._file.is_dir()):
            raise GongkaiError("not a place for a file", file=file, remedy="name a file in a folder that is there")
        self._profile = cProfile.Profile()
        self._works = False

    def run(self, work: Callable[[], R]) -> R:
        """What ``work`` returns, profiled."""
        # A process that is forked inherits the profiler at work.
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._stop)
        self._works = True
        self._profile.enable()
        try:
            return work()
        finally:
            self._stop()

    def _stop(self) -> None:
        if self._works:
            self._works = False
            self._profile.disable()

    def tell(self, console: Console, stages: Sequence[Stage], seconds: float) -> None:
        """Where the time of a build with these ``stages`` went, of ``seconds`` in all. Raises OSError."""
        tell_stages(console, stages, seconds)
        if self._file:
            self._profile.dump_stats(self._file)
            return
        said = StringIO()
        pstats.Stats(self._profile, stream=said).strip_dirs().sort_stats("tottime").print_stats(FUNCTIONS)
        _say(console, "functions of this process, without its workers:")
        for line in said.getvalue().splitlines():
            if line.strip():
                _say(console, f"  {line.rstrip()}")


def tell_stages(console: Console, stages: Sequence[Stage], seconds: float) -> None:
    """Time and memory of each stage, and what took longest in it.

    ``own`` and ``children`` are processor seconds of this process and of those it started; ``cores`` is how many were
    busy on average; ``peak`` the most memory of this process until the stage's end, ``child`` of its largest child.
    """
    _say(console, _row("profile", "wall s", "own s", "children s", "cores", "peak MB", "child MB"))
    for stage in stages:
        usage, busy = stage.usage, stage.usage.own + stage.usage.children
        times = (stage.seconds, usage.own, usage.children, busy / stage.seconds if stage.seconds else 0.0)
        memory = (f"{size / 1e6:.0f}" for size in (usage.memory, usage.child_memory))
        _say(console, _row(stage.name, *(f"{time:.2f}" for time in times), *memory))
    _say(console, _row("between", f"{seconds - sum(stage.seconds for stage in stages):.2f}"))
    for stage in stages:
        if stage.tally.slowest:
            _say(console, f"slowest {stage.unit} of {stage.name}:")
        for name, taken in stage.tally.slowest:
            _say(console, f"  {taken:6.2f} s  {name}")


def _row(name: str, *values: str) -> str:
    return f"{name:<10}" + "".join(f"{value:>12}" for value in values)


def _say(console: Console, line: str) -> None:
    console.print(safe_line(line), soft_wrap=True)
