"""A folder of results kept between builds, each under a key that says all that it was made from.

An entry is a digest of its key and its bytes, then its bytes: under another key it is none. Whatever is wrong with an
entry, or with the folder, is a miss; a folder that cannot be written to keeps nothing. Entries appear in one step, so a
build that is killed leaves no half of one.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Set
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.metadata import distributions
from importlib.resources.abc import Traversable
from io import FileIO
from pathlib import Path
from platform import python_version
from typing import NamedTuple

DIGEST = hashlib.sha256().digest_size
KINDS_OF_SOURCE = (".py", ".yaml", ".txt", ".gz")
"""What the package's rooms are made of: code and data."""


class StoredEntry(NamedTuple):
    """One entry: when it was last used (nanoseconds since 1970), its key and its bytes on disk."""

    used: int
    key: str
    size: int


@dataclass(frozen=True, slots=True)
class ByteStore:
    """Entries of at most ``largest`` bytes in ``folder``, by key, which is the name of their file.

    ``spare`` takes what cannot be kept there: a build may need it again, though the next one will not find it.
    """

    folder: Path
    largest: int = 512 * 2**20
    spare: Path | None = None

    def get(self, key: str) -> bytes | None:
        """The bytes under ``key``; None where there is no entry that can be trusted."""
        return self._found(key, _is_sealed)

    def put_content(self, data: bytes) -> str:
        """Keep ``data`` under a key that is made of it alone; the key."""
        key = key_of(data)
        self.put(key, data)
        return key

    def content(self, key: str) -> bytes | None:
        """The bytes that ``key`` was made of by :func:`key_of`; None where there are none, or others."""
        return self._found(key, _is_content)

    def _found(self, key: str, trusted: Check) -> bytes | None:
        data = self._read(f"{self.folder}/{key}", key, trusted)
        return self._read(f"{self.spare}/{key}", key, trusted) if data is None and self.spare else data

    def _read(self, path: str, key: str, trusted: Check) -> bytes | None:
        try:
            status = os.lstat(path)
            if not stat.S_ISREG(status.st_mode) or status.st_size > self.largest:
                return None
            with FileIO(path) as file:  # thousands in a build: no Path, no buffer
                data = memoryview(file.readall())
        except OSError:
            return None
        if not trusted(key, data[:DIGEST], data[DIGEST:]):
            return None
        with suppress(OSError):
            os.utime(path)  # used now: the oldest are forgotten first
        return bytes(data[DIGEST:])

    def holds(self, key: str) -> bool:
        """True if there is an entry under ``key``, which counts as a use; whether it can be trusted is seen when it is
        read."""
        path = f"{self.folder}/{key}"
        with suppress(OSError):
            if stat.S_ISREG(os.lstat(path).st_mode):
                with suppress(OSError):  # where it may only be read
                    os.utime(path)
                return True
        return False

    def put(self, key: str, data: bytes) -> None:
        """Keep ``data``. A full disk or a folder that may not be written to is no error here."""
        if not self._written(self._path(key), key, data) and self.spare:
            self._written(self.spare / key, key, data)

    def _written(self, path: Path, key: str, data: bytes) -> bool:
        unfinished = path.with_suffix(f".{os.getpid()}.new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(_seal(key, data) + data)
            unfinished.replace(path)
            return True
        except OSError:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
        return False

    def entries(self) -> list[StoredEntry]:
        """What lies here, most recently used first; what a killed build left unfinished is among it."""
        return sorted(self._lying(), reverse=True)

    def _lying(self) -> list[StoredEntry]:
        found = []
        with suppress(OSError), os.scandir(self.folder) as lying:
            for one in lying:
                with suppress(OSError):
                    if not one.is_dir():
                        status = one.stat(follow_symlinks=False)
                        found.append(StoredEntry(status.st_mtime_ns, one.name, status.st_size))
        return found

    def trim(
        self, most: int, used: Set[str] = frozenset(), since: int | None = None, most_bytes: int | None = None
    ) -> None:
        """Forget those that were not used for longest, beyond the ``most`` newest or ``most_bytes`` of them.

        Never one whose key is in ``used`` or that was used at ``since`` (nanoseconds) or later; these do not count.
        Nothing that is no entry is touched.
        """
        others = [one for one in self._lying() if one.key not in used and (since is None or one.used < since)]
        size = 0
        for number, one in enumerate(sorted(others, reverse=True)):
            size += one.size
            if number >= most or (most_bytes is not None and size > most_bytes):
                with suppress(OSError):
                    self._path(one.key).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / key


Check = Callable[[str, memoryview, memoryview], bool]
"""Whether what lies under a key, a seal and bytes, can be trusted."""


def _is_sealed(key: str, seal: memoryview, data: memoryview) -> bool:
    return _seal(key, data) == seal


def _is_content(key: str, seal: memoryview, data: memoryview) -> bool:
    """The key says as much of the bytes as the seal; but what has another seal would not be got."""
    return key_of(data) == key and _is_sealed(key, seal, data)


def _seal(key: str, data: bytes | memoryview) -> bytes:
    total = hashlib.sha256(key.encode() + b"\n")
    total.update(data)
    return total.digest()


def key_of(*parts: bytes | memoryview) -> str:
    """A key for all of ``parts``, in their order; no other parts give the same one."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.hexdigest()


@cache
def version_of(rooms: tuple[str, ...]) -> bytes:
    """What code and data the ``rooms`` of this package are made of, the interpreter and all installed libraries.

    Derived from the files themselves, so that no number has to be raised by hand when one of them changes.
    """
    package = resources.files(__package__ or "generator")
    total = hashlib.sha256(python_version().encode())
    for name in _libraries():
        total.update(name.encode() + b"\n")
    for room in rooms:
        for path, data in _sources(package.joinpath(room), room):
            total.update(f"{path} {len(data)}\n".encode() + data)
    return total.digest()


@cache
def _libraries() -> tuple[str, ...]:
    """Name and version of all that is installed."""
    told = (one.metadata for one in distributions())  # which is read anew each time that it is asked for
    return tuple(sorted(f"{one['Name']} {one['Version']}" for one in told))


def _sources(place: Traversable, path: str) -> Iterable[tuple[str, bytes]]:
    if place.is_file():
        if path.endswith(KINDS_OF_SOURCE):
            yield path, place.read_bytes()
        return
    for inner in sorted(place.iterdir(), key=lambda one: one.name):
        yield from _sources(inner, f"{path}/{inner.name}")
