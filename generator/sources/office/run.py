"""Runs another program for a while: with little time and memory, and never longer than we live ourselves."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

MEMORY = 2_560 * 2**20
"""Bytes of address space; LibreOffice starts with less than half of it."""
GUARD = """
exec 3<&0
ulimit -v "$1" 2>/dev/null
ulimit -t "$2" 2>/dev/null
shift 2
(read -r _ <&3; kill -9 0) >/dev/null 2>&1 &
"$@" 3<&- </dev/null
"""
"""Standard input is a pipe from us. It ends when we do, however that comes, and then the whole family ends:
a signal to the first process alone would leave the one that works."""


def run(command: Sequence[str], folder: Path, seconds: float, environment: Mapping[str, str]) -> bool:
    """Runs ``command`` in ``folder``; False where it had to be ended because its time was up."""
    limits = (str(MEMORY // 1024), str(int(seconds) + 5))
    process = subprocess.Popen(
        ("/bin/sh", "-c", GUARD, "guard", *limits, *command),
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    finally:
        # The guard still holds the group's number, so it cannot be another one's by now.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdin is not None:
            process.stdin.close()
    return True
