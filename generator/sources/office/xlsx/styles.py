"""The styles of a spreadsheet: what a cell's number, its ink, its paper and its place look like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.sources.office.ooxml import Element
from generator.sources.office.xlsx.colours import BLACK, WHITE, WorkbookPalette, local
from generator.sources.office.xlsx.formats import NumberFormat, parse_format
from generator.sources.office.xlsx.numbers import format_of
from generator.text.visible import Colour, Visibility, of_colours, of_size

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MAX_STYLES = 65_500
"""Excel keeps so many cell styles."""
POINTS = 11.0
PICTURES = re.compile(
    r"(?:wing|web)dings|symbol|dingbat|marlett|mt extra|bar ?code|code ?(?:39|93|128)|3 ?of ?9|ean[- ]?13|emoji|icon",
    re.IGNORECASE,
)
"""Fonts whose digits are pictures."""
OFF = ("0", "false", "off")
FILLED = ("justify", "distributed")
"""Places across that break the text of a cell into lines."""
AMBIGUOUS = "!"
"""For a format that is defined twice: no code that anyone is certain of."""
APPLIED = (("applyNumberFormat", "numFmtId"), ("applyFont", "fontId"), ("applyFill", "fillId"))


@dataclass(frozen=True, slots=True)
class Font:
    """``ink`` is None where its colour is not understood."""

    ink: Colour | None = BLACK
    points: float = POINTS
    struck: bool = False
    raised: bool = False
    pictures: bool = False
    name: str = ""

    def visibility(self, papers: Sequence[Colour | None]) -> Visibility:
        """On a fill of these colours, each of which may lie behind the digits."""
        if self.pictures or self.ink is None:
            return Visibility.UNSURE
        ink = self.ink
        seen = [Visibility.UNSURE if paper is None else of_colours(ink, paper) for paper in papers]
        return max(of_size(self.points), *seen)


@dataclass(frozen=True, slots=True)
class CellStyle:
    """A cell style. ``papers`` are the colours that its fill is made of."""

    form: NumberFormat = field(default_factory=lambda: parse_format("General"))
    font: Font = Font()
    papers: tuple[Colour | None, ...] = (WHITE,)
    wrapped: bool = False
    shrunk: bool = False
    indent: int = 0
    placed: str = ""
    """Where the cell's text stands across: "left", "right", "center", "centerContinuous", or "" as is usual."""
    crossed: bool = False
    """Lines run from corner to corner: through the digits, or in place of them."""
    turned: bool = False
    """Rotated, stacked, repeated to fill, or in an order from right to left."""
    certain: bool = True
    """False where programs differ about which of two looks holds."""


@dataclass(frozen=True, slots=True)
class Differential:
    """What a rule lays over a cell: None where it leaves the cell's own."""

    ink: Colour | None = None
    papers: tuple[Colour | None, ...] | None = None
    changes: bool = False
    """It strikes out, raises, moves or makes tiny, or has a colour that is not understood."""
    form: NumberFormat | None = None
    """The number format that it brings."""

    def over(self, style: CellStyle) -> CellStyle:
        font = style.font if self.ink is None else replace(style.font, ink=self.ink)
        return replace(style, font=font, papers=style.papers if self.papers is None else self.papers)


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles of a file."""

    palette: WorkbookPalette = field(default_factory=WorkbookPalette)
    cells: Sequence[CellStyle] = ()
    differentials: Sequence[Differential] = ()
    points: float = POINTS
    """Of the normal font, by whose digits widths of columns are measured."""
    tables: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """The differentials of the file's own table styles, by name."""
    doubled_tables: frozenset[str] = frozenset()
    """Names that two of those styles have."""
    certain: bool = True

    def style(self, at: int) -> CellStyle:
        if not self.cells:
            return CellStyle(certain=self.certain)
        found = self.cells[at] if at < len(self.cells) else replace(self.cells[0], certain=False)
        return found if self.certain else replace(found, certain=False)


def parse_styles(root: Element, palette: WorkbookPalette) -> Styles:
    fonts = [parse_font(item, palette) for item in root.iterfind(f"{S}fonts/{S}font")]
    fills = [_papers(item, palette) for item in root.iterfind(f"{S}fills/{S}fill")]
    crossed = [_is_crossed(item) for item in root.iterfind(f"{S}borders/{S}border")]
    tags = [part.tag for part in root]
    # Of two lists of one kind, or two colours of one font, each program takes another one.
    certain = len(tags) == len(set(tags))
    tables = [(item.get("name", ""), item) for item in root.iterfind(f"{S}tableStyles/{S}tableStyle")]
    named = Counter(name for name, _ in tables)
    return Styles(
        palette,
        tuple(_cell_styles(root, fonts, fills, crossed)),
        tuple(_differential(item, palette) for item in root.iterfind(f"{S}dxfs/{S}dxf")),
        fonts[0].points if fonts else POINTS,
        {name: _differential_ids(item) for name, item in tables},
        frozenset(name for name, count in named.items() if count > 1),
        certain,
    )


def _codes(root: Element) -> dict[str, str]:
    """The codes of the file's own number formats, by id."""
    codes: dict[str, str] = {}
    for item in root.iterfind(f"{S}numFmts/{S}numFmt"):
        at, code = item.get("numFmtId", ""), item.get("formatCode", "")
        codes[at] = code if codes.get(at, code) == code else AMBIGUOUS
    return codes


