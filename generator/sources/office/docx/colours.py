"""Colours of a Word file: of letters, and of what they stand upon, with the theme's colours looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.sources.office.docx.names import W14, A, W, attribute
from generator.sources.office.docx.themes import USUAL_COLOURS
from generator.sources.office.docx.tints import CHANGES, changed, mixed
from generator.sources.office.ooxml import Element
from generator.text.visible import Colour

Paper = tuple[Colour, ...]
"""The colours a letter may stand upon: several under stripes, none where we cannot say."""

BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)
DENSE = 40
"""Per cent of dots from which they are no tint: letters are lost among them."""
AUTO = "auto"
UNKNOWN = "?"
"""An ink or a shading that is stated in a way we do not understand."""

HEX = re.compile(r"[0-9a-fA-F]{6}")
AMOUNT = re.compile(r"(?:[0-9a-fA-F]{2})?")
SYSTEM: Mapping[str, Colour] = {"windowText": BLACK, "window": WHITE}
"""Colours of the reader's desktop: what the file remembers of them (``lastClr``) is not what is shown."""
SLOTS = {
    "dark1": "dk1",
    "light1": "lt1",
    "dark2": "dk2",
    "light2": "lt2",
    **{f"accent{i}": f"accent{i}" for i in range(1, 7)},
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
"""Names of ``w:clrSchemeMapping`` and the slots of the theme they stand for."""
MAPPED = {"text1": "t1", "background1": "bg1", "text2": "t2", "background2": "bg2", "tx1": "t1", "tx2": "t2"}
DRAWN = {
    "dk1": "dark1",
    "lt1": "light1",
    "dk2": "dark2",
    "lt2": "light2",
    "bg1": "background1",
    "bg2": "background2",
    "hlink": "hyperlink",
    "folHlink": "followedHyperlink",
}
"""Other names for them within drawings."""
USUAL = {"t1": "dark1", "bg1": "light1", "t2": "dark2", "bg2": "light2"}
HIGHLIGHTS: Mapping[str, Colour] = {
    "black": BLACK,
    "blue": (0, 0, 255),
    "cyan": (0, 255, 255),
    "darkBlue": (0, 0, 128),
    "darkCyan": (0, 128, 128),
    "darkGray": (128, 128, 128),
    "darkGreen": (0, 128, 0),
    "darkMagenta": (128, 0, 128),
    "darkRed": (128, 0, 0),
    "darkYellow": (128, 128, 0),
    "green": (0, 255, 0),
    "lightGray": (192, 192, 192),
    "magenta": (255, 0, 255),
    "red": (255, 0, 0),
    "white": WHITE,
    "yellow": (255, 255, 0),
}


@dataclass(frozen=True, slots=True)
class ThemePalette:
    """The theme's colours by slot (``dk1`` …), and which slot the text's names stand for."""

    slots: Mapping[str, Colour | None] = field(default_factory=dict)
    """None where the theme states a colour in a way we do not know."""
    mapping: Mapping[str, str] = field(default_factory=lambda: USUAL)

    @staticmethod
    def read(theme: Element | None, settings: Element | None) -> ThemePalette:
        scheme = theme.find(f"{A}themeElements/{A}clrScheme") if theme is not None else None
        slots = {slot.tag.removeprefix(A): _stated(slot) for slot in (() if scheme is None else scheme)}
        mapped = settings.find(f"{W}clrSchemeMapping") if settings is not None else None
        if mapped is None:
            return ThemePalette(slots)
        return ThemePalette(slots, {name: attribute(mapped, name) or usual for name, usual in USUAL.items()})

    def ink(self, color: Element) -> str:
        """What a ``w:color`` says: ``auto``, some of ``RRGGBB`` (by theme/as stated), or UNKNOWN."""
        return self._colour(color, "val", "theme")

    def shading(self, shade: Element) -> Paper | None:
        """The paper that a ``w:shd`` makes; None where it leaves what lies below.

        Where a file brings no theme, Word shows its own, and other programs what is stated beside it, if anything.
        """
        pattern = attribute(shade, "val")
        if pattern in ("nil", ""):
            return None if pattern == "nil" or len(shade.attrib) < 2 else ()
        fill = self._colour(shade, "fill", "themeFill")
        if pattern == "clear":
            if fill == AUTO:
                return None
            themed = not self.slots and (attribute(shade, "fill") or AUTO) == AUTO
            return () if themed else self._papers(fill)
        above = self._colour(shade, "color", "theme")
        top = self._papers("000000" if above == AUTO else above)
        below = self._papers("FFFFFF" if fill == AUTO else fill)
        return top if pattern == "solid" else _patterned(pattern, top, below)

    def highlight(self, name: str) -> Paper | None:
        if name == "none":
            return None
        return (HIGHLIGHTS[name],) if name in HIGHLIGHTS else ()

    def text_fill(self, fill: Element) -> str | None:
        """The ink of a ``w14:textFill``; UNKNOWN for gradients, no fill and transparency."""
        solid = fill.find(f"{W14}solidFill")
        item = next(iter(solid), None) if solid is not None else None
        if item is None:
            return UNKNOWN
        name = item.get(f"{W14}val", "")
        colour = _rgb(name) if item.tag == f"{W14}srgbClr" else self._named(name)
        for change in item:
            amount = change.get(f"{W14}val", "")
            how = CHANGES.get(change.tag.removeprefix(W14))
            if colour is None or how is None or not amount.isascii() or not amount.isdigit():
                return UNKNOWN
            colour = how(colour, min(int(amount[:9]) / 100_000, 2.0))
        return UNKNOWN if colour is None else _hex(colour)

    def drawn(self, item: Element) -> Colour | None:
        """A plain colour of DrawingML; None where it is of a kind that we do not know."""
        name = item.get("val", "")
        if item.tag == f"{A}srgbClr":
            return _rgb(name)
        return self._named(DRAWN.get(name, name)) if item.tag == f"{A}schemeClr" else None

    def _colour(self, element: Element, own: str, theme: str) -> str:
        stated = attribute(element, own) or AUTO
        named = attribute(element, f"{theme}Color" if theme == "theme" else theme)
        if stated != AUTO and not HEX.fullmatch(stated):
            return UNKNOWN
        beside = [] if stated == AUTO else [stated.upper()]
        if not named or named == "none":
            return beside[0] if beside else AUTO
        tint, shade = attribute(element, f"{theme}Tint"), attribute(element, f"{theme}Shade")
        if not (AMOUNT.fullmatch(tint) and AMOUNT.fullmatch(shade)):
            return UNKNOWN
        shown = changed(self._choices(named), tint, shade)
        return "/".join([*map(_hex, shown), *beside]) if shown else UNKNOWN

    def _papers(self, ink: str) -> Paper:
        # Of a theme's colour and the stated one beside it all programs show the first, if the file has a theme.
        found = tuple(dict.fromkeys(colours(ink)))
        return found[:1] if self.slots else found

    def _named(self, name: str) -> Colour | None:
        """The colour of that name; None where it is not known, or another one from version to version."""
        found = self._choices(name)
        return found[0] if len(found) == 1 else None

    def _choices(self, name: str) -> tuple[Colour, ...]:
        mapped = MAPPED.get(name)
        slot = SLOTS.get(self.mapping.get(mapped, "") if mapped else name, "")
        if self.slots:
            own = self.slots.get(slot)
            return (own,) if own is not None else ()
        return colours("/".join(USUAL_COLOURS.get(slot, ())))


def colours(ink: str) -> tuple[Colour, ...]:
    """The colours of an ink that is not ``auto``; none where it is UNKNOWN."""
    return () if ink == UNKNOWN else tuple(colour for part in ink.split("/") if (colour := _rgb(part)))


def page_paper(document: Element, settings: Element | None, palette: ThemePalette) -> Paper:
    """The colour of the page. A ``w:background`` counts whether its showing is switched on or not."""
    ground = document.find(f"{W}background")
    if ground is None:
        return (WHITE,)
    ink = palette._colour(ground, "color", "theme")
    if len(ground):
        return ()  # a picture or a gradient
    shown = settings is not None and settings.find(f"{W}displayBackgroundShape") is not None
    if ink == AUTO:
        return (WHITE,)
    found = palette._papers(ink)
    return found if shown or not found else (*found, WHITE)


def _stated(slot: Element) -> Colour | None:
    item = next(iter(slot), None)
    if item is None or len(item):
        return None
    if item.tag == f"{A}srgbClr":
        return _rgb(item.get("val", ""))
    return SYSTEM.get(item.get("val", "")) if item.tag == f"{A}sysClr" else None


def _rgb(text: str) -> Colour | None:
    return (int(text[:2], 16), int(text[2:4], 16), int(text[4:], 16)) if HEX.fullmatch(text) else None


def _hex(colour: Colour) -> str:
    return "".join(f"{channel:02X}" for channel in colour)


def _patterned(pattern: str, top: Paper, below: Paper) -> Paper:
    """The paper under dots or stripes of ``top`` on ``below``: dots that are few make a tint."""
    percent = re.fullmatch(r"pct(\d{1,2})", pattern)
    if percent and len(top) == len(below) == 1 and int(percent[1]) < DENSE:
        return (mixed(top[0], below[0], int(percent[1]) / 100),)
    return (*top, *below) if top and below else ()


def theme_fonts(theme: Element | None) -> Iterator[tuple[str, str]]:
    """(``minor`` or ``major``, name of the font for Latin letters and digits)."""
    scheme = theme.find(f"{A}themeElements/{A}fontScheme") if theme is not None else None
    for kind in ("minor", "major"):
        latin = scheme.find(f"{A}{kind}Font/{A}latin") if scheme is not None else None
        if latin is not None:
            yield kind, latin.get("typeface", "")
