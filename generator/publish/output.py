"""Transactional writer: builds the site beside the target, then swaps atomically.

The fresh folder is a sibling of the target (``site.new-<pid>-…``), so the last step is a rename within one
file system. Whatever happens before it, a crash included, the old site stays as it was; what a dead run left
behind is cleared by the next one.

Longer than 250 lines: the one transactional writer, with all that may go wrong on a disk.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Mapping, Set
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType

from generator.errors import GongkaiError
from generator.publish.marker import MARKER, held_by, hold, is_being_written, is_site, marker_bytes
from generator.publish.placing import PlacedFile, place
from generator.publish.spare import Lying, Spare, tidy
from generator.publish.standing import FOLDER_MODE, StandingSite
from generator.publish.switch import exchange, running

SCRATCH = ".scratch"
"""The folder within a site that is being made, of what is no part of it."""

OWN = (MARKER, SCRATCH)
"""What is there beside the site's files."""

_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\]")


class Output:
    """A site being written; a context manager that publishes on success and discards on error.

    ``root`` is the folder the files are in until then; those that the ``standing`` site holds alike are linked.
    ``files`` are those that were written, by path; ``count`` and ``size`` tell how many they are, and how many bytes.
    Where there is a ``spare``, the site is written over it (``over``). The site that stood is put away in its place
    (``put_away``).

    Raises :class:`GongkaiError` for a target that is not ours to replace, for a path that leaves the
    folder, for a second writer of one path and where the disk refuses.
    """

    def __init__(self, target: Path, spare: Spare | None = None) -> None:
        self.target = target.resolve()
        self.over: Spare | None = None
        self.put_away = False
        self._spare = spare
        self._lying: Lying | None = None
        self.files: dict[str, PlacedFile] = {}
        self.size = 0
        self.standing: StandingSite | None = None
        self._written: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        self._claimed: set[str] = set()
        self._root: Path | None = None
        self._lock: int | None = None

    @property
    def count(self) -> int:
        return len(self.files)

    @property
    def digests(self) -> dict[str, str]:
        """The SHA-256 of every file so far, by path."""
        return {path: file.digest for path, file in self.files.items()}

    @property
    def root(self) -> Path:
        if self._root is None:
            raise RuntimeError("the output is not open")
        return self._root

    @property
    def lying(self) -> Lying:
        """What lay in the site before it was begun. Looked for before anything is written, unless it was told of
        (:meth:`look_through`)."""
        if self._lying is None:
            self.look_through(None)
        return self._lying or {}

    def look_through(self, lost: Set[str] | None) -> None:
        """Know what lies in the site, and is ours; ``lost`` is what the spare tells of it, where somebody has asked.
        Raises GongkaiError."""
        if self.over is None:
            self._lying = {}
            return
        try:
            self._lying = self.over.lying(self.over.clean(self.root, OWN) if lost is None else lost)
        except OSError:  # a folder that cannot be opened: the site is written anew
            self._lying = {}
            try:
                for path in (path for path in self.root.iterdir() if path.name not in OWN):
                    _discard(path)
            except OSError as error:
                raise _refused(self.root, error) from error

    @property
    def unwanted(self) -> Set[str]:
        """What lay there and is no part of the site so far."""
        return self.lying.keys() - self.files.keys() - {MARKER}

    def __enter__(self) -> Output:
        _restore(self.target)
        require_ours(self.target)
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            _clear_leftovers(self.target)
            fresh = tempfile.mkdtemp(prefix=f"{self.target.name}.new-{os.getpid()}-", dir=self.target.parent)
            self._root = Path(fresh)
            self.over = self._spare if self._spare and self._spare.move_to(self._root, self._claim_site) else None
            if self.over is None:
                self._claim_site(self._root)
            _discard(self.scratch)  # the spare may hold anything of that name
        except OSError as error:
            raise _refused(self.target.parent, error) from error
        return self

    def _claim_site(self, folder: Path) -> None:
        """Mark ``folder`` as a site that is being written, and lock it."""
        if self._lock is not None:  # that of a spare that could not be moved
            os.close(self._lock)
            self._lock = None
        folder.chmod(FOLDER_MODE)
        place(folder, MARKER, marker_bytes({}))
        self._lock = hold(folder)

    def expect(self, held: Mapping[str, int]) -> None:
        """Say how many things of each kind the site is made from (reports, pages).

        Raises GongkaiError where there are none of a kind of which the site that stands has some: that is more likely a
        path misspelt, or a disk not mounted, than an archive given up.
        """
        _require_nothing_lost(self.target, held)
        try:
            (self.root / MARKER).write_bytes(marker_bytes(held))
        except OSError as error:
            raise _refused(MARKER, error) from error

    @property
    def scratch(self) -> Path:
        """A folder for what is needed while the site is made; it is no part of it."""
        return self.root / SCRATCH

    def write(self, path: str, data: bytes) -> None:
        """Write one file; ``path`` is relative, with forward slashes: ``year/2020/index.html``."""
        self._claim(path)
        if self._lying is None:
            self.look_through(None)
        try:
            placed = place(self.root, path, data, self.standing)
        except OSError as error:
            raise _refused(path, error) from error
        self._take(placed)

    def adopt(self, placed: PlacedFile) -> None:
        """Take account of a file that another process has placed below ``root``. The same may come twice."""
        if self.files.get(placed.path) != placed:
            self._claim(placed.path)
            self._take(placed)

    def _take(self, placed: PlacedFile) -> None:
        self._written[_fold(placed.path)] = placed.path
        self.files[placed.path] = placed
        self.size += placed.size

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        root = self.root
        try:
            if kind is not None:
                _remove(root)
                return
            try:
                shutil.rmtree(root / SCRATCH, ignore_errors=True)
                tidy(root, self.unwanted)
                before = _switch(root, self.target)
            except OSError as failure:
                _remove(root)
                raise _refused(self.target, failure) from failure
            if before is not None:
                self.put_away = self._spare is not None and self._spare.put_away(before)
                if not self.put_away:
                    _remove(before)
        finally:
            self._root = None
            if self._lock is not None:
                os.close(self._lock)

    def _claim(self, path: str) -> None:
        """Make sure that ``path`` is a plain one and nobody else's, also on file systems that ignore case."""
        folder, _, name = path.rpartition("/")
        _require_plain(name, path)
        key = _fold(path)
        if key in self._written or path == MARKER:
            raise GongkaiError(
                "two writers claim this path",
                file=path,
                place=self._written.get(key),
                remedy="give one of the two pages another address",
            )
        if key in self._folders:
            raise _file_and_folder(path)
        if folder and folder not in self._claimed:
            self._claim_folders(folder, path)

    def _claim_folders(self, folder: str, path: str) -> None:
        """The same for the ``folder`` of ``path``, and those above it."""
        segments = folder.split("/")
        for depth, name in enumerate(segments, 1):
            _require_plain(name, path)
            above = "/".join(segments[:depth])
            if _fold(above) in self._written:
                raise _file_and_folder(path)
            known = self._folders.setdefault(_fold(above), above)
            if known != above:
                raise GongkaiError("two folders differ only in case", file=path, place=known, remedy="spell them alike")
            self._claimed.add(above)


