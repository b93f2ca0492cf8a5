"""The blocks of a Word file out of the frames that hold them: paragraphs and tables, rows, cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from generator.sources.office.docx.names import ALTERNATE, W, alternatives, names, value
from generator.sources.office.docx.numbering import Numbering
from generator.sources.office.docx.text import SILENT
from generator.sources.office.docx.text_parts import (
    DELETED,
    DRAWN,
    MAX_NESTED_ELEMENTS,
    has_digits,
    is_bound,
    is_placeholder,
    says_something,
    too_deep,
)
from generator.sources.office.ooxml import Element
from generator.sources.rows import LONGEST_LABEL

PARAGRAPH, TABLE, ROW, CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
FOREIGN = names(W, "altChunk subDoc")
"""Bring in another file."""
INK = "}contentPart"
FRAMES = names(W, "sdtContent customXml ins moveTo smartTag")
CONTENTS = "table of contents"


@dataclass
class Blocks:
    """Finds the blocks of one document, and remembers what it passed on the way."""

    numbering: Numbering
    revised: bool = False
    foreign: bool = False
    """Names another file to be shown in its place, which we do not read."""
    doubted: set[int] = field(default_factory=set)
    """Ids of rows, cells and paragraphs of which Word may show something else."""

    def blocks(self, container: Element, depth: int, *, cell: bool = False) -> Iterator[Element]:
        """Paragraphs and tables, out of the frames that hold them; tables of contents are furniture."""
        if depth > MAX_NESTED_ELEMENTS:
            raise too_deep()
        for child in container:
            tag = child.tag
            if tag == TABLE or (tag == PARAGRAPH and (cell or not self._is_contents(child))):
                yield child
            elif self._is_frame(child, cell):
                yield from self.blocks(child, depth + 1, cell=cell)
            elif tag == ALTERNATE:
                self._doubt_ways(child, container, cell)
                for way in alternatives(child)[:1]:
                    yield from self.blocks(way, depth + 1, cell=cell)
            elif tag != f"{W}sdt":
                self._pass_over(child, container, cell)

    def _is_frame(self, child: Element, cell: bool) -> bool:
        """Whether ``child`` holds blocks that are read."""
        self.revised = self.revised or child.tag in (f"{W}ins", f"{W}moveTo")
        return child.tag in FRAMES or (child.tag == f"{W}sdt" and self._is_told(child, cell))

    def _is_told(self, control: Element, cell: bool) -> bool:
        """Whether the content of a control is read: no placeholder, and no table of contents."""
        gallery = value(control.find(f"{W}sdtPr/{W}docPartObj"), "docPartGallery") or ""
        if cell and (is_bound(control) or (is_placeholder(control) and has_digits(control))):
            self.doubted.update(id(item) for item in control.iter(PARAGRAPH))
            return True
        return not is_placeholder(control) and (gallery.lower() != CONTENTS or cell)

    def _doubt_ways(self, alternate: Element, container: Element, cell: bool) -> None:
        """Which of its ways is shown hangs on the program, perhaps none of them."""
        if cell:
            self.doubted.add(id(container))
            self.doubted.update(id(item) for item in alternate.iter(PARAGRAPH))
        elif next(alternate.iter(TABLE), None) is not None:
            self.doubted.update(id(item) for item in alternate.iter(ROW))

    def _pass_over(self, child: Element, container: Element, cell: bool) -> None:
        """Remember what is not read."""
        tag = child.tag
        if tag in DELETED:
            self.revised = True
        elif tag in FOREIGN:
            self.foreign = True
        elif cell and tag not in SILENT and tag not in (PARAGRAPH, f"{W}tcPr") and says_something(child):
            self.doubted.add(id(container))

    def _is_contents(self, paragraph: Element) -> bool:
        style = self.numbering.style(value(paragraph.find(f"{W}pPr"), "pStyle") or "")
        return style is not None and style.name.startswith("toc ")

    def rows(self, table: Element) -> Iterator[Element]:
        for row in self._inside(table, ROW, 0):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self.revised = True
            else:
                yield row

    def cells(self, row: Element) -> Iterator[Element]:
        for cell in self._inside(row, CELL, 0):
            if cell.find(f"{W}tcPr/{W}cellDel") is not None:
                self.revised = True
            else:
                yield cell

    def _inside(self, container: Element, tag: str, depth: int) -> Iterator[Element]:
        if depth > MAX_NESTED_ELEMENTS:
            raise too_deep()
        for child in container:
            if child.tag == tag:
                yield child
            elif child.tag in FRAMES or child.tag == f"{W}sdt":
                if is_bound(child) or is_placeholder(child):
                    self.doubted.update(id(item) for item in child.iter(tag))
                yield from self._inside(child, tag, depth + 1)

    def nested(self, cell: Element) -> bool:
        return any(block.tag == TABLE for block in self.blocks(cell, 0))

    def is_added_to(self, cell: Element) -> bool:
        """Whether ink or another file adds to ``cell`` what we do not read."""
        return any(item.tag in FOREIGN or item.tag.endswith(INK) for item in cell.iter())

    def is_drawn_on(self, cell: Element) -> bool:
        return any(item.tag in DRAWN for item in cell.iter())

    def framing(self, cell: Element, beside: int) -> bool:
        """Whether a table stands in ``cell``, other than one around the few words of a cell among others."""
        tables = [block for block in self.blocks(cell, 0) if block.tag == TABLE]
        return any(beside < 2 or self.only_cell(table) is None for table in tables)

    def only_cell(self, table: Element) -> Element | None:
        """The cell of a table that has but one, with a few words and no further table in it."""
        cells = [cell for row in islice(self.rows(table), 2) for cell in islice(self.cells(row), 2)]
        if len(cells) != 1 or self.nested(cells[0]):
            return None
        words = sum(len(text.text or "") for text in cells[0].iter(f"{W}t"))
        return cells[0] if words <= LONGEST_LABEL else None
