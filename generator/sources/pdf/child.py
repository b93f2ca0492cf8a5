"""Gets glyphs and rules out of a PDF in a process of its own: ``python -I child.py < file.pdf > plain.json``.

PDF files come from strangers and PDFium is native code. So it runs here, under limits of memory, time and files, and
hands back nothing but plain numbers and characters. This script stands alone: it imports nothing of the package but
some modules beside it, which stand alone as well, so that it starts fast; and it never runs scripts, opens
attachments or follows links.

Output: ``{"trouble": null or a code, "pages": […]}``, a page ``{"width", "height", "image", "hidden", "chars",
"ghosts", "rules"}``. A char is ``[text, x0, x1, baseline, size]``, with 1 behind it where it is a numeral as pale as
its ground; ghosts are the invisible numerals, in the same way; a rule is ``[x0, y0, x1, y1]``. All in points from the
top left of the page as it is read.
"""

from __future__ import annotations

import gc
import importlib.util
import json
import os
import sys
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

MAX_MEMORY = 1 << 30
"""Bytes of address space; ordinary reports need a tenth of it."""
MAX_SECONDS = 10
"""Of processor time; ordinary reports need a fifth of one."""
MAX_PAGES = 200
MAX_CHARS = 400_000
UNREAD = "\ufffd"
"""Stands for a glyph that is there and whose character is not known."""

WATERMARK = 1.5
"""Slanting text at least so many times the usual size is a watermark; digits in smaller might be a figure."""

Point = tuple[float, float]
Colour = tuple[float, ...]
Fill = tuple[int, Point, Point]
"""(place in the drawing order, lower left, upper right) of an opaque box."""
Ground = tuple[int, Point, Point, "Colour | None"]
"""A coloured box under text, in the same way; None where its colour is not known, as a picture's."""


class UnreadableError(Exception):
    """Why nothing can be read; ``args[0]`` is a code."""


