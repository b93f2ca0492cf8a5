"""Uploads become documents: one reader a file format, registered here and nowhere else."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from generator.model.documents import Document, Source
from generator.model.doubts import Attention, Doubt, Loudness
from generator.model.sidecars import Sidecar
from generator.sources.base import Format, Refused
from generator.sources.discover import Upload
from generator.sources.docx import read_docx
from generator.sources.html import read_html
from generator.sources.images import read_image
from generator.sources.office import read_office, read_with_macros
from generator.sources.pdf import read_pdf
from generator.sources.plain_text import read_plain_text
from generator.sources.sidecars import read_sidecar
from generator.sources.withholding import withhold
from generator.sources.xlsx import read_xlsx

READERS: tuple[Format, ...] = (
    Format((".txt",), "text/plain", read_plain_text),
    Format((".md", ".markdown"), "text/markdown", read_plain_text),
    Format((".html", ".htm"), "text/html", read_html),
    Format((".pdf",), "application/pdf", read_pdf),
    Format((".docx",), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", read_docx),
    Format((".xlsx",), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", read_xlsx),
    Format((".doc",), "application/msword", read_office),
    Format((".wps",), "application/vnd.ms-works", read_office),
    Format((".rtf",), "application/rtf", read_office),
    Format((".odt",), "application/vnd.oasis.opendocument.text", read_office),
    Format((".xls", ".et"), "application/vnd.ms-excel", read_office),
    Format((".ods",), "application/vnd.oasis.opendocument.spreadsheet", read_office),
    Format((".docm",), "application/vnd.ms-word.document.macroenabled.12", read_with_macros),
    Format((".xlsm",), "application/vnd.ms-excel.sheet.macroenabled.12", read_with_macros),
    Format((".png",), "image/png", read_image),
    Format((".jpg", ".jpeg"), "image/jpeg", read_image),
    Format((".gif",), "image/gif", read_image),
    Format((".bmp",), "image/bmp", read_image),
    Format((".tif", ".tiff"), "image/tiff", read_image),
    Format((".webp",), "image/webp", read_image),
)


def open_upload(upload: Upload) -> tuple[Document | Refused, bytes, tuple[Attention, ...]]:
    """The document of ``upload``, its bytes, and what is wrong with its sidecar."""
    data = upload.file.read_bytes()
    sidecar = Sidecar()
    attention: tuple[Attention, ...] = ()
    if upload.sidecar is not None:
        beside = upload.path.removesuffix(upload.file.suffix) + upload.sidecar.suffix
        sidecar, attention = read_sidecar(beside, upload.sidecar.read_bytes())
    return read_bytes(upload.path, upload.suffix, data, sidecar), data, attention


def read_bytes(path: str, suffix: str, data: bytes, sidecar: Sidecar) -> Document | Refused:
    """``data`` read by the reader for ``suffix``; refused where there is none."""
    known = next((format for format in READERS if suffix in format.suffixes), None)
    source = Source(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=known.media_type if known else "application/octet-stream",
        size=len(data),
    )
    if known is None:
        suffixes = "、".join(s for format in READERS for s in format.suffixes)
        doubt = Doubt(
            "unknown_format",
            "sources",
            f"还不能读取 {suffix or '没有扩展名的'} 文件。",
            f"请以 {suffixes} 上传文字版；原件可一并保留。",
            Loudness.REFUSED,
        )
        return Refused(source, (doubt,))
    document = known.read(source, data, sidecar)
    if isinstance(document, Document):
        return withhold(document)
    # Nobody can tell whether what is to be withheld stands in a picture.
    return replace(document, keep=document.keep and not sidecar.withhold)
