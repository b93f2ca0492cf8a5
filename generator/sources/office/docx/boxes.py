"""Text boxes of a Word file: what bounds the text in them, and whether they are plainly shown.

A box may cut off, hide, cover or move what stands in it. So a table in a box is read only where the box is one of the
ordinary kind: a rectangle of a stated place and size, or one that grows with its text, with nothing unknown about it.
"""

from __future__ import annotations

from dataclasses import replace

from generator.sources.office.docx.colours import WHITE, Paper, ThemePalette
from generator.sources.office.docx.floating import ANCHOR, BESIDE, INLINE, SHAPES, emu
from generator.sources.office.docx.heights import Paged
from generator.sources.office.docx.names import BOX, WP, WPS, A
from generator.sources.office.docx.old_boxes import FARTHEST, SMALLEST, THICKEST, UNKNOWN, TextBox, old_box, shape_paper
from generator.sources.office.ooxml import Element

ROUND = 0.1
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
    extent, shape = item.find(f"{WP}extent"), next(item.iter(f"{WPS}wsp"), None)
    sizes = [None if extent is None else emu(extent.get(name, "")) for name in ("cx", "cy")]
    own = next(item.iter(f"{A}xfrm"), None)
    inner = own.find(f"{A}ext") if own is not None else None
    if inner is not None:
        both = [emu(inner.get(name, "")) for name in ("cx", "cy")]
        sizes = [None if a is None or b is None else min(a, b) for a, b in zip(sizes, both, strict=True)]
    wide, tall = sizes
    named = [item, *(part for part in item.iter() if part.tag.rpartition("}")[2] in ("docPr", "cNvPr"))]
    hidden = any(part.get("hidden", "0") not in ("0", "false") for part in named)
    hidden = hidden or wide is None or tall is None or min(wide, tall) < SMALLEST
    place = True
    if item.tag == ANCHOR:
        place, away = _placed(item, wide or 0.0, tall or 0.0, pages)
        hidden = hidden or away
    alone = sum(1 for part in item.iter() if part.tag.rpartition("}")[2] in ("wsp", "wgp", "wpc", "pic")) == 1
    said = shape.find(f"{WPS}bodyPr") if shape is not None else None
    if hidden or shape is None or said is None or wide is None or tall is None:
        return replace(UNKNOWN, hidden=hidden)
    left, right = (emu(said.get(name, "91440")) for name in ("lIns", "rIns"))
    top, bottom = (emu(said.get(name, "45720")) for name in ("tIns", "bIns"))
    plain = place and alone and _is_plain_body(said) and _is_plain_shape(shape) and _is_plain_frame(item)
    if left is None or right is None or top is None or bottom is None or min(left, right, top, bottom) < 0:
        plain, left, right, top, bottom = False, 0.0, 0.0, 0.0, 0.0
    round_ = ROUND * min(wide, tall) if "roundRect" in _geometry(shape) else 0.0
    grows = said.find(f"{A}spAutoFit") is not None
    height = pages.text if grows else min(tall, pages.text)
    paper = _paper(shape, palette)
    return TextBox(
        wide - left - right - 2 * round_,
        height - top - bottom - 2 * round_,
        wide,
        paper,
        plain,
        False,
        item.tag == INLINE,
    )


def _placed(anchor: Element, wide: float, tall: float, pages: Paged) -> tuple[bool, bool]:
    """(whether it surely stands on its page with the text around it, whether it perhaps stands off it)."""
    sides, away = [], False
    for axis, size, page, room, near in (
        ("H", wide, pages.least_width, pages.least_room, pages.left),
        ("V", tall, pages.least_height, pages.text, FARTHEST),
    ):
        position = anchor.find(f"{WP}position{axis}")
        offset = position.find(f"{WP}posOffset") if position is not None else None
        aligned = position.find(f"{WP}align") if position is not None else None
        where = position.get("relativeFrom", "") if position is not None else ""
        at = emu(offset.text or "") if offset is not None else None
        if at is not None:
            away |= not -page < at + size <= page + size or at + size < SMALLEST
            least, most = (0.0, page) if where == "page" else (-near if axis == "H" else 0.0, room + near)
            if where in ("paragraph", "line"):
                sides.append(0 <= at <= FARTHEST and size <= room)
            else:
                sides.append(where in ("page", "margin", "column") and least <= at and at + size <= most)
        else:
            said = (aligned.text or "").strip() if aligned is not None else ""
            known = where in ("page", "margin", "column") and size <= room
            sides.append(known and said in ("left", "center", "right", "top", "bottom"))
    beside = any(child.tag in BESIDE for child in anchor)
    plain = anchor.get("behindDoc", "0") in ("0", "false") and anchor.get("simplePos", "0") in ("0", "false")
    known = all(
        name in SILENT_ATTRIBUTES or name in ("behindDoc", "simplePos", "hidden") or "}" in name
        for name in anchor.attrib
    )
    return all(sides) and beside and plain and known, away


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
    if any(
        item.tag.rpartition("}")[2] not in ("cNvSpPr", "cNvPr", "spPr", "style", "txbx", "bodyPr") for item in shape
    ):
        return False
    own = shape.find(f"{WPS}spPr")
    known = {f"{A}{name}" for name in ("xfrm", "prstGeom", "noFill", "solidFill", "gradFill", "ln")}
    if own is None or any(
        item.tag not in known and not (item.tag == f"{A}effectLst" and not len(item)) for item in own
    ):
        return False
    form = own.find(f"{A}xfrm")
    turned = form is not None and any(form.get(name, "0") not in ("0", "false") for name in ("rot", "flipH", "flipV"))
    line = own.find(f"{A}ln")
    stroke = emu(line.get("w", "0")) if line is not None else 0.0
    boxed = all(name in ("rect", "roundRect", "flowChartProcess") for name in _geometry(shape))
    return boxed and not turned and stroke is not None and stroke <= THICKEST and shape.find(f"{WPS}txbx") is not None


def _paper(shape: Element, palette: ThemePalette) -> Paper | None:
    own, style = shape.find(f"{WPS}spPr"), shape.find(f"{WPS}style")
    filled = style.find(f"{A}fillRef") if style is not None else None
    fill = next((item for item in own if item.tag.endswith("Fill")), None) if own is not None else None
    ink = style.find(f"{A}fontRef") if style is not None else None
    dark = ink is None or all(item.get("val") in ("dk1", "tx1") and not len(item) for item in ink)
    if fill is None and filled is not None and filled.get("idx", "0") != "0":
        return ()
    if fill is None or fill.tag == f"{A}noFill":
        return None if dark else (WHITE, WHITE)
    item = next(iter(fill), None)
    if fill.tag != f"{A}solidFill" or item is None or len(item):
        return ()
    return shape_paper(palette.drawn(item), dark)
