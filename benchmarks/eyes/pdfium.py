"""Pictures of PDF pages by PDFium, and the framed cell on them."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
from PIL import Image

DPI = 200


def pages(data: bytes) -> Iterator[Image.Image]:
    """Every page with its annotations and form fields, as a viewer shows it."""
    document = pypdfium2.PdfDocument(data)
    try:
        document.init_forms()
        for page in document:
            yield page.render(scale=DPI / 72, may_draw_forms=True).to_pil().convert("RGB")
    finally:
        document.close()


def framed_cell(picture: Image.Image) -> Image.Image | None:
    """The inside of the frame of pure magenta; None where there is none."""
    red, green, blue = picture.split()
    mask = Image.merge("RGB", (red.point(_high), green.point(_low), blue.point(_high))).convert("L")
    box = mask.point(_all).getbbox()
    if box is None:
        return None
    left, top, right, bottom = box
    thick = max(4, DPI // 40)
    inner = (left + thick, top + thick, right - thick, bottom - thick)
    return picture.crop(inner) if inner[2] - inner[0] > 2 and inner[3] - inner[1] > 2 else None


def cell_picture(data: bytes) -> Image.Image | None:
    """The framed cell of a PDF, from the first page that has one."""
    return next((cell for page in pages(data) if (cell := framed_cell(page)) is not None), None)


def _high(value: int) -> int:
    return 255 if value > 200 else 0


def _low(value: int) -> int:
    return 255 if value < 100 else 0


def _all(value: int) -> int:
    return 255 if value > 250 else 0
