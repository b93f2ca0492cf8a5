"""How far pixels of a page differ from what a glyph alone would show. Part of ``child.py``: it stands alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import sub
from typing import Any

LEAST = 48
"""Levels of grey, of 255, by which a pixel differs from what it should be, at least: paler are watermarks."""
SHARE = 0.22
"""The same as a share of the contrast of the glyph: outlines between two ``PHASES`` differ less."""
MOST_SHARE = 0.5
"""Of its contrast at most: the faint rest of a glyph that a clip cuts off is not that glyph in a pale colour."""
CONTRAST = 24
"""Below, the glyph cannot be seen."""
SOLID = 0.85
"""Pixels as dark as so much of the darkest show the colour of the ink."""
BARE = 8
PALEST = 0.08
"""A shadow is as dark as so much of its glyph."""


def darker(one: bytes | None, other: bytes | None) -> bytes | None:
    """Of each pixel the darker one."""
    return bytes(map(max, one, other)) if one and other else one or other


def within(size: tuple[int, int], sprite: Any, left: int, top: int) -> bytes:
    """``sprite`` in a box of that ``size``, its own box beginning at (``left``, ``top``) of it."""
    wide, high = size
    rows = []
    for y in range(-top, high - top):
        row = sprite.values[y * sprite.wide : (y + 1) * sprite.wide] if 0 <= y < sprite.high else b""
        moved = bytes(min(wide, max(0, left))) + row[max(0, -left) : max(0, wide - left)]
        rows.append(moved[:wide].ljust(wide, b"\0"))
    return b"".join(rows)


def differing(values: bytes, pixels: bytes, masked: bytes | None = None) -> int:
    """How many of ``pixels`` differ from what a glyph as dark as ``values`` shows, in any colours.

    What is ``masked`` shows neighbours.
    """
    peak = max(values)
    if masked:
        kept = [at for at, level in enumerate(masked) if level < BARE]
        values, pixels = bytes(values[at] for at in kept), bytes(pixels[at] for at in kept)
        if max(values, default=0) < SOLID * peak:
            return len(masked)
    bare, solid = regions(values, round(SOLID * peak))
    ground = sorted(map(pixels.__getitem__, bare))[len(bare) // 2] if bare else 255
    # Parts of the glyph may be covered: the rest shows its colour.
    contrast = max((pixels[at] - ground for at in solid), key=abs)
    if abs(contrast) < CONTRAST:
        return len(values)
    most = round(min(max(LEAST, SHARE * abs(contrast)), MOST_SHARE * abs(contrast)))
    expected = map(levels(ground, contrast, peak).__getitem__, values)
    return sum(map(most.__lt__, map(abs, map(sub, pixels, expected))))


@lru_cache(maxsize=4096)
def regions(values: bytes, solid: int) -> tuple[list[int], list[int]]:
    """The places of a glyph's ground, and of its ink from a level on."""
    return [at for at, v in enumerate(values) if v < BARE], [at for at, v in enumerate(values) if v >= solid]


@lru_cache(maxsize=4096)
def levels(ground: int, contrast: int, peak: int) -> list[int]:
    """How dark it is → the grey of a pixel of a glyph."""
    return [ground + round(contrast * v / peak) for v in range(256)]


def doubled(one: bytes, other: bytes, pixels: bytes) -> bytes | None:
    """What a glyph as dark as ``one`` and its double, ``other``, show together; each in the colour it has alone.

    None where one of them cannot be seen.
    """
    each = list(zip(pixels, one, other, strict=True))
    bare = [p for p, v, w in each if v < BARE and w < BARE]
    ground = int(middle(bare, 255))
    contrast = max((p - ground for p in pixels), key=abs)
    if abs(contrast) < CONTRAST:
        return None
    peak = max(one)
    # Where they lie on one another all over, they have one colour.
    a = own_colour(zip(pixels, one, other, strict=True), ground, contrast, SOLID * peak)
    b = own_colour(zip(pixels, other, one, strict=True), ground, contrast, SOLID * peak)
    if min(a, b) < PALEST:
        return None
    return bytes(min(255, round(max(a * v, b * w) + (1 - max(v, w) / peak) * min(a * v, b * w))) for _, v, w in each)


def own_colour(each: Iterable[tuple[int, int, int]], ground: int, contrast: int, solid: float) -> float:
    """The colour of a glyph where it is ``solid`` and its double is bare, as a share of ``contrast``; else 1.

    ``each`` are (pixel of the page, how dark the glyph is there, how dark its double is).
    """
    return middle([(p - ground) / contrast for p, v, w in each if v >= solid and w < BARE], 1.0)


def middle(values: Sequence[float], default: float) -> float:
    """The middle one of ``values`` in order, the upper of two; ``default`` where there are none."""
    return sorted(values)[len(values) // 2] if values else default


def shifted(sprite: Any, by: tuple[int, int]) -> bytes:
    """The values of ``sprite`` shifted by pixels to the right and down, in its own box."""
    return within((sprite.wide, sprite.high), sprite, *by)
