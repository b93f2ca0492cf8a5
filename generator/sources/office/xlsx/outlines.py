"""Outlines drawn around cells: a circle or a frame without a fill hides nothing of what it goes around."""

from __future__ import annotations

from collections.abc import Mapping

from generator.sources.office.ooxml import Element
from generator.sources.office.xlsx.addresses import Area
from generator.sources.office.xlsx.colours import local

ROUND = frozenset(("ellipse", "rect", "roundRect"))
"""Shapes whose line keeps to the edge of their place."""
PLAIN = frozenset(("xfrm", "prstGeom", "noFill", "ln", "effectLst"))
"""What the look of such a shape may hold."""
THICKEST = 38_100
"""Three points, in English metric units."""
BEGINNING, END = 0.1, 0.92
"""Parts of a cell beside its border in which no digit stands."""
LOOSE = 0.2
"""The same of the side that is farther from the digits of a cell that the outline goes around."""
DIGIT_LIKE = 3.0
"""Times as wide as high: a rounder outline in an empty cell may be taken for a 0."""


def is_outline(anchor: Element) -> bool:
    """Whether this anchor holds one shape of which only its thin outline is seen."""
    shapes = [part for part in anchor if local(part) not in ("from", "to", "ext", "pos", "clientData")]
    if len(shapes) != 1 or local(shapes[0]) != "sp":
        return False
    if any(local(part) in ("t", "fld", "blip") for part in anchor.iter()):
        return False
    looks = [part for part in shapes[0] if local(part) == "spPr"]
    return len(looks) == 1 and _is_thin_line(looks[0])


def _is_thin_line(look: Element) -> bool:
    """Whether a look without a fill is that of a thin line around a plain shape."""
    if any(local(part) not in PLAIN for part in look):
        return False
    named = {local(part): part for part in look}
    line, geometry = named.get("ln"), named.get("prstGeom")
    if "noFill" not in named or line is None or geometry is None or geometry.get("prst") not in ROUND:
        return False
    thick = line.get("w", "0")
    return thick.isdigit() and len(thick) < 8 and int(thick) <= THICKEST and not len(named.get("effectLst", ()))


def enclosed(start: Mapping[str, tuple[int, float]], end: Mapping[str, tuple[int, float]]) -> Area | None:
    """The cells that an outline goes around; None where it runs through any. A corner is by "row" and "col" which one
    it lies in, from 1, and at which part of it, below 0 where its size is not known."""
    top, left = (_first(*start[name]) for name in ("row", "col"))
    bottom, right = (_last(*end[name]) for name in ("row", "col"))
    if top is None or left is None or bottom is None or right is None or bottom < top or right < left:
        return None
    return top, left, bottom, right


def _first(at: int, part: float) -> int | None:
    if 0 <= part <= LOOSE:
        return at
    return at + 1 if part >= END else None


def _last(at: int, part: float) -> int | None:
    if 0 <= part <= BEGINNING:
        return at - 1
    return at if part >= 1 - BEGINNING else None
