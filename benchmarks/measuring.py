"""A command and all processes that it begins: their time on the clock and on the processors, and their memory together.

Memory is the sum of proportional set sizes (what forked processes share counts once), looked at again and again, the
more rarely the more there is, so a short peak may be missed. Linux only.
"""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

EVERY = 0.25
"""Seconds between two looks at memory, at least."""
SHARE = 0.02
"""Of the time that looking may take: the system goes through all pages of a process for it, which takes 30 ms for a
gigabyte, and the process waits meanwhile."""


@dataclass(frozen=True)
class Measured:
    """``cpu`` are seconds of all processors together, ``peak`` bytes, ``told`` what was printed."""

    seconds: float
    cpu: float
    peak: int
    code: int
    told: str

    @property
    def busy(self) -> float:
        """Share of the time of all cores that was used."""
        return self.cpu / (self.seconds * cores())

    def __str__(self) -> str:
        return (
            f"{self.seconds:8.1f} s   {self.cpu:8.1f} s of processors ({self.busy:4.0%} of {cores()} cores)"
            f"   {self.peak / 2**20:6.0f} MiB"
        )


def cores() -> int:
    return len(os.sched_getaffinity(0))


def measured(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Measured:
    """Run ``command`` in ``folder`` to its end, with the compiled modules that Python keeps of what is installed: where
    it may not keep them, all of them are compiled anew each time."""
    given = {**os.environ, **(environment or {})}
    given.pop("PYTHONDONTWRITEBYTECODE", None)
    start = monotonic()
    with subprocess.Popen(
        command, cwd=folder, env=given, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, errors="replace",
    ) as process:  # fmt: skip
        told: list[str] = []
        assert process.stdout is not None
        listening = threading.Thread(target=lambda: told.append(process.stdout.read()))  # type: ignore[union-attr]
        listening.start()
        peak = 0
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            looked = monotonic()
            peak = max(peak, sum(map(_proportional, descendants(process.pid))))
            listening.join(max(EVERY, (monotonic() - looked) / SHARE))
            if not listening.is_alive():  # it has closed its output and is about to end
                pid, status, usage = os.wait4(process.pid, 0)
                break
        seconds = monotonic() - start
        listening.join()
        process.returncode = os.waitstatus_to_exitcode(status)
    return Measured(seconds, usage.ru_utime + usage.ru_stime, peak, process.returncode, "".join(told))


def descendants(pid: int) -> list[int]:
    """``pid`` and all processes below it."""
    found = [pid]
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += descendants(int(child))
    return found


def _proportional(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
