"""A pool of limited worker processes on this machine."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from generator.workers.batches import Batch, Outcome, Pace, outcome_of, work_through
from generator.workers.limits import Failure, Limits, cause_of, prepare_process

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S")

AHEAD = 8
"""Batches handed out for each process: one at work, the others so that none waits while another one is at the file that
all wait for. With 3, two processes were at work for 91 % of the time of reading, with 8 for 95 %, with 16 for no more.
What is done waits for its turn, so this bounds the memory too."""
BATCH_SECONDS = 0.05
"""What a batch is meant to take. To hand one out takes 0.15 ms, both sides together: 0.5 % of the time for reading an
upload, 20 % of that for finding one in the cache. So uploads are read by ones and twos, and found by dozens."""

GRACE = 20.0
"""Seconds that processes have to end in, once nothing is left for them to do."""
_SHARED: list[Any] = []
"""What the work is done with, in a worker process, where nothing but a module outlives a task. Empty elsewhere."""


class Processes(Generic[S, T, R]):
    """``jobs`` worker processes, replaced when one of them dies."""

    def __init__(self, work: Callable[[S, T], R], shared: S, jobs: int, limits: Limits) -> None:
        self.ahead = jobs * AHEAD
        self.pace = Pace(BATCH_SECONDS)
        self._jobs = jobs
        self._work = work
        self._shared = shared
        self._limits = limits
        self._context: Any = multiprocessing.get_context("fork" if can_fork() else None)
        self._executor = self._fresh()

    def _fresh(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._jobs, mp_context=self._context, initializer=_prepare, initargs=(self._shared, self._limits)
        )

    def submit(self, items: Sequence[T]) -> Future[Batch[R]]:
        """Hand out a batch."""
        try:
            return self._executor.submit(_run, self._work, items, self._limits)
        except BrokenProcessPool:
            self._executor.shutdown(wait=False)
            self._executor = self._fresh()
            return self._executor.submit(_run, self._work, items, self._limits)

    def result(self, items: Sequence[T], future: Future[Batch[R]]) -> Batch[R]:
        """What came of a batch. A process that broke takes all that wait along, so a batch gets a second try; nothing
        is known of the items of one that breaks again."""
        for trial in (future, None) if len(items) > 1 else (future,):
            with suppress(BrokenProcessPool):
                return (trial or self.submit(items)).result()
        return Batch((None,) * len(items), 0)

    def settled(self, items: Sequence[T]) -> Batch[R]:
        """What comes of a batch; of items of which that is not known, what comes of them alone."""
        batch = self.result(items, self.submit(items))
        outcomes = zip(items, batch.outcomes, strict=True)
        return Batch(tuple(self.alone(item) if it is None else it for item, it in outcomes), batch.seconds)

    def alone(self, item: T) -> Outcome[R]:
        """What comes of ``item`` in a process that does nothing else; never None."""
        here, there = self._context.Pipe(duplex=False)
        process = self._context.Process(
            target=_run_alone, args=(there, self._work, self._shared, item, self._limits), daemon=True
        )
        process.start()
        there.close()
        try:
            outcome: Outcome[R] = here.recv()
        except EOFError:
            process.join()
            return cause_of(process.exitcode)
        finally:
            here.close()
        process.join()
        return outcome or Failure.MEMORY

    def close(self) -> None:
        """End all processes; what was not begun is not done.

        A process that was killed while it waited for work holds the lock that the others wait for, and nobody looks for
        dead ones any more: whoever has not ended after a while is killed.
        """
        left = tuple((getattr(self._executor, "_processes", None) or {}).values())
        if sys.is_finalizing():  # no thread begins any more, and to wait for one would be for ever
            for process in left:
                process.kill()
            return
        late = threading.Timer(GRACE, lambda: [process.kill() for process in left if process.is_alive()])
        late.daemon = True
        late.start()
        try:
            self._executor.shutdown(cancel_futures=True)
        finally:
            late.cancel()


def can_fork() -> bool:
    """True if worker processes inherit what was loaded here."""
    return "fork" in multiprocessing.get_all_start_methods()


def _prepare(shared: Any, limits: Limits) -> None:
    prepare_process(limits)
    _SHARED[:] = [shared]


def _run(work: Callable[[Any, T], R], items: Sequence[T], limits: Limits) -> Batch[R]:
    return work_through(work, _SHARED[0], items, limits)


def _run_alone(
    there: Connection, work: Callable[[Any, Any], Any], shared: Any, item: Any, limits: Limits
) -> None:  # pragma: no cover: in a process of its own
    prepare_process(limits)
    there.send(outcome_of(work, shared, item, limits))
    there.close()
    os._exit(0)  # what the parent wants done at its own end, this copy of it must not do
