"""Pairs of texts measured side by side, and what was measured and chosen kept for the next build."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TypeVar

import msgspec
import numpy as np

from generator.cache import ByteStore, key_of, version_of
from generator.corpus.candidates import Candidates
from generator.corpus.choices import HALVES, Choices
from generator.corpus.ruler import NAME_BYTES, Measured, Measures
from generator.corpus.runs import Sharers, sharers_of_common
from generator.corpus.similarity import Comparison, Prepared, choices_of, measure_some
from generator.workers.batches import Done
from generator.workers.coding import ENCODER, decoded
from generator.workers.limits import Failure, Limits
from generator.workers.pool import Jobs, cores_for, local_jobs, run_all
from generator.workers.processes import Processes, can_fork

COMPARING_ROOMS = ("corpus", "workers/comparing.py")
AT_ONCE = 100
"""Texts of one task."""
MANY = 2000
"""From so many texts on, what common passages they share is sought by another process: a quarter of a second where all
else is known of 10,000, and to begin a process takes 0.03."""
FEW = 400
"""Up to so many texts of which nothing is known are measured here: processes would take longer to begin."""
COMPARING_LIMITS = Limits(processor=600, clock=1800)

V = TypeVar("V", float, bool, int)
Column = tuple[bytes, bytes]
"""The numbers of pairs and what was measured of each, as the bytes of their arrays."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What one comparison leaves for the next, as bytes of arrays: msgspec reads them at once.

    ``names`` are those of its texts, NAME_BYTES each, by the numbers that all the rest speaks of.
    """

    names: bytes
    shares: Column
    long_runs: Column
    runs: Column
    choices: tuple[bytes, bytes, bytes, bytes] | None


_DECODER = msgspec.msgpack.Decoder(Kept)


class Comparer:
    """A context manager. Measures pairs on ``jobs`` cores; what earlier builds measured is in ``store``, if there is
    one."""

    def __init__(self, store: ByteStore | None, jobs: Jobs = None) -> None:
        self._store = store
        self._jobs = jobs
        self._names: Sequence[bytes] = ()
        self._prepared = Prepared(None)
        self._aside: Processes[Candidates, None, Sharers] | None = None

    def __enter__(self) -> Comparer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._aside is not None:
            self._aside.close()

    def prepared(self, comparison: Comparison) -> Prepared:
        """What is known of pairs, and what the comparison will ask first of texts of which nothing is."""
        kept = decoded(self._store.get(_key()) if self._store is not None else None, _DECODER)
        sharers = self._begun_aside(comparison)
        choices = choices_of(comparison, _choices(kept) if kept else None)
        self._names, self._prepared = comparison.names, Prepared(choices, sharers=sharers)
        known = self._prepared.measures.known
        if kept:
            known.add(_measured(kept, comparison.names))
        if choices is not None:
            names = set(_parted(kept.names)) if kept else set()
            new = [number for number, name in enumerate(comparison.names) if name not in names]
            for some in self._measured(new, comparison, choices):
                known.add(some)
        return self._prepared

    def save(self) -> None:
        """Keep what this build asked for, and nothing else."""
        if self._store is not None:
            self._store.put(_key(), ENCODER.encode(_kept(self._names, self._prepared)))

    def _begun_aside(self, comparison: Comparison) -> Callable[[Candidates], Sharers]:
        """What common passages texts share, sought while others measure pairs."""
        if comparison.index is None or len(comparison.texts) < MANY or cores_for(self._jobs) == 1 or not can_fork():
            return sharers_of_common
        self._aside = process = Processes(_sharers, comparison.index, 1, COMPARING_LIMITS)
        coming = process.submit([None])

        def found(index: Candidates) -> Sharers:
            (done,) = process.result([None], coming).outcomes
            return done.result if isinstance(done, Done) else sharers_of_common(index)

        return found

    def _measured(self, new: Sequence[int], comparison: Comparison, choices: Choices) -> Sequence[Measured]:
        if len(new) <= FEW or not can_fork():
            return ()
        tasks = [new[at : at + AT_ONCE] for at in range(0, len(new), AT_ONCE)]
        shared = comparison, choices
        return list(run_all(_measure, tasks, shared, _lost, local_jobs(self._jobs), COMPARING_LIMITS))


def _sharers(index: Candidates, nothing: None) -> Sharers:
    return sharers_of_common(index)


def _key() -> str:
    return key_of(version_of(COMPARING_ROOMS))


def _measure(shared: tuple[Comparison, Choices], numbers: Sequence[int]) -> Measured:
    measures = Measures()
    measure_some(*shared, numbers, measures)
    return measures.used


def _lost(numbers: Sequence[int], failure: Failure) -> Measured:
    """What was not measured here is measured when it is asked for."""
    return Measured()


def _kept(names: Sequence[bytes], prepared: Prepared) -> Kept:
    used, found = prepared.measures.used, prepared.choices
    columns = _column(used.shares, float), _column(used.long_runs, bool), _column(used.runs, int)
    if found is None:
        return Kept(b"".join(names), *columns, None)
    choices = found.marks.tobytes(), found.keys.tobytes(), found.bounds.tobytes(), found.others.tobytes()
    return Kept(b"".join(names), *columns, choices)


def _column(measured: dict[int, V], kind: type[V]) -> Column:
    count = len(measured)
    return np.fromiter(measured, np.int64, count).tobytes(), np.fromiter(measured.values(), kind, count).tobytes()


def _choices(kept: Kept) -> Choices | None:
    if kept.choices is None:
        return None
    marks, keys = (np.frombuffer(half, np.uint64).reshape(-1, HALVES) for half in kept.choices[:2])
    bounds, others = (np.frombuffer(half, np.int64) for half in kept.choices[2:])
    return Choices(marks, keys, bounds, others)


def _measured(kept: Kept, names: Sequence[bytes]) -> Measured:
    """What was kept of pairs of the texts with these ``names``, by their numbers now: of equal texts the first."""
    now: dict[bytes, int] = {}
    for number, name in enumerate(names):
        now.setdefault(name, number)
    moved = np.array([now.get(name, -1) for name in _parted(kept.names)], np.int64)

    def known(column: Column, kind: type[V]) -> dict[int, V]:
        pairs, values = np.frombuffer(column[0], np.int64), np.frombuffer(column[1], np.dtype(kind))
        one, other = (moved[half] for half in np.divmod(pairs, max(len(moved), 1)))
        here = (one >= 0) & (other >= 0)
        return dict(zip((one * len(names) + other)[here].tolist(), values[here].tolist(), strict=True))

    return Measured(known(kept.shares, float), known(kept.long_runs, bool), known(kept.runs, int))


def _parted(names: bytes) -> list[bytes]:
    return [names[at : at + NAME_BYTES] for at in range(0, len(names), NAME_BYTES)]
