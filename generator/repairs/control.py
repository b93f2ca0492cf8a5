"""Line ends and invisible characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.documents import EditKind
from generator.model.spans import Span
from generator.repairs.engine import Change

# Tab, newline, no-break and ideographic space carry layout and stay.
INVISIBLE = re.compile("\r\n?|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b-\u200f\u2028\u2029\u2060\ufeff]+")


def control(text: str) -> Iterator[Change]:
    for match in INVISIBLE.finditer(text):
        kept = "\n" if match[0] in ("\r\n", "\r", "\u2028", "\u2029") else ""
        yield Change(Span(*match.span()), kept, EditKind.CONTROL)
