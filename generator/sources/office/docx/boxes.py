"""Text boxes of a Word file: what bounds the text in them, and whether they are plainly shown.

A box may cut off, hide, cover or move what stands in it. So a table in a box is read only where the box is one of the
ordinary kind: a rectangle of a stated place and size, or one that grows with its text, with nothing unknown about it.
"""

from __future__ import annotations

from dataclasses import replace

from generator.sources.office.docx.colours import WHITE, Paper, ThemePalette
from generator.sources.office.docx.floating import ANCHOR, BESIDE, INLINE, SHAPES
from generator.sources.office.docx.heights import Paged
from generator.sources.office.docx.lengths import emu
from generator.sources.office.docx.names import BOX, WP, WPS, A
from generator.sources.office.docx.old_boxes import FARTHEST, SMALLEST, THICKEST, UNKNOWN, TextBox, old_box, shape_paper
from generator.sources.office.ooxml import Element
from generator.text.visible import Colour

ROUND = 0.1


SHAPE_PARTS = ("cNvSpPr", "cNvPr", "spPr", "style", "txbx", "bodyPr")
PLAIN_PARTS = frozenset(f"{A}{name}" for name in ("xfrm", "prstGeom", "noFill", "solidFill", "gradFill", "ln"))
"""Share of a box that round corners take from its text on each side."""
SILENT_ATTRIBUTES = frozenset(
    ("distT", "distB", "distL", "distR", "relativeHeight", "locked", "layoutInCell", "allowOverlap")
)
BODY = {
    **dict.fromkeys(("lIns", "tIns", "rIns", "bIns", "anchor", "upright", "compatLnSpc", "forceAA")),
    **dict.fromkeys(("spcFirstLastPara", "rtlCol")),
    "rot": ("0",),
    "vert": ("horz",),
    "wrap": ("square",),
    "anchorCtr": ("0", "false"),
    "fromWordArt": ("0", "false"),
    "numCol": ("1",),
    "vertOverflow": ("overflow", "clip"),
    "horzOverflow": ("overflow", "clip"),
}
"""What the body of a box may say, and which words of it are harmless; None for all."""
HOLDERS = SHAPES | {ANCHOR, INLINE}


AREAS = ("page", "margin", "column")


def boxes(body: Element, palette: ThemePalette, pages: Paged) -> dict[int, TextBox]:
    """Id of the content of each text box → what holds it."""
    found: dict[int, TextBox] = {}
    within: set[int] = set()
    for item in body.iter():
        if id(item) in within or item.tag not in HOLDERS:
            continue
        within.update(id(part) for part in item.iter() if part.tag in HOLDERS)
        inside = list(item.iter(BOX))
        if not inside:
            continue
        box = old_box(item, pages) if item.tag in SHAPES else _drawn(item, palette, pages)
        for content in inside:
            # Of boxes in boxes, or several in one drawing, nothing is known.
            found[id(content)] = box if len(inside) == 1 else replace(UNKNOWN, hidden=box.hidden)
    return found


def _drawn(item: Element, palette: ThemePalette, pages: Paged) -> TextBox:
    """The text box of a drawing in DrawingML."""
    wide, tall = (size or 0.0 for size in _sizes(item))
    place, away = _placed(item, wide, tall, pages) if item.tag == ANCHOR else (True, False)
    hidden = away or _is_hidden(item) or min(wide, tall) < SMALLEST
    shape = next(item.iter(f"{WPS}wsp"), None)
    said = shape.find(f"{WPS}bodyPr") if shape is not None else None
    if hidden or shape is None or said is None:
        return replace(UNKNOWN, hidden=hidden)
    edges = _insets(said)
    left, top, right, bottom = edges or (0.0, 0.0, 0.0, 0.0)
    round_ = ROUND * min(wide, tall) if "roundRect" in _geometry(shape) else 0.0
    return TextBox(
        width=wide - left - right - 2 * round_,
        height=_shown_height(said, tall, pages) - top - bottom - 2 * round_,
        wide=wide,
        paper=_paper(shape, palette),
        plain=all((place, edges is not None, _is_plain_drawing(item, shape, said))),
        inline=item.tag == INLINE,
    )


