"""Many items on all cores, in order, each in a worker process with limits of its own.

An item that crashes, hangs or exceeds its memory is handed to ``lost``; the others go on.
"""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence, Sized
from concurrent.futures import Future
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, TypeAlias, TypeVar

from generator.workers.batches import Batch, Done, Outcome, Pace, Raised
from generator.workers.garbage import rarely
from generator.workers.limits import LIMITS, Failure, Limits
from generator.workers.processes import Processes

T = TypeVar("T")
Item = TypeVar("Item", contravariant=True)
R = TypeVar("R")
S = TypeVar("S")
H = TypeVar("H")
K = TypeVar("K")

Noted = Callable[[str, float | None, bool], None]
"""Is told of an item that is done: its name, the seconds that it took (None where it was ended), if it was known."""


class Pool(Protocol[Item, R]):
    """Those who do the work for some items; ``ahead`` batches are handed out to them at once."""

    @property
    def ahead(self) -> int: ...

    @property
    def pace(self) -> Pace: ...

    def submit(self, items: Sequence[Item]) -> Future[Batch[R]]:
        """Hand out a batch."""
        ...

    def result(self, items: Sequence[Item], future: Future[Batch[R]]) -> Batch[R]:
        """Wait for what came of a batch."""
        ...

    def alone(self, item: Item) -> Outcome[R]:
        """What comes of ``item`` in a process that does nothing else; never None."""
        ...

    def close(self) -> None:
        """End what was begun."""
        ...


class Workforce(Protocol):
    """Machines that do work in place of this one's processes. ``jobs`` is how many of those do what has to stay here;
    None: one a core."""

    @property
    def jobs(self) -> int | None: ...

    def within(self, folder: Path) -> Workforce:
        """The same, with a folder that all machines see for what they are told."""
        ...

    def pool(self, work: Callable[[S, T], R], shared: S, limits: Limits) -> Pool[T, R]:
        """A pool of workers that were given ``shared``."""
        ...


Jobs: TypeAlias = int | Workforce | None
"""Who works: so many processes of this machine, or other machines; None: a process a core."""


def run_all(
    work: Callable[[S, T], R],
    items: Iterable[T],
    shared: S,
    lost: Callable[[T, Failure], R],
    jobs: Jobs = None,
    limits: Limits = LIMITS,
) -> Iterator[R]:
    """``work(shared, item)`` for every item, in the order of ``items`` whatever ``jobs`` is, as soon as it is known.

    Each process gets ``shared`` once: where processes can be forked they inherit what was loaded here, elsewhere it is
    sent to them. ``work`` must be a function of a module, items and results picklable. What an item may use is bounded
    by ``limits``; where it needs more, or its process ends, ``lost(item, failure)`` stands for its result. An exception
    that ``work`` raises is raised here. Nothing is begun before the first result is asked for.
    """
    yield from begin_all(work, items, shared, lost, jobs, limits)


def run_unknown(
    work: Callable[[S, H], R],
    items: Iterable[T],
    look: Callable[[T], tuple[K | None, H]],
    shared: S,
    lost: Callable[[H, Failure], R],
    jobs: Jobs = None,
    limits: Limits = LIMITS,
) -> Iterator[tuple[H, K | None, R | None]]:
    """Every item as :func:`run_all` is handed it, with what is known of it or else with what comes of it, in order:
    ``look(item)``, which is called here, gives what is known, None where nothing is, and what is handed then."""
    listed = deque[tuple[H, K | None]]()

    def unknown() -> Iterator[H]:
        for item in items:
            known, handed = look(item)
            listed.append((handed, known))
            if known is None:
                yield handed

    coming = run_all(work, unknown(), shared, lost, jobs, limits)
    done = next(coming, None)  # to know of one that is done, all before it are looked at
    while listed:
        handed, known = listed.popleft()
        yield handed, known, None if known is not None else done
        if known is None:
            done = next(coming, None)


