"""Walks folders, content/reports above all, and pairs uploads with their sidecars."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.errors import GongkaiError
from generator.model.doubts import Attention, Doubt, Loudness

SIDECAR_SUFFIX = ".yaml"
MAX_BYTES = 64 * 2**20
"""Larger files are refused unread: the largest real report seen has 3 MB."""


JUNK = frozenset(
    {".DS_Store", ".git", ".gitkeep", ".gitignore", ".gitattributes", "__MACOSX", "Thumbs.db", "desktop.ini"}
)
"""What systems leave in folders. Anything else that is hidden is listed, since nobody would miss it otherwise."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that arrived. ``path`` is relative to the reports folder, with forward slashes."""

    path: str
    file: Path
    sidecar: Path | None

    @property
    def suffix(self) -> str:
        return self.file.suffix.lower()


@dataclass(frozen=True, slots=True)
class Found:
    """All uploads by path, and what in the folder could not be taken for one."""

    uploads: tuple[Upload, ...]
    attention: tuple[Attention, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A file that somebody named, or that lies in a folder that somebody named.

    ``shown`` is its path as it was named. ``upload`` is None where it cannot be taken for one; then ``attention``
    says why.
    """

    shown: str
    upload: Upload | None
    attention: Attention | None = None


def discover_named(paths: Iterable[Path]) -> tuple[Named, ...]:
    """The files of ``paths``, each once, in the order of ``paths``; those of a folder by path.

    Sidecars named along with their reports, as a shell's * does, are passed over. Raises GongkaiError where a path is
    not there or a folder cannot be opened.
    """
    found: dict[Path, Named] = {}
    for path in paths:
        if path.is_dir():
            for one in _inside(path):
                file = one.upload.file if one.upload else Path(one.shown)
                found.setdefault(_identity(file), one)
        elif not path.is_file():
            raise GongkaiError("no such file or folder", file=path, remedy="check how the path is spelt")
        elif path.suffix != SIDECAR_SUFFIX:
            beside = path.with_suffix(SIDECAR_SUFFIX)
            shown = _readable(str(path))
            if shown == str(path):
                one = Named(shown, Upload(path.name, path, beside if beside.is_file() else None))
            else:
                one = Named(shown, None, _unreadable_name(shown))
            found.setdefault(_identity(path), one)
    return tuple(found.values())


def _identity(file: Path) -> Path:
    """A link is not the file that it leads to, which is refused under the link's name only."""
    return file.parent.resolve() / file.name


def _inside(folder: Path) -> list[Named]:
    try:
        with os.scandir(folder):
            pass
    except OSError as error:
        remedy = f"make it readable for you: chmod u+rx {folder}"
        raise GongkaiError(f"the folder cannot be opened ({error.strerror})", file=folder, remedy=remedy) from error
    found = discover(folder)
    files = [Named(_readable(str(upload.file)), upload) for upload in found.uploads]
    others = [Named(_readable(str(folder / item.path)), None, item) for item in found.attention]
    return sorted((*files, *others), key=lambda one: one.shown)


def discover(folder: Path) -> Found:
    """Everything below ``folder``. Links are never followed, hidden files are passed over."""
    uploads: list[Upload] = []
    attention: list[Attention] = []
    files: dict[str, Path] = {}
    closed: list[OSError] = []
    for file in _walk(folder, closed):
        path = file.relative_to(folder).as_posix()
        readable = _readable(path)
        if readable != path:
            attention.append(_unreadable_name(readable))
            continue
        if file.name.startswith("."):
            attention.append(_attention(path, "hidden_file", "文件名以点开头，未读取。", "请改名后重新上传。"))
            continue
        if file.is_symlink():
            attention.append(_attention(path, "symbolic_link", "这是符号链接，不会跟随。", "请上传文件本身。"))
        elif not file.is_file():
            attention.append(_attention(path, "not_a_file", "这不是普通文件。", "请上传普通文件。"))
        else:
            files[path] = file
    for error in closed:
        if isinstance(error, FileNotFoundError):
            continue  # an archive without reports has no such folder
        path = Path(error.filename).relative_to(folder).as_posix()
        message = f"文件夹无法打开（{error.strerror}），其中的文件未读取。"
        attention.append(_attention(path, "unreadable_folder", message, "请检查文件夹的权限。"))
    sidecars = {path: file for path, file in files.items() if path.endswith(SIDECAR_SUFFIX)}
    used: set[str] = set()
    for path, file in files.items():
        if path in sidecars:
            continue
        size = file.stat().st_size
        if size > MAX_BYTES:
            message = f"文件有 {size / 2**20:.0f} MB，上限为 {MAX_BYTES // 2**20} MB。"
            attention.append(_attention(path, "too_large", message, "请只上传报告本身。"))
            continue
        beside = path.removesuffix(file.suffix) + SIDECAR_SUFFIX
        used.add(beside)
        uploads.append(Upload(path, file, sidecars.get(beside)))
    for path in sidecars.keys() - used:
        attention.append(
            _attention(path, "lonely_sidecar", "说明文件旁边没有同名的报告。", "请检查文件名，或补上报告。")
        )
    return Found(
        tuple(sorted(uploads, key=lambda upload: upload.path)),
        tuple(sorted(attention, key=lambda item: item.path)),
    )


def _readable(path: str) -> str:
    """``path`` with what is no UTF-8 replaced, so that it can be printed."""
    return os.fsencode(path).decode("utf-8", "replace")


def _unreadable_name(readable: str) -> Attention:
    """The name is in no encoding that a web address could hold; the file itself is not at fault."""
    return _attention(readable, "unreadable_name", "文件名不是合法的 UTF-8。", "请改名后重新上传。")


def read_articles(folder: Path) -> tuple[tuple[str, str], ...]:
    """(file name, text) of the Markdown pages in content/pages, by name."""
    files = sorted(folder.glob("*.md")) if folder.is_dir() else []
    return tuple((file.name, file.read_text(encoding="utf-8")) for file in files if not file.is_symlink())


def _walk(folder: Path, closed: list[OSError]) -> Iterator[Path]:
    """Files and links; folders that cannot be opened are told in ``closed``."""
    for parent, folders, names in os.walk(folder, onerror=closed.append, followlinks=False):
        for name in list(folders):
            if name in JUNK:
                folders.remove(name)
            elif Path(parent, name).is_symlink():
                yield Path(parent, name)
        yield from (Path(parent, name) for name in names if name not in JUNK and not name.startswith("._"))


def _attention(path: str, code: str, message: str, remedy: str) -> Attention:
    return Attention(path, Doubt(code, "sources", message, remedy, Loudness.REFUSED))
