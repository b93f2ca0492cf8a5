"""What a test goes through has to be something: a loop over nothing asserts nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def filled(items: Iterable[T]) -> list[T]:
    """``items`` as a list. Raises AssertionError where there are none."""
    found = list(items)
    assert found, "there is nothing to go through"
    return found
