"""The same batches on many machines, by Dask distributed.

Content, cache and output lie on a file system that all of them see under the same paths. A batch whose worker dies is
begun anew by Dask on another one; after some deaths (``allowed-failures``) it comes back and is done on this machine.
If the cluster goes, all the rest is.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Executor, Future, wait
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from socket import create_connection
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

from distributed import Client

from generator.errors import GongkaiError
from generator.workers.batches import Batch, Outcome, Pace
from generator.workers.limits import Limits
from generator.workers.plans import Plan, Unfit, forget_plan, sight_of, write_plan
from generator.workers.plugin import Stations, do_on_worker
from generator.workers.pool import cores_for
from generator.workers.processes import Processes

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S")

BATCH_SECONDS = 2.0
"""What a batch is meant to take: a task of Dask costs some milliseconds."""
AHEAD = 3
"""Batches handed out for each thread of the cluster."""
CONNECTING = 10
"""Seconds within which a scheduler answers, and has a worker."""
LOOKED_AT = 5
"""Seconds after which the workers are counted again."""
PATIENCE = 60
"""Seconds without any worker after which a build goes on alone."""
REMEDY = "start `dask scheduler` and some `dask worker` (docs/scaling.md), or build without --scheduler"


@dataclass(frozen=True, slots=True)
class Cluster:
    """The machines that work for the scheduler at ``address``.

    ``jobs`` processes of this machine do what cannot be handed out. ``seen`` are folders and files
    that all machines must see; plans are written into ``folder``. ``warn`` is told if the cluster is lost.
    """

    address: str
    jobs: int | None
    warn: Callable[[str], None]
    seen: tuple[Path, ...] = ()
    folder: Path = field(default=Path())

    def within(self, folder: Path) -> Cluster:
        """The same with a folder for plans, which lies where all machines see it."""
        return replace(self, folder=folder)

    def require(self) -> None:
        """Raise GongkaiError if there is no scheduler at the address, or it has no workers."""
        with self.connected() as client:
            try:
                client.wait_for_workers(1, timeout=CONNECTING)
            except TimeoutError as error:
                raise GongkaiError("this scheduler has no workers", file=self.address, remedy=REMEDY) from error

    def connected(self) -> Client:
        """A connection to the scheduler. Raises GongkaiError where there is none."""
        where = urlsplit(self.address)
        try:
            # Asked first, since Dask tries again and again where nobody listens, and leaves threads behind.
            with create_connection((where.hostname, where.port), CONNECTING):
                pass
            return Client(self.address, timeout=CONNECTING, set_as_default=False)
        except (OSError, ValueError) as error:
            raise GongkaiError("no scheduler answers here", file=self.address, remedy=REMEDY) from error

    def pool(self, work: Callable[[S, T], R], shared: S, limits: Limits) -> ClusterPool[S, T, R]:
        """The cluster's workers, once they are given ``shared``."""
        local: Processes[S, T, R] = Processes(work, shared, cores_for(self.jobs), limits)
        pool = ClusterPool(self, local)
        pool.open(Plan(work, shared, limits, tuple((path, sight_of(path)) for path in self.seen)))
        return pool


