"""What single properties do to the text of an element: tests of a value, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.sources.html.css_values import layers, length, words

IDENTITY = re.compile(
    r"none|initial|unset|revert|auto|(?:translate(?:[xyz]|3d)?\((?:0(?:px|%)?[ ,]*)+\)|"
    r"translatez\([^)]*\)|scale(?:[xyz]|3d)?\((?:1(?:\.0*)?[ ,]*)+\)|rotate[xyz]?\(0(?:deg)?\)|\s+)+"
)
MILD_FILTER = re.compile(
    r"none|initial|unset|revert|inherit|(?:(?:grayscale|saturate|sepia)\([^)]*\)|gray|alpha\(.*\)|progid:.*|\s+)+"
)
DEFAULT = re.compile(r"none|normal|auto|initial|unset|revert|revert-layer|inherit|")
FEATURES = re.compile(
    r"normal|initial|inherit|unset|(?:[\"'](?:[tlpo]num|kern|liga|[hp]alt|calt|palt)[\"']\s*(?:on|off|[01])?[ ,]*)+"
)
PLAIN_VARIANTS = frozenset((
    "normal", "none", "inherit", "initial", "unset", "revert", "small-caps", "all-small-caps", "petite-caps",
    "lining-nums", "oldstyle-nums", "tabular-nums", "proportional-nums", "slashed-zero", "no-common-ligatures",
    "common-ligatures", "no-contextual", "contextual", "jis04", "jis90", "simplified", "traditional", "full-width",
    "proportional-width", "titling-caps", "unicase",
))  # fmt: skip
PLAIN_MARKS = frozenset(("none", "disc", "circle", "square", "inside", "outside", "initial", "inherit", "unset"))
FAR_INDENT = -20.0
"""Pixels: further to the left, the first digits of a cell leave it; Word indents lines by -14."""
FAR_LINE = 6.0
"""Pixels by which an outline may go beyond its element: the air that cells leave around their words."""
Harm = Callable[[str, float], bool]
"""(value in lower case, size of letters in pixels) → whether it harms."""


def other_than(*plain: str) -> Harm:
    allowed = frozenset((*plain, "initial", "unset", "revert", "revert-layer", "inherit", ""))
    return lambda value, size: value not in allowed


def below(limit: float, unit_of_size: bool = False) -> Harm:
    def harm(value: str, size: float) -> bool:
        if DEFAULT.fullmatch(value):
            return False
        found = length(value, size)
        return found is None or found < (limit * size if unit_of_size else limit)

    return harm


def spacing(value: str, size: float) -> bool:
    if DEFAULT.fullmatch(value):
        return False
    found = length(value, size)
    return found is None or not -0.15 * size <= found <= 0.5 * size


def indent(value: str, size: float) -> bool:
    if DEFAULT.fullmatch(value):
        return False
    found = [length(word, size, 100.0) for word in words(value)[:1]]
    return not found or found[0] is None or not FAR_INDENT <= found[0] <= 600


def line_height(value: str, size: float) -> bool:
    if DEFAULT.fullmatch(value):
        return False
    if re.fullmatch(r"\+?(?:\d+\.?\d*|\.\d+)", value):
        return float(value) < 0.6
    found = length(value, size)
    return found is None or found < 0.6 * size


def shadow(value: str, size: float) -> bool:
    """A shadow that stands beside its letter looks like another one."""
    if DEFAULT.fullmatch(value):
        return False
    for layer in layers(value):
        found = [length(word, size) for word in words(layer)]
        known = [one for one in found if one is not None]
        if len(known) < 2 or "calc" in layer or any(abs(one) > 4 for one in known[:2]):
            return True
    return False


def cast(value: str, size: float) -> bool:
    """A shadow that reaches over the cells around it."""
    return any(
        "inset" not in layer and any(abs(found) > 40 for word in words(layer) if (found := length(word)) is not None)
        for layer in layers(value)
    )


def far_line(value: str, size: float) -> bool:
    """An outline so thick that it is drawn over what stands beside its element."""
    return any((found := length(word, size)) is not None and found > FAR_LINE for word in words(value))


def marks(value: str, size: float) -> bool:
    """Marks of a list that are numbers or words."""
    return any(word not in PLAIN_MARKS and not word.startswith("url(") for word in words(value))


def thick(value: str, size: float) -> bool:
    """A line so thick that it covers what it is drawn under."""
    found = length(value, size)
    return found is not None and found > 0.25 * size


def transformed(value: str, size: float) -> bool:
    return IDENTITY.fullmatch(value) is None


def filtered(value: str, size: float) -> bool:
    return MILD_FILTER.fullmatch(value) is None


def cut(value: str, size: float) -> bool:
    return DEFAULT.fullmatch(value) is None


def features(value: str, size: float) -> bool:
    return FEATURES.fullmatch(value) is None


def variant(value: str, size: float) -> bool:
    return any(word not in PLAIN_VARIANTS for word in words(value))


def stroke(value: str, size: float) -> bool:
    if DEFAULT.fullmatch(value):
        return False
    found = [length(word, size) for word in words(value)]
    return all(one is None for one in found) or any(one is not None and one > 1 for one in found)


def size_contained(value: str, size: float) -> bool:
    return any(word in value for word in ("size", "strict", "("))


def dark(value: str, size: float) -> bool:
    return "dark" in value and "light" not in value
