"""Gets glyphs and rules out of a PDF in a process of its own: ``python -I child.py < file.pdf > plain.json``.

PDF files come from strangers and PDFium is native code. So it runs here, under limits of memory, time and files, and
hands back nothing but plain numbers and characters. This script stands alone: it imports nothing of the package but
``drawing.py`` beside it, which stands alone as well, so that it starts fast; and it never runs scripts, opens
attachments or follows links.

Output: ``{"trouble": null or a code, "pages": […]}``, a page ``{"width", "height", "image", "hidden", "chars",
"ghosts", "rules"}``. A char is ``[text, x0, x1, baseline, size]``, with 1 behind it where it is a numeral as pale as
its ground; ghosts are the invisible numerals, in the same way; a rule is ``[x0, y0, x1, y1]``. All in points from the
top left of the page as it is read.
"""

from __future__ import annotations

import ctypes
import importlib.util
import json
import math
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

MAX_MEMORY = 1 << 30
"""Bytes of address space; ordinary reports need a tenth of it."""
MAX_SECONDS = 10
"""Of processor time; ordinary reports need a fifth of one."""
MAX_PAGES = 200
MAX_CHARS = 400_000
UNREAD = "\ufffd"
"""Stands for a glyph that is there and whose character is not known."""
PALE = 64
"""Colours no channel of which differs by more, of 255, are one to the eye."""
NUMERALS = frozenset("0123456789０１２３４５６７８９.,．，+-")
FIELDS = frozenset({3, 13, 20})
"""Annotations that print text on the page: FreeText, Stamp, Widget."""

Point = tuple[float, float]
Colour = tuple[float, ...]
Fill = tuple[int, Point, Point]
"""(place in the drawing order, lower left, upper right) of an opaque box."""
Ground = tuple[int, Point, Point, "Colour | None"]
"""A coloured box under text, in the same way; None where its colour is not known, as a picture's."""
Turn = Callable[[float, float], Point]


class Trouble(Exception):
    """Why nothing can be read; ``args[0]`` is a code."""


def beside(name: str) -> Any:
    """The module of that name beside this script: isolated, it does not find its neighbours by itself."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


drawing = beside("drawing")


def limit() -> None:
    """Memory, time, no files written, no core dumps; where the system knows such limits."""
    try:
        import resource
    except ImportError:  # not a POSIX system: the caller's timeout is what remains
        return
    for kind, most in (
        (resource.RLIMIT_AS, MAX_MEMORY),
        (resource.RLIMIT_CPU, MAX_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):  # a tighter one is in force already
            continue


def extract(data: bytes) -> list[dict[str, Any]]:
    """The pages of ``data``. Raises Trouble."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = raw.FPDF_GetLastError()
        locked = code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY) or "assword" in str(error)
        raise Trouble("encrypted" if locked else "broken") from error
    count = len(document)
    if count > MAX_PAGES:
        raise Trouble("too_many_pages")
    pages: list[dict[str, Any]] = []
    room = MAX_CHARS
    for index in range(count):
        try:
            page = document[index]
        except pdfium.PdfiumError as error:
            raise Trouble("broken") from error
        if prints_fields(raw, page):
            raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
            page = document[index]
        done = read_page(raw, page, room)
        room -= len(done["chars"])
        pages.append(done)
    return pages


def prints_fields(raw: Any, page: Any) -> bool:
    """Are there form fields or notes whose text a reader sees on the page? They are no part of it until flattened."""
    found = False
    for i in range(min(raw.FPDFPage_GetAnnotCount(page.raw), 1000)):
        note = raw.FPDFPage_GetAnnot(page.raw, i)
        found = found or raw.FPDFAnnot_GetSubtype(note) in FIELDS
        raw.FPDFPage_CloseAnnot(note)
    return found


