"""How well a printed glyph fits the ten digits of typefaces that every PDF library carries.

Part of ``child.py``: it stands alone like that. The digits are data (``typefaces.txt``, drawn by
``benchmarks.digit_templates``): drawing them anew for every file took longer than comparing with them.
"""

from __future__ import annotations

import binascii
import math
import struct
from collections.abc import Iterable, Mapping
from functools import cache
from operator import mul

GRID = (8, 11)
"""Columns and rows to which a glyph is scaled: enough to tell 3 from 8, few enough to compare hundreds in a moment."""
NARROWEST = 0.5
"""A glyph narrower than so many times its height keeps its proportion: a 1 is not stretched to a block."""
STEPS = 256
"""Steps of a weight, and of a component of a template: the templates' bytes are ``STEPS`` times a component, from
``MIDDLE`` on. No component of a vector of length 1 over this grid comes near to a half."""
MIDDLE = 128
LANE = 4
"""Bytes of a number among several that are computed at once, in one large integer."""
ASCII_DIGITS = "0123456789"
SHAPES = (*ASCII_DIGITS, "A")
"""What a glyph is compared with: digits, and the letter that is nearer to one of them than other digits are."""


class Known:
    """The digits of the typefaces. ``lines`` are those of ``typefaces.txt``: a digit, a typeface, its shape.

    A shape is compared with all of them at once: ``columns`` has one integer for each place of the grid, and in it a
    number for each digit of each typeface.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        rows = [line.split() for line in lines if line.strip()]
        if [row[0] for row in rows] != sorted(row[0] for row in rows) or {row[0] for row in rows} != set(SHAPES):
            raise ValueError("the digits are not in order")
        shapes = [binascii.a2b_base64(row[2]) for row in rows]
        self.count, self.faces = len(shapes), len(shapes) // len(SHAPES)
        self.sums = [sum(shape) for shape in shapes]
        flat = b"".join(shapes)
        size = GRID[0] * GRID[1]
        self.columns = [lanes(flat[at::size]) for at in range(size)]

    def fits(self, shape: bytes) -> Mapping[str, float]:
        """How well ``shape`` (of ``scaled``) fits each digit: its correlation with the best, 1 where they are alike."""
        mean = sum(shape) / len(shape)
        length = math.sqrt(max(0.0, sum(map(mul, shape, shape)) - mean * mean * len(shape)))
        if length < 1:
            return dict.fromkeys(SHAPES, 0.0)
        product = sum(map(mul, shape, self.columns)).to_bytes(LANE * self.count, "little")
        found = struct.unpack(f"<{self.count}I", product)
        each = [value - mean * own for value, own in zip(found, self.sums, strict=True)]
        best = (max(each[at : at + self.faces]) for at in range(0, self.count, self.faces))
        return dict(zip(SHAPES, (value / (STEPS * length) for value in best), strict=True))


def lanes(values: bytes) -> int:
    """``values`` as one integer, each in a lane of its own, the first lowest."""
    spread = bytearray(LANE * len(values))
    spread[::LANE] = values
    return int.from_bytes(spread, "little")


@cache
def weights(size: int, into: int) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """How ``size`` pixels become ``into``: for each its first pixel and the weights from there, in ``STEPS``.

    A triangle as wide as two new pixels, or two old ones where those are larger.
    """
    scale = size / into
    reach = max(1.0, scale)
    found = []
    for at in range(into):
        centre = (at + 0.5) * scale
        first, last = max(0, int(centre - reach + 0.5)), min(size, int(centre + reach + 0.5))
        parts = [max(0.0, 1 - abs(x + 0.5 - centre) / reach) for x in range(first, last)]
        found.append((first, tuple(round(STEPS * part / sum(parts)) for part in parts)))
    return tuple(found)


def scaled(wide: int, high: int, values: bytes, grid: tuple[int, int] = GRID) -> bytes:
    """The shape of a glyph, ink cropped to its box, in ``grid``, column after column.

    All pixels of a row, then of a column, are weighed at once: they are lanes of one integer.
    """
    if wide < NARROWEST * high:
        pad = bytes(round((NARROWEST * high - wide) / 2))
        values = b"".join(pad + values[row : row + wide] + pad for row in range(0, wide * high, wide))
        wide += 2 * len(pad)
    columns, lines = grid
    rows = [lanes(values[row : row + wide]) for row in range(0, wide * high, wide)]
    weighed = (sum(map(mul, by, rows[first : first + len(by)])) for first, by in weights(high, lines))
    table = b"".join(row.to_bytes(LANE * wide, "little") for row in weighed)
    low, above, full = table[::LANE], table[1::LANE], table[2::LANE]
    upright = []
    for x in range(wide):
        spread = bytearray(LANE * lines)
        spread[::LANE], spread[1::LANE], spread[2::LANE] = low[x::wide], above[x::wide], full[x::wide]
        upright.append(int.from_bytes(spread, "little"))
    across = (sum(map(mul, by, upright[first : first + len(by)])) for first, by in weights(wide, columns))
    # STEPS twice is two bytes; weights that are rounded may add up to a little more than STEPS.
    made = b"".join(column.to_bytes(LANE * lines, "little") for column in across)
    return bytes(min(255, value >> 16) for value in struct.unpack(f"<{columns * lines}I", made))


def template(shape: bytes) -> bytes:
    """``shape`` as the data have it: of mean 0 and length 1, in ``STEPS`` from ``MIDDLE``."""
    mean = sum(shape) / len(shape)
    length = math.sqrt(sum((value - mean) ** 2 for value in shape))
    return bytes(round(MIDDLE + STEPS * (value - mean) / length) for value in shape)
