"""The pictures that a web page shows: those that stand in its addresses, and those that lie beside it. Nothing is ever
fetched."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from generator.model.documents import Source
from generator.model.doubts import Doubt, Loudness
from generator.printable import printable
from generator.sources.base import Inside, OpenedFile
from generator.sources.html.picture_names import names_beside
from generator.sources.names import is_picture, named, same_name
from generator.sources.pictures.inside import ENOUGH
from generator.sources.pictures.installed import engine

REMEDY = "请用浏览器“另存为”全部网页，连同图片的文件夹一起上传。"


@dataclass(frozen=True, slots=True)
class PagePictures:
    """``files`` are the pictures of a page, in order; ``missing`` names those that would lie beside it and do not."""

    files: tuple[bytes, ...]
    missing: tuple[str, ...]

    @staticmethod
    def of(addresses: Iterable[str], beside: Sequence[OpenedFile]) -> PagePictures:
        """The pictures at ``addresses``, as far as they stand there or lie ``beside`` the page."""
        there = {one.name: one.data for one in beside}
        files: list[bytes] = []
        missing: dict[str, None] = {}
        for address in addresses:
            if address.startswith("data:image/"):
                files += _embedded(address)
                continue
            names = [same_name(name) for name in names_beside(address)]
            data = next((found for name in names if (found := there.get(name)) is not None), None)
            if data is not None:
                files.append(data)
            elif names and is_picture(names[0]):
                missing[printable(names[0])] = None
        return PagePictures(tuple(files), tuple(missing))

    def doubts(self, tables: int) -> tuple[Doubt, ...]:
        """That pictures are missing, where they would be looked at: on a page that has so many ``tables``."""
        if not self.missing or tables >= ENOUGH or not engine():
            return ()
        message = f"网页里的图片 {named(self.missing)} 不在网页旁边，或无法读取；表格若是图片，就没有读到。"
        return (Doubt("picture_missing", "sources", message, REMEDY, Loudness.NOTE),)


def further(source: Source, beside: Sequence[OpenedFile], inside: Inside) -> Iterator[Source]:
    """Those files ``beside`` the page that something was read from, as files of its upload."""
    return (one.source(source) for one in beside if one.data in inside.taken)


def _embedded(address: str) -> Iterator[bytes]:
    """The picture that stands in ``address`` itself."""
    head, _, body = address.partition(",")
    if head.endswith(";base64"):
        with suppress(ValueError):
            yield b64decode("".join(body.split()))
