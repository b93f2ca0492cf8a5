"""Where the styles of an element put it: where it is written, off the page, or anywhere else."""

from __future__ import annotations

import re
from enum import Enum
from itertools import islice
from typing import Any

from generator.sources.html import drawn
from generator.sources.html.css_effects import CUT, DEFAULT, FAR_MARGIN, INLINELIKE, NARROW
from generator.sources.html.css_values import length
from generator.sources.html.looks import CLIPPING
from generator.sources.html.values import Values

AWAY = -300
"""Pixels: what begins so far to the left or above is not on the page."""
NEAR = 3.0
"""Pixels by which words may be set off and still stand where they are written."""
GONE = re.compile(r"rect\((?:[01](?:px|em|pt|%)?[ ,]*){4}\)")
FLOATING = ("absolute", "fixed")
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
WINDOW = 700.0
"""Pixels of a window's height that shares of it are taken of."""
NARROWEST_AROUND = 500.0
"""Pixels: the tables of a report take more."""
NARROWEST, LOWEST = 150.0, 20.0
"""Pixels of a box around a table that cuts off the rest of it."""
ROW = 36.0
"""Pixels that a row of a table, or a paragraph beside it, takes."""
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
PART_TAGS = frozenset(("table", "tr", "td", "th", "tbody", "thead", "tfoot", "caption", "col", "colgroup"))
LOOSE = frozenset(("block", "flex", "grid", "flow-root", "list-item"))
"""Shown so, a cell is put into a cell that the browser makes for it and its like beside it, and loses its spans."""
CELL_DISPLAYS = frozenset(
    ("table-cell", "block", "flex", "grid", "flow-root", "list-item", "none", "", "inherit", "initial")
)
ROW_DISPLAYS = frozenset(("table-row", "block", "flex", "grid", "flow-root", "none", "", "contents"))
GROUP_DISPLAYS = frozenset(("table-row-group", "block", "none", "", "contents", "flex", "grid", "table"))


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
    given = values.get("clip-path", ())
    if given and all(CUT.fullmatch(value) for value in given):
        return BoxPosition.OFF
    kinds = values.get("position")
    if kinds is None or all(kind in ("static", "", "initial", "unset") for kind in kinds):
        return BoxPosition.HERE
    offsets = [_offset(value, size) for side in SIDES for value in values.get(side, ()) if value and value != "auto"]
    if all(kind in FLOATING for kind in kinds):
        certain = all(len(values.get(side, ("",))) == 1 for side in SIDES)
        sides = {side: _offset(values.get(side, ("",))[0], size) for side in ("left", "right", "top")}
        if certain and any(found is not None and found <= AWAY for found in sides.values()):
            return BoxPosition.OFF
        clip = values.get("clip", ())
        if clip and all(GONE.fullmatch(value) for value in clip):
            return BoxPosition.OFF
        return (
            BoxPosition.ASIDE
            if any(found is not None and found < 0 for found in sides.values())
            else BoxPosition.ELSEWHERE
        )
    if any(kind in FLOATING for kind in kinds):
        return BoxPosition.ELSEWHERE
    if all(kind in ("relative", "sticky", "-webkit-sticky", "static", "", "initial") for kind in kinds):
        stuck = all(kind in ("sticky", "-webkit-sticky") for kind in kinds)
        near = all(found is not None and abs(found) <= max(NEAR, 0.4 * size) for found in offsets)
        return BoxPosition.HERE if near or stuck else BoxPosition.ELSEWHERE
    return BoxPosition.ELSEWHERE


def _offset(value: str, size: float) -> float | None:
    return length(value, size, 0.0 if value.startswith("0") else 1000.0) if value not in ("", "auto") else None


def is_raised(values: Values, size: float) -> bool:
    for value in values.get("vertical-align", ()):
        if value in ("super", "sub") or length(value, size):
            return True
    return any(length(value, size) for value in values.get("mso-text-raise", ()))


def is_apart(values: Values, size: float) -> bool:
    """Whether an inline element stands apart from the words beside it, by room or by a line."""
    for name in ("margin-left", "margin-right", "padding-left", "padding-right"):
        for value in values.get(name, ()):
            if value and not DEFAULT.fullmatch(value):
                found = length(value, size, 300.0)
                if found is None or found > APART * size:
                    return True
    for name in BARS:
        if any(value and re.match(r"(?:0|none|hidden)(?![.\d])", value) is None for value in values.get(name, ())):
            return True
    boxed = any(value.startswith("inline-") for value in values.get("display", ()))
    return boxed and any(value and value != "auto" for name in ("width", "min-width") for value in values.get(name, ()))


def is_drawn_over(values: Values, size: float, inline: bool) -> bool:
    """Whether what is in a cell may lie over the words beside it, or draws a bar beside them."""
    return drawn.casts(values) or (inline and (drawn.is_barred(values) or _is_drawn_near(values, size)))


def _is_drawn_near(values: Values, size: float) -> bool:
    given = (value for name in ("margin-left", "margin-right") for value in values.get(name, ()))
    found = (length(value, size, 300.0) for value in given if not DEFAULT.fullmatch(value))
    return any(one is not None and one < -0.1 * size for one in found)


def is_loose(tag: str, values: Values) -> bool:
    """Whether a cell or row is perhaps shown as a box, which its table does not hold as one of its own."""
    return tag in ("td", "th", "tr") and any(value in LOOSE for value in values.get("display", ()))


