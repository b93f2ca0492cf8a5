"""Question marks that stand for odd blanks which a conversion could not express."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.documents import EditKind
from generator.model.spans import Span
from generator.repairs.engine import Change

# No question begins a line or a cell, and none ends in several ASCII marks: Chinese uses ？.
STRAY = re.compile(
    r"\?{2,}(?=20\d\d\s*年)|(?:^|(?<=[|\t]))(?=[ \u3000\xa0]*\?)[ \u3000\xa0?]+(?!\s*\d)|\?{2,}(?!\d)", re.MULTILINE
)


def question_marks(text: str) -> Iterator[Change]:
    """Turns stray question marks into blanks, one for one."""
    for match in STRAY.finditer(text) if "?" in text else ():
        yield Change(Span(*match.span()), match[0].replace("?", " "), EditKind.QUESTION_MARKS)
