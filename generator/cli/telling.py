"""What a build says on the console: stages as they end, a bar on long ones, and sums in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from generator.cli.options import attention_line
from generator.model.doubts import Attention, Loudness
from generator.progress import Stage
from generator.publish.sitecheck import Problem
from generator.terminal import safe_line
from generator.workers.unchanged import BuildSummary

T = TypeVar("T")

MOST_LISTED = 10
"""Lines of one list: a build of a whole country has thousands of doubts, and all of them stand on /attention/."""
SLOW = 1.0
"""Seconds of reading from which a file is named."""
LOUDEST_FIRST = (Loudness.REFUSED, Loudness.WARNING, Loudness.NOTE)


class ConsoleProgress:
    """Prints a line a stage; on a terminal also a bar, with the time that is left, while a long one runs."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def ended(self, stage: Stage) -> None:
        self._console.print(f"{stage.name:<10} {stage.words:<52} {stage.seconds:6.2f} s", soft_wrap=True)

    def track(self, items: Iterable[T], total: int, name: str) -> Iterable[T]:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        hidden = not self._console.is_terminal
        with Bar(*columns, console=self._console, transient=True, disable=hidden) as bar:
            yield from bar.track(items, total, description=name)


def tell_built(console: Console, summary: BuildSummary, stages: Sequence[Stage], seconds: float, folder: str) -> None:
    """What was made, what is known of it in sum, and what needs attention."""
    if summary.unchanged:
        console.print("nothing has changed since this site was built")
    console.print(
        f"{safe_line(folder)}: {summary.reports} reports, {summary.organs} organs, "
        f"{summary.files} files, {summary.size / 1e6:.1f} MB, {seconds:.1f} s",
        soft_wrap=True,
    )
    _tell_sums(console, summary)
    _tell_slowest(console, stages)
    _tell_attention(console, summary.attention)
    _tell_problems(console, summary.problems)


def _tell_sums(console: Console, summary: BuildSummary) -> None:
    doubts = Counter(item.doubt.code for item in summary.attention)
    for what, counts in (("findings", summary.failed), ("doubts", doubts)):
        if any(counts.values()):
            console.print(f"{what} ({sum(counts.values())}): {_most(counts)}", soft_wrap=True)


def _most(counts: Mapping[str, int]) -> str:
    """``A07 12, F05 9``, most first, and how many kinds are left out."""
    listed = sorted(((name, count) for name, count in counts.items() if count), key=lambda one: (-one[1], one[0]))
    said = [f"{name} {count}" for name, count in listed[:MOST_LISTED]]
    left = listed[MOST_LISTED:]
    return ", ".join([*said, *([f"{len(left)} others {sum(count for _, count in left)}"] if left else [])])


def _tell_slowest(console: Console, stages: Sequence[Stage]) -> None:
    slow = [one for stage in stages if stage.name == "reading" for one in stage.tally.slowest if one[1] >= SLOW]
    if slow:
        console.print("slowest to read:")
    for path, seconds in slow:
        console.print(f"  {seconds:6.2f} s  {safe_line(path)}", soft_wrap=True)


def _tell_attention(console: Console, attention: Sequence[Attention]) -> None:
    if not attention:
        return
    console.print(f"needs attention ({len(attention)}), also on /attention/:")
    for item in sorted(attention, key=lambda item: LOUDEST_FIRST.index(item.doubt.loudness))[:MOST_LISTED]:
        console.print(f"  {safe_line(attention_line(item))}", soft_wrap=True)
    if len(attention) > MOST_LISTED:
        console.print(f"  … and {len(attention) - MOST_LISTED} more on /attention/")


def _tell_problems(console: Console, problems: Sequence[Problem]) -> None:
    for problem in problems[:MOST_LISTED]:
        console.print(f"our own page does not hold together: {problem}", soft_wrap=True)
    if len(problems) > MOST_LISTED:
        kinds = Counter(problem.code for problem in problems)
        console.print(f"… and {len(problems) - MOST_LISTED} more; in all: {_most(kinds)}", soft_wrap=True)
