"""Writes files of the archive: new ones that never stand in for others, and old ones replaced in one step."""

from __future__ import annotations

import os
from pathlib import Path


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, and its folder. Raises OSError, and leaves no half of it then."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:  # x: what is there is never overwritten
        try:
            file.write(data)
            file.flush()
        except OSError:
            path.unlink(missing_ok=True)
            raise


def write_over(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of a file, in one step. Raises OSError, and leaves the file as it was then."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        write_new(fresh, data)
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
