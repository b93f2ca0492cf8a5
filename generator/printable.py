"""Makes text from uploads, file names and arguments safe to print: no control characters remain."""

from __future__ import annotations

import re

UNPRINTABLE = (
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)
"""As a class of a regular expression: controls (C0 and C1: escapes of terminals), half characters, marks and overrides
of direction, separators of lines and paragraphs, tags and other characters without a look of their own."""

_PATTERN = re.compile(UNPRINTABLE)
_BUT_LINES = re.compile(f"(?![\n\t]){UNPRINTABLE}")


def printable(text: str) -> str:
    r"""``text`` on one line, every character that could steer a terminal written as an escape (``\x1b``)."""
    return _PATTERN.sub(_escaped, text)


def printable_lines(text: str) -> str:
    """As :func:`printable`, but newlines and tabs stay."""
    return _BUT_LINES.sub(_escaped, text)


def printable_json(text: str) -> str:
    """JSON that says the same: within strings, the only place for such characters, they become escapes of JSON."""
    return _BUT_LINES.sub(lambda match: "".join(map(_unit, _units(match[0]))), text)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file name that is no UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _units(character: str) -> list[int]:
    data = character.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]


def _unit(unit: int) -> str:
    return f"\\u{unit:04x}"
