"""What all that make files of a site are given: where to put them, and what is known of earlier ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from generator.cache import ByteStore
from generator.pages.site import Site
from generator.publish.placing import UNMOVED, PlacedFile, place, place_again
from generator.publish.render import Renderer
from generator.publish.standing import StandingSite
from generator.workers.coding import decoded
from generator.workers.digests import Records

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MakingContext:
    """What the making of any file needs.

    ``site`` has an empty archive until all reports are checked. ``documents`` is where what search knows of a report is
    put, ``rows`` where its lines for data files are. ``kept`` are results of earlier builds, None where nothing is
    kept; ``recipe`` is all that they depend on besides what they are made of.
    """

    site: Site
    templates: Path
    root: Path
    records: Records
    standing: StandingSite
    documents: ByteStore
    rows: ByteStore
    kept: ByteStore | None = None
    recipe: bytes = b""
    trusting: bool = True
    """Whether what is there in a store is taken for whole until somebody opens it; else it is opened to see."""

    def known(self, key: str, decoder: msgspec.msgpack.Decoder[T]) -> tuple[bytes, T] | None:
        """What an earlier build kept under ``key``, as bytes and decoded; None where there is none of this time."""
        data = self.kept.get(key) if self.kept is not None else None
        found = decoded(data, decoder)
        return None if data is None or found is None else (data, found)

    def kept_text(self, key: str) -> str:
        """The text that an earlier build kept under ``key``; "" where there is none."""
        data = self.kept.get(key) if self.kept is not None else None
        return data.decode("ascii", "replace") if data else ""

    def keep(self, key: str, data: bytes) -> None:
        """Keep ``data`` for the next build."""
        if self.kept is not None:
            self.kept.put(key, data)

    def there(self, store: ByteStore, key: str) -> bool:
        """Whether ``store`` holds what ``key`` was made of."""
        return store.holds(key) if self.trusting else store.content(key) is not None

    def place(self, path: str, data: bytes, moved: Mapping[str, str] = UNMOVED) -> PlacedFile:
        """Write a file of the site, or link it where it stands already (see :func:`place`). Raises OSError."""
        return place(self.root, path, data, self.standing, moved)

    def place_again(self, files: Iterable[PlacedFile]) -> bool:
        """Link files of the standing site; False where one of them is not there as it was."""
        return all(place_again(self.root, self.standing, file) for file in files)


@cache
def renderer(templates: Path) -> Renderer:
    """The renderer of a folder of templates: one a process, so that templates are compiled once."""
    return Renderer(templates)
