"""The letters of an element: their size, their ink, the ground they stand on and the room they have."""

from __future__ import annotations

from dataclasses import replace

from generator.sources.html.css_values import (
    colour,
    layers,
    length,
)
from generator.sources.html.grounds import grounds_of, inks_of
from generator.sources.html.inherited_style import PAPER, TINY, InheritedStyle
from generator.sources.html.room import room_of
from generator.sources.html.values import Values
from generator.text.visible import LEAST_CONTRAST, contrast

LEAST_OPACITY = 0.05
SIZES = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0,
    "xxx-large": 48.0, "initial": 16.0,
}  # fmt: skip


def resolve(tag: str, values: Values, around: InheritedStyle, strict: bool) -> InheritedStyle:
    """The looks of an element with ``values`` within ``around``."""
    size, tiny = _size(values, around, strict)
    looks = replace(around, size=size, tiny=tiny) if (size, tiny) != (around.size, around.tiny) else around
    if "color" in values or "text-fill-color" in values:
        looks = replace(looks, inks=inks_of(values, looks))
    if any(name in values for name in ("background-color", "background-image", "box-shadow")):
        looks = replace(looks, grounds=grounds_of(values, looks, strict), linked_ground=_is_linked(values, looks))
    if "opacity" in values:
        looks = replace(looks, opacity=looks.opacity * min(_opacity(value) for value in values["opacity"]))
    if strict and (room := room_of(tag, values, size)) < looks.room:
        looks = replace(looks, room=room)
    return looks


def _is_linked(values: Values, looks: InheritedStyle) -> bool:
    """Whether a picture that is not at hand lies under the letters."""
    if any("url(" in value and "data:" not in value for value in values.get("background-image", ())):
        return True
    return looks.linked_ground and "background-color" not in values


def _size(values: Values, around: InheritedStyle, strict: bool) -> tuple[float, bool]:
    """The letters' size, and whether they are perhaps too small to be read."""
    if "font-size" not in values and "zoom" not in values:
        return around.size, around.tiny
    given = values.get("font-size", ("",))
    sizes = [_one_size(value, around.size) for value in given]
    known = [size for size in sizes if size is not None]
    zoom = _zoom(values)
    size = (around.size if sizes[0] is None else sizes[0]) * zoom
    tiny = (around.tiny and given[0] in ("", "inherit")) or any(one * zoom <= TINY < size for one in known)
    return size, tiny or (strict and len(known) < len(sizes))


def _zoom(values: Values) -> float:
    """The least that the element may be scaled by."""
    zooms = [length(value, 1.0) for value in values.get("zoom", ()) if value not in ("", "normal", "reset", "initial")]
    return min((one for one in zooms if one is not None and one > 0), default=1.0)


def _one_size(value: str, around: float) -> float | None:
    """The letters' size by a value of ``font-size``; None where it is not known."""
    if value in SIZES:
        return SIZES[value]
    if value in ("smaller", "larger"):
        return around * (0.83 if value == "smaller" else 1.2)
    if value in ("", "inherit", "unset", "revert", "revert-layer", "normal"):
        return around
    if value.startswith("clamp("):
        return _one_size(layers(value[6:-1])[0], around) if value.endswith(")") and layers(value[6:-1]) else None
    found = length(value, around)
    # A number without a unit is no size, but for 0 and in old pages; browsers pass over what is negative.
    return found if found is not None and found >= 0 else around if found is not None else None


def _opacity(value: str) -> float:
    if value in ("", "inherit", "initial", "unset", "revert"):
        return 1.0
    found = length(value, 1.0)
    return min(1.0, max(0.0, found)) if found is not None else 0.0


def nothing(opacity: str) -> bool:
    return opacity != "" and _opacity(opacity) <= LEAST_OPACITY


def shows(name: str, value: str, size: float) -> bool:
    """Whether a frame of an animation ends with the words in sight."""
    if name == "opacity":
        return not nothing(value)
    if name in ("color", "text-fill-color"):
        found = colour(value)
        return found is not None and contrast(found.over(PAPER), PAPER) >= LEAST_CONTRAST
    if name == "font-size":
        return (length(value, size) or 0.0) > TINY
    return value not in ("hidden", "collapse", "none")
