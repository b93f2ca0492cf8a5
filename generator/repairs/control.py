"""Line ends and invisible characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.documents import EditKind
from generator.model.spans import Span
from generator.repairs.engine import Change

# Tab, newline, no-break and ideographic space carry layout and stay.
INVISIBLE = re.compile(
    "\r\n?|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)
"""What stood between digits, or moves them, has left its mark there before (``repairs.digits``)."""
LINE_ENDS = "\r\u2028\u2029"


def control(text: str) -> Iterator[Change]:
    for match in INVISIBLE.finditer(text):
        kept = "\n" if any(char in match[0] for char in LINE_ENDS) else ""
        yield Change(Span(*match.span()), kept, EditKind.CONTROL)
