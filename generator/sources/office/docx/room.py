"""How much room a part of a Word file takes at most: whether what bounds it can cut anything off.

All measures are in twips. Where letters, lines or columns cannot be measured the answer is infinite.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil, inf

from generator.sources.office.docx.cell_room import TWIPS, USUAL_MARGIN, indents
from generator.sources.office.docx.colours import WHITE
from generator.sources.office.docx.names import W, attribute, names, number, value
from generator.sources.office.docx.properties import Properties
from generator.sources.office.docx.styles import WHOLE, DocumentStyle, Region, RunContext, StyleFormats
from generator.sources.office.docx.tables import margins_of
from generator.sources.office.ooxml import Element

TALLEST_LINE = 1.45
"""Height of a line of any usual typeface, as a share of its letters' size."""
NARROW = 0.65
"""Width of a Latin letter or a digit, at most, as a share of its size."""
WASTE = 1.1
"""What lines leave free at their ends."""
BORDER = 30.0
"""A rule between two rows."""
NUMBER_LETTERS = 6
"""Letters of an automatic number."""
TAB = 840.0
PARAGRAPH, TABLE, ROW, CELL, RUN = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}r"
FRAMES = names(W, "sdt sdtContent customXml ins moveTo smartTag hyperlink fldSimple")
NOTHING = names(
    W,
    "tcPr trPr tblPr tblPrEx tblGrid pPr rPr sdtPr sdtEndPr bookmarkStart bookmarkEnd proofErr del moveFrom "
    "commentRangeStart commentRangeEnd permStart permEnd sectPr",
)
"""Take no room of their own."""
IN_RUNS = names(
    W,
    "rPr t tab br cr noBreakHyphen softHyphen fldChar instrText delText lastRenderedPageBreak commentReference "
    "footnoteReference endnoteReference annotationRef",
)
BREAKS = names(W, "br cr")
DRESSING = frozenset(("sz", "before", "after", "line", "w", "spacing"))


