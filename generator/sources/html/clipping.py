"""What a box cuts off of what is in it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from generator.sources.html.css_values import length
from generator.sources.html.room import CLIPPING
from generator.sources.html.values import Values, all_of

WIDTHS, HEIGHTS = ("width", "max-width"), ("height", "max-height")
WINDOW = 700.0
"""Pixels of a window's height that shares of it are taken of."""
NARROWEST_AROUND = 500.0
"""Pixels: the tables of a report take more."""
NARROWEST, LOWEST = 150.0, 20.0
"""Pixels of a box around a table that cuts off the rest of it."""
ROW = 36.0
"""Pixels that a row of a table, or a paragraph beside it, takes."""


def cut_height(values: Values, size: float) -> float:
    """The height in pixels below which the rest of a box is cut off, 0 where nothing is."""
    if not cuts(values):
        return 0.0
    given = [value for name in ("height", "max-height") for value in values.get(name, ()) if value != "100%"]
    heights = [found for value in given if (found := length(value, size, WINDOW)) is not None]
    heights += [float(value) * 1.5 * size for value in values.get("line-clamp", ()) if value.isdecimal()]
    return max(1.0, min(heights)) if heights else 0.0


def cut_width(values: Values, size: float) -> float:
    """The width in pixels beyond which the rest of a box is cut off, 0 where nothing is."""
    if not cuts(values):
        return 0.0
    given = [value for name in ("width", "max-width") for value in values.get(name, ()) if not value.endswith("%")]
    return min((found for value in given if (found := length(value, size)) is not None and found > 0), default=0.0)


def cuts(values: Values) -> bool:
    """Whether what goes beyond a box is not seen, nor to be scrolled to."""
    given = (*values.get("overflow-y", ()), *values.get("overflow-x", ()))
    contained = any(word in value for value in values.get("contain", ()) for word in ("paint", "strict", "content"))
    return contained or any(value in ("hidden", "clip") for value in given)


def is_cut_aside(element: Any, width: float) -> bool:
    """Whether a table in ``element`` is wider than the ``width`` that is left to it."""
    return width < NARROWEST_AROUND and next(element.iter("table"), None) is not None


def is_shifted(values: Values, size: float) -> bool:
    """Whether words are pushed off their place, towards the edge of a box that cuts them off."""
    if _is_padded_out(values, HEIGHTS, "padding-top", size) or _is_padded_out(values, WIDTHS, "padding-left", size):
        return True
    for name in ("margin-top", "margin-left", "margin-right", "text-indent"):
        for value in values.get(name, ()):
            found = length(value, size, 300.0)
            if found is not None and (found < 0 or (name == "margin-top" and found > 0.5 * size)):
                return True
    return False


def _is_padded_out(values: Values, names: Iterable[str], padding: str, size: float) -> bool:
    """Whether ``padding`` leaves no room within the measures ``names`` of a box, should these be those of all of it."""
    extents = [length(value, size) for value in all_of(values, names) if not value.endswith("%")]
    least = min((one for one in extents if one is not None), default=None)
    taken = [length(value, size) for value in values.get(padding, ())]
    if least is None:
        return False
    return any(one is not None and one > 0 and one > least - 0.6 * size for one in taken)


def is_closed(values: Values, size: float) -> bool:
    """Whether a box around tables is closed so far that nothing of it is seen."""
    if not any(value in CLIPPING for value in all_of(values, ("overflow-x", "overflow-y"))):
        return False
    return is_below(values, HEIGHTS, size, LOWEST) or is_below(values, WIDTHS, size, NARROWEST)


def is_cut_off(element: Any, height: float) -> bool:
    """Whether the tables in ``element`` are higher than the ``height`` that is left to it."""
    most = int(height / ROW) + 1
    rows = sum(1 for _ in islice(element.iter("tr"), most))
    rows += sum(1 for _ in islice(element.iter("p"), most)) if rows else 0
    return rows * ROW > height


def is_below(values: Values, names: Iterable[str], size: float, limit: float) -> bool:
    """Whether one of the measures ``names`` may be less than ``limit`` pixels."""
    found = (length(value, size, 1000.0) for value in all_of(values, names) if value)
    return any(one is not None and one < limit for one in found)
