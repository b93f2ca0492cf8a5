"""Soft ink in pictures on a page: what has no edge, a blurred digit say. Part of ``child.py``: it stands alone."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

TILE = 2
"""Pixels of the side of a tile, as in ``rendering.py``."""
SOFT = 10
"""Levels of grey, of 255, by which a pixel differs from the rest of its picture at least; a background varies less."""
MOST_PICTURES = 50
"""Pictures of one page that are looked at."""

Box = tuple[float, float, float, float]
Tiles = dict[int, bytes]


def smudges(canvas: Any, factor: float, pictures: Iterable[Box]) -> Tiles:
    """Where ``pictures`` (in points) have ink; what is known to be text or a border is wiped off the canvas already."""
    wide, high = canvas.wide // TILE, canvas.high // TILE
    found: dict[int, bytearray] = {}
    for x0, y0, x1, y1 in list(pictures)[:MOST_PICTURES]:
        by = factor / TILE
        left, right = max(0, math.floor(x0 * by)), min(wide, math.ceil(x1 * by))
        top, bottom = max(0, math.floor(y0 * by)), min(high, math.ceil(y1 * by))
        if left >= right or top >= bottom:
            continue
        starts = [y * canvas.wide + left * TILE for y in range(top * TILE, bottom * TILE)]
        rows = [bytes(canvas.memory[start : start + (right - left) * TILE]) for start in starts]
        whole = b"".join(rows)
        ground = max(set(whole), key=whole.count)
        marks = bytes(abs(level - ground) > SOFT for level in range(256))
        for at, row in enumerate(rows):
            inked = row.translate(marks)
            if 1 in inked:
                own = found.setdefault(top + at // TILE, bytearray(wide))
                for x in range(right - left):
                    own[left + x] |= inked[TILE * x] | inked[TILE * x + 1]
    return {row: bytes(own) for row, own in found.items()}


def joined(one: Tiles, other: Tiles) -> Tiles:
    """The tiles of both."""
    found = dict(one)
    for row, own in other.items():
        before = found.get(row)
        found[row] = bytes(map(max, before, own)) if before else own
    return found
