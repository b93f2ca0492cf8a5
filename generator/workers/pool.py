"""Many items on all cores, in order, each in a worker process with limits of its own.

An item that crashes, hangs or exceeds its memory is handed to ``lost``; the others go on.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from generator.workers.limits import LIMITS, Failure, Limits, OutOfTime, cause_of, limited, prepare_process

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S")

AHEAD = 3
"""Tasks handed out for each process: one at work, the others so that none waits. What is done waits for its turn, so
this bounds the memory too."""

RARELY = (50_000, 20, 20)
"""How often garbage in circles is looked for while results come in, here and in the workers, which inherit it: a report
is thousands of objects and hardly any circle, and Python's own habit costs several percent of the time."""

Noted = Callable[[str, float | None, bool], None]
"""Is told of an item that is done: its name, the seconds that it took (None where it was ended), if it was known."""

_SHARED: list[Any] = []
"""What the work is done with, in a worker process, where nothing but a module outlives a task. Empty elsewhere."""


def run_all(
    work: Callable[[S, T], R],
    items: Iterable[T],
    shared: S,
    lost: Callable[[T, Failure], R],
    jobs: int | None = None,
    limits: Limits = LIMITS,
) -> Iterator[R]:
    """``work(shared, item)`` for every item, in the order of ``items`` whatever ``jobs`` is, as soon as it is known.

    ``jobs`` processes work at once, by default one a core. Each gets ``shared`` once: where processes can be forked
    they inherit what was loaded here, elsewhere it is sent to them. ``work`` must be a function of a module, items and
    results picklable. What an item may use is bounded by ``limits``; where it needs more, or its process ends,
    ``lost(item, failure)`` stands for its result. An exception that ``work`` raises is raised here.
    """
    pool = _Pool(work, shared, jobs or available_cores(), limits)
    coming = iter(items)
    waiting: deque[tuple[T, Future[R]]] = deque()
    gc.freeze()  # what is loaded is not looked through again, here and in every worker, and stays shared memory
    usual = gc.get_threshold()
    gc.set_threshold(*RARELY)
    try:
        while True:
            for item in islice(coming, pool.jobs * AHEAD - len(waiting)):
                waiting.append((item, pool.submit(item)))
            if not waiting:
                return
            item, future = waiting.popleft()
            try:
                result = future.result()
            except OutOfTime:
                result = lost(item, Failure.TIME)
            except (BrokenProcessPool, MemoryError):
                # Whose fault it was is not known: a process that broke takes all that wait along, and one that has
                # worked long may be full of what was left. Alone, in a fresh process, an item answers for itself.
                outcome = pool.alone(item)
                result = lost(item, outcome) if isinstance(outcome, Failure) else outcome
            yield result
    finally:
        pool.close()
        gc.set_threshold(*usual)
        gc.unfreeze()


def unnoted(name: str, seconds: float | None, known: bool) -> None:
    """Takes no note of an item."""


def available_cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_fork() -> bool:
    """True if worker processes inherit what was loaded here."""
    return "fork" in multiprocessing.get_all_start_methods()


class _Pool(Generic[S, T, R]):
    """A pool of worker processes, replaced when one of them dies."""

    def __init__(self, work: Callable[[S, T], R], shared: S, jobs: int, limits: Limits) -> None:
        self.jobs = jobs
        self._work = work
        self._shared = shared
        self._limits = limits
        self._context: Any = multiprocessing.get_context("fork" if can_fork() else None)
        self._executor = self._fresh()

    def _fresh(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self.jobs, mp_context=self._context, initializer=_prepare, initargs=(self._shared, self._limits)
        )

    def submit(self, item: T) -> Future[R]:
        try:
            return self._executor.submit(_run, self._work, item, self._limits)
        except BrokenProcessPool:
            self._executor.shutdown(wait=False)
            self._executor = self._fresh()
            return self._executor.submit(_run, self._work, item, self._limits)

    def alone(self, item: T) -> R | Failure:
        """The result for ``item`` from a process that does nothing else, or why there is none."""
        here, there = self._context.Pipe(duplex=False)
        process = self._context.Process(
            target=_run_alone, args=(there, self._work, self._shared, item, self._limits), daemon=True
        )
        process.start()
        there.close()
        try:
            kind, answer = here.recv()
        except EOFError:
            process.join()
            return cause_of(process.exitcode)
        finally:
            here.close()
        process.join()
        if kind == "raised":
            raise answer
        return answer  # type: ignore[no-any-return]

    def close(self) -> None:
        self._executor.shutdown(cancel_futures=True)


def _prepare(shared: Any, limits: Limits) -> None:
    prepare_process(limits)
    _SHARED[:] = [shared]


def _run(work: Callable[[Any, T], R], item: T, limits: Limits) -> R:
    with limited(limits):
        return work(_SHARED[0], item)


def _run_alone(
    there: Connection, work: Callable[[Any, Any], Any], shared: Any, item: Any, limits: Limits
) -> None:  # pragma: no cover: in a process of its own
    prepare_process(limits)
    try:
        with limited(limits):
            answer = "done", work(shared, item)
    except OutOfTime:
        answer = "done", Failure.TIME
    except MemoryError:
        answer = "done", Failure.MEMORY
    except Exception as error:
        answer = "raised", error
    there.send(answer)
    there.close()
    os._exit(0)  # what the parent wants done at its own end, this copy of it must not do
