"""The margins of a document's pages, and where on a page a thing stands that is placed by them."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from generator.sources.office.docx.names import W, attribute, number
from generator.sources.office.ooxml import Element

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


def span_of(down: bool, where: str, at: float | None, size: float, said: str, margins: Margins) -> Span:
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
