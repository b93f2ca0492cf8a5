"""What the headers and footers of a Word file lay under its pages: they are printed below the text.

Watermarks, pictures and rules are everyday and leave the text to be read; a dark fill does not.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.sources.office.docx.colours import BLACK
from generator.sources.office.docx.floating import ANCHOR, HAIR, SHAPES
from generator.sources.office.docx.heights import Paged
from generator.sources.office.docx.lengths import emu, measure, style_of
from generator.sources.office.docx.names import WP, WPS, A, number
from generator.sources.office.ooxml import Element
from generator.text.visible import Colour, contrast

LEAST_CONTRAST = 4.5
"""What WCAG asks of black print on the fill."""
FROM_PAGE = ("page", "topMargin", "top-margin-area")
NAMED = {"black": "000000", "white": "FFFFFF", "silver": "C0C0C0", "yellow": "FFFF00", "lime": "00FF00"}
"""Names of VML's fills; others are taken for dark."""


def darkens(part: Element, pages: Paged) -> bool:
    """Whether a header or footer lays something dark under the text of its pages."""
    return any(_is_large(wide, tall) and bottom > pages.top for wide, tall, bottom in _dark(part))


def _is_large(wide: float | None, tall: float | None) -> bool:
    return all(size is None or size > HAIR for size in (wide, tall))


def _dark(part: Element) -> Iterator[tuple[float | None, float | None, float]]:
    """(width, height, how far below the head of the page) of each shape of a dark fill."""
    for item in part.iter():
        if item.tag == ANCHOR and any(_is_dark(shape) for shape in item.iter(f"{WPS}spPr")):
            yield _measured(item)
        elif item.tag in SHAPES and _is_dark_old(item):
            style = style_of(item)
            wide, tall, top = (measure(style.get(name, "")) for name in ("width", "height", "margin-top"))
            where = style.get("mso-position-vertical-relative", "text")
            yield wide, tall, _bottom(where, None if "mso-position-vertical" in style else top, tall)


def _measured(anchor: Element) -> tuple[float | None, float | None, float]:
    extent, vertical = anchor.find(f"{WP}extent"), anchor.find(f"{WP}positionV")
    wide, tall = (None if extent is None else emu(extent.get(name, "")) for name in ("cx", "cy"))
    if vertical is None:
        return wide, tall, _bottom("", None, tall)
    offset = vertical.find(f"{WP}posOffset")
    at = emu(offset.text or "") if offset is not None else None
    return wide, tall, _bottom(vertical.get("relativeFrom", ""), at, tall)


def _is_dark_old(shape: Element) -> bool:
    """Whether a shape in VML has a dark fill, watermarks left out."""
    if shape.get("filled", "t") in ("f", "false") or not shape.get("fillcolor"):
        return False
    return not _shows(named_fill(shape.get("fillcolor", ""))) and "watermark" not in shape.get("id", "").lower()


def _bottom(where: str, at: float | None, tall: float | None) -> float:
    return float("inf") if where not in FROM_PAGE or at is None or tall is None else at + tall


def _is_dark(shape: Element) -> bool:
    fill = shape.find(f"{A}solidFill")
    if fill is None:
        return shape.find(f"{A}gradFill") is not None or shape.find(f"{A}pattFill") is not None
    item = next(iter(fill), None)
    if item is None or any(child.tag == f"{A}alpha" and (number(child.get("val", "x")) or 1e6) < 5e4 for child in item):
        return False
    return not _shows(_colour(item.get("val", "")) if item.tag == f"{A}srgbClr" else None)


def named_fill(text: str) -> Colour | None:
    word = text.split(" ")[0].lower().removeprefix("#")
    word = NAMED.get(word, word)
    return _colour("".join(2 * c for c in word) if len(word) == 3 else word)


def _colour(text: str) -> Colour | None:
    try:
        code = int(text, 16) if len(text) == 6 else None
    except ValueError:
        return None
    return None if code is None else (code >> 16, code >> 8 & 255, code & 255)


def _shows(fill: Colour | None) -> bool:
    """Whether black print is read on ``fill``; not where we cannot say what it is."""
    return fill is not None and contrast(BLACK, fill) >= LEAST_CONTRAST
