"""The letters of an element: their size, their ink, the ground they stand on and the room they have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.sources.html.css_declarations import Declaration
from generator.sources.html.css_values import (
    BLACK,
    ROOT_SIZE,
    AlphaColour,
    colour,
    layers,
    legacy_colour,
    length,
    words,
)
from generator.sources.html.values import Values
from generator.text.visible import LEAST_CONTRAST, TINY_POINTS, Colour, contrast

PAPER: Colour = (255, 255, 255)
TINY = TINY_POINTS * 4 / 3
"""Pixels."""
LEAST_OPACITY = 0.05
SIZES = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0,
    "xxx-large": 48.0, "initial": 16.0,
}  # fmt: skip
SMALLER = {"small": 0.83, "sub": 0.83, "sup": 0.83, "big": 1.2}
FONT_SIZES = (10.0, 10.0, 13.0, 16.0, 18.0, 24.0, 32.0, 48.0)
"""Pixels of ``<font size>`` 0 to 7."""
DIGIT_WIDTH = 0.62
"""Of the letters' size, with some air."""
NO_LIMIT = 100_000.0
AIR = 2
"""Digits that other runs of the same cell, or padding, may take of the room."""
FIELD_WIDTH = 150.0
"""Pixels of a field of which nothing is said."""
CLIPPING = frozenset(("hidden", "clip", "auto", "scroll", "overlay"))
MOST_COLOURS = 4
GRADIENT = re.compile(r"gradient\((.*)\)", re.S)
COLOUR_WORD = re.compile(
    r"#[0-9a-f]{3,8}|(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark)\([^()]*(?:\([^()]*\)[^()]*)*\)|[a-z]+"
)


@dataclass(frozen=True, slots=True)
class InheritedStyle:
    """Inherited looks. The first of ``inks`` and ``grounds`` holds where no rule holds that only may; None: unknown."""

    inks: tuple[AlphaColour | None, ...] = (BLACK,)
    grounds: tuple[Colour | None, ...] = (PAPER,)
    opacity: float = 1.0
    size: float = ROOT_SIZE
    tiny: bool = False
    """Perhaps too small to be read, by a rule that holds perhaps or a size that is not known."""
    room: float = NO_LIMIT
    """Pixels of width beyond which text is cut off."""
    linked_ground: bool = False
    """A picture that is not at hand lies under the letters; sites put white headings on blue ones."""

    @property
    def nothing(self) -> bool:
        """Letters of no size."""
        return self.size <= 0

    @property
    def faint(self) -> bool:
        """Perhaps not to be seen on its ground, or too small."""
        return self.tiny or self.size <= TINY or self._is_pale()

    def is_cut(self, text: str) -> bool:
        """Whether ``text`` is wider than its room."""
        return self.room < NO_LIMIT and (len(text.strip()) + AIR) * self.size * DIGIT_WIDTH > self.room

    def _is_pale(self) -> bool:
        if not self._reads(self.inks[0], self.grounds[0]):
            return True
        for ink in self.inks[1:]:
            if not any(self._reads(ink, ground) for ground in self.grounds):
                return True
        return any(not any(self._reads(ink, ground) for ink in self.inks) for ground in self.grounds[1:])

    def _reads(self, ink: AlphaColour | None, ground: Colour | None) -> bool:
        if ink is None or ground is None:
            return False
        seen = AlphaColour(ink.colour, ink.alpha * self.opacity).over(ground)
        return contrast(seen, ground) >= LEAST_CONTRAST


PLAIN = InheritedStyle()


PRESENTATIONAL = frozenset((
    "style", "color", "size", "face", "bgcolor", "background", "text", "dir", "hidden", "popover",
    "href",
))  # fmt: skip
"""Attributes that bear on looks."""


