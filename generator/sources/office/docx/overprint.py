"""What the headers and footers of a Word file print over the tables of its pages.

Letterheads, page numbers and rules keep to the margins, and watermarks are pale or large. Whatever else of a header or
footer may reach among the text can add a digit to a number or fill a blank cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from generator.sources.marks import UNITS
from generator.sources.office.docx.floating import ANCHOR, HAIR, SHAPES, emu, measure, style_of
from generator.sources.office.docx.names import WP, A, V, W, attribute, number
from generator.sources.office.docx.room import Room
from generator.sources.office.ooxml import Element

HEADER = f"{W}hdr"
LINE = 200.0
"""Twips: the least height of a line. What ends within its own line ends above the text of the page."""
RULE = 4_000.0
"""Twips from which a thin line is a rule and no stroke of a digit."""
LARGE = 1_000.0
"""Twips from which an empty shape or a watermark is no digit in a table."""
ASIDE = 300.0
"""Twips that a table may reach out into the margins."""
WASHED = 50_000
"""Of a picture's brightness, in thousandths of a per cent, from which it is a watermark."""
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
Span = tuple[float, float]
EVERYWHERE: Span = (-inf, inf)


@dataclass(frozen=True, slots=True)
class Margins:
    """Of the sections of a document at their extremes, in twips from the upper left corner of the page."""

    top: float
    """Where text begins at the highest."""
    bottom: float
    """Where it ends at the lowest."""
    left: float
    right: float
    head: float
    """Where headers begin at the lowest."""
    foot: float
    """How far above the page's end footers may end."""
    page: Span
    """Width and height of the page, at most."""
    fixed: bool
    """Text begins and ends where it is said to, whatever headers and footers hold."""

    @staticmethod
    def read(body: Element) -> Margins:
        found = [_edges(section) for section in body.iter(f"{W}sectPr")] or [_edges(Element("w"))]
        tops, bottoms, lefts, rights, heads, feet, wides, talls, fixed = zip(*found, strict=True)
        return Margins(
            min(tops),
            max(bottoms),
            min(lefts),
            max(rights),
            max(heads),
            max(feet),
            (max(wides), max(talls)),
            any(fixed),
        )


def _edges(section: Element) -> tuple[float, float, float, float, float, float, float, float, bool]:
    def of(part: str, name: str, usual: float) -> float:
        item = section.find(W + part)
        said = number(attribute(item, name) or "x") if item is not None else None
        return usual if said is None else said

    wide, tall = of("pgSz", "w", 11_906.0), of("pgSz", "h", 16_838.0)
    top, bottom, left, right = (of("pgMar", edge, 0.0) for edge in ("top", "bottom", "left", "right"))
    head, foot = of("pgMar", "header", 0.0), of("pgMar", "footer", 0.0)
    fixed = top < 0 or bottom < 0
    return abs(top), tall - abs(bottom), left, wide - right, head, foot, wide, tall, fixed


def overprints(part: Element, margins: Margins, room: Room) -> bool:
    """Whether something of the header or footer ``part`` may be printed among the text of the page."""
    head = part.tag == HEADER
    above = 0.0
    wide = margins.right - margins.left
    if margins.fixed and _says(part):
        spare = (margins.top - margins.head) if head else (margins.page[1] - margins.bottom - margins.foot)
        if room.height(part, wide) > spare:
            return True
    gap = 0.0 if head else max(0.0, margins.page[1] - margins.bottom - margins.foot - room.height(part, wide))
    for block in part:
        for across, down, own in _printed(block, margins):
            # Along the header's own paragraphs: the page's text begins below them, and a footer's end it.
            if own is not None:
                begin, end = own
                if end <= LINE if head else begin >= -gap - HAIR:
                    continue
                down = (margins.head + begin, margins.head + above + end) if head else EVERYWHERE
            outside = down[1] <= margins.top or down[0] >= margins.bottom
            if not outside and not (across[1] <= margins.left - ASIDE or across[0] >= margins.right + ASIDE):
                return True
        above += _least_above(block, wide, room)
    return False


def _least_above(block: Element, wide: float, room: Room) -> float:
    holder = Element(f"{W}hdr")
    holder.append(block)
    return room.height(holder, wide)


def _says(part: Element) -> bool:
    return (
        any((item.text or "").strip() for item in part.iter(f"{W}t"))
        or next(part.iter(f"{W}instrText"), None) is not None
    )


def _printed(block: Element, margins: Margins) -> Iterator[tuple[Span, Span, Span | None]]:
    """(left and right edge, top and bottom, or from its paragraph) of each thing that could be taken for a digit."""
    for item in block.iter():
        if item.tag == ANCHOR and _tells(item):
            yield _anchored(item, margins)
        elif item.tag in SHAPES and "absolute" in style_of(item).get("position", "") and _tells_old(item):
            yield _old(item, margins)
        elif item.tag == f"{W}framePr" and _says(block):
            yield EVERYWHERE, *_framed(item, "y", "vAnchor", number(attribute(item, "h") or "0") or 500.0)
        elif item.tag == f"{W}tblpPr" and _says(block):
            yield EVERYWHERE, *_framed(item, "tblpY", "vertAnchor", inf)


