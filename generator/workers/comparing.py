"""Pairs of texts measured side by side, and measures kept for the next build."""

from __future__ import annotations

import msgspec

from generator.cache import ByteStore, key_of, version_of
from generator.corpus.ruler import NAME_BYTES, Measured, Measures
from generator.corpus.similarity import Comparison, measure_some
from generator.workers.limits import Failure, Limits
from generator.workers.pool import Jobs, local_jobs, run_all
from generator.workers.processes import can_fork
from generator.workers.records import ENCODER, decoded

COMPARING_ROOMS = ("corpus",)
AT_ONCE = 100
"""Texts of one task."""
FEW = 400
"""Up to so many texts of which nothing is known are measured here: processes would take longer to begin."""
COMPARING_LIMITS = Limits(processor=600, clock=1800)

_DECODER = msgspec.msgpack.Decoder(dict[bytes, Measured])


class Comparer:
    """Measures pairs on ``jobs`` cores; what was measured by earlier builds is in ``store``, if there is one."""

    def __init__(self, store: ByteStore | None, jobs: Jobs = None) -> None:
        self._store = store
        self._jobs = jobs
        self._measures = Measures()

    def measured(self, comparison: Comparison) -> Measures:
        """What is known of pairs, and what the comparison will ask first of texts of which nothing is."""
        self._measures = Measures(self._load())
        self._measures.known |= self._anew(comparison)
        return self._measures

    def save(self) -> None:
        """Keep what this build asked for, and nothing else."""
        if self._store is not None:
            self._store.put(_key(), ENCODER.encode(self._measures.used))

    def _load(self) -> dict[bytes, Measured]:
        return decoded(self._store.get(_key()) if self._store is not None else None, _DECODER) or {}

    def _anew(self, comparison: Comparison) -> dict[bytes, Measured]:
        seen = {key[:NAME_BYTES] for key in self._measures.known} | {key[NAME_BYTES:] for key in self._measures.known}
        new = [number for number, name in enumerate(comparison.names) if name not in seen]
        found: dict[bytes, Measured] = {}
        if comparison.index is not None and len(new) > FEW and can_fork():
            tasks = [new[at : at + AT_ONCE] for at in range(0, len(new), AT_ONCE)]
            for some in run_all(_measure, tasks, comparison, _lost, local_jobs(self._jobs), COMPARING_LIMITS):
                found |= some
        return found


def _key() -> str:
    return key_of(version_of(COMPARING_ROOMS))


def _measure(comparison: Comparison, numbers: list[int]) -> dict[bytes, Measured]:
    measures = Measures()
    measure_some(comparison, numbers, measures)
    return measures.used


def _lost(numbers: list[int], failure: Failure) -> dict[bytes, Measured]:
    """What was not measured here is measured when it is asked for."""
    return {}
