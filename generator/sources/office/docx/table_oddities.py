"""Tables, rows and cells that say something which may hide, move or strike out what is in them."""

from __future__ import annotations

from generator.sources.office.docx.cell_room import FARTHEST_INDENT, OUTWARD, TALLEST
from generator.sources.office.docx.names import FALSE, TRUE, W, attribute, names, number, value
from generator.sources.office.ooxml import Element

HARMLESS_TABLE = names(
    W,
    "tblStyle tblpPr tblOverlap tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd "
    "tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange tblPrExChange",
)
HARMLESS_ROW = names(
    W,
    "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc ins del "
    "trPrChange",
)
HARMLESS_CELL = names(
    W,
    "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers "
    "cellIns cellDel tcPrChange",
)


def is_strange_cell(cell: Element | None, row: Element | None, extra: Element | None) -> bool:
    """Whether a cell, its row or the row's exceptions say something that is not known to be harmless."""
    return is_strange(cell, HARMLESS_CELL) or is_strange(row, HARMLESS_ROW) or is_strange(extra, HARMLESS_TABLE)


def find_in(element: Element | None, name: str) -> Element | None:
    return None if element is None else element.find(W + name)


def is_strange(properties: Element | None, harmless: frozenset[str]) -> bool:
    return properties is not None and any(item.tag not in harmless for item in properties)


def is_strange_table(own: Element | None, named: Element | None) -> bool:
    """Mirrored, or with something that we do not know."""
    mirrored = next((value(x, "bidiVisual") for x in (own, named) if value(x, "bidiVisual") is not None), None)
    known = HARMLESS_TABLE | ({f"{W}bidiVisual"} if mirrored is None or mirrored in FALSE else set())
    return mirrored in TRUE or is_strange(own, known) or is_strange(named, known) or floats_off(own)


def floats_off(own: Element | None) -> bool:
    """A floating table that is moved over what stands before it, or off its page."""
    floating = find_in(own, "tblpPr")
    if floating is None:
        return False
    across, down = (number(attribute(floating, name) or "0") for name in ("tblpX", "tblpY"))
    if across is None or down is None:
        return True
    return not -FARTHEST_INDENT <= across <= 4 * FARTHEST_INDENT or not OUTWARD * 3 <= down <= TALLEST


def is_crossed(cell: Element | None) -> bool:
    """A line from corner to corner strikes out what is in the cell."""
    borders = find_in(cell, "tcBorders")
    lines = (value(borders, name) for name in ("tl2br", "tr2bl"))
    return any(line not in (None, "nil", "none") for line in lines)
