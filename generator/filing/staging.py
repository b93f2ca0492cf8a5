"""Copies of what lies in zips and crawls, in a temporary folder, each for as long as it is read."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.filing.candidates import Candidate, Known, Part
from generator.filing.said import Said
from generator.filing.sidecars import compose
from generator.printable import printable
from generator.sources.belonging import FileBeside
from generator.sources.discover import SIDECAR_SUFFIX, Upload


@dataclass
class Stage:
    """The temporary folder. Files bear numbers there: no name from outside becomes a path."""

    folder: Path
    _count: int = 0

    def copy(
        self,
        shown: str,
        name: str,
        data: bytes,
        known: Known,
        *,
        sidecar: bytes | None = None,
        part: Part | None = None,
        told: tuple[Said, ...] = (),
        pages: Sequence[tuple[str, bytes | None]] = (),
    ) -> Candidate:
        """A candidate whose bytes are ``data``; ``name`` gives its suffix. ``sidecar`` came along with it, and so did
        further ``pages``, by name, None for those that did not."""
        own = self._room()
        suffix = PurePosixPath(name).suffix.lower()
        file = own / f"upload{suffix if suffix[1:].isalnum() and len(suffix) <= 17 else ''}"
        file.write_bytes(data)
        composed, said = compose(sidecar, known)
        beside = own / f"upload{SIDECAR_SUFFIX}"
        beside.write_bytes(composed)
        more = tuple(self._page(own, number, *page) for number, page in enumerate(pages, 2))
        upload = Upload(PurePosixPath(name).name or file.name, file, beside, beside=more)
        return Candidate(
            shown, upload, composed, known, True, brought_sidecar=sidecar is not None, part=part, told=(*told, *said)
        )

    def _page(self, own: Path, number: int, name: str, data: bytes | None) -> FileBeside:
        if data is None:
            return FileBeside(printable(name), None, trouble="missing")
        file = own / f"page{number}{PurePosixPath(name).suffix.lower()}"
        file.write_bytes(data)
        return FileBeside(printable(name), file)

    def sidecar(self, data: bytes) -> Path:
        """A file of its own for a sidecar that was composed for a file of somebody's."""
        beside = self._room() / f"upload{SIDECAR_SUFFIX}"
        beside.write_bytes(data)
        return beside

    def drop(self, candidate: Candidate) -> None:
        """Forget what was copied for ``candidate``."""
        for file in candidate.upload.files:
            if file.parent.parent == self.folder:
                shutil.rmtree(file.parent, ignore_errors=True)

    def _room(self) -> Path:
        self._count += 1
        own = self.folder / str(self._count)
        own.mkdir()
        return own
