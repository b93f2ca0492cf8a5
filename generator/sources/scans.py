"""PDF files: by their text where they have one that can be trusted, and by their pictures where they have none."""

from __future__ import annotations

from generator.model.documents import Document, Source
from generator.model.sidecars import Sidecar
from generator.sources.base import Refused
from generator.sources.pdf import read_pdf
from generator.sources.pictures.inside import read_pages
from generator.sources.pictures.reader import read_scan


def read_pdf_or_scan(source: Source, data: bytes, sidecar: Sidecar) -> Document | Refused:
    """The document of a PDF. A sound file without text of its own is looked at as a scan, and so are pages
    without."""
    read = read_pdf(source, data, sidecar, read_pages)
    if isinstance(read, Document) or not read.keep:
        return read
    return read_scan(source, data, sidecar, read)
