"""Does a page show its digits as their fonts draw them? Part of ``child.py``: it stands alone like that.

PDFium draws a glyph of one font and size the same wherever it stands. So what the picture of a page has in the place
of a digit is compared, pixel by pixel, with the same glyph alone (``sprites.py``): what covers, cuts, crosses or
completes a digit shows, by whatever means, also where the rest still looks like a digit.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from operator import sub
from typing import Any, NamedTuple

PHASES = 4
"""Places between two pixels that are told apart for glyphs drawn as outlines; others stand on whole pixels."""
LEAST = 48
"""Levels of grey, of 255, by which a pixel differs from what it should be, at least: paler are watermarks."""
SHARE = 0.22
"""The same as a share of the contrast of the glyph: outlines between two ``PHASES`` differ less."""
SPOILT = 2
"""Pixels of a digit that may differ so: a border's corner."""
CONTRAST = 24
"""Below, nothing can be told; whether the digit can be seen at all is asked elsewhere."""
SOLID = 0.85
"""Pixels as dark as so much of the darkest show the colour of the ink."""
BARE = 8
AROUND = ((0, 0), (-1, 0), (0, 1), (0, -1), (1, 0), (-1, 1), (1, 1), (-1, -1), (1, -1))
"""Pixels by which a glyph may stand elsewhere than computed: places are rounded."""
TWICE = sorted(((x, y) for x in range(-3, 4) for y in range(-3, 4) if x or y), key=lambda by: abs(by[0]) + abs(by[1]))
"""Pixels by which a glyph may be printed a second time, for boldness or as a shadow."""
MOST_TWICE = 40
"""Digits of one page of which that is asked: it takes long."""
PALEST = 0.08
"""A shadow is as dark as so much of its glyph."""
INVERTED = bytes(range(255, -1, -1))
HALF = 128
MOST_SHARED = 0.1
"""Of a digit's ink may be a neighbour's as well; one that shares more lies over it."""


class Place(NamedTuple):
    """How a glyph is drawn alone, the key of that, and the pixel of its origin on the page."""

    wish: Any
    key: tuple[Any, ...]
    x: int
    y: int


