"""What the attributes and tags of an element say of its looks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.sources.html.css_declarations import Declaration
from generator.sources.html.css_values import (
    AlphaColour,
    legacy_colour,
)

SMALLER = {"small": 0.83, "sub": 0.83, "sup": 0.83, "big": 1.2}
FONT_SIZES = (10.0, 10.0, 13.0, 16.0, 18.0, 24.0, 32.0, 48.0)
"""Pixels of ``<font size>`` 0 to 7."""
PRESENTATIONAL = frozenset((
    "style", "color", "size", "face", "bgcolor", "background", "text", "dir", "hidden", "popover",
    "href",
))  # fmt: skip
"""Attributes that bear on looks."""


def presentational(tag: str, attributes: Mapping[str, str]) -> Iterator[Declaration]:
    """What attributes and tags say of looks; weaker than any rule of a sheet."""
    if tag in ("a", "mark", "dialog", *SMALLER):
        yield from _of_tag(tag, attributes)
    if not attributes and tag != "marquee":
        return
    if tag == "font":
        yield from _of_font(attributes)
    if (ground := attributes.get("bgcolor")) and (found := legacy_colour(ground)) is not None:
        yield Declaration("background-color", hexadecimal(found), False)
    if tag == "body" and (found := legacy_colour(attributes.get("text") or "")) is not None:
        yield Declaration("color", hexadecimal(found), False)
    yield from _of_direction(tag, attributes)
    if picture := attributes.get("background"):
        yield Declaration("background-image", f"url({picture[:40].strip().lower()})", False)
    yield from _of_display(tag, attributes)


def _of_tag(tag: str, attributes: Mapping[str, str]) -> Iterator[Declaration]:
    if tag == "a" and "href" in attributes:
        yield Declaration("color", "#0000ee", False)
    elif tag == "mark":
        yield Declaration("background-color", "yellow", False)
        yield Declaration("color", "black", False)
    elif tag == "dialog":
        yield Declaration("position", "absolute", False)
        yield Declaration("background-color", "white", False)
    elif tag in SMALLER:
        yield Declaration("font-size", f"{SMALLER[tag]}em", False)


def _of_font(attributes: Mapping[str, str]) -> Iterator[Declaration]:
    if (found := legacy_colour(attributes.get("color") or "")) is not None:
        yield Declaration("color", hexadecimal(found), False)
    if match := re.match(r"\s*([+-]?)(\d+)", attributes.get("size") or ""):
        step = int(match[2][:3]) * (-1 if match[1] == "-" else 1) + (3 if match[1] else 0)
        yield Declaration("font-size", f"{FONT_SIZES[max(0, min(7, step))]}px", False)
    if face := attributes.get("face"):
        yield Declaration("font-family", face.lower(), False)


def _of_direction(tag: str, attributes: Mapping[str, str]) -> Iterator[Declaration]:
    if (turned := attributes.get("dir")) and turned.strip().lower() == "rtl":
        yield Declaration("direction", "rtl", False)
    if tag == "bdo":
        yield Declaration("unicode-bidi", "override" if "dir" in attributes else "normal", False)


def _of_display(tag: str, attributes: Mapping[str, str]) -> Iterator[Declaration]:
    if tag == "marquee":
        yield Declaration("transform", "?", False)
    if "hidden" in attributes:
        until = attributes["hidden"].strip().lower() == "until-found"
        yield Declaration("content-visibility" if until else "display", "hidden" if until else "none", False)
    if "popover" in attributes:
        yield Declaration("display", "none", False)


def hexadecimal(ink: AlphaColour) -> str:
    """``ink`` as style sheets write it, opaque."""
    return "#{:02x}{:02x}{:02x}".format(*ink.colour)
