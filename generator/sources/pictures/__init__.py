"""Reads pictures of reports, where the program for it is installed: pages to text, tables and how sure each cell is."""

from __future__ import annotations

from generator.model.documents import Document, Source
from generator.model.sidecars import Sidecar
from generator.model.spans import DecodedSpan, Span
from generator.sources.base import Refused
from generator.sources.children import ChildError
from generator.sources.extract import Extract
from generator.sources.pictures.arranging import arrange
from generator.sources.pictures.headers import LEAST_SIDE, PictureError, checked_sizes
from generator.sources.pictures.installed import engine
from generator.sources.pictures.remarks import image_only, named_extra, recognised, unreadable
from generator.sources.pictures.run import look, shown

FEW = 40
"""Fewer characters are a caption, a seal or a pattern, no report."""


def read_picture(source: Source, data: bytes, sidecar: Sidecar, what: str) -> Document | Refused:
    """The document on the pictures of one file; ``what`` names its kind."""
    if not engine():
        return image_only(source, what, extra=True)
    try:
        sizes = checked_sizes(data)
    except PictureError as error:
        return unreadable(source, str(error))
    if min(min(size) for size in sizes) < LEAST_SIDE:
        return image_only(source, what, extra=False)
    read = _read(source, "picture", data, sidecar)
    return image_only(source, what, extra=False) if read is None else read


def read_scan(source: Source, data: bytes, sidecar: Sidecar, refused: Refused) -> Document | Refused:
    """The document on the pages of a PDF that is ``refused`` since its text is missing or not to be used."""
    if not engine():
        return named_extra(refused)
    read = _read(source, "pdf", data, sidecar)
    return refused if read is None else read


def _read(source: Source, kind: str, data: bytes, sidecar: Sidecar) -> Document | Refused | None:
    """None where there is no report on the pictures."""
    try:
        pages = look(kind, (data,))
    except ChildError as error:
        return unreadable(source, str(error))
    text, grids = arrange(pages, Extract()).finish()
    if sum(not char.isspace() for char in text.decoded) < FEW:
        return None
    return Document(
        (source,),
        text,
        sidecar,
        grids,
        (recognised(len(pages)),),
        (DecodedSpan(Span(0, len(text.decoded))),),
        tuple(shown(number, page) for number, page in enumerate(pages, 1)),
        engine(),
    )
