"""The marker file in a site's folder: that we wrote it, how much it holds, and a lock while it is being written."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from generator.publish.switch import running

try:
    import fcntl
except ImportError:  # not POSIX
    fcntl = None  # type: ignore[assignment]

MARKER = ".gongkai"
"""Says that a folder is a site of ours and may be replaced. The host does not serve dotfiles."""

MARKER_TEXT = b"This folder is written by `gongkai build` and replaced as a whole by the next build.\n"

_HELD = re.compile(rb"^([a-z]+): ([0-9]{1,12})$", re.MULTILINE)
_MAX_BYTES = 4096


def marker_bytes(held: Mapping[str, int]) -> bytes:
    """The content of a site's marker; ``held`` counts things by kind (``reports``, ``pages``)."""
    return MARKER_TEXT + b"".join(b"%s: %d\n" % (kind.encode(), count) for kind, count in held.items())


def is_site(folder: Path) -> bool:
    """True for a folder that this program wrote, by the marker's content, not its name alone."""
    return _read(folder).startswith(MARKER_TEXT)


def held_by(site: Path) -> dict[str, int]:
    """How many things of each kind a site holds; those of earlier versions do not say it, and at least one report is
    looked for there."""
    held = {kind.decode(): int(count) for kind, count in _HELD.findall(_read(site))}
    if not held and is_site(site):
        held["reports"] = int(next(site.glob("region/**/report.json"), None) is not None)
    return held


def hold(folder: Path) -> int | None:
    """Lock a site that is being written, for as long as this process lives. The descriptor to close in the end."""
    if fcntl is None:
        return None
    descriptor = os.open(folder / MARKER, os.O_RDWR | os.O_CLOEXEC)
    with suppress(OSError):  # a file system without locks: the number of the process has to do
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return descriptor


def is_being_written(folder: Path, pid: int) -> bool:
    """True if the process that began ``folder`` still runs. Tested by its lock, since process numbers are reused."""
    if fcntl is None:
        return running(pid)
    try:
        descriptor = os.open(folder / MARKER, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return running(pid)  # killed, or about to write its marker
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return running(pid)
    finally:
        os.close(descriptor)
    return False


def _read(folder: Path) -> bytes:
    file = folder / MARKER
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return b""
        with file.open("rb") as opened:
            return opened.read(_MAX_BYTES)
    except OSError:
        return b""
