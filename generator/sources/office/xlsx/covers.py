"""What lies over the cells of a worksheet: merged ranges over their members, shapes over any."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.sources.office.xlsx.addresses import Area, At
from generator.sources.office.xlsx.blocks import Spans
from generator.sources.office.xlsx.drawings import Overlay
from generator.sources.office.xlsx.sheet import RawSheet
from generator.sources.rows import MAX_CELLS, MAX_COLUMNS, too_many, too_wide


@dataclass
class Covers:
    """The merged ranges of a sheet, and the cells under shapes."""

    anchors: dict[At, tuple[At, Area]] = field(default_factory=dict)
    """By the upper left cell of a range where its content is shown, and the whole of it."""
    covered: set[At] = field(default_factory=set)
    above: set[At] = field(default_factory=set)
    """Those of them whose range begins in a row above."""
    torn: set[At] = field(default_factory=set)
    """The cells of ranges that overlap."""
    under: set[At] = field(default_factory=set)
    """Shapes or torn ranges lie over them."""
    tinged: set[At] = field(default_factory=set)
    """Outlines go around them, or something that may lie anywhere."""

    @property
    def shaded(self) -> set[At]:
        """Where a shape may show something."""
        return self.under | self.tinged

    def lies_over(self, area: Area) -> bool:
        """Whether something lies over any cell of a range."""
        return any(at in self.under for at in _cells(area))


def covers_of(sheet: RawSheet, overlaid: Sequence[Overlay]) -> Covers:
    """Raises UnreadableError for more ranges, or wider ones, than a report has."""
    found = Covers()
    _merge(sheet, found)
    areas = [item.area for item in overlaid if not item.outline and not item.everywhere]
    found.under = _under(sheet, [*areas, *sheet.torn]) | found.torn
    found.tinged = _under(sheet, [item.area for item in overlaid if item.outline or item.everywhere])
    return found


def blanks_in_doubt(sheet: RawSheet, covers: Covers, spans: Spans) -> set[At]:
    """The empty cells of tables in which a shape may show something. Beside a table a shape covers nothing."""
    shaded = covers.shaded
    found = {at for at in shaded if is_within(at, spans)}
    for at, (place, area) in covers.anchors.items() if shaded else ():
        if at not in sheet.cells and is_within(place, spans) and any(cell in shaded for cell in _cells(area)):
            found.add(place)
    return found


def is_within(at: At, spans: Spans, *, beside_labels: bool = False) -> bool:
    """Whether a cell belongs to a table; with ``beside_labels`` neither to its first column nor to its first row."""
    span = spans.get(at[0])
    if span is None or not span[0] <= at[1] <= span[1]:
        return False
    return not beside_labels or (span[0] < at[1] and span[2] < at[0])


def _cells(area: Area) -> Iterable[At]:
    top, left, bottom, right = area
    return ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))


def _under(sheet: RawSheet, overlaid: Sequence[Area]) -> set[At]:
    """The addresses in these areas, as far as the sheet has cells."""
    if not sheet.cells or not overlaid:
        return set()
    widest = max(max(column for _, column in sheet.cells), *(area[3] for area in sheet.merges), 0)
    rows = sorted({row for row, _ in sheet.cells}.union(*(range(area[0], area[2] + 1) for area in sheet.merges)))
    found: set[At] = set()
    for top, left, bottom, right in overlaid:
        down, across = rows[bisect_left(rows, top) : bisect_right(rows, bottom)], range(left, min(right, widest) + 1)
        if len(down) * len(across) > MAX_CELLS:
            raise too_many()
        found.update((row, column) for row in down for column in across)
    return found


def _merge(sheet: RawSheet, found: Covers) -> None:
    """A range is as wide as our widest table at most. Where its first rows or columns are hidden, what is left shows
    its content.
    """
    taken: dict[At, At] = {}
    for area in sheet.merges:
        top, left, bottom, right = area
        if right - left > MAX_COLUMNS:
            raise too_wide()
        if len(taken) + (bottom - top + 1) * (right - left + 1) > MAX_CELLS:
            raise too_many()
        rows = [row for row in range(top, bottom + 1) if not sheet.row(row).hidden]
        columns = [column for column in range(left, right + 1) if not sheet.column(column).hidden]
        place = (rows[0], columns[0]) if rows and columns else (top, left)
        _cover(area, place, taken, found)
        found.anchors[top, left] = (place, area)
    found.covered -= found.torn


def _cover(area: Area, place: At, taken: dict[At, At], found: Covers) -> None:
    """The cells of a range but its first one, and the one that shows its content, are covered by it."""
    first = area[:2]
    for at in _cells(area):
        if at in taken:
            found.torn |= {at, taken[at], first}
        taken[at] = first
        if at not in (first, place):
            found.covered.add(at)
            if at[0] > place[0]:
                found.above.add(at)
