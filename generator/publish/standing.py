"""The site that stands, and whether its files and folders are as they were left."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

FILE_MODE, FOLDER_MODE = 0o644, 0o755
PLAIN = stat.S_IFREG | FILE_MODE
"""The mode of a file as we write it."""


@dataclass(frozen=True, slots=True)
class StandingFile:
    """A file of the site that stands, as it was when it was written: its digest, bytes and time of change."""

    digest: str
    size: int
    changed: int

    def is_untouched(self, status: os.stat_result) -> bool:
        """True if a file of this ``status`` is this one, by its time as well."""
        return status.st_mtime_ns == self.changed and status.st_size == self.size and _is_plain(status)


@dataclass(frozen=True, slots=True)
class StandingSite:
    """The site that stands, and what is known of its files from the build that wrote it."""

    root: Path
    files: Mapping[str, StandingFile] = field(default_factory=dict)
    lying: Mapping[str, StandingFile] = field(default_factory=dict)
    """What lay in the site that is being written before it was begun (:mod:`.spare`)."""
    _folders: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)
    """What was found out by :meth:`_is_inside`."""

    def lies(self, path: str, digest: str) -> bool:
        """True if what has ``digest`` lay at ``path`` before."""
        known = self.lying.get(path)
        return known is not None and known.digest == digest

    def holds(self, path: str, digest: str) -> bool:
        """True if the file at ``path`` still is what was written there, and that has ``digest``."""
        known = self.files.get(path)
        if known is None or known.digest != digest:
            return False
        with suppress(OSError):
            inside = self._is_inside(path.rpartition("/")[0])
            return inside and self.is_as_written(path, known, os.lstat(f"{self.root}/{path}"))
        return False

    def _is_inside(self, folder: str) -> bool:
        """False if ``folder``, or one above it, is a link: what is there is another's, who may write to it at any
        time. Raises OSError."""
        if not folder:
            return True
        inside = self._folders.get(folder)
        if inside is None:
            is_folder = stat.S_ISDIR(os.lstat(f"{self.root}/{folder}").st_mode)
            inside = self._folders[folder] = is_folder and self._is_inside(folder.rpartition("/")[0])
        return inside

    def is_as_written(self, path: str, known: StandingFile, status: os.stat_result) -> bool:
        """True if the file at ``path``, of this ``status``, is what is ``known`` of it. Raises OSError."""
        if known.is_untouched(status):
            return True
        # A site that was restored from elsewhere may have lost the times of its files.
        alike = status.st_size == known.size and _is_plain(status)
        return alike and digest_of((self.root / path).read_bytes()) == known.digest


def _is_plain(status: os.stat_result) -> bool:
    return os.name != "posix" or status.st_mode == PLAIN


def is_plain_folder(status: os.stat_result) -> bool:
    """True if a folder of this ``status`` has the mode that we give to folders."""
    return os.name != "posix" or status.st_mode == stat.S_IFDIR | FOLDER_MODE


def digest_of(data: bytes) -> str:
    """The SHA-256 of ``data`` in hex, as it is published in lists of checksums."""
    return hashlib.sha256(data).hexdigest()
