"""Walks folders, content/reports above all, and pairs uploads with their sidecars."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.model.doubts import Attention, Doubt, Loudness
from generator.printable import printable
from generator.sources.belonging import Belongings, FileBeside, belongings
from generator.sources.names import stem, suffix_of
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

    ``follow``: somebody named this very path, so that a link is read as the file it leads to. ``beside`` are the files
    that are read with it, in order.
    """

    path: str
    file: Path
    sidecar: Path | None
    follow: bool = False
    beside: tuple[FileBeside, ...] = ()

    @property
    def suffix(self) -> str:
        return self.file.suffix.lower()

    @property
    def sidecar_path(self) -> str | None:
        """The sidecar's path in the manner of ``path``."""
        return self.path_of(self.sidecar) if self.sidecar else None

    def path_of(self, file: Path) -> str:
        """The path of a file in the same folder, in the manner of ``path``."""
        return str(PurePosixPath(self.path).with_name(readable_name(file.name)))

    @property
    def files(self) -> Iterator[Path]:
        """All that is read for it, sidecars included."""
        pairs = (self.file, self.sidecar), *((one.file, one.sidecar) for one in self.beside)
        yield from (file for pair in pairs for file in pair if file is not None)


@dataclass(frozen=True, slots=True)
class Discovery:
    """All uploads by path, and what in the folder could not be taken for one."""

    uploads: tuple[Upload, ...]
    attention: tuple[Attention, ...]


def is_sidecar(name: str) -> bool:
    return suffix_of(name).lower() in SIDECAR_SUFFIXES


def discover(folder: Path) -> Discovery:
    """Everything below ``folder``. Links are never followed; whatever is no upload is listed."""
    files, attention = _files(folder)
    sidecars = sidecars_by_stem(files)
    own = belongings(files, sidecars)
    uploads = [
        Upload(path, file, sidecars.get(stem(path)), beside=own.beside.get(path, ()))
        for path, file in files.items()
        if not is_sidecar(path) and path not in own.owners
    ]
    attention += _unused_sidecars(files, uploads, own)
    return Discovery(
        tuple(sorted(uploads, key=lambda upload: upload.path)),
        tuple(sorted(attention, key=lambda item: item.path)),
    )


def _files(folder: Path) -> tuple[dict[str, Path], list[Attention]]:
    """The files below ``folder`` that may be read, by path, and what has to be said of all others."""
    files: dict[str, Path] = {}
    attention: list[Attention] = []
    above = str(folder / "_")[:-1]  # thousands in a build: told in a tenth of the time that pathlib takes
    for file, trouble in walk(folder):
        path = str(file).removeprefix(above).replace(os.sep, "/")
        readable = readable_name(path)
        trouble = trouble or _refusal(file)
        if readable != path:
            attention.append(unreadable_name(readable))
        elif trouble is not None:
            attention.append(attention_to(path, *trouble))
        # A sidecar that cannot be read may ask for something to be withheld, so its report has to know of it.
        if readable == path and (trouble is None or (is_sidecar(path) and trouble[0] in (LINK, ODD))):
            files[path] = file
    return files, attention


def _unused_sidecars(files: Mapping[str, Path], uploads: Iterable[Upload], own: Belongings) -> Iterator[Attention]:
    """Sidecars that no upload of ``uploads`` goes by: second ones, and those without a report."""
    used = {upload.sidecar for upload in uploads} | {one.sidecar for upload in uploads for one in upload.beside}
    described = {stem(upload.path) for upload in uploads} | set(map(stem, own.owners))
    for path, file in files.items():
        if is_sidecar(path) and file not in used and is_plain_file(file):
            yield attention_to(path, *(SECOND if stem(path) in described else LONELY))


LINK, ODD = "symbolic_link", "not_a_file"
VANISHED = ("vanished", "文件在读取之前消失了。", "请重新上传。")
"""What is said of a file that was there and is not: somebody may be writing it anew."""
LONELY = ("lonely_sidecar", "说明文件旁边没有同名的报告。", "请检查文件名，或补上报告。")
SECOND = ("second_sidecar", "同一份报告有几个说明文件，这一个未采用。", "请并入 .yaml 后删去。")


def sidecars_by_stem(files: Mapping[str, Path]) -> dict[str, Path]:
    """The sidecar that counts, by stem."""
    found: dict[str, Path] = {}
    for path in sorted(filter(is_sidecar, files), key=lambda path: (_order(path), path)):
        found.setdefault(stem(path), files[path])
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
        return VANISHED
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


def readable_name(path: str) -> str:
    """``path`` with what is no UTF-8 replaced and what steers a terminal or a page escaped, so that it can be shown."""
    return printable(os.fsencode(path).decode("utf-8", "replace"))


def unreadable_name(readable: str) -> Attention:
    """The name is in no encoding that a web address could hold, or would not look as what it is; the file itself is
    not at fault."""
    message = "文件名不是合法的 UTF-8，或含有控制字符、方向控制符。"
    return attention_to(readable, "unreadable_name", message, "请改名后重新上传。")


def attention_to(path: str, code: str, message: str, remedy: str) -> Attention:
    return Attention(path, Doubt(code, "sources", message, remedy, Loudness.REFUSED))
