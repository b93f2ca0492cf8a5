"""Errors that name file, place and remedy."""

from __future__ import annotations

from pathlib import Path


class GongkaiError(Exception):
    """Something a person has to mend. The message is one sentence; ``remedy`` says what to do."""

    def __init__(
        self, message: str, *, file: Path | str | None = None, place: str | None = None, remedy: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = str(file) if file is not None else None
        self.place = place
        self.remedy = remedy

    def __str__(self) -> str:
        where = ":".join(part for part in (self.file, self.place) if part)
        text = f"{where}: {self.message}" if where else self.message
        return f"{text} — {self.remedy}" if self.remedy else text


class LostEntryError(GongkaiError):
    """What was kept between the steps of a build, and was there a moment ago, cannot be opened: a build that trusts
    nothing that was kept mends it."""
