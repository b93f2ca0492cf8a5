"""Uploads at paths that somebody named, and all in the folders that somebody named."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.errors import GongkaiError
from generator.model.doubts import Attention
from generator.sources.belonging import Belongings, belongings
from generator.sources.discover import (
    SIDECAR_SUFFIXES,
    Upload,
    attention_to,
    discover,
    is_sidecar,
    readable_name,
    sidecars_by_stem,
    unreadable_name,
)
from generator.sources.html.picture_names import PAGES, named_pictures
from generator.sources.names import is_picture
from generator.sources.opening import is_plain_file


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that somebody named, or that lies in a folder that somebody named.

    ``shown`` is its path as it was named. ``upload`` is None where it cannot be taken for one; then ``attention``
    says why.
    """

    shown: str
    upload: Upload | None
    attention: Attention | None = None


Folders = dict[Path, Belongings]
"""What belongs to what among the pictures of folders that were looked into, for the length of one call."""


def named_upload(path: Path, folders: Folders | None = None) -> Upload:
    """The upload at a path that somebody named, with what lies beside it. Raises GongkaiError for no plain file."""
    if not stat.S_ISREG(_mode(path, "no such file")):
        raise GongkaiError("not a plain file", file=path, remedy="name the report itself")
    folders = {} if folders is None else folders
    owner = page_owner(path, folders)
    if owner is not None:
        raise GongkaiError(f"this is a page of {owner.name}", file=path, remedy="name that, its pages come along")
    sidecar = None if is_sidecar(path.name) else _sidecar_beside(path)
    beside = _beside(path, folders).beside.get(path.name, ())
    return Upload(readable_name(path.name), path, sidecar, follow=True, beside=beside)


def page_owner(path: Path, folders: Folders | None = None) -> Path | None:
    """The picture beside ``path`` whose sidecar names it as a further page; None where there is none."""
    owner = _beside(path, {} if folders is None else folders).owners.get(path.name) if is_picture(path.name) else None
    return path.with_name(owner) if owner else None


def _beside(path: Path, folders: Folders) -> Belongings:
    """What belongs to the file at ``path``, or that to another, as far as its folder tells."""
    if path.name.lower().endswith(PAGES):
        files = _shown_on(path)
        return belongings(files | {path.name: path}, sidecars_by_stem(files)) if files else Belongings()
    if not is_picture(path.name):
        return Belongings()
    if path.parent not in folders:
        files = _pictures_in(path.parent)
        folders[path.parent] = belongings(files, sidecars_by_stem(files))
    return folders[path.parent]


def _pictures_in(folder: Path) -> dict[str, Path]:
    """The plain files in ``folder`` but web pages: a picture that somebody names is read by itself, wherever it is
    shown."""
    try:
        with os.scandir(folder) as entries:
            names = [one.name for one in entries if one.is_file(follow_symlinks=False)]
    except OSError:
        return {}
    return {name: folder / name for name in names if not name.lower().endswith(PAGES)}


def _shown_on(path: Path) -> dict[str, Path]:
    """The files that the web page at ``path`` names as its pictures, and their sidecars, by their paths from there."""
    found: dict[str, Path] = {}
    for name in named_pictures(path):
        beside = (str(PurePosixPath(name).with_suffix(suffix)) for suffix in SIDECAR_SUFFIXES)
        found |= {one: path.parent / one for one in (name, *beside) if _is_below(path.parent, one)}
    return found


def _is_below(folder: Path, name: str) -> bool:
    """True for a plain file that no link leads to."""
    steps = [folder.joinpath(*PurePosixPath(name).parts[:end]) for end in range(1, len(PurePosixPath(name).parts))]
    return is_plain_file(folder / name) and not any(step.is_symlink() for step in steps)


def _mode(path: Path, missing: str = "no such file or folder") -> int:
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise GongkaiError(missing, file=path, remedy="check how the path is spelt") from error
    except OSError as error:
        remedy = "check the path and its permissions"
        raise GongkaiError(f"cannot be looked at ({error.strerror})", file=path, remedy=remedy) from error


def _sidecar_beside(path: Path) -> Path | None:
    beside = (path.with_suffix(suffix) for suffix in SIDECAR_SUFFIXES)
    return next((file for file in beside if os.path.lexists(file) and not file.is_dir()), None)


def discover_named(paths: Iterable[Path]) -> tuple[NamedFile, ...]:
    """The files of ``paths``, each once, in the order of ``paths``; those of a folder by path.

    Sidecars and further pages named along with their reports, as a shell's * does, are passed over. Raises GongkaiError
    where a path is not there or a folder cannot be opened.
    """
    found: dict[Path, NamedFile] = {}
    folders: Folders = {}
    for path in paths:
        mode = _mode(path)
        if stat.S_ISDIR(mode):
            for one in _inside(path):
                file = one.upload.file if one.upload else Path(one.shown)
                found.setdefault(_identity(file), one)
        elif not is_sidecar(path.name):
            found.setdefault(_identity(path), _named(path, folders))
    whole = {_identity(one.file) for item in found.values() if item.upload for one in item.upload.beside if one.file}
    return tuple(item for key, item in found.items() if key not in whole)


def _named(path: Path, folders: Folders) -> NamedFile:
    shown, name, owner = readable_name(str(path)), readable_name(path.name), page_owner(path, folders)
    if name != path.name:
        return NamedFile(shown, None, unreadable_name(name))
    if owner is not None:
        message = f"这是 {readable_name(owner.name)} 的一页，不单独读取。"
        return NamedFile(shown, None, attention_to(name, "page_of", message, f"请改用 {readable_name(owner.name)}。"))
    return NamedFile(shown, named_upload(path, folders))


def _identity(file: Path) -> Path:
    """A link is not the file that it leads to, which is refused under the link's name only."""
    return file.parent.resolve() / file.name


def _inside(folder: Path) -> list[NamedFile]:
    try:
        with os.scandir(folder):
            pass
    except OSError as error:
        remedy = f"make it readable for you: chmod u+rx {folder}"
        raise GongkaiError(f"the folder cannot be opened ({error.strerror})", file=folder, remedy=remedy) from error
    found = discover(folder)
    files = [NamedFile(readable_name(str(upload.file)), upload) for upload in found.uploads]
    others = [NamedFile(readable_name(str(folder / item.path)), None, item) for item in found.attention]
    return sorted((*files, *others), key=lambda one: one.shown)
