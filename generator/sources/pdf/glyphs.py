"""The glyphs of a page of a PDF, and whether they are drawn to be seen. Part of ``child.py``: it stands alone."""

from __future__ import annotations

import ctypes
import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

UNREAD = "\ufffd"
"""Stands for a glyph that is there and whose character is not known."""
PALE = 64
"""Colours no channel of which differs by more, of 255, are one to the eye."""
NUMERALS = frozenset("0123456789０１２３４５６７８９.,．，+-")
SQUEEZED = 3.0
"""Digits so many times as wide or as high as they are drawn are not to be read."""
MAP = 1200.0
"""Pixels of the longer side of the map of grounds: one a point, as a rule."""
WHITE = (255.0, 255.0, 255.0)
LAST = 1 << 30
"""The place in the drawing order of text that no object is known for."""

Point = tuple[float, float]
Colour = tuple[float, ...]
Fill = tuple[int, Point, Point]
Backdrop = tuple[int, Point, Point, "Colour | None"]
Rect = tuple[float, float, float, float]


class TooManyCharactersError(Exception):
    """More characters than any report has."""


class Glyph(NamedTuple):
    """One glyph in page space.

    ``box`` is (left, bottom, right, top) with the room its font takes,
    ``direction`` the turn that makes it upright (None where it slants), ``rank`` its place in the drawing order.
    ``shown`` is False for a numeral that is invisible, ``pale`` True for one that cannot be told from its ground.
    """

    text: str
    box: Rect
    origin: Point
    size: float
    direction: int | None
    shown: bool
    rank: int
    ink: tuple[Colour, ...]
    pale: bool = False
    face: Any = None
    """How it is drawn (``sprites.Face``)."""


