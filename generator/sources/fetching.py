"""Uploads become documents: their files are opened, and read by the reader of their format."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.model.documents import Document, Source
from generator.model.doubts import Attention, Doubt, Loudness
from generator.model.sidecars import Sidecar
from generator.printable import printable
from generator.sources.base import OpenedFile, Refused
from generator.sources.discover import MAX_BYTES, VANISHED, Upload, unreadable
from generator.sources.formats import READERS
from generator.sources.names import is_picture
from generator.sources.opening import TooLargeError, read_plain_file
from generator.sources.pictures.pages_unread import REPEATED, not_read, only_pictures, own_sidecar
from generator.sources.plain_yaml import MAX_BYTES as MAX_SIDECAR
from generator.sources.sidecars import read_sidecar, unread_sidecar
from generator.sources.withheld_words import Words
from generator.sources.withholding import withhold, withhold_of


@dataclass(frozen=True, slots=True)
class Fetched:
    """What lies in content/ for one upload, with the files ``beside`` it that belong to it. ``refused`` where its file
    could not be read; there are no bytes then."""

    data: bytes
    sidecar: Sidecar
    attention: tuple[Attention, ...]
    refused: Refused | None = None
    beside: tuple[OpenedFile, ...] = ()


def fetch(upload: Upload) -> Fetched:
    """The bytes of ``upload`` and its sidecar.

    A file that cannot be read any more is refused like any other; a sidecar that cannot be read keeps the original
    back, since it may ask for that.
    """
    sidecar, attention = _open_sidecar(upload)
    try:
        data = read_plain_file(upload.file, MAX_BYTES, follow=upload.follow)
    except TooLargeError:
        refused = _unread(upload, "too_large", f"文件超过 {MAX_BYTES // 2**20} MB。", "请只上传报告本身。")
    except FileNotFoundError:
        refused = _unread(upload, *VANISHED)
    except (OSError, ValueError) as error:
        refused = _unread(upload, *unreadable(error))
    else:
        beside, doubts = _open_beside(upload, sidecar, MAX_BYTES - len(data))
        attention += tuple(Attention(upload.path, doubt) for doubt in doubts)
        return Fetched(data, sidecar, attention, None, beside)
    return Fetched(b"", sidecar, attention, refused)


def _open_beside(upload: Upload, sidecar: Sidecar, room: int) -> tuple[tuple[OpenedFile, ...], list[Doubt]]:
    """The files beside ``upload``, all of them no larger than ``room``, and what is in doubt about them."""
    opened: list[OpenedFile] = []
    troubles: list[tuple[str, str]] = []
    for one in upload.beside:
        data, trouble = None, one.trouble
        if one.file is not None:
            try:
                data = read_plain_file(one.file, room)
                room -= len(data)
            except TooLargeError:
                trouble = "heavy"
            except FileNotFoundError:
                trouble = "missing"
            except (OSError, ValueError):
                trouble = "unreadable"
        if trouble not in REPEATED:
            opened.append(OpenedFile(one.name, data))
        troubles += [(one.name, trouble)] if trouble else []
    scan = is_picture(upload.file.name)  # of a web page, its own reader tells which pictures are missing
    doubts = list(not_read(troubles)) if scan else []
    own = [one.name for one in upload.beside if one.sidecar is not None]
    if own:
        doubts.append(own_sidecar(own))
    if sidecar.pages and not scan:
        doubts.append(only_pictures())
    return tuple(opened), doubts


def _open_sidecar(upload: Upload) -> tuple[Sidecar, tuple[Attention, ...]]:
    """What the sidecar says, and what those of further pages withhold."""
    sidecar, attention = _open_one_sidecar(upload.sidecar, upload.sidecar_path)
    for one in upload.beside:
        if one.sidecar is not None:
            own, wrong = _open_one_sidecar(one.sidecar, upload.path_of(one.sidecar))
            sidecar, attention = replace(sidecar, withhold=sidecar.withhold + own.withhold), attention + wrong
    return sidecar, attention


def _open_one_sidecar(file: Path | None, path: str | None) -> tuple[Sidecar, tuple[Attention, ...]]:
    if file is None or path is None:
        return Sidecar(), ()
    try:
        return read_sidecar(path, read_plain_file(file, MAX_SIDECAR))
    except TooLargeError:
        message, remedy = f"说明文件大于 {MAX_SIDECAR // 1024} KB，未读取。", "请只写所列的键。"
    except (OSError, ValueError) as error:
        _, message, remedy = unreadable(error)
        message = f"说明{message}"
    return unread_sidecar(path, message, remedy, keep_back=True)


def _unread(upload: Upload, code: str, message: str, remedy: str) -> Refused:
    source = Source(upload.path, "", "application/octet-stream", 0)
    return Refused(source, (Doubt(code, "sources", message, remedy, Loudness.REFUSED, passing=code == VANISHED[0]),))


def open_fetched(upload: Upload, fetched: Fetched) -> Document | Refused:
    """The document of ``upload``; refused where its file could not be read, or its reader refuses it."""
    if fetched.refused is not None:
        return withhold_of(fetched.refused, fetched.sidecar)
    return read_bytes(upload.path, upload.suffix, fetched.data, fetched.sidecar, fetched.beside)


def withheld_by(upload: Upload) -> Words:
    """What the sidecar of ``upload`` withholds, for where nothing else of it is read."""
    return Words.of(_open_sidecar(upload)[0])


def read_bytes(
    path: str, suffix: str, data: bytes, sidecar: Sidecar, beside: Sequence[OpenedFile] = ()
) -> Document | Refused:
    """``data`` read by the reader for ``suffix``, with the files ``beside`` it; refused where there is none."""
    known = next((format_ for format_ in READERS if suffix in format_.suffixes), None)
    source = Source(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=known.media_type if known else "application/octet-stream",
        size=len(data),
    )
    if known is None:
        suffixes = "、".join(s for format_ in READERS for s in format_.suffixes)
        doubt = Doubt(
            "unknown_format",
            "sources",
            f"还不能读取 {printable(suffix) or '没有扩展名的'} 文件。",
            f"请以 {suffixes} 上传文字版；原件可一并保留。",
            Loudness.REFUSED,
        )
        return withhold_of(Refused(source, (doubt,)), sidecar)
    reader = known.reader()
    if beside and reader.read_with is not None:
        document = reader.read_with(source, data, sidecar, beside)
    else:
        document = reader.read(source, data, sidecar)
    return withhold(document) if isinstance(document, Document) else withhold_of(document, sidecar)
