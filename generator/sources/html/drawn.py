"""What styles draw without any words: lines, grounds, shadows. A line before a number is a minus, a dot within it a
decimal point, a white box over it takes it away."""

from __future__ import annotations

from generator.sources.html.css_harms import DEFAULT
from generator.sources.html.css_values import layers, length, words
from generator.sources.html.values import Values, all_of

SIDES = ("top", "right", "bottom", "left", "block", "inline")
NO_LINE = frozenset(("none", "hidden", "initial", "unset", "inherit", "revert", "revert-layer", ""))
NO_PAINT = frozenset(("", "none", "transparent", "initial", "unset", "inherit", "revert"))
ROOMY = (
    "width", "height", "min-width", "min-height", "padding-left", "padding-right", "padding-top", "padding-bottom",
    "line-height",
)  # fmt: skip


EDGES = ("border", "outline", *(f"border-{side}" for side in SIDES))
"""What gives room to a box without words."""
CAST = 3.0
"""Pixels by which a shadow may go beyond its element: the air between the letters of a number."""
THIN = 3.0
"""Pixels: a box that is thinner is a line, and covers nothing."""
EDGE, SMALL = 12.0, 40.0
FEW_PIXELS = 20.0
OVER = ("relative", "absolute", "fixed", "sticky")


def has_line(values: Values) -> bool:
    """Whether a border or an outline is drawn on any side."""
    if any(_is_line(value) for value in all_of(values, EDGES)):
        return True
    if any(_is_styled(values, name) for name in ("border", "outline")):
        return True
    return any(value not in NO_PAINT for value in all_of(values, PICTURED))


def _is_styled(values: Values, name: str) -> bool:
    """Whether the properties that begin with ``name`` give it a style and a width."""
    said = [value for key, given in values.items() if key.startswith(name) for value in given]
    wide, styles = _words_with("width", said), _words_with("style", said)
    drawn = any(word not in NO_LINE for word in styles)
    return drawn and not (wide and all(_is_nothing(word) for word in wide))


def _words_with(part: str, said: list[str]) -> list[str]:
    return [word for value in said if part in value for word in value.split()]


PICTURED = ("border-image", "border-image-source", "column-rule")


def _is_line(value: str) -> bool:
    said = words(value)
    return not any(word in NO_LINE or _is_nothing(word) for word in said) and bool(said)


def _is_nothing(word: str) -> bool:
    return length(word) == 0


def is_drawn(values: Values, raised: bool) -> bool:
    """Whether an element draws something even where it holds no words."""
    if has_line(values) or any(value not in NO_PAINT for value in values.get("box-shadow", ())):
        return True
    return _is_ruled(values, raised) or (is_painted(values) and is_roomy(values))


def _is_ruled(values: Values, raised: bool) -> bool:
    """Whether a line goes over or through the words, or under words that are not where lines of text are."""
    lines = [word for value in values.get("text-decoration-line", ()) for word in value.split()]
    if "overline" in lines or "line-through" in lines:
        return True
    lifted = raised or any(value not in ("", "static") for value in values.get("position", ()))
    return "underline" in lines and (lifted or "vertical-align" in values)


def is_painted(values: Values) -> bool:
    return any(
        value not in NO_PAINT for name in ("background-color", "background-image") for value in values.get(name, ())
    )


def is_roomy(values: Values) -> bool:
    """Whether a box takes room though it may hold no words."""
    for name in ROOMY:
        for value in values.get(name, ()):
            if not DEFAULT.fullmatch(value) and value != "normal" and not _is_nothing(value):
                return True
    return False


def casts(values: Values) -> bool:
    """Whether what an element draws around itself may lie over the letters beside it."""
    for value in values.get("box-shadow", ()):
        for layer in layers(value):
            reach = [length(word) for word in words(layer)]
            if "inset" not in layer and sum(abs(one) for one in reach if one is not None) > CAST:
                return True
    return any((found := length(word)) is not None and found > CAST for word in _outlines(values))


def _outlines(values: Values) -> list[str]:
    given = (*values.get("outline", ()), *values.get("outline-width", ()), *values.get("outline-offset", ()))
    return [word for value in given for word in words(value)]


def is_barred(values: Values) -> bool:
    """Whether a line stands at one end of an inline element only: before a number it looks like a 1."""
    ends = [any(_is_line(value) for value in values.get(f"border-{side}", ())) for side in ("left", "right")]
    return ends[0] != ends[1] and not any(_is_line(value) for value in values.get("border", ()))


def covers_far(values: Values) -> bool:
    """Whether an outline, or the shadow of a placed box, reaches over much of the page around it."""
    if any((found := length(word)) is not None and found > FEW_PIXELS for word in _outlines(values)):
        return True
    if not any(value in OVER for value in values.get("position", ())):
        return False
    return any(
        "inset" not in layer
        and any((found := length(word)) is not None and abs(found) > 4 * FEW_PIXELS for word in words(layer))
        for value in values.get("box-shadow", ())
        for layer in layers(value)
    )


def is_behind(values: Values) -> bool:
    """Whether a box lies under what is around it."""
    given = values.get("z-index", ())
    return bool(given) and all(value.startswith("-") for value in given)


def is_thin(values: Values) -> bool:
    """Whether a box is a mere line, or a narrow one at an edge of the element it belongs to."""
    for name, edges in (("width", ("left", "right")), ("height", ("top", "bottom"))):
        at_edge = any(_is_at_most(values.get(edge, ()), 0.0) for edge in edges)
        if _is_at_most(values.get(name, ()), EDGE if at_edge else THIN):
            return not has_line(values)
    return False


def is_small(values: Values) -> bool:
    """Whether a box is an ornament of a heading."""
    return any(_is_at_most(values.get(name, ()), SMALL) for name in ("width", "height"))


def _is_at_most(given: tuple[str, ...], limit: float) -> bool:
    found = [length(value, 16.0, 1000.0) for value in given]
    return bool(found) and all(one is not None and one <= limit for one in found)


def is_invisible(values: Values) -> bool:
    """Whether nothing of a box is seen, though it may take room."""
    hidden = values.get("visibility", ())
    return bool(hidden) and all(value == "hidden" for value in hidden)
