"""Values of style properties: lengths in pixels, colours on their ground, words and functions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tinycss2.color5 import parse_color

from generator.text.visible import Colour

ROOT_SIZE = 16.0
"""Pixels of a letter where nothing says otherwise."""
VIEWPORT = 1280.0
"""Pixels of width and height that shares of a window are taken of."""
UNITS = {
    "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6,
    "rem": ROOT_SIZE, "vw": VIEWPORT / 100, "vh": VIEWPORT / 100, "vmin": VIEWPORT / 100, "vmax": VIEWPORT / 100,
}  # fmt: skip
RELATIVE = {"em": 1.0, "%": 0.01, "ex": 0.5, "ch": 0.5, "ic": 1.0, "lh": 1.2}
CSS_NUMBER = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)([a-z%]*)")
SYSTEM_COLOURS: dict[str, Colour] = {
    "windowtext": (0, 0, 0), "canvastext": (0, 0, 0), "buttontext": (0, 0, 0), "fieldtext": (0, 0, 0),
    "infotext": (0, 0, 0), "menutext": (0, 0, 0), "captiontext": (0, 0, 0), "marktext": (0, 0, 0),
    "linktext": (0, 0, 238), "visitedtext": (85, 26, 139), "activetext": (255, 0, 0), "window": (255, 255, 255),
    "canvas": (255, 255, 255), "field": (255, 255, 255), "infobackground": (255, 255, 255),
    "menu": (255, 255, 255), "background": (255, 255, 255), "buttonface": (240, 240, 240), "mark": (255, 255, 0),
    "highlight": (0, 120, 215), "highlighttext": (255, 255, 255), "graytext": (128, 128, 128),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AlphaColour:
    """A colour with its share of opaqueness, 0 to 1."""

    colour: Colour
    alpha: float = 1.0

    def over(self, ground: Colour) -> Colour:
        """The colour that is seen where this one lies over ``ground``."""
        red, green, blue = (
            round(one * self.alpha + other * (1 - self.alpha)) for one, other in zip(self.colour, ground, strict=True)
        )
        return red, green, blue


BLACK, WHITE = AlphaColour((0, 0, 0)), AlphaColour((255, 255, 255))


def length(word: str, em: float = ROOT_SIZE, whole: float | None = None) -> float | None:
    """Pixels of a single length, ``em`` being the letters' size and ``whole`` what a percentage is a part of;
    None where ``word`` is anything else."""
    match = CSS_NUMBER.fullmatch(word)
    if match is None:
        return None
    unit = match[2]
    if unit in ("", "px"):
        scale = 1.0
    elif unit == "%":
        scale = (em if whole is None else whole) / 100
    elif unit in RELATIVE:
        scale = RELATIVE[unit] * em
    elif unit in UNITS:
        scale = UNITS[unit]
    else:
        return None
    # A number of 400 digits is no length that anything is laid out by.
    return float(match[1]) * scale if len(match[1]) < 40 else None


@lru_cache(maxsize=2048)
def colour(word: str) -> AlphaColour | None:
    """The colour that ``word`` names in lower case, ``currentcolor`` not among them; None where it is not known."""
    if word in SYSTEM_COLOURS:
        return AlphaColour(SYSTEM_COLOURS[word])
    try:
        found = parse_color(word)
        if found is None or isinstance(found, str):
            return None
        channels = [0.0 if value is None else float(value) for value in found.to("srgb")]
    except (ValueError, NotImplementedError, TypeError, OverflowError, ZeroDivisionError, RecursionError):
        return None
    if any(value != value for value in channels):
        return None
    red, green, blue = (round(255 * min(1.0, max(0.0, value))) for value in channels[:3])
    alpha = channels[3] if len(channels) > 3 else 1.0
    return AlphaColour((red, green, blue), min(1.0, max(0.0, alpha)))


def legacy_colour(text: str) -> AlphaColour | None:
    """The colour of an attribute (``bgcolor``, ``<font color>``), as browsers read any word; None for no colour."""
    word = text.strip().lower()
    if not word or word == "transparent":
        return None
    if (found := colour(word)) is not None and not word.startswith(("#", "rgb", "hsl")):
        return found
    return colour(word) if re.fullmatch(r"#[0-9a-f]{3}", word) else _of_any_word(word)


def _of_any_word(word: str) -> AlphaColour:
    """The colour that browsers make of any ``word``: HTML's rules for parsing a legacy colour value."""
    digits = "".join(c if c in "0123456789abcdef" else "0" for c in word.removeprefix("#")[:128]) or "0"
    digits += "0" * (-len(digits) % 3)
    third = len(digits) // 3
    parts = [digits[third * at : third * (at + 1)][-8:] for at in range(3)]
    while len(parts[0]) > 2 and all(part[0] == "0" for part in parts):
        parts = [part[1:] for part in parts]
    red, green, blue = (int(part[:2], 16) for part in parts)
    return AlphaColour((red, green, blue))


def words(value: str) -> list[str]:
    """The parts of ``value`` between blanks, functions with their arguments and strings whole."""
    return split(value, " ")


def layers(value: str) -> list[str]:
    """The parts of ``value`` between commas."""
    return split(value, ",")


def split(value: str, mark: str) -> list[str]:
    found: list[str] = []
    depth, quote, begun = 0, "", 0
    for at, character in enumerate(value):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
        elif character == mark and depth <= 0:
            found.append(value[begun:at].strip())
            begun = at + 1
    found.append(value[begun:].strip())
    return [word for word in found if word]
