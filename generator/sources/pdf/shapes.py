"""The shapes of digits: does a printed glyph look like the digit that its character code claims?

Part of ``child.py``: it stands alone like that. Fonts may lie (a ToUnicode table or an encoding that permutes digits),
glyphs may be drawings, and something may lie over them. So every digit is compared with the ten digits of typefaces
that every PDF library carries. A digit is doubted only on evidence: another digit fits clearly better, or none fits.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from operator import mul
from typing import NamedTuple

FAINT = 40
"""Levels of grey, of 255, by which the darkest part of a glyph differs from its ground at least: a contrast of 1.5
on white, less what thin strokes lose in a picture of this resolution."""
INSIDE = 0.15
"""A pixel with so large a share of the glyph's darkness belongs to it."""
BETTER = 0.05
"""By so much another digit must fit better to contradict a claim. Of 1,270 digits in 127 typefaces drawn at 14 and 20
pixels 0.7 % are doubted so, and 99.7 % of false claims are found."""
SURE = 0.82
"""A digit that fits so well is the one it claims; no other of those 1,270 fitted a claim as well by mistake."""
MUCH_BETTER = 0.2
"""The same where a neighbour may touch the glyph, and how well that other digit must fit then."""
BLURRED = 0.6
FAR = 0.2
"""Part of a neighbour makes no digit fit its own shape less than so."""
UNLIKE = 0.45
"""A glyph that fits a digit less is no such digit in any typeface; the worst of those 1,270 fits with 0.43."""


class Ink(NamedTuple):
    """How far each pixel of a small picture differs from its ground, a byte a pixel, row after row."""

    wide: int
    high: int
    values: bytes

    def above(self, row: int) -> Ink:
        """Its rows above ``row``."""
        return Ink(self.wide, row, self.values[: row * self.wide])

    def cut(self, left: int, right: int) -> Ink:
        """Its columns from ``left`` to ``right``."""
        rows = range(0, self.wide * self.high, self.wide)
        return Ink(right - left, self.high, b"".join(self.values[row + left : row + right] for row in rows))


class Component(NamedTuple):
    """Ink that hangs together: its box in the picture it is from, and its pixels in that box."""

    box: tuple[int, int, int, int]
    values: bytes


def ink_of(wide: int, high: int, pixels: bytes) -> Ink:
    """The ink of a grey picture. Its ground is its most frequent grey."""
    corner = pixels[0]
    ground = corner if 2 * pixels.count(corner) > len(pixels) else max(set(pixels), key=pixels.count)
    return Ink(wide, high, pixels.translate(from_ground(ground)))


@cache
def from_ground(ground: int) -> bytes:
    """The distance of each level of grey from ``ground``."""
    return bytes(abs(level - ground) for level in range(256))


def component(ink: Ink, seed: tuple[int, int, int, int]) -> Component | None:
    """The ink that hangs together with ink in the box ``seed``; None where there is none.

    Grows the seed by a pixel at a time, all pixels at once: pixels are the bytes, 0 or 1, of one integer.
    """
    wide, high, values = ink
    left, top, right, bottom = max(0, seed[0]), max(0, seed[1]), min(wide, seed[2]), min(high, seed[3])
    rows = range(top * wide, bottom * wide, wide)
    peak = max((max(values[row + left : row + right], default=0) for row in rows), default=0)
    if left >= right or peak < FAINT:
        return None
    least = math.ceil(INSIDE * peak)
    bits = int.from_bytes(values.translate(bytes(least) + b"\1" * (256 - least)), "big")
    start = bytearray(wide * high)
    for row in rows:
        start[row + left : row + right] = b"\1" * (right - left)
    grown = int.from_bytes(start, "big") & bits
    first = int.from_bytes((b"\1" + bytes(wide - 1)) * high, "big")
    last = int.from_bytes((bytes(wide - 1) + b"\1") * high, "big")
    row_bits = 8 * wide
    while True:
        level = grown | (grown & ~first) << 8 | (grown & ~last) >> 8
        more = (level | level << row_bits | level >> row_bits) & bits
        if more == grown:
            break
        grown = more
    own = (grown * 255 & int.from_bytes(values, "big")).to_bytes(wide * high, "big")
    lines = [own[row : row + wide] for row in range(0, wide * high, wide)]
    inked = [i for i, line in enumerate(lines) if any(line)]
    folded = 0
    for i in inked:
        folded |= int.from_bytes(lines[i], "big")
    across = folded.to_bytes(wide, "big")
    x0, x1 = wide - len(across.lstrip(b"\0")), len(across.rstrip(b"\0"))
    y0, y1 = inked[0], inked[-1] + 1
    return Component((x0, y0, x1, y1), b"".join(line[x0:x1] for line in lines[y0:y1]))


def has_stray(ink: Ink, box: tuple[int, int, int, int], least: float) -> bool:
    """Is there a column of ink left or right of ``box``, at least ``least`` pixels high, and not over all rows?"""
    for column in (*range(box[0]), *range(box[2], ink.wide)):
        inked = sum(level >= FAINT for level in ink.values[column :: ink.wide])
        if least <= inked < ink.high:
            return True
    return False


def is_steep(wide: int, high: int, values: bytes, least: float) -> bool:
    """Are the first and the last row of a glyph further apart than ``least`` times its height?"""

    def middle(row: bytes) -> float:
        return float(sum(map(mul, row, range(wide)))) / (sum(row) or 1)

    return abs(middle(values[:wide]) - middle(values[-wide:])) >= least * high


def contradicted(claim: str, fits: Mapping[str, float], alone: bool = True) -> bool:
    """Does a shape that ``fits`` the digits so contradict that it is ``claim``?

    If not ``alone``, part of a neighbour may blur it.
    """
    own = fits[claim]
    if own >= SURE:
        return False
    other = max(fit for digit, fit in fits.items() if digit != claim)
    if alone:
        return own < UNLIKE or other - own > BETTER
    return own < FAR or (other > BLURRED and other - own > MUCH_BETTER)