def _require_plain(name: str, path: str) -> None:
    """Raises GongkaiError where ``name``, a part of ``path``, may not stand there."""
    if _FORBIDDEN.search(name) or name in ("", ".", ".."):
        raise GongkaiError(
            "this path would leave the site's folder or is not a plain one",
            file=repr(path),
            remedy="use a relative path with forward slashes and without '..'",
        )


def _file_and_folder(path: str) -> GongkaiError:
    return GongkaiError(
        "this path would be a file and a folder at once", file=path, remedy="give one of the two another address"
    )


def _fold(path: str) -> str:
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()


def require_ours(target: Path) -> None:
    """Raises GongkaiError where ``target`` is not a folder that we may replace, or another build is about to."""
    if not target.name:
        raise GongkaiError("this cannot be a site's folder", file=target, remedy="name a folder of its own")
    for pid, path in _siblings(target, "new"):
        if pid != os.getpid() and is_being_written(path, pid):
            raise GongkaiError(
                f"another build is writing this site (process {pid})",
                file=target,
                remedy="wait until it has ended, or name another --output",
            )
    try:
        if not target.exists():
            return
        if not target.is_dir():
            raise GongkaiError("the output is a file", file=target, remedy="name a folder, or a new name")
        empty = next(target.iterdir(), None) is None
    except OSError as error:
        raise _refused(target, error) from error
    if not empty and not is_site(target):
        raise GongkaiError(
            "this folder holds something that this program did not write, so it is left alone",
            file=target,
            remedy="name a new or empty folder with --output, or empty this one yourself",
        )
    _require_replaceable(target)


