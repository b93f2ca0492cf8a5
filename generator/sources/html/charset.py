"""The encoding that a page declares of itself."""

from __future__ import annotations

import re

NEAR = 16_384
"""Browsers look at the first 1,024 bytes; saved pages put notes and scripts before the declaration."""
DECLARATION = re.compile(
    rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.:-]{2,40})|"
    rb"<meta[^>]{0,300}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})",
    re.I,
)


def declared_charset(data: bytes) -> str | None:
    """What the XML declaration or the first meta tag with a charset says, as printed; None where nothing does."""
    match = DECLARATION.search(data[:NEAR])
    return (match[1] or match[2]).decode("ascii", "replace") if match else None