def _framed(item: Element, name: str, anchor: str, tall: float) -> tuple[Span, Span | None]:
    at = number(attribute(item, name) or "0")
    if at is None or attribute(item, f"{name}Align" if name == "y" else "tblpYSpec"):
        return EVERYWHERE, None
    if attribute(item, anchor) == "page":
        return (at, at + tall), None
    return EVERYWHERE, (at, at + tall) if attribute(item, anchor) in ("text", "") else None


def _anchored(anchor: Element, margins: Margins) -> tuple[Span, Span, Span | None]:
    extent = anchor.find(f"{WP}extent")
    spans: list[Span] = []
    own = None
    for axis, name in (("H", "cx"), ("V", "cy")):
        size = emu(extent.get(name, "")) if extent is not None else None
        position = anchor.find(f"{WP}position{axis}")
        offset = position.find(f"{WP}posOffset") if position is not None else None
        at = emu(offset.text or "") if offset is not None else None
        aligned = position.find(f"{WP}align") if position is not None else None
        where = position.get("relativeFrom", "") if position is not None else ""
        if size is None or any(part.get("rot", "0") not in ("0", "") for part in anchor.iter(f"{A}xfrm")):
            spans.append(EVERYWHERE)
        elif at is not None and where in ("paragraph", "line"):
            own = (at, at + size)
            spans.append(EVERYWHERE)
        else:
            said = (aligned.text or "").strip() if aligned is not None else ""
            spans.append(_span(axis == "V", where, at, size, said, margins))
    return spans[0], spans[1], own


def _span(down: bool, where: str, at: float | None, size: float, said: str, margins: Margins) -> Span:
    """Where on the page a thing of ``size`` stands, ``at`` from the edge that ``where`` names or aligned to it."""
    page = margins.page[1] if down else margins.page[0]
    begin, end = (margins.top, margins.bottom) if down else (margins.left, margins.right)
    areas: dict[str, Span] = {
        "page": (0.0, page),
        "margin": (begin, end),
        "column": (begin, end),
        **dict.fromkeys(("topMargin", "top-margin-area", "leftMargin", "left-margin-area"), (0.0, begin)),
        **dict.fromkeys(("bottomMargin", "bottom-margin-area", "rightMargin", "right-margin-area"), (end, page)),
    }
    if where not in areas:
        return EVERYWHERE
    first, last = areas[where]
    if at is not None:
        return first + at, first + at + size
    if said in ("top", "left"):
        return first, first + size
    return (last - size, last) if said in ("bottom", "right") else EVERYWHERE


def _old(shape: Element, margins: Margins) -> tuple[Span, Span, Span | None]:
    style = style_of(shape)
    wide, tall = (measure(style.get(name, "")) for name in ("width", "height"))
    left, top = (measure(style.get(name, "0") or "0") for name in ("margin-left", "margin-top"))
    where = style.get("mso-position-vertical-relative", "text")
    said = style.get("mso-position-vertical", "absolute")
    if (
        wide is None
        or tall is None
        or left is None
        or top is None
        or "rotation" in style
        or measure(style.get("top", "0") or "0")
    ):
        return EVERYWHERE, EVERYWHERE, None
    side = style.get("mso-position-horizontal-relative", "text")
    beside = style.get("mso-position-horizontal", "absolute") == "absolute"
    across = _span(False, side, left, wide, "", margins) if beside else EVERYWHERE
    if where in ("text", "line", "paragraph") and said == "absolute":
        return across, EVERYWHERE, (top, top + tall)
    return across, _span(True, where, top if said == "absolute" else None, tall, said, margins), None


def _tells(anchor: Element) -> bool:
    """Whether a drawing shows something that could be part of a table."""
    if _says(anchor):
        return True
    if next(anchor.iter(PICTURE), None) is not None:
        return not any(
            int(lum.get("bright", "0")[:6] or 0) >= WASHED
            for lum in anchor.iter(f"{A}lum")
            if lum.get("bright", "0").isdigit()
        )
    extent = anchor.find(f"{WP}extent")
    sizes = [None if extent is None else emu(extent.get(name, "")) for name in ("cx", "cy")]
    one = sum(item.tag.rpartition("}")[2] in ("wsp", "cxnSp") for item in anchor.iter()) == 1
    return not one or _is_small(*sizes)


def _is_small(wide: float | None, tall: float | None) -> bool:
    """No rule, and no frame or ground that lies around a whole table."""
    if wide is None or tall is None:
        return True
    less, more = sorted((wide, tall))
    return more < RULE if less <= HAIR else less < LARGE


def _tells_old(shape: Element) -> bool:
    path = shape.find(f"{V}textpath")
    style = style_of(shape)
    sizes = (measure(style.get("width", "")), measure(style.get("height", "")))
    if path is not None:
        # The words of a watermark.
        return _is_small(*sizes) or not all(
            c.isalpha() and not c.isnumeric() and c not in UNITS for c in path.get("string", "") if not c.isspace()
        )
    if _says(shape) or shape.tag == f"{V}group":
        return True
    picture = shape.find(f"{V}imagedata")
    if picture is not None:
        return not (picture.get("gain") and picture.get("blacklevel"))
    if shape.tag == f"{V}line":
        ends = [[measure(part.strip() or "0") for part in shape.get(end, "").split(",")] for end in ("from", "to")]
        if any(len(end) != 2 or None in end for end in ends):
            return True
        return _is_small(*(abs((a or 0.0) - (b or 0.0)) for a, b in zip(*ends, strict=True)))
    return _is_small(*sizes)
