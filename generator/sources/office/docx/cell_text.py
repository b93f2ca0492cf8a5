"""The text of a cell while it is put together, and the columns that cells take."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.sources.office.docx.cell_room import CellRoom, fits, is_tall_enough
from generator.sources.office.docx.names import value
from generator.sources.office.docx.properties import Properties
from generator.sources.office.docx.run_formats import USUAL_POINTS
from generator.sources.office.ooxml import Element
from generator.sources.rows import MAX_COLUMNS, FoundCell, too_wide


@dataclass
class CellText:
    """The text of a cell while it is put together."""

    unsure: bool
    texts: list[str] = field(default_factory=list)
    lines: list[Properties] = field(default_factory=list)
    points: float = 0.0
    """The largest letters."""
    dim: bool = False
    """Its words are perhaps not seen as they stand."""
    joins: bool = False
    """The mark of the last paragraph was deleted: the next one goes on with it."""

    def add(self, text: str, *, joined: bool) -> None:
        if joined:
            self.texts[-1] += text
        else:
            self.texts.append(text)


def hides_words(found: CellText, whole: str, box: CellRoom) -> bool:
    """Whether words of a cell are perhaps hidden or cut off."""
    if found.dim or found.unsure or box.hides:
        return True
    return not is_tall_enough(box, whole.strip(), found.points or USUAL_POINTS, found.lines)


def hides_digits(found: CellText, whole: str, box: CellRoom) -> bool:
    """Whether digits of a cell are perhaps not seen as they stand."""
    return found.unsure or box.doubt or not fits(box, whole.rstrip(), found.points or USUAL_POINTS, found.lines)


def merges_of(own: Element | None) -> tuple[int, bool, bool]:
    """(columns of a cell, whether it goes on with the one above, with the one before)."""
    down = value(own, "vMerge") not in (None, "restart")
    return span_of(value(own, "gridSpan"), least=1), down, value(own, "hMerge") in ("", "continue")


def cover(found: list[FoundCell], count: int, *, above: bool = False) -> None:
    if len(found) + count > MAX_COLUMNS:
        raise too_wide()
    found += [FoundCell("", covered=True, above=above)] * count


def span_of(text: str | None, least: int) -> int:
    if text is None or not text.isascii() or not text.isdigit():
        return least
    return max(least, min(int(text[:9]), MAX_COLUMNS + 1))
