"""Shards kept between builds, each under the digest of all that it is made from.

A shard is indexed again only if its key has changed.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from generator.cache import ByteStore
from generator.search.summary import ShardSummary

LONG_AGO = (1980, 1, 1, 0, 0, 0)
MOST = 64
"""Number of shards kept that the last build did not use: for other branches or folders of content."""
SUMMARY = "summary"
"""The member beside the shard's files."""
LARGEST = 512 * 2**20
"""Bytes of an entry, packed and unpacked: it is stored as it is. A shard of a thousand reports has 30 MB."""

_MEMBER = re.compile(r"(?!\.)[\w.-]+(?:/(?!\.)[\w.-]+)*", re.ASCII)
"""Paths below the shard's folder, as they are made here; none that leaves it."""


@dataclass(frozen=True, slots=True)
class Shard:
    """``files`` by path below the shard's folder (``summary.folder``), and what it tells of itself."""

    files: Mapping[str, bytes]
    summary: ShardSummary


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of shards. Unreadable or invalid entries, and an unusable folder, are treated as misses."""

    folder: Path

    def get(self, digest: str) -> Shard | None:
        data = self._entries.get(_key(digest))
        if data is None:
            return None
        try:
            return _unpacked(data)
        except (OSError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, RuntimeError, EOFError, MemoryError):
            return None  # RuntimeError: encrypted; NotImplementedError, one of its kind: packed in another way

    def put(self, digest: str, shard: Shard) -> None:
        """Keep ``shard``."""
        self._entries.put(_key(digest), _packed(shard))

    def trim(self, used: set[str]) -> None:
        """Forget the oldest shards beyond :data:`MOST`; never one that was ``used``."""
        self._entries.trim(MOST, {_key(digest) for digest in used})

    @property
    def _entries(self) -> ByteStore:
        return ByteStore(self.folder, LARGEST)


def _key(digest: str) -> str:
    return f"{digest}.zip"


def _packed(shard: Shard) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        summary = msgspec.json.encode(shard.summary, order="sorted")
        for name, data in sorted({**shard.files, SUMMARY: summary}.items()):
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), data)
    return buffer.getvalue()


def _require_own(members: Sequence[zipfile.ZipInfo]) -> None:
    if any(member.compress_type != zipfile.ZIP_STORED for member in members):
        raise ValueError("packed by somebody else")
    if sum(member.file_size for member in members) > LARGEST or len({m.filename for m in members}) < len(members):
        raise ValueError("larger than an entry, or one member twice")


def _unpacked(data: bytes) -> Shard:
    """Raises ValueError and what zipfile raises where this is not what :func:`_packed` makes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        _require_own(members)
        files = {member.filename: archive.read(member) for member in members}
    try:
        summary = msgspec.json.decode(files.pop(SUMMARY), type=ShardSummary)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError("no summary") from error
    if not all(_MEMBER.fullmatch(name) for name in files):
        raise ValueError("a member that leaves the folder")
    return Shard(files, summary)
