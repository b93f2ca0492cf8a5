"""How a build tells of itself: stages with counts, seconds, and what was taken from earlier builds."""

from __future__ import annotations

import heapq
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

try:
    import resource
except ImportError:  # not POSIX
    resource = None  # type: ignore[assignment]

T = TypeVar("T")

SLOWEST = 10
"""How many of the slowest items a tally keeps."""


@dataclass(slots=True)
class Tally:
    """Items that were done: how many, how many of them known from earlier builds, which others took longest."""

    done: int = 0
    known: int = 0
    _slowest: list[tuple[float, str]] = field(default_factory=list)

    def add(self, name: str, seconds: float | None, known: bool) -> None:
        """Take account of an item; ``seconds`` are None where it was ended, so that nobody knows."""
        self.done += 1
        self.known += known
        if seconds is not None and not known:
            keep = heapq.heappush if len(self._slowest) < SLOWEST else heapq.heappushpop
            keep(self._slowest, (seconds, name))

    @property
    def slowest(self) -> tuple[tuple[str, float], ...]:
        """(name, seconds) of those that took longest, slowest first."""
        return tuple((name, seconds) for seconds, name in sorted(self._slowest, key=lambda one: (-one[0], one[1])))


@dataclass(frozen=True, slots=True)
class Usage:
    """What processes have used: ``own`` and ``children`` are seconds of processor time, of children that have ended;
    ``memory`` and ``child_memory`` the most bytes that this process, and any one child, has ever held."""

    own: float = 0.0
    children: float = 0.0
    memory: int = 0
    child_memory: int = 0


@dataclass(slots=True)
class Stage:
    """One stage of a build. ``unit`` says what its tally counts.

    ``seconds`` and ``usage`` are set when it ends; the processor times are the stage's own, the memory is the most
    until its end.
    """

    name: str
    unit: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    seconds: float = 0.0
    usage: Usage = Usage()

    def tell(self, **counts: int) -> None:
        """Set what the stage counts up to, the same in every build of the same content: ``reports=5, files=60``."""
        self.counts = counts

    @property
    def words(self) -> str:
        """``5 reports, 60 files, 3 of 5 organs from the cache``."""
        said = [f"{count} {name}" for name, count in self.counts.items()]
        if self.tally.known:
            said.append(f"{self.tally.known} of {self.tally.done} {self.unit} from the cache")
        return ", ".join(said)


class Progress(Protocol):
    """Told of each stage and of each item in long ones."""

    def ended(self, stage: Stage) -> None:
        """A stage is over."""
        ...

    def track(self, items: Iterable[T], total: int, name: str) -> Iterable[T]:
        """Passes ``items``, of which there are ``total``, and shows how many are done."""
        ...

    def hurries(self, path: str) -> bool:
        """Whether somebody waits for the pages of the upload at ``path``, so that they are made before all others."""
        ...

    def placed(self, folder: Path, addresses: Mapping[str, str]) -> None:
        """These pages stand in ``folder`` while the build lasts; ``addresses`` are by the paths of their uploads."""
        ...


class Silent:
    """Says nothing."""

    def ended(self, stage: Stage) -> None:
        pass

    def track(self, items: Iterable[T], total: int, name: str) -> Iterable[T]:
        return items

    def hurries(self, path: str) -> bool:
        return False

    def placed(self, folder: Path, addresses: Mapping[str, str]) -> None:
        pass


class Stages:
    """The stages of one build, measured; ``progress`` is told of each."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.all: list[Stage] = []

    @contextmanager
    def __call__(self, name: str, unit: str = "") -> Iterator[Stage]:
        """Opens a stage; it is over when the block is."""
        stage = Stage(name, unit)
        before, start = used(), time.perf_counter()
        yield stage
        stage.seconds = time.perf_counter() - start
        now = used()
        stage.usage = Usage(now.own - before.own, now.children - before.children, now.memory, now.child_memory)
        self.all.append(stage)
        self.progress.ended(stage)


def used() -> Usage:
    """What this process and its children have used until now; nothing where the system does not tell."""
    if resource is None:
        return Usage(time.process_time())
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    unit = 1 if sys.platform == "darwin" else 1024
    return Usage(
        own.ru_utime + own.ru_stime,
        children.ru_utime + children.ru_stime,
        own.ru_maxrss * unit,
        children.ru_maxrss * unit,
    )
