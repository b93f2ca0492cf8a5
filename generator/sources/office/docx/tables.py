"""What the cells of a table stand upon, and whether rows, columns or margins cut what is in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from generator.sources.office.docx.colours import Paper
from generator.sources.office.docx.names import FALSE, TRUE, W, attribute, names, number, on, value
from generator.sources.office.docx.properties import UPRIGHT, Properties
from generator.sources.office.docx.sheets import PageArea, indent, stated_indent
from generator.sources.office.docx.styles import CORNERS, PARTS, WHOLE, DocumentStyle, Region, StyleFormats, line_points
from generator.sources.office.ooxml import Element
from generator.sources.rows import MAX_COLUMNS

TWIPS = 20
"""To the point."""
USUAL_MARGIN = 108
"""Twips at the left and the right of a cell."""
FARTHEST = 2_880
"""Twips: margins and indents beyond two inches may push a number out of its cell."""
OUTWARD = -240
"""Twips by which indents may reach out of a cell: WPS writes such ones to win room."""
DIGIT = 0.5
"""Width of a digit as a share of its size."""
SQUEEZED = 0.8
"""Width of the letters of a label at the least, as a share of their size."""
LEAST_DIGIT = 0.35
"""Share of its size that a column must leave, else not even one digit is seen whole."""
TALLEST = 15_000
"""Twips of an exact height beyond which a row may leave its page."""

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
LOOK_BITS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}
Look = tuple[tuple[tuple[str, str], ...], Paper]


@dataclass(frozen=True, slots=True)
class CellRoom:
    """What a cell leaves for its text, in twips; None where nothing bounds it."""

    width: float | None = None
    height: float | None = None
    above: float = 0.0
    one_line: bool = False
    doubt: bool = False
    hides: bool = False
    """Words in it are perhaps not seen either: turned ones and crossed ones are."""
    merged: bool = False
    """With cells below, which give it more height."""


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
        grid = table.find(f"{W}tblGrid")
        widths = [] if grid is None else [number(attribute(c, "w") or "x") for c in grid.findall(f"{W}gridCol")]
        layout = next(
            (attribute(x, "type") for x in (_find(own, "tblLayout"), _find(named, "tblLayout")) if x is not None), ""
        )
        shift = indent(sheet, (own, named), widths)
        return TableFormat(
            style,
            paper,
            formats.reader.paper(own),
            _looks(own),
            layout == "fixed",
            {**margins_of(named), **margins_of(own)},
            widths[: MAX_COLUMNS + 1],
            _strange_table(own, named)
            or abs(stated_indent(own) or 0.0) > FARTHEST
            or (sheet.hard and _find(own, "tblpPr") is not None),
            sheet,
            0.0 if _find(own, "tblpPr") is not None else shift,
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
        said = self.style.regions if self.style is not None else {}
        across: list[str] = [part for part in ("band1Horz", "band2Horz") if part in said]
        down: list[str] = [part for part in ("band1Vert", "band2Vert") if part in said]
        corners = [name for name, both in CORNERS.items() if name in said and set(both) <= place]
        for look in self.looks:
            rows = across if "hBand" in look and not place & look & {"firstRow", "lastRow"} else []
            columns = down if "vBand" in look and not place & look & {"firstCol", "lastCol"} else []
            for pair in product(rows or [""], columns or [""]):
                parts = frozenset(part for part in (*pair, *(place & look)) if part in said)
                held = [name for name in corners if set(CORNERS[name]) <= look]
                yield parts.union(held)
                if len(held) < len(corners):
                    # Programs do not agree whether a corner needs both its edges switched on.
                    yield parts.union(corners)

    def box(self, cell: Element | None, row: Element | None, at: int, span: int, extra: Element | None) -> CellRoom:
        """The room of the cell that begins in column ``at`` and reaches over ``span``."""
        margins = {**self.margins, **margins_of(extra), **margins_of(cell, "tcMar")}
        stated = [width for width in margins.values() if width is not None]
        doubt = None in margins.values() or any(not 0 <= width <= FARTHEST for width in stated)
        doubt = doubt or _strange(cell, HARMLESS_CELL) or _strange(row, HARMLESS_ROW) or _strange(extra, HARMLESS_TABLE)
        hides = doubt
        turned = value(cell, "textDirection")
        doubt = doubt or (turned is not None and turned not in UPRIGHT) or _crossed(cell)
        side = sum(margins.get(edge) if margins.get(edge) is not None else USUAL_MARGIN for edge in ("left", "right"))  # type: ignore[misc]
        width = self._width(cell, at, span)
        if (self.fixed or self.sheet.hard) and None not in self.columns[:at]:
            said = stated_indent(extra)
            start = (self.shift if said is None else said) + sum(width or 0.0 for width in self.columns[:at])
            off = not self.sheet.holds(start, start + (width or 0.0))
            doubt, hides = doubt or off, hides or off
        height = _find(row, "trHeight")
        exact = height is not None and attribute(height, "hRule") == "exact"
        tall = number(attribute(height, "val") or "0") if height is not None and exact else None
        far = exact and (tall is None or tall > TALLEST)
        doubt, hides = doubt or far, hides or far
        return CellRoom(
            None if width is None or not self.fixed else width - side,
            tall,
            margins.get("top") or 0.0,
            on(cell, "noWrap") or on(cell, "tcFitText"),
            doubt,
            hides,
            value(cell, "vMerge") is not None,
        )

    def _width(self, cell: Element | None, at: int, span: int) -> float | None:
        """The lesser of what the cell and the columns below it say."""
        widths = self.columns[at : at + span]
        found = [sum(width or 0.0 for width in widths)] if len(widths) == span and None not in widths else []
        stated = _find(cell, "tcW")
        if stated is not None and attribute(stated, "type") in ("dxa", ""):
            own = number(attribute(stated, "w") or "x")
            found += [own] if own else []
        return min(found, default=None)


def place_of(row: int, rows: int, cell: int, cells: int) -> frozenset[str]:
    """The parts of a table's style that a cell belongs to, by its position (from 0)."""
    last_row, last = row == rows - 1, cell == cells - 1
    flags = {"firstRow": row == 0, "lastRow": last_row, "firstCol": cell == 0, "lastCol": last}
    return frozenset(name for name, is_there in flags.items() if is_there)


