"""Shapes and pictures that float over a Word page, and the rows of tables that they may cover.

Where a shape stands on the page is known only to the program that sets the page. So distances are taken at their
least: a row is covered unless it surely stands farther from the shape's paragraph than the shape reaches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf

from generator.sources.office.docx.heights import PAGE, Heights, Paged, breaks
from generator.sources.office.docx.names import W10, WP, A, V, W, attribute, names, number
from generator.sources.office.docx.styles import StyleFormats
from generator.sources.office.ooxml import Element

EMU = 635
"""To the twip."""
HAIR = 60.0
"""Twips: lines of 3 points or thinner cover no digit."""
BESIDE = frozenset((f"{WP}wrapSquare", f"{WP}wrapTopAndBottom"))
"""Text flows around these and never under them."""
BESIDE_OLD = frozenset(("square", "topAndBottom"))
PAGED = ("page", "topMargin", "top-margin-area")
OWN = ("paragraph", "line")
"""Of these positions we know where they begin: at the shape's paragraph."""
SHAPES = names(V, "shape rect oval roundrect line polyline curve arc image group")
ANCHOR, INLINE, ROW, PARAGRAPH = f"{WP}anchor", f"{WP}inline", f"{W}tr", f"{W}p"
STYLE = re.compile(r"\s*([\w-]+)\s*:\s*([^;]{0,40})")
UNITS = {"pt": 20.0, "in": 1440.0, "cm": 566.9, "mm": 56.69, "px": 15.0, "pc": 240.0, "": 1 / EMU}


@dataclass(frozen=True, slots=True)
class Reach:
    """From where to where a shape covers the page, in twips below the top of its paragraph."""

    top: float
    bottom: float
    paged: bool = False
    """Taken from the page: its paragraph may begin on the page before."""


@dataclass(slots=True)
class _Block:
    row: Element | None
    least: float
    """Height at least, in twips."""
    parts: bool
    """A page ends before it, or in it before its shapes."""
    closes: bool
    """A page ends behind it, or in it behind its shapes."""
    reaches: list[Reach]
    paragraph: Element | None = None


@dataclass(frozen=True, slots=True)
class Covered:
    """What a floating shape may cover."""

    rows: frozenset[int] = frozenset()
    """Ids of the outermost table rows."""
    paragraphs: frozenset[int] = frozenset()
    """Ids of the paragraphs between them, where something stands in their lines."""
    floating: bool = False
    """Something floats over the text somewhere."""


def covered(body: Element, styles: StyleFormats | None = None) -> Covered:
    heights = Heights(styles or StyleFormats(), Paged.read(body))
    blocks = list(_blocks(body, heights))
    rows: set[int] = set()
    paragraphs: set[int] = set()
    for order in (1, -1):
        # Down the page, then up it: how far the shapes so far still reach.
        left = -inf
        for block in blocks[::order]:
            if block.parts if order == 1 else block.closes:
                left = -inf
            own = [_left(reach, block) if order == 1 else block.least - reach.top for reach in block.reaches]
            left = max([left, *own])
            if block.row is not None and (left > 0 or block.reaches):
                rows.add(id(block.row))
            elif block.paragraph is not None and (left > 0 or block.reaches):
                paragraphs.add(id(block.paragraph))
            left -= block.least
            if block.closes if order == 1 else block.parts:
                left = -inf
    return Covered(frozenset(rows), frozenset(paragraphs), any(block.reaches for block in blocks))


def _left(reach: Reach, block: _Block) -> float:
    """How far a shape reaches below the top of its block. Its paragraph may be the row's last."""
    return reach.bottom + (block.least if block.row is not None or reach.paged else 0.0)


def is_floating(drawing: Element) -> bool:
    """Whether nothing of a drawing stands in the line itself."""
    if next(drawing.iter(INLINE), None) is not None:
        return False
    if next(drawing.iter(ANCHOR), None) is not None:
        return True
    shapes = [child for child in drawing if child.tag in SHAPES]
    return bool(shapes) and all("absolute" in style_of(shape).get("position", "") for shape in shapes)


def _blocks(container: Element, heights: Heights) -> Iterator[_Block]:
    """Paragraphs outside of tables and the outermost rows, as they follow each other."""
    stack = [iter(container)]
    moved: list[Reach] = []
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == PARAGRAPH:
            reaches = list(_reaches(child, heights.pages))
            ends = heights.pages.parted and child.find(f"{W}pPr/{W}sectPr") is not None
            # Where shapes hang on a paragraph with a break we cannot say on which side of it they stand.
            before, within = breaks(child)
            parts, closes = before or (within and not reaches), ends
            yield _Block(None, heights.of_paragraph(child), parts, closes, reaches, child)
        elif child.tag == ROW:
            reaches = [*_reaches(child, heights.pages), *moved]
            moved = []
            yield _Block(child, heights.of_row(child), False, False, reaches)
        elif len(child):
            moved += _moved_up(child)
            stack.append(iter(child))


