"""What every reader of a file format owes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.model.documents import Document, Source
from generator.model.doubts import Doubt, Loudness
from generator.model.pictures import PageImage
from generator.model.sidecars import Sidecar
from generator.model.spans import DecodedSpan


@dataclass(frozen=True, slots=True)
class Refused:
    """An upload that could not be read at all. It stays in content/ and is listed with its doubts."""

    source: Source
    doubts: tuple[Doubt, ...]
    keep: bool = False
    """The file is sound (a scan, a picture): its original is published although nothing was read."""


@dataclass(frozen=True, slots=True)
class Inside:
    """What a document gets of its pictures; all empty where that is nothing."""

    pictures: tuple[PageImage, ...] = ()
    recognised: tuple[DecodedSpan, ...] = ()
    engine: str = ""
    doubts: tuple[Doubt, ...] = ()


def note(code: str, message: str, remedy: str) -> Doubt:
    """Something a reader left out, which an uploader should know and which takes nothing from what was read."""
    return Doubt(code, "sources", message, remedy, Loudness.NOTE)


ReadFile = Callable[[Source, bytes, Sidecar], Document | Refused]
"""Bytes to a document. Never raises on bad input: what cannot be read is Refused."""


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: the suffixes it goes by, its media type and its reader."""

    suffixes: tuple[str, ...]
    media_type: str
    read: ReadFile
