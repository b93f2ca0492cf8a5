"""Do the digits of a page stand on its picture? Part of ``child.py``: it stands alone like that.

A digit is doubted where the picture has no ink in its place, a shape that contradicts it, or other ink close to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

LEAST_EM = 11.0
"""Pixels to the size of a numeral below which its shape says nothing."""
LOW_MARKS = frozenset(".,")
LOW = 0.25
"""The ink of such a mark begins lower than so many sizes above the baseline."""
FLAT_MARKS = frozenset("-")
TALL = {**dict.fromkeys(LOW_MARKS, 0.5), **dict.fromkeys(FLAT_MARKS, 0.3), "+": 0.64}
"""The most height, in sizes, of a mark: a taller one is another glyph than it claims."""
LEAST_ROOM = 0.3
"""Sizes of the room of a digit at least; one with less shares a glyph with others (an ActualText that is longer)."""
SHORTEST, TALLEST = 0.4, 1.1
"""Of digits, in sizes: old-style ones are the shortest."""
ALIKE = 0.8
"""A digit lower or narrower than so many times the same digit of the same size on its page is partly hidden."""
ABOVE, BELOW, BESIDE = 0.95, 0.3, 0.15
"""So far, in sizes, the ink of a digit is looked for above and below its baseline and beside its room."""
OVERSHOOT = 0.03
"""Sizes by which round digits reach below the baseline."""
SIDE = 0.12
"""The share of a digit's room, left and right, into which its neighbours may reach."""
HALF_WIDTH = 0.75
"""Digits with less room, in sizes, fill it; those of full width may not."""
STRAY = 0.35
"""A column of ink as high, in sizes, might be a stroke of a digit; one over the whole height is a border."""
NARROWEST = 0.5
"""The share of its room that a digit other than 1 fills at least: Helvetica 0.83, Courier 0.7."""
BROADEST = 1.2
"""No digit is broader than so many times its height; most letters of full width are, or nearly."""
SLASHES = frozenset("/\\／＼")
DASHES = frozenset("—–－‒―─")
STEEP = 0.2
"""The top and bottom of a slash are further apart than so many times its height; those of an italic 1 are not."""
DIGIT_LIKE = 0.78
"""A letter or slash that fits a digit so well is one, whatever its code says: no unit of numbers does."""
BODY = (0.6, 0.1)
"""From where to where above the baseline, in sizes, every digit has ink."""

Pixels = tuple[int, int, int, int]


class GlyphClaim(NamedTuple):
    """What the text says of a glyph: its character, where its room begins and ends, its baseline and font size."""

    text: str
    x0: float
    x1: float
    base: float
    size: float


class GlyphFinding(NamedTuple):
    """What the picture shows in its place: is the claim doubtful, and the box of its ink in pixels (None: no ink)."""

    doubtful: bool
    ink: tuple[int, int, int, int] | None
    touches: bool = False
    """Other ink hangs together with it."""
    stray: bool = False
    """There is other ink beside it that is no border."""


