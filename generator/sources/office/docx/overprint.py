"""What the headers and footers of a Word file print over the tables of its pages.

Letterheads, page numbers and rules keep to the margins, and watermarks are pale or large. Whatever else of a header or
footer may reach among the text can add a digit to a number or fill a blank cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from generator.sources.office.docx.floating import ANCHOR, HAIR, SHAPES
from generator.sources.office.docx.lengths import emu, measure, style_of
from generator.sources.office.docx.names import WP, A, V, W, attribute, number
from generator.sources.office.docx.page_margins import EVERYWHERE, Margins, Span, span_of
from generator.sources.office.docx.room import Room
from generator.sources.office.ooxml import Element
from generator.text.number_grammar import UNIT_CHARACTERS

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


def overprints(part: Element, margins: Margins, room: Room) -> bool:
    """Whether something of the header or footer ``part`` may be printed among the text of the page."""
    head = part.tag == HEADER
    wide = margins.right - margins.left
    below = margins.page[1] - margins.bottom - margins.foot
    spare = margins.top - margins.head if head else below
    if margins.fixed and says_words(part) and room.height(part, wide) > spare:
        return True
    gap = 0.0 if head else max(0.0, below - room.height(part, wide))
    above = 0.0
    for block in part:
        if any(_is_harmful(*place, margins, above if head else None, gap) for place in _printed(block, margins)):
            return True
        above += _least_above(block, wide, room)
    return False


def _is_harmful(across: Span, down: Span, own: Span | None, margins: Margins, above: float | None, gap: float) -> bool:
    """Whether a thing of a header, below ``above`` twips of it at most, or of a footer (None) reaches among the text.

    Along the header's own paragraphs the page's text begins below them, and a footer's end it.
    """
    if own is not None:
        if own[1] <= LINE if above is not None else own[0] >= -gap - HAIR:
            return False
        down = EVERYWHERE if above is None else (margins.head + own[0], margins.head + above + own[1])
    return _is_among(across, down, margins)


def _is_among(across: Span, down: Span, margins: Margins) -> bool:
    """Whether a place on the page reaches among its text."""
    if down[1] <= margins.top or down[0] >= margins.bottom:
        return False
    return across[1] > margins.left - ASIDE and across[0] < margins.right + ASIDE


def _least_above(block: Element, wide: float, room: Room) -> float:
    holder = Element(f"{W}hdr")
    holder.append(block)
    return room.height(holder, wide)


def says_words(part: Element) -> bool:
    return (
        any((item.text or "").strip() for item in part.iter(f"{W}t"))
        or next(part.iter(f"{W}instrText"), None) is not None
    )


def _printed(block: Element, margins: Margins) -> Iterator[tuple[Span, Span, Span | None]]:
    """(left and right edge, top and bottom, or from its paragraph) of each thing that could be taken for a digit."""
    for item in block.iter():
        if item.tag == ANCHOR:
            if _tells(item):
                yield _anchored(item, margins)
        elif item.tag in SHAPES:
            if _floats(item) and tells_old(item):
                yield old_place(item, margins)
        elif item.tag in (f"{W}framePr", f"{W}tblpPr") and says_words(block):
            yield EVERYWHERE, *_framed_block(item)


def _framed_block(item: Element) -> tuple[Span, Span | None]:
    """Where a paragraph in a frame, or a floating table, stands."""
    if item.tag == f"{W}tblpPr":
        return _framed(item, "tblpY", "vertAnchor", inf)
    return _framed(item, "y", "vAnchor", number(attribute(item, "h") or "0") or 500.0)


def _floats(shape: Element) -> bool:
    return "absolute" in style_of(shape).get("position", "")


def _framed(item: Element, name: str, anchor: str, tall: float) -> tuple[Span, Span | None]:
    at = number(attribute(item, name) or "0")
    if at is None or attribute(item, f"{name}Align" if name == "y" else "tblpYSpec"):
        return EVERYWHERE, None
    if attribute(item, anchor) == "page":
        return (at, at + tall), None
    return EVERYWHERE, (at, at + tall) if attribute(item, anchor) in ("text", "") else None


def _anchored(anchor: Element, margins: Margins) -> tuple[Span, Span, Span | None]:
    turned = any(part.get("rot", "0") not in ("0", "") for part in anchor.iter(f"{A}xfrm"))
    (across, _, beside), (down, own, _) = (
        _along(anchor, axis, name, margins, turned) for axis, name in (("H", "cx"), ("V", "cy"))
    )
    return across, down, own if own is not None else beside


def _along(
    anchor: Element, axis: str, name: str, margins: Margins, turned: bool
) -> tuple[Span, Span | None, Span | None]:
    """Where a drawing stands along one axis: on the page, or from its own paragraph (twice, for either axis)."""
    extent, position = anchor.find(f"{WP}extent"), anchor.find(f"{WP}position{axis}")
    size = emu(extent.get(name, "")) if extent is not None else None
    if size is None or turned:
        return EVERYWHERE, None, None
    if position is None:
        return span_of(axis == "V", "", None, size, "", margins), None, None
    offset, aligned = position.find(f"{WP}posOffset"), position.find(f"{WP}align")
    at = emu(offset.text or "") if offset is not None else None
    where = position.get("relativeFrom", "")
    if at is not None and where in ("paragraph", "line"):
        return EVERYWHERE, (at, at + size), (at, at + size)
    said = (aligned.text or "").strip() if aligned is not None else ""
    return span_of(axis == "V", where, at, size, said, margins), None, None


def old_place(shape: Element, margins: Margins) -> tuple[Span, Span, Span | None]:
    style = style_of(shape)
    wide, tall = (measure(style.get(name, "")) for name in ("width", "height"))
    left, top = (measure(style.get(name, "0") or "0") for name in ("margin-left", "margin-top"))
    if wide is None or tall is None or left is None or top is None or _is_turned(style):
        return EVERYWHERE, EVERYWHERE, None
    across = EVERYWHERE
    if style.get("mso-position-horizontal", "absolute") == "absolute":
        across = span_of(False, style.get("mso-position-horizontal-relative", "text"), left, wide, "", margins)
    where = style.get("mso-position-vertical-relative", "text")
    said = style.get("mso-position-vertical", "absolute")
    if said != "absolute":
        return across, span_of(True, where, None, tall, said, margins), None
    if where in ("text", "line", "paragraph"):
        return across, EVERYWHERE, (top, top + tall)
    return across, span_of(True, where, top, tall, said, margins), None


def _is_turned(style: dict[str, str]) -> bool:
    """Whether a shape is turned, or set off in a second way."""
    return "rotation" in style or bool(measure(style.get("top", "0") or "0"))


def _tells(anchor: Element) -> bool:
    """Whether a drawing shows something that could be part of a table."""
    if says_words(anchor):
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
    return not one or is_small(*sizes)


def is_small(wide: float | None, tall: float | None) -> bool:
    """No rule, and no frame or ground that lies around a whole table."""
    if wide is None or tall is None:
        return True
    less, more = sorted((wide, tall))
    return more < RULE if less <= HAIR else less < LARGE


def tells_old(shape: Element) -> bool:
    """Whether a shape in VML shows something that could be part of a table."""
    path = shape.find(f"{V}textpath")
    style = style_of(shape)
    sizes = (measure(style.get("width", "")), measure(style.get("height", "")))
    if path is not None:
        return is_small(*sizes) or not _is_wording(path.get("string", ""))
    if says_words(shape) or shape.tag == f"{V}group":
        return True
    picture = shape.find(f"{V}imagedata")
    if picture is not None:
        return not (picture.get("gain") and picture.get("blacklevel"))
    return _tells_line(shape) if shape.tag == f"{V}line" else is_small(*sizes)


def _is_wording(text: str) -> bool:
    """Whether ``text``, a watermark's, has nothing in it that could be read as a number or its unit."""
    return all(c.isalpha() and not c.isnumeric() and c not in UNIT_CHARACTERS for c in text if not c.isspace())


def _tells_line(line: Element) -> bool:
    """Whether a line could be a stroke of a digit, or its ends are not known."""
    ends = [[measure(part.strip() or "0") for part in line.get(end, "").split(",")] for end in ("from", "to")]
    if any(len(end) != 2 or None in end for end in ends):
        return True
    return is_small(*(abs((a or 0.0) - (b or 0.0)) for a, b in zip(*ends, strict=True)))