def presentational(tag: str, attributes: Mapping[str, str]) -> Iterator[Declaration]:
    """What attributes and tags say of looks; weaker than any rule of a sheet."""
    if tag in ("a", "mark", "dialog", *SMALLER):
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
    if not attributes and tag != "marquee":
        return
    if tag == "font":
        if (found := legacy_colour(attributes.get("color") or "")) is not None:
            yield Declaration("color", hexadecimal(found), False)
        if match := re.match(r"\s*([+-]?)(\d+)", attributes.get("size") or ""):
            step = int(match[2][:3]) * (-1 if match[1] == "-" else 1) + (3 if match[1] else 0)
            yield Declaration("font-size", f"{FONT_SIZES[max(0, min(7, step))]}px", False)
        if face := attributes.get("face"):
            yield Declaration("font-family", face.lower(), False)
    if (ground := attributes.get("bgcolor")) and (found := legacy_colour(ground)) is not None:
        yield Declaration("background-color", hexadecimal(found), False)
    if tag == "body" and (found := legacy_colour(attributes.get("text") or "")) is not None:
        yield Declaration("color", hexadecimal(found), False)
    if (turned := attributes.get("dir")) and turned.strip().lower() == "rtl":
        yield Declaration("direction", "rtl", False)
    if tag == "bdo":
        yield Declaration("unicode-bidi", "override" if "dir" in attributes else "normal", False)
    if picture := attributes.get("background"):
        yield Declaration("background-image", f"url({picture[:40].strip().lower()})", False)
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


def resolve(tag: str, values: Values, around: InheritedStyle, strict: bool) -> InheritedStyle:
    """The looks of an element with ``values`` within ``around``."""
    size, tiny = _size(values, around, strict)
    looks = replace(around, size=size, tiny=tiny) if (size, tiny) != (around.size, around.tiny) else around
    if any(name in values for name in ("color", "text-fill-color")):
        looks = replace(looks, inks=_inks(values, looks))
    if any(name in values for name in ("background-color", "background-image", "box-shadow")):
        linked = any("url(" in value and "data:" not in value for value in values.get("background-image", ()))
        linked = linked or (looks.linked_ground and "background-color" not in values)
        looks = replace(looks, grounds=_grounds(values, looks, strict), linked_ground=linked)
    if "opacity" in values:
        looks = replace(looks, opacity=looks.opacity * min(_opacity(value) for value in values["opacity"]))
    if strict and (room := _room(tag, values, size)) < looks.room:
        looks = replace(looks, room=room)
    return looks


def _size(values: Values, around: InheritedStyle, strict: bool) -> tuple[float, bool]:
    if "font-size" not in values and "zoom" not in values:
        return around.size, around.tiny
    given = values.get("font-size", ("",))
    sizes = [around.size if value in ("", "inherit", "unset") else _one_size(value, around.size) for value in given]
    known = [size for size in sizes if size is not None]
    zooms = [length(value, 1.0) for value in values.get("zoom", ()) if value not in ("", "normal", "reset", "initial")]
    zoom = min((one for one in zooms if one is not None and one > 0), default=1.0)
    size = (sizes[0] if sizes[0] is not None else around.size) * zoom
    tiny = (around.tiny and given[0] in ("", "inherit")) or any(one * zoom <= TINY < size for one in known)
    return size, tiny or (strict and len(known) < len(sizes))


def _one_size(value: str, around: float) -> float | None:
    if value in SIZES:
        return SIZES[value]
    if value in ("smaller", "larger"):
        return around * (0.83 if value == "smaller" else 1.2)
    if value in ("revert", "revert-layer", "normal"):
        return around
    if value.startswith("clamp("):
        return _one_size(layers(value[6:-1])[0], around) if value.endswith(")") and layers(value[6:-1]) else None
    found = length(value, around)
    # A number without a unit is no size, but for 0 and in old pages; browsers pass over what is negative.
    return found if found is not None and found >= 0 else around if found is not None else None


def _ink(value: str, around: AlphaColour | None) -> tuple[bool, AlphaColour | None]:
    """Whether ``value`` sets a colour at all, and which one; None where it is not known."""
    if value in ("", "inherit", "unset", "currentcolor", "revert", "revert-layer"):
        return True, around
    if value == "initial":
        return True, BLACK
    found = colour(value)
    return (True, found) if found is not None or "(" in value or value == "?" else (False, None)


def _inks(values: Values, looks: InheritedStyle) -> tuple[AlphaColour | None, ...]:
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


