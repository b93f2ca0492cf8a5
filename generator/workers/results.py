"""The result of reading an upload."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.model.documents import Source
from generator.model.doubts import Attention
from generator.model.pictures import PageImage
from generator.model.reports import Report


@dataclass(frozen=True, slots=True)
class UploadResult:
    """The result of reading one upload. ``original`` is None if its bytes are not to be published.

    ``pictures`` are the pages of a scan, published beside its reports. ``more`` are further files of the upload, which
    are published as that is.
    """

    source: Source
    reports: tuple[Report, ...]
    attention: tuple[Attention, ...]
    original: bytes | None
    pictures: tuple[PageImage, ...] = ()
    more: tuple[Source, ...] = ()

    @property
    def record(self) -> UploadResult:
        """What is kept of it: all but what is kept by itself."""
        return replace(self, original=None, pictures=())

    @property
    def files(self) -> tuple[Source, ...]:
        """All files of the upload."""
        return (self.source, *self.more)

    @property
    def keeps_back(self) -> bool:
        """True if a report was read whose original is not to be published."""
        return bool(self.reports) and self.original is None
