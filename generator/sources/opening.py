"""Opens files that may have been changed, replaced or taken away since they were listed."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Without blocking: opening a named pipe would wait for somebody to write into it."""


class TooLargeError(OSError):
    """The file is larger than what it is to hold; it was not read."""


def read_plain_file(file: Path, limit: int, *, follow: bool = False) -> bytes:
    """All bytes of a plain file, read once from one opened file, so that they belong together.

    Raises OSError for what is no plain file (a folder, a pipe, a device, unless ``follow`` a link) or cannot be read,
    and TooLargeError for more than ``limit`` bytes, whatever the file said of its size.
    """
    descriptor = os.open(file, _FLAGS | (0 if follow else getattr(os, "O_NOFOLLOW", 0)))
    with os.fdopen(descriptor, "rb") as opened:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "not a plain file", str(file))
        if status.st_size > limit:
            raise TooLargeError(errno.EFBIG, os.strerror(errno.EFBIG), str(file))
        data = opened.read(limit + 1)
    if len(data) > limit:
        raise TooLargeError(errno.EFBIG, os.strerror(errno.EFBIG), str(file))
    return data


def is_plain_file(file: Path) -> bool:
    """True for a plain file itself, no link; False for all else, also where that cannot be told."""
    try:
        return stat.S_ISREG(file.lstat().st_mode)
    except (OSError, ValueError):
        return False
