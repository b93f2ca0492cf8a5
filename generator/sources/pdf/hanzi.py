"""Do the characters by which labels differ look like themselves? Part of ``child.py``: it stands alone like that.

Fonts may lie of labels as of digits: outlines or codes of 处罚 and 强制 exchanged, and a figure stands in another row.
So the characters that tell one label from another, as their fonts draw them, are compared with those of two typefaces
(``hanzi.txt``, drawn by ``benchmarks.label_templates``). One is doubted only where another of the labels' characters
fits clearly better: typefaces differ much.
"""

from __future__ import annotations

import binascii
import math
import struct
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from operator import mul
from typing import Any

EM = 20.0
"""Pixels to the size of a character that is looked at. With 16, a 四 of a real report fitted 审 better by 0.52."""
GRID = (8, 8)
"""Columns and rows to which a character is scaled."""
STROKES = frozenset("一七万三上下不业中举事于二五人仍他以件八公六内再出分反可只四大开止正目自本取合")
"""Characters so plain that typefaces differ too much in them; nearly every label has another one of its own."""
SURE = 0.55
"""A character that fits its own shape so well is what it claims."""
BETTER = 0.42
"""By so much another one must fit better. In eight typefaces of Chinese documents no other character did by more than
0.35; exchanged ones do by 0.5 or more."""
STEPS, LANE = 256, 4
"""How shapes are stored and compared, see ``typefaces``."""
MOST_SEEN = 100
"""Pixels of a character on a page; larger ones are titles."""

Box = tuple[float, float, float, float]


class Hanzi:
    """The characters of labels. ``lines`` are those of ``hanzi.txt``, ``scaled`` and ``lanes`` of ``typefaces``."""

    def __init__(self, lines: Iterable[str], scaled: Callable[..., bytes], lanes: Callable[[bytes], int]) -> None:
        rows = [line.split() for line in lines if line.strip()]
        self.shapes = {row[0]: row[2:] for row in rows}
        self.telling = frozenset(row[0] for row in rows if row[1] == "+")
        self.scaled, self.lanes, self.em = scaled, lanes, EM

    @cached_property
    def others(self) -> tuple[list[str], list[int], list[int]]:
        """The character and the sum of each shape of each typeface, and for each place of the grid all shapes there.

        They are compared with at once, as digits are (``typefaces.Known``), and only where they are needed.
        """
        each = [(char, binascii.a2b_base64(shape)) for char, shapes in self.shapes.items() for shape in shapes]
        flat, size = b"".join(shape for _, shape in each), GRID[0] * GRID[1]
        columns = [self.lanes(flat[at::size]) for at in range(size)]
        return [char for char, _ in each], [sum(shape) for _, shape in each], columns

    def fits(self, text: str, sprite: Any) -> bool:
        """Does ``sprite`` show ``text``?"""
        return self._own(text, *self._measured(sprite)) >= SURE

    def lies(self, text: str, sprite: Any) -> bool:
        """Does a glyph drawn alone show another character of the labels than ``text``, one of ``telling``?"""
        shape, mean, length = self._measured(sprite)
        own = self._own(text, shape, mean, length)
        if own >= SURE or length < 1:
            return False
        chars, sums, columns = self.others
        product = sum(map(mul, shape, columns)).to_bytes(LANE * len(sums), "little")
        least = (own + BETTER) * STEPS * length
        found = zip(chars, sums, struct.unpack(f"<{len(sums)}I", product), strict=True)
        return any(char != text and value - mean * total > least for char, total, value in found)

    def _measured(self, sprite: Any) -> tuple[bytes, float, float]:
        """The shape of ``sprite``, its mean and its length."""
        shape = self.scaled(sprite.wide, sprite.high, sprite.values, GRID)
        mean = sum(shape) / len(shape)
        return shape, mean, math.sqrt(max(0.0, sum(map(mul, shape, shape)) - mean * mean * len(shape)))

    def _own(self, text: str, shape: bytes, mean: float, length: float) -> float:
        """Correlation of ``shape`` with ``text``, in the typeface that fits better."""
        if length < 1:
            return 0.0
        each = map(binascii.a2b_base64, self.shapes[text])
        return float(max(sum(map(mul, shape, own)) - mean * sum(own) for own in each)) / (STEPS * length)


class Labels:
    """Looks at the characters of labels, those of one font only once for all pages."""

    def __init__(self, hanzi: Hanzi, sheets: Any, sprites: Any) -> None:
        self.hanzi, self.sheets, self.sprites = hanzi, sheets, sprites
        self.lies: dict[tuple[str, int], bool] = {}

    def lying(self, drawn: Any, factor: float, labels: Sequence[tuple[int, Any, Box]]) -> set[int]:
        """The places of glyphs that their fonts draw as another character. ``labels`` are (place, glyph, its box).

        Where the picture of the page shows what a glyph claims, it need not be drawn alone, which takes longer.
        """
        wishes = {}
        for _, glyph, box in labels:
            key = (glyph.text, glyph.face.address)
            if key in self.lies or key in wishes or not glyph.face.size:
                continue
            seen = self._seen(drawn, factor, box)
            if seen and self.hanzi.fits(glyph.text, seen):
                self.lies[key] = False
                continue
            scale = self.hanzi.em / glyph.face.size
            wishes[key] = self.sprites.Wish(glyph.text, glyph.face, (scale, 0.0, 0.0, scale), (0.0, 0.0))
        self.sheets.draw(wishes)
        for key in wishes:
            sprite = self.sheets.known.get(key)
            self.lies[key] = sprite is not None and self.hanzi.lies(key[0], sprite)
        return {i for i, glyph, _ in labels if self.lies.get((glyph.text, glyph.face.address))}

    def _seen(self, drawn: Any, factor: float, box: Box) -> Any:
        """What the page shows in ``box``, black on white, or None: in other colours it fits nothing."""
        left, top, right, bottom = (round(edge * factor) for edge in box)
        if not 0 < right - left < MOST_SEEN or not 0 < bottom - top < MOST_SEEN:
            return None
        size, pixels = drawn.crop(left, top, right, bottom)
        return self.sprites.cropped(size, pixels.translate(self.sprites.INVERTED), 0, 0)
