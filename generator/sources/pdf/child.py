"""Gets glyphs and rules out of a PDF in a process of its own: ``python -I child.py < file.pdf > plain.json``.

PDF files come from strangers and PDFium is native code. So it runs here, under limits of memory, time and files, and
hands back nothing but plain numbers and characters. This script stands alone: it imports nothing of the package but
some modules beside and above it, which stand alone as well, so that it starts fast; and it never runs scripts, opens
attachments or follows links.

Output: ``{"trouble": null or a code, "pages": […]}``, a page ``{"width", "height", "image", "hidden", "chars",
"ghosts", "rules"}``. A char is ``[text, x0, x1, baseline, size]``, with 1 behind it where it is a numeral as pale as
its ground; ghosts are the invisible numerals, in the same way; a rule is ``[x0, y0, x1, y1]``. All in points from the
top left of the page as it is read.

Longer than 250 lines: limits, library and the way of one page through the modules beside it are the whole script.
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
from typing import Any, NamedTuple

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


def beside(name: str, folder: Path = Path(__file__).parent) -> Any:
    """The module of that name in ``folder``: isolated, this script does not find its neighbours by itself."""
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
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
limiting = beside("limiting", Path(__file__).parents[1])
looking = beside("looking")
notes = beside("notes")
pixels = beside("pixels")
rendering = beside("rendering")
shapes = beside("shapes")
smudges = beside("smudges")
sprites = beside("sprites")
typefaces = beside("typefaces")


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


class PageDrawing(NamedTuple):
    """What a page draws besides text: lines, boxes, and the area of its images; and the drawing order of its text."""

    rules: list[tuple[Point, Point, float]]
    fills: list[Fill]
    grounds: list[Ground]
    order: dict[int, int]
    images: float

    def plain(self, area: float) -> list[Ground]:
        """The grounds but for pictures as large as half the page (``area``): those are its paper."""
        return [g for g in self.grounds if g[3] or (g[2][0] - g[1][0]) * (g[2][1] - g[1][1]) < 0.5 * area]


class PlacedGlyphs(NamedTuple):
    """Glyphs on the page as it is read: (glyph, box, char) of those seen, chars of those that are invisible."""

    seen: list[tuple[Any, Any, list[Any]]]
    ghosts: list[list[Any]]


def read_page(raw: Any, page: Any, room: int, eyes: Any, marked: Any, own: int) -> dict[str, Any]:
    """One page, turned so that most of its text runs from left to right.

    ``marked`` are its notes: what they draw, if anything, is drawn after ``own`` objects.
    """
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    drawn = drawn_on(raw, page, own)
    plain = drawn.plain((box.right - box.left) * (box.top - box.bottom))
    found, hidden = glyphs.read_glyphs(raw, page, room, drawn.order, sprites.Face)
    found = without_stamps(found, marked)
    found = glyphs.with_grounds((box.left, box.bottom, box.right, box.top), found, drawn.fills, plain)
    turned = direction_of(found, 90 * raw.FPDFPage_GetRotation(page))
    frame = looking.turning(turned, box)
    turn, width, height = frame
    lines, thick = chains.dotted(lines_of(turn, drawn.rules), [rule[2] for rule in drawn.rules])
    placed = placed_on(frame, found, turned)
    doubtful: set[int] = set()
    blots: list[Any] = []
    if looking.has_table(lines, [char for _, _, char in placed.seen], eyes.parts):
        boxes = [*(g[1:3] for g in drawn.grounds), *((box[:2], box[2:]) for box in marked.boxes)]
        pictures = pictures_of(turn, plain)
        doubtful, blots = eyes.look(page, turned, frame, [s[:2] for s in placed.seen], lines, thick, boxes, pictures)
    veils = [looking.box_of(turn, veil) for veil in marked.veils]
    chars, slanting = marked_chars(placed, doubtful.union(*(veiled(placed, veil) for veil in veils)), turned)
    return {
        "width": round(width, 2),
        "height": round(height, 2),
        "image": round(min(1.0, drawn.images / max(1.0, width * height)), 2),
        "hidden": hidden,
        "chars": chars,
        "ghosts": placed.ghosts + slanting,
        "rules": lines,
        "blots": blots + rounded(veils),
    }


def without_stamps(found: list[Any], marked: Any) -> list[Any]:
    """The glyphs ``found`` without those that the stamps among the notes have drawn."""
    return [g for g in found if not (drawing.NOTED <= g.rank < glyphs.LAST and marked.stamped(g.box))]


def direction_of(found: list[Any], rotation: int) -> int:
    """The turn, in degrees, that makes most glyphs upright; the page's own ``rotation`` where none stands straight."""
    upright = Counter(g.direction for g in found if g.direction is not None).most_common(1)
    return upright[0][0] if upright else rotation


