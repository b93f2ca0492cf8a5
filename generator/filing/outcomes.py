"""What became of the files that were brought."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from generator.errors import GongkaiError
from generator.filing.candidates import Reason
from generator.filing.said import Said
from generator.model.doubts import Attention


class Fate(StrEnum):
    """What became of a file."""

    FILED = "filed"
    VERSION = "version"
    ALREADY = "already"
    INBOX = "inbox"
    WAITING = "waiting"
    PARTED = "parted"
    JOINED = "joined"
    REFUSED = "refused"
    FAILED = "failed"
    REMARK = "remark"
    """Nothing: a line about a whole archive or crawl."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, and all that is to be told of it. ``path`` is where it lies, or would."""

    shown: str
    fate: Fate
    path: Path | None = None
    beside: Path | None = None
    """The version that was there."""
    identity: tuple[Said, ...] = ()
    reasons: tuple[Reason, ...] = ()
    told: tuple[Said, ...] = ()
    attention: tuple[Attention, ...] = ()
    count: int = 0
    """Parts, or pages."""
    error: GongkaiError | None = None