class GlyphJudge:
    """Compares what a page claims with its picture.

    ``drawn`` is a ``Canvas``, ``factor`` pixels a point, ``parts`` has the modules ``shapes`` and ``typefaces``;
    ``known`` are the digits of typefaces, ``matches`` what is known of shapes already, for all pages.
    """

    def __init__(self, drawn: Any, factor: float, parts: Any, known: Any, matches: dict[Any, bool]) -> None:
        self.drawn, self.factor, self.shapes, self.scaled = drawn, factor, parts.shapes, parts.typefaces.scaled
        self.known, self.matches = known, matches
        self.findings: dict[tuple[Any, ...], GlyphFinding] = {}
        self.disguises: dict[tuple[Any, ...], bool] = {}
        self.drawn_alone: Any = None
        self.alone: dict[tuple[Any, ...], bool] = {}

    def judge(self, claim: GlyphClaim, shown: Any = None, beside: bool = False) -> GlyphFinding:
        """Does the picture show ``claim``, a digit or a mark of numbers, and where is its ink?

        ``shown`` is the glyph as its font draws it, if the picture is known to show it so: those that are alike are
        compared with typefaces only once. With a neighbour ``beside`` it, ink around it is not looked for.
        """
        by = self.factor
        em = claim.size * by
        if em < LEAST_EM or (claim.text.isdigit() and claim.x1 - claim.x0 < LEAST_ROOM * claim.size):
            return GlyphFinding(True, None)
        if shown and shown.once and beside:
            return self._judge_alone(claim, shown, em)
        left, right = round((claim.x0 - BESIDE * claim.size) * by), round((claim.x1 + BESIDE * claim.size) * by)
        base = round(claim.base * by)
        top, bottom = base - round(ABOVE * em), base + round(BELOW * em)
        size, around = self.drawn.crop(left, top, max(left + 1, right), bottom)
        key = (claim.text, size, round(em), around)
        found = self.findings.get(key)
        if found is None:
            self.drawn_alone = shown and shown.sprite
            found = self.findings[key] = self._judge(claim.text, size, around, em)
        ink = found.ink and (found.ink[0] + left, found.ink[1] + top, found.ink[2] + left, found.ink[3] + top)
        return found._replace(ink=ink)

    def differing(self, claim: GlyphClaim) -> GlyphFinding:
        """``claim`` differs from its glyph alone: what its room shows is its own, and is asked no further."""
        by, base = self.factor, claim.base
        top, bottom = round((base - ABOVE * claim.size) * by), round((base + BELOW * claim.size) * by)
        return GlyphFinding(True, (round(claim.x0 * by), top, round(claim.x1 * by), bottom))

    def _judge_alone(self, claim: GlyphClaim, shown: Any, em: float) -> GlyphFinding:
        """The same where only the shape of the glyph is in question, and whether it stands where it claims to."""
        by, (left, top, right, bottom) = self.factor, shown.box
        base, aside = claim.base * by, BESIDE * em
        inside = claim.x0 * by - aside <= left and right <= claim.x1 * by + aside
        if claim.text.isdigit():
            inside = inside and top < base - BODY[1] * em and bottom > base - BODY[0] * em
        key = (claim.text, shown.sprite, round((claim.x1 - claim.x0) * by), round(em))
        if key not in self.alone:
            self.drawn_alone = shown.sprite
            room = (claim.x1 - claim.x0) * by
            self.alone[key] = self._misshapen(claim.text, right - left, bottom - top, room, em, b"", alone=True)
        return GlyphFinding(self.alone[key] or not inside, shown.box)

    def _judge(self, text: str, size: tuple[int, int], pixels: bytes, em: float) -> GlyphFinding:
        wide, high = size
        ink = self.shapes.ink_of(wide, high, pixels)
        beside, base = round(BESIDE * em), high - round(BELOW * em)
        finding = self._judge_ink(text, ink, beside, base, em, alone=True)
        if finding.doubtful:
            # Perhaps a line under it touches it.
            above = ink.above(min(high, base + 1 + round(OVERSHOOT * em)))
            found = self._judge_ink(text, above, beside, base, em, alone=True)
            if not found.doubtful:
                return found
            # Perhaps its neighbours touch it; then part of them is in the picture, and less is asked.
            for room in (beside, beside + round(SIDE * (wide - 2 * beside))):
                cut = above.cut(room, max(room + 1, wide - room))
                found = self._judge_ink(text, cut, max(0, beside - room), base, em, alone=False)
                if found.ink and not found.doubtful:
                    left, top, right, bottom = found.ink
                    return GlyphFinding(False, (left + room, top, right + room, bottom), True)
        return finding

    def _judge_ink(self, text: str, ink: Any, beside: int, base: int, em: float, alone: bool) -> GlyphFinding:
        if text.isdigit():
            side = beside + round(SIDE * (ink.wide - 2 * beside))
            seed = (side, base - round(BODY[0] * em), ink.wide - side, base - round(BODY[1] * em))
        elif text in LOW_MARKS:
            seed = (beside, base - round(LOW * em), ink.wide - beside, ink.high)
        else:
            seed = (beside, 0, ink.wide - beside, ink.high)
        part = self.shapes.component(ink, seed)
        if part is None:
            return GlyphFinding(True, None)
        across, down = part.box[2] - part.box[0], part.box[3] - part.box[1]
        room = ink.wide - 2 * beside
        doubtful = self._misshapen(text, across, down, room, em, part.values, alone)
        stray = text.isdigit() and self.shapes.has_stray(ink, part.box, STRAY * em)
        return GlyphFinding(doubtful, part.box, stray=stray)

    def _misshapen(self, text: str, across: int, down: int, room: float, em: float, values: bytes, alone: bool) -> bool:
        """Is ink of that size in pixels, ``room`` and ``em`` wide at most, no ``text``?"""
        if not text.isdigit():
            return down > TALL.get(text, TALLEST) * em
        if not SHORTEST * em <= down <= TALLEST * em or across > TALLEST * em:
            return True
        if text != "1" and room < HALF_WIDTH * em and across < NARROWEST * room:
            return True
        return self._contradicted(text, across, down, values, alone)

    def _contradicted(self, text: str, across: int, down: int, values: bytes, alone: bool) -> bool:
        sprite = self.drawn_alone
        key = (text, alone, sprite or (across, values))
        if key not in self.matches:
            if sprite:
                ink = self.shapes.Ink(sprite.wide, sprite.high, sprite.values)
                part = self.shapes.component(ink, (0, 0, sprite.wide, sprite.high))
                across, down, values = part.box[2] - part.box[0], part.box[3] - part.box[1], part.values
            fits = self.known.fits(self.scaled(across, down, values))
            self.matches[key] = self.shapes.contradicted(text, fits, alone)
        return self.matches[key]

    def disguised(self, claim: GlyphClaim) -> bool:
        """Does a glyph that claims to be a letter or a slash show a digit?"""
        by, em = self.factor, claim.size * self.factor
        base = round(claim.base * by)
        left, right = round(claim.x0 * by), max(round(claim.x0 * by) + 1, round(claim.x1 * by))
        (wide, high), around = self.drawn.crop(left, base - round(ABOVE * em), right, base + round(BELOW * em))
        key = (claim.text, wide, round(em), around)
        if key not in self.disguises:
            ink = self.shapes.ink_of(wide, high, around)
            part = self.shapes.component(ink, (0, 0, wide, high))
            self.disguises[key] = part is not None and self._disguised(claim.text, part, em)
        return self.disguises[key]

    def _disguised(self, text: str, part: Any, em: float) -> bool:
        across, down = part.box[2] - part.box[0], part.box[3] - part.box[1]
        if not SHORTEST * em <= down <= TALLEST * em or across > BROADEST * down:
            return False
        if text in DASHES:
            return True
        if text in SLASHES and not self.shapes.is_steep(across, down, part.values, STEEP):
            return True
        fits = self.known.fits(self.scaled(across, down, part.values))
        others = (fits[digit] for digit in "023456789" + "1" * (text not in SLASHES))
        return bool(max(others) >= DIGIT_LIKE)


def shrunken(claims: Sequence[GlyphClaim], findings: Sequence[GlyphFinding]) -> set[int]:
    """The places of digits whose ink is smaller than that of the same digit in the same size elsewhere."""
    boxes: dict[tuple[str, float], list[tuple[int, Pixels]]] = {}
    for i, (claim, finding) in enumerate(zip(claims, findings, strict=True)):
        if finding.ink and not finding.doubtful and claim.text.isdigit():
            boxes.setdefault((claim.text, round(claim.size, 1)), []).append((i, finding.ink))
    small: set[int] = set()
    for own in boxes.values():
        across = sorted(box[2] - box[0] for _, box in own)[len(own) // 2]
        down = sorted(box[3] - box[1] for _, box in own)[len(own) // 2]
        small |= {i for i, (a, b, c, d) in own if c - a + 2 < ALIKE * across or d - b + 1 < ALIKE * down}
    return small
