"""Files that lie on a disk, taken as they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.errors import GongkaiError
from generator.filing.candidates import Candidate, Known
from generator.filing.sidecars import compose
from generator.filing.staging import Stage
from generator.sources.discover import is_sidecar
from generator.sources.named import Folders, named_upload
from generator.sources.opening import read_plain_file
from generator.sources.plain_yaml import MAX_BYTES as MAX_SIDECAR


def from_file(file: Path, shown: str, known: Known, stage: Stage, folders: Folders | None = None) -> Candidate:
    """The file, with the sidecar beside it or a new one. Raises GongkaiError for links, sidecars and what is no plain
    file."""
    if _is_link(file):
        raise GongkaiError("this is a symbolic link", file=file, remedy="name the file itself")
    if is_sidecar(file.name):
        raise GongkaiError("this goes with a report", file=file, remedy="name the report, its sidecar comes along")
    upload = named_upload(file, folders)
    brought = read_bounded(upload.sidecar, MAX_SIDECAR) if upload.sidecar else None
    sidecar, told = compose(brought, known)
    if sidecar != brought:
        upload = replace(upload, sidecar=stage.sidecar(sidecar))
    return Candidate(shown, upload, sidecar, known, brought_sidecar=brought is not None, told=told)


def _is_link(file: Path) -> bool:
    try:
        return file.is_symlink()
    except (OSError, ValueError):
        return False


def read_bounded(file: Path, limit: int) -> bytes:
    """The bytes of a plain file. Raises GongkaiError."""
    try:
        return read_plain_file(file, limit)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        raise GongkaiError(f"cannot be read ({why})", file=file, remedy="check the file") from error
