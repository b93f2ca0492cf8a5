"""Reads PDF files that have text: glyphs and rules from a bounded child process, tables and paragraphs from those."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.model.documents import Document, Source
from generator.model.sidecars import Sidecar
from generator.sources.base import Inside, Refused
from generator.sources.children import ChildError
from generator.sources.extract import Extract
from generator.sources.pdf.flow import flow, write
from generator.sources.pdf.hiding import unhidden
from generator.sources.pdf.page import UNREAD, PdfPage
from generator.sources.pdf.remarks import refusal, remarks
from generator.sources.pdf.run import extract_pages

MAX_BYTES = 50 << 20
"""Larger files are picture books; a report with its pictures has a few megabytes."""
FEW = 40
"""Fewer glyphs in a whole file are stamps and page numbers, no report."""
UNREAD_SHARE = 0.02
UNREAD_FEW = 5
"""So large a share of glyphs without a character, and more than so many, makes the others suspect."""


LookAt = Callable[[Extract, bytes, Sequence[int]], Inside]
"""Adds to a text what stands on those pages of a PDF that are pictures."""


def read_pdf(source: Source, data: bytes, sidecar: Sidecar, look_at: LookAt) -> Document | Refused:
    """The text and tables of a PDF; refused where it is scanned, locked, broken or beyond the limits."""
    if len(data) > MAX_BYTES:
        return Refused(source, (refusal("too_large"),))
    try:
        pages = extract_pages(data)
    except ChildError as error:
        return Refused(source, (refusal(str(error)),))
    trouble = _trouble(pages)
    if trouble:
        # The file is sound, and whoever looks at it can read it.
        return Refused(source, (refusal(trouble),), keep=True)
    pages = tuple(unhidden(page) for page in pages)
    found = flow(pages)
    extract = write(found, Extract())
    scanned = [page.number for page in pages if _ink(page) < FEW / 4 and page.image > 0.5]
    unread = sum(char.text == UNREAD for page in pages for char in page.chars)
    inside = look_at(extract, data, scanned)
    doubts = remarks(unread, found.undecided, found.glued, () if inside.pictures else scanned)
    text, grids = extract.finish()
    seen = inside.recognised, inside.pictures, inside.engine
    return Document((source,), text, sidecar, grids, (*doubts, *inside.doubts), *seen)


def _trouble(pages: Sequence[PdfPage]) -> str | None:
    """Why the glyphs of ``pages`` are not to be used; None where they are."""
    ink = sum(_ink(page) for page in pages)
    hidden = sum(page.hidden for page in pages)
    unread = sum(char.text == UNREAD for page in pages for char in page.chars)
    if ink < FEW or hidden > ink:
        return "ocr_layer" if hidden >= FEW else "image_only"
    return "no_unicode" if unread > max(UNREAD_FEW, UNREAD_SHARE * ink) else None


def _ink(page: PdfPage) -> int:
    return sum(not char.text.isspace() for char in page.chars)
