"""The story of a Word file: paragraphs and tables in order, frames opened, what is furniture left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from generator.model.spans import Where
from generator.sources.docx_looks import Looks
from generator.sources.docx_names import ALTERNATE, W, alternatives, attribute, on, value
from generator.sources.docx_numbering import Numbering
from generator.sources.docx_text import (
    DELETED,
    MAX_DEPTH,
    ends_deleted,
    is_placeholder,
    read_line,
    too_deep,
)
from generator.sources.extract import Extract
from generator.sources.ooxml import Element
from generator.sources.rows import LONGEST_LABEL, MAX_CELLS, MAX_COLUMNS, FoundCell, emit, too_many, too_wide

PARAGRAPH, TABLE, ROW, CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
FRAMES = frozenset(W + name for name in ("sdtContent", "customXml", "ins", "moveTo", "smartTag"))
CONTENTS = "table of contents"
TIGHT = ("、", "）", ")", "．", "】", "〕", "：")
"""After these a number needs no blank before its text."""


@dataclass
class _Aside:
    """What hangs on a paragraph and is told after it."""

    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Story:
    """Walks a document once. Lives within one reading, as ``extract`` does."""

    extract: Extract
    numbering: Numbering
    notes: Mapping[tuple[str, str], str]
    """(kind, id) → text of footnotes and endnotes."""
    looks: Looks
    tables: int = 0
    cells: int = 0
    pictures: int = 0
    revised: bool = False
    hidden: bool = False
    struck: int = 0
    faint: int = 0
    foreign: bool = False
    """Names another file to be shown in its place, which we do not read."""

    def flow(self, container: Element, depth: int = 0) -> None:
        """Everything in ``container``, in order."""
        if depth > MAX_DEPTH:
            raise too_deep()
        begun = ""
        for block in self._blocks(container, 0):
            if block.tag == TABLE:
                self._table(block, depth)
                continue
            aside = _Aside()
            begun += self._paragraph(block, aside)
            if not ends_deleted(block):
                self.extract.paragraph(begun)
                begun = ""
            self._tell(aside, depth)
        if begun:
            self.extract.paragraph(begun)

    def _tell(self, aside: _Aside, depth: int) -> None:
        for box in aside.boxes:
            self.flow(box, depth + 1)
        for note in aside.notes:
            if self.notes.get(note):
                self.extract.paragraph(self.notes[note])

    def _blocks(self, container: Element, depth: int) -> Iterator[Element]:
        """Paragraphs and tables, out of the frames that hold them; tables of contents are furniture."""
        if depth > MAX_DEPTH:
            raise too_deep()
        for child in container:
            tag = child.tag
            if tag == TABLE or (tag == PARAGRAPH and not self._is_contents(child)):
                yield child
            elif tag in FRAMES:
                self.revised = self.revised or tag in (f"{W}ins", f"{W}moveTo")
                yield from self._blocks(child, depth + 1)
            elif tag == f"{W}sdt":
                gallery = value(child.find(f"{W}sdtPr/{W}docPartObj"), "docPartGallery") or ""
                if gallery.lower() != CONTENTS and not is_placeholder(child):
                    yield from self._blocks(child, depth + 1)
            elif tag == ALTERNATE:
                for way in alternatives(child)[:1]:
                    yield from self._blocks(way, depth + 1)
            elif tag in DELETED:
                self.revised = True
            elif tag == f"{W}altChunk":
                self.foreign = True

    def _is_contents(self, paragraph: Element) -> bool:
        style = self.numbering.style(value(paragraph.find(f"{W}pPr"), "pStyle") or "")
        return style is not None and style.name.startswith("toc ")

    def _paragraph(self, paragraph: Element, aside: _Aside, *, cell: bool = False) -> str:
        line = read_line(paragraph, self.looks, cell=cell)
        self.pictures += line.pictures
        self.revised |= line.revised
        self.hidden |= line.hidden
        self.struck += line.struck
        self.faint += line.faint
        aside.boxes += line.boxes
        aside.notes += line.notes
        text = line.text
        number = self.numbering.label(paragraph.find(f"{W}pPr"))
        if number:
            # Without the blank “1.” before a 5 would read as 1.5.
            text = number + ("" if number.endswith(TIGHT) else " ") + text.lstrip()
        if cell and line.pictures:
            text += "〔图〕"
        return text

    def _table(self, table: Element, depth: int) -> None:
        self.tables += 1
        number = self.tables
        rows: list[list[FoundCell]] = []
        merged: dict[int, int] = {}
        aside = _Aside()
        for at, row in enumerate(self._rows(table), 1):
            cells = list(self._cells(row))
            if any(self._framing(cell, len(cells)) for cell in cells):
                # A frame around the page, or around other tables: its cells are told one after the other.
                emit(self.extract, rows, "docx")
                rows, merged = [], {}
                self._tell(aside, depth)
                aside = _Aside()
                for cell in cells:
                    self.flow(cell, depth + 1)
                continue
            rows.append(self._row(row, cells, merged, Where(table=number, row=at), aside))
            self.cells += len(rows[-1])
            if self.cells > MAX_CELLS:
                raise too_many()
        emit(self.extract, rows, "docx")
        self._tell(aside, depth)

    def _rows(self, table: Element) -> Iterator[Element]:
        for row in self._inside(table, ROW, 0):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self.revised = True
            elif on(properties, "hidden"):
                self.hidden = True
            else:
                yield row

    def _cells(self, row: Element) -> Iterator[Element]:
        for cell in self._inside(row, CELL, 0):
            if cell.find(f"{W}tcPr/{W}cellDel") is not None:
                self.revised = True
            else:
                yield cell

    def _inside(self, container: Element, tag: str, depth: int) -> Iterator[Element]:
        if depth > MAX_DEPTH:
            raise too_deep()
        for child in container:
            if child.tag == tag:
                yield child
            elif child.tag in FRAMES or child.tag == f"{W}sdt":
                yield from self._inside(child, tag, depth + 1)

    def _nested(self, cell: Element) -> bool:
        return any(block.tag == TABLE for block in self._blocks(cell, 0))

    def _framing(self, cell: Element, beside: int) -> bool:
        """Whether a table stands in ``cell``, other than one around the few words of a cell among others."""
        tables = [block for block in self._blocks(cell, 0) if block.tag == TABLE]
        return any(beside < 2 or self._only_cell(table) is None for table in tables)

    def _only_cell(self, table: Element) -> Element | None:
        """The cell of a table that has but one, with a few words and no further table in it."""
        cells = [cell for row in islice(self._rows(table), 2) for cell in islice(self._cells(row), 2)]
        if len(cells) != 1 or self._nested(cells[0]):
            return None
        words = sum(len(text.text or "") for text in cells[0].iter(f"{W}t"))
        return cells[0] if words <= LONGEST_LABEL else None

    def _row(
        self, row: Element, cells: list[Element], merged: dict[int, int], place: Where, aside: _Aside
    ) -> list[FoundCell]:
        """One row; ``merged`` are the vertical merges that are open: first column → width."""
        found: list[FoundCell] = []
        properties = row.find(f"{W}trPr")
        _cover(found, _span(value(properties, "gridBefore"), least=0))
        still: dict[int, int] = {}
        for cell in cells:
            at = len(found)
            own = cell.find(f"{W}tcPr")
            width = _span(value(own, "gridSpan"), least=1)
            vertical = value(own, "vMerge")
            if vertical is not None:
                still[at] = width
            goes_on = vertical is not None and vertical != "restart" and merged.get(at) == width
            if goes_on or value(own, "hMerge") in ("", "continue"):
                _cover(found, width)
                continue
            where = Where(table=place.table, row=place.row, column=at + 1)
            found.append(FoundCell(self._text(cell, aside), where=where))
            _cover(found, width - 1)
        _cover(found, _span(value(properties, "gridAfter"), least=0))
        merged.clear()
        merged.update(still)
        return found

    def _text(self, cell: Element, aside: _Aside) -> str:
        texts: list[str] = []
        joined = False
        for block in self._blocks(cell, 0):
            if block.tag == TABLE:
                only = self._only_cell(block)
                texts.append(self._text(only, aside) if only is not None else "")
                joined = False
                continue
            inner = _Aside()
            text = self._paragraph(block, inner, cell=True)
            aside.notes += inner.notes
            for box in inner.boxes:
                # A box may be shown elsewhere on the page: in brackets its number is not taken for the cell's.
                if self._nested(box):
                    aside.boxes.append(box)
                    text += "〔见表外文字〕"
                else:
                    text += f"〔{self._text(box, aside)}〕"
            if joined:
                texts[-1] += text
            else:
                texts.append(text)
            joined = ends_deleted(block)
        return "\n".join(texts)


def _cover(found: list[FoundCell], count: int) -> None:
    if len(found) + count > MAX_COLUMNS:
        raise too_wide()
    found += [FoundCell("", covered=True)] * count


def _span(text: str | None, least: int) -> int:
    if text is None or not text.isascii() or not text.isdigit():
        return least
    return max(least, min(int(text[:9]), MAX_COLUMNS + 1))


def plain_text(part: Element) -> str:
    """The paragraphs of a header or footer, a line each."""
    lines = (read_line(paragraph).text.strip() for paragraph in part.iter(PARAGRAPH))
    return "\n".join(dict.fromkeys(line for line in lines if line))


def note_texts(part: Element, kind: str, looks: Looks) -> Iterator[tuple[tuple[str, str], str]]:
    """((kind, id), text) of the footnotes or endnotes in their part."""
    for note in part:
        if not attribute(note, "type"):
            lines = (read_line(paragraph, looks).text.strip() for paragraph in note.iter(PARAGRAPH))
            yield (kind, attribute(note, "id")), "\n".join(line for line in lines if line)