def _require_replaceable(target: Path) -> None:
    """Raise GongkaiError if the old site could not be moved or removed: found before the build, not after it."""
    if os.path.ismount(target):
        raise GongkaiError("this folder is a mount point", file=target, remedy="name a folder inside it")
    owner = not hasattr(os, "geteuid") or os.geteuid() == 0  # may everything, and need not look
    below = () if owner else (Path(parent) for parent, _, _ in os.walk(target))
    for folder in (target.parent, *below):
        if not os.access(folder, os.W_OK | os.X_OK):
            raise GongkaiError(
                "you may not write here, so the site that stands cannot be replaced",
                file=folder,
                remedy="build as its owner, or name another --output",
            )


def _require_nothing_lost(target: Path, held: Mapping[str, int]) -> None:
    """Raise GongkaiError if reports or pages are gone altogether: most likely a wrong path or an unmounted disk."""
    before = held_by(target) if 0 in held.values() else {}
    for kind, count in held.items():
        if not count and before.get(kind):
            raise GongkaiError(
                f"there are no {kind} to publish, but the site that stands holds {before[kind]}; it was left as it is",
                file=target,
                remedy="check --content; if this is meant, remove the old site first",
            )


def _switch(fresh: Path, target: Path) -> Path | None:
    """Put ``fresh`` in the place of ``target``; where what stood there is now, None where nothing did."""
    if not target.exists():
        fresh.rename(target)
        return None
    if exchange(fresh, target):
        return fresh
    # Two renames: between them the target is missing, and _restore mends that if we die there.
    retired = target.with_name(fresh.name.replace(".new-", ".old-", 1))
    target.rename(retired)
    try:
        fresh.rename(target)
    except BaseException:
        retired.rename(target)
        raise
    return retired


def _remove(folder: Path) -> None:
    """Remove a site, its marker last: whatever remains after a crash can still be told as ours.

    Nothing is raised: what cannot be removed now is a leftover for the next run.
    """
    with suppress(OSError):
        folders = [path for path in folder.iterdir() if _is_folder(path)]
        inner = [path for top in folders for path in top.iterdir() if _is_folder(path)]
        # Most of the time is the system's, which can remove several folders at once.
        with ThreadPoolExecutor() as threads:
            list(threads.map(partial(shutil.rmtree, ignore_errors=True), inner))
        for path in folders:
            shutil.rmtree(path, ignore_errors=True)
        for path in folder.iterdir():
            if path.name != MARKER and not _is_folder(path):
                path.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)


def _discard(path: Path) -> None:
    """Remove what is at ``path``, if anything is. Raises OSError."""
    if _is_folder(path):
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _is_folder(path: Path) -> bool:
    """True for a folder, not for a link to one."""
    return path.is_dir() and not path.is_symlink()


def _siblings(target: Path, state: str) -> list[tuple[int, Path]]:
    """Folders of other runs, ``site.new-<pid>-…`` or ``site.old-<pid>-…``, with the number of the process."""
    shape = re.compile(rf"{re.escape(target.name)}\.{state}-(\d+)-\w+")
    try:
        paths = sorted(target.parent.iterdir())
    except OSError:
        return []
    matches = ((shape.fullmatch(path.name), path) for path in paths)
    return [(int(match[1]), path) for match, path in matches if match and path.is_dir() and not path.is_symlink()]


def _left(target: Path, state: str) -> list[Path]:
    """Those of dead runs."""
    alive = is_being_written if state == "new" else _is_being_switched
    return [path for pid, path in _siblings(target, state) if not alive(path, pid)]


def _is_being_switched(folder: Path, pid: int) -> bool:
    """An old site is locked by nobody: its writer is long gone."""
    return running(pid)


def _restore(target: Path) -> None:
    """Bring back the old site if a run died between the two renames of :func:`_switch`."""
    retired = [path for path in _left(target, "old") if is_site(path)]
    if retired and not target.exists():
        retired[-1].rename(target)


def _clear_leftovers(target: Path) -> None:
    for path in _left(target, "new") + _left(target, "old"):
        if is_site(path) or not any(path.iterdir()):
            _remove(path)


def _refused(file: Path | str, error: OSError) -> GongkaiError:
    return GongkaiError(
        f"cannot be written: {error.strerror or error}",
        file=file,
        remedy="check the disk's space and the folder's permissions",
    )
