"""Shapes, pictures, charts and controls that lie over the cells of a worksheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.sources.archives import Package
from generator.sources.ooxml import Element, R, Relation, parse
from generator.sources.xlsx_addresses import Area, area_of
from generator.sources.xlsx_colours import local
from generator.sources.xlsx_shapes import strays, vml_strays
from generator.sources.xlsx_sheet import RawSheet
from generator.sources.xlsx_styles import number

EVERYWHERE: Area = (1, 1, 1_048_576, 16_384)
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
VML_SHAPE = re.compile(rb"<(?:\w+:)?ClientData\b[^>]{0,200}ObjectType\s*=\s*[\"'](\w+)[\"']")
VML_ANCHOR = re.compile(rb"<(?:\w+:)?Anchor>([\d\s,]{1,200})</")
VML_VISIBLE = re.compile(rb"<(?:\w+:)?Visible\s*/?>")


def overlaid(package: Package, named: Mapping[str, Relation], root: Element, sheet: RawSheet) -> Iterator[Area]:
    """The areas that something may lie over. A shape without an understood place lies everywhere."""
    seen: set[str] = set()
    for item in root.iter():
        kind = local(item)
        if kind in ("drawing", "legacyDrawing"):
            relation = named.get(item.get(f"{R}id", ""))
            if relation is None or relation.target in seen:
                continue
            seen.add(relation.target)
            if kind == "drawing":
                yield from _drawing(parse(package, relation.target), sheet)
            else:
                yield from _legacy(package.read(relation.target))
        elif kind == "sparkline":
            yield from (area_of((inner.text or "").strip()) or EVERYWHERE for inner in item if local(inner) == "sqref")
        elif kind in ("oleObject", "control"):
            yield from (_anchor(inner, sheet) for inner in item.iter() if local(inner) == "anchor")


def _drawing(root: Element, sheet: RawSheet) -> Iterator[Area]:
    for count, item in enumerate(item for item in root.iter() if local(item) in ANCHORS):
        area = _anchor(item, sheet) if count < MAX_ANCHORS else EVERYWHERE
        yield EVERYWHERE if area == EVERYWHERE or strays(item, *_size(sheet, area)) else area
        if count >= MAX_ANCHORS:
            return


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


def _legacy(data: bytes) -> Iterator[Area]:
    """The shapes of a VML part. Notes are shown when pointed at, unless they are fixed."""
    is_stray = vml_strays(data)
    pieces = list(VML_SHAPE.finditer(data))
    for at, match in enumerate(pieces):
        piece = data[match.start() : pieces[at + 1].start() if at + 1 < len(pieces) else len(data)]
        if match[1] == b"Note" and not VML_VISIBLE.search(piece):
            continue
        anchor = VML_ANCHOR.search(piece)
        values = [number(value.strip()) for value in anchor[1].decode().split(",")] if anchor else []
        if len(values) == 8 and not is_stray:
            yield values[2] + 1, values[0] + 1, values[6] + 1, values[4] + 1
        else:
            yield EVERYWHERE
