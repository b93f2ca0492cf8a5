"""The one door to the site: a build is written beside the old site and takes its place in one step.

The fresh folder is a sibling of the target (``site.new-<pid>-…``), so the last step is a rename within one
file system. Whatever happens before it, a crash included, the old site stays as it was; what a dead run left
behind is cleared by the next one.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import unicodedata
from pathlib import Path
from types import TracebackType

from generator.errors import GongkaiError
from generator.publish.switch import exchange, running

MARKER = ".gongkai"
"""Says that a folder is a site of ours and may be replaced. The host does not serve dotfiles."""

MARKER_TEXT = b"This folder is written by `gongkai build` and replaced as a whole by the next build.\n"

FILE_MODE, FOLDER_MODE = 0o644, 0o755

_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\]")


class Output:
    """A site being written; a context manager that publishes on success and discards on error.

    ``root`` is the folder the files are in until then (checks of the finished whole read it there).
    ``count`` and ``size`` tell how many files and bytes were written.

    Raises :class:`GongkaiError` for a target that is not ours to replace, for a path that leaves the
    folder, for a second writer of one path and where the disk refuses.
    """

    def __init__(self, target: Path) -> None:
        self.target = target.resolve()
        self.count = 0
        self.size = 0
        self._written: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        self._root: Path | None = None

    @property
    def root(self) -> Path:
        if self._root is None:
            raise RuntimeError("the output is not open")
        return self._root

    def __enter__(self) -> Output:
        _restore(self.target)
        _require_ours(self.target)
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            _clear_leftovers(self.target)
            fresh = tempfile.mkdtemp(prefix=f"{self.target.name}.new-{os.getpid()}-", dir=self.target.parent)
            self._root = Path(fresh)
            self._root.chmod(FOLDER_MODE)
            _write_file(self._root / MARKER, MARKER_TEXT)
        except OSError as error:
            raise _refused(self.target.parent, error) from error
        return self

    def write(self, path: str, data: bytes) -> None:
        """Write one file; ``path`` is relative, with forward slashes: ``year/2020/index.html``."""
        key = self._claim(path)
        file = self.root / path
        try:
            if "/" in path:
                self._make_folder(file.parent)
            _write_file(file, data)
        except OSError as error:
            raise _refused(path, error) from error
        self._written[key] = path
        self.count += 1
        self.size += len(data)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        root, self._root = self.root, None
        if kind is not None:
            _remove(root)
            return
        try:
            _switch(root, self.target)
        except OSError as failure:
            _remove(root)
            raise _refused(self.target, failure) from failure

    def _claim(self, path: str) -> str:
        """The key under which ``path`` is unique, also on file systems that ignore case."""
        segments = path.split("/")
        if _FORBIDDEN.search(path) or any(part in ("", ".", "..") for part in segments):
            raise GongkaiError(
                "this path would leave the site's folder or is not a plain one",
                file=repr(path),
                remedy="use a relative path with forward slashes and without '..'",
            )
        key = _fold(path)
        if key in self._written or path == MARKER:
            raise GongkaiError(
                "two writers claim this path",
                file=path,
                place=self._written.get(key),
                remedy="give one of the two pages another address",
            )
        folders = ["/".join(segments[:depth]) for depth in range(1, len(segments))]
        if key in self._folders or any(_fold(folder) in self._written for folder in folders):
            raise GongkaiError(
                "this path would be a file and a folder at once",
                file=path,
                remedy="give one of the two another address",
            )
        for folder in folders:
            known = self._folders.setdefault(_fold(folder), folder)
            if known != folder:
                raise GongkaiError(
                    "two folders differ only in case", file=path, place=known, remedy="spell them alike"
                )
        return key

    def _make_folder(self, folder: Path) -> None:
        missing = []
        while not folder.exists():
            missing.append(folder)
            folder = folder.parent
        for new in reversed(missing):
            new.mkdir()
            new.chmod(FOLDER_MODE)  # whatever the umask


def _fold(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _write_file(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    file.chmod(FILE_MODE)  # whatever the umask


def _require_ours(target: Path) -> None:
    if not target.name:
        raise GongkaiError("this cannot be a site's folder", file=target, remedy="name a folder of its own")
    if not target.exists():
        return
    if not target.is_dir():
        raise GongkaiError("the output is a file", file=target, remedy="name a folder, or a new name")
    if any(target.iterdir()) and not (target / MARKER).is_file():
        raise GongkaiError(
            "this folder holds something that this program did not write, so it is left alone",
            file=target,
            remedy="name a new or empty folder with --output, or empty this one yourself",
        )


def _switch(fresh: Path, target: Path) -> None:
    """Put ``fresh`` in the place of ``target``; then remove what stood there."""
    if not target.exists():
        fresh.rename(target)
        return
    if exchange(fresh, target):
        _remove(fresh)
        return
    # Two renames: between them the target is missing, and _restore mends that if we die there.
    retired = target.with_name(fresh.name.replace(".new-", ".old-", 1))
    target.rename(retired)
    try:
        fresh.rename(target)
    except OSError:
        retired.rename(target)
        raise
    _remove(retired)


def _remove(folder: Path) -> None:
    """Remove a site, its marker last: whatever remains after a crash can still be told as ours."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name != MARKER:
            path.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


def _siblings(target: Path, state: str) -> list[Path]:
    """Folders left by dead runs: ``site.new-<pid>-…`` or ``site.old-<pid>-…``."""
    shape = re.compile(rf"{re.escape(target.name)}\.{state}-(\d+)-\w+")
    if not target.parent.is_dir():
        return []
    found = []
    for path in sorted(target.parent.iterdir()):
        match = shape.fullmatch(path.name)
        if match and path.is_dir() and not path.is_symlink() and not running(int(match[1])):
            found.append(path)
    return found


def _restore(target: Path) -> None:
    """Bring back the old site if a run died between the two renames of :func:`_switch`."""
    retired = [path for path in _siblings(target, "old") if (path / MARKER).is_file()]
    if retired and not target.exists():
        retired[-1].rename(target)


def _clear_leftovers(target: Path) -> None:
    for path in _siblings(target, "new") + _siblings(target, "old"):
        if (path / MARKER).is_file() or not any(path.iterdir()):
            _remove(path)


def _refused(file: Path | str, error: OSError) -> GongkaiError:
    return GongkaiError(
        f"cannot be written: {error.strerror or error}",
        file=file,
        remedy="check the disk's space and the folder's permissions",
    )
