"""Reads pictures of reports, where the program for it is installed: pages to text, tables and how sure each cell is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from generator.model.documents import Document, Source
from generator.model.sidecars import Sidecar
from generator.model.spans import DecodedSpan, Span
from generator.sources.base import OpenedFile, Refused
from generator.sources.children import ChildError
from generator.sources.extract import Extract
from generator.sources.pictures.arranging import arrange
from generator.sources.pictures.headers import (
    LEAST_SIDE,
    MAX_PICTURES,
    PictureError,
    checked_sizes,
    picture_kind,
)
from generator.sources.pictures.installed import engine
from generator.sources.pictures.remarks import image_only, named_extra, recognised, unreadable
from generator.sources.pictures.run import look, shown
from generator.sources.pictures.several import Whole, runs, sound_pages

FEW = 40
"""Fewer characters are a caption, a seal or a pattern, no report."""


def read_picture(
    source: Source, data: bytes, sidecar: Sidecar, what: str, more: Sequence[OpenedFile] = ()
) -> Document | Refused:
    """The document on the pictures of one file, whose kind ``what`` names, and on those of ``more``, its further
    pages."""
    further = tuple(one.source(source) for one in more if one.data is not None and picture_kind(one.data))
    read = _read_picture(source, data, sidecar, what, more)
    return replace(read, more=further) if isinstance(read, Refused) else replace(read, sources=(source, *further))


def _read_picture(
    source: Source, data: bytes, sidecar: Sidecar, what: str, more: Sequence[OpenedFile]
) -> Document | Refused:
    if not engine():
        return image_only(source, what, extra=True)
    try:
        sizes = checked_sizes(data)
    except PictureError as error:
        return unreadable(source, str(error))
    if min(min(size) for size in sizes) < LEAST_SIDE:
        return image_only(source, what, extra=False)
    sound, told = sound_pages(more, MAX_PICTURES - len(sizes))
    read = _read(source, "picture", (OpenedFile(PurePosixPath(source.path).name, data), *sound), sidecar)
    if read is None:
        return image_only(source, what, extra=False)
    return replace(read, doubts=(*read.doubts, *told))


def read_scan(source: Source, data: bytes, sidecar: Sidecar, refused: Refused) -> Document | Refused:
    """The document on the pages of a PDF that is ``refused`` since its text is missing or not to be used."""
    if not engine():
        return named_extra(refused)
    read = _read(source, "pdf", (OpenedFile(source.path, data),), sidecar)
    return refused if read is None else read


def _read(source: Source, kind: str, files: Sequence[OpenedFile], sidecar: Sidecar) -> Document | Refused | None:
    """None where there is no report on the pictures."""
    whole = Whole(files)
    try:
        pages = whole.numbered(look(kind, whole.given))
    except ChildError as error:
        return unreadable(source, str(error))
    extract = Extract()
    for run in runs(pages):
        arrange(tuple(run.values()), extract, min(run))
    text, grids = extract.finish()
    if sum(not char.isspace() for char in text.decoded) < FEW:
        return None
    return Document(
        (source,),
        text,
        sidecar,
        grids,
        (recognised(len(pages)), *whole.undecoded(pages.values())),
        (DecodedSpan(Span(0, len(text.decoded))),),
        tuple(shown(number, page) for number, page in pages.items()),
        engine(),
    )
