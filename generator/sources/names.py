"""What files are called: by which names pictures are told, and which two names are one."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

PICTURES: Mapping[str, str] = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".bmp": "image/bmp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".webp": "image/webp",
}
"""Suffix -> media type."""
MOST_PAGES = 40
"""Files of pictures of one report, the first included."""
SHOWN = 5
"""Names that one doubt repeats, and characters of each."""
LONGEST = 60


def suffix_of(path: str) -> str:
    """What the last name of ``path`` ends with, from its last dot on, as PurePosixPath has it, in a tenth of the time:
    an archive asks ten times of each upload."""
    start = path.rfind("/") + 1
    dot = path.rfind(".", start)
    return path[dot:] if start < dot < len(path) - 1 else ""


def is_picture(name: str) -> bool:
    """True if a file of that name is one, by its suffix."""
    return suffix_of(name).lower() in PICTURES


def picture_type(name: str) -> str:
    """The media type of the picture of that name."""
    return PICTURES[suffix_of(name).lower()]


def same_name(path: str) -> str:
    """Systems spell the same name in two ways (NFC, NFD): one of them."""
    return unicodedata.normalize("NFC", path)


def stem(path: str) -> str:
    """What a report and its sidecar share."""
    return same_name(path.removesuffix(suffix_of(path)))


def named(names: Sequence[str]) -> str:
    """``names``, so many as fit into a sentence."""
    more = f" 等 {len(names)} 个" if len(names) > SHOWN else ""
    return "、".join(name[:LONGEST] for name in names[:SHOWN]) + more
