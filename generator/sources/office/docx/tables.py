"""What the cells of a table stand upon, and whether rows, columns or margins cut what is in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from generator.sources.office.docx.cell_room import FARTHEST_INDENT, TALLEST, USUAL_MARGIN, CellRoom
from generator.sources.office.docx.colours import Paper
from generator.sources.office.docx.names import TRUE, W, attribute, number, on, value
from generator.sources.office.docx.properties import UPRIGHT, Properties
from generator.sources.office.docx.sheets import PageArea, indent, stated_indent
from generator.sources.office.docx.styles import CORNERS, PARTS, WHOLE, DocumentStyle, Region, StyleFormats
from generator.sources.office.docx.table_oddities import find_in, is_crossed, is_strange_cell, is_strange_table
from generator.sources.office.ooxml import Element
from generator.sources.rows import MAX_COLUMNS

LOOK_BITS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}
Look = tuple[tuple[tuple[str, str], ...], Paper]


Dress = tuple[tuple[Look, ...], Properties]


@dataclass
class TableFormat:
    """One table as its own properties and its style make it."""

    style: DocumentStyle | None
    paper: Paper
    own_paper: Paper | None
    looks: Sequence[frozenset[str]]
    """Parts of the style that are switched on; several where nothing says."""
    fixed: bool
    margins: Mapping[str, float | None]
    columns: Sequence[float | None]
    """Widths in twips."""
    doubt: bool
    sheet: PageArea
    shift: float
    """Twips from where the text's lines begin to where the table does."""
    _regions: dict[frozenset[str], Region] = field(default_factory=dict)
    _looks: dict[tuple[Paper | None, Paper | None, frozenset[str]], Dress] = field(default_factory=dict)
    """Cells of one ground and place, nearly all of a table, are dressed alike."""

    @staticmethod
    def read(table: Element, formats: StyleFormats, paper: Paper, sheet: PageArea) -> TableFormat:
        own = table.find(f"{W}tblPr")
        style = formats.style("table", value(own, "tblStyle") or "")
        style = style if style is not None and style.kind == "table" else None
        named = style.table if style is not None else None
        widths = _column_widths(table)
        shift = indent(sheet, (own, named), widths)
        floats = find_in(own, "tblpPr") is not None
        return TableFormat(
            style=style,
            paper=paper,
            own_paper=formats.reader.paper(own),
            looks=_looks(own),
            fixed=_is_fixed(own, named),
            margins={**margins_of(named), **margins_of(own)},
            columns=widths[: MAX_COLUMNS + 1],
            doubt=is_strange_table(own, named)
            or abs(stated_indent(own) or 0.0) > FARTHEST_INDENT
            or (sheet.hard and floats),
            sheet=sheet,
            shift=0.0 if floats else shift,
        )

    def region(self, parts: frozenset[str]) -> Region:
        """What the style says of a cell that belongs to these parts."""
        found = self._regions.get(parts)
        if found is None:
            said = self.style.regions if self.style is not None else {}
            run: Properties = {}
            paragraph: Properties = {}
            paper = None
            for name in (WHOLE, *(part for part in (*PARTS, *CORNERS) if part in parts)):
                if name in said:
                    run, paragraph = {**run, **said[name].run}, {**paragraph, **said[name].paragraph}
                    paper = paper if said[name].paper is None else said[name].paper
            found = self._regions[parts] = Region(run, paragraph, paper)
        return found

    def looks_of(self, own: Paper | None, row: Paper | None, place: frozenset[str]) -> Dress:
        """(the ways in which the table may dress a cell at ``place``, what its style says of paragraphs)."""
        known = self._looks.get((own, row, place))
        if known is None:
            known = self._looks[own, row, place] = self._dress(own, row, place)
        return known

    def _dress(self, own: Paper | None, row: Paper | None, place: frozenset[str]) -> Dress:
        found: dict[Look, Properties] = {}
        for parts in self._parts(place):
            region = self.region(parts)
            # Word paints no shading of the table itself, other programs do.
            for papers in ((own, region.paper, row, self.own_paper, self.paper), (own, region.paper, self.paper)):
                paper = next(ground for ground in papers if ground is not None)
                found.setdefault((tuple(region.run.items()), paper), region.paragraph)
        return tuple(found), next(iter(found.values()))

    def _parts(self, place: frozenset[str]) -> Iterator[frozenset[str]]:
        """The parts of the style that may hold at ``place``: several where programs do not agree."""
        said = self.style.regions if self.style is not None else {}
        corners = [name for name, both in CORNERS.items() if name in said and set(both) <= place]
        for look in self.looks:
            for pair in product(_bands(look, place, said, "Horz"), _bands(look, place, said, "Vert")):
                parts = frozenset(part for part in (*pair, *(place & look)) if part in said)
                held = [name for name in corners if set(CORNERS[name]) <= look]
                yield parts.union(held)
                if len(held) < len(corners):
                    # Programs do not agree whether a corner needs both its edges switched on.
                    yield parts.union(corners)

    def box(self, cell: Element | None, row: Element | None, at: int, span: int, extra: Element | None) -> CellRoom:
        """The room of the cell that begins in column ``at`` and reaches over ``span``."""
        margins = {**self.margins, **margins_of(extra), **margins_of(cell, "tcMar")}
        width = self._width(cell, at, span)
        tall, far = exact_height(row)
        hides = _has_odd_margins(margins) or is_strange_cell(cell, row, extra) or self._is_off(width, at, extra) or far
        turned = value(cell, "textDirection")
        turned_off = turned is not None and turned not in UPRIGHT
        return CellRoom(
            width=None if width is None or not self.fixed else width - _sides(margins),
            height=tall,
            above=margins.get("top") or 0.0,
            one_line=on(cell, "noWrap") or on(cell, "tcFitText"),
            doubt=hides or turned_off or is_crossed(cell),
            hides=hides,
            merged=value(cell, "vMerge") is not None,
        )

    def _is_off(self, width: float | None, at: int, extra: Element | None) -> bool:
        """Whether a cell of ``width`` that begins in column ``at`` perhaps leaves the paper."""
        before = self.columns[:at]
        if not (self.fixed or self.sheet.hard) or None in before:
            return False
        said = stated_indent(extra)
        start = (self.shift if said is None else said) + sum(width or 0.0 for width in before)
        return not self.sheet.holds(start, start + (width or 0.0))

    def _width(self, cell: Element | None, at: int, span: int) -> float | None:
        """The lesser of what the cell and the columns below it say."""
        widths = self.columns[at : at + span]
        found = [sum(width or 0.0 for width in widths)] if len(widths) == span and None not in widths else []
        stated = find_in(cell, "tcW")
        if stated is not None and attribute(stated, "type") in ("dxa", ""):
            own = number(attribute(stated, "w") or "x")
            found += [own] if own else []
        return min(found, default=None)


