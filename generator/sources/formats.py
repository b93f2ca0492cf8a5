"""The formats of files: one reader each, registered here and nowhere else.

A reader is imported when the first such file is read: all of them take a quarter of a second, for which a process that
reads nothing, or text alone, need not wait. Statements import, so that import-linter sees them.
"""

from __future__ import annotations

from collections.abc import Set

from generator.sources.base import Format, Reader
from generator.sources.names import PICTURES


def text() -> Reader:
    from generator.sources.plain_text import read_plain_text

    return Reader(read_plain_text)


def web_page() -> Reader:
    from generator.sources.html.reader import read_html, read_saved_page

    return Reader(read_html, read_saved_page)


def pdf() -> Reader:
    from generator.sources.scans import read_pdf_or_scan

    return Reader(read_pdf_or_scan)


def word() -> Reader:
    from generator.sources.office.docx.reader import read_docx

    return Reader(read_docx)


def sheets() -> Reader:
    from generator.sources.office.xlsx.reader import read_xlsx

    return Reader(read_xlsx)


def converted() -> Reader:
    from generator.sources.office.converting import read_office

    return Reader(read_office)


def without_macros() -> Reader:
    from generator.sources.office.converting import read_with_macros

    return Reader(read_with_macros)


def picture() -> Reader:
    from generator.sources.images import read_image, read_images

    return Reader(read_image, read_images)


READERS: tuple[Format, ...] = (
    Format((".txt",), "text/plain", text),
    Format((".md", ".markdown"), "text/markdown", text),
    Format((".html", ".htm"), "text/html", web_page),
    Format((".pdf",), "application/pdf", pdf),
    Format((".docx",), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", word),
    Format((".xlsx",), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheets),
    Format((".doc",), "application/msword", converted),
    Format((".wps",), "application/vnd.ms-works", converted),
    Format((".rtf",), "application/rtf", converted),
    Format((".odt",), "application/vnd.oasis.opendocument.text", converted),
    Format((".xls", ".et"), "application/vnd.ms-excel", converted),
    Format((".ods",), "application/vnd.oasis.opendocument.spreadsheet", converted),
    Format((".docm",), "application/vnd.ms-word.document.macroenabled.12", without_macros),
    Format((".xlsm",), "application/vnd.ms-excel.sheet.macroenabled.12", without_macros),
    *(Format((suffix,), kind, picture) for suffix, kind in PICTURES.items()),
)
CONVERTED = frozenset(suffix for one in READERS if one.reader is converted for suffix in one.suffixes)
"""Suffixes of files that another program converts first: what is read of them depends on that program, too."""


def import_readers(suffixes: Set[str]) -> None:
    """Import the readers of such files, so that processes that are forked later have them, and share their memory."""
    for one in READERS:
        if not suffixes.isdisjoint(one.suffixes):
            one.reader()