def beside(name: str) -> Any:
    """The module of that name beside this script: isolated, it does not find its neighbours by itself."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


chains = beside("chains")
comparing = beside("comparing")
dictionaries = beside("dictionaries")
digits = beside("digits")
drawing = beside("drawing")
glyphs = beside("glyphs")
hanzi = beside("hanzi")
looking = beside("looking")
notes = beside("notes")
pixels = beside("pixels")
rendering = beside("rendering")
shapes = beside("shapes")
smudges = beside("smudges")
sprites = beside("sprites")
typefaces = beside("typefaces")


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


def library() -> Any:
    """PDFium. Without the helpers of pypdfium2, which take longer to load than a page to read."""
    # What looks for libraries by starting other programs is not needed: PDFium lies beside its bindings.
    nowhere = SimpleNamespace(find_library=lambda name: None)
    sys.modules.setdefault("ctypes.util", nowhere)  # type: ignore[arg-type]
    import pypdfium2_raw

    return pypdfium2_raw


def extract(data: bytes) -> list[dict[str, Any]]:
    """The pages of ``data``. Raises Trouble."""
    raw = library()
    own = (chains, comparing, digits, glyphs, hanzi, pixels, rendering, shapes, smudges, sprites, typefaces)
    parts = SimpleNamespace(**{module.__name__: module for module in own})
    data_of = Path(__file__).with_name
    known = typefaces.Known(data_of("typefaces.txt").read_text(encoding="ascii").splitlines())
    shapes_of_labels = data_of("hanzi.txt").read_text(encoding="utf-8").splitlines()
    labels = hanzi.Hanzi(shapes_of_labels, typefaces.scaled, typefaces.lanes)
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(2, None, None, 0))
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        locked = raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise UnreadableError("encrypted" if locked else "broken")
    eyes = looking.Eyes(raw, document, known, labels, parts)
    count = raw.FPDF_GetPageCount(document)
    if count > MAX_PAGES:
        raise UnreadableError("too_many_pages")
    pages: list[dict[str, Any]] = []
    room = MAX_CHARS
    file = dictionaries.Dictionaries(data)
    for index in range(count):
        page = loaded(raw, document, index)
        found = notes.notes_of(raw, page, file)
        own = raw.FPDFPage_CountObjects(page)
        if found.print:
            raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
            raw.FPDF_ClosePage(page)
            page = loaded(raw, document, index)
        done = read_page(raw, page, room, eyes, found, own)
        raw.FPDF_ClosePage(page)
        room -= len(done["chars"])
        pages.append(done)
    return pages


def loaded(raw: Any, document: Any, index: int) -> Any:
    page = raw.FPDF_LoadPage(document, index)
    if not page:
        raise UnreadableError("broken")
    return page


def read_page(raw: Any, page: Any, room: int, eyes: Any, marked: Any, own: int) -> dict[str, Any]:
    """One page, turned so that most of its text runs from left to right.

    ``marked`` are its notes: what they draw, if anything, is drawn after ``own`` objects.
    """
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    rules: list[tuple[Point, Point, float]] = []
    fills: list[Fill] = []
    grounds: list[Ground] = []
    order: dict[int, int] = {}
    images = sum(drawing.walk(raw, page, own, rules, fills, grounds, order))
    area = (box.right - box.left) * (box.top - box.bottom)
    # A picture as large as the page is its paper.
    plain = [g for g in grounds if g[3] or (g[2][0] - g[1][0]) * (g[2][1] - g[1][1]) < 0.5 * area]
    found, hidden = glyphs.read_glyphs(raw, page, room, order, sprites.Face)
    found = [g for g in found if not (drawing.NOTED <= g.rank < glyphs.LAST and marked.stamped(g.box))]
    space = (box.left, box.bottom, box.right, box.top)
    found = glyphs.with_grounds(space, found, fills, plain)
    upright = Counter(g.direction for g in found if g.direction is not None).most_common(1)
    turned = upright[0][0] if upright else 90 * raw.FPDFPage_GetRotation(page)
    frame = looking.turning(turned or 0, box)
    turn, width, height = frame
    lines = []
    for a, b, _ in rules:
        (x0, y0), (x1, y1) = turn(*a), turn(*b)
        lines.append([round(v, 2) for v in (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))])
    lines, thick = chains.dotted(lines, [rule[2] for rule in rules])
    seen, ghosts = [], []
    for glyph in found:
        x0, y0, x1, y1 = around = looking.box_of(turn, glyph.box)
        y = turn(*glyph.origin)[1] if glyph.direction == turned else y1
        if x0 > -2 and x1 < width + 2 and -1 < y < height + 2:  # not outside of the page
            char = [glyph.text, round(x0, 2), round(x1, 2), round(y, 2), round(glyph.size, 2)]
            if glyph.shown:
                seen.append((glyph, around, char))
            else:
                ghosts.append(char)
    doubtful: set[int] = set()
    blots: list[Any] = []
    if looking.has_table(lines, [char for _, _, char in seen], eyes.parts):
        boxes = [g[1:3] for g in grounds] + [(box[:2], box[2:]) for box in marked.boxes]
        pictures = [looking.box_of(turn, (*g[1], *g[2])) for g in plain if g[3] is None]
        doubtful, blots = eyes.look(page, turned or 0, frame, [s[:2] for s in seen], lines, thick, boxes, pictures)
    for veil in (looking.box_of(turn, veil) for veil in marked.veils):
        blots.append([round(v, 1) for v in veil])
        doubtful |= {
            i for i, (glyph, at, _) in enumerate(seen) if glyph.text in glyphs.NUMERALS and looking.overlap(at, veil)
        }
    chars = []
    usual = sorted(glyph.size for glyph, _, _ in seen)[len(seen) // 2] if seen else 0.0
    for i, (glyph, _, char) in enumerate(seen):
        if glyph.direction is None:  # slanting: a watermark
            if glyph.text in glyphs.NUMERALS and glyph.size <= WATERMARK * usual:
                ghosts.append(char)
            continue
        if glyph.direction != turned and (glyph.text.isdigit() or glyph.text in ".-+"):
            char[0] = UNREAD  # its neighbours in reading order cannot be told
        if i in doubtful and glyph.text not in glyphs.NUMERALS:
            char[0] = UNREAD
        chars.append([*char, 1] if glyph.pale or i in doubtful else char)
    return {
        "width": round(width, 2),
        "height": round(height, 2),
        "image": round(min(1.0, images / max(1.0, width * height)), 2),
        "hidden": hidden,
        "chars": chars,
        "ghosts": ghosts,
        "rules": lines,
        "blots": blots,
    }


def main() -> int:
    """Reads standard input, writes standard output."""
    gc.disable()  # for a moment's work without cycles; the limit of memory holds
    data = os.fdopen(0, "rb").read()
    limit()
    answer: dict[str, Any] = {"trouble": None, "pages": []}
    try:
        answer["pages"] = extract(data)
    except UnreadableError as trouble:
        answer["trouble"] = str(trouble)
    except glyphs.TooManyCharactersError:
        answer["trouble"] = "too_many_chars"
    except drawing.TooManyObjectsError:
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
