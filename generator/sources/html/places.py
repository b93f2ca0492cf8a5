"""Where the styles of an element put it: where it is written, off the page, or anywhere else."""

from __future__ import annotations

import re
from enum import Enum
from itertools import islice
from typing import Any

from generator.sources.html import drawn
from generator.sources.html.clipping import HEIGHTS, WIDTHS, is_below
from generator.sources.html.css_effects import CUT, FAR_MARGIN, NARROW
from generator.sources.html.css_harms import DEFAULT
from generator.sources.html.css_values import length
from generator.sources.html.displays import PART_TAGS
from generator.sources.html.values import Values, all_of

AWAY = -300
"""Pixels: what begins so far to the left or above is not on the page."""
NEAR_OFFSET = 3.0
"""Pixels by which words may be set off and still stand where they are written."""
GONE = re.compile(r"rect\((?:[01](?:px|em|pt|%)?[ ,]*){4}\)")
FLOATING = ("absolute", "fixed")


UNPLACED = ("static", "", "initial", "unset")
IN_FLOW = ("relative", "sticky", "-webkit-sticky", "static", "", "initial")
ENDS = ("margin-left", "margin-right", "padding-left", "padding-right")
NO_BAR = re.compile(r"(?:0|none|hidden)(?![.\d])")
SIDES = ("left", "right", "top", "bottom")
MOVING = frozenset(
    ("transform", "translate", "scale", "rotate", "offset", "offset-path", "animation", "animation-name")
)
"""What takes words to where others stand."""
MOVING_CELLS = frozenset((
    "order", "float", "flex-direction", "flex-flow", "flex-wrap", "direction", "grid-area", "grid-column", "grid-row",
    "grid-template", "grid-template-areas", "grid-auto-flow", "grid-column-start", "grid-column-end", "grid-row-start",
    "grid-row-end", "writing-mode", "column-count",
))  # fmt: skip
"""What gives a cell, row or group another place among its like."""
BARS = (
    "border",
    "border-left",
    "border-right",
    "border-inline",
    "border-left-width",
    "border-right-width",
    "border-width",
)
APART = 0.4
"""Of the letters' size: a wider gap parts digits."""
PICTURES = ("img", "canvas", "iframe", "object", "embed", "video", "svg")
PICTURED = (
    "background-image", "border-image", "border-image-source", "mask", "mask-image", "mask-box-image", "mask-border",
    "list-style", "list-style-image",
)  # fmt: skip
DRAWN = re.compile(r"(?:url|image|image-set|element|paint|cross-fade)\(|\?")
PAINT = ("background-color", "background-image")
NO_PAINT = frozenset(("", "none", "transparent", "initial", "unset", "inherit"))


class BoxPosition(Enum):
    """Where a positioned box stands, as far as its style tells."""

    HERE = 1
    OFF = 2
    """Off the page, or cut away whole."""
    ASIDE = 3
    """At the edge of the page, where no cell is."""
    ELSEWHERE = 4


def place(values: Values, size: float) -> BoxPosition:
    """Where an element of ``values`` is seen; what is not certain is elsewhere."""
    if _is_cut_away(values.get("clip-path", ()), CUT):
        return BoxPosition.OFF
    kinds = values.get("position")
    if kinds is None or all(kind in UNPLACED for kind in kinds):
        return BoxPosition.HERE
    if all(kind in FLOATING for kind in kinds):
        return _place_floating(values, size)
    if all(kind in IN_FLOW for kind in kinds):
        stuck = all(kind in ("sticky", "-webkit-sticky") for kind in kinds)
        return BoxPosition.HERE if stuck or _is_near(values, size) else BoxPosition.ELSEWHERE
    return BoxPosition.ELSEWHERE


def _is_near(values: Values, size: float) -> bool:
    """Whether an element in the flow of its page is set off by no more than a few pixels."""
    offsets = [_offset(value, size) for value in all_of(values, SIDES) if value and value != "auto"]
    return all(found is not None and abs(found) <= max(NEAR_OFFSET, 0.4 * size) for found in offsets)


def _is_cut_away(given: tuple[str, ...], pattern: re.Pattern[str]) -> bool:
    return bool(given) and all(pattern.fullmatch(value) for value in given)


def _place_floating(values: Values, size: float) -> BoxPosition:
    """Where an element is seen that is taken out of the flow of its page."""
    certain = all(len(values.get(side, ("",))) == 1 for side in SIDES)
    sides = [_offset(values.get(side, ("",))[0], size) for side in ("left", "right", "top")]
    known = [found for found in sides if found is not None]
    if certain and any(found <= AWAY for found in known):
        return BoxPosition.OFF
    if _is_cut_away(values.get("clip", ()), GONE):
        return BoxPosition.OFF
    return BoxPosition.ASIDE if any(found < 0 for found in known) else BoxPosition.ELSEWHERE


