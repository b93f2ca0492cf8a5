"""Shapes, pictures, charts and controls that lie over the cells of a worksheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.sources.archives import Package
from generator.sources.office.ooxml import Element, PartRelation, R, parse
from generator.sources.office.xlsx.addresses import Area, area_of
from generator.sources.office.xlsx.colours import local
from generator.sources.office.xlsx.outlines import DIGIT_LIKE, LOOSE, enclosed, is_outline
from generator.sources.office.xlsx.shapes import strays
from generator.sources.office.xlsx.sheet import RawSheet
from generator.sources.office.xlsx.styles import number
from generator.sources.office.xlsx.vml import EVERYWHERE, old_shapes

POINT, PIXEL = 12_700, 9_525
"""English metric units."""
DIGIT_PIXELS = 7
USUAL_HEIGHT = 13.5
"""Of a row, in points."""
MAX_ANCHORS = 2_000
"""Shapes of a sheet; with more of them they lie everywhere."""
MAX_TRACKS = 1_000
"""Rows or columns that a shape's size is laid over."""
ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")


@dataclass(frozen=True, slots=True)
class Overlay:
    """Something that lies over cells of a sheet."""

    area: Area
    outline: bool = False
    """It hides nothing, but an empty cell with it in it may seem to hold a 0."""

    @property
    def everywhere(self) -> bool:
        return self.area == EVERYWHERE


def overlaid(package: Package, named: Mapping[str, PartRelation], root: Element, sheet: RawSheet) -> Iterator[Overlay]:
    """What may lie over the cells of a sheet. A shape without an understood place lies everywhere."""
    seen: set[str] = set()
    for item in root.iter():
        kind = local(item)
        if kind in ("drawing", "legacyDrawing"):
            relation = named.get(item.get(f"{R}id", ""))
            if relation is None or relation.target in seen:
                continue
            seen.add(relation.target)
            yield from _part_overlays(package, kind, relation.target, sheet)
        elif kind == "sparkline":
            yield from _sparkline(item)
        elif kind in ("oleObject", "control"):
            yield from (Overlay(_anchor(inner, sheet)) for inner in item.iter() if local(inner) == "anchor")


def _sparkline(item: Element) -> Iterator[Overlay]:
    """The cells that a small chart is drawn in."""
    places = [(inner.text or "").strip() for inner in item if local(inner) == "sqref"]
    return (Overlay(area_of(place) or EVERYWHERE) for place in places)


def _part_overlays(package: Package, kind: str, target: str, sheet: RawSheet) -> Iterator[Overlay]:
    """What the shapes of a part for drawings lie over."""
    if kind == "drawing":
        return _drawing(parse(package, target), sheet)
    return map(Overlay, old_shapes(package.read(target)))


def _drawing(root: Element, sheet: RawSheet) -> Iterator[Overlay]:
    for count, item in enumerate(item for item in root.iter() if local(item) in ANCHORS):
        area = _anchor(item, sheet) if count < MAX_ANCHORS else EVERYWHERE
        if area == EVERYWHERE or strays(item, *_size(sheet, area)):
            yield Overlay(EVERYWHERE)
        elif is_outline(item) and (around := _enclosed(item, sheet)) is not None:
            wide, high = _size(sheet, around)
            if wide < high * DIGIT_LIKE:
                yield Overlay(around, outline=True)
        else:
            yield Overlay(area)
        if count >= MAX_ANCHORS:
            return


def _enclosed(item: Element, sheet: RawSheet) -> Area | None:
    """The cells that an outline goes around, None where it runs through any."""
    named = {local(part): part for part in item}
    corners = [_corner(named.get("from")), _corner(named.get("to"))]
    found = [
        {
            "row": (row, _part(down, POINT * (sheet.row(row).size or 0))),
            "col": (column, _part(across, DIGIT_PIXELS * PIXEL * (sheet.column(column).size or 0))),
        }
        for row, column, down, across in filter(None, corners)
    ]
    return enclosed(*found) if len(found) == len(corners) else None


def _part(units: int, size: float) -> float:
    """How far into a row or column that is ``size`` long; -1 where that is not known."""
    if units == 0:
        return 0.0
    if size:
        return units / size
    # A row as high as its text is no lower than one of usual height.
    return units / (USUAL_HEIGHT * POINT) if units < LOOSE * USUAL_HEIGHT * POINT else -1.0


def _size(sheet: RawSheet, area: Area) -> tuple[float, float]:
    """Width and height in points, roughly."""
    top, left, bottom, right = area
    columns = range(left, min(right, left + MAX_TRACKS) + 1)
    rows = range(top, min(bottom, top + MAX_TRACKS) + 1)
    wide = sum(sheet.column(at).size or 0.0 for at in columns if not sheet.column(at).hidden)
    high = sum(sheet.row(at).size or USUAL_HEIGHT for at in rows if not sheet.row(at).hidden)
    return wide * DIGIT_PIXELS * PIXEL / POINT, high


def _anchor(item: Element, sheet: RawSheet) -> Area:
    named = {local(part): part for part in item}
    start = _corner(named.get("from"))
    if start is None:
        return EVERYWHERE
    top, left, _, _ = start
    end = _corner(named.get("to"))
    if end is not None:
        bottom, right, down, across = end
        return top, left, max(top, bottom if down else bottom - 1), max(left, right if across else right - 1)
    size = named.get("ext")
    if size is None:
        return EVERYWHERE
    high, wide = number_of_units(size.get("cy")), number_of_units(size.get("cx"))
    return top, left, _reached(sheet, top, high, is_row=True), _reached(sheet, left, wide, is_row=False)


def _corner(item: Element | None) -> tuple[int, int, int, int] | None:
    """Row and column from 1, and how far into them."""
    if item is None:
        return None
    values = {local(part): (part.text or "").strip() for part in item}
    if "row" not in values or "col" not in values:
        return None
    row, column = number(values["row"]), number(values["col"])
    return row + 1, column + 1, number_of_units(values.get("rowOff")), number_of_units(values.get("colOff"))


def number_of_units(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else 0


def _reached(sheet: RawSheet, start: int, units: int, *, is_row: bool) -> int:
    """The last row or column of a shape, and one more: sizes on a screen are not those of a file."""
    at = start
    for at in range(start, start + MAX_TRACKS):
        if is_row:
            units -= int((sheet.row(at).size or USUAL_HEIGHT) * POINT)
        else:
            units -= int((sheet.column(at).size or 0) * DIGIT_PIXELS * PIXEL)
        if units <= 0:
            break
    return at + 1
