"""Lines, boxes and pictures on a page of a PDF. Part of ``child.py``: it stands alone like that."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from typing import Any

MAX_OBJECTS = 200_000
MAX_NESTED_FORMS = 8
"""Forms inside forms."""
MAX_SEGMENTS = 200
"""A path with more segments is a drawing, no frame of a table."""
NOTED = 1 << 28
"""The places of text in the drawing order begin here where a note has drawn it: after all else."""
THIN = 3.0
"""A filled box that is thinner, in points, is a line."""

Point = tuple[float, float]
Colour = tuple[float, ...]
Rectangle = tuple[Point, Point]
"""(lower left, upper right)."""
Stroke = tuple[Point, Point, float]
"""From where to where a line goes, and how thick it is."""
Fill = tuple[int, Point, Point]
"""(place in the drawing order, lower left, upper right) of an opaque box."""
Ground = tuple[int, Point, Point, "Colour | None"]
"""A coloured box under text, in the same way; None where its colour is not known, as a picture's."""
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class TooManyObjectsError(Exception):
    """More objects than any report has."""


def walk(
    raw: Any,
    page: Any,
    own: int,
    rules: list[Stroke],
    fills: list[Fill],
    grounds: list[Ground],
    order: dict[int, int],
) -> Iterator[float]:
    """All objects in drawing order: lines into ``rules``, boxes into the others; yields the areas of images.

    What notes draw after the ``own`` objects of the page is no rule of a table.
    """
    seen = 0
    marks: list[Stroke] = []
    noted = False

    def inside(count: int, get: Callable[[int], Any], matrix: Matrix, depth: int) -> Iterator[float]:
        nonlocal seen, noted
        for i in range(count):
            noted = i >= own if depth == 0 else noted
            seen += 1
            if seen > MAX_OBJECTS:
                raise TooManyObjectsError
            item = get(i)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                order[ctypes.cast(item, ctypes.c_void_p).value or 0] = seen + NOTED * noted
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                read_path(raw, item, matrix, seen, marks if noted else rules, fills, grounds)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                left, bottom, right, top = (ctypes.c_float() for _ in range(4))
                if raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
                    a = times((1, 0, 0, 1, left.value, bottom.value), matrix)[4:]
                    b = times((1, 0, 0, 1, right.value, top.value), matrix)[4:]
                    grounds.append((seen, (min(a[0], b[0]), min(a[1], b[1])), (max(a[0], b[0]), max(a[1], b[1])), None))
                    scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])
                    yield (right.value - left.value) * (top.value - bottom.value) * scale
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_NESTED_FORMS:
                placed = times(matrix_of(raw, item), matrix)
                held = raw.FPDFFormObj_CountObjects(item)
                yield from inside(held, partial(raw.FPDFFormObj_GetObject, item), placed, depth + 1)

    count = raw.FPDFPage_CountObjects(page)
    yield from inside(count, partial(raw.FPDFPage_GetObject, page), IDENTITY, 0)