def is_flexed(values: Values) -> bool:
    """Whether what stands in an element is laid out as boxes, each by itself."""
    return any(word in value for value in values.get("display", ()) for word in ("flex", "grid", "box"))


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
    narrow = any(
        (found := length(value, size, 1000.0)) is not None and found < NARROW
        for name in ("width", "max-width")
        for value in values.get(name, ())
        if value
    )
    low = any(
        (found := length(value, size, 1000.0)) is not None and found < 0.5 * size
        for name in ("height", "max-height")
        for value in values.get(name, ())
        if value
    )
    return narrow or low


def is_out_of_grid(tag: str, values: Values) -> bool:
    """Whether a part of a table is shown as no such part, so that its neighbours run together or change places."""
    allowed = {"td": CELL_DISPLAYS, "th": CELL_DISPLAYS, "tr": ROW_DISPLAYS, "tbody": GROUP_DISPLAYS}
    given = values.get("display", ())
    if tag in ("thead", "tfoot"):
        return any(
            value not in GROUP_DISPLAYS and value not in ("table-header-group", "table-footer-group") for value in given
        )
    if tag in allowed:
        return any(value not in allowed[tag] for value in given)
    return False


def is_reordered(tag: str, values: Values) -> bool:
    """Whether an element that is no part of a table is shown as one, which changes the order of what it stands with."""
    if tag in PART_TAGS:
        return False
    numbered = "list-item" in values.get("display", ()) and tag != "li"
    return numbered or any(value in REORDERING for value in values.get("display", ()))


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


def is_pictured(tag: str, values: Values) -> bool:
    """Whether a style draws a picture into a cell, which may be digits or strokes beside its own."""
    if tag != "li" and "list-item" in values.get("display", ()):
        return True
    given = [value for name in PICTURED for value in values.get(name, ())]
    if tag in ("tr", "tbody", "thead", "tfoot", "table"):
        return any("data:" in value for value in given)
    return any(DRAWN.search(value) or (tag not in PART_TAGS and "gradient(" in value) for value in given)


def is_shifted(values: Values, size: float) -> bool:
    """Whether words are pushed off their place, towards the edge of a box that cuts them off."""
    if _is_padded_out(values, size):
        return True
    for name in ("margin-top", "margin-left", "margin-right", "text-indent"):
        for value in values.get(name, ()):
            found = length(value, size, 300.0)
            if found is not None and (found < 0 or (name == "margin-top" and found > 0.5 * size)):
                return True
    return False


def _is_padded_out(values: Values, size: float) -> bool:
    """Whether the inner margins of a box leave no room within its measures, should these be those of all of it."""
    for names, pads in ((("height", "max-height"), ("padding-top",)), (("width", "max-width"), ("padding-left",))):
        extents = [length(value, size) for name in names for value in values.get(name, ()) if not value.endswith("%")]
        taken = [length(value, size) for name in pads for value in values.get(name, ())]
        if any(
            one is not None and most is not None and one > 0 and one > most - 0.6 * size
            for one in taken
            for most in extents
        ):
            return True
    return False


def is_closed(values: Values, size: float) -> bool:
    """Whether a box around tables is closed so far that nothing of it is seen."""
    clips = any(value in CLIPPING for value in (*values.get("overflow-x", ()), *values.get("overflow-y", ())))
    if not clips:
        return False
    for name in ("height", "max-height", "width", "max-width"):
        for value in values.get(name, ()):
            least = NARROWEST if name.endswith("width") else LOWEST
            if value and (found := length(value, size, 1000.0)) is not None and found < least:
                return True
    return False


DISPLAYS = INLINELIKE | frozenset((
    "", "block", "flow-root", "flex", "grid", "table", "list-item", "-webkit-box", "-webkit-flex", "table-row",
    "table-row-group", "table-header-group", "table-footer-group", "table-caption", "-ms-flexbox", "-moz-box", "flow",
    "block flex", "block flow", "-ms-grid", "table-column", "table-column-group", "-webkit-inline-flex", "box",
))  # fmt: skip
BLOCKS = frozenset((
    "block", "flow-root", "flex", "grid", "table", "list-item", "-webkit-box", "-webkit-flex", "table-row",
    "table-row-group", "-ms-flexbox", "flow", "block flex", "block flow", "table-caption",
))  # fmt: skip
REORDERING = frozenset(
    ("table-header-group", "table-footer-group", "table-caption", "table-column", "table-column-group")
)


def is_block(values: Values) -> bool:
    """Whether a style sets the element on lines of its own, or may do so."""
    return any(value in BLOCKS for value in values.get("display", ()))


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


def is_cut_off(element: Any, height: float) -> bool:
    """Whether the tables in ``element`` are higher than the ``height`` that is left to it."""
    most = int(height / ROW) + 1
    rows = sum(1 for _ in islice(element.iter("tr"), most))
    rows += sum(1 for _ in islice(element.iter("p"), most)) if rows else 0
    return rows * ROW > height


def may_cover(element: Any, painted: bool) -> bool:
    """Whether a floating box may cover cells: a table, a number, or paint beside a table or without any words."""
    if element.tag in ("table", *PICTURES):
        return True
    if element.tag in ("body", "html", "a", "li", "img") or next(element.iter("table"), None) is not None:
        return False
    text = "".join("".join(islice(element.itertext(), 50)).split())
    if 0 < len(text) <= 20 and any(c.isdigit() for c in text) and not any("\u4e00" <= c <= "\u9fff" for c in text):
        return True
    parent = element.getparent()
    beside = parent is not None and parent.find("table") is not None
    return painted and (beside or (not text and next(element.iter("img", "input", "button"), None) is None))
