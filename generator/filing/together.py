"""Files that go with an upload: further pages of its report, pictures of a web page. They are filed beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.errors import GongkaiError
from generator.filing.candidates import Candidate
from generator.filing.files import read_bounded
from generator.filing.shelf import PLAIN_SUFFIX, Shelf
from generator.filing.sidecars import with_pages
from generator.sources.discover import MAX_BYTES
from generator.sources.names import is_picture
from generator.workers.results import UploadResult


@dataclass(frozen=True, slots=True)
class Together:
    """The bytes of an upload and of what goes with it, each with the place of that among ``upload.beside``."""

    data: bytes
    beside: Sequence[tuple[int, bytes]] = ()

    def held(self, shelf: Shelf) -> Path | None:
        """Where the very same bytes lie; None where not all of them do."""
        there = shelf.same(self.data)
        return there if all(shelf.same(data) is not None for _, data in self.beside) else None


def opened(one: Candidate, data: bytes, result: UploadResult) -> Together:
    """The bytes that were read with ``data``, those of ``one`` itself. Raises GongkaiError where they are others by
    now, and where a page has a sidecar of its own, which nothing would be left of."""
    read = {file.sha256 for file in result.more}
    beside: list[tuple[int, bytes]] = []
    for place, file in enumerate(one.upload.beside):
        if file.sidecar is not None:
            remedy = f"move what it says into the sidecar of {one.upload.file.name}"
            raise GongkaiError("a further page has a sidecar of its own", file=file.sidecar, remedy=remedy)
        if file.file is not None:
            found = read_bounded(file.file, MAX_BYTES)
            if result.reports and hashlib.sha256(found).hexdigest() not in read:
                raise GongkaiError("the file changed while it was read", file=file.file, remedy="add it again")
            beside.append((place, found))
    return Together(data, beside)


def placed(one: Candidate, path: Path, together: Together) -> tuple[bytes, list[tuple[Path, bytes]]]:
    """The sidecar that ``one`` gets at ``path``, and where what goes with it is put: pages are called as their report
    is, pictures of a web page as the page calls them."""
    if not one.upload.beside or not is_picture(path.name):
        return one.sidecar, [(path.parent / one.upload.beside[at].name, data) for at, data in together.beside]
    names = [file.name for file in one.upload.beside]
    for at, _ in together.beside:
        suffix = PurePosixPath(names[at]).suffix.lower()
        names[at] = f"{path.stem}-p{at + 2}{suffix if PLAIN_SUFFIX.fullmatch(suffix) else ''}"
    files = [(path.parent / names[at], data) for at, data in together.beside]
    return with_pages(one.sidecar, names, str(path)), files
