"""Text to bytes in the encodings of real files, and text that was once decoded wrongly."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Encoding:
    """A way of writing bytes. ``codec`` is Python's; ``bom`` goes before them; ``declared`` is what HTML says."""

    name: str
    codec: str
    bom: bytes = b""
    declared: str = "utf-8"
    weight: int = 10


ENCODINGS: tuple[Encoding, ...] = (
    Encoding("utf-8", "utf-8", weight=50),
    Encoding("utf-8-bom", "utf-8", b"\xef\xbb\xbf", weight=10),
    Encoding("gb2312", "gb2312", declared="gb2312", weight=4),
    Encoding("gbk", "gbk", declared="gb2312", weight=10),
    Encoding("gb18030", "gb18030", declared="gb2312", weight=8),
    Encoding("big5", "big5", declared="big5", weight=4),
    Encoding("utf-16-bom", "utf-16-le", b"\xff\xfe", "utf-16", weight=4),
    Encoding("utf-16-be-bom", "utf-16-be", b"\xfe\xff", "utf-16", weight=2),
    Encoding("utf-16-le", "utf-16-le", declared="utf-16le", weight=2),
    Encoding("utf-16-be", "utf-16-be", declared="utf-16be", weight=2),
)
MOJIBAKE = "mojibake"


def choose(random: Random, text: str) -> Encoding:
    """An encoding that can hold ``text``; GB 18030 where the one drawn cannot."""
    drawn = random.choices(ENCODINGS, [e.weight for e in ENCODINGS])[0]
    try:
        text.encode(drawn.codec)
    except UnicodeEncodeError:
        return next(e for e in ENCODINGS if e.name == "gb18030")
    return drawn


def encode(text: str, encoding: Encoding) -> bytes:
    """``text`` as bytes, byte order mark included."""
    return encoding.bom + text.encode(encoding.codec)


def mojibake(text: str) -> str:
    """UTF-8 bytes read as GBK by the rules browsers use: 一、总体情况 → 涓€銆佹€讳綋鎯呭喌."""
    data = text.encode("utf-8")
    out: list[str] = []
    at = 0
    while at < len(data):
        byte = data[at]
        if byte < 0x80:
            out.append(chr(byte))
            at += 1
            continue
        if byte == 0x80:
            out.append("€")
            at += 1
            continue
        try:
            out.append(data[at : at + 2].decode("gbk"))
            at += 2
        except UnicodeDecodeError:
            out.append("\ufffd")
            # a byte that is ASCII is not swallowed with the broken one
            at += 1 if at + 1 >= len(data) or data[at + 1] < 0x80 else 2
    return "".join(out)


def undone(text: str) -> str | None:
    """The text before :func:`mojibake`, where every byte of it is still there."""
    data = bytearray()
    for character in text:
        if character == "€":
            data.append(0x80)
            continue
        try:
            data += character.encode("gbk")
        except UnicodeEncodeError:
            return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