class PaintedGround:
    """What is painted where on a page: the last coloured box so far over the middle of each of ``boxes``.

    Middles are told apart by a map of ``MAP`` places to a side, and only places with a middle are kept: time is in
    proportion to boxes plus glyphs, however many lie over one another.
    """

    def __init__(self, frame: Rect, boxes: Iterable[Rect]) -> None:
        wide, high = max(1.0, frame[2] - frame[0]), max(1.0, frame[3] - frame[1])
        self.left, self.bottom = frame[0], frame[1]
        self.factor = min(1.0, MAP / max(wide, high))
        size = math.ceil(wide * self.factor), math.ceil(high * self.factor)
        rows: dict[int, set[int]] = {}
        for x, y in map(self._middle, boxes):
            if 0 <= x < size[0] and 0 <= y < size[1]:
                rows.setdefault(y, set()).add(x)
        self.places = {y: sorted(rows[y]) for y in sorted(rows)}
        self.lines = list(self.places)
        self.values = {y: [0] * len(places) for y, places in self.places.items()}

    def paint(self, value: int, a: Point, b: Point) -> None:
        x0, y0 = self._pixel(*a)
        x1, y1 = self._pixel(*b)
        for y in self.lines[bisect_left(self.lines, y0) : bisect_left(self.lines, y1)]:
            places = self.places[y]
            first, last = bisect_left(places, x0), bisect_left(places, x1)
            if first < last:
                self.values[y][first:last] = [value] * (last - first)

    def under(self, box: Rect) -> int:
        """The value last painted over the middle of ``box``; 0 where there is none."""
        x, y = self._middle(box)
        places = self.places.get(y, [])
        at = bisect_left(places, x)
        return self.values[y][at] if at < len(places) and places[at] == x else 0

    def _middle(self, box: Rect) -> tuple[int, int]:
        return self._pixel((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)

    def _pixel(self, x: float, y: float) -> tuple[int, int]:
        return _whole((x - self.left) * self.factor), _whole((y - self.bottom) * self.factor)


def _whole(value: float) -> int:
    return round(min(1e6, max(-1e6, value)))


class GlyphStyle(NamedTuple):
    """What all glyphs of one text object have in common."""

    size: float
    direction: int | None
    distorted: bool
    """Mirrored, or not to be read for its proportions."""
    invisible: bool
    rank: int
    ink: tuple[Colour, ...]
    face: Any


def read_glyphs(raw: Any, page: Any, room: int, order: dict[int, int], face: Any) -> tuple[list[Glyph], int]:
    """Every glyph that may count, and how many are invisible.

    ``order`` is the drawing order of text objects, ``face`` makes of one how its glyphs are drawn (``sprites.Face``).
    """
    text = raw.FPDFText_LoadPage(page)
    count = raw.FPDFText_CountChars(text)
    if count > room:
        raise TooManyCharactersError("too_many_chars")
    x, y, rect = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    at_x, at_y, at_rect = ctypes.byref(x), ctypes.byref(y), ctypes.byref(rect)
    origin_of, box_of = raw.FPDFText_GetCharOrigin, raw.FPDFText_GetLooseCharBox
    owner_of, is_unmapped = raw.FPDFText_GetTextObject, raw.FPDFText_HasUnicodeMapError
    found: list[Glyph] = []
    hidden = 0
    last, style = -1, GlyphStyle(0.0, None, False, False, LAST, (), None)
    for i, code in drawn_codes(raw, text, count):
        origin_of(text, i, at_x, at_y)
        if not box_of(text, i, at_rect):
            continue
        owner = owner_of(text, i)
        address = ctypes.addressof(owner.contents) if owner else 0
        if address != last:
            style, last = style_of(raw, text, i, owner, order.get(address, LAST), face), address
        shown = UNREAD if is_unmapped(text, i) == 1 or unusable(code) else chr(code)
        if style.invisible:
            hidden += not shown.isspace()
            if shown not in NUMERALS:
                continue
        if style.distorted and shown in NUMERALS:
            shown = UNREAD
        box = (rect.left, rect.bottom, rect.right, rect.top)
        origin = (x.value, y.value)
        own = (shown, box, origin, style.size, style.direction, not style.invisible, style.rank, style.ink)
        found.append(Glyph(*own, face=style.face))
    raw.FPDFText_ClosePage(text)
    return found, hidden


def drawn_codes(raw: Any, text: Any, count: int) -> Iterator[tuple[int, int]]:
    """The places and character codes of what is drawn: PDFium adds spaces and ends of lines of its own."""
    unicode_of = raw.FPDFText_GetUnicode
    for i in range(count):
        code = unicode_of(text, i)
        if code > 0x20 or not (code in (0x0A, 0x0D, 0x09) or raw.FPDFText_IsGenerated(text, i) == 1):
            yield i, code


def style_of(raw: Any, text: Any, index: int, owner: Any, rank: int, face: Any) -> GlyphStyle:
    """That of the object ``owner`` (``rank`` in the drawing order), to which the glyph ``index`` belongs."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    mode = raw.FPDFTextObj_GetTextRenderMode(owner)
    ink = tuple(inks(raw, text, index, mode))
    wide, high = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
    width = ctypes.c_float()
    size = raw.FPDFText_GetFontSize(text, index)
    if mode in (1, 2):
        raw.FPDFPageObj_GetStrokeWidth(owner, width)
    return GlyphStyle(
        size=size * high,
        direction=quarter(matrix.a, matrix.b),
        distorted=mirrored(matrix) or not high <= SQUEEZED * wide <= SQUEEZED**2 * high,
        invisible=mode in (3, 7) or (mode in (0, 4) and ink[0][3] == 0),
        rank=rank,
        ink=ink,
        face=face(raw, owner, size, (matrix.a, matrix.b, matrix.c, matrix.d), mode, width.value),
    )


def with_grounds(frame: Rect, glyphs: list[Glyph], fills: list[Fill], grounds: list[Backdrop]) -> list[Glyph]:
    """``glyphs`` with those unread that are painted over, and those not ``seen`` that are as pale as their ground."""
    glyphs = with_contrast(frame, glyphs, grounds)
    if not fills:
        return glyphs
    top = PaintedGround(frame, (glyph.box for glyph in glyphs))
    for rank, a, b in fills:
        top.paint(rank, a, b)
    # Where something is painted over, what stands there now is not this.
    return [
        glyph._replace(text=UNREAD) if not glyph.text.isspace() and top.under(glyph.box) > glyph.rank else glyph
        for glyph in glyphs
    ]


def with_contrast(frame: Rect, glyphs: list[Glyph], grounds: list[Backdrop]) -> list[Glyph]:
    """``glyphs`` with those numerals ``pale`` that cannot be told from their ground."""
    below = PaintedGround(frame, (glyph.box for glyph in glyphs if grounds and glyph.text in NUMERALS))
    judged = list(glyphs)
    painted = 0
    for i in sorted(range(len(glyphs)), key=lambda i: glyphs[i].rank):
        glyph = glyphs[i]
        while painted < len(grounds) and grounds[painted][0] < glyph.rank:
            painted += 1
            below.paint(painted, *grounds[painted - 1][1:3])
        if glyph.text in NUMERALS and glyph.shown:
            under = below.under(glyph.box) if grounds else 0
            paper = grounds[under - 1][3] if under else WHITE
            judged[i] = glyph._replace(pale=not stands_out(glyph.ink, paper))
    return judged


def mirrored(matrix: Any) -> bool:
    return bool(matrix.a * matrix.d - matrix.b * matrix.c <= 0)


def inks(raw: Any, text: Any, index: int, mode: int) -> list[Colour]:
    """The colours, red, green, blue and opacity, in which a glyph is drawn: inside, outline, or both."""
    gets = [raw.FPDFText_GetFillColor] * (mode not in (1, 5)) + [raw.FPDFText_GetStrokeColor] * (mode in (1, 2, 5, 6))
    found: list[Colour] = []
    for get in gets:
        channels = [ctypes.c_uint() for _ in range(4)]
        known = get(text, index, *channels)
        found.append(tuple(c.value for c in channels) if known else (0, 0, 0, 255))
    return found


def stands_out(ink: tuple[Colour, ...], paper: Colour | None) -> bool:
    if paper is None:
        return True
    return any(abs(c - p) * colour[3] > PALE * 255 for colour in ink for c, p in zip(colour, paper, strict=False))


def unusable(code: int) -> bool:
    """No character, or one from an area where every font has its own."""
    return code < 0x20 or code in (0xFFFD, 0xFFFE, 0xFFFF) or 0xD800 <= code <= 0xF8FF or code > 0x10FFFF


def quarter(a: float, b: float) -> int | None:
    """The clockwise turn in degrees that makes a text running along (a, b) run from left to right."""
    angle = math.degrees(math.atan2(b, a)) % 360
    near = round(angle / 90) * 90
    return near % 360 if abs(angle - near) < 5 else None
