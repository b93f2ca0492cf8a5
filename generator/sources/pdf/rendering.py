"""A page of a PDF as its reader sees it: its picture, and ink in it that no text accounts for.

Part of ``child.py``: it stands alone like that. What clips, covers, blends, masks or hides text, in whatever way, shows
in the picture; no list of such ways is needed. Ink that belongs neither to a glyph nor to a rule is foreign: perhaps a
digit that is no text.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

EM = 20.0
"""Pixels to the size of the numerals: their digits are then 13 high."""
MOST_PIXELS = 4_000_000
"""Of one page. A3 with figures of 8 points needs three million."""
EDGE = 36
"""Where the greys of a pixel and its two neighbours differ by more, of 255, is the edge of something; what is paler is
a watermark."""
TILE = 2
"""Pixels of the side of a tile in which foreign ink is told."""
MOST_BLOTS = 3000
"""Of one page; more are a drawing or a photograph, among which nothing can be told."""
ALL_OVER = -1.0
PAPER = b"\xff"
DARK = b"\1" * (255 - EDGE) + bytes(EDGE + 1)
"""Level → 1 where it differs from white by as much as an edge."""
EIGHTHS = bytes(level >> 3 for level in range(256))
APART_BY = bytes(abs(level - 128) for level in range(256))
"""Difference from 128 on → how large it is."""
EDGES = bytes(2 * level > EDGE for level in range(256))
"""Two such differences added, of 124 → 1 where they are an edge."""
BODY = (0.6, 0.1)
"""From where to where above the baseline, in sizes, every digit has ink."""
APART = 0.6
"""Sizes from other text beyond which a numeral is not part of a line of it."""
NEXT = 1.0
"""So far, in sizes, another digit of the same number may stand away."""

Box = tuple[float, float, float, float]
"""(left, top, right, bottom) in points from the top left of the page as it is read."""
Pixels = tuple[int, int, int, int]


def scale(width: float, height: float, size: float) -> float:
    """Pixels a point for a page on which numerals have ``size``."""
    wanted = min(4.0, max(1.0, EM / max(size, 1.0)))
    return min(wanted, math.sqrt(MOST_PIXELS / max(1.0, width * height)))


def smaller(sizes: Iterable[float]) -> float:
    """The font size of which 19 of 20 numerals are at least; 0 where there are none."""
    ordered = sorted(sizes)
    return ordered[len(ordered) // 20] if ordered else 0.0


class Canvas:
    """A grey picture in memory that PDFium paints: a byte a pixel, row after row, ``wide`` and ``high`` even.

    One serves for all pages: memory that is asked for anew takes as long as painting it.
    """

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self.wide, self.high = 0, 0
        self.memory, self.pixels = bytearray(), bytearray()
        self.bitmap: Any = None

    def begin(self, wide: int, high: int) -> None:
        """A white picture of that size."""
        self.wide, self.high = wide + wide % TILE, high + high % TILE
        size = self.wide * self.high
        if size > len(self.memory):
            self.memory, self.pixels = bytearray(size), bytearray(size)
        own = (ctypes.c_char * size).from_buffer(self.memory)
        self.bitmap = self.raw.FPDFBitmap_CreateEx(self.wide, self.high, self.raw.FPDFBitmap_Gray, own, self.wide)
        self.wipe(0, 0, self.wide, self.high)

    def keep(self) -> None:
        """What is painted until now is the picture; what is wiped later is still in ``pixels``."""
        size = self.wide * self.high
        memoryview(self.pixels)[:size] = memoryview(self.memory)[:size]

    def wipe(self, left: int, top: int, wide: int, high: int) -> None:
        self.raw.FPDFBitmap_FillRect(self.bitmap, left, top, wide, high, 0xFFFFFFFF)

    def crop(self, left: int, top: int, right: int, bottom: int) -> tuple[tuple[int, int], bytes]:
        """The size and the pixels of a part; white where it reaches out of the page."""
        pixels, wide = self.pixels, self.wide
        size = (right - left, bottom - top)
        if left >= 0 and top >= 0 and right <= wide and bottom <= self.high:
            return size, b"".join([pixels[row + left : row + right] for row in range(top * wide, bottom * wide, wide)])
        before, first, behind = PAPER * min(size[0], -left), max(0, left), max(0, min(wide, right))
        rows = (pixels[y * wide + first : y * wide + behind] if 0 <= y < self.high else b"" for y in range(top, bottom))
        return size, b"".join((before + row).ljust(size[0], PAPER) for row in rows)

    def close(self) -> None:
        self.raw.FPDFBitmap_Destroy(self.bitmap)


def draw(canvas: Canvas, page: Any, turns: int, width: float, height: float, factor: float) -> bool:
    """Draws the page, turned clockwise by ``turns`` right angles; False where it has no area."""
    wide, high = round(width * factor), round(height * factor)
    if wide < 1 or high < 1 or wide * high > 1.1 * MOST_PIXELS:
        return False
    canvas.begin(wide, high)
    canvas.raw.FPDF_RenderPageBitmap(canvas.bitmap, page, 0, 0, wide, high, turns % 4, canvas.raw.FPDF_ANNOT)
    canvas.keep()
    return True


Tiles = dict[int, bytes]
"""Row of tiles → a byte for each, 0 where no edge is. Rows without edges are left out."""


def foreign(canvas: Canvas, factor: float, inks: Iterable[Pixels], masks: Iterable[Box]) -> Tiles:
    """Where there is ink outside of ``inks`` and ``masks`` (in points). Wipes what they cover off the canvas.

    Only rows that are not white then can have edges outside; only there they are looked for, in the whole picture.
    """
    by = factor / TILE
    boxes = {(a // TILE - 1, b // TILE - 1, -(-c // TILE) + 1, -(-d // TILE) + 1) for a, b, c, d in inks}
    boxes |= {
        (math.floor(x0 * by), math.floor(y0 * by), math.ceil(x1 * by), math.ceil(y1 * by))
        for x0, y0, x1, y1 in in_runs(masks)
    }
    for x0, y0, x1, y1 in boxes:
        canvas.wipe(x0 * TILE, y0 * TILE, (x1 - x0) * TILE, (y1 - y0) * TILE)
    tiles = edges(canvas, rows_with_ink(canvas))
    for x0, y0, x1, y1 in boxes if tiles else ():
        left, right = max(0, x0), max(0, x1)
        for row in range(max(0, y0), y1):
            if row in tiles:
                own = tiles[row]
                tiles[row] = own[:left] + bytes(len(own[left:right])) + own[right:]
    return {row: own for row, own in tiles.items() if any(own)}


def rows_with_ink(canvas: Canvas) -> list[int]:
    """The rows of tiles in which the canvas is not white, and those above them."""
    step = TILE * canvas.wide
    white = PAPER * step
    found: list[int] = []
    for row in range(canvas.high // TILE):
        own = canvas.memory[row * step : (row + 1) * step]
        if own != white and 1 in own.translate(DARK):
            found += [row] if row == 0 or (found and found[-1] == row - 1) else [row - 1, row]
    return found


def edges(canvas: Canvas, rows: Sequence[int]) -> Tiles:
    """The edges in ``rows`` of tiles of what was drawn: where a tile and those right of it and below it differ.

    All tiles of adjacent rows are compared at once, as bytes of one integer.
    """
    wide, last = canvas.wide // TILE, canvas.high // TILE - 1
    found: Tiles = {}
    at = 0
    while at < len(rows):
        first = rows[at]
        while at + 1 < len(rows) and rows[at + 1] == rows[at] + 1:
            at += 1
        end = min(rows[at] + 1, last)
        size = (end - first + 1) * wide
        tiles = averages(canvas.pixels[first * TILE * canvas.wide : (end + 1) * TILE * canvas.wide], canvas.wide)
        level = int.from_bytes(tiles, "little")
        middle = int.from_bytes(b"\x80" * size, "little")
        around = (((level | middle) - (level >> by)).to_bytes(size, "little") for by in (8, 8 * wide))
        across, down = (int.from_bytes(side.translate(APART_BY), "little") for side in around)
        marked = (across + down).to_bytes(size, "little").translate(EDGES)
        for row in range(first, min(rows[at], last - 1) + 1):
            # What a shift brings in at the last column and row is no edge.
            found[row] = marked[(row - first) * wide : (row - first + 1) * wide - 1] + b"\0"
        at += 1
    return found


def averages(pixels: bytearray, wide: int) -> bytes:
    """The mean of each tile of two pixels each way, from 0 to 124."""
    eighths = pixels.translate(EIGHTHS)
    size = len(eighths) // TILE
    pairs = int.from_bytes(eighths[::2], "little") + int.from_bytes(eighths[1::2], "little")
    flat, half = pairs.to_bytes(size, "little"), wide // TILE
    upper = b"".join(flat[row : row + half] for row in range(0, size, 2 * half))
    lower = b"".join(flat[row : row + half] for row in range(half, size, 2 * half))
    both = int.from_bytes(upper, "little") + int.from_bytes(lower, "little")
    return both.to_bytes(size // TILE, "little")


def beside(tiles: Tiles, factor: float, claim: Any) -> bool:
    """Is there foreign ink where a neighbour of ``claim`` in its number would be?"""
    if not tiles:
        return False
    by = factor / TILE
    left = max(0, math.floor((claim.x0 - NEXT * claim.size) * by))
    right = max(0, math.ceil((claim.x1 + NEXT * claim.size) * by))
    top, bottom = round((claim.base - BODY[0] * claim.size) * by), round((claim.base - BODY[1] * claim.size) * by)
    return any(any(tiles[row][left:right]) for row in range(top, bottom) if row in tiles)


def blots(tiles: Tiles, factor: float) -> list[Box]:
    """Boxes of foreign ink in points; the whole page where there is too much.

    Runs of tiles; those below one another and as wide are one box.
    """
    by = TILE / factor
    open_runs: dict[tuple[int, int], tuple[int, int]] = {}
    found: list[Box] = []
    for row in sorted(tiles):
        for match in re.finditer(rb"[^\0]+", tiles[row]):
            start, end = match.span()
            first, last = open_runs.get((start, end), (row, row - 1))
            if last != row - 1:
                found.append((start * by, first * by, end * by, (last + 1) * by))
                first = row
            open_runs[start, end] = (first, row)
        if len(found) + len(open_runs) > MOST_BLOTS:
            return [(ALL_OVER, ALL_OVER, 1e6, 1e6)]
    found += [(a * by, first * by, b * by, (last + 1) * by) for (a, b), (first, last) in open_runs.items()]
    return found


def in_runs(boxes: Iterable[Box]) -> Iterator[Box]:
    """``boxes``, those that touch on one line put together."""
    run: Box | None = None
    for box in boxes:
        if run and run[0] <= box[0] <= run[2] and abs(box[1] - run[1]) < 0.1 and abs(box[3] - run[3]) < 0.1:
            run = (run[0], run[1], max(run[2], box[2]), run[3])
            continue
        if run:
            yield run
        run = box
    if run:
        yield run


def is_beside(char: Any, behind: Any) -> bool:
    """Does a char stand right behind another, on its line? Chars are [text, x0, x1, baseline, size]."""
    near = APART * max(char[4], behind[4])
    return bool(abs(behind[3] - char[3]) < 1 and 0 <= behind[1] - char[2] + 1 < near)
