"""What came of an upload."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.documents import Source
from generator.model.doubts import Attention
from generator.model.reports import Report


@dataclass(frozen=True, slots=True)
class UploadResult:
    """What came of one upload. ``original`` is None where its bytes are not to be published."""

    source: Source
    reports: tuple[Report, ...]
    attention: tuple[Attention, ...]
    original: bytes | None

    @property
    def keeps_back(self) -> bool:
        """A report was read, and its original is not to be seen."""
        return bool(self.reports) and self.original is None
