"""Interface by which a build reports its progress."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol, TypeVar

T = TypeVar("T")

Say = Callable[[str], None]
"""Sets what a stage counts up to, in words: ``5 reports, 1 refused``."""


class Progress(Protocol):
    """Told of each stage and of each item in long ones."""

    def stage(self, name: str) -> AbstractContextManager[Say]:
        """Opens a stage; what it yields takes the stage's sum in words."""
        ...

    def track(self, items: Sequence[T], name: str) -> Iterable[T]:
        """Passes ``items`` through and shows how many are done."""
        ...


class Silent:
    """Says nothing."""

    def stage(self, name: str) -> AbstractContextManager[Say]:
        return nullcontext(lambda words: None)

    def track(self, items: Sequence[T], name: str) -> Iterator[T]:
        return iter(items)
