"""What is wrong with a finished site, apart from ``sitecheck``, which finds it: an unchanged site only tells it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: ``page`` is its path in the site, ``code`` is stable (``dead_link``)."""

    page: str
    line: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.message}"
