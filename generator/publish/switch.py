"""What the switch from one site to the next asks of the operating system."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders of one file system in a single step; False, and nothing done, where that cannot be.

    Python has no name for it: Linux calls it ``renameat2`` with ``RENAME_EXCHANGE``.
    """
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    swapped = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(swapped == 0)


def running(pid: int) -> bool:
    """Whether a process of this number is alive (another user's counts)."""
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
