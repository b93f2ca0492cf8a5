"""Shapes and pictures that float over a Word page, and the rows of tables that they may cover.

Where a shape stands on the page is known only to the program that sets the page. So distances are taken at their
least: a row is covered unless it surely stands farther from the shape's paragraph than the shape reaches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf

from generator.sources.docx_names import FALSE, W10, WP, A, V, W, attribute, names, number, value
from generator.sources.ooxml import Element

EMU = 635
"""To the twip."""
HAIR = 60.0
"""Twips: lines of 3 points or thinner cover no digit."""
LEAST_HEIGHT = 200.0
"""Twips of a line, unless the file states less."""
LINE_CHARACTERS = 60
"""A line of the narrowest print holds no more of a Chinese text."""
PAGE = 16_838.0
"""Twips of a page's height."""
BESIDE = frozenset((f"{WP}wrapSquare", f"{WP}wrapTopAndBottom"))
"""Text flows around these and never under them."""
BESIDE_OLD = frozenset(("square", "topAndBottom"))
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


@dataclass(slots=True)
class _Block:
    row: Element | None
    least: float
    """Height at least, in twips."""
    parts: bool
    """A page ends before it."""
    reaches: list[Reach]


def covered_rows(body: Element) -> frozenset[int]:
    """Ids of the outermost table rows that a floating shape may cover."""
    blocks = list(_blocks(body))
    covered: set[int] = set()
    for order in (1, -1):
        # Down the page, then up it: how far the shapes so far still reach.
        left = -inf
        for block in blocks[::order]:
            if order == 1 and block.parts:
                left = -inf
            inside = block.least if block.row is not None else 0.0  # its paragraph may be the row's last
            own = [reach.bottom + inside if order == 1 else block.least - reach.top for reach in block.reaches]
            left = max([left, *own])
            if block.row is not None and (left > 0 or block.reaches):
                covered.add(id(block.row))
            left -= block.least
            if order == -1 and block.parts:
                left = -inf
    return frozenset(covered)


def is_floating(drawing: Element) -> bool:
    """Whether nothing of a drawing stands in the line itself."""
    if next(drawing.iter(INLINE), None) is not None:
        return False
    if next(drawing.iter(ANCHOR), None) is not None:
        return True
    shapes = [child for child in drawing if child.tag in SHAPES]
    return bool(shapes) and all("absolute" in _style(shape).get("position", "") for shape in shapes)


def _blocks(container: Element) -> Iterator[_Block]:
    """Paragraphs outside of tables and the outermost rows, as they follow each other."""
    stack = [iter(container)]
    moved: list[Reach] = []
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == PARAGRAPH:
            yield _paragraph(child)
        elif child.tag == ROW:
            block = _row(child)
            block.reaches += moved
            moved = []
            yield block
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


def _paragraph(paragraph: Element) -> _Block:
    properties = paragraph.find(f"{W}pPr")
    spacing = properties.find(f"{W}spacing") if properties is not None else None
    line = number(attribute(spacing, "line") or "240") if spacing is not None else 240.0
    small = 0.0 if line is None else min(abs(line), LEAST_HEIGHT)
    characters = sum(len(text.text or "") for text in paragraph.iter(f"{W}t"))
    broken = value(properties, "pageBreakBefore") not in (None, *FALSE)
    broken = broken or any(attribute(item, "type") == "page" for item in paragraph.iter(f"{W}br"))
    lines = max(1, characters // LINE_CHARACTERS) if characters or line else 0
    return _Block(None, small * lines, broken, list(_reaches(paragraph)))


def _row(row: Element) -> _Block:
    height = row.find(f"{W}trPr/{W}trHeight")
    stated = number(attribute(height, "val") or "0") if height is not None else LEAST_HEIGHT
    exact = height is not None and attribute(height, "hRule") == "exact"
    least = (stated or 0.0) if exact else max(stated or 0.0, LEAST_HEIGHT)
    return _Block(row, max(least, 0.0), False, list(_reaches(row)))


def _reaches(block: Element) -> Iterator[Reach]:
    for item in block.iter():
        tag = item.tag
        reach = None
        if tag == ANCHOR:
            reach = _anchored(item)
        elif tag in SHAPES:
            reach = _old_shape(item)
        elif tag == f"{W}framePr":
            reach = _frame(item)
        if reach is not None:
            yield reach


def _anchored(anchor: Element) -> Reach | None:
    if any(item.tag in BESIDE for item in anchor):
        return None
    extent, vertical = anchor.find(f"{WP}extent"), anchor.find(f"{WP}positionV")
    size = [] if extent is None else [_emu(extent.get("cx", "")), _emu(extent.get("cy", ""))]
    strokes = (_emu(line.get("w", "0")) for line in anchor.iter(f"{A}ln"))
    if size and None not in size and min(x for x in size if x is not None) <= HAIR and _thin(strokes):
        return None
    offset = vertical.find(f"{WP}posOffset") if vertical is not None else None
    at = _emu(offset.text or "") if offset is not None else None
    if vertical is None or at is None or not size or size[1] is None or vertical.get("relativeFrom") not in OWN:
        return Reach(-PAGE, PAGE)
    return Reach(at, at + size[1])


def _old_shape(shape: Element) -> Reach | None:
    style = _style(shape)
    if style.get("position") != "absolute" and shape.tag != f"{V}line":
        return None
    wraps = {wrap.get("type", "") for wrap in shape.iter(f"{W10}wrap")}
    if wraps & BESIDE_OLD:
        return None
    stroke = _measure(shape.get("strokeweight", "1pt"))
    if shape.tag == f"{V}line":
        return None if _thin([stroke]) else Reach(-PAGE, PAGE)
    wide, tall, top = (_measure(style.get(name, "")) for name in ("width", "height", "margin-top"))
    if wide is not None and tall is not None and min(wide, tall) <= HAIR and _thin([stroke]):
        return None
    where = style.get("mso-position-vertical-relative", "text")
    if tall is None or top is None or where not in ("text", "line") or "mso-position-vertical" in style:
        return Reach(-PAGE, PAGE)
    return Reach(top, top + tall)


def _frame(frame: Element) -> Reach | None:
    """A paragraph in a frame of its own; other text flows around it unless it says otherwise."""
    return Reach(-PAGE, PAGE) if attribute(frame, "wrap") in ("none", "through") else None


def _thin(strokes: Iterable[float | None]) -> bool:
    return all(stroke is not None and stroke <= HAIR for stroke in strokes)


def _style(shape: Element) -> dict[str, str]:
    return {name.lower(): said.strip().lower() for name, said in STYLE.findall(shape.get("style", "")[:2000])}


def _emu(text: str) -> float | None:
    return int(text) / EMU if re.fullmatch(r"\s*-?\d{1,12}\s*", text) else None


def _measure(text: str) -> float | None:
    found = re.fullmatch(r"(-?\d{0,9}\.?\d{0,9})([a-z]{0,2})", text)
    if not found or found[2] not in UNITS or not any(c.isdigit() for c in found[1]):
        return None
    return float(found[1]) * UNITS[found[2]]
