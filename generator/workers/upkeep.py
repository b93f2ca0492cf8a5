"""The cache as a whole: what the last build used of it, what each store holds, and what is forgotten.

Every folder in it but the spare is a store of entries (see :mod:`generator.cache`); an entry's time is that of its last
use. A build notes when it began, so what is older was not used by it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec

from generator.cache import ByteStore
from generator.progress import Stage
from generator.publish.spare import Spare

try:
    import fcntl
except ImportError:  # not POSIX
    fcntl = None  # type: ignore[assignment]

BEGUN, LAST_BUILD = "begun", "last-build.json"
SCHEMA = "gongkai-last-build-1"
OTHERS_KEPT: Mapping[str, int] = {
    "records": 10_000,
    "digests": 10_000,
    "documents": 10_000,
    "rows": 10_000,
    "pages": 40_000,
    "sites": 16,
    "search": 0,
    "measures": 4,
    "ids": 4,
}
"""Entries of a store that are kept beside those that a build used: of other branches and folders of content.
In ``search`` earlier versions kept shards."""
OTHERS_AT_MOST = 10_000
"""... of a store that is not named there."""
OTHERS_BYTES = 2 * 2**30
"""... and how much they may hold in a store."""
MOST_PROBLEMS = 1000
"""Problems spelled out in what is noted of a build."""


@dataclass(frozen=True, slots=True)
class StoreStats:
    """What one store holds. ``used`` and ``used_size`` are of the last build, None where none is known.

    ``oldest`` is when its oldest entry was last used, in seconds since 1970; None in an empty store.
    """

    name: str
    entries: int
    size: int
    oldest: float | None
    used: int | None
    used_size: int | None


class _LastBuild(msgspec.Struct):
    begun: int


def begin(folder: Path) -> int:
    """Note that a build begins that keeps its results in ``folder``: its moment, by the clock of that file system."""
    mark = folder / BEGUN
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        mark.write_bytes(b"")
        return mark.stat().st_mtime_ns
    return 0


def note_build(folder: Path, begun: int, stages: Sequence[Stage], problems: Sequence[str]) -> None:
    """Note a build that is done, for people and for :func:`stats`: the stages with their times, the slowest items."""
    told = {
        "schema": SCHEMA,
        "begun": begun,
        "seconds": round(sum(stage.seconds for stage in stages), 3),
        "stages": [_stage_json(stage) for stage in stages],
        "problems": list(problems[:MOST_PROBLEMS]),
        "problems_in_all": len(problems),
    }
    data = msgspec.json.format(msgspec.json.encode(told), indent=1)
    unfinished = folder / f"{LAST_BUILD}.{os.getpid()}.new"
    with suppress(OSError):  # a full disk, or a folder that may not be written to
        unfinished.write_bytes(data + b"\n")
        unfinished.replace(folder / LAST_BUILD)


def _stage_json(stage: Stage) -> dict[str, object]:
    return {
        "name": stage.name,
        "counts": stage.counts,
        "unit": stage.unit,
        "done": stage.tally.done,
        "from_cache": stage.tally.known,
        "seconds": round(stage.seconds, 3),
        "usage": asdict(stage.usage),
        "slowest": [{"name": name, "seconds": round(seconds, 3)} for name, seconds in stage.tally.slowest],
    }


def last_begun(folder: Path) -> int | None:
    """When the last build that was done began; None where no build is known."""
    with suppress(OSError, msgspec.DecodeError, RecursionError):
        return msgspec.json.decode((folder / LAST_BUILD).read_bytes(), type=_LastBuild).begun or None
    return None


def spare_folder(folder: Path) -> Path:
    """Where the cache in ``folder`` has the site before the one that stands."""
    return folder / "spare"


def stores(folder: Path) -> dict[str, ByteStore]:
    """The stores in ``folder``, by name."""
    with suppress(OSError):
        folders = (path for path in folder.iterdir() if path.is_dir() and not path.is_symlink())
        inner = sorted(path for path in folders if path.name.partition(".")[0] != spare_folder(folder).name)
        return {path.name: ByteStore(path) for path in inner}
    return {}


def stats(folder: Path) -> tuple[StoreStats, ...]:
    """What each store in ``folder`` holds."""
    begun = last_begun(folder)
    return tuple(_stats(name, store, begun) for name, store in stores(folder).items())


def _stats(name: str, store: ByteStore, begun: int | None) -> StoreStats:
    entries = store.entries()
    used = None if begun is None else [one for one in entries if one.used >= begun]
    return StoreStats(
        name,
        len(entries),
        sum(one.size for one in entries),
        min((one.used / 1e9 for one in entries), default=None),
        None if used is None else len(used),
        None if used is None else sum(one.size for one in used),
    )


def bound(folder: Path, begun: int) -> None:
    """Forget what was used longest ago, beyond what may be kept beside the entries of the build since ``begun``."""
    for name, store in stores(folder).items():
        store.trim(OTHERS_KEPT.get(name, OTHERS_AT_MOST), since=begun, most_bytes=OTHERS_BYTES)


def prune(folder: Path, begun: int) -> None:
    """Forget all that the build since ``begun`` did not use, and the site before the one that stands."""
    for store in stores(folder).values():
        store.trim(0, since=begun)
    Spare(spare_folder(folder)).remove()


@contextmanager
def in_use(folder: Path | None, *, alone: bool = False) -> Iterator[bool]:
    """Within the block, builds use the cache in ``folder`` together, or one process changes it ``alone``.

    Gives False where that cannot be had now. Nothing is locked where there is no cache, or no such lock.
    """
    descriptor = _opened(folder)
    if descriptor is None or fcntl is None:
        yield True
        return
    try:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True
            fcntl.flock(descriptor, fcntl.LOCK_UN)
    finally:
        os.close(descriptor)


def _opened(folder: Path | None) -> int | None:
    if folder is not None:
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            return os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0), 0o644)
    return None
