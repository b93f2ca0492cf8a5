"""Tells the encoding of a table by all of its bytes, in bounded memory."""

from __future__ import annotations

import codecs
from pathlib import Path

from generator.errors import GongkaiError

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
PIECE = 2**20


def encoding_of(path: Path) -> str:
    """By its mark, else UTF-8 where all of it is that, else GB18030. Raises GongkaiError where it is none of them: a
    part of it would be read wrongly."""
    try:
        with path.open("rb") as file:
            head = file.read(4)
        marked = next((name for mark, name in MARKS if head.startswith(mark)), None)
        for encoding in (marked,) if marked else ("utf-8", "gb18030"):
            if _is_all(path, encoding):
                return encoding
    except OSError as error:
        raise GongkaiError(f"cannot be read ({error.strerror})", file=path, remedy="check the file") from error
    raise GongkaiError("neither UTF-8 nor GB18030 throughout", file=path, remedy="save it as UTF-8")


def _is_all(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while piece := file.read(PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeError:
            return False
    return True
