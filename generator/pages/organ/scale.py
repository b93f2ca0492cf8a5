"""To what number the bars of a drawing keep to scale: one that towers over all others must not make these vanish."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

TOWERS = 4
"""A number towers where it is more than so many times the largest that does not."""
SHARE = 4
"""At most one number in so many is drawn as towering."""
LEAST = 2
"""So many numbers must remain for the scale to show anything."""


def scale_end(values: Iterable[Decimal]) -> Decimal | None:
    """The largest number that is drawn to scale; None where all are."""
    known = sorted(value for value in values if value > 0)
    most = min(len(known) // SHARE, len(known) - LEAST)
    for number in range(most, 0, -1):
        end, towering = known[-number - 1], known[-number]
        if towering > TOWERS * end:
            return end
    return None