@dataclass(frozen=True, slots=True)
class Room:
    """Measures the parts of one document."""

    styles: StyleFormats = field(default_factory=StyleFormats)
    pitch: float = 0.0
    """Of the grid that lines are laid upon."""

    @staticmethod
    def read(body: Element, styles: StyleFormats) -> Room:
        grids = [grid for grid in body.iter(f"{W}docGrid") if attribute(grid, "type") not in ("", "default")]
        return Room(styles, max((number(attribute(grid, "linePitch") or "0") or 0.0 for grid in grids), default=0.0))

    def height(self, container: Element, width: float, style: str = "") -> float:
        """Of everything in ``container``, set in lines of ``width``; ``style`` is that of the table around it."""
        total = 0.0
        for child in container:
            if child.tag == PARAGRAPH:
                total += self._paragraph(child, width, style)
            elif child.tag == TABLE:
                total += self._table(child)
            elif child.tag in FRAMES:
                total += self.height(child, width, style)
            elif child.tag not in NOTHING:
                return inf
        return total

    def _table(self, table: Element) -> float:
        own = table.find(f"{W}tblPr")
        style = value(own, "tblStyle") or ""
        named = self.styles.style("table", style)
        columns = _columns(table)
        if not columns or (named is not None and _is_dressed(named)):
            return inf
        if any(item.tag == f"{W}tblCellSpacing" for item in own or ()):
            return inf
        margins = {**margins_of(named.table if named is not None else None), **margins_of(own)}
        rows = list(_inside(table, ROW))
        return sum((self._row(row, columns, margins, style) for row in rows), 0.0) + BORDER

    def _row(self, row: Element, columns: list[float], margins: Mapping[str, float | None], style: str) -> float:
        own = row.find(f"{W}trPr")
        stated = own.find(f"{W}trHeight") if own is not None else None
        least = number(attribute(stated, "val") or "0") if stated is not None else 0.0
        if least is None or row.find(f"{W}tblPrEx") is not None:
            return inf
        if stated is not None and attribute(stated, "hRule") == "exact":
            return least + BORDER
        at = _count(value(own, "gridBefore"), 0)
        tallest = least
        for cell in _inside(row, CELL):
            properties = cell.find(f"{W}tcPr")
            span = _count(value(properties, "gridSpan"), 1)
            wide = _cell_width(properties, columns, at, span)
            at += span
            if value(properties, "vMerge") in (None, "restart"):
                tallest = max(tallest, self._cell(cell, wide, {**margins, **margins_of(properties, "tcMar")}, style))
        return tallest + BORDER

    def _cell(self, cell: Element, wide: float, edges: Mapping[str, float | None], style: str) -> float:
        """The height of a cell that is ``wide`` with its margins, ``edges``."""
        sides = [edges.get(edge, USUAL_MARGIN) for edge in ("left", "right")]
        ends = [edges.get(edge, 0.0) for edge in ("top", "bottom")]
        if None in sides or None in ends or value(cell.find(f"{W}tcPr"), "textDirection") is not None:
            return inf
        inner = wide - sum(side or 0.0 for side in sides)
        return self.height(cell, inner, style) + sum(end or 0.0 for end in ends)

    def _paragraph(self, paragraph: Element, width: float, style: str) -> float:
        own = paragraph.find(f"{W}pPr")
        own_style = value(own, "pStyle") or ""
        region = self._region(style)
        said = self.styles.paragraph_format(own_style, own, region.paragraph, None)
        around = RunContext(((tuple(region.run.items()), (WHITE,)),))
        mark = own.find(f"{W}rPr") if own is not None else None
        sizes = [self.styles.run_format(mark, own_style, around).points]
        wide, breaks = NUMBER_LETTERS * 2 * sizes[0] * TWIPS if value(own, "numPr") is not None else 0.0, 0
        for item in _runs(paragraph):
            if item.tag != RUN or any(child.tag not in IN_RUNS for child in item):
                return inf
            points, more, stops = self._run(item, own_style, around)
            sizes.append(points)
            wide, breaks = wide + more, breaks + stops
        return self._lines_height(said, width, wide, breaks, max(sizes))

    def _region(self, style: str) -> Region:
        """What the table style ``style`` says of all its cells."""
        named = self.styles.style("table", style) if style else None
        return (named.regions.get(WHOLE) if named is not None else None) or Region({}, {}, None)

    def _lines_height(self, said: Properties, width: float, wide: float, breaks: int, points: float) -> float:
        """The height of letters of ``points`` that take ``wide`` in all, set in lines of ``width``."""
        _, both = indents(said, points)
        room = 0.0 if both is None else width - max(both, 0.0)
        if room < points * TWIPS:
            return inf
        lines = breaks + (1 if wide <= room else ceil(wide * WASTE / room) + breaks)
        ends = [number(said.get(edge) or "0") for edge in ("before", "after")]
        return inf if None in ends else lines * self._line(said, points) + sum(end or 0.0 for end in ends)

    def _run(self, run: Element, style: str, around: RunContext) -> tuple[float, float, int]:
        """(size of its letters, the width of them all, how often it begins a new line)."""
        properties = run.find(f"{W}rPr")
        points = self.styles.run_format(properties, style, around).points
        said = self.styles.run_properties(properties, style)
        scale, spacing = number(said.get("w") or "100"), number(said.get("spacing") or "0")
        if scale is None or spacing is None:
            return points, inf, 0
        text = "".join(item.text or "" for item in run.findall(f"{W}t"))
        each = sum(points * TWIPS * (NARROW if c.isascii() else 1.0) for c in text) * max(scale / 100, 1.0)
        tabs = len(run.findall(f"{W}tab"))
        stops = sum(item.tag in BREAKS for item in run)
        return points, each + len(text) * max(spacing, 0.0) + tabs * TAB, stops

    def _line(self, said: Properties, points: float) -> float:
        line, rule = number(said.get("line") or "240"), said.get("lineRule", "auto")
        if line is None or rule not in ("auto", "exact", "atLeast"):
            return inf
        if rule == "exact" or line < 0:
            return abs(line)
        usual = points * TALLEST_LINE * TWIPS
        if self.pitch > 0:
            usual = ceil(usual / self.pitch) * self.pitch
        return usual * max(line / 240, 1.0) if rule == "auto" else max(usual, line)


def _columns(table: Element) -> list[float]:
    """The widths of a table's columns; none where one is not known."""
    grid = table.find(f"{W}tblGrid")
    columns = [number(attribute(column, "w") or "x") for column in (() if grid is None else grid)]
    return [] if None in columns else [column for column in columns if column is not None]


def _is_dressed(style: DocumentStyle) -> bool:
    """Whether a table's style gives letters or lines of some of its parts another size."""
    return any(DRESSING & {*region.run, *region.paragraph} for part, region in style.regions.items() if part != WHOLE)


def _cell_width(properties: Element | None, columns: list[float], at: int, span: int) -> float:
    """The width of a cell that begins in column ``at``: that of its columns, or less where it says so."""
    wide = sum(columns[at : at + span]) if at + span <= len(columns) else 0.0
    said = properties.find(f"{W}tcW") if properties is not None else None
    if said is not None and attribute(said, "type") in ("dxa", ""):
        return min(wide, number(attribute(said, "w") or "0") or wide)
    return wide


def _runs(container: Element) -> Iterator[Element]:
    for child in container:
        if child.tag in FRAMES:
            yield from _runs(child)
        elif child.tag not in NOTHING:
            yield child


def _inside(container: Element, tag: str) -> Iterator[Element]:
    for child in container:
        if child.tag == tag:
            yield child
        elif child.tag in FRAMES:
            yield from _inside(child, tag)


def _count(text: str | None, least: int) -> int:
    return max(int(text[:4]), least) if text and text.isascii() and text.isdigit() else least
