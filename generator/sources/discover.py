"""Walks folders, content/reports above all, and pairs uploads with their sidecars."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.errors import GongkaiError
from generator.model.doubts import Attention, Doubt, Loudness
from generator.printable import printable
from generator.sources.opening import is_plain_file
from generator.sources.walking import Trouble, walk

SIDECAR_SUFFIX = ".yaml"
SIDECAR_SUFFIXES = (SIDECAR_SUFFIX, ".yml")
"""In either case; where a report has several, the first of this order counts and the others are listed."""
MAX_BYTES = 64 * 2**20
"""Larger files are refused unread: the largest real report seen has 3 MB."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that arrived. ``path`` is relative to the reports folder, with forward slashes; it can be shown and
    encoded, whatever bytes the name of ``file`` has.

    ``follow``: somebody named this very path, so that a link is read as the file it leads to.
    """

    path: str
    file: Path
    sidecar: Path | None
    follow: bool = False

    @property
    def suffix(self) -> str:
        return self.file.suffix.lower()

    @property
    def sidecar_path(self) -> str | None:
        """The sidecar's path in the manner of ``path``."""
        return str(PurePosixPath(self.path).with_name(_readable(self.sidecar.name))) if self.sidecar else None


@dataclass(frozen=True, slots=True)
class Discovery:
    """All uploads by path, and what in the folder could not be taken for one."""

    uploads: tuple[Upload, ...]
    attention: tuple[Attention, ...]


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that somebody named, or that lies in a folder that somebody named.

    ``shown`` is its path as it was named. ``upload`` is None where it cannot be taken for one; then ``attention``
    says why.
    """

    shown: str
    upload: Upload | None
    attention: Attention | None = None


def named_upload(path: Path) -> Upload:
    """The upload at a path that somebody named, with the sidecar beside it. Raises GongkaiError for no plain file."""
    if not stat.S_ISREG(_mode(path, "no such file")):
        raise GongkaiError("not a plain file", file=path, remedy="name the report itself")
    sidecar = None if is_sidecar(path.name) else _sidecar_beside(path)
    return Upload(_readable(path.name), path, sidecar, follow=True)


def is_sidecar(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in SIDECAR_SUFFIXES


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

    Sidecars named along with their reports, as a shell's * does, are passed over. Raises GongkaiError where a path is
    not there or a folder cannot be opened.
    """
    found: dict[Path, NamedFile] = {}
    for path in paths:
        mode = _mode(path)
        if stat.S_ISDIR(mode):
            for one in _inside(path):
                file = one.upload.file if one.upload else Path(one.shown)
                found.setdefault(_identity(file), one)
        elif not is_sidecar(path.name):
            upload = named_upload(path)
            shown = _readable(str(path))
            name = _readable(path.name)
            one = NamedFile(shown, upload) if name == path.name else NamedFile(shown, None, _unreadable_name(name))
            found.setdefault(_identity(path), one)
    return tuple(found.values())


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
    files = [NamedFile(_readable(str(upload.file)), upload) for upload in found.uploads]
    others = [NamedFile(_readable(str(folder / item.path)), None, item) for item in found.attention]
    return sorted((*files, *others), key=lambda one: one.shown)


def discover(folder: Path) -> Discovery:
    """Everything below ``folder``. Links are never followed; whatever is no upload is listed."""
    files, attention = _files(folder)
    sidecars = _sidecars(files)
    uploads = [Upload(path, file, sidecars.get(_stem(path))) for path, file in files.items() if not is_sidecar(path)]
    attention += _unused_sidecars(files, uploads)
    return Discovery(
        tuple(sorted(uploads, key=lambda upload: upload.path)),
        tuple(sorted(attention, key=lambda item: item.path)),
    )


