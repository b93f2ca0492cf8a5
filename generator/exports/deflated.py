"""Deflated data in pieces, of which .gz files and members of zips are put together by copying.

A piece ends with a full flush: on a whole byte, and nothing in it leads back beyond its beginning. So one that was
deflated once is good for every file that holds it. The checksum of what pieces hold together follows from theirs (it is
the rest of a division of polynomials over GF(2), as zlib's ``crc32_combine`` reckons it, which Python lacks).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

LEVEL = 4
"""On our tables as small as the usual 6 (CSV) or four hundredths larger (JSON), in half the time."""
GZIP_HEAD = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
"""Of a file without a name, of no time and of no system."""
END = b"\x03\x00"
"""An empty last block."""
POLYNOMIAL, ONE, BYTE = 0xEDB88320, 1 << 31, 1 << 23
"""Of the checksum, lowest bits first; 1; and x⁸, by which a byte behind it multiplies a checksum."""
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of all files in a zip, so that it depends on them alone."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What is known of a piece: bytes before and after packing, the checksum of the former, and by what they multiply
    the checksum of what stands before them."""

    size: int = 0
    packed: int = 0
    crc: int = 0
    shift: int = ONE


def deflated(*parts: bytes) -> tuple[Piece, bytes]:
    """``parts``, one behind the other, as one piece, and its packed bytes."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = [packer.compress(part) for part in parts]
    data = b"".join((*packed, packer.flush(zlib.Z_FULL_FLUSH)))
    size, crc = sum(map(len, parts)), 0
    for part in parts:
        crc = zlib.crc32(part, crc)
    return Piece(size, len(data), crc, _power(BYTE, size)), data


def inflated(packed: bytes) -> bytes:
    """What a piece holds."""
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed)


def joined(pieces: Iterable[Piece]) -> Piece:
    """All of ``pieces`` as one."""
    return reduce(_joined, pieces, Piece())


def gzip_parts(whole: Piece, packed: Iterable[bytes]) -> Iterator[bytes]:
    """A .gz file of one stream, from the packed bytes of pieces that are ``whole`` together."""
    yield GZIP_HEAD
    yield from packed
    yield END + whole.crc.to_bytes(4, "little") + (whole.size & 0xFFFFFFFF).to_bytes(4, "little")


def add_member(archive: ZipFile, name: str, whole: Piece, packed: Iterable[bytes]) -> None:
    """Put packed bytes into an archive that is being written. ``zipfile`` offers no way to, so that what it does at
    the end of a member is done here; another member has to be written by itself behind them."""
    info = member(name)
    info.CRC, info.file_size, info.compress_size = whole.crc, whole.size, whole.packed + len(END)
    file = archive.fp
    assert file is not None, "the archive is open"
    info.header_offset = file.tell()
    file.write(info.FileHeader())
    for part in packed:
        file.write(part)
    file.write(END)
    archive.filelist.append(info)
    archive.NameToInfo[name] = info
    archive.start_dir = file.tell()


def member(name: str) -> ZipInfo:
    """The head of a file in a zip."""
    info = ZipInfo(name, LONG_AGO)
    info.compress_type = ZIP_DEFLATED
    info.create_system, info.external_attr = 3, 0o644 << 16
    return info


def _joined(one: Piece, other: Piece) -> Piece:
    crc = _product(other.shift, one.crc) ^ other.crc
    return Piece(one.size + other.size, one.packed + other.packed, crc, _product(one.shift, other.shift))


def _power(base: int, exponent: int) -> int:
    found = ONE
    while exponent:
        if exponent & 1:
            found = _product(base, found)
        base, exponent = _product(base, base), exponent >> 1
    return found


def _product(one: int, other: int) -> int:
    """The product of two polynomials, less all multiples of :data:`POLYNOMIAL`."""
    found, bit = 0, ONE
    while bit:
        if one & bit:
            found ^= other
        other = (other >> 1) ^ (POLYNOMIAL if other & 1 else 0)
        bit >>= 1
    return found
