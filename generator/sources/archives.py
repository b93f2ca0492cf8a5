"""Opens zip packages (docx, xlsx) that strangers made: bounded in size, ratio and number of parts."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.doubts import Doubt, Loudness

MAX_PARTS = 3_000
"""A Word file of a report has 10 to 50 parts."""
MAX_PART = 24 * 2**20
"""Bytes of one part, unpacked. The largest document.xml seen has 2 MB."""
MAX_TOTAL = 96 * 2**20
"""Bytes of all parts that are asked for, unpacked."""
MAX_RATIO = 400
"""XML shrinks to a thirtieth at best in real files; a bomb to a thousandth."""
RATIO_FROM = 2**20
"""Smaller parts harm nobody whatever their ratio."""
CHUNK = 2**16
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
CENTRAL_ENTRY = b"PK\x01\x02"

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    struct.error,
)
"""What the standard reader raises over archives of which bytes were lost or changed."""


class UnreadableError(Exception):
    """Raised inside a reader and turned into ``Refused`` at its door."""

    def __init__(self, code: str, message: str, remedy: str, *, keep: bool = False) -> None:
        super().__init__(message)
        self.doubt = Doubt(code, "sources", message, remedy, Loudness.REFUSED)
        self.keep = keep
        """The upload is sound and worth publishing as it is, though it cannot be read."""


@dataclass
class Package:
    """An open package. ``read`` unpacks in small steps and stops at the limits, whatever the headers claim."""

    _archive: zipfile.ZipFile
    _parts: Mapping[str, zipfile.ZipInfo]
    _spent: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._parts)

    def has(self, name: str) -> bool:
        return name in self._parts

    def read(self, name: str) -> bytes:
        """The part ``name``, unpacked. Raises UnreadableError where it is missing, broken or too large."""
        info = self._parts.get(name)
        if info is None:
            raise UnreadableError("part_missing", f"文件缺少应有的部分（{name[:60]}）。", "请重新导出后上传。")
        pieces: list[bytes] = []
        size = 0
        try:
            with self._archive.open(info) as part:
                while piece := part.read(CHUNK):
                    size += len(piece)
                    self._spent += len(piece)
                    if _is_bomb(size, info.compress_size) or self._spent > MAX_TOTAL:
                        raise UnreadableError("zip_bomb", "压缩包解开后大得不合常理，没有读取。", "请只上传报告本身。")
                    pieces.append(piece)
        except DAMAGED as error:
            raise _broken() from error
        return b"".join(pieces)


def open_package(data: bytes) -> Package:
    """The package in ``data``. Raises UnreadableError; nothing is unpacked yet, and never to disk."""
    if data.count(CENTRAL_ENTRY) > MAX_PARTS:
        raise UnreadableError("zip_bomb", f"压缩包里有 {MAX_PARTS} 个以上的文件，没有读取。", "请只上传报告本身。")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except DAMAGED as error:
        raise _broken() from error
    parts: dict[str, zipfile.ZipInfo] = {}
    folded: set[str] = set()
    for info in infos:
        if _is_unsafe(info.filename):
            raise UnreadableError(
                "unsafe_name", f"压缩包里有越出目录的文件名：{info.filename[:60]!r}。", "请用 Word 或 WPS 另存后上传。"
            )
        # Names of parts are the same in small and in capital letters: which of two a program takes is its own affair.
        name = info.filename.replace("\\", "/").casefold()
        if name in folded:
            raise UnreadableError(
                "ambiguous_package",
                f"压缩包里有两个同名文件：{info.filename[:60]!r}。",
                "请用 Word 或 WPS 另存后上传。",
            )
        if info.flag_bits & 0x1:
            raise UnreadableError("encrypted", "文件设了密码，无法读取。", "请取消密码后另存上传。")
        if info.compress_type not in METHODS:
            raise UnreadableError("broken_package", "压缩方式不是 Office 文件所用的。", "请用 Word 或 WPS 另存后上传。")
        folded.add(name)
        parts[info.filename] = info
    return Package(archive, parts)


def _is_bomb(size: int, packed: int) -> bool:
    return size > MAX_PART or (size > RATIO_FROM and size > max(packed, 1) * MAX_RATIO)


def _is_unsafe(name: str) -> bool:
    steps = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in steps or ":" in steps[0] or "\x00" in name


def _broken() -> UnreadableError:
    return UnreadableError("broken_package", "压缩包不完整或已损坏。", "请重新下载或另存后上传。")
