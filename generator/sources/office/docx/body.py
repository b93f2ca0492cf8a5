"""The story of a Word file: paragraphs and tables in order, frames opened, what is furniture left out.

Longer than 250 lines: paragraphs hold boxes, boxes tables and cells paragraphs, so that one class reads them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from msgspec import structs

from generator.model.spans import Where
from generator.sources.archives import UnreadableError
from generator.sources.decode import MAX_CHARACTERS
from generator.sources.extract import Extract
from generator.sources.marks import BROKEN
from generator.sources.office.docx.blocks import TABLE, Blocks
from generator.sources.office.docx.cell_room import CellRoom
from generator.sources.office.docx.cell_text import CellText, cover, hides_digits, hides_words, merges_of, span_of
from generator.sources.office.docx.fields import Fields
from generator.sources.office.docx.labels import guarded
from generator.sources.office.docx.names import W, on, value
from generator.sources.office.docx.places import Aside, Container, Frames
from generator.sources.office.docx.properties import Properties
from generator.sources.office.docx.sheets import PageArea
from generator.sources.office.docx.styles import RunContext, StyleFormats
from generator.sources.office.docx.tables import TableFormat, place_of
from generator.sources.office.docx.text import read_line
from generator.sources.office.docx.text_parts import (
    MAX_NESTED_ELEMENTS,
    STRANGE,
    ParagraphDraft,
    Setting,
    doubtful,
    ends_deleted,
    too_deep,
)
from generator.sources.office.docx.wording import has_words, spaced, unseen_figures
from generator.sources.office.ooxml import Element
from generator.sources.rows import MAX_CELLS, MAX_COLUMNS, FoundCell, emit, too_many, too_wide

TIGHT = ("、", "）", ")", "．", "】", "〕", "：")


"""After these a number needs no blank before its text."""


@dataclass
class Story:
    """Walks a document once. Lives within one reading, as ``extract`` does."""

    extract: Extract
    blocks: Blocks
    notes: Mapping[tuple[str, str], str]
    """(kind, id) → text of footnotes and endnotes."""
    styles: StyleFormats
    fields: Fields = field(default_factory=Fields)
    frames: Frames = field(default_factory=Frames)
    tables: int = 0
    cells: int = 0
    characters: int = 0
    pictures: int = 0
    hidden: bool = False
    struck: int = 0
    faint: int = 0
    folded: bool = False
    """Below a heading that Word shows with everything below it folded away."""
    _told: set[tuple[str, str]] = field(default_factory=set)

    def flow(self, container: Element, ground: Container, depth: int = 0) -> None:
        """Everything in ``container``, in order."""
        if depth > MAX_NESTED_ELEMENTS:
            raise too_deep()
        begun = ""
        for block in self.blocks.blocks(container, 0):
            if block.tag == TABLE:
                self._table(block, ground, depth)
                continue
            aside = Aside()
            begun += self._paragraph(block, aside, ground)[0]
            if not ends_deleted(block):
                self.extract.paragraph(begun)
                begun = ""
            self._tell(aside, ground, depth)
        if begun:
            self.extract.paragraph(begun)

    def _tell(self, aside: Aside, ground: Container, depth: int) -> None:
        for box, own in aside.boxes:
            self.flow(box, own, depth + 1)
        for note in aside.notes:
            # Word prints a note once, however often a number leads to it.
            if self.notes.get(note) and note not in self._told:
                self._told.add(note)
                self._count(self.notes[note])
                self.extract.paragraph(self.notes[note])

    def _count(self, text: str) -> None:
        self.characters += len(text) + 1
        if self.characters > MAX_CHARACTERS:
            message = f"文本超过 {MAX_CHARACTERS:,} 字的上限。"
            raise UnreadableError("too_long", message, "请只上传报告本身。")

    def _paragraph(
        self, paragraph: Element, aside: Aside, ground: Container, *, cell: bool = False
    ) -> tuple[str, ParagraphDraft, Properties]:
        own = paragraph.find(f"{W}pPr")
        style = value(own, "pStyle") or ""
        said = self.styles.paragraph_format(style, own, dict(ground.table), self.blocks.numbering.level_properties(own))
        if not cell and ("collapsed" in said or self._is_heading(own, style)):
            self.folded = said.get("collapsed") == "1"
        around = replace(ground.around, paragraph=tuple(said.items()))
        line = read_line(paragraph, Setting(self.styles, self.fields, style, around, cell))
        self._take(line)
        aside.boxes += [(box, self.frames.in_box(box, paragraph, said, ground, cell=cell)) for box in line.boxes]
        aside.notes += line.notes
        text = self._numbered(unseen_figures(line.text) if ground.hidden and not cell else line.text, own, cell)
        if cell and line.pictures:
            text += "〔图〕"
        self._count(text)
        return text, line, said

    def _take(self, line: ParagraphDraft) -> None:
        """Count what a paragraph has that is no plain text."""
        self.pictures += line.pictures
        self.blocks.revised |= line.revised
        self.hidden |= line.hidden
        self.struck += line.struck
        self.faint += line.faint

    def _numbered(self, text: str, own: Element | None, cell: bool) -> str:
        """``text`` behind the automatic number of its paragraph."""
        numbering = self.blocks.numbering
        unknown = numbering.unknown
        number = numbering.label(own)
        if number:
            # Without the blank “1.” before a 5 would read as 1.5.
            gap = BROKEN if cell else "" if number.endswith(TIGHT) else " "
            return number + gap + text.lstrip()
        if not cell:
            return text
        if numbering.unknown and not unknown:
            return STRANGE + text
        # A dash or a picture of digits before a number, or in a cell that seems blank.
        bullet = not any(c.isalpha() for c in text) and numbering.prints_bullet(own)
        return STRANGE + text if bullet else text

    def _is_heading(self, own: Element | None, style: str) -> bool:
        named = self.blocks.numbering.style(style)
        return value(own, "outlineLvl") is not None or (named is not None and named.name.startswith("heading"))

    def _table(self, table: Element, ground: Container, depth: int) -> None:
        self.tables += 1
        table_number = self.tables
        format_ = TableFormat.read(table, self.styles, ground.paper, ground.sheet or self.frames.sheet(table))
        rows: list[list[FoundCell]] = []
        dim: list[frozenset[int]] = []
        merged: dict[int, int] = {}
        aside = Aside()
        found = list(self.blocks.rows(table))
        for at, row in enumerate(found):
            cells = self._grounded(row, (at, len(found)), format_, ground)
            if any(self.blocks.framing(cell, len(cells)) for cell, _ in cells):
                # A frame around the page, or around other tables: its cells are told one after the other.
                emit(self.extract, guarded(rows, dim), "docx")
                rows, merged, dim = [], {}, []
                self._tell(aside, ground, depth)
                aside = Aside()
                for cell, own in self._framed(row, cells, format_):
                    self.flow(cell, own, depth + 1)
                continue
            place = Where(table=table_number, row=at + 1)
            found_row, dim_row = self._row(row, cells, merged, place, aside, format_)
            rows.append(found_row)
            dim.append(dim_row)
            self.cells += len(rows[-1])
            if self.cells > MAX_CELLS:
                raise too_many()
        emit(self.extract, guarded(rows, dim), "docx")
        self._tell(aside, ground, depth)

    def _grounded(
        self, row: Element, place: tuple[int, int], table: TableFormat, ground: Container
    ) -> list[tuple[Element, Container]]:
        """The cells of a row, each with what its text stands in; ``place`` is (number of the row from 0, of all)."""
        cells = list(self.blocks.cells(row))
        if len(cells) > MAX_COLUMNS:
            raise too_wide()
        unsure = ground.unsure or self.folded or table.doubt or on(row.find(f"{W}trPr"), "hidden")
        unsure = unsure or id(row) in self.frames.covered.rows or id(row) in self.blocks.doubted
        return [
            (cell, self._ground(table, row, cell, place_of(*place, i, len(cells)), unsure))
            for i, cell in enumerate(cells)
        ]

    def _framed(
        self, row: Element, cells: list[tuple[Element, Container]], table: TableFormat
    ) -> Iterator[tuple[Element, Container]]:
        """Cells that frame tables, each with what bounds and may cut off whatever is in it."""
        properties = row.find(f"{W}trPr")
        at = span_of(value(properties, "gridBefore"), least=0)
        for cell, ground in cells:
            own = cell.find(f"{W}tcPr")
            width = span_of(value(own, "gridSpan"), least=1)
            box = table.box(own, properties, at, width, row.find(f"{W}tblPrEx"))
            at += width
            merged = any(value(own, name) in ("", "continue") for name in ("vMerge", "hMerge"))
            cut = box.height is not None and (
                box.width is None or box.above + self.frames.room.height(cell, box.width) > box.height
            )
            unsure = ground.unsure or box.doubt or merged or cut or self.blocks.is_added_to(cell)
            sheet = table.sheet if box.width is None else PageArea.within(box.width)
            yield cell, replace(ground, unsure=unsure, sheet=sheet)

    def _ground(
        self, table: TableFormat, row: Element, cell: Element, place: frozenset[str], unsure: bool
    ) -> Container:
        reader = self.styles.reader
        own, exceptions = reader.paper(cell.find(f"{W}tcPr")), reader.paper(row.find(f"{W}tblPrEx"))
        looks, paragraph = table.looks_of(own, exceptions, place)
        papers = {paper for _, paper in looks}
        paper = papers.pop() if len(papers) == 1 else ()
        return Container(RunContext(looks), tuple(paragraph.items()), paper, unsure, table.sheet)

    def _row(
        self,
        row: Element,
        cells: list[tuple[Element, Container]],
        merged: dict[int, int],
        place: Where,
        aside: Aside,
        table: TableFormat,
    ) -> tuple[list[FoundCell], frozenset[int]]:
        """One row, and the columns of its labels that are perhaps not seen.

        ``merged`` are the vertical merges that are open: first column → width.
        """
        found: list[FoundCell] = []
        dim: set[int] = set()
        properties = row.find(f"{W}trPr")
        cover(found, span_of(value(properties, "gridBefore"), least=0))
        still: dict[int, int] = {}
        for cell, ground in cells:
            at = len(found)
            own = cell.find(f"{W}tcPr")
            width, down, across = merges_of(own)
            if value(own, "vMerge") is not None:
                still[at] = width
            if (down and merged.get(at) == width) or (across and at):
                cover(found, width, above=down)
                continue
            box = table.box(own, properties, at, width, row.find(f"{W}tblPrEx"))
            # A merge that goes on from nowhere: programs do not agree on what is shown.
            odd = any((down, across, id(cell) in self.blocks.doubted))
            text, is_dim = self._text(cell, aside, ground, replace(box, doubt=box.doubt or odd))
            if is_dim or (odd and merged and has_words(text)):
                dim.add(at)
            found.append(FoundCell(text, where=structs.replace(place, column=at + 1)))
            cover(found, width - 1)
        cover(found, span_of(value(properties, "gridAfter"), least=0))
        merged.clear()
        merged.update(still)
        return found, frozenset(dim)

    def _inner(self, table: Element, aside: Aside, ground: Container) -> tuple[str, bool]:
        """The text of a table of one cell within a cell."""
        only = self.blocks.only_cell(table)
        row = next(self.blocks.rows(table), None)
        if only is None or row is None:
            return "", False
        found = TableFormat.read(table, self.styles, ground.paper, PageArea())
        own, properties = only.find(f"{W}tcPr"), row.find(f"{W}trPr")
        box = found.box(own, properties, 0, span_of(value(own, "gridSpan"), least=1), row.find(f"{W}tblPrEx"))
        unsure = ground.unsure or found.doubt or on(properties, "hidden")
        return self._text(only, aside, self._ground(found, row, only, place_of(0, 1, 0, 1), unsure), box)

    def _text(self, cell: Element, aside: Aside, ground: Container, box: CellRoom) -> tuple[str, bool]:
        """The text of a cell, and whether the words in it are perhaps not seen as they stand."""
        found = self._cell_text(cell, aside, ground)
        whole = spaced("\n".join(found.texts))
        added = self.blocks.is_added_to(cell)
        if not any(c.isalnum() for c in whole) and (added or self.blocks.is_drawn_on(cell)):
            return STRANGE + whole, False
        found.unsure |= added or id(cell) in self.blocks.doubted
        dim = has_words(whole) and hides_words(found, whole, box)
        if not any(c.isdigit() for c in whole):
            return whole, dim
        return doubtful(whole) if hides_digits(found, whole, box) else whole, dim

    def _cell_text(self, cell: Element, aside: Aside, ground: Container) -> CellText:
        """The paragraphs of a cell and of what stands in it."""
        found = CellText(unsure=ground.unsure)
        for block in self.blocks.blocks(cell, 0, cell=True):
            if block.tag == TABLE:
                told, is_dim = self._inner(block, aside, ground)
                found.add(told, joined=False)
                found.joins, found.dim = False, found.dim or is_dim
                continue
            inner = Aside()
            text, line, said = self._paragraph(block, inner, ground, cell=True)
            found.unsure |= id(block) in self.blocks.doubted
            found.dim |= line.dim or bool(line.pictures or line.boxes)
            found.lines.append(said)
            found.points = max(found.points, line.points)
            aside.notes += inner.notes
            text += "".join(self._box_text(shape, own, aside, ground) for shape, own in inner.boxes)
            found.add(text, joined=found.joins)
            found.joins = ends_deleted(block)
        return found

    def _box_text(self, shape: Element, own: Container, aside: Aside, ground: Container) -> str:
        """The text of a box in a cell, in brackets: it may be shown elsewhere, so its number is not the cell's."""
        if self.blocks.nested(shape):
            aside.boxes.append((shape, own))
            return "〔见表外文字〕"
        return f"〔{self._text(shape, aside, ground, CellRoom())[0]}〕"
