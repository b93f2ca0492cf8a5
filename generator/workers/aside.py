"""A process of its own that does about a site what the build need not wait for: an archive has nine files a report, and
to look at each, or to remove some thousands, takes its time."""

from __future__ import annotations

from collections.abc import Iterator, Set
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

from generator.publish.output import OWN, Output
from generator.publish.spare import Altered, Spare, tidy
from generator.workers.batches import Done
from generator.workers.kept import Kept
from generator.workers.limits import Limits
from generator.workers.processes import Processes, can_fork

ASIDE_LIMITS = Limits(processor=300, clock=900)
Task = Set[str] | None
"""To remove the files that are named; None: to look through what the site is written over."""
Shared = tuple[Spare | None, Path, Kept]


class Aside:
    """A context manager. It is begun while little is in memory: to part from a process of a gigabyte, which goes on
    writing in its memory, costs that process a quarter of a second."""

    def __init__(self, out: Output, kept: Kept) -> None:
        self._out = out
        self._kept = kept
        self._process: Processes[Shared, Task, Altered | None] = Processes(
            _work, (out.over, out.root, kept), 1, ASIDE_LIMITS
        )

    def __enter__(self) -> Aside:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.close()

    @contextmanager
    def looking_through(self) -> Iterator[None]:
        """Look through what the site is written over, while the block lasts; the site knows it afterwards."""
        with self._doing(None, can_fork() and self._out.over is not None) as found:
            yield
        self._out.look_through(found[0] if found else None)

    @contextmanager
    def tidying(self, coming: Set[str]) -> Iterator[None]:
        """Remove what is not wanted any more, while the block lasts: of what lay in the site, where ``coming`` are
        files that will still be written, and of what is kept. What is left of the site is removed at its end, or
        raises then."""
        unwanted = self._out.unwanted - coming
        with self._doing(unwanted, can_fork() and bool(unwanted or self._kept.keeps)) as found:
            yield
        if not found:
            self._kept.bound()

    @contextmanager
    def _doing(self, task: Task, apart: bool) -> Iterator[list[Altered | None]]:
        """Do ``task`` in the process, if ``apart``, while the block lasts; its result is in the list then, which is
        empty where nothing came of it."""
        found: list[Altered | None] = []
        future = self._process.submit([task]) if apart else None
        yield found
        outcomes = self._process.result([task], future).outcomes if future is not None else ()
        found += [one.result for one in outcomes if isinstance(one, Done)]


def _work(shared: Shared, task: Task) -> Altered | None:
    spare, root, kept = shared
    altered = None
    with suppress(OSError):  # whoever does it in the end meets it again
        if task is not None:
            tidy(root, task)
        elif spare is not None:
            altered = spare.altered(root, OWN)
    if task is not None:
        kept.bound()
    return altered
