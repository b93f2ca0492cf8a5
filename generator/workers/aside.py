"""A process of its own that does about a site what the build need not wait for: an archive has nine files a report, and
to look at each, or to remove some thousands, takes its time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType

from generator.publish.output import OWN, Output
from generator.publish.spare import Spare, tidy
from generator.workers.batches import Done
from generator.workers.kept import Kept
from generator.workers.limits import Limits
from generator.workers.processes import Processes, can_fork

ASIDE_LIMITS = Limits(processor=300, clock=900)


@dataclass(frozen=True, slots=True)
class _Shared:
    over: Spare | None
    root: Path
    kept: Kept


Task = Callable[[_Shared], Set[str] | None]


class Aside:
    """A context manager. It is begun while little is in memory: to part from a process of a gigabyte, which goes on
    writing in its memory, costs that process a quarter of a second."""

    def __init__(self, out: Output, kept: Kept) -> None:
        self._out = out
        self._kept = kept
        self._process: Processes[_Shared, Task, Set[str] | None] = Processes(
            _do, _Shared(out.over, out.root, kept), 1, ASIDE_LIMITS
        )

    def __enter__(self) -> Aside:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.close()

    @contextmanager
    def looking_through(self) -> Iterator[None]:
        """Look through what the site is written over, while the block lasts, in which nothing is written to it; the
        site knows it afterwards. And forget what the build before left unused, which nothing waits for."""
        with self._doing(_clean, can_fork() and self._out.over is not None) as found:
            if not can_fork():
                self._kept.bound()
            elif self._kept.keeps:
                self._process.submit([_bound])
            yield
        self._out.look_through(found[0] if found else None)

    @contextmanager
    def tidying(self, coming: Set[str]) -> Iterator[None]:
        """Remove what is not wanted any more of what lay in the site, while the block lasts; ``coming`` are files that
        will still be written. What is left is removed at the site's end, or raises then."""
        unwanted = self._out.unwanted - coming
        with self._doing(partial(_tidy, unwanted), can_fork() and bool(unwanted)):
            yield

    @contextmanager
    def _doing(self, task: Task, apart: bool) -> Iterator[list[Set[str] | None]]:
        """Do ``task`` in the process, if ``apart``, while the block lasts; its result is in the list then, which is
        empty where nothing came of it."""
        found: list[Set[str] | None] = []
        future = self._process.submit([task]) if apart else None
        yield found
        outcomes = self._process.result([task], future).outcomes if future is not None else ()
        found += [one.result for one in outcomes if isinstance(one, Done)]


def _do(shared: _Shared, task: Task) -> Set[str] | None:
    with suppress(OSError):  # whoever does it in the end meets it again
        return task(shared)
    return None


def _clean(shared: _Shared) -> Set[str] | None:
    return shared.over.clean(shared.root, OWN) if shared.over is not None else None


def _bound(shared: _Shared) -> None:
    shared.kept.bound()


def _tidy(unwanted: Set[str], shared: _Shared) -> None:
    tidy(shared.root, unwanted)