def fits(box: CellRoom, text: str, points: float, lines: Sequence[Properties]) -> bool:
    """Whether ``text``, a value of a cell in letters of ``points``, is shown whole; ``lines`` are its paragraphs."""
    longest = max((len(line) for line in text.split("\n")), default=0)
    wide = longest * points * DIGIT * TWIPS
    count = max(text.count("\n") + 1, len(lines))
    for line in lines:
        first, both = indents(line, points)
        if first is None or both is None or not OUTWARD <= first <= FARTHEST or abs(both) > FARTHEST:
            return False
        if box.width is not None:
            room = box.width - max(both, 0.0)
            if room < points * LEAST_DIGIT * TWIPS or (box.one_line and room < wide * 0.8):
                return False
            count = max(count, -int(-wide * 0.8 // room))
    return has_height(box, count, points, lines)


def is_tall_enough(box: CellRoom, text: str, points: float, lines: Sequence[Properties]) -> bool:
    """Whether a row of exact height leaves room for the lines that ``text``, a label, takes at least."""
    if box.height is None or box.merged:
        return True
    count = max(text.count("\n") + 1, len(lines))
    if box.width is not None and box.width > 0:
        longest = max(len(line) for line in text.split("\n"))
        count = max(count, int(longest * points * SQUEEZED * TWIPS // box.width))
    return has_height(box, count, points, lines)


def has_height(box: CellRoom, count: int, points: float, lines: Sequence[Properties]) -> bool:
    """Whether ``count`` lines stand in ``box`` whole."""
    before = sum(number(line.get(edge) or "0") or 0.0 for line in lines for edge in ("before", "after"))
    if any(number(line.get(edge) or "0") is None for line in lines for edge in ("before", "after")) or before > TALLEST:
        return False
    if box.height is None:
        return True
    before -= number(lines[-1].get("after") or "0") or 0.0 if lines else 0.0
    each = max((line_points(line, points) for line in lines), default=points)
    # What a line leaves free stands above its letters.
    needed = ((count - 1) * each + max(points, each) * 0.8) * TWIPS
    return box.height >= needed + before + box.above


def indents(line: Properties, points: float) -> tuple[float | None, float | None]:
    """(where the first line begins, what both sides take) in twips."""

    def part(*names: str) -> float | None:
        for name in names:
            chars = number(line.get(f"ind.{name}Chars") or "0")
            own = number(line.get(f"ind.{name}") or "0")
            if chars is None or own is None:
                return None
            if chars or own:
                return chars / 100 * points * TWIPS if chars else own
        return 0.0

    left, right, first, hanging = part("left", "start"), part("right", "end"), part("firstLine"), part("hanging")
    if left is None or right is None or first is None or hanging is None:
        return None, None
    return left + (-hanging if hanging else first), left + right + (0 if hanging else first)


def _find(element: Element | None, name: str) -> Element | None:
    return None if element is None else element.find(W + name)


def _strange(properties: Element | None, harmless: frozenset[str]) -> bool:
    return properties is not None and any(item.tag not in harmless for item in properties)


def _strange_table(own: Element | None, named: Element | None) -> bool:
    """Mirrored, or with something that we do not know."""
    mirrored = next((value(x, "bidiVisual") for x in (own, named) if value(x, "bidiVisual") is not None), None)
    known = HARMLESS_TABLE | ({f"{W}bidiVisual"} if mirrored is None or mirrored in FALSE else set())
    return mirrored in TRUE or _strange(own, known) or _strange(named, known) or _floats_off(own)


def _floats_off(own: Element | None) -> bool:
    """A floating table that is moved over what stands before it, or off its page."""
    floating = _find(own, "tblpPr")
    if floating is None:
        return False
    across, down = (number(attribute(floating, name) or "0") for name in ("tblpX", "tblpY"))
    if across is None or down is None:
        return True
    return not -FARTHEST <= across <= 4 * FARTHEST or not OUTWARD * 3 <= down <= TALLEST


def _crossed(cell: Element | None) -> bool:
    """A line from corner to corner strikes out what is in the cell."""
    borders = _find(cell, "tcBorders")
    lines = (value(borders, name) for name in ("tl2br", "tr2bl"))
    return any(line not in (None, "nil", "none") for line in lines)


def margins_of(properties: Element | None, name: str = "tblCellMar") -> dict[str, float | None]:
    margins = _find(properties, name)
    found: dict[str, float | None] = {}
    for item in () if margins is None else margins:
        edge = {"start": "left", "end": "right"}.get(item.tag.removeprefix(W), item.tag.removeprefix(W))
        found[edge] = number(attribute(item, "w") or "0")
    return found


def _looks(own: Element | None) -> Sequence[frozenset[str]]:
    look = _find(own, "tblLook")
    if look is None:
        return (frozenset(), frozenset(("firstRow", "firstCol", "hBand")))
    bits = attribute(look, "val")
    try:
        mask = int(bits[:8], 16) if bits else 0
    except ValueError:
        mask = 0
    flags = {name: attribute(look, name) or ("1" if mask & bit else "0") for name, bit in LOOK_BITS.items()}
    on_ = {name for name, said in flags.items() if said in TRUE}
    names = {"firstRow": "firstRow", "lastRow": "lastRow", "firstColumn": "firstCol", "lastColumn": "lastCol"}
    shown = {short for name, short in names.items() if name in on_}
    shown |= {band for band, off in (("hBand", "noHBand"), ("vBand", "noVBand")) if off not in on_}
    return (frozenset(shown),)
