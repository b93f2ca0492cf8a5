"""What a file is taken for, by its name."""

from __future__ import annotations

from enum import Enum

from generator.filing.tables import FILE_KINDS as TABLES

WARCS = (".warc", ".warc.gz")
PACKED = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst")


class Kind(Enum):
    """What is done with a file."""

    FILE = "file"
    ZIP = "zip"
    TABLE = "table"
    WARC = "warc"
    PACKED = "packed"


def kind_of(name: str) -> Kind:
    """By the end of ``name``, whatever its case."""
    name = name.lower()
    if name.endswith(WARCS):
        return Kind.WARC
    if name.endswith(".zip"):
        return Kind.ZIP
    if name.endswith(TABLES):
        return Kind.TABLE
    return Kind.PACKED if name.endswith(PACKED) else Kind.FILE
