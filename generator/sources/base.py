"""What every reader of a file format owes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.model.documents import Document, Source
from generator.model.doubts import Doubt, Loudness
from generator.model.pictures import PageImage
from generator.model.sidecars import Sidecar
from generator.model.spans import DecodedSpan
from generator.sources.names import picture_type


@dataclass(frozen=True, slots=True)
class Refused:
    """An upload that could not be read at all. It stays in content/ and is listed with its doubts."""

    source: Source
    doubts: tuple[Doubt, ...]
    keep: bool = False
    """The file is sound (a scan, a picture): its original is published although nothing was read."""
    more: tuple[Source, ...] = ()
    """Further files of the upload, of which the same holds."""


@dataclass(frozen=True, slots=True)
class Inside:
    """What a document gets of its pictures; all empty where that is nothing."""

    pictures: tuple[PageImage, ...] = ()
    recognised: tuple[DecodedSpan, ...] = ()
    engine: str = ""
    doubts: tuple[Doubt, ...] = ()
    taken: tuple[bytes, ...] = ()
    """The files that these are from."""


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file that is read with an upload: a page of it, or a picture that stands in it. ``name`` is its path as seen
    from the upload's folder; ``data`` is None where it is not read, which is told elsewhere."""

    name: str
    data: bytes | None

    def source(self, of: Source) -> Source:
        """It, as one of the files of the upload ``of``."""
        data = self.data or b""
        path = str(PurePosixPath(of.path).parent / self.name)
        return Source(path, hashlib.sha256(data).hexdigest(), picture_type(self.name), len(data), role="page")


def note(code: str, message: str, remedy: str) -> Doubt:
    """Something a reader left out, which an uploader should know and which takes nothing from what was read."""
    return Doubt(code, "sources", message, remedy, Loudness.NOTE)


ReadFile = Callable[[Source, bytes, Sidecar], Document | Refused]
"""Bytes to a document. Never raises on bad input: what cannot be read is Refused."""


ReadFiles = Callable[[Source, bytes, Sidecar, Sequence[OpenedFile]], Document | Refused]
"""The same with further files."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads files of a format; ``read_with`` where other files may belong to one of them."""

    read: ReadFile
    read_with: ReadFiles | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: the suffixes it goes by, its media type and what imports its reader."""

    suffixes: tuple[str, ...]
    media_type: str
    reader: Callable[[], Reader]
