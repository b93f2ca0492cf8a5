"""The wording of one cell or paragraph of a Word file, once it is put together."""

from __future__ import annotations

import re

from generator.sources.marks import BROKEN
from generator.sources.office.docx.text_parts import doubtful

BLANK = "[ \xa0\u2000-\u200a\u202f\u205f\u3000]"
LONE_BLANK = re.compile(rf"(?<=\d){BLANK}(?=\d)")
BRACKETED = re.compile("〔[^〔〕]*〕")
"""What we say of a cell, and no words of its own."""
FIGURE = re.compile(r"\d[\d.,]*")
THOUSANDS = re.compile(rf"[+\-−]?\d{{1,3}}(?:{BLANK}\d{{3}})+(?:\.\d+)?")


def unseen_figures(text: str) -> str:
    """Running text whose figures perhaps nobody sees."""
    return FIGURE.sub(lambda found: doubtful(found[0]), text)


def spaced(text: str) -> str:
    """A blank between digits parts them, unless it parts thousands."""
    if any(c.isalpha() for c in text) or THOUSANDS.fullmatch(text.strip()):
        return text
    return LONE_BLANK.sub(BROKEN, text)


def has_words(text: str) -> bool:
    """Whether a cell's text is a label, or has a unit in it."""
    return any(c.isalpha() for c in BRACKETED.sub("", text))
