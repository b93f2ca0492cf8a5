"""The encoding that a page declares of itself."""

from __future__ import annotations

import re

DECLARED_WITHIN = 16_384
"""Bytes from the beginning. Browsers look at 1,024; saved pages put notes and scripts before the declaration."""
DECLARATION = re.compile(
    rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.:-]{2,40})|"
    rb"<meta[^>]{0,300}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})",
    re.I,
)


def declared_charset(data: bytes) -> str | None:
    """What the XML declaration or the first meta tag with a charset says, as printed; None where nothing does."""
    match = DECLARATION.search(data[:DECLARED_WITHIN])
    return (match[1] or match[2]).decode("ascii", "replace") if match else None
