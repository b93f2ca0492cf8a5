"""Which values browsers pass over: what is not valid leaves the declaration before it standing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from generator.sources.html.css_values import colour, length, words

KEYWORDS = frozenset(("inherit", "initial", "unset", "revert", "revert-layer", ""))
SIZES = frozenset((
    "xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large", "smaller", "larger", "math",
    "normal",
))  # fmt: skip
DISPLAYS = frozenset((
    "none", "inline", "block", "inline-block", "flow-root", "flex", "grid", "table", "list-item", "inline-flex",
    "inline-grid", "inline-table", "contents", "table-cell", "table-row", "table-row-group", "table-header-group",
    "table-footer-group", "table-caption", "table-column", "table-column-group", "-webkit-box", "-webkit-inline-box",
    "-webkit-flex", "-webkit-inline-flex", "flow", "ruby", "ruby-text", "ruby-base", "math", "block math", "grid-lanes",
))  # fmt: skip
DISPLAY_WORDS = frozenset(
    ("inline", "block", "flow", "flow-root", "flex", "grid", "table", "list-item", "ruby", "math")
)
GROUND_WORDS = frozenset((
    "none", "repeat", "repeat-x", "repeat-y", "no-repeat", "space", "round", "scroll", "fixed", "local", "left",
    "right", "top", "bottom", "center", "cover", "contain", "auto", "border-box", "padding-box", "content-box", "text",
    "/", "currentcolor",
))  # fmt: skip


def _is_colour(value: str) -> bool:
    return value == "currentcolor" or "(" in value or value == "auto" or colour(value) is not None


def _is_real_colour(value: str) -> bool:
    return value != "auto" and _is_colour(value)


def _is_ground(value: str) -> bool:
    flat = re.sub(r"[\w-]+\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)", " ", value).replace(",", " ").replace("/", " ")
    return all(word in GROUND_WORDS or length(word) is not None or colour(word) is not None for word in words(flat))


def _is_size(value: str) -> bool:
    found = length(value)
    if found is not None:
        # Browsers take a number without a unit in old pages only: there it may hide.
        return found >= 0 and not value.startswith("-")
    return value in SIZES or "(" in value


def _is_extent(value: str) -> bool:
    return (
        "(" in value
        or length(value) is not None
        or re.fullmatch(r"auto|none|[a-z]+-content|stretch", value) is not None
    )


def _is_display(value: str) -> bool:
    return value in DISPLAYS or all(word in DISPLAY_WORDS for word in words(value))


def _one_of(*allowed: str) -> Callable[[str], bool]:
    return lambda value: value in allowed


def _is_raise(value: str) -> bool:
    return length(value) is not None or "(" in value or value in (
        "baseline", "sub", "super", "text-top", "text-bottom", "middle", "top", "bottom", "-webkit-baseline-middle",
    )  # fmt: skip


def _is_function(value: str) -> bool:
    """A function that is not known here may be known to browsers."""
    return re.match(r"[a-z-]+\(", value) is not None


VALID: Mapping[str, Callable[[str], bool]] = {
    "color": _is_real_colour,
    "text-fill-color": _is_real_colour,
    "background-color": _is_ground,
    "background-image": _is_ground,
    "font-size": _is_size,
    "display": _is_display,
    "visibility": _one_of("visible", "hidden", "collapse"),
    "position": _one_of("static", "relative", "absolute", "fixed", "sticky", "-webkit-sticky"),
    "overflow-x": _one_of("visible", "hidden", "clip", "auto", "scroll", "overlay"),
    "overflow-y": _one_of("visible", "hidden", "clip", "auto", "scroll", "overlay"),
    "width": _is_extent,
    "height": _is_extent,
    "max-width": _is_extent,
    "max-height": _is_extent,
    "vertical-align": _is_raise,
    "zoom": lambda value: length(value) is not None or value in ("normal", "reset") or "(" in value,
    "opacity": lambda value: length(value) is not None or "(" in value,
}


def is_valid(name: str, value: str) -> bool:
    """Whether browsers take ``value`` for ``name``; of properties that are not known here everything is taken."""
    test = VALID.get(name)
    return test is None or value in KEYWORDS or value == "?" or "var(" in value or test(value) or _is_function(value)
