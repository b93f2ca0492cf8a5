"""Files of a site that is being written: new bytes, or the same file of the site that stands.

Used by every process that writes. What it placed it tells, and the transactional writer (output.py) takes account of
that.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from generator.publish.standing import FILE_MODE, FOLDER_MODE, StandingSite, digest_of

UNMOVED: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class PlacedFile:
    """One file of a site: its path with forward slashes, its bytes' count and digest."""

    path: str
    size: int
    digest: str


def place(
    root: Path, path: str, data: bytes, standing: StandingSite | None = None, moved: Mapping[str, str] = UNMOVED
) -> PlacedFile:
    """Write ``data`` at ``path`` below ``root``, or link the file of the ``standing`` site that holds the same: there,
    or where ``moved`` tells that what has its digest may be. Raises OSError."""
    placed = PlacedFile(path, len(data), digest_of(data))
    if standing is not None and place_again(root, standing, placed, moved.get(placed.digest)):
        return placed
    file = root / path
    try:
        _write(file, data)
    except (NotADirectoryError, IsADirectoryError):
        _clear_way(root, file)
        _write(file, data)
    return placed


def _write(file: Path, data: bytes) -> None:
    make_folder(file.parent)
    try:
        with file.open("xb") as opened:
            opened.write(data)
        file.chmod(FILE_MODE)  # whatever the umask
    except FileExistsError:
        # Never written to: it may be a link to a file of the site that stands. And never taken away: another process
        # may be placing the page that two organs have in common at this very moment.
        fresh = _beside(file)
        try:
            fresh.write_bytes(data)
            fresh.chmod(FILE_MODE)
            fresh.replace(file)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.name}.{os.getpid()}")


def _clear_way(root: Path, file: Path) -> None:
    """Remove what lay where ``file`` is to be, a folder, or where a folder above it is to be, a file."""
    for above in file.relative_to(root).parents:
        if (root / above).is_file():
            (root / above).unlink()
    if file.is_dir():
        shutil.rmtree(file)


class Sink:
    """A file that is written from its beginning to its end, and its digest."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._total = hashlib.sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        return self._total.hexdigest()

    def write(self, data: bytes) -> int:
        self._total.update(data)
        self.size += len(data)
        return self._file.write(data)

    def flush(self) -> None:
        """Nothing is held back here."""


def place_written(
    root: Path, path: str, write: Callable[[Sink], None], standing: StandingSite | None = None
) -> PlacedFile:
    """As :func:`place`, for a file too large to be held in memory: ``write`` writes it. Raises OSError."""

    def write_file(file: Path) -> PlacedFile:
        with file.open("xb") as opened:
            sink = Sink(opened)
            write(sink)
        return PlacedFile(path, sink.size, sink.sha256)

    return _place_file(root, path, write_file, standing)


def place_made(root: Path, path: str, make: Callable[[Path], None], standing: StandingSite | None = None) -> PlacedFile:
    """As :func:`place_written`, for a file that is not written from its beginning to its end: ``make`` makes it at a
    path where there is none. Raises OSError."""

    def make_file(file: Path) -> PlacedFile:
        make(file)
        with file.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        return PlacedFile(path, file.stat().st_size, digest)

    return _place_file(root, path, make_file, standing)


def _place_file(root: Path, path: str, make: Callable[[Path], PlacedFile], standing: StandingSite | None) -> PlacedFile:
    file = root / path
    make_folder(file.parent)
    fresh = _beside(file)  # what lies at the path may be a link to a file of the site that stands
    placed = make(fresh)
    fresh.chmod(FILE_MODE)  # whatever the umask
    if standing is not None and place_again(root, standing, placed):
        fresh.unlink()
    else:
        fresh.replace(file)
    return placed


def place_again(root: Path, standing: StandingSite, placed: PlacedFile, at: str | None = None) -> bool:
    """Link the file of the standing site to its place below ``root``; False where it is not there as it was. ``at`` is
    where it is there, if not at the same path.

    True as well where it lies there already: since before the site was begun, or because another process has linked it,
    as a page about two organs' reports is placed with either.
    """
    if standing.lies(placed.path, placed.digest):
        return True
    at = at or placed.path
    if not standing.holds(at, placed.digest):
        return False
    there, file = f"{standing.root}/{at}", f"{root}/{placed.path}"
    try:
        try:
            os.link(there, file)
        except FileNotFoundError:  # its folder: one of ten files is the first in it
            make_folder(Path(file).parent)
            os.link(there, file)
    except FileExistsError:  # two organs have a page in common, or another one lay there
        return Path(file).samefile(there) or _linked_over(Path(there), Path(file))
    except OSError:  # a file system without links, or another one
        return False
    return True


def _linked_over(there: Path, file: Path) -> bool:
    """Put a link to ``there`` in the place of ``file``; False where that cannot be."""
    fresh = file.with_name(f"{file.name}.{os.getpid()}.link")  # what is written to be put here may lie beside it
    try:
        fresh.hardlink_to(there)
        fresh.replace(file)
    except OSError:
        return False
    finally:
        with suppress(OSError):  # where both were links to one file by now, neither is replaced
            fresh.unlink(missing_ok=True)
    return True


def make_folder(folder: Path) -> None:
    """Make ``folder`` and those above it that are missing, whatever the umask; others may do so at the same time."""
    try:
        folder.mkdir()
    except FileExistsError:
        return
    except FileNotFoundError:
        make_folder(folder.parent)
        make_folder(folder)
        return
    folder.chmod(FOLDER_MODE)