def matrix_of(raw: Any, item: Any) -> Matrix:
    m = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, m):
        return IDENTITY
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def times(m: Matrix, n: Matrix) -> Matrix:
    """First ``m``, then ``n``."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def read_path(
    raw: Any,
    item: Any,
    outer: Matrix,
    rank: int,
    rules: list[Stroke],
    fills: list[Fill],
    grounds: list[Ground],
) -> None:
    """Straight strokes along the axes and thin filled boxes become rules; wide boxes become fills and grounds."""
    count = raw.FPDFPath_CountSegments(item)
    if not 2 <= count <= MAX_SEGMENTS:
        return
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, filled, stroked)
    matrix = times(matrix_of(raw, item), outer)
    pieces = list(straight_pieces(raw, item, count, matrix))
    if stroked.value:
        rules.extend(strokes(pieces, thickness(raw, item, matrix)))
    boxes = [around(corners) for corners in pieces if len(corners) >= 4] if filled.value else []
    for a, b in without_frames(boxes, rules):
        if min(b[0] - a[0], b[1] - a[1]) > THIN:
            colour = paint(raw, item)
            grounds.append((rank, a, b, colour))
            if is_opaque(colour) and not stroked.value:
                fills.append((rank, a, b))
        elif not stroked.value:
            rules.append(as_line(a, b))
    if len(rules) > MAX_OBJECTS:
        raise TooManyObjectsError


def straight_pieces(raw: Any, item: Any, count: int, matrix: Matrix) -> Iterator[list[Point]]:
    """The corners of the pieces of a path that are not curved."""
    return (corners for corners, curved in subpaths(raw, item, count, matrix) if not curved)


def strokes(pieces: list[list[Point]], thick: float) -> Iterator[Stroke]:
    """The lines of ``pieces`` along the axes."""
    for corners in pieces:
        yield from ((*pair, thick) for pair in pairwise(corners) if straight(*pair))


def is_opaque(colour: Colour | None) -> bool:
    return colour is not None and colour[3] == 255


def around(corners: list[Point]) -> Rectangle:
    """The lower left and upper right of the box around ``corners``."""
    a = (min(x for x, _ in corners), min(y for _, y in corners))
    return a, (max(x for x, _ in corners), max(y for _, y in corners))


def without_frames(boxes: list[Rectangle], rules: list[Stroke]) -> list[Rectangle]:
    """``boxes`` without those that are a border, drawn as the area between two of them, which goes into ``rules``."""
    left = boxes
    for one, other in zip(boxes[::2], boxes[1::2], strict=False):
        if frames(one, other):  # it fills nothing inside
            rules.extend((*side, THIN) for side in sides(one))
            left = [box for box in left if box not in (one, other)]
    return left


def as_line(a: Point, b: Point) -> Stroke:
    """The middle line of a thin box, and how thick it is."""
    wide, high = b[0] - a[0], b[1] - a[1]
    if wide >= high:
        return (a[0], (a[1] + b[1]) / 2), (b[0], (a[1] + b[1]) / 2), high
    return ((a[0] + b[0]) / 2, a[1]), ((a[0] + b[0]) / 2, b[1]), wide


def thickness(raw: Any, item: Any, matrix: Matrix) -> float:
    """The width of a path's strokes in points."""
    width = ctypes.c_float()
    if not raw.FPDFPageObj_GetStrokeWidth(item, width):
        return 1.0
    return float(width.value * math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])))


def frames(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Is one of the two boxes just inside the other, on all sides?"""
    gaps = [
        (other[0][0] - one[0][0]),
        (other[0][1] - one[0][1]),
        (one[1][0] - other[1][0]),
        (one[1][1] - other[1][1]),
    ]
    return all(0 < gap <= THIN for gap in gaps) or all(0 < -gap <= THIN for gap in gaps)


def sides(box: tuple[Point, Point]) -> Iterator[tuple[Point, Point]]:
    (left, bottom), (right, top) = box
    yield (left, bottom), (right, bottom)
    yield (left, top), (right, top)
    yield (left, bottom), (left, top)
    yield (right, bottom), (right, top)


def subpaths(raw: Any, item: Any, count: int, matrix: Matrix) -> Iterator[tuple[list[Point], bool]]:
    """The corners of each piece of a path, closed ones with their first again; and whether it is curved."""
    x, y = ctypes.c_float(), ctypes.c_float()
    corners: list[Point] = []
    curved = False
    for i in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, i)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind = raw.FPDFPathSegment_GetType(segment)
        point = times((1, 0, 0, 1, x.value, y.value), matrix)[4:]
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(corners) > 1:
                yield corners, curved
            corners, curved = [], False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        corners.append((point[0], point[1]))
        if raw.FPDFPathSegment_GetClose(segment):
            corners.append(corners[0])
    if len(corners) > 1:
        yield corners, curved


def straight(a: Point, b: Point) -> bool:
    dx, dy = abs(a[0] - b[0]), abs(a[1] - b[1])
    return min(dx, dy) <= 0.7 and max(dx, dy) >= 1


def paint(raw: Any, item: Any) -> Colour | None:
    """The colour and opacity with which a path is filled; None where it is no plain colour."""
    channels = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(item, *channels):
        return None
    red, green, blue, alpha = (c.value for c in channels)
    if raw.FPDFPageObj_HasTransparency(item):  # a highlighter's colour, say
        alpha = min(alpha, 254)
    # On white paper.
    mixed = (255 + (c - 255) * alpha / 255 for c in (red, green, blue))
    return (*mixed, alpha)
