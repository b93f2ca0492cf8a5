"""Glyphs drawn by themselves, to compare what a page shows with. Part of ``child.py``: it stands alone like that."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

MOST_GLYPHS = 400
"""Glyphs of one sheet; the numerals of a report in several fonts and sizes are less than a hundred."""
MOST_SHEETS = 100
ROOM = (0.4, 1.2, 1.0, 0.4)
"""Room for a glyph left of its origin, right of it, above and below, in sizes."""
ACROSS = 20
"""Glyphs in one row of the sheet."""
HIGHEST = 120.0
"""Pixels of the size of a glyph; larger ones are no figures of a table."""
FAINT = 8
"""Levels of grey, of 255, that are ink at least."""
INVERTED = bytes(255 - level for level in range(256))

Matrix = tuple[float, float, float, float]


class Sprite(NamedTuple):
    """A glyph alone, black on white: its box around its origin in pixels, and how dark each pixel is, 0 to 255."""

    left: int
    top: int
    wide: int
    high: int
    values: bytes
    black_on_white: bytes = b""
    """The same as a page shows it."""


class Face:
    """How the glyphs of one text object (``owner``) are drawn: font size, matrix, text render mode, width of strokes.

    Its font, a handle, and the address of that are asked of PDFium when needed: of most objects they are not.
    """

    __slots__ = ("_address", "_font", "_owner", "_raw", "matrix", "mode", "size", "stroke")

    def __init__(self, raw: Any, owner: Any, size: float, matrix: tuple[float, ...], mode: int, stroke: float) -> None:
        self._raw, self._owner, self._font, self._address = raw, owner, None, 0
        self.size, self.matrix, self.mode, self.stroke = size, matrix, mode, stroke

    @property
    def font(self) -> Any:
        if self._font is None:
            self._font = self._raw.FPDFTextObj_GetFont(self._owner)
        return self._font

    @property
    def address(self) -> int:
        if not self._address and self.font:
            self._address = ctypes.addressof(self.font.contents)
        return self._address

    @property
    def key(self) -> tuple[Any, ...]:
        return self.address, self.size, self.matrix, self.mode, self.stroke


class Wish(NamedTuple):
    """What to draw: ``text`` in ``face``; the matrix in pixels to the unit, y upwards; its place between pixels."""

    text: str
    face: Any
    matrix: Matrix
    phase: tuple[float, float]

    @property
    def key(self) -> tuple[Any, ...]:
        face = self.face
        return self.text, face.address, round(face.size, 3), *(round(v, 4) for v in self.matrix), face.mode, self.phase

    @property
    def em(self) -> float:
        return float(max(map(abs, self.matrix)) * self.face.size)


class Sheets:
    """Draws glyphs on empty pages of ``document``, each only once.

    The pages stay open: as long as they do, PDFium keeps the fonts, and an address means one font.
    """

    def __init__(self, raw: Any, document: Any, canvas: Any) -> None:
        self.raw, self.document, self.canvas = raw, document, canvas
        self.known: dict[tuple[Any, ...], Sprite | None] = {}
        self.pages: list[Any] = []
        self.doubles: dict[tuple[Sprite, bytes], bool] = {}
        """Glyph and what a page shows in its place → is it printed twice (``comparing.py``)? For all pages."""
        self.judged: dict[tuple[bytes, bytes], bool] = {}
        """The same → does it show the glyph, nearly?"""
        self.unlike = 0
        """Glyphs that were looked at all around and differ."""

    def is_scalable(self, font: Any) -> bool:
        """Has ``font`` a file of its own? One that is a set of drawings (Type 3) has none."""
        length = ctypes.c_size_t()
        return bool(self.raw.FPDFFont_GetFontData(font, None, 0, length) and length.value)

    def draw(self, wishes: Mapping[tuple[Any, ...], Wish]) -> None:
        """Draws those of ``wishes``, by their keys, that are not ``known`` yet; what cannot be drawn is None."""
        wanted = {key: wish for key, wish in wishes.items() if key not in self.known}
        self.known.update(dict.fromkeys(wanted))
        drawn = [(key, wish) for key, wish in wanted.items() if 1 <= wish.em <= HIGHEST][:MOST_GLYPHS]
        if drawn and len(self.pages) < MOST_SHEETS:
            self._draw_sheet(drawn)

    def _draw_sheet(self, drawn: Sequence[tuple[tuple[Any, ...], Wish]]) -> None:
        """Draws wishes and their keys on one new page."""
        em = max(wish.em for _, wish in drawn)
        before, behind, above, below = (round(share * em) + 1 for share in ROOM)
        slot = (before + behind, above + below)
        wide, high = slot[0] * min(ACROSS, len(drawn)), slot[1] * -(-len(drawn) // ACROSS)
        page = self.raw.FPDFPage_New(self.document, self.raw.FPDF_GetPageCount(self.document), wide, high)
        if not page:
            return
        self.pages.append(page)
        places = [((i % ACROSS) * slot[0], (i // ACROSS) * slot[1]) for i in range(len(drawn))]
        for (_, wish), (x, y) in zip(drawn, places, strict=True):
            self._put(page, wish, x + before + wish.phase[0], high - y - above - wish.phase[1])
        self.canvas.begin(wide, high)
        self.raw.FPDF_RenderPageBitmap(self.canvas.bitmap, page, 0, 0, wide, high, 0, 0)
        self.canvas.keep()
        for (key, _), (x, y) in zip(drawn, places, strict=True):
            size, pixels = self.canvas.crop(x, y, x + slot[0], y + slot[1])
            self.known[key] = cropped(size, pixels.translate(INVERTED), -before, -above)
        self.canvas.close()

    def _put(self, page: Any, wish: Wish, x: float, y: float) -> None:
        """Puts a glyph on ``page``, its origin at (x, y) from the lower left."""
        raw, face = self.raw, wish.face
        item = raw.FPDFPageObj_CreateTextObj(self.document, face.font, face.size)
        if not item:
            return
        coded = (wish.text + "\0").encode("utf-16-le")
        raw.FPDFText_SetText(item, (ctypes.c_ushort * (len(coded) // 2)).from_buffer_copy(coded))
        if face.mode in (1, 2):
            raw.FPDFTextObj_SetTextRenderMode(item, face.mode)
            raw.FPDFPageObj_SetStrokeWidth(item, face.stroke)
        raw.FPDFPageObj_Transform(item, *wish.matrix, x, y)
        raw.FPDFPage_InsertObject(page, item)


def cropped(size: tuple[int, int], values: bytes, left: int, top: int) -> Sprite | None:
    """The box of the ink in a picture that begins at (``left``, ``top``); None where there is none."""
    wide, high = size
    lines = [values[row : row + wide] for row in range(0, wide * high, wide)]
    folded, inked = 0, []
    blank = bytes(wide)
    for i, line in enumerate(lines):
        if line != blank and max(line) >= FAINT:
            inked.append(i)
            folded |= int.from_bytes(line, "big")
    if not inked:
        return None
    across = folded.to_bytes(wide, "big")
    x0, x1 = wide - len(across.lstrip(b"\0")), len(across.rstrip(b"\0"))
    y0, y1 = inked[0], inked[-1] + 1
    own = b"".join(line[x0:x1] for line in lines[y0:y1])
    return Sprite(left + x0, top + y0, x1 - x0, y1 - y0, own, own.translate(INVERTED))