def _grounds(values: Values, looks: InheritedStyle, strict: bool) -> tuple[Colour | None, ...]:
    under = looks.grounds[0]
    found: list[Colour | None] = []
    for at, value in enumerate(values.get("background-color", ("",))):
        ground = _ground(value, under, looks)
        if at == 0 or ground not in found:
            found.append(ground)
    extra: list[Colour | None] = []
    for value in (*values.get("background-image", ()), *values.get("box-shadow", ())):
        extra += _painted(value, found[0] if found[0] is not None else PAPER, strict)
    if extra:
        # Every colour of a gradient has to bear the letters: the one that does so least stands for it.
        ink = looks.inks[0]
        worst = min(extra, key=lambda one: 0.0 if one is None or ink is None else contrast(ink.colour, one))
        found[0] = (
            worst
            if found[0] is None or ink is None or worst is None
            else min(
                (worst, found[0]) if "gradient" not in " ".join(values.get("background-image", ())) else (worst,),
                key=lambda one: contrast(ink.over(one), one),
            )
        )
    if values.get("background-color", ("",))[0] == "":
        found += [ground for ground in looks.grounds[1:] if ground not in found]
    return tuple(found[:MOST_COLOURS]) if len(found) <= MOST_COLOURS else (found[0], None)


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
        value = " ".join(layer for layer in layers(value) if "inset" in layer and _is_wide(layer))
    elif match := GRADIENT.search(value):
        value = match[1]
    else:
        return [None] if strict and ("data:" in value or value == "?" or "element(" in value) else []
    found: list[Colour | None] = []
    for word in COLOUR_WORD.findall(value)[:12]:
        ink = colour(word)
        if ink is not None:
            found.append(ink.over(under))
        elif "(" in word:
            found.append(None)
    return found


def _is_wide(shadow: str) -> bool:
    return any(abs(found) > 6 for word in words(shadow) if (found := length(word)) is not None)


def _opacity(value: str) -> float:
    if value in ("", "inherit", "initial", "unset", "revert"):
        return 1.0
    found = length(value, 1.0)
    return min(1.0, max(0.0, found)) if found is not None else 0.0


def nothing(opacity: str) -> bool:
    return opacity != "" and _opacity(opacity) <= LEAST_OPACITY


def _room(tag: str, values: Values, size: float) -> float:
    """The width that is left to text where what goes beyond is cut off."""
    contained = any(word in value for value in values.get("contain", ()) for word in ("paint", "strict", "content"))
    contained = contained or any(value in ("auto", "hidden") for value in values.get("content-visibility", ()))
    clips = (
        tag == "input"
        or contained
        or any(value in CLIPPING for value in (*values.get("overflow-x", ()), *values.get("overflow-y", ())))
    )
    if not clips:
        return NO_LIMIT
    room = NO_LIMIT
    for name in ("width", "max-width"):
        for value in values.get(name, ()):
            if value and not value.endswith("%") and (found := length(value, size)) is not None:
                room = min(room, found)
    if tag == "input":
        room -= _taken(values, size, room)
    for name in ("height", "max-height"):
        for value in values.get(name, ()):
            if value and not value.endswith("%") and (found := length(value, size)) is not None and found < 0.9 * size:
                room = 0.0
    return room


def _taken(values: Values, size: float, room: float) -> float:
    """The width of a field that its inner margins take, beyond the air that every field has; all of it where that
    is not known or its height is."""
    ends = [value for name in ("padding-left", "padding-right", "text-indent") for value in values.get(name, ())]
    found = [length(value, size) for value in ends if value not in ("", "initial", "inherit", "unset")]
    if any(one is None or value.endswith("%") for one, value in zip(found, ends, strict=False)):
        return room
    heights = [one for value in values.get("height", ()) if (one := length(value, size)) is not None]
    above = [
        one
        for name in ("padding-top", "padding-bottom")
        for value in values.get(name, ())
        if (one := length(value, size)) is not None
    ]
    if heights and sum(above) > min(heights) - 0.6 * size:
        return room
    taken = sum(abs(one) for one in found if one is not None)
    air = AIR * size * DIGIT_WIDTH
    return max(0.0, room - FIELD_WIDTH) + max(0.0, taken - air) if taken > air else 0.0


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
