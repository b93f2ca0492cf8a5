"""A page of a PDF as its reader sees it: its picture, and ink in it that no text accounts for.

Part of ``child.py``: it stands alone like that. What clips, covers, blends, masks or hides text, in whatever way, shows
in the picture; no list of such ways is needed. Ink that belongs neither to a glyph nor to a rule is foreign: perhaps a
digit that is no text.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

EM = 20.0
"""Pixels to the size of the numerals: their digits are then 13 high."""
MOST_PIXELS = 4_000_000
"""Of one page. A3 with figures of 8 points needs three million."""
EDGE = 36
"""Where the greys of a pixel and its two neighbours differ by more, of 255, is the edge of something; what is paler is
a watermark."""
LONG = 12.0
"""Points: a straight line as long is a border; shorter ones might be strokes of a digit."""
BAR = 30.0
"""Points: a filled box as long is no stroke of a digit, however thick it is."""
BROAD = 6.0
"""Points: nor is a filled box as broad."""
BORDER = 1.6
"""Points to both sides of a border that may belong to it: round joins, blurred edges."""
THICKEST = 4.0
"""Points: thicker strokes might be a cover, whose edges count."""
TILE = 2
"""Pixels of the side of a tile in which foreign ink is told."""
MOST_BLOTS = 3000
"""Of one page; more are a drawing or a photograph, among which nothing can be told."""
ALL_OVER = -1.0
BODY = (0.6, 0.1)
"""From where to where above the baseline, in sizes, every digit has ink."""
UNDERLINE = (0.05, 0.32, 0.2)
"""From where to where below the baseline, and how far beside a digit, in sizes, a line underlines it."""
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


def draw(raw: Any, image: Any, page: Any, turns: int, width: float, height: float, factor: float) -> Any:
    """The page as a grey picture (Pillow), turned clockwise by ``turns`` right angles; None where it has no area."""
    wide, high = round(width * factor), round(height * factor)
    if wide < 1 or high < 1 or wide * high > 1.1 * MOST_PIXELS:
        return None
    pixels = (ctypes.c_char * (wide * high))()
    bitmap = raw.FPDFBitmap_CreateEx(wide, high, raw.FPDFBitmap_Gray, pixels, wide)
    raw.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, 0xFFFFFFFF)
    raw.FPDF_RenderPageBitmap(bitmap, page.raw, 0, 0, wide, high, turns % 4, raw.FPDF_ANNOT)
    raw.FPDFBitmap_Destroy(bitmap)
    return image.frombuffer("L", (wide, high), pixels, "raw", "L", 0, 1)


def foreign(chops: Any, picture: Any, factor: float, inks: Iterable[Pixels], masks: Iterable[Box]) -> Any:
    """Where there is ink outside of ``inks`` and ``masks`` (in points): a picture of tiles, 0 where none is."""
    drawn, by = picture.reduce(TILE), factor / TILE
    wide, high = drawn.size
    across = chops.difference(drawn, chops.offset(drawn, -1, 0))
    down = chops.difference(drawn, chops.offset(drawn, 0, -1))
    edges = chops.add(across, down, 1, -EDGE)
    for left, top, right, bottom in inks:
        edges.paste(0, (left // TILE - 1, top // TILE - 1, -(-right // TILE) + 1, -(-bottom // TILE) + 1))
    for x0, y0, x1, y1 in in_runs(masks):
        edges.paste(0, (math.floor(x0 * by), math.floor(y0 * by), math.ceil(x1 * by), math.ceil(y1 * by)))
    # What a shift brings in at the last column and row is no edge.
    edges.paste(0, (wide - 1, 0, wide, high))
    edges.paste(0, (0, high - 1, wide, high))
    return edges


def beside(tiles: Any, factor: float, claim: Any) -> bool:
    """Is there foreign ink where a neighbour of ``claim`` in its number would be?"""
    by = factor / TILE
    box = (
        math.floor((claim.x0 - NEXT * claim.size) * by),
        round((claim.base - BODY[0] * claim.size) * by),
        math.ceil((claim.x1 + NEXT * claim.size) * by),
        round((claim.base - BODY[1] * claim.size) * by),
    )
    return tiles.crop(box).getbbox() is not None


def blots(tiles: Any, factor: float) -> list[Box]:
    """Boxes of foreign ink in points; the whole page where there is too much.

    Runs of tiles; those below one another and as wide are one box.
    """
    by = TILE / factor
    across = tiles.size[0]
    if tiles.getbbox() is None:
        return []
    open_runs: dict[tuple[int, int], tuple[int, int]] = {}
    found: list[Box] = []
    for match in re.finditer(rb"[^\0]+", tiles.tobytes()):
        row, start = divmod(match.start(), across)
        end = min(across, start + match.end() - match.start())
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


def borders(
    lines: Sequence[Sequence[float]],
    thick: Sequence[float],
    boxes: Iterable[tuple[Any, Any]],
    turn: Callable[[float, float], Any],
) -> list[Box]:
    """The places of long rules (``lines``, in points as the page is read) and of the edges of filled ``boxes``."""
    found = []
    heights = {round(y0) + by for x0, y0, x1, y1 in lines if x1 - x0 >= LONG for by in (-2, -1, 0, 1, 2)}
    for (x0, y0, x1, y1), width in zip(lines, thick, strict=True):
        # An upright line as high as a row meets the level ones; one that does not might be a 1.
        meets = x1 - x0 > y1 - y0 or y1 - y0 >= BAR or {round(y0), round(y1)} <= heights
        if max(x1 - x0, y1 - y0) >= LONG and meets:
            side = BORDER + min(width, THICKEST) / 2
            found.append((x0 - side, y0 - side, x1 + side, y1 + side))
    for a, b in boxes:
        (ax, ay), (bx, by) = turn(*a), turn(*b)
        x0, x1, y0, y1 = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
        if min(x1 - x0, y1 - y0) < BROAD and max(x1 - x0, y1 - y0) < BAR:
            continue
        for left, top, right, bottom in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
            found.append((left - BORDER, top - BORDER, right + BORDER, bottom + BORDER))
    return found


def underline(claim: Any) -> Box:
    """Where a line that underlines ``claim`` may be."""
    near, far, beside = (share * claim.size for share in UNDERLINE)
    return claim.x0 - beside, claim.base + near, claim.x1 + beside, claim.base + far


def stands_alone(before: Any, char: Any, behind: Any) -> bool:
    """Is a numeral apart from other text, as in a table? Chars are [text, x0, x1, baseline, size] in reading order."""
    return not (
        (before and abs(before[3] - char[3]) < 1 and 0 <= char[1] - before[2] + 1 < APART * char[4])
        or (behind and abs(behind[3] - char[3]) < 1 and 0 <= behind[1] - char[2] + 1 < APART * char[4])
    )
