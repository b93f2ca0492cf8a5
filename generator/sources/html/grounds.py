"""The colours of letters, and of what they stand on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.sources.html.css_values import (
    BLACK,
    AlphaColour,
    colour,
    layers,
    length,
    words,
)
from generator.sources.html.inherited_style import PAPER, InheritedStyle
from generator.sources.html.values import Values, all_of
from generator.text.visible import Colour, contrast

MOST_COLOURS = 4
GRADIENT = re.compile(r"gradient\((.*)\)", re.S)
COLOUR_WORD = re.compile(
    r"#[0-9a-f]{3,8}|(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark)\([^()]*(?:\([^()]*\)[^()]*)*\)|[a-z]+"
)


def _ink(value: str, around: AlphaColour | None) -> tuple[bool, AlphaColour | None]:
    """Whether ``value`` sets a colour at all, and which one; None where it is not known."""
    if value in ("", "inherit", "unset", "currentcolor", "revert", "revert-layer"):
        return True, around
    if value == "initial":
        return True, BLACK
    found = colour(value)
    return (True, found) if found is not None or "(" in value or value == "?" else (False, None)


def inks_of(values: Values, looks: InheritedStyle) -> tuple[AlphaColour | None, ...]:
    given = values.get("text-fill-color") or values.get("color", ())
    found: list[AlphaColour | None] = []
    for value in given:
        known, ink = _ink(value, looks.inks[0])
        if not known:
            # A browser passes over what is no colour, and what stands before it holds: that is not known here.
            ink = looks.inks[0]
        if ink not in found or not found:
            found.append(ink)
    if given and given[0] == "":
        found += [ink for ink in looks.inks[1:] if ink not in found]
    return tuple(found[:MOST_COLOURS]) if len(found) <= MOST_COLOURS else (found[0], None)


def grounds_of(values: Values, looks: InheritedStyle, strict: bool) -> tuple[Colour | None, ...]:
    """The colours that the letters may stand on, the certain one first; None where one is not known."""
    given = values.get("background-color", ("",))
    found: list[Colour | None] = [_ground(given[0], looks.grounds[0], looks)]
    for value in given[1:]:
        ground = _ground(value, looks.grounds[0], looks)
        if ground not in found:
            found.append(ground)
    extra: list[Colour | None] = []
    for value in all_of(values, ("background-image", "box-shadow")):
        extra += _painted(value, found[0] if found[0] is not None else PAPER, strict)
    if extra:
        shaded = "gradient" in " ".join(values.get("background-image", ()))
        found[0] = _worst(extra, found[0], looks.inks[0], shaded)
    if given[0] == "":
        found += [ground for ground in looks.grounds[1:] if ground not in found]
    return tuple(found[:MOST_COLOURS]) if len(found) <= MOST_COLOURS else (found[0], None)


def _worst(
    extra: Sequence[Colour | None], ground: Colour | None, ink: AlphaColour | None, shaded: bool
) -> Colour | None:
    """The colour that bears ``ink`` least among ``extra`` and, where no gradient lies over it, the ``ground``:
    every colour of a gradient has to bear the letters, so that one stands for all."""
    if ink is None:
        return extra[0]
    worst = min(extra, key=lambda one: 0.0 if one is None else contrast(ink.colour, one))
    if ground is None or worst is None or shaded:
        return worst
    return min((worst, ground), key=lambda one: contrast(ink.over(one), one))


def _ground(value: str, under: Colour | None, looks: InheritedStyle) -> Colour | None:
    if value in ("", "none", "initial", "unset", "inherit", "revert", "revert-layer", "transparent"):
        return under
    if value == "?":
        return None
    for word in COLOUR_WORD.findall(re.sub(r"url\([^)]*\)|[a-z-]*gradient\((?:[^()]|\([^()]*\))*\)", " ", value)):
        found = looks.inks[0] if word == "currentcolor" else colour(word)
        if found is not None and word not in ("background",):
            return found.over(under or PAPER)
        if "(" in word:
            return None
    return under


def _painted(value: str, under: Colour, strict: bool) -> list[Colour | None]:
    """The colours that a gradient or an inner shadow lays under letters."""
    if "inset" in value:
        return _colours(" ".join(layer for layer in layers(value) if "inset" in layer and _is_wide(layer)), under)
    if match := GRADIENT.search(value):
        return _colours(match[1], under)
    return [None] if strict and ("data:" in value or value == "?" or "element(" in value) else []


def _colours(value: str, under: Colour) -> list[Colour | None]:
    """The colours in ``value`` as they are seen over ``under``; None for one that is not known."""
    inks = [(word, colour(word)) for word in COLOUR_WORD.findall(value)[:12]]
    return [None if ink is None else ink.over(under) for word, ink in inks if ink is not None or "(" in word]


def _is_wide(shadow: str) -> bool:
    return any(abs(found) > 6 for word in words(shadow) if (found := length(word)) is not None)
