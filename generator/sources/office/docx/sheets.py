"""The sheet of paper that each table of a Word file is printed on, and where on it the table stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

from generator.sources.office.docx.names import W, attribute, number, value
from generator.sources.office.ooxml import Element

USUAL_PAGE = 12_240.0
"""Twips: the width of a page where the file states none."""
USUAL_REACH = 115.0
"""Twips by which tables stand out of the lines they are set in."""
SLACK = 60.0
"""Twips by which a cell may reach over the edge of its sheet: its margins hold no digit."""
TABLE, SECTION, CHANGE = f"{W}tbl", f"{W}sectPr", f"{W}sectPrChange"


@dataclass(frozen=True, slots=True)
class PageArea:
    """In twips, from where the text's lines begin."""

    left: float = inf
    """To the left edge of the paper."""
    right: float = USUAL_PAGE
    """To its right edge."""
    room: float = USUAL_PAGE
    """To the end of the lines."""

    hard: bool = False
    """A cell or a box, which cuts off whatever reaches over its edge."""

    @staticmethod
    def within(width: float) -> PageArea:
        """What leaves ``width`` for its lines. Tables may reach into its margins by those of their own cells."""
        return PageArea(USUAL_REACH, width + USUAL_REACH, width, hard=True)

    def holds(self, begin: float, end: float) -> bool:
        """Whether what reaches from ``begin`` to ``end`` lies on the paper."""
        return -self.left - SLACK <= begin and end <= self.right + SLACK


def sheet_of(section: Element) -> PageArea:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    wide = number(attribute(size, "w") or "x") if size is not None else None
    if wide is None:
        return PageArea()
    edges = (number(attribute(margins, name) or "0") if margins is not None else 0.0 for name in EDGES)
    left, right, gutter = (edge or 0.0 for edge in edges)
    # The gutter may lie on either side, and on other pages on the other.
    return PageArea(left, wide - left - max(gutter, 0.0), wide - left - right - max(gutter, 0.0))


EDGES = ("left", "right", "gutter")


def sheets(body: Element) -> dict[int, PageArea]:
    """Id of each table → the sheet of the section that it stands in."""
    former = {id(item) for change in body.iter(CHANGE) for item in change.iter(SECTION)}
    found: dict[int, PageArea] = {}
    waiting: list[int] = []
    for item in body.iter():
        if item.tag == TABLE:
            waiting.append(id(item))
        elif item.tag == SECTION and id(item) not in former:
            found.update(dict.fromkeys(waiting, sheet_of(item)))
            waiting = []
    return found


def indent(sheet: PageArea, properties: Sequence[Element | None], columns: Sequence[float | None]) -> float:
    """How far behind the lines' begin a table begins; ``properties`` are its own and its style's."""
    where = next((said for item in properties if (said := value(item, "jc")) is not None), "")
    wide = sum(column or 0.0 for column in columns)
    share: Mapping[str, float] = {"center": 0.5, "right": 1.0, "end": 1.0}
    if where in share:
        return (sheet.room - wide) * share[where]
    return next((by for item in properties if (by := stated_indent(item)) is not None), 0.0)


def stated_indent(properties: Element | None) -> float | None:
    found = properties.find(f"{W}tblInd") if properties is not None else None
    return None if found is None else number(attribute(found, "w") or "0") or 0.0
