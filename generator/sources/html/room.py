"""The width that an element leaves to its words."""

from __future__ import annotations

from collections.abc import Sequence

from generator.sources.html.css_values import (
    length,
)
from generator.sources.html.inherited_style import AIR, DIGIT_WIDTH, NO_LIMIT
from generator.sources.html.values import Values, all_of

FIELD_WIDTH = 150.0
"""Pixels of a field of which nothing is said."""
CLIPPING = frozenset(("hidden", "clip", "auto", "scroll", "overlay"))


def room_of(tag: str, values: Values, size: float) -> float:
    """The width that is left to text where what goes beyond is cut off."""
    if tag != "input" and not clips(values):
        return NO_LIMIT
    room = min([NO_LIMIT, *_measures(values, ("width", "max-width"), size)])
    if tag == "input":
        room -= _taken(values, size, room)
    low = any(found < 0.9 * size for found in _measures(values, ("height", "max-height"), size))
    return 0.0 if low else room


def clips(values: Values) -> bool:
    """Whether what goes beyond the box is cut off, at least until its reader scrolls."""
    if any(word in value for value in values.get("contain", ()) for word in ("paint", "strict", "content")):
        return True
    if any(value in ("auto", "hidden") for value in values.get("content-visibility", ())):
        return True
    return any(value in CLIPPING for value in all_of(values, ("overflow-x", "overflow-y")))


def _measures(values: Values, names: Sequence[str], size: float) -> list[float]:
    """The known measures in pixels among the values of ``names``, shares of what is around left out."""
    given = (value for value in all_of(values, names) if value and not value.endswith("%"))
    return [found for value in given if (found := length(value, size)) is not None]


def _taken(values: Values, size: float, room: float) -> float:
    """The width of a field that its inner margins take, beyond the air that every field has; all of it where that
    is not known or its height is."""
    ends = list(all_of(values, ("padding-left", "padding-right", "text-indent")))
    found = [length(value, size) for value in ends if value not in ("", "initial", "inherit", "unset")]
    if any(one is None or value.endswith("%") for one, value in zip(found, ends, strict=False)):
        return room
    heights = _lengths(values, ("height",), size)
    if heights and sum(_lengths(values, ("padding-top", "padding-bottom"), size)) > min(heights) - 0.6 * size:
        return room
    taken = sum(abs(one) for one in found if one is not None)
    air = AIR * size * DIGIT_WIDTH
    return max(0.0, room - FIELD_WIDTH) + max(0.0, taken - air) if taken > air else 0.0


def _lengths(values: Values, names: Sequence[str], size: float) -> list[float]:
    return [one for value in all_of(values, names) if (one := length(value, size)) is not None]
