"""What the dictionaries of a PDF file hold that PDFium tells nothing of: layers that are off, scripts.

Part of ``child.py``: it stands alone like that. The whole file is searched for a few names, and what its object streams
pack. What cannot be unpacked is taken to hold them: all that follows is that the figures concerned are not read.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import cached_property

MOST_UNPACKED = 1 << 25
"""Bytes of all object streams of a file; those of long reports have a hundredth."""
HEAD = 1000
"""Bytes of the dictionary of an object stream at most."""


def name(text: str) -> bytes:
    """A pattern for the name ``text``, any character of which may be written as a number."""
    escaped = (f"(?:{char}|#(?i:{ord(char):02x}))" for char in text)
    return f"/{''.join(escaped)}(?![A-Za-z0-9])".encode()


PACKED = re.compile(name("ObjStm"))
OFF = re.compile(
    name("OFF") + rb"(?!\s*\[\s*\])|" + b"|".join(map(name, ("AllOff", "AnyOff"))) + b"|" + name("VE") + rb"\s*\["
)
"""A layer is off by itself or for a use, or content is shown where a layer is off or by a formula."""
SCRIPT = re.compile(name("JavaScript"))


class Dictionaries:
    """Those of the file ``data``."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    @cached_property
    def may_hide_layers(self) -> bool:
        return self._has(OFF)

    @cached_property
    def may_run_scripts(self) -> bool:
        return self._has(SCRIPT)

    def _has(self, pattern: re.Pattern[bytes]) -> bool:
        if pattern.search(self.data):
            return True
        return any(text is None or pattern.search(text) for text in self._unpacked)

    @cached_property
    def _unpacked(self) -> list[bytes | None]:
        """The contents of object streams; None for one that cannot be unpacked."""
        found: list[bytes | None] = []
        room = MOST_UNPACKED
        for head, packed in self._streams():
            text = unpack(packed, room) if b"FlateDecode" in head and b"DecodeParms" not in head else None
            found.append(text)
            room -= len(text or b"")
            if text is None:
                break
        return found

    def _streams(self) -> Iterator[tuple[bytes, memoryview]]:
        """The dictionary and the bytes of each object stream that is packed."""
        end = 0
        for match in PACKED.finditer(self.data):
            if match.start() < end:
                continue
            start = self.data.find(b"stream", match.end())
            end = self.data.find(b"endstream", start)
            if start < 0 or end < 0:
                return
            head = self.data[max(0, match.start() - HEAD) : start].rpartition(b"obj")[2]
            if b"Filter" in head or b"#" in head:
                yield head, memoryview(self.data)[start + len(b"stream") : end]


def unpack(packed: memoryview, room: int) -> bytes | None:
    """``packed``, behind its line's end; None if it is no such data or longer than ``room``."""
    begin = next((i for i, byte in enumerate(packed[:2]) if byte not in b"\r\n"), 2)
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(packed[begin:], max(1, room))
    except zlib.error:
        return None
    return text if unpacker.eof else None