def read_page(raw: Any, page: Any, room: int) -> dict[str, Any]:
    """One page, turned so that most of its text runs from left to right."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, box)
    rules: list[tuple[Point, Point]] = []
    fills: list[Fill] = []
    grounds: list[Ground] = []
    order: dict[int, int] = {}
    images = sum(drawing.walk(raw, page, rules, fills, grounds, order))
    area = (box.right - box.left) * (box.top - box.bottom)
    # A picture as large as the page is its paper.
    grounds = [g for g in grounds if g[3] or (g[2][0] - g[1][0]) * (g[2][1] - g[1][1]) < 0.5 * area]
    glyphs, hidden = read_glyphs(raw, page, room, fills, grounds, order)
    upright = Counter(g[6] for g in glyphs if g[6] is not None).most_common(1)
    turned = upright[0][0] if upright else page.get_rotation()
    turn, width, height = turning(turned or 0, box)
    chars, ghosts = [], []
    for text, left, right, base, size, upward, direction, seen in glyphs:
        if direction is None:  # slanting: a watermark
            continue
        if direction != turned and (text.isdigit() or text in ".-+"):
            text = UNREAD  # its neighbours in reading order cannot be told
        (x0, y0), (x1, y1) = turn(left, upward[0]), turn(right, upward[1])
        y = turn(*base)[1]
        x0, x1 = min(x0, x1), max(x0, x1)
        if direction != turned:
            y = max(y0, y1)
        if x0 > -2 and x1 < width + 2 and -1 < y < height + 2:  # not outside of the page
            char = [text, round(x0, 2), round(x1, 2), round(y, 2), round(size, 2)]
            if seen is None:
                ghosts.append(char)
            else:
                chars.append(char if seen else [*char, 1])
    lines = []
    for a, b in rules:
        (x0, y0), (x1, y1) = turn(*a), turn(*b)
        lines.append([round(v, 2) for v in (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))])
    return {
        "width": round(width, 2),
        "height": round(height, 2),
        "image": round(min(1.0, images / max(1.0, width * height)), 2),
        "hidden": hidden,
        "chars": chars,
        "ghosts": ghosts,
        "rules": lines,
    }


def turning(degrees: int, box: Any) -> tuple[Turn, float, float]:
    """From page space to points from the top left, after a clockwise turn; and the size of the turned page."""
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    wide, high = right - left, top - bottom
    turns: dict[int, Turn] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return turns[degrees], *((high, wide) if degrees in (90, 270) else (wide, high))


def read_glyphs(
    raw: Any, page: Any, room: int, fills: list[Fill], grounds: list[Ground], order: dict[int, int]
) -> tuple[list[tuple[Any, ...]], int]:
    """(text, left, right, origin, size, (bottom, top), turn or None, seen) of every glyph; how many are invisible.

    ``seen`` is None for a numeral that is invisible, False for one that cannot be told from its ground.
    """
    text = page.get_textpage()
    count = raw.FPDFText_CountChars(text.raw)
    if count > room:
        raise Trouble("too_many_chars")
    x, y = ctypes.c_double(), ctypes.c_double()
    rect, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    glyphs: list[tuple[Any, ...]] = []
    hidden = 0
    last, invisible, rank = 0, False, 0
    ink: list[Colour] = []
    for i in range(count):
        if raw.FPDFText_IsGenerated(text.raw, i) == 1:
            continue
        code = raw.FPDFText_GetUnicode(text.raw, i)
        if code in (0x0A, 0x0D, 0x09):
            continue
        raw.FPDFText_GetCharOrigin(text.raw, i, x, y)
        if not raw.FPDFText_GetLooseCharBox(text.raw, i, rect):
            continue
        raw.FPDFText_GetMatrix(text.raw, i, matrix)
        owner = raw.FPDFText_GetTextObject(text.raw, i)
        address = ctypes.cast(owner, ctypes.c_void_p).value or 0
        if address != last:
            mode = raw.FPDFTextObj_GetTextRenderMode(owner)
            ink = inks(raw, text, i, mode)
            invisible = mode in (3, 7) or (mode in (0, 4) and ink[0][3] == 0)
            rank, last = order.get(address, drawing.MAX_OBJECTS), address
        unread = raw.FPDFText_HasUnicodeMapError(text.raw, i) == 1 or unusable(code)
        shown = UNREAD if unread else chr(code)
        if invisible:
            hidden += not shown.isspace()
            if shown not in NUMERALS:
                continue
        size = raw.FPDFText_GetFontSize(text.raw, i) * math.hypot(matrix.c, matrix.d)
        box = (rect.left, rect.bottom, rect.right, rect.top)
        if not shown.isspace() and any(n > rank and covers(a, b, box) for n, a, b in fills):
            shown = UNREAD  # painted over: what stands there now is not this
        direction = quarter(matrix.a, matrix.b)
        upward, origin = (rect.bottom, rect.top), (x.value, y.value)
        seen = None if invisible else shown not in NUMERALS or stands_out(ink, ground(grounds, rank, box))
        glyphs.append((shown, rect.left, rect.right, origin, size, upward, direction, seen))
    return glyphs, hidden


def inks(raw: Any, text: Any, index: int, mode: int) -> list[Colour]:
    """The colours, red, green, blue and opacity, in which a glyph is drawn: inside, outline, or both."""
    gets = [raw.FPDFText_GetFillColor] * (mode not in (1, 5)) + [raw.FPDFText_GetStrokeColor] * (mode in (1, 2, 5, 6))
    found: list[Colour] = []
    for get in gets:
        channels = [ctypes.c_uint() for _ in range(4)]
        known = get(text.raw, index, *channels)
        found.append(tuple(c.value for c in channels) if known else (0, 0, 0, 255))
    return found


def ground(grounds: list[Ground], rank: int, box: tuple[float, float, float, float]) -> Colour | None:
    """The colour on which a glyph in ``box`` is drawn; None where it is not known."""
    for n, a, b, colour in reversed(grounds):
        if n < rank and covers(a, b, box):
            return colour
    return (255, 255, 255)


def stands_out(ink: list[Colour], paper: Colour | None) -> bool:
    if paper is None:
        return True
    return any(abs(c - p) * colour[3] > PALE * 255 for colour in ink for c, p in zip(colour, paper, strict=False))


def unusable(code: int) -> bool:
    """No character, or one from an area where every font has its own."""
    return code < 0x20 or code in (0xFFFD, 0xFFFE, 0xFFFF) or 0xD800 <= code <= 0xF8FF or code > 0x10FFFF


def covers(a: Point, b: Point, box: tuple[float, float, float, float]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return a[0] < x < b[0] and a[1] < y < b[1]


def quarter(a: float, b: float) -> int | None:
    """The clockwise turn in degrees that makes a text running along (a, b) run from left to right."""
    angle = math.degrees(math.atan2(b, a)) % 360
    near = round(angle / 90) * 90
    return near % 360 if abs(angle - near) < 5 else None


def main() -> int:
    """Reads standard input, writes standard output."""
    data = os.fdopen(0, "rb").read()
    limit()
    answer: dict[str, Any] = {"trouble": None, "pages": []}
    try:
        answer["pages"] = extract(data)
    except Trouble as trouble:
        answer["trouble"] = str(trouble)
    except drawing.TooMany:
        answer["trouble"] = "too_many_objects"
    except ImportError:
        answer["trouble"] = "no_library"
    except (MemoryError, RecursionError):
        answer["trouble"] = "too_large"
    with os.fdopen(1, "wb") as out:
        out.write(json.dumps(answer, ensure_ascii=False).encode())
    return 0


if __name__ == "__main__":
    code = main()
    # PDFium's clean-up is of no use any more, and its finalisers could meet the limits.
    os._exit(code)
