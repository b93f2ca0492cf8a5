"""What the properties of runs and paragraphs say that bears on being seen. What we do not know leaves a doubt.

Properties are kept as text by name, so that those of styles, tables and runs can be laid over one another. Names that
begin with ``?`` are doubts: whatever stands behind them could hide, move, reverse, replace or cover the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.sources.office.docx.colours import Paper, ThemePalette
from generator.sources.office.docx.names import FALSE, TRUE, W14, W15, W, attribute, names, number
from generator.sources.office.ooxml import Element

Properties = Mapping[str, str]

DOUBT = "?"
STRANGE = "?strange"
"""The doubt of everything that we never heard of, under one name, so that styles cannot pile up names."""

HARMLESS_RUN = names(
    W,
    "rStyle b bCs i iCs caps smallCaps shadow noProof snapToGrid kern u lang szCs oMath rPrChange "
    "ins del moveFrom moveTo",
) | names(W14, "ligatures numForm numSpacing stylisticSets cntxtAlts")
"""Move no digit and hide none."""
TOGGLES = frozenset(("vanish", "strike", "dstrike"))
DOUBTED_TOGGLES = frozenset(("specVanish", "webHidden", "outline", "emboss", "imprint", "rtl", "cs", "bidi"))
"""Hidden whatever the run says, or in some programs and views; hollow, pale relief, or printed from the right."""
PLAIN = frozenset(("sz", "vertAlign", "position", "w", "spacing"))

HARMLESS_PARAGRAPH = names(
    W,
    "pStyle keepNext keepLines pageBreakBefore widowControl numPr suppressLineNumbers pBdr tabs suppressAutoHyphens "
    "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN adjustRightInd snapToGrid "
    "contextualSpacing mirrorIndents suppressOverlap jc textAlignment outlineLvl divId cnfStyle rPr sectPr pPrChange",
) | {f"{W15}webExtensionLinked", f"{W15}webExtensionCreated"}

EMPHASIS = ("none", "dot", "comma", "circle", "underDot")
"""Marks above or below letters."""
FRAMED = "framed"
"""Said of a border that leaves its letters to be read."""
LINES = ("single", "double", "dotted", "dashed", "dotDash", "dotDotDash", "dashSmallGap", "wave", "thick")
THICKEST, WIDEST = 12.0, 4.0
"""Eighths of a point of a border's line, and points between it and its letters."""
TURNING = frozenset(
    f"?{name}" for name in ("rtl", "cs", "bidi", "emboss", "imprint", "outline", "effect", "eastAsianLayout")
) | frozenset(f"?{name}" for name in ("textDirection", "shadow", "fitText", "em", "bdr"))
"""Doubts of digits only: words that are turned, hollow or pressed together are still read."""

EDGES = frozenset(
    f"{edge}{unit}" for edge in ("left", "right", "start", "end", "firstLine", "hanging") for unit in ("", "Chars")
)
"""What a ``w:ind`` may say."""
SYMBOLS = (
    *("symbol", "wingding", "webding", "dingbat", "marlett", "mt extra", "sorts", "blank", "icon", "awesome"),
    *("outlook", "reference specialty", "mdl2", "assets", "ornament", "hieroglyph", "braille", "music", "chess"),
    *("barcode", "bar code", "3 of 9", "3of9", "idautomation", "code128", "code 128", "code39", "code 39", "code93"),
    *("code 93", "c39", "datamatrix", "data matrix", "pdf417", "ean13", "ean-13", "ean 13", "ean8", "upca", "upc-a"),
    *("qrcode", "qr code", "codabar", "interleaved", "2of5", "2 of 5"),
)
"""In fonts with these words in their names a digit's code prints a picture, bars or nothing."""
LINE = 312.0
"""Twips of a line where room is stated in lines: half a millimetre more than most programs take."""
UPRIGHT = ("lrTb", "lr", "lrTbV", "lrV", "horz")