def _differential_ids(table: Element) -> list[int]:
    return [number(part.get("dxfId")) for part in table if part.get("dxfId")]


def parse_font(item: Element, palette: WorkbookPalette) -> Font:
    """A ``font`` of the styles, or the ``rPr`` of a run."""
    named = {local(part): part for part in item}
    size = named["sz"].get("val", "") if "sz" in named else str(POINTS)
    name = next((named[tag].get("val", "") for tag in ("name", "rFont") if tag in named), "")
    charset = named["charset"].get("val", "") if "charset" in named else ""
    return Font(
        palette.resolve(named.get("color"), BLACK) if len(named) == len(item) else None,
        float(size) if re.fullmatch(r"\d{1,3}(?:\.\d{1,9})?", size, re.ASCII) else 0.0,
        "strike" in named and named["strike"].get("val", "1") not in OFF,
        "vertAlign" in named and named["vertAlign"].get("val") != "baseline",
        bool(PICTURES.search(name)) or charset == "2",
        name,
    )


def number(text: str | None) -> int:
    """A whole number of a file; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0


def _cell_styles(
    root: Element, fonts: Sequence[Font], fills: Sequence[tuple[Colour | None, ...]], crossed: Sequence[bool]
) -> Iterator[CellStyle]:
    codes, parents = _codes(root), list(root.iterfind(f"{S}cellStyleXfs/{S}xf"))
    forms: dict[str, NumberFormat] = {}
    for count, xf in enumerate(root.iterfind(f"{S}cellXfs/{S}xf")):
        if count > MAX_STYLES:
            return
        at = xf.get("numFmtId", "0")
        if at not in forms:
            forms[at] = format_of(number(at), codes.get(at, ""))
        font, fill, border = (number(xf.get(name)) for name in ("fontId", "fillId", "borderId"))
        parent = number(xf.get("xfId"))
        # Excel takes a cell's own look always, others their style's where the cell says that its own is not applied.
        unsure = parent < len(parents) and any(
            (xf.get(flag) in OFF or xf.get(name) is None) and xf.get(name, "0") != parents[parent].get(name, "0")
            for flag, name in APPLIED
        )
        style = CellStyle(
            forms[at],
            fonts[font] if font < len(fonts) else Font(),
            fills[fill] if fill < len(fills) else (WHITE,),
            crossed=border < len(crossed) and crossed[border],
            certain=not unsure,
        )
        yield _aligned(style, xf.find(f"{S}alignment"))


def _aligned(style: CellStyle, alignment: Element | None) -> CellStyle:
    if alignment is None:
        return style
    turned = (
        alignment.get("textRotation", "0") not in ("0", "")
        or alignment.get("horizontal") == "fill"
        or alignment.get("readingOrder") == "2"
    )
    return replace(
        style,
        wrapped=alignment.get("wrapText", "0") not in OFF or alignment.get("horizontal") in FILLED,
        shrunk=alignment.get("shrinkToFit", "0") not in OFF,
        indent=number(alignment.get("indent")),
        turned=turned,
        placed=alignment.get("horizontal", ""),
    )


def _is_crossed(border: Element) -> bool:
    drawn = any(border.get(name, "0") not in OFF for name in ("diagonalUp", "diagonalDown"))
    line = border.find(f"{S}diagonal")
    return drawn and line is not None and line.get("style", "none") != "none"


def _papers(fill: Element, palette: WorkbookPalette, *, of_rule: bool = False) -> tuple[Colour | None, ...]:
    pattern = fill.find(f"{S}patternFill")
    if pattern is not None:
        kind = pattern.get("patternType", "solid" if of_rule else "none")
        front, back = pattern.find(f"{S}fgColor"), pattern.find(f"{S}bgColor")
        if kind == "none":
            return (WHITE,)
        if kind == "solid":
            # In a rule the colour of a plain fill is the back one.
            chosen = back if of_rule and back is not None else front
            return (palette.resolve(chosen, WHITE if of_rule else BLACK),)
        return palette.resolve(front, BLACK), palette.resolve(back, WHITE)
    stops = [palette.resolve(stop.find(f"{S}color"), BLACK) for stop in fill.iterfind(f"{S}gradientFill/{S}stop")]
    return tuple(stops) or (WHITE,)


def _differential(dxf: Element, palette: WorkbookPalette) -> Differential:
    font, fill = dxf.find(f"{S}font"), dxf.find(f"{S}fill")
    ink, odd = _differential_font(font, palette) if font is not None else (None, False)
    code = dxf.find(f"{S}numFmt")
    form = format_of(number(code.get("numFmtId")), code.get("formatCode", "")) if code is not None else None
    papers = _papers(fill, palette, of_rule=True) if fill is not None else None
    return Differential(ink, papers, odd or dxf.find(f"{S}alignment") is not None, form)


def _differential_font(font: Element, palette: WorkbookPalette) -> tuple[Colour | None, bool]:
    """(the ink that a rule lays over a cell, whether it changes letters otherwise or is not understood)."""
    colour = font.find(f"{S}color")
    ink = palette.resolve(colour, BLACK) if colour is not None else None
    parsed = parse_font(font, palette)
    sized = font.find(f"{S}sz") is not None and of_size(parsed.points) is not Visibility.SEEN
    return ink, parsed.struck or parsed.raised or parsed.pictures or sized or (colour is not None and ink is None)