def _column_widths(table: Element) -> list[float | None]:
    grid = table.find(f"{W}tblGrid")
    return [] if grid is None else [number(attribute(c, "w") or "x") for c in grid.findall(f"{W}gridCol")]


def _is_fixed(own: Element | None, named: Element | None) -> bool:
    """Whether columns keep the widths that are stated, whatever stands in them."""
    layouts = (find_in(own, "tblLayout"), find_in(named, "tblLayout"))
    return next((attribute(x, "type") for x in layouts if x is not None), "") == "fixed"


def _bands(look: frozenset[str], place: frozenset[str], said: Mapping[str, Region], way: str) -> list[str]:
    """The bands of a style, of rows (``Horz``) or columns (``Vert``), that may hold at ``place``; [""] for none."""
    switch, edges = ("hBand", {"firstRow", "lastRow"}) if way == "Horz" else ("vBand", {"firstCol", "lastCol"})
    if switch not in look or place & look & edges:
        return [""]
    return [part for part in (f"band1{way}", f"band2{way}") if part in said] or [""]


def _has_odd_margins(margins: Mapping[str, float | None]) -> bool:
    return any(width is None or not 0 <= width <= FARTHEST_INDENT for width in margins.values())


def _sides(margins: Mapping[str, float | None]) -> float:
    """What the margins at both sides of a cell take, in twips."""
    found = (margins.get(edge) for edge in ("left", "right"))
    return sum(USUAL_MARGIN if width is None else width for width in found)


def exact_height(row: Element | None) -> tuple[float | None, bool]:
    """(the exact height of a row in twips, None for no such; whether it may leave its page or is not known)."""
    height = find_in(row, "trHeight")
    if height is None or attribute(height, "hRule") != "exact":
        return None, False
    tall = number(attribute(height, "val") or "0")
    return tall, tall is None or tall > TALLEST


def place_of(row: int, rows: int, cell: int, cells: int) -> frozenset[str]:
    """The parts of a table's style that a cell belongs to, by its position (from 0)."""
    last_row, last = row == rows - 1, cell == cells - 1
    flags = {"firstRow": row == 0, "lastRow": last_row, "firstCol": cell == 0, "lastCol": last}
    return frozenset(name for name, is_there in flags.items() if is_there)


def margins_of(properties: Element | None, name: str = "tblCellMar") -> dict[str, float | None]:
    margins = find_in(properties, name)
    found: dict[str, float | None] = {}
    for item in () if margins is None else margins:
        edge = {"start": "left", "end": "right"}.get(item.tag.removeprefix(W), item.tag.removeprefix(W))
        found[edge] = number(attribute(item, "w") or "0")
    return found


def _looks(own: Element | None) -> Sequence[frozenset[str]]:
    """The parts of its style that a table switches on; two ways where it does not say."""
    look = find_in(own, "tblLook")
    if look is None:
        return (frozenset(), frozenset(("firstRow", "firstCol", "hBand")))
    mask = _mask(attribute(look, "val"))
    flags = {name: attribute(look, name) or ("1" if mask & bit else "0") for name, bit in LOOK_BITS.items()}
    on_ = {name for name, said in flags.items() if said in TRUE}
    names = {"firstRow": "firstRow", "lastRow": "lastRow", "firstColumn": "firstCol", "lastColumn": "lastCol"}
    shown = {short for name, short in names.items() if name in on_}
    shown |= {band for band, off in (("hBand", "noHBand"), ("vBand", "noVBand")) if off not in on_}
    return (frozenset(shown),)


def _mask(bits: str) -> int:
    try:
        return int(bits[:8], 16) if bits else 0
    except ValueError:
        return 0
