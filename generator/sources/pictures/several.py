"""Several files of pictures that are one report: which of them can be looked at, and how their pages are numbered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model.doubts import Doubt
from generator.sources.base import OpenedFile
from generator.sources.pictures.headers import LEAST_SIDE, PictureError, checked_sizes, picture_kind
from generator.sources.pictures.pages_unread import not_read
from generator.sources.pictures.run import Looked


def sound_pages(more: Sequence[OpenedFile], room: int) -> tuple[list[OpenedFile], list[Doubt]]:
    """``more`` without the bytes of those that are not to be decoded, and the doubts about these; there is ``room`` for
    so many pictures."""
    troubles = list(_troubles(more, room))
    pairs = list(zip(more, troubles, strict=True))
    sound = [OpenedFile(one.name, None if trouble else one.data) for one, trouble in pairs]
    return sound, list(not_read((one.name, trouble) for one, trouble in pairs if trouble))


def _troubles(more: Sequence[OpenedFile], room: int) -> Iterator[str]:
    """Why each of ``more`` is not to be decoded; "" where it is, or where that was told."""
    for one in more:
        trouble = ""
        if one.data is not None:
            trouble, count = _checked(one.data)
            if not trouble and count > room:
                trouble = "many"
            room -= 0 if trouble else count
        yield trouble


def _checked(data: bytes) -> tuple[str, int]:
    """What is wrong with a file of pictures, and how many there are in it."""
    if picture_kind(data) is None:
        return "no_picture" if data.strip() else "empty", 0
    try:
        sizes = checked_sizes(data)
    except PictureError as error:
        return str(error), 0
    return "small" if min(min(size) for size in sizes) < LEAST_SIDE else "", len(sizes)


@dataclass(frozen=True, slots=True)
class Whole:
    """The files of one report in order; those that are not read have no bytes."""

    files: Sequence[OpenedFile]

    @property
    def given(self) -> tuple[bytes, ...]:
        """What is to be looked at."""
        return tuple(one.data for one in self.files if one.data is not None)

    def numbered(self, pages: Sequence[Looked]) -> dict[int, Looked]:
        """What was seen in ``given`` by the numbers of pages in the whole. A file in which nothing was seen counts as a
        page."""
        by_file: dict[int, list[Looked]] = {}
        for page in pages:
            by_file.setdefault(page.file, []).append(page)
        found: dict[int, Looked] = {}
        number, places = 1, iter(range(len(self.files)))
        for one in self.files:
            own = by_file.get(next(places), []) if one.data is not None else []
            found |= dict(enumerate(own, number))
            number += max(1, len(own))
        return found

    def undecoded(self, pages: Iterable[Looked]) -> Iterator[Doubt]:
        """The doubts about files that looked sound, and of which nothing came."""
        seen = {page.file for page in pages}
        names = [one.name for one in self.files if one.data is not None]
        return not_read((name, "broken") for place, name in enumerate(names) if place not in seen)


def runs(pages: Mapping[int, Looked]) -> list[dict[int, Looked]]:
    """``pages`` parted where one is missing: no table goes on over what nobody saw."""
    found: list[dict[int, Looked]] = []
    for number, page in pages.items():
        if number - 1 not in pages:
            found.append({})
        found[-1][number] = page
    return found
