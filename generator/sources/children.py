"""Runs the scripts that open files of strangers with native code, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ENDED = frozenset({"too_slow", "crashed"})
"""Codes of children that were ended, or ended themselves: another try may come out otherwise."""


class ChildError(Exception):
    """Why a child has nothing to tell: ``args[0]`` is a code of the format's ``remarks.TROUBLES``."""


def run_child(script: Path, data: bytes, timeout: float, *arguments: str) -> bytes:
    """What ``script`` writes of ``data``. Raises ChildError; never runs for longer than ``timeout`` seconds of the
    clock."""
    # -I: the child sees neither our environment nor the folder we were started in.
    command = [sys.executable, "-I", str(script), *arguments]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=timeout, check=False)
    except subprocess.TimeoutExpired as error:
        raise ChildError("too_slow") from error
    if done.returncode != 0:
        raise ChildError("too_slow" if done.returncode in (-24, -9) else "crashed")
    return done.stdout
