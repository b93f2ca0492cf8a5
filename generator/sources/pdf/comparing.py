"""Does a page show its digits as their fonts draw them? Part of ``child.py``: it stands alone like that.

PDFium draws a glyph of one font and size the same wherever it stands. So what the picture of a page has in the place
of a digit is compared, pixel by pixel, with the same glyph alone (``sprites.py``): what covers, cuts, crosses or
completes a digit shows, by whatever means, also where the rest still looks like a digit.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

PHASES = 4
"""Places between two pixels that are told apart for glyphs drawn as outlines; others stand on whole pixels."""
SPOILT = 2
"""Pixels of a digit that may differ so: a border's corner."""
AROUND = ((0, 0), (-1, 0), (0, 1), (0, -1), (1, 0), (-1, 1), (1, 1), (-1, -1), (1, -1))
"""Pixels by which a glyph may stand elsewhere than computed: places are rounded."""
TWICE = sorted(((x, y) for x in range(-3, 4) for y in range(-3, 4) if x or y), key=lambda by: abs(by[0]) + abs(by[1]))
"""Pixels by which a glyph may be printed a second time, for boldness or as a shadow."""
MOST_TWICE = 150
"""Digits of a file of which that is asked: it takes long."""
MOST_UNLIKE = 500
"""Digits of a file that differ also between pixels and beside their neighbours; ordinary reports have a few. With more
of them, the rest is unsure without that look: files of nothing but struck digits would take all the time there is."""
MOST_JUDGED = 20_000
"""Pictures of digits of a file that are compared with tolerance, for the same reason. Most are exact and need none."""
HALF = 128
MOST_SHARED = 0.1
"""Of a digit's ink may be a neighbour's as well; one that shares more lies over it."""


class GlyphPlace(NamedTuple):
    """How a glyph is drawn alone, the key of that, and the pixel of its origin on the page."""

    wish: Any
    key: tuple[Any, ...]
    x: int
    y: int


class MatchedGlyph(NamedTuple):
    """A glyph that the page shows as its font draws it: that, and the pixel of its origin, give or take one.

    Not ``once`` if it is printed a second time beside itself.
    """

    sprite: Any
    x: int
    y: int
    once: bool

    @property
    def box(self) -> tuple[int, int, int, int]:
        left, top = self.x + self.sprite.left, self.y + self.sprite.top
        return left, top, left + self.sprite.wide, top + self.sprite.high


def neighbours(places: dict[int, GlyphPlace], at: int) -> list[GlyphPlace]:
    """Those of ``places`` just before and behind the one ``at``."""
    return [places[i] for i in (at - 1, at + 1) if i in places]


