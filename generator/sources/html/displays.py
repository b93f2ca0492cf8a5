"""What the property ``display`` makes of an element: a box, a line, or a part of a table."""

from __future__ import annotations

from generator.sources.html.css_effects import INLINELIKE
from generator.sources.html.values import Values

PART_TAGS = frozenset(("table", "tr", "td", "th", "tbody", "thead", "tfoot", "caption", "col", "colgroup"))
LOOSE = frozenset(("block", "flex", "grid", "flow-root", "list-item"))
"""Shown so, a cell is put into a cell that the browser makes for it and its like beside it, and loses its spans."""
CELL_DISPLAYS = frozenset(
    ("table-cell", "block", "flex", "grid", "flow-root", "list-item", "none", "", "inherit", "initial")
)
ROW_DISPLAYS = frozenset(("table-row", "block", "flex", "grid", "flow-root", "none", "", "contents"))
GROUP_DISPLAYS = frozenset(("table-row-group", "block", "none", "", "contents", "flex", "grid", "table"))


def is_loose(tag: str, values: Values) -> bool:
    """Whether a cell or row is perhaps shown as a box, which its table does not hold as one of its own."""
    return tag in ("td", "th", "tr") and any(value in LOOSE for value in values.get("display", ()))


def is_flexed(values: Values) -> bool:
    """Whether what stands in an element is laid out as boxes, each by itself."""
    return any(word in value for value in values.get("display", ()) for word in ("flex", "grid", "box"))


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