class Comparison:
    """The digits of one page. ``drawn`` is its picture, ``sheets`` draws glyphs alone.

    ``turn`` leads from page space to points from the top left of the page as it is read, ``scale`` on to pixels.
    """

    def __init__(self, drawn: Any, sprites: Any, sheets: Any, turn: Any, scale: tuple[float, float]) -> None:
        self.drawn, self.sprites, self.sheets, self.turn, self.scale = drawn, sprites, sheets, turn, scale
        self.judged: dict[tuple[Any, ...], bool] = {}
        self.outlines: dict[int, bool] = {}
        self.wishes: dict[tuple[Any, ...], tuple[Any, tuple[Any, ...]]] = {}
        self.around = list(AROUND)
        self.doubles: dict[tuple[Any, bytes], bool] = {}

    def compare(self, glyphs: dict[int, Any]) -> dict[int, Any]:
        """Place → the glyph as its font draws it if the page shows it so, None if not.

        ``glyphs`` are in the order of reading; those that cannot be drawn alone are left out. Most are drawn at whole
        pixels, and each like all others. What differs may be an outline between two pixels, have a neighbour that
        reaches into its box, or be printed twice.
        """
        whole = {i: self._place(glyph, 1) for i, glyph in glyphs.items() if not self._outlined(glyph.face)}
        self.sheets.draw({place.key: place.wish for place in whole.values()})
        left = {i: glyph for i, glyph in glyphs.items() if i not in whole or not self._same(whole[i])}
        between = {i: self._place(glyph, PHASES) for i, glyph in left.items()}
        self.sheets.draw({place.key: place.wish for place in between.values()})
        places = {i: whole.get(i) or between[i] for i in glyphs}
        found: dict[int, Any] = {}
        for i, place in places.items():
            others = [places[at] for at in (i - 1, i + 1) if at in places]
            if self.sheets.known.get(place.key):
                alone = i not in between or self._same(between[i])
                same = alone or self._same(place, others) or self._twice(place, others)
                found[i] = self.sheets.known[place.key] if same else None
        return found

    def _outlined(self, face: Any) -> bool:
        """Are the glyphs drawn as outlines, at any place: with strokes, or of a font that is a set of drawings?"""
        if face.address not in self.outlines:
            self.outlines[face.address] = not self.sheets.is_scalable(face.font)
        return self.outlines[face.address] or face.mode in (1, 2, 5, 6)

    def _place(self, glyph: Any, phases: int) -> Place:
        across, down = self.scale
        x, y = self.turn(*glyph.origin)
        left, top = math.floor(x * across * phases + 0.5), math.floor(y * down * phases + 0.5)
        key = (glyph.text, glyph.face[1:], left % phases, top % phases)
        if key not in self.wishes:
            (ox, oy), (ux, uy), (vx, vy) = self.turn(0.0, 0.0), self.turn(1.0, 0.0), self.turn(0.0, 1.0)
            a, b, c, d = glyph.face.matrix
            matrix = tuple(
                value
                for p, q in ((a, b), (c, d))
                for value in (((ux - ox) * p + (vx - ox) * q) * across, -((uy - oy) * p + (vy - oy) * q) * down)
            )
            phase = (left % phases / phases, top % phases / phases)
            wish = self.sprites.Wish(glyph.text, glyph.face, matrix, phase)
            self.wishes[key] = (wish, wish.key)
        return Place(*self.wishes[key], left // phases, top // phases)

    def _same(self, place: Place, others: Sequence[Place] = ()) -> bool:
        """Does the page show the glyph at ``place`` as it is, but for what ``others`` reach into its box?"""
        sprite = self.sheets.known.get(place.key)
        if sprite is None:
            return False
        for at, by in enumerate(self.around):
            pixels = self._pixels(place, sprite, by)
            if others:
                same = differing(sprite.values, pixels, self._reach(place, sprite, by, others)) <= SPOILT
            else:
                key = (sprite.values, pixels)
                same = self.judged[key] if key in self.judged else is_like(sprite.values, pixels)
                self.judged[key] = same
            if same:
                # On one page, rounding goes one way.
                self.around.insert(0, self.around.pop(at))
                return True
        return False

    def _twice(self, place: Place, others: Sequence[Place]) -> bool:
        """Is the glyph printed a second time beside itself, as its neighbours are, and nothing else?"""
        sprite = self.sheets.known[place.key]
        pixels = self._pixels(place, sprite, (0, 0))
        if self.doubles.get((sprite, pixels)) is None:
            if len(self.doubles) >= MOST_TWICE:
                return False
            self.doubles[sprite, pixels] = any(self._doubled(place, sprite, pixels, others, to) for to in TWICE)
        return self.doubles[sprite, pixels]

    def _doubled(self, place: Place, sprite: Any, pixels: bytes, others: Sequence[Place], to: tuple[int, int]) -> bool:
        values = doubled(sprite.values, shifted(sprite, to), pixels)
        if values is None:
            return False
        near, far = (self._reach(place, sprite, by, others) for by in ((0, 0), (-to[0], -to[1])))
        return differing(values, pixels, darker(near, far)) <= SPOILT

    def _pixels(self, place: Place, sprite: Any, by: tuple[int, int]) -> bytes:
        left, top = place.x + sprite.left + by[0], place.y + sprite.top + by[1]
        pixels: bytes = self.drawn.crop(left, top, left + sprite.wide, top + sprite.high)[1]
        return pixels

    def _reach(self, place: Place, sprite: Any, by: tuple[int, int], others: Sequence[Place]) -> bytes | None:
        """How dark ``others`` are in the box of the glyph at ``place``, which stands ``by`` pixels elsewhere."""
        found = None
        for other in others:
            own = self.sheets.known.get(other.key)
            if own is None:
                continue
            left = other.x + own.left - place.x - sprite.left - by[0]
            top = other.y + own.top - place.y - sprite.top - by[1]
            if left >= sprite.wide or left + own.wide <= 0:
                continue
            reach = within((sprite.wide, sprite.high), own, left, top)
            shared = sum(min(pair) >= HALF for pair in zip(reach, sprite.values, strict=True))
            if shared <= MOST_SHARED * sum(level >= HALF for level in sprite.values):
                for near in (left - 1, left, left + 1):  # places are rounded
                    found = darker(found, within((sprite.wide, sprite.high), own, near, top))
        return found


def is_like(values: bytes, pixels: bytes) -> bool:
    """Do ``pixels`` show a glyph as dark as ``values``?"""
    return pixels == values.translate(INVERTED) or differing(values, pixels) <= SPOILT


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
        return len(values) * any(abs(p - ground) > CONTRAST for p in pixels)
    most = round(max(LEAST, SHARE * abs(contrast)))
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
    bare = sorted(p for p, v, w in each if v < BARE and w < BARE)
    ground = bare[len(bare) // 2] if bare else 255
    contrast = max((p - ground for p in pixels), key=abs)
    if abs(contrast) < CONTRAST:
        return None
    peak = max(one)
    first = sorted((p - ground) / contrast for p, v, w in each if v >= SOLID * peak and w < BARE)
    second = sorted((p - ground) / contrast for p, v, w in each if w >= SOLID * peak and v < BARE)
    # Where they lie on one another all over, they have one colour.
    a, b = (own[len(own) // 2] if own else 1.0 for own in (first, second))
    if min(a, b) < PALEST:
        return None
    return bytes(min(255, round(max(a * v, b * w) + (1 - max(v, w) / peak) * min(a * v, b * w))) for _, v, w in each)


def shifted(sprite: Any, by: tuple[int, int]) -> bytes:
    """The values of ``sprite`` shifted by pixels to the right and down, in its own box."""
    return within((sprite.wide, sprite.high), sprite, *by)