class Comparison:
    """The digits of one page. ``drawn`` is its picture, ``sheets`` draws glyphs alone.

    ``turn`` leads from page space to points from the top left of the page as it is read, ``scale`` on to pixels.
    """

    def __init__(self, drawn: Any, parts: Any, sheets: Any, turn: Any, scale: tuple[float, float]) -> None:
        self.drawn, self.sheets, self.turn, self.scale = drawn, sheets, turn, scale
        self.sprites, self.by_pixel = parts.sprites, parts.pixels
        self.outlines: dict[int, bool] = {}
        self.wishes: dict[tuple[Any, ...], tuple[Any, tuple[Any, ...]]] = {}
        self.around = list(AROUND)

    def compare(self, glyphs: dict[int, Any]) -> dict[int, Any]:
        """Place → the glyph as its font draws it (``Shown``) if the page shows it so, None if not.

        ``glyphs`` are in the order of reading; those that cannot be drawn alone are left out. Most are drawn at whole
        pixels, and each like all others. What differs may be an outline between two pixels, have a neighbour that
        reaches into its box, or be printed twice.
        """
        whole = {i: self._place(glyph, 1) for i, glyph in glyphs.items() if not self._outlined(glyph.face)}
        self._draw(whole.values())
        left = {i: glyph for i, glyph in glyphs.items() if i not in whole or not self._same(whole[i])}
        between = {i: self._place(glyph, PHASES) for i, glyph in left.items()}
        self._draw(between.values())
        places = {i: whole.get(i) or between[i] for i in glyphs}
        return {
            i: self._shown(place, between.get(i), neighbours(places, i))
            for i, place in places.items()
            if self.sheets.known.get(place.key)
        }

    def _draw(self, places: Iterable[GlyphPlace]) -> None:
        """Draws the glyphs of ``places`` alone."""
        self.sheets.draw({place.key: place.wish for place in places})

    def _shown(
        self, place: GlyphPlace, between: GlyphPlace | None, others: Sequence[GlyphPlace]
    ) -> MatchedGlyph | None:
        """The glyph at ``place``, which stands ``between`` pixels or differs if that is told."""
        known = between is None or self.sheets.unlike < MOST_UNLIKE
        once = known and (between is None or self._same(between) or self._same_beside(place, others))
        if once or self._twice(place, others):
            return MatchedGlyph(self.sheets.known[place.key], place.x, place.y, once)
        self.sheets.unlike += 1
        return None

    def _outlined(self, face: Any) -> bool:
        """Are the glyphs drawn as outlines, at any place: with strokes, or of a font that is a set of drawings?"""
        if face.address not in self.outlines:
            self.outlines[face.address] = not self.sheets.is_scalable(face.font)
        return self.outlines[face.address] or face.mode in (1, 2, 5, 6)

    def _place(self, glyph: Any, phases: int) -> GlyphPlace:
        """``glyph`` in its place, told to the pixel (of one of ``phases`` each way)."""
        across, down = self.scale
        x, y = self.turn(*glyph.origin)
        left, top = math.floor(x * across * phases + 0.5), math.floor(y * down * phases + 0.5)
        key = (glyph.text, glyph.face.key, left % phases, top % phases)
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
        return GlyphPlace(*self.wishes[key], left // phases, top // phases)

    def _same(self, place: GlyphPlace) -> bool:
        """Does the page show the glyph at ``place`` as it is?"""
        sprite = self.sheets.known.get(place.key)
        return sprite is not None and self._fits(place, sprite)

    def _fits(self, place: GlyphPlace, sprite: Any) -> bool:
        """Does the page show ``sprite`` at ``place``?"""
        exact = sprite.black_on_white
        judged: dict[tuple[bytes, bytes], bool] = self.sheets.judged
        around: list[bytes] = []
        for at, by in enumerate(self.around):
            around.append(self._pixels(place, sprite, by))
            if around[at] == exact:
                self._prefer(at)
                return True
        for at, pixels in enumerate(around):
            key = (sprite.values, pixels)
            if key not in judged and len(judged) < MOST_JUDGED:
                judged[key] = self._differing(sprite.values, pixels) <= SPOILT
            if judged.get(key):
                self._prefer(at)
                return True
        return False

    def _prefer(self, at: int) -> None:
        """On one page, rounding goes one way: what fitted is tried first."""
        if at:
            self.around.insert(0, self.around.pop(at))

    def _same_beside(self, place: GlyphPlace, others: Sequence[GlyphPlace]) -> bool:
        """Does the page show the glyph at ``place`` as it is, but for what ``others`` reach into its box?"""
        sprite = self.sheets.known[place.key]
        return any(
            self._differing(sprite.values, self._pixels(place, sprite, by), self._reach(place, sprite, by, others))
            <= SPOILT
            for by in self.around
        )

    def _twice(self, place: GlyphPlace, others: Sequence[GlyphPlace]) -> bool:
        """Is the glyph printed a second time beside itself, as its neighbours are, and nothing else?"""
        sprite = self.sheets.known[place.key]
        pixels = self._pixels(place, sprite, (0, 0))
        doubles: dict[tuple[Any, bytes], bool] = self.sheets.doubles
        if (sprite, pixels) not in doubles:
            if len(doubles) >= MOST_TWICE or self.sheets.unlike >= MOST_UNLIKE:
                return False
            doubles[sprite, pixels] = any(self._doubled(place, sprite, pixels, others, to) for to in TWICE)
        return doubles[sprite, pixels]

    def _doubled(
        self, place: GlyphPlace, sprite: Any, pixels: bytes, others: Sequence[GlyphPlace], to: tuple[int, int]
    ) -> bool:
        values = self.by_pixel.doubled(sprite.values, self.by_pixel.shifted(sprite, to), pixels)
        if values is None:
            return False
        near, far = (self._reach(place, sprite, by, others) for by in ((0, 0), (-to[0], -to[1])))
        return self._differing(values, pixels, self.by_pixel.darker(near, far)) <= SPOILT

    def _differing(self, values: bytes, pixels: bytes, masked: bytes | None = None) -> int:
        return int(self.by_pixel.differing(values, pixels, masked))

    def _pixels(self, place: GlyphPlace, sprite: Any, by: tuple[int, int]) -> bytes:
        left, top = place.x + sprite.left + by[0], place.y + sprite.top + by[1]
        pixels: bytes = self.drawn.crop(left, top, left + sprite.wide, top + sprite.high)[1]
        return pixels

    def _reach(self, place: GlyphPlace, sprite: Any, by: tuple[int, int], others: Sequence[GlyphPlace]) -> bytes | None:
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
            reach = self.by_pixel.within((sprite.wide, sprite.high), own, left, top)
            shared = sum(min(pair) >= HALF for pair in zip(reach, sprite.values, strict=True))
            if shared <= MOST_SHARED * sum(level >= HALF for level in sprite.values):
                for near in (left - 1, left, left + 1):  # places are rounded
                    found = self.by_pixel.darker(
                        found, self.by_pixel.within((sprite.wide, sprite.high), own, near, top)
                    )
        return found
