"""How often a build looks for garbage in circles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

RARELY = (50_000, 20, 20)
"""How often garbage in circles is looked for in a build and its workers, which inherit it: a report is thousands of
objects and hardly any circle, and Python's own habit costs several percent of the time, half of it over an archive."""


@contextmanager
def rarely() -> Iterator[None]:
    """Look for it rarely while the block lasts."""
    usual = gc.get_threshold()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
