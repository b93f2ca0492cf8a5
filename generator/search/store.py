"""Shards kept between builds, each under the digest of all that it is made from.

An index is made anew only when what it holds has changed.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LONG_AGO = (1980, 1, 1, 0, 0, 0)
MOST = 64
"""So many shards that the last build did not use are kept: other branches, other folders of content."""
WORDS = "words"
"""The member beside the shard's files that tells how often each word occurs."""


@dataclass(frozen=True, slots=True)
class Shard:
    """``files`` by path below the shard's folder, and how often each word of the index occurs there."""

    files: Mapping[str, bytes]
    words: Mapping[str, int]

    @property
    def ids(self) -> set[str]:
        return {path for path in self.files if path.startswith("texts/")}


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of shards. What cannot be read there is as good as not there."""

    folder: Path

    def get(self, digest: str) -> Shard | None:
        try:
            with zipfile.ZipFile(self._path(digest)) as archive:
                files = {name: archive.read(name) for name in archive.namelist()}
            return Shard(files, json.loads(files.pop(WORDS)))
        except (OSError, zipfile.BadZipFile, KeyError, ValueError):
            return None

    def put(self, digest: str, shard: Shard) -> None:
        """Keeps ``shard``, in one step: a build that is killed leaves no half of it. A full disk is no error here."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            words = json.dumps(shard.words, ensure_ascii=False, sort_keys=True).encode()
            for name, data in sorted({**shard.files, WORDS: words}.items()):
                archive.writestr(zipfile.ZipInfo(name, LONG_AGO), data)
        path = self._path(digest)
        unfinished = path.with_suffix(f".{os.getpid()}.new")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(buffer.getvalue())
            unfinished.replace(path)
        except OSError:
            unfinished.unlink(missing_ok=True)

    def trim(self, used: set[str]) -> None:
        """Forgets the oldest shards beyond :data:`MOST`; never one that was ``used``."""
        kept = {self._path(digest) for digest in used}
        others = [path for path in self.folder.glob("*") if path not in kept] if self.folder.is_dir() else []
        others.sort(key=lambda path: (path.stat().st_mtime, path.name), reverse=True)
        for path in others[MOST:]:
            path.unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        return self.folder / f"{digest}.zip"