def _offset(value: str, size: float) -> float | None:
    return length(value, size, 0.0 if value.startswith("0") else 1000.0) if value not in ("", "auto") else None


def is_raised(values: Values, size: float) -> bool:
    for value in values.get("vertical-align", ()):
        if value in ("super", "sub") or length(value, size):
            return True
    return any(length(value, size) for value in values.get("mso-text-raise", ()))


def is_apart(values: Values, size: float) -> bool:
    """Whether an inline element stands apart from the words beside it, by room or by a line."""
    if any(_is_wide(value, size) for value in all_of(values, ENDS)):
        return True
    if any(value and NO_BAR.match(value) is None for value in all_of(values, BARS)):
        return True
    boxed = any(value.startswith("inline-") for value in values.get("display", ()))
    return boxed and any(value and value != "auto" for value in all_of(values, ("width", "min-width")))


def _is_wide(value: str, size: float) -> bool:
    """Whether a margin is wide enough to part digits, or not known."""
    if not value or DEFAULT.fullmatch(value):
        return False
    found = length(value, size, 300.0)
    return found is None or found > APART * size


def is_drawn_over(values: Values, size: float, inline: bool) -> bool:
    """Whether what is in a cell may lie over the words beside it, or draws a bar beside them."""
    return drawn.casts(values) or (inline and (drawn.is_barred(values) or _is_drawn_near(values, size)))


def _is_drawn_near(values: Values, size: float) -> bool:
    given = (value for name in ("margin-left", "margin-right") for value in values.get(name, ()))
    found = (length(value, size, 300.0) for value in given if not DEFAULT.fullmatch(value))
    return any(one is not None and one < -0.1 * size for one in found)


def is_pulled(values: Values, size: float) -> bool:
    """Whether a margin pulls the element over what stands beside or above it."""
    for name in ("margin-left", "margin-right", "margin-top", "margin-bottom"):
        for value in values.get(name, ()):
            if value and not DEFAULT.fullmatch(value):
                found = length(value, size, 300.0)
                if found is None or found < FAR_MARGIN:
                    return True
    return False


def is_cramped(tag: str, values: Values, size: float, inline: bool) -> bool:
    """Whether a box within a cell is too narrow or too low for its words, or too near to those beside it."""
    if inline and _is_drawn_near(values, size):
        return True
    if tag in PART_TAGS or tag in ("img", "br", "hr"):
        return False
    return is_below(values, WIDTHS, size, NARROW) or is_below(values, HEIGHTS, size, 0.5 * size)


def is_pictured(tag: str, values: Values) -> bool:
    """Whether a style draws a picture into a cell, which may be digits or strokes beside its own."""
    if tag != "li" and "list-item" in values.get("display", ()):
        return True
    given = [value for name in PICTURED for value in values.get(name, ())]
    if tag in ("tr", "tbody", "thead", "tfoot", "table"):
        return any("data:" in value for value in given)
    return any(DRAWN.search(value) or (tag not in PART_TAGS and "gradient(" in value) for value in given)


def is_afloat(tag: str, values: Values, size: float) -> bool:
    """Whether an element outside of tables is set where it may stand over others."""
    where = place(values, size)
    if tag == "table":
        return where is BoxPosition.ELSEWHERE or any(value.startswith("-") for value in values.get("margin-top", ()))
    return where in (BoxPosition.ELSEWHERE, BoxPosition.ASIDE) or is_pulled(values, size)


def is_painted(values: Values) -> bool:
    """Whether a box has a ground that hides what it stands over; not one that keeps to an edge of the window."""
    # Buttons and adverts keep to an edge of the window; what is fixed at all four sides covers all of it.
    anchored = any(name in values for name in ("right", "bottom")) and not all(side in values for side in SIDES)
    anchored = anchored and values.get("position") == ("fixed",)
    return not anchored and any(value not in NO_PAINT for name in PAINT for value in values.get(name, ()))


def may_cover(element: Any, painted: bool) -> bool:
    """Whether a floating box may cover cells: a table, a number, or paint beside a table or without any words."""
    if element.tag in ("table", *PICTURES):
        return True
    if element.tag in ("body", "html", "a", "li", "img") or next(element.iter("table"), None) is not None:
        return False
    text = "".join("".join(islice(element.itertext(), 50)).split())
    if _is_number(text):
        return True
    parent = element.getparent()
    beside = parent is not None and parent.find("table") is not None
    return painted and (beside or (not text and next(element.iter("img", "input", "button"), None) is None))


def _is_number(text: str) -> bool:
    """Whether ``text`` is a number with no more than a few signs around it."""
    if not 0 < len(text) <= 20:
        return False
    return any(c.isdigit() for c in text) and not any("\u4e00" <= c <= "\u9fff" for c in text)