@dataclass(frozen=True, slots=True)
class PropertyReader:
    """Reads properties of one document: its theme's colours and fonts, and which of its fonts are pictures."""

    palette: ThemePalette = field(default_factory=ThemePalette)
    theme_fonts: Mapping[str, str] = field(default_factory=dict)
    """``minor`` and ``major`` → the font of digits."""
    strange_fonts: frozenset[str] = frozenset()
    """Fonts that the file brings along or puts in another's place: in lower case."""

    def run(self, properties: Element | None) -> dict[str, str]:
        return self._read(properties, self._run_property)

    def paragraph(self, properties: Element | None) -> dict[str, str]:
        return self._read(properties, self._paragraph_property)

    def paper(self, properties: Element | None) -> Paper | None:
        """The shading in the properties of a table, row or cell."""
        shade = properties.find(f"{W}shd") if properties is not None else None
        return None if shade is None else self.palette.shading(shade)

    def _read(self, properties: Element | None, told: Callable[[Element], Iterator[tuple[str, str]]]) -> dict[str, str]:
        found: dict[str, str] = {}
        for item in () if properties is None else properties:
            for name, value in told(item):
                if found.get(name, value) != value:
                    found[STRANGE] = "1"  # said twice, and not alike
                found[name] = value
        return found

    def _run_property(self, item: Element) -> Iterator[tuple[str, str]]:
        tag = item.tag
        if tag in HARMLESS_RUN:
            return
        name = tag.removeprefix(W)
        said = attribute(item, "val")
        if name in TOGGLES:
            yield (name, said) if said in TRUE or said in FALSE else (STRANGE, "1")
        elif name in DOUBTED_TOGGLES:
            yield DOUBT + name, "0" if said in FALSE else "1"
        elif name in PLAIN:
            yield name, said
        elif name in ("color", "shd", "highlight", f"{W14}textFill"):
            yield self._colour(name, item)
        elif name == "rFonts":
            yield from self._fonts(item)
        elif name in DOUBTED_RUN:
            yield DOUBT + name.removeprefix(W14), DOUBTED_RUN[name](item)
        else:
            yield STRANGE, "1"

    def _colour(self, name: str, item: Element) -> tuple[str, str]:
        """The colour of letters, or of what they stand upon."""
        if name == "color":
            return "ink", self.palette.ink(item)
        if name == "shd":
            return "paper", _written(self.palette.shading(item))
        if name == "highlight":
            return "highlight", _written(self.palette.highlight(attribute(item, "val")))
        return "fill", self.palette.text_fill(item) or ""

    def _fonts(self, fonts: Element) -> Iterator[tuple[str, str]]:
        for way in ("ascii", "hAnsi", "eastAsia"):
            theme = attribute(fonts, f"{way}Theme")
            name = self.theme_fonts.get(theme[:5], "") if theme else attribute(fonts, way)
            if theme or name:
                yield DOUBT + way, "1" if self.is_strange(name) else "0"

    def is_strange(self, font: str) -> bool:
        font = font.lower()
        return font in self.strange_fonts or any(word in font for word in SYMBOLS)

    def _paragraph_property(self, item: Element) -> Iterator[tuple[str, str]]:
        tag = item.tag
        if tag in HARMLESS_PARAGRAPH:
            return
        name = tag.removeprefix(W)
        if name == "spacing":
            yield from _spacing(item)
        elif name == "ind":
            yield from _indents(item)
        elif name in DOUBTED_TOGGLES:
            yield DOUBT + name, "0" if attribute(item, "val") in FALSE else "1"
        elif name == "shd":
            yield "paper", _written(self.palette.shading(item))
        elif name == "textDirection":
            yield DOUBT + name, "0" if attribute(item, "val") in UPRIGHT else "1"
        elif tag == f"{W15}collapsed":
            yield "collapsed", "0" if item.get(f"{W15}val", "") in FALSE else "1"
        else:
            yield STRANGE if name not in ("framePr", "textboxTightWrap") else DOUBT + name, "1"


def _spacing(item: Element) -> Iterator[tuple[str, str]]:
    """The height of lines, and the room before and after a paragraph."""
    for part in ("line", "lineRule"):
        if attribute(item, part):
            yield part, attribute(item, part)
    for part in ("before", "after"):
        lines = number(attribute(item, f"{part}Lines") or "0")
        if lines != 0:
            yield part, "?" if lines is None else str(lines / 100 * LINE)
        elif attribute(item, part):
            yield part, attribute(item, part)


def _indents(item: Element) -> Iterator[tuple[str, str]]:
    for key, said in item.attrib.items():
        edge = key.removeprefix(W)
        yield (f"ind.{edge}", said) if edge in EDGES else (STRANGE, "1")


def _of_shadow(item: Element) -> str:
    still = item.get(f"{W14}dist", "0") == "0" and item.get(f"{W14}blurRad", "0") == "0"
    return "0" if still else "1"


def _of_border(item: Element) -> str:
    if attribute(item, "val") in ("none", "nil"):
        return "0"
    return FRAMED if _is_fine(item) else "1"


DOUBTED_RUN: Mapping[str, Callable[[Element], str]] = {
    "em": lambda item: "0" if attribute(item, "val") in EMPHASIS else "1",
    "effect": lambda item: "0" if attribute(item, "val") == "none" else "1",
    "bdr": _of_border,
    "fitText": lambda item: "1",
    "eastAsianLayout": lambda item: "1" if attribute(item, "combine") or attribute(item, "vert") else "0",
    f"{W14}textOutline": lambda item: "0" if item.find(f"{W14}noFill") is not None else "1",
    f"{W14}shadow": _of_shadow,
}
"""Properties of a run that are doubts, and what is said of each."""


def hides_words(name: str, said: str) -> bool:
    return said == "1" and name.startswith(DOUBT) and name not in TURNING


def _is_fine(border: Element) -> bool:
    """A thin line round letters, close to them and not over them."""
    size, space = (number(attribute(border, name) or "0") for name in ("sz", "space"))
    fine = size is not None and space is not None and 0 <= size <= THICKEST and 0 <= space <= WIDEST
    return fine and attribute(border, "val") in LINES


def is_set(properties: Properties, name: str) -> bool:
    return name in properties and properties[name] not in FALSE


def doubted(properties: Properties) -> bool:
    return any(said == "1" for name, said in properties.items() if name.startswith(DOUBT))


def _written(paper: Paper | None) -> str:
    """Empty for none, ``?`` for one that we cannot say."""
    if paper is None:
        return ""
    return "/".join(f"{red:02X}{green:02X}{blue:02X}" for red, green, blue in paper) or DOUBT
