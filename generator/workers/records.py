"""Serializes the result of an upload, for the way from the worker process and for the cache.

MessagePack by msgspec, straight from and to the types of the model: a third of the time that pickle takes, and nothing
in such bytes can do more than fill these types.
"""

from __future__ import annotations

import msgspec

from generator.workers.coding import ENCODER
from generator.workers.results import UploadResult

_DECODER = msgspec.msgpack.Decoder(UploadResult)


def packed(result: UploadResult) -> bytes:
    """``result`` as bytes. Equal results give equal bytes.

    Raises UnicodeEncodeError for half a character (a lone surrogate).
    """
    return ENCODER.encode(result)


def unpacked(data: bytes) -> UploadResult:
    """What :func:`packed` made ``data`` from. Raises msgspec.DecodeError for anything else."""
    return _DECODER.decode(data)
