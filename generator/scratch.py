"""Temporary folders for other programs; those of killed processes are removed by the next run."""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import GongkaiError

try:
    import fcntl
except ImportError:  # not POSIX
    fcntl = None  # type: ignore[assignment]

_NAME = re.compile(r"gongkai-[a-z]+-(\d+)-\w+")
"""As :func:`scratch_folder` makes them, with the number of the process."""
REMEDY = "make room there, or name another folder in TMPDIR"


@contextmanager
def scratch_folder(purpose: str) -> Iterator[Path]:
    """A fresh folder, removed in the end. ``purpose`` is a word that is part of its name.

    Raises GongkaiError where no temporary folder can be written to, also when it fills while the block runs.
    """
    try:
        parent = Path(tempfile.gettempdir())
        _clear_leftovers(parent)
        folder = Path(tempfile.mkdtemp(prefix=f"gongkai-{purpose}-{os.getpid()}-", dir=parent))
    except OSError as error:
        message = f"there is no temporary folder to write to ({error.strerror})"
        raise GongkaiError(message, file=tempfile.tempdir, remedy=REMEDY) from error
    lock = _hold(folder)
    try:
        yield folder
    except BrokenPipeError:  # no file breaks so: it is whom the block tells of its work
        raise
    except OSError as error:
        if not str(error.filename or folder).startswith(str(folder)):
            raise
        raise GongkaiError(f"cannot be written ({error.strerror})", file=folder, remedy=REMEDY) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _clear_leftovers(parent: Path) -> None:
    for path in sorted(parent.glob("gongkai-*")):
        match = _NAME.fullmatch(path.name)
        if match and _is_mine(path) and not _is_running(int(match[1])) and not _is_held(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_mine(path: Path) -> bool:
    """A folder of this user, no link: anybody may write into the temporary folder."""
    try:
        status = path.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and (not hasattr(os, "geteuid") or status.st_uid == os.geteuid())


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _is_held(folder: Path) -> bool:
    """Numbers of processes tell nothing of those in other containers that share the folder; locks do."""
    lock = _hold(folder)
    if lock is not None:
        os.close(lock)
    return lock is None and fcntl is not None


def _hold(folder: Path) -> int | None:
    """Lock ``folder`` until the descriptor is closed or this process ends; what it starts does not inherit it.

    None where that cannot be, since another process holds it or the file system knows no locks.
    """
    if fcntl is None:
        return None
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor
