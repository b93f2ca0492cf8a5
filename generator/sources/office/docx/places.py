"""What a block of a Word file stands in: the page, a cell of a table, a text box, one within the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.sources.office.docx.cell_room import indents
from generator.sources.office.docx.colours import WHITE, Paper
from generator.sources.office.docx.floating import Covered
from generator.sources.office.docx.names import W, number
from generator.sources.office.docx.old_boxes import UNKNOWN, TextBox
from generator.sources.office.docx.properties import Properties
from generator.sources.office.docx.room import Room
from generator.sources.office.docx.run_formats import USUAL_POINTS
from generator.sources.office.docx.sheets import PageArea
from generator.sources.office.docx.styles import RunContext
from generator.sources.office.docx.text_parts import DRAWN
from generator.sources.office.ooxml import Element

TABLE = f"{W}tbl"


@dataclass
class Aside:
    """What hangs on a paragraph and is told after it."""

    boxes: list[tuple[Element, Container]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Container:
    """What a block stands in: the page, or a cell of a table."""

    around: RunContext = field(default_factory=RunContext)
    table: tuple[tuple[str, str], ...] = ()
    """What the table's style says of paragraphs."""
    paper: Paper = (WHITE,)
    unsure: bool = False
    """Something may hide whatever stands here."""
    sheet: PageArea | None = None
    """What bounds it, where that is not the page."""
    hidden: bool = False
    """Perhaps nothing of it is seen at all, running text neither."""


@dataclass(frozen=True, slots=True)
class Frames:
    """What bounds and covers the blocks of one document."""

    covered: Covered = field(default_factory=Covered)
    """What something floating may cover."""
    boxes: Mapping[int, TextBox] = field(default_factory=dict)
    """Id of the content of a text box → what holds it."""
    room: Room = field(default_factory=Room)
    sheets: Mapping[int, PageArea] = field(default_factory=dict)
    """Id of a table → the paper it is printed on."""

    def sheet(self, table: Element) -> PageArea:
        return self.sheets.get(id(table), PageArea())

    def in_box(self, box: Element, paragraph: Element, said: Properties, ground: Container, *, cell: bool) -> Container:
        """What stands in a text box of ``paragraph``: tables are read only where the box surely shows them whole."""
        own = self.boxes.get(id(box), UNKNOWN)
        inner = next(box.iter(TABLE), None)
        if inner is None or cell or not own.plain:
            return Container(unsure=True, hidden=own.hidden or ground.hidden)
        whole = not self._is_covered(box, paragraph, own) and self.room.height(box, own.width) <= own.height
        if own.inline and whole:
            whole = _is_whole_in_line(said, own, ground.sheet or self.sheet(inner))
        paper = ground.paper if own.paper is None else own.paper
        unsure = ground.unsure or not whole
        return Container(RunContext((((), paper),)), (), paper, unsure, PageArea.within(own.width), ground.hidden)

    def _is_covered(self, box: Element, paragraph: Element, own: TextBox) -> bool:
        """Whether something may stand over the box, or is drawn in it."""
        covered = id(paragraph) in self.covered.paragraphs if own.inline else self.covered.floating
        return covered or any(item.tag in DRAWN for item in box.iter())


def _is_whole_in_line(said: Properties, own: TextBox, outer: PageArea) -> bool:
    """Whether a box that stands in a line is shown whole: a line of exact height cuts it off, and so does the paper."""
    if said.get("lineRule", "auto") == "exact" or (number(said.get("line") or "240") or 0.0) <= 0:
        return False
    first, both = indents(said, USUAL_POINTS)
    return first is not None and both is not None and outer.holds(min(first, 0.0), first + own.wide)
