"""Writes uploads into content/reports and content/inbox, and knows what lies there. Nothing is ever overwritten."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from generator.errors import GongkaiError
from generator.filing.notes import is_note
from generator.filing.writing import write_new, write_over
from generator.sources.discover import MAX_BYTES, SIDECAR_SUFFIX, discover, is_sidecar
from generator.sources.inbox import NOTE_SUFFIX
from generator.sources.named import named_upload
from generator.sources.names import is_picture
from generator.sources.opening import read_plain_file

NewFile = tuple[Path, bytes]
PLAIN_SUFFIX = re.compile(r"\.\w{1,16}", re.ASCII)
"""What may become part of a path of ours."""


@dataclass
class Shelf:
    """Both folders, as they stand and as this run leaves them. With ``dry_run`` nothing is written, and everything is
    told as if it were.

    What is there is looked for by size first, so that of a large archive only few files are read.
    """

    reports: Path
    inbox: Path
    dry_run: bool = False
    _sizes: dict[int, list[Path]] | None = None
    _brought: dict[bytes, Path] = field(default_factory=dict)
    _names: dict[Path, dict[str, str]] = field(default_factory=dict)

    def same(self, data: bytes) -> Path | None:
        """A file that holds the very same bytes; one of content/reports before one of the inbox."""
        digest = hashlib.sha256(data).digest()
        known = self._brought.get(digest)
        if known is not None:
            return known
        if self._sizes is None:
            self._sizes = {}
            for path in self._standing():
                with suppress(OSError):
                    self._sizes.setdefault(path.stat().st_size, []).append(path)
        for path in self._sizes.get(len(data), ()):
            with suppress(OSError):  # it may be gone by now
                if hashlib.sha256(read_plain_file(path, MAX_BYTES)).digest() == digest:
                    return path
        return None

    def _standing(self) -> Iterator[Path]:
        for folder in (self.reports, self.inbox):
            for upload in discover(folder).uploads if folder.is_dir() else ():
                if folder == self.reports or not is_note(upload.file.name):
                    yield from (upload.file, *(one.file for one in upload.beside if one.file is not None))

    def is_waiting(self, path: Path) -> bool:
        """True for a file in the inbox."""
        return path.is_relative_to(self.inbox)

    def other_version(self, shelf: str, year: str) -> Path | None:
        """A file of the same organ and year; None where there is none."""
        folder = self.reports / shelf
        taken = self._taken(folder)
        stems = sorted(stem for stem in taken if re.fullmatch(rf"{year}(?:-\d+)?", stem))
        return folder / taken[stems[0]] if stems else None

    def place(self, folder: Path, name: str, suffix: str) -> Path:
        """``2020.txt``, or ``2020-2.txt`` where 2020 is taken in whatever format: both would share one sidecar."""
        plain = suffix.lower() if PLAIN_SUFFIX.fullmatch(suffix) else ""
        taken = self._taken(folder)
        for number in count(1):
            stem = name if number == 1 else f"{name}-{number}"
            if stem not in taken:
                taken[stem] = f"{stem}{plain}"
                return folder / f"{stem}{plain}"
        raise AssertionError("count never ends")

    def _taken(self, folder: Path) -> dict[str, str]:
        """What comes before the first point of the names in ``folder``, and one such name, that of an upload where
        there is one. Read once, since an inbox may hold thousands."""
        if folder not in self._names:
            names: dict[str, str] = {}
            with suppress(FileNotFoundError, NotADirectoryError):
                for path in folder.iterdir():
                    stem = path.name.partition(".")[0]
                    if stem not in names or not is_sidecar(path.name):
                        names[stem] = path.name
            self._names[folder] = names
        return self._names[folder]

    def put(
        self, path: Path, data: bytes, sidecar: bytes, note: bytes | None = None, beside: Sequence[NewFile] = ()
    ) -> None:
        """Write a file with what belongs ``beside`` it, or nothing at all. Raises GongkaiError."""
        beside = [(part, content) for part, content in beside if not self._stands(part, content)]
        for part, content in (*beside, (path, data)):
            self._brought[hashlib.sha256(content).digest()] = part
        if self.dry_run:
            return
        written: list[Path] = []
        # The sidecar first: it may ask for something to be withheld.
        parts = [(path.with_suffix(SIDECAR_SUFFIX), sidecar), *beside, (path, data)]
        if note is not None:
            parts.insert(0, (path.with_name(path.stem + NOTE_SUFFIX), note))
        try:
            for part, content in parts:
                write_new(part, content)
                written.append(part)
        except OSError as error:
            for part in written:
                part.unlink(missing_ok=True)
            remedy = "check the disk's space and the folder's permissions"
            raise GongkaiError(f"cannot be written ({error.strerror})", file=path.parent, remedy=remedy) from error

    def _stands(self, path: Path, data: bytes) -> bool:
        """Is the very same file there? Raises GongkaiError where another is."""
        try:
            if read_plain_file(path, MAX_BYTES) == data:
                return True
        except FileNotFoundError:
            return False
        except OSError:
            pass
        raise GongkaiError("another file of this name lies there", file=path, remedy="rename one of the two")

    def rewrite(self, path: Path, before: bytes | None, after: bytes) -> bool:
        """Put a longer sidecar in the place of ``before``; False where it is no longer that, or cannot be written."""
        if self.dry_run:
            return True
        try:
            if before is None:
                write_new(path, after)
            elif read_plain_file(path, MAX_BYTES) == before:
                write_over(path, after)
            else:
                return False
        except OSError:
            return False
        return True

    def forget(self, path: Path) -> None:
        """Take a file out of the inbox, with its sidecar, its note and its further pages: it was filed."""
        if not self.dry_run and self.is_waiting(path):
            pages = _pages_of(path)
            for part in (path, path.with_suffix(SIDECAR_SUFFIX), path.with_name(path.stem + NOTE_SUFFIX), *pages):
                with suppress(OSError):
                    part.unlink(missing_ok=True)

    def renote(self, path: Path, note: bytes) -> None:
        """Say anew why a file waits in the inbox."""
        if not self.dry_run and self.is_waiting(path):
            beside = path.with_name(path.stem + NOTE_SUFFIX)
            with suppress(OSError):
                if not beside.is_symlink():
                    beside.write_bytes(note)


def _pages_of(path: Path) -> tuple[Path, ...]:
    """The further pages of a picture. Those of a web page may be shown by others, too."""
    with suppress(GongkaiError):
        if is_picture(path.name):
            return tuple(one.file for one in named_upload(path).beside if one.file is not None)
    return ()