def _files(folder: Path) -> tuple[dict[str, Path], list[Attention]]:
    """The files below ``folder`` that may be read, by path, and what has to be said of all others."""
    files: dict[str, Path] = {}
    attention: list[Attention] = []
    for file, trouble in walk(folder):
        path = file.relative_to(folder).as_posix()
        readable = _readable(path)
        trouble = trouble or _refusal(file)
        if readable != path:
            attention.append(_unreadable_name(readable))
        elif trouble is not None:
            attention.append(_attention(path, *trouble))
        # A sidecar that cannot be read may ask for something to be withheld, so its report has to know of it.
        if readable == path and (trouble is None or (is_sidecar(path) and trouble[0] in (LINK, ODD))):
            files[path] = file
    return files, attention


def _unused_sidecars(files: Mapping[str, Path], uploads: Iterable[Upload]) -> Iterator[Attention]:
    """Sidecars that no upload of ``uploads`` goes by: second ones, and those without a report."""
    used = {upload.sidecar for upload in uploads}
    described = {_stem(upload.path) for upload in uploads}
    for path, file in files.items():
        if is_sidecar(path) and file not in used and is_plain_file(file):
            yield _attention(path, *(SECOND if _stem(path) in described else LONELY))


LINK, ODD = "symbolic_link", "not_a_file"
LONELY = ("lonely_sidecar", "说明文件旁边没有同名的报告。", "请检查文件名，或补上报告。")
SECOND = ("second_sidecar", "同一份报告有几个说明文件，这一个未采用。", "请并入 .yaml 后删去。")


def _stem(path: str) -> str:
    """What a report and its sidecar share. Systems spell the same name in two ways (NFC, NFD)."""
    return unicodedata.normalize("NFC", str(PurePosixPath(path).with_suffix("")))


def _sidecars(files: Mapping[str, Path]) -> dict[str, Path]:
    """The sidecar that counts, by stem."""
    found: dict[str, Path] = {}
    for path in sorted(filter(is_sidecar, files), key=lambda path: (_order(path), path)):
        found.setdefault(_stem(path), files[path])
    return found


def _order(path: str) -> int:
    return SIDECAR_SUFFIXES.index(PurePosixPath(path).suffix.lower())


def _refusal(file: Path) -> Trouble | None:
    """Why ``file`` cannot be an upload, before its bytes are looked at."""
    if file.name.startswith("."):
        return "hidden_file", "文件名以点开头，未读取。", "请改名后重新上传。"
    try:
        status = file.lstat()
    except FileNotFoundError:
        return "vanished", "文件在读取之前消失了。", "请重新上传。"
    except (OSError, ValueError) as error:
        return unreadable(error)
    if stat.S_ISLNK(status.st_mode):
        return LINK, "这是符号链接，不会跟随。", "请上传文件本身。"
    if not stat.S_ISREG(status.st_mode):
        return ODD, "这不是普通文件。", "请上传普通文件。"
    if status.st_size > MAX_BYTES and not is_sidecar(file.name):
        message = f"文件有 {status.st_size / 2**20:.0f} MB，上限为 {MAX_BYTES // 2**20} MB。"
        return "too_large", message, "请只上传报告本身。"
    return None


def unreadable(error: Exception) -> Trouble:
    """What is said of a file that the system does not let us read."""
    why = printable(getattr(error, "strerror", None) or type(error).__name__)
    return "unreadable_file", f"文件无法打开（{why}），没有读出内容。", "请检查文件的权限，或重新上传。"


def _readable(path: str) -> str:
    """``path`` with what is no UTF-8 replaced and what steers a terminal or a page escaped, so that it can be shown."""
    return printable(os.fsencode(path).decode("utf-8", "replace"))


def _unreadable_name(readable: str) -> Attention:
    """The name is in no encoding that a web address could hold, or would not look as what it is; the file itself is
    not at fault."""
    message = "文件名不是合法的 UTF-8，或含有控制字符、方向控制符。"
    return _attention(readable, "unreadable_name", message, "请改名后重新上传。")


def _attention(path: str, code: str, message: str, remedy: str) -> Attention:
    return Attention(path, Doubt(code, "sources", message, remedy, Loudness.REFUSED))
