"""Items handed out some at a time, and what came of each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Generic, TypeAlias, TypeVar

from generator.workers.limits import Failure, Limits, OutOfTime, limited

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S")

LARGEST = 32
"""Items of one batch. What handing out costs is then below 1 % of anything that opens a file."""


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """The result of an item."""

    result: R


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception that the work raised."""

    error: Exception


Outcome: TypeAlias = Done[R] | Raised | Failure | None
"""What came of an item. None: not known, since its process ended or was full; it is to be tried alone."""


@dataclass(frozen=True, slots=True)
class Batch(Generic[R]):
    """What came of some items, in their order, and the seconds that they took."""

    outcomes: tuple[Outcome[R], ...]
    seconds: float


def work_through(work: Callable[[S, T], R], shared: S, items: Sequence[T], limits: Limits) -> Batch[R]:
    """``work(shared, item)`` for each of ``items``, each within ``limits`` of its own."""
    start = perf_counter()
    outcomes = tuple(outcome_of(work, shared, item, limits) for item in items)
    return Batch(outcomes, perf_counter() - start)


def outcome_of(work: Callable[[S, T], R], shared: S, item: T, limits: Limits) -> Outcome[R]:
    """What comes of one item. None where memory did not suffice: what was done before may have filled it."""
    try:
        with limited(limits):
            return Done(work(shared, item))
    except OutOfTime:
        return Failure.TIME
    except MemoryError:
        return None
    except Exception as error:  # whatever it is: it is raised where the results are asked for
        return Raised(error)


class Pace:
    """How many items make a batch that takes about ``seconds``, learnt from batches that came back.

    Begins with one, so that few items are spread over all processes, and about doubles with each batch at most.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._each = seconds

    @property
    def size(self) -> int:
        return max(1, min(LARGEST, int(self._seconds / max(self._each, 1e-6))))

    def note(self, batch: Batch[R]) -> None:
        """Take account of a batch that came back."""
        self._each = (self._each + batch.seconds / max(len(batch.outcomes), 1)) / 2
