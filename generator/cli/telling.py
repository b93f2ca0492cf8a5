"""What a build says on the console: stages as they end, a bar on long ones, and sums in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from generator.cli.options import attention_line, padded
from generator.cli.texts import t, table
from generator.model.doubts import Attention, Loudness
from generator.progress import Silent, Stage
from generator.publish.problems import Problem
from generator.terminal import safe_line
from generator.workers.unchanged import BuildSummary

T = TypeVar("T")

MOST_LISTED = 10
"""Lines of one list: a build of a whole country has thousands of doubts, and all of them stand on /attention/."""
SLOW = 1.0
"""Seconds of reading from which a file is named."""
LOUDEST_FIRST = (Loudness.REFUSED, Loudness.WARNING, Loudness.NOTE)


class ConsoleProgress(Silent):
    """Prints a line a stage; on a terminal also a bar, with the time that is left, while a long one runs."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def ended(self, stage: Stage) -> None:
        told = t("{:6.2f} s", stage.seconds)
        self._console.print(f"{padded(t(stage.name), 10)} {padded(_words(stage), 52)} {told}", soft_wrap=True)

    def track(self, items: Iterable[T], total: int, name: str) -> Iterable[T]:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        hidden = not self._console.is_terminal
        with Bar(*columns, console=self._console, transient=True, disable=hidden) as bar:
            yield from bar.track(items, total, description=t(name))


def _words(stage: Stage) -> str:
    """``5 reports, 60 files, 3 of 5 organs from the cache``."""
    said = [_counted(count, name) for name, count in stage.counts.items()]
    if stage.tally.known:
        said.append(t("{} of {} {} from the cache", stage.tally.known, stage.tally.done, t(stage.unit)))
    return t(", ").join(said)


def _counted(count: int, name: str) -> str:
    """``6 reports``; where the name is that of a stage, too, a text of its own says it."""
    whole = f"{{}} {name}"
    return t(whole, count) if whole in table() else t("{} {}", count, t(name))


def tell_built(console: Console, summary: BuildSummary, stages: Sequence[Stage], seconds: float, folder: str) -> None:
    """What was made, and what is known of it in sum."""
    if summary.unchanged:
        console.print(t("nothing has changed since this site was built"))
    counts = (summary.reports, summary.organs, summary.files, summary.size / 1e6, seconds)
    console.print(
        t("{}: {} reports, {} organs, {} files, {:.1f} MB, {:.1f} s", safe_line(folder), *counts), soft_wrap=True
    )
    _tell_sums(console, summary)
    _tell_slowest(console, stages)


def tell_attention(console: Console, summary: BuildSummary, most: int | None = MOST_LISTED) -> None:
    """What needs attention, and which of our own pages do not hold together: ``most`` of each, None for all."""
    _tell_attention(console, summary.attention, len(summary.attention) if most is None else most)
    _tell_problems(console, summary.problems, len(summary.problems) if most is None else most)


def _tell_sums(console: Console, summary: BuildSummary) -> None:
    doubts = Counter(item.doubt.code for item in summary.attention)
    for what, counts in (("findings", summary.failed), ("doubts", doubts)):
        if any(counts.values()):
            console.print(t("{} ({}): {}", t(what), sum(counts.values()), _most(counts)), soft_wrap=True)


def _most(counts: Mapping[str, int]) -> str:
    """``A07 12, F05 9``, most first, and how many kinds are left out."""
    listed = sorted(((name, count) for name, count in counts.items() if count), key=lambda one: (-one[1], one[0]))
    said = [f"{name} {count}" for name, count in listed[:MOST_LISTED]]
    left = listed[MOST_LISTED:]
    return ", ".join([*said, *([t("{} others {}", len(left), sum(count for _, count in left))] if left else [])])


def _tell_slowest(console: Console, stages: Sequence[Stage]) -> None:
    slow = [one for stage in stages if stage.name == "reading" for one in stage.tally.slowest if one[1] >= SLOW]
    if slow:
        console.print(t("slowest to read:"))
    for path, seconds in slow:
        console.print(f"  {seconds:6.2f} s  {safe_line(path)}", soft_wrap=True)


def _tell_attention(console: Console, attention: Sequence[Attention], most: int) -> None:
    if not attention:
        return
    console.print(t("needs attention ({}), also on /attention/:", len(attention)))
    for item in sorted(attention, key=lambda item: LOUDEST_FIRST.index(item.doubt.loudness))[:most]:
        console.print(f"  {safe_line(attention_line(item))}", soft_wrap=True)
    if len(attention) > most:
        console.print(t("  … and {} more on /attention/", len(attention) - most))


def _tell_problems(console: Console, problems: Sequence[Problem], most: int) -> None:
    for problem in problems[:most]:
        console.print(t("our own page does not hold together: {}", problem), soft_wrap=True)
    if len(problems) > most:
        kinds = Counter(problem.code for problem in problems)
        console.print(t("… and {} more; in all: {}", len(problems) - most, _most(kinds)), soft_wrap=True)
