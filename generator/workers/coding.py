"""What is kept for the next build, to bytes and back: MessagePack by msgspec."""

from __future__ import annotations

from typing import TypeVar

import msgspec

T = TypeVar("T")

ENCODER = msgspec.msgpack.Encoder()


def decoded(data: bytes | None, decoder: msgspec.msgpack.Decoder[T]) -> T | None:
    """What ``data`` holds; None for no data, and for such as was written at another time, by other code."""
    if data is None:
        return None
    try:
        return decoder.decode(data)
    except (msgspec.DecodeError, ValueError):
        return None