def begin_all(
    work: Callable[[S, T], R],
    items: Iterable[T],
    shared: S,
    lost: Callable[[T, Failure], R],
    jobs: Jobs = None,
    limits: Limits = LIMITS,
) -> Generator[R, None, None]:
    """As :func:`run_all`, begun at once: the first items are at work before a result is asked for.

    Who does something else meanwhile has to close what is given, whatever happens.
    """
    most = len(items) if isinstance(items, Sized) else None
    running = _run(_pool(work, shared, jobs, limits, most), iter(items), lost)
    next(running)
    return running


def begin_unknown(
    work: Callable[[S, T], R],
    items: Sequence[T],
    look: Callable[[T], K | None],
    shared: S,
    lost: Callable[[T, Failure], R],
    jobs: Jobs = None,
    limits: Limits = LIMITS,
) -> Generator[tuple[T, K | None, R | None], None, None]:
    """As :func:`run_unknown`, all looked at and the first begun at once. Has to be closed."""
    known = [look(item) for item in items]
    # None that is known is among them: they are handed out by their length, and one of these would take many along.
    anew = [item for item, one in zip(items, known, strict=True) if one is None]
    return _in_place(items, known, begin_all(work, anew, shared, lost, jobs, limits))


def _in_place(
    items: Sequence[T], known: Sequence[K | None], coming: Generator[R, None, None]
) -> Generator[tuple[T, K | None, R | None], None, None]:
    with closing(coming):
        for item, one in zip(items, known, strict=True):
            yield item, one, next(coming) if one is None else None


def _run(pool: Pool[T, R], coming: Iterator[T], lost: Callable[[T, Failure], R]) -> Generator[Any, None, None]:
    """Nothing, once it is begun; then the results."""
    waiting: deque[tuple[Sequence[T], Future[Batch[R]]]] = deque()
    gc.freeze()  # what is loaded is not looked through again, here and in every worker, and stays shared memory
    try:
        with rarely():
            _hand_out(pool, coming, waiting)
            yield None
            while waiting:
                some, future = waiting.popleft()
                batch = pool.result(some, future)
                pool.pace.note(batch)
                for item, outcome in zip(some, batch.outcomes, strict=True):
                    yield _settled(pool, item, outcome, lost)
                _hand_out(pool, coming, waiting)
    finally:
        pool.close()
        gc.unfreeze()


def _hand_out(pool: Pool[T, R], coming: Iterator[T], waiting: deque[tuple[Sequence[T], Future[Batch[R]]]]) -> None:
    """As many batches as may be waited for at once."""
    while len(waiting) < pool.ahead and (taken := tuple(islice(coming, pool.pace.size))):
        waiting.append((taken, pool.submit(taken)))


def _pool(work: Callable[[S, T], R], shared: S, jobs: Jobs, limits: Limits, most: int | None) -> Pool[T, R]:
    """For at most so many items, if that is known: all processes are begun at once, which costs a large parent most."""
    if jobs is None or isinstance(jobs, int):
        cores = cores_for(jobs)
        return Processes(work, shared, cores if most is None else max(1, min(cores, most)), limits)
    return jobs.pool(work, shared, limits)


def _settled(pool: Pool[T, R], item: T, outcome: Outcome[R], lost: Callable[[T, Failure], R]) -> R:
    if outcome is None:
        # Whose fault it was is not known: a process that broke takes all that wait along, and one that has worked long
        # may be full of what was left. Alone, in a fresh process, an item answers for itself.
        outcome = pool.alone(item) or Failure.CRASH
    if isinstance(outcome, Done):
        return outcome.result
    if isinstance(outcome, Raised):
        raise outcome.error
    return lost(item, outcome)


def unnoted(name: str, seconds: float | None, known: bool) -> None:
    """Takes no note of an item."""


def within(folder: Path, jobs: Jobs) -> Jobs:
    """``jobs``; other machines are told what to do by files in ``folder``."""
    return jobs if jobs is None or isinstance(jobs, int) else jobs.within(folder)


def local_jobs(jobs: Jobs) -> int | None:
    """How many processes of this machine do what has to stay on it; None: one a core."""
    return jobs if jobs is None or isinstance(jobs, int) else jobs.jobs


def cores_for(jobs: Jobs) -> int:
    """How many processes of this machine work."""
    return local_jobs(jobs) or available_cores()


def available_cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
