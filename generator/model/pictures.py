"""What a program read from a picture, and the pages of a scan as they are published."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from generator.model.spans import DecodedSpan

PICTURE_TYPES = {"image/webp": ".webp", "image/png": ".png", "image/jpeg": ".jpg"}
"""Media types that pages of scans are published as, and the suffixes of their files."""


SCANS = "scans/"
"""The folder of the site in which pages of scans are."""


class PageImage(msgspec.Struct, frozen=True):
    """A page of a scan as it is published: drawn anew, straightened, so that nothing of the upload's metadata is in it.

    ``number`` counts from 1; ``width`` and ``height`` are in points (1/72 inch), as the boxes of ``Where`` are, which
    count from its top left corner. ``data`` is a picture of ``media_type``, one of ``PICTURE_TYPES``.
    """

    number: int
    width: float
    height: float
    data: bytes
    media_type: str

    def __post_init__(self) -> None:
        if self.number < 1 or self.width <= 0 or self.height <= 0:
            raise ValueError(f"not a page: {self.number}, {self.width} by {self.height}")
        if self.media_type not in PICTURE_TYPES:
            raise ValueError(f"not a picture that browsers show: {self.media_type}")

    @property
    def shown(self) -> ShownPage:
        """The page without its picture, as a report keeps it."""
        return ShownPage(self.number, self.width, self.height, hashlib.sha256(self.data).hexdigest(), self.media_type)


class ShownPage(msgspec.Struct, frozen=True):
    """A page of a scan, and under which hash its picture is published."""

    number: int
    width: float
    height: float
    sha256: str
    media_type: str

    @property
    def file(self) -> str:
        """The name of the picture's file: by its content, so that equal pages are one."""
        return f"{self.sha256[:32]}{PICTURE_TYPES[self.media_type]}"

    @property
    def url(self) -> str:
        return f"/{SCANS}{self.file}"


class Scan(msgspec.Struct, frozen=True):
    """What of a report comes out of pictures; all empty where nothing does."""

    recognised: tuple[DecodedSpan, ...] = ()
    """Stretches of the decoded text that a program read from pictures."""
    engine: str = ""
    """The program that did, and its models, with their versions."""
    pages: tuple[ShownPage, ...] = ()
    """The pages, whose pictures are published beside the report."""


NO_SCAN = Scan()


class Seen(msgspec.Struct, frozen=True):
    """How a cell of a picture was read. ``confidence`` is the lowest of its readings, 0 to 1.

    ``candidates`` are the texts of the independent readings, without repeats: one means that all of them agree, none
    that there is ink which nobody could read. ``empty`` is True where the ink proves that nothing stands in the cell;
    its candidates are ``("",)``. The cell's text is the first candidate, or "".
    """

    candidates: tuple[str, ...]
    confidence: float
    empty: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"not a confidence: {self.confidence}")
        if len(set(self.candidates)) != len(self.candidates):
            raise ValueError(f"repeated candidates: {self.candidates}")
        if self.empty != (self.candidates == ("",)):
            raise ValueError("empty goes with the one candidate that has no text")

    @property
    def text(self) -> str:
        """What the cell is taken to say: the first reading."""
        return self.candidates[0] if self.candidates else ""

    @property
    def agreed(self) -> bool:
        """True if all independent readings gave the same."""
        return len(self.candidates) == 1


def in_picture(span: DecodedSpan | None, recognised: Iterable[DecodedSpan]) -> bool:
    """True if ``span`` touches one of the ``recognised`` stretches; an empty one may stand at its edge."""
    return span is not None and any(one.contains(span) or one.overlaps(span) for one in recognised)