def pictures_of(turn: Any, grounds: list[Ground]) -> list[Any]:
    """The boxes of pictures (grounds without a colour) on the page as it is read."""
    return [looking.box_of(turn, (*g[1], *g[2])) for g in grounds if g[3] is None]


def rounded(boxes: list[Any]) -> list[list[float]]:
    """``boxes`` to a tenth of a point."""
    return [[round(v, 1) for v in box] for box in boxes]


def drawn_on(raw: Any, page: Any, own: int) -> PageDrawing:
    """What ``page`` draws; after its ``own`` objects its notes do."""
    rules: list[tuple[Point, Point, float]] = []
    fills: list[Fill] = []
    grounds: list[Ground] = []
    order: dict[int, int] = {}
    images = sum(drawing.walk(raw, page, own, rules, fills, grounds, order))
    return PageDrawing(rules, fills, grounds, order, images)


def lines_of(turn: Any, rules: list[tuple[Point, Point, float]]) -> list[list[float]]:
    """``rules`` as [left, top, right, bottom] on the page as it is read."""
    lines = []
    for a, b, _ in rules:
        (x0, y0), (x1, y1) = turn(*a), turn(*b)
        lines.append([round(v, 2) for v in (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))])
    return lines


def placed_on(frame: tuple[Any, float, float], found: list[Any], turned: int) -> PlacedGlyphs:
    """The glyphs ``found`` in their places on the page of ``frame``, without those outside of it."""
    turn, width, height = frame
    placed = PlacedGlyphs([], [])
    for glyph in found:
        x0, _, x1, y1 = around = looking.box_of(turn, glyph.box)
        y = turn(*glyph.origin)[1] if glyph.direction == turned else y1
        if x0 > -2 and x1 < width + 2 and -1 < y < height + 2:  # not outside of the page
            char = [glyph.text, round(x0, 2), round(x1, 2), round(y, 2), round(glyph.size, 2)]
            if glyph.shown:
                placed.seen.append((glyph, around, char))
            else:
                placed.ghosts.append(char)
    return placed


def veiled(placed: PlacedGlyphs, veil: Any) -> set[int]:
    """The places of the numerals seen that stand under ``veil``."""
    return {
        i for i, (glyph, at, _) in enumerate(placed.seen) if glyph.text in glyphs.NUMERALS and looking.overlap(at, veil)
    }


def marked_chars(placed: PlacedGlyphs, doubtful: set[int], turned: int) -> tuple[list[list[Any]], list[list[Any]]]:
    """The chars of a page, those ``doubtful`` marked or unread; and slanting numerals, which may be figures."""
    chars, slanting = [], []
    usual = sorted(glyph.size for glyph, _, _ in placed.seen)[len(placed.seen) // 2] if placed.seen else 0.0
    for i, (glyph, _, char) in enumerate(placed.seen):
        if glyph.direction is None:  # slanting: a watermark
            if glyph.text in glyphs.NUMERALS and glyph.size <= WATERMARK * usual:
                slanting.append(char)
            continue
        if is_unread(glyph, i in doubtful, turned):
            char[0] = UNREAD
        chars.append([*char, 1] if glyph.pale or i in doubtful else char)
    return chars, slanting


def is_unread(glyph: Any, doubtful: bool, turned: int) -> bool:
    """Is the character of ``glyph`` unsure: text that is ``doubtful``, or a numeral that is turned?"""
    if doubtful and glyph.text not in glyphs.NUMERALS:
        return True
    # The neighbours of a turned numeral in reading order cannot be told.
    return bool(glyph.direction != turned and (glyph.text.isdigit() or glyph.text in ".-+"))


def main() -> int:
    """Reads standard input, writes standard output."""
    gc.disable()  # for a moment's work without cycles; the limit of memory holds
    data = os.fdopen(0, "rb").read()
    limiting.limit(MAX_MEMORY, MAX_SECONDS)
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
