"""Copies of what lies in zips and crawls, in a temporary folder, each for as long as it is read."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.filing.candidates import Candidate, Known, Part
from generator.filing.said import Said
from generator.filing.sidecars import compose
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
    ) -> Candidate:
        """A candidate whose bytes are ``data``; ``name`` gives its suffix. ``sidecar`` came along with it."""
        own = self._room()
        suffix = PurePosixPath(name).suffix.lower()
        file = own / f"upload{suffix if suffix[1:].isalnum() and len(suffix) <= 17 else ''}"
        file.write_bytes(data)
        composed, more = compose(sidecar, known)
        beside = own / f"upload{SIDECAR_SUFFIX}"
        beside.write_bytes(composed)
        upload = Upload(PurePosixPath(name).name or file.name, file, beside)
        return Candidate(
            shown, upload, composed, known, True, brought_sidecar=sidecar is not None, part=part, told=(*told, *more)
        )

    def sidecar(self, data: bytes) -> Path:
        """A file of its own for a sidecar that was composed for a file of somebody's."""
        beside = self._room() / f"upload{SIDECAR_SUFFIX}"
        beside.write_bytes(data)
        return beside

    def drop(self, candidate: Candidate) -> None:
        """Forget what was copied for ``candidate``."""
        for file in (candidate.upload.file, candidate.upload.sidecar):
            if file is not None and file.parent.parent == self.folder:
                shutil.rmtree(file.parent, ignore_errors=True)

    def _room(self) -> Path:
        self._count += 1
        own = self.folder / str(self._count)
        own.mkdir()
        return own
