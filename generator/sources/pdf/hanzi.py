"""Do the characters by which labels differ look like themselves? Part of ``child.py``: it stands alone like that.

Fonts may lie of labels as of digits: outlines or codes of 处罚 and 强制 exchanged, and a figure stands in another row.
So the characters that tell one label from another, as their fonts draw them, are compared with those of two typefaces
(``hanzi.txt``, drawn by ``benchmarks.label_templates``). One is doubted only where another of the labels' characters
fits clearly better: typefaces differ much.
"""

from __future__ import annotations

import binascii
import math
from collections.abc import Callable, Iterable
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
STEPS, MIDDLE = 256, 128
"""How shapes are stored, see ``typefaces.template``."""


class Hanzi:
    """The characters of labels. ``lines`` are those of ``hanzi.txt``."""

    def __init__(self, lines: Iterable[str], scaled: Callable[..., bytes]) -> None:
        rows = [line.split() for line in lines if line.strip()]
        self.shapes = {row[0]: row[2:] for row in rows}
        self.telling = frozenset(row[0] for row in rows if row[1] == "+")
        self.scaled, self.em = scaled, EM
        self.decoded: dict[str, list[bytes]] = {}

    def lies(self, text: str, sprite: Any) -> bool:
        """Does a glyph drawn alone show another character of the labels than ``text``, one of ``telling``?"""
        shape = self.scaled(sprite.wide, sprite.high, sprite.values, GRID)
        mean = sum(shape) / len(shape)
        length = math.sqrt(max(0.0, sum(map(mul, shape, shape)) - mean * mean * len(shape)))
        own = self._fit(text, shape, mean, length)
        return own < SURE and any(
            self._fit(other, shape, mean, length) > own + BETTER for other in self.shapes if other != text
        )

    def _fit(self, char: str, shape: bytes, mean: float, length: float) -> float:
        """Correlation of ``shape`` with the character, in the typeface that fits better."""
        if length < 1:
            return 0.0
        if char not in self.decoded:
            self.decoded[char] = [binascii.a2b_base64(own) for own in self.shapes[char]]
        each = (sum(map(mul, shape, own)) - mean * sum(own) for own in self.decoded[char])
        return float(max(each)) / (STEPS * length)