def _shown_height(said: Element, tall: float, pages: Paged) -> float:
    """The height that a box shows of its text; one that grows with it has no end but its page's."""
    return pages.text if said.find(f"{A}spAutoFit") is not None else min(tall, pages.text)


def _sizes(item: Element) -> tuple[float | None, float | None]:
    """Width and height of a drawing, at the least; None for one that is not stated."""
    extent, own = item.find(f"{WP}extent"), next(item.iter(f"{A}xfrm"), None)
    inner = own.find(f"{A}ext") if own is not None else None
    wide, tall = (None if extent is None else emu(extent.get(name, "")) for name in ("cx", "cy"))
    if inner is None:
        return wide, tall
    return _lesser(wide, emu(inner.get("cx", ""))), _lesser(tall, emu(inner.get("cy", "")))


def _lesser(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else min(one, other)


def _is_hidden(item: Element) -> bool:
    named = [item, *(part for part in item.iter() if part.tag.rpartition("}")[2] in ("docPr", "cNvPr"))]
    return any(part.get("hidden", "0") not in ("0", "false") for part in named)


def _is_plain_drawing(item: Element, shape: Element, said: Element) -> bool:
    """Whether a drawing is one shape, with nothing unknown about it."""
    alone = sum(1 for part in item.iter() if part.tag.rpartition("}")[2] in ("wsp", "wgp", "wpc", "pic")) == 1
    return alone and _is_plain_body(said) and _is_plain_shape(shape) and _is_plain_frame(item)


def _insets(said: Element) -> tuple[float, float, float, float] | None:
    """The inner margins in twips: left, top, right, bottom; None where one is not known or reaches outwards."""
    left, right = (emu(said.get(name, "91440")) for name in ("lIns", "rIns"))
    top, bottom = (emu(said.get(name, "45720")) for name in ("tIns", "bIns"))
    if left is None or right is None or top is None or bottom is None or min(left, right, top, bottom) < 0:
        return None
    return left, top, right, bottom


def _placed(anchor: Element, wide: float, tall: float, pages: Paged) -> tuple[bool, bool]:
    """(whether it surely stands on its page with the text around it, whether it perhaps stands off it)."""
    across, away = _stands(anchor, "H", wide, (pages.least_width, pages.least_room), pages.left)
    down, below = _stands(anchor, "V", tall, (pages.least_height, pages.text), FARTHEST)
    beside = any(child.tag in BESIDE for child in anchor)
    plain = anchor.get("behindDoc", "0") in ("0", "false") and anchor.get("simplePos", "0") in ("0", "false")
    known = all(
        name in SILENT_ATTRIBUTES or name in ("behindDoc", "simplePos", "hidden") or "}" in name
        for name in anchor.attrib
    )
    return across and down and beside and plain and known, away or below


def _stands(anchor: Element, axis: str, size: float, room: tuple[float, float], near: float) -> tuple[bool, bool]:
    """The same of one axis; ``room`` is that of the page and of its text, ``near`` how far out of it is no harm."""
    position = anchor.find(f"{WP}position{axis}")
    if position is None:
        return False, False
    where = position.get("relativeFrom", "")
    page, text = room
    at = emu(position.findtext(f"{WP}posOffset") or "")
    if at is None:
        return where in AREAS and size <= text and _is_aligned(position), False
    away = not -page < at + size <= page + size or at + size < SMALLEST
    if where in ("paragraph", "line"):
        return 0 <= at <= FARTHEST and size <= text, away
    least, most = {"page": (0.0, page)}.get(where, (-near if axis == "H" else 0.0, text + near))
    return where in AREAS and least <= at and at + size <= most, away


def _is_aligned(position: Element) -> bool:
    said = (position.findtext(f"{WP}align") or "").strip()
    return said in ("left", "center", "right", "top", "bottom")


def _is_plain_frame(item: Element) -> bool:
    """No share of the page, nothing that another program would show in its place."""
    for child in item.iter():
        name = child.tag.rpartition("}")[2]
        if name in ("sizeRelH", "sizeRelV") and any((part.text or "").strip() not in ("", "0") for part in child):
            return False
        if name in ("pctPosHOffset", "pctPosVOffset"):
            return False
        if child.tag == BOX:
            break
    return True


def _is_plain_body(said: Element) -> bool:
    words = all(
        name in BODY and (BODY[name] is None or text in (BODY[name] or ())) for name, text in said.attrib.items()
    )
    flat = {f"{A}{name}" for name in ("noAutofit", "normAutofit", "spAutoFit")}
    warp = {f"{A}prstTxWarp"}
    return words and all(item.tag in flat or (item.tag in warp and item.get("prst") == "textNoShape") for item in said)


def _geometry(shape: Element) -> tuple[str, ...]:
    return tuple(item.get("prst", "") for item in shape.iter(f"{A}prstGeom"))


def _is_plain_shape(shape: Element) -> bool:
    """A rectangle that is not turned, with a thin line and no effects."""
    if any(item.tag.rpartition("}")[2] not in SHAPE_PARTS for item in shape):
        return False
    own = shape.find(f"{WPS}spPr")
    if own is None or not all(_is_plain_part(item) for item in own):
        return False
    line = own.find(f"{A}ln")
    stroke = emu(line.get("w", "0")) if line is not None else 0.0
    boxed = all(name in ("rect", "roundRect", "flowChartProcess") for name in _geometry(shape))
    return boxed and not _is_turned(own) and _is_thin(stroke) and shape.find(f"{WPS}txbx") is not None


def _is_turned(own: Element) -> bool:
    form = own.find(f"{A}xfrm")
    return form is not None and any(form.get(name, "0") not in ("0", "false") for name in ("rot", "flipH", "flipV"))


def _is_thin(stroke: float | None) -> bool:
    return stroke is not None and stroke <= THICKEST


def _is_plain_part(item: Element) -> bool:
    """Whether a property of a shape is one of the usual ones, or a list of no effects."""
    return item.tag in PLAIN_PARTS or (item.tag == f"{A}effectLst" and not len(item))


def _paper(shape: Element, palette: ThemePalette) -> Paper | None:
    """What the letters in a shape stand upon; None where it lets the page be seen."""
    own, style = shape.find(f"{WPS}spPr"), shape.find(f"{WPS}style")
    fill = next((item for item in own if item.tag.endswith("Fill")), None) if own is not None else None
    if fill is None and style is not None and _is_filled(style):
        return ()
    dark = style is None or _is_dark(style.find(f"{A}fontRef"))
    if fill is None or fill.tag == f"{A}noFill":
        return None if dark else (WHITE, WHITE)
    return shape_paper(_plain_fill(fill, palette), dark)


def _plain_fill(fill: Element, palette: ThemePalette) -> Colour | None:
    """The one colour of a fill; None where it is none, or of a kind that we do not know."""
    item = next(iter(fill), None)
    if fill.tag != f"{A}solidFill" or item is None or len(item):
        return None
    return palette.drawn(item)


def _is_filled(style: Element) -> bool:
    """Whether the style of a shape gives it a fill of the theme's."""
    filled = style.find(f"{A}fillRef")
    return filled is not None and filled.get("idx", "0") != "0"


def _is_dark(ink: Element | None) -> bool:
    """Whether the letters of a shape are dark where nothing else says so."""
    return ink is None or all(item.get("val") in ("dk1", "tx1") and not len(item) for item in ink)