class ClusterPool(Generic[S, T, R]):
    """The workers of a cluster, and in their place, if they are lost, processes of this machine (``local``)."""

    def __init__(self, cluster: Cluster, local: Processes[S, T, R]) -> None:
        self._cluster = cluster
        self._local = local
        self._pace = Pace(BATCH_SECONDS)
        self._plan = cluster.folder / f"plan-{uuid4().hex}"
        self._client: Client | None = None
        self._executor: Executor | None = None
        self._handed_out: set[Future[Any]] = set()
        self._is_lost = False
        self._threads = 1
        self._counted = self._staffed = time.monotonic()

    def open(self, plan: Plan) -> None:
        """Connect, and tell the workers of ``plan``. Where there is no connection any more, the work is done here."""
        write_plan(self._plan, plan)
        try:
            self._client = self._cluster.connected()
            self._client.register_plugin(Stations(self._plan))
            self._threads = sum(self._client.nthreads().values())
            self._executor = self._client.get_executor(pure=False)
        except Exception as error:  # whatever the cluster has: the build goes on without it
            self._leave(error)

    @property
    def ahead(self) -> int:
        """Batches that keep all threads of the cluster at work."""
        self._count()
        return self._local.ahead if self._executor is None else max(1, self._threads) * AHEAD

    @property
    def pace(self) -> Pace:
        return self._local.pace if self._executor is None else self._pace

    def submit(self, items: Sequence[T]) -> Future[Any]:
        """Hand out a batch."""
        if self._executor is not None:
            try:
                future = self._executor.submit(do_on_worker, self._plan.name, pickle.dumps(items))
            except Exception as error:  # whatever the cluster has: the build goes on without it
                self._leave(error)
            else:
                self._handed_out.add(future)
                return future
        return self._local.submit(items)

    def result(self, items: Sequence[T], future: Future[Any]) -> Batch[R]:
        """Wait for what came of a batch. One that the cluster cannot do gets a second try on this machine."""
        if future not in self._handed_out:
            return self._local.result(items, future)
        while self._executor is not None and not wait([future], LOOKED_AT).done:
            self._count()
        self._handed_out.remove(future)
        try:
            address, answer = future.result(timeout=0)
        except CancelledError as error:  # not by us: there is no scheduler any more
            self._leave(error)
        except Exception:  # KilledWorker, a station that ended, a connection that broke
            pass
        else:
            return self._understood(address, pickle.loads(answer))
        return self._here(items)

    def _understood(self, address: str, answer: Batch[R] | Unfit) -> Batch[R]:
        if isinstance(answer, Unfit):
            raise GongkaiError(f"this worker cannot take part: {answer.reason}", file=address, remedy=answer.remedy)
        return answer

    def _here(self, items: Sequence[T]) -> Batch[R]:
        """A batch done on this machine, its items side by side."""
        singles = [(item,) for item in items]
        handed = [self._local.submit(single) for single in singles]
        done = [self._local.result(single, future) for single, future in zip(singles, handed, strict=True)]
        return Batch(tuple(outcome for one in done for outcome in one.outcomes), sum(one.seconds for one in done))

    def alone(self, item: T) -> Outcome[R]:
        """What comes of ``item`` in a process of this machine that does nothing else; never None."""
        return self._local.alone(item)

    def _count(self) -> None:
        """See how many threads the cluster has now; leave it if it has had none for long."""
        now = time.monotonic()
        if self._client is None or now - self._counted < LOOKED_AT:
            return
        self._counted = now
        try:
            self._threads = sum(self._client.nthreads().values())
        except Exception as error:  # whatever the cluster has: the build goes on without it
            self._leave(error)
            return
        if self._threads:
            self._staffed = now
        elif now - self._staffed > PATIENCE:
            self._leave(TimeoutError(f"no worker for {PATIENCE} s"))

    def _leave(self, why: BaseException) -> None:
        if not self._is_lost:
            self._cluster.warn(f"the cluster is lost ({str(why) or type(why).__name__}); this machine goes on alone")
        self._is_lost = True
        self._disconnect()

    def _disconnect(self) -> None:
        """Nothing that was handed out is begun any more, and what was begun ends."""
        client, executor, self._client, self._executor = self._client, self._executor, None, None
        if executor is not None:
            with suppress(Exception):
                executor.shutdown(wait=False)
        if client is not None:
            with suppress(Exception):
                client.unregister_worker_plugin(self._plan.name)
            with suppress(Exception):
                client.close(timeout=CONNECTING)

    def close(self) -> None:
        """End what was begun, here and there."""
        self._disconnect()
        self._local.close()
        forget_plan(self._plan)
