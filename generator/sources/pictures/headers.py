"""What the head of a picture file says: which kind it is, how large its pictures are. Nothing is decoded.

A few kilobytes may unpack to gigabytes, and half a file to half a page of figures. Both are refused before anything is
decoded.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping

MAX_SIDE = 20_000
"""Pixels."""
MAX_PIXELS = 50_000_000
"""Of one picture: A4 at 600 dots an inch has 35 million."""
MAX_PICTURES = 40
"""In one file, or pages that are scans."""
LEAST_SIDE = 40
"""Pixels: nothing can be read in a smaller one."""
MAX_CHUNKS = 100_000

PICTURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
)
Size = tuple[int, int]


class PictureError(Exception):
    """Why a picture is not decoded; ``args[0]`` is a code of ``remarks.TROUBLES``."""


def picture_kind(data: bytes) -> str | None:
    """``PNG``, ``JPEG`` … by the first bytes; None for what is no picture."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    return next((kind for start, kind in PICTURES if data.startswith(start)), None)


def checked_sizes(data: bytes) -> tuple[Size, ...]:
    """Width and height of each picture in ``data``. Raises PictureError for what is not whole, too large or none."""
    try:
        sizes = tuple(_sizes(data))
    except (struct.error, IndexError) as error:
        raise PictureError("truncated") from error
    if not sizes:
        raise PictureError("broken")
    if len(sizes) > MAX_PICTURES:
        raise PictureError("too_many_pages")
    for wide, high in sizes:
        if max(wide, high) > MAX_SIDE or wide * high > MAX_PIXELS:
            raise PictureError("too_large")
        if min(wide, high) < 1:
            raise PictureError("broken")
    return sizes


def _sizes(data: bytes) -> Iterator[Size]:
    kind = picture_kind(data)
    if kind == "TIFF":
        yield from _tiff(data)
    elif kind is not None:
        yield _SIZES[kind](data)


def _png(data: bytes) -> Size:
    wide, high = struct.unpack(">II", data[16:24])
    at = 8
    for _ in range(MAX_CHUNKS):
        (length,) = struct.unpack(">I", data[at : at + 4])
        if data[at + 4 : at + 8] == b"IEND":
            return wide, high
        at += 12 + length
    raise PictureError("broken")


def _jpeg(data: bytes) -> Size:
    at, size = 2, None
    for _ in range(MAX_CHUNKS):
        marker = data[at + 1]
        if data[at] != 0xFF:
            raise PictureError("broken")
        if marker == 0xFF:  # padding
            at += 1
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            high, wide = struct.unpack(">HH", data[at + 5 : at + 9])
            size = wide, high
        at += 2 + length
        if marker == 0xDA:
            # In what follows, the mark of the end cannot be part of a picture.
            if size is None or data.rfind(b"\xff\xd9", at) < 0:
                raise PictureError("truncated")
            return size
    raise PictureError("broken")


def _gif(data: bytes) -> Size:
    if data.rstrip(b"\0")[-1:] != b";":
        raise PictureError("truncated")
    wide, high = struct.unpack("<HH", data[6:10])
    return wide, high


def _bmp(data: bytes) -> Size:
    start, _, wide, high = struct.unpack("<IIii", data[10:26])
    bits, packed = struct.unpack("<HI", data[28:34])
    lines = (abs(wide) * bits + 31) // 32 * 4
    if packed in (0, 3) and len(data) < start + lines * abs(high):
        raise PictureError("truncated")
    return abs(wide), abs(high)


def _webp(data: bytes) -> Size:
    (length,) = struct.unpack("<I", data[4:8])
    if len(data) < length + 8:
        raise PictureError("truncated")
    kind = data[12:16]
    if kind == b"VP8X":
        wide, high = (1 + int.from_bytes(data[at : at + 3], "little") for at in (24, 27))
        return wide, high
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        wide, high = struct.unpack("<HH", data[26:30])
        return wide & 0x3FFF, high & 0x3FFF
    raise PictureError("broken")


_SIZES: Mapping[str, Callable[[bytes], Size]] = {"PNG": _png, "JPEG": _jpeg, "GIF": _gif, "BMP": _bmp, "WebP": _webp}
"""Of the kinds that hold one picture."""
_WIDTH, _HEIGHT, _OFFSETS, _COUNTS, _TILES, _TILE_COUNTS = 256, 257, 273, 279, 324, 325


def _tiff(data: bytes) -> Iterator[Size]:
    order = "<" if data[:2] == b"II" else ">"
    (at,) = struct.unpack(f"{order}I", data[4:8])
    for _ in range(MAX_PICTURES + 1):
        if not at:
            return
        (count,) = struct.unpack(f"{order}H", data[at : at + 2])
        tags: dict[int, tuple[int, ...]] = {}
        for number in range(count):
            entry = at + 2 + 12 * number
            (tag,) = struct.unpack(f"{order}H", data[entry : entry + 2])
            if tag in (_WIDTH, _HEIGHT, _OFFSETS, _COUNTS, _TILES, _TILE_COUNTS):
                tags[tag] = _tiff_values(data, entry, order)
        if not tags.get(_WIDTH) or not tags.get(_HEIGHT):
            raise PictureError("broken")
        places, counts = tags.get(_OFFSETS) or tags.get(_TILES, ()), tags.get(_COUNTS) or tags.get(_TILE_COUNTS, ())
        if any(place + length > len(data) for place, length in zip(places, counts, strict=False)):
            raise PictureError("truncated")
        yield tags[_WIDTH][0], tags[_HEIGHT][0]
        (at,) = struct.unpack(f"{order}I", data[at + 2 + 12 * count : at + 6 + 12 * count])
    yield 1, 1  # one more than may be: refused as too many


def _tiff_values(data: bytes, entry: int, order: str) -> tuple[int, ...]:
    kind, count = struct.unpack(f"{order}HI", data[entry + 2 : entry + 8])
    size = {3: 2, 4: 4}.get(kind)
    if size is None or count > MAX_CHUNKS:
        raise PictureError("broken")
    start = entry + 8 if size * count <= 4 else struct.unpack(f"{order}I", data[entry + 8 : entry + 12])[0]
    return struct.unpack(f"{order}{count}{'H' if size == 2 else 'I'}", data[start : start + size * count])
