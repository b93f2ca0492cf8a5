"""One upload to its place in content/reports, by organ and year, with a sidecar of what the file does not say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

import yaml

from generator.errors import GongkaiError
from generator.model.doubts import Attention
from generator.reading.report import Reader
from generator.sources.discover import SIDECAR_SUFFIX, Upload, discover
from generator.workers import UploadResult, read_uploads

INBOX = "inbox"
"""Where uploads go whose organ or year is not known for sure."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of one file. ``path`` is relative to the reports folder; ``known`` is False for the inbox.

    ``already`` is True where the same bytes were there before, under ``path``; nothing was written then.
    """

    path: str
    known: bool
    already: bool
    attention: tuple[Attention, ...]


def add(file: Path, reports: Path, reader: Reader, *, source_url: str | None, today: date) -> Filed:
    """Copy ``file`` to where it belongs. Raises GongkaiError where it is not there or is no plain file."""
    if file.is_symlink() or not file.is_file():
        raise GongkaiError("not a file", file=file, remedy="name the file itself")
    data = file.read_bytes()
    beside = file.with_suffix(SIDECAR_SUFFIX)
    own = beside if beside.is_file() and not beside.is_symlink() and beside != file else None
    result = next(read_uploads((Upload(file.name, file, own),), reader, jobs=1))
    known = next(_same(data, reports), None)
    if known is not None:
        return Filed(known, True, True, result.attention)
    folder, name = _shelf(result)
    path = _free(reports / folder, name, file.suffix.lower())
    _write(path, data)
    sidecar = own.read_bytes() if own else _sidecar(file.name, source_url, today)
    _write(path.with_suffix(SIDECAR_SUFFIX), sidecar)
    return Filed(path.relative_to(reports).as_posix(), folder != INBOX, False, result.attention)


def _shelf(result: UploadResult) -> tuple[str, str]:
    """Folder and stem: ``110101/some-zhen`` and the year, or the inbox and the head of the checksum."""
    for report in result.reports:
        if report.organ.id and report.year is not None:
            return report.organ.id, str(report.year.value)
    return INBOX, result.source.sha256[:8]


def _same(data: bytes, reports: Path) -> Iterator[str]:
    """Uploads that hold the very same bytes."""
    digest = hashlib.sha256(data).digest()
    for upload in discover(reports).uploads if reports.is_dir() else ():
        if upload.file.stat().st_size == len(data) and hashlib.sha256(upload.file.read_bytes()).digest() == digest:
            yield upload.path


def _free(folder: Path, name: str, suffix: str) -> Path:
    """``2020.txt``, or ``2020-2.txt`` where 2020 is taken in whatever format."""
    for number in count(1):
        stem = name if number == 1 else f"{name}-{number}"
        if not any(folder.glob(f"{stem}.*")):
            return folder / f"{stem}{suffix}"
    raise AssertionError("count never ends")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:  # x: what is there is never overwritten
        file.write(data)


def _sidecar(received_as: str, source_url: str | None, today: date) -> bytes:
    known: Mapping[str, object] = {"received_as": received_as}
    if source_url is not None:
        known = {"source_url": source_url, "retrieved_on": today, **known}
    return yaml.safe_dump(dict(known), allow_unicode=True, sort_keys=False).encode()