def _moved_up(table: Element) -> Iterator[Reach]:
    """A floating table that is moved over what stands before it."""
    place = table.find(f"{W}tblPr/{W}tblpPr")
    if place is not None:
        up = number(attribute(place, "tblpY") or "0")
        if up is None or up < 0:
            yield Reach(-PAGE if up is None else up, 0.0)


def _reaches(block: Element, pages: Paged) -> Iterator[Reach]:
    for item in block.iter():
        tag = item.tag
        reach = None
        if tag == ANCHOR:
            reach = _anchored(item, pages)
        elif tag in SHAPES:
            reach = _old_shape(item, pages)
        elif tag == f"{W}framePr":
            reach = _frame(item)
        if reach is not None:
            yield reach


def _anchored(anchor: Element, pages: Paged) -> Reach | None:
    if any(item.tag in BESIDE for item in anchor):
        return None
    extent, vertical = anchor.find(f"{WP}extent"), anchor.find(f"{WP}positionV")
    size = [] if extent is None else [emu(extent.get("cx", "")), emu(extent.get("cy", ""))]
    strokes = (emu(line.get("w", "0")) for line in anchor.iter(f"{A}ln"))
    thin = bool(size) and None not in size and min(x for x in size if x is not None) <= HAIR and _thin(strokes)
    offset = vertical.find(f"{WP}posOffset") if vertical is not None else None
    at = emu(offset.text or "") if offset is not None else None
    if vertical is None or at is None or not size or size[1] is None or not _is_plain(anchor):
        # A rule under a title, say: a line hides little, so only its own row is doubted.
        return Reach(0.0, 0.0) if thin else Reach(-pages.height, pages.height, paged=True)
    return _placed(vertical.get("relativeFrom") or "", at, size[1], pages)


def _is_plain(anchor: Element) -> bool:
    """As tall as it says: not turned, and no share of the page."""
    turned = any(item.get("rot", "0") not in ("0", "") for item in anchor.iter(f"{A}xfrm"))
    return not turned and not any(item.tag.endswith("}sizeRelV") for item in anchor.iter())


def _placed(where: str, at: float, tall: float, pages: Paged) -> Reach:
    """A shape ``tall`` twips in height, ``at`` twips below what ``where`` names."""
    if where in OWN or where == "text":
        return Reach(at, at + tall)
    lowest = pages.height - pages.bottom
    if where in PAGED:
        # Its paragraph stands anywhere between the margins.
        return Reach(at - lowest, at + tall - pages.top, paged=True)
    if where == "margin":
        return Reach(at + pages.top - lowest, at + tall + pages.slack, paged=True)
    return Reach(-pages.height, pages.height, paged=True)


def _old_shape(shape: Element, pages: Paged) -> Reach | None:
    style = style_of(shape)
    if style.get("position") != "absolute" and shape.tag != f"{V}line":
        return None
    wraps = {wrap.get("type", "") for wrap in shape.iter(f"{W10}wrap")}
    if wraps & BESIDE_OLD:
        return None
    stroke = measure(shape.get("strokeweight", "1pt"))
    if shape.tag == f"{V}line":
        return _old_line(style, shape, pages) if _thin([stroke]) else Reach(-PAGE, PAGE)
    wide, tall, top = (measure(style.get(name, "")) for name in ("width", "height", "margin-top"))
    thin = wide is not None and tall is not None and min(wide, tall) <= HAIR and _thin([stroke])
    where = style.get("mso-position-vertical-relative", "text")
    odd = {"mso-position-vertical", "mso-height-percent", "rotation"} & style.keys()
    if tall is None or top is None or odd:
        return Reach(0.0, 0.0) if thin else Reach(-pages.height, pages.height, paged=True)
    return _placed(where, top, tall, pages)


def _old_line(style: dict[str, str], shape: Element, pages: Paged) -> Reach:
    """A thin line from one point to another."""
    ends = [measure(shape.get(end, "").rpartition(",")[2].strip()) for end in ("from", "to")]
    if None in ends:
        return Reach(0.0, 0.0)
    top, bottom = sorted(end for end in ends if end is not None)
    return _placed(style.get("mso-position-vertical-relative", "text"), top, bottom - top, pages)


def _frame(frame: Element) -> Reach | None:
    """A paragraph in a frame of its own; other text flows around it unless it says otherwise."""
    return Reach(-PAGE, PAGE) if attribute(frame, "wrap") in ("none", "through") else None


def _thin(strokes: Iterable[float | None]) -> bool:
    return all(stroke is not None and stroke <= HAIR for stroke in strokes)


def style_of(shape: Element) -> dict[str, str]:
    return {name.lower(): said.strip().lower() for name, said in STYLE.findall(shape.get("style", "")[:2000])}


def emu(text: str) -> float | None:
    return int(text) / EMU if re.fullmatch(r"\s*-?\d{1,12}\s*", text) else None


def measure(text: str) -> float | None:
    found = re.fullmatch(r"(-?\d{0,9}\.?\d{0,9})([a-z]{0,2})", text)
    if not found or found[2] not in UNITS or not any(c.isdigit() for c in found[1]):
        return None
    return float(found[1]) * UNITS[found[2]]
