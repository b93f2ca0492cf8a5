"""Colours of a spreadsheet: by value, by theme with tint, by palette."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.sources.office.ooxml import Element
from generator.text.visible import Colour

BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)
HEX = re.compile(r"(?:[0-9a-fA-F]{2})?([0-9a-fA-F]{6})")
EIGHT = ("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF")
STANDARD = (
    *EIGHT,
    *EIGHT,
    *("800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080"),
    *("9999FF", "993366", "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF"),
    *("000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000", "008080", "0000FF"),
    *("00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99"),
    *("3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696"),
    *("003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333"),
)
"""The palette of ECMA-376 part 1, 18.8.27."""
SYSTEM_INK, SYSTEM_PAPER = 64, 65
SCHEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{i}" for i in range(1, 7)), "hlink", "folHlink")
"""By index: a spreadsheet counts the light one first, whatever the order in the theme."""
SECTION_COLOURS = dict(zip(("black", "white", "red", "green", "blue", "yellow", "magenta", "cyan"), EIGHT, strict=True))


@dataclass(frozen=True, slots=True)
class WorkbookPalette:
    """The colours that one file names by number. None stands for a colour that is not known."""

    theme: Sequence[Colour | None] = (WHITE, BLACK)
    indexed: Sequence[Colour | None] = ()

    def resolve(self, element: Element | None, default: Colour) -> Colour | None:
        """The colour of a ``color``, ``fgColor`` or ``bgColor`` element; None where it is not understood."""
        if element is None:
            return default
        named = [name for name in ("rgb", "theme", "indexed") if element.get(name) is not None]
        if not named:
            return default
        if len(named) > 1 or element.get("auto") in ("1", "true"):
            return None
        value = element.get(named[0], "")
        colour = of_hex(value) if named[0] == "rgb" else self._numbered(named[0], value)
        return colour if colour is None else _tinted(colour, element.get("tint", "0"))

    def section(self, name: str) -> Colour | None:
        """The colour that a section of a number format names."""
        if name in SECTION_COLOURS:
            return of_hex(SECTION_COLOURS[name])
        number = name.removeprefix("color")
        return self._numbered("indexed", str(int(number) + 7)) if number.isdigit() else None

    def _numbered(self, kind: str, value: str) -> Colour | None:
        at = int(value) if value.isascii() and value.isdigit() and len(value) < 4 else -1
        if kind == "theme":
            return self.theme[at] if 0 <= at < len(self.theme) else None
        if at in (SYSTEM_INK, SYSTEM_PAPER):
            return BLACK if at == SYSTEM_INK else WHITE
        if 0 <= at < len(self.indexed):
            return self.indexed[at]
        return of_hex(STANDARD[at]) if 0 <= at < len(STANDARD) else None


def of_hex(value: str) -> Colour | None:
    """``FFFFFF`` or ``FFFFFFFF``, whose first pair spreadsheets do not heed."""
    match = HEX.fullmatch(value)
    if match is None:
        return None
    red, green, blue = bytes.fromhex(match[1])
    return red, green, blue


def theme_colours(root: Element) -> Iterator[Colour | None]:
    """The scheme of a theme part, in a spreadsheet's order. Names of namespaces differ between the two editions."""
    found: dict[str, Colour | None] = {}
    scheme = next((item for item in root.iter() if local(item) == "clrScheme"), None)
    for entry in scheme if scheme is not None else ():
        values = [(local(colour), colour) for colour in entry]
        if len(values) == 1 and not list(values[0][1]):
            kind, colour = values[0]
            value = colour.get("lastClr" if kind == "sysClr" else "val", "")
            found[local(entry)] = of_hex(value) if kind in ("sysClr", "srgbClr") else None
    for name in SCHEME:
        yield found.get(name)


def indexed_colours(styles: Element) -> Iterator[Colour | None]:
    """A palette of the file's own; nothing where it keeps to the standard."""
    for item in styles.iter():
        if local(item) == "indexedColors":
            for colour in item:
                yield of_hex(colour.get("rgb", ""))


def local(element: Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _tinted(colour: Colour, tint: str) -> Colour | None:
    """Lighter for a positive tint, darker for a negative one (18.8.19)."""
    if not re.fullmatch(r"-?(?:\d+\.?\d*|\.\d+)(?:[eE]-?\d{1,3})?", tint, re.ASCII) or len(tint) > 40:
        return None
    by = max(-1.0, min(1.0, float(tint)))
    hue, light, strength = colorsys.rgb_to_hls(*(channel / 255 for channel in colour))
    light = light * (1 + by) if by < 0 else light * (1 - by) + by
    red, green, blue = (round(255 * channel) for channel in colorsys.hls_to_rgb(hue, light, strength))
    return red, green, blue
