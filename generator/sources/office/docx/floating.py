"""Shapes and pictures that float over a Word page, and the rows of tables that they may cover.

Where a shape stands on the page is known only to the program that sets the page. So distances are taken at their
least: a row is covered unless it surely stands farther from the shape's paragraph than the shape reaches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf

from generator.sources.office.docx.heights import PAGE, Heights, Paged, breaks
from generator.sources.office.docx.lengths import emu, measure, style_of
from generator.sources.office.docx.names import W10, WP, A, V, W, attribute, names, number
from generator.sources.office.docx.styles import StyleFormats
from generator.sources.office.ooxml import Element

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
    """The rows and paragraphs of a document that something floating may cover."""
    heights = Heights(styles or StyleFormats(), Paged.read(body))
    blocks = list(_blocks(body, heights))
    under = [*_under(blocks, down=True), *_under(blocks[::-1], down=False)]
    return Covered(
        frozenset(id(block.row) for block in under if block.row is not None),
        frozenset(id(block.paragraph) for block in under if block.row is None and block.paragraph is not None),
        any(block.reaches for block in blocks),
    )


def _under(blocks: Iterable[_Block], down: bool) -> Iterator[_Block]:
    """The blocks that a shape may cover, going ``down`` the page or up it: how far the shapes so far still reach."""
    left = -inf
    for block in blocks:
        if block.parts if down else block.closes:
            left = -inf
        own = [_left(reach, block) if down else block.least - reach.top for reach in block.reaches]
        left = max([left, *own])
        if left > 0 or block.reaches:
            yield block
        left -= block.least
        if block.closes if down else block.parts:
            left = -inf


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
    wide, tall = (None if extent is None else emu(extent.get(name, "")) for name in ("cx", "cy"))
    at = _offset(vertical)
    if vertical is None or at is None or tall is None or not _is_plain(anchor):
        # A rule under a title, say: a line hides little, so only its own row is doubted.
        strokes = [emu(line.get("w", "0")) for line in anchor.iter(f"{A}ln")]
        thin = _is_line(wide, tall, strokes)
        return Reach(0.0, 0.0) if thin else Reach(-pages.height, pages.height, paged=True)
    return _placed(vertical.get("relativeFrom") or "", at, tall, pages)


def _offset(position: Element | None) -> float | None:
    """The distance in twips that a ``wp:positionV`` states."""
    offset = position.find(f"{WP}posOffset") if position is not None else None
    return emu(offset.text or "") if offset is not None else None


def _is_line(wide: float | None, tall: float | None, strokes: Iterable[float | None]) -> bool:
    """Whether a shape is no more than a thin line."""
    return wide is not None and tall is not None and min(wide, tall) <= HAIR and _thin(strokes)


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
    straight = shape.tag == f"{V}line"
    if style.get("position") != "absolute" and not straight:
        return None
    wraps = {wrap.get("type", "") for wrap in shape.iter(f"{W10}wrap")}
    if wraps & BESIDE_OLD:
        return None
    stroke = measure(shape.get("strokeweight", "1pt"))
    if straight:
        return _old_line(style, shape, pages) if _thin([stroke]) else Reach(-PAGE, PAGE)
    wide, tall, top = (measure(style.get(name, "")) for name in ("width", "height", "margin-top"))
    odd = {"mso-position-vertical", "mso-height-percent", "rotation"} & style.keys()
    if tall is None or top is None or odd:
        thin = _is_line(wide, tall, [stroke])
        return Reach(0.0, 0.0) if thin else Reach(-pages.height, pages.height, paged=True)
    return _placed(style.get("mso-position-vertical-relative", "text"), top, tall, pages)


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
