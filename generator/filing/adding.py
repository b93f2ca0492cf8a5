"""Files one upload in content/reports by organ and year, with a sidecar for what the file does not state."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

import yaml

from generator.errors import GongkaiError
from generator.model.doubts import Attention
from generator.printable import printable
from generator.reading.reader import Reader
from generator.sources.discover import MAX_BYTES, SIDECAR_SUFFIX, Upload, discover, is_sidecar, named_upload
from generator.sources.opening import read_plain_file
from generator.sources.plain_yaml import MAX_BYTES as MAX_SIDECAR
from generator.workers import UploadResult, read_uploads

PLAIN_SUFFIX = re.compile(r"\.\w{1,16}", re.ASCII)
"""What may become part of a path of ours."""
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
    upload = _plain(file)
    data = _read(file, MAX_BYTES)
    sidecar = _read(upload.sidecar, MAX_SIDECAR) if upload.sidecar else _sidecar(file.name, source_url, today)
    result = next(read_uploads((upload,), reader, jobs=1))
    if result.source.sha256 not in ("", hashlib.sha256(data).hexdigest()):
        raise GongkaiError("the file changed while it was read", file=file, remedy="add it again")
    known = next(_same(data, reports), None)
    if known is not None:
        return Filed(known, True, True, result.attention)
    folder, name = _shelf(result)
    try:
        path = _free(reports / folder, name, file.suffix.lower() if PLAIN_SUFFIX.fullmatch(file.suffix) else "")
        beside = path.with_suffix(SIDECAR_SUFFIX)
        _write(beside, sidecar)  # first: it may ask for something to be withheld
        try:
            _write(path, data)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        remedy = "check the disk's space and the folder's permissions"
        raise GongkaiError(f"cannot be written ({error.strerror})", file=reports / folder, remedy=remedy) from error
    return Filed(path.relative_to(reports).as_posix(), folder != INBOX, False, result.attention)


def _plain(file: Path) -> Upload:
    """The upload at ``file``; links and sidecars are none."""
    if file.is_symlink():
        raise GongkaiError("this is a symbolic link", file=file, remedy="name the file itself")
    if is_sidecar(file.name):
        raise GongkaiError("this goes with a report", file=file, remedy="name the report, its sidecar comes along")
    return named_upload(file)


def _read(file: Path, limit: int) -> bytes:
    try:
        return read_plain_file(file, limit)
    except OSError as error:
        raise GongkaiError(f"cannot be read ({error.strerror})", file=file, remedy="check the file") from error


def _shelf(result: UploadResult) -> tuple[str, str]:
    """Folder and stem: ``110101/some-zhen`` and the year, or the inbox and the head of the checksum."""
    for report in result.reports:
        if report.organ.id and report.year is not None:
            return report.organ.id, str(report.year.value)
    return INBOX, result.source.sha256[:8] or "unread"


def _same(data: bytes, reports: Path) -> Iterator[str]:
    """Uploads that hold the very same bytes."""
    digest = hashlib.sha256(data).digest()
    for upload in discover(reports).uploads if reports.is_dir() else ():
        with suppress(OSError):  # it may be gone by now
            there = read_plain_file(upload.file, MAX_BYTES) if upload.file.stat().st_size == len(data) else b""
            if hashlib.sha256(there).digest() == digest:
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
        try:
            file.write(data)
            file.flush()
        except OSError:
            path.unlink(missing_ok=True)  # no half of an upload stays
            raise


def _sidecar(received_as: str, source_url: str | None, today: date) -> bytes:
    known: Mapping[str, object] = {"received_as": printable(received_as)}
    if source_url is not None:
        known = {"source_url": source_url, "retrieved_on": today, **known}
    return yaml.safe_dump(dict(known), allow_unicode=True, sort_keys=False).encode()
