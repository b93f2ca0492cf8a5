"""What a worker of Dask gets with a build: a station for each of its threads."""

from __future__ import annotations

from pathlib import Path
from threading import get_ident
from typing import cast

from distributed import Worker, WorkerPlugin, get_worker

from generator.workers.station import Station


class Stations(WorkerPlugin):
    """On each worker of the cluster: a station for each of its threads, opened when the thread gets a batch."""

    def __init__(self, plan: Path) -> None:
        self.name = plan.name
        self._plan = plan
        self._open: dict[int, Station] = {}

    def setup(self, worker: Worker) -> None:
        """Nothing yet: a plan of a build that was killed must not keep a worker from starting."""

    def teardown(self, worker: Worker) -> None:
        """The build is done, or was given up."""
        for station in self._open.values():
            station.close()
        self._open.clear()

    def do(self, items: bytes) -> bytes:
        """Do a pickled batch."""
        thread = get_ident()
        if thread not in self._open:
            self._open[thread] = Station(self._plan)
        try:
            return self._open[thread].do(items)
        except (EOFError, OSError):
            self._open.pop(thread).close()
            raise


def do_on_worker(name: str, items: bytes) -> tuple[str, bytes]:
    """Do a pickled batch on the worker that this runs on; its address, and what came of it."""
    worker = get_worker()
    return worker.address, cast(Stations, worker.plugins[name]).do(items)
