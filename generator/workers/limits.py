"""Limits on the work for one item in a worker process, kept by the operating system.

Uploads are untrusted, and a reader may use any amount of time or memory. Reaching a limit ends the work on that item
only. Systems without such limits (other than POSIX) run without them.
"""

from __future__ import annotations

import ctypes
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import FrameType

try:
    import resource
except ImportError:  # not POSIX
    resource = None  # type: ignore[assignment]

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


@dataclass(frozen=True, slots=True)
class Limits:
    """What one item may use. Times are in seconds, memory in bytes."""

    processor: float = 20
    """Of processor time. A report of usual size takes 0.02, the largest text that is accepted less than 8."""
    grace: int = 10
    """More of it, after which the system ends a process that does not answer (it is inside native code)."""
    clock: float = 300
    """By the clock, for what waits; LibreOffice, a process of its own, is given less."""
    memory: int = 880 << 20
    """Of address space beyond what the process has when it begins: 130 MB of forms, gazetteer and libraries, so that a
    worker stays below 1 GiB. A usual report takes 20 MB."""


LIMITS = Limits()


class Failure(StrEnum):
    """Why there is no result for an item."""

    TIME = "time"
    MEMORY = "memory"
    CRASH = "crash"
    """The process ended, by a fault in native code or from outside."""
    KILLED = "killed"
    """It was killed: by the system, whose answer to a lack of memory that is, or from outside. Which cannot be told."""


class OutOfTime(BaseException):
    """Raised in the work when its processor time is over. No Exception, lest an ``except Exception`` swallow it."""


def prepare_process(limits: Limits) -> None:
    """Make a fresh worker process one that can be limited, and that ends with the process that started it."""
    for number in (signal.SIGINT, signal.SIGTERM):  # not what the parent makes of them
        signal.signal(number, signal.SIG_DFL)
    end_with_parent()
    if resource is not None:
        _limit(resource.RLIMIT_AS, _address_space() + limits.memory)
        _limit(resource.RLIMIT_CORE, 0)


def end_with_parent() -> None:
    """Otherwise a worker waits forever for the next item of a parent that was killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


@contextmanager
def limited(limits: Limits) -> Iterator[None]:
    """Run the block within ``limits``. Raises OutOfTime in it, and MemoryError where an allocation fails."""
    if resource is None:
        yield
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = used.ru_utime + used.ru_stime
    _limit(resource.RLIMIT_CPU, int(spent + limits.processor) + limits.grace)
    signal.signal(signal.SIGPROF, _out_of_time)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    # Again and again: somebody in between may have swallowed the first one.
    signal.setitimer(signal.ITIMER_PROF, limits.processor, 1)
    signal.setitimer(signal.ITIMER_REAL, limits.clock)
    try:
        yield
    finally:
        _disarm()


def _disarm() -> None:
    """Lift all limits of time. A timer that goes off at this very moment must not leave another one running: what ends
    a process between two items may end it with a lock in its hands, and then the others wait forever."""
    while True:
        with suppress(OutOfTime):
            signal.signal(signal.SIGPROF, signal.SIG_IGN)
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)
            _limit(resource.RLIMIT_CPU, resource.RLIM_INFINITY)
            return


def cause_of(exit_code: int | None) -> Failure:
    """The failure that ended a process, from its exit code; a negative code is the number of a signal."""
    ended_by = -(exit_code or 0)
    if ended_by in (_number("SIGXCPU"), _number("SIGALRM"), _number("SIGPROF")):
        return Failure.TIME
    return Failure.KILLED if ended_by == _number("SIGKILL") else Failure.CRASH


def _address_space() -> int:
    """Bytes of address space that this process has: after a fork, all that its parent had."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except (OSError, ValueError):  # not Linux: what it has at the most in memory comes near
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _number(name: str) -> int:
    return int(getattr(signal, name, -1))


def _out_of_time(number: int, frame: FrameType | None) -> None:
    raise OutOfTime


def _limit(kind: int, most: int) -> None:
    """Set the soft limit only: LibreOffice, started from here, needs more room and has limits of its own."""
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        most = hard if most == resource.RLIM_INFINITY else min(most, hard)
    with suppress(ValueError, OSError):  # the system keeps to what it has
        resource.setrlimit(kind, (most, hard))
