"""Limited worker processes on another machine, kept by a process of its own.

The process of a cluster that is handed our batches cannot keep them itself: it runs tasks in threads, while limits of
time need the main thread, and a process with threads should not be forked; and being a daemon, it may not have children
by multiprocessing. A station is a plain process without threads, which does what a build on one machine does.

What it needs is in the plan that the build wrote.
"""

from __future__ import annotations

import gc
import pickle
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from generator.workers.batches import Batch
from generator.workers.garbage import RARELY
from generator.workers.limits import end_with_parent
from generator.workers.plans import Plan, Unfit, read_plan
from generator.workers.processes import Processes

IDLE = 600
"""Seconds without a batch after which a station ends: its build is over, and could not say so."""
STARTED = "from generator.workers.station import main; main()"
"""Not ``-m``, under which classes of this module would have another name than where answers are read."""


class Station:
    """The process that started a station holds this."""

    def __init__(self, plan: Path) -> None:
        self._pipe, there = Pipe()
        command = [sys.executable, "-c", STARTED, str(there.fileno()), str(plan)]
        self._process = subprocess.Popen(command, pass_fds=[there.fileno()], stdin=subprocess.DEVNULL)
        there.close()

    def do(self, items: bytes) -> bytes:
        """Do a pickled batch of items; the pickled Batch, or Unfit. Raises EOFError or OSError if the station ended."""
        self._pipe.send_bytes(items)
        return self._pipe.recv_bytes()

    def close(self) -> None:
        """End it, with whatever it does."""
        self._process.kill()
        self._process.wait()
        self._pipe.close()


def serve(pipe: Connection, file: Path) -> None:
    """Do batches until there are none any more."""
    end_with_parent()
    plan = read_plan(file)
    pool = None if isinstance(plan, Unfit) else Processes(plan.work, plan.shared, 1, plan.limits)
    gc.freeze()
    gc.set_threshold(*RARELY)
    with suppress(EOFError, OSError):  # who asked is gone
        while pipe.poll(IDLE):
            items: Sequence[Any] = pickle.loads(pipe.recv_bytes())
            answer: Batch[Any] | Unfit | Plan = pool.settled(items) if pool else plan
            pipe.send_bytes(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
    if pool:
        pool.close()


def main() -> None:
    """What a station is started with: the number of its pipe, and the plan."""
    serve(Connection(int(sys.argv[1])), Path(sys.argv[2]))
