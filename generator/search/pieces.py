"""Many small entries in a few small files: a reader loads the piece that an entry is in, and no other.

A piece is told by a hash of the entry's key, so no list of keys is needed, and each is named after its own content, so
that only those change in which an entry did.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from generator.cache import key_of

OFFSET, PRIME = 2166136261, 16777619
"""Of FNV-1a, which takes a line in either language."""
TAG = 8
"""Characters of a piece's hash in its name. It tells versions of one piece apart, not pieces."""


def packed_pieces(entries: Mapping[str, Any], size: int) -> list[bytes]:
    """Pieces of about ``size`` bytes, at most, each JSON: key → entry, in the order of keys.

    Their number is a power of two; that of a key is told by :func:`piece_of`.
    """
    encode = msgspec.json.Encoder().encode
    lines = [(key, encode(key) + b":" + encode(entries[key])) for key in sorted(entries)]
    total = sum(len(line) for _, line in lines)
    count = 1
    while count * size < total:
        count *= 2
    pieces: list[list[bytes]] = [[] for _ in range(count)]
    for key, line in lines:
        pieces[piece_of(key, count)].append(line)
    return [b"{" + b",".join(piece) + b"}" for piece in pieces]


def piece_of(key: str, count: int) -> int:
    """The piece of ``count`` that a key is in; mirrored in ``assets/search/pieces.js``."""
    total = OFFSET
    units = key.encode("utf-16-le")
    for at in range(0, len(units), 2):
        total = ((total ^ (units[at] | units[at + 1] << 8)) * PRIME) & 0xFFFFFFFF
    return total % count


def named_pieces(folder: str, pieces: Sequence[bytes]) -> tuple[dict[str, bytes], str]:
    """The files of ``pieces`` below ``folder``, and their tags, one behind the other, by which the page names them."""
    tags = [key_of(piece)[:TAG] for piece in pieces]
    files = {
        f"{folder}/{number}.{tag}.json": piece for number, (tag, piece) in enumerate(zip(tags, pieces, strict=True))
    }
    return files, "".join(tags)
