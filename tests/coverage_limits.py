"""A plugin of coverage: lets the reader of PDF, which may write no files, write down which of its lines ran.

Named in pyproject.toml, so that every measured process loads it. Only `make coverage` does; limits of time and memory
hold there, too.
"""

from __future__ import annotations

import resource
from typing import Any


def coverage_init(registry: object, options: object) -> None:
    """Called by coverage when it starts in a process."""
    setrlimit = resource.setrlimit

    def without_files(kind: int, limits: tuple[int, int]) -> Any:
        if kind != resource.RLIMIT_FSIZE:
            setrlimit(kind, limits)

    resource.setrlimit = without_files
