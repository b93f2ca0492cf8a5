"""Fields of forms in a page, and what of their values a browser shows."""

from __future__ import annotations

import re

FLOAT = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
"""What a field for numbers takes; of anything else it shows nothing."""


def is_refused(kind: str, value: str) -> bool:
    """Whether a field of ``kind`` shows nothing of ``value``."""
    return kind == "number" and value != "" and FLOAT.fullmatch(value) is None
