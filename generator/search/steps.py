"""How a number is told in filters: by how many of a few thresholds it is over.

A number that is not known for sure is neither nought nor over anything.
"""

from __future__ import annotations

OVER = (0, 10, 100)
"""A step is how many of these a number is over; mirrored in ``assets/search/archive.js``."""
UNKNOWN = -1
"""The step of a number that the report does not tell, leaves blank, or that could not be read for sure."""
FIGURES = ("requests", "denied", "appeals", "overturned")
"""Facets of numbers: new requests, refusals, reconsiderations and lawsuits, and those that corrected the organ."""


def values_of(step: int) -> tuple[str, ...]:
    """The values of the facet that a report of this ``step`` is counted under: what is over 10 is over 0, too."""
    if step == UNKNOWN:
        return ("unknown",)
    return tuple(f"over{number}" for number in OVER[:step]) or ("none",)
