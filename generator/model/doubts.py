"""Doubts: what could not be read in an upload, where, and what would help."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.model.spans import DecodedSpan


class Loudness(StrEnum):
    """How far correct data can still be given in spite of a doubt."""

    NOTE = "note"
    """Nothing is lost; a reader may want to know."""
    WARNING = "warning"
    """Something was refused; everything that is published is right."""
    REFUSED = "refused"
    """The upload as a whole could not be used; it is kept and listed. Makes ``--strict`` fail."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What **we** could not do; never a statement about the report's own figures.

    ``code`` is stable and machine-readable, ``stage`` the room that met the trouble,
    ``message`` says what it was, ``remedy`` what the uploader can do. ``span`` is in the decoded text.
    ``passing``: it need not come again, since a process, time or memory came to an end, or a fault of ours met it.
    """

    code: str
    stage: str
    message: str
    remedy: str
    loudness: Loudness = Loudness.WARNING
    span: DecodedSpan | None = None
    passing: bool = False


@dataclass(frozen=True, slots=True)
class Attention:
    """One line of the page of uploads that need attention: a file, the place in it, what to do.

    ``original`` is the sha256 under which the file is published although nothing in it could be read, else "".
    """

    path: str
    doubt: Doubt
    line: int | None = None
    original: str = ""
