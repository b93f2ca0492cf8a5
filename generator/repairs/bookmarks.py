"""What word processors leave behind in extracted text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.documents import EditKind
from generator.model.spans import Span
from generator.repairs.engine import Change

BOOKMARK = re.compile(r"\[bookmark:[^\]\n]{0,40}\]")
BOLD = re.compile(r"\*\*(?=[^*\s])([^*\n]{1,200}?)(?<=[^*\s])\*\*")


def bookmarks(text: str) -> Iterator[Change]:
    """Drops ``[bookmark: _GoBack]``."""
    for match in BOOKMARK.finditer(text):
        yield Change(Span(*match.span()), "", EditKind.BOOKMARK)


def markdown(text: str) -> Iterator[Change]:
    """Drops the stars of ``**bold**``; lone stars stay."""
    for match in BOLD.finditer(text):
        for start in (match.start(), match.end() - 2):
            yield Change(Span(start, start + 2), "", EditKind.MARKDOWN)
