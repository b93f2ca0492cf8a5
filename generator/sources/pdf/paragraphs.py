"""Lines of running text to paragraphs: one unbroken text each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from generator.sources.pdf.page import TextLine
from generator.sources.pdf.wrapping import digit_width, first_token, joined

ITEM = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}\s*、)")
BEGINS = re.compile(rf"{ITEM.pattern}|^\s*\d{{1,2}}\s*[.．,，]")
"""How an item of a table or list begins."""
STOP = tuple("。！？；：.!?;:")
CLOSING = "）)”’》」』"
"""What may stand behind the stop that ends a sentence."""
LONGEST_NUMBER = 40
"""Characters of the end of a paragraph in which a number cut by a line end is looked for; no figure is as long."""
NUMBER_END = re.compile(r"[\d.,]{0,40}$")
NUMBER_START = re.compile(r"[\d.,]{0,40}")


class Measure:
    """The edges of the running text: where its lines begin and end, and how far apart they are."""

    def __init__(self, pages: Sequence[Sequence[TextLine]]) -> None:
        lines = [line for page in pages for line in page]
        self.right = max((line.x1 for line in lines), default=0.0)
        wide = [line for line in lines if line.x1 > self.right - 3 * line.size]
        self.left = min((line.x0 for line in wide), default=0.0)
        pitches = [b.base - a.base for page in pages for a, b in pairwise(page) if b.base - a.base < 60]
        self.pitch = median(pitches) if pitches else 20.0

    def continues(self, before: TextLine, line: TextLine, same_page: bool) -> bool:
        """Is ``line`` the next line of the paragraph of ``before``?"""
        size = before.size
        if abs(_usual(line) - _usual(before)) > 0.12 * size or line.x0 > self.left + 0.8 * size:
            return False
        if same_page and line.base - before.base > 1.45 * max(self.pitch, 1.2 * size):
            return False
        if before.text.rstrip(CLOSING).endswith(STOP) and ITEM.match(line.text):
            return False
        # The typesetter broke here only if what follows had no room.
        return before.x1 + first_token(line) > self.right - 0.6 * size


def paragraphs(lines: Sequence[tuple[int, TextLine]], measure: Measure) -> tuple[list[str], list[str]]:
    """``lines`` as (page, line) in order; their paragraphs, and the numbers put together over the end of a line."""
    done: list[list[str]] = []
    glued: list[str] = []
    tail = ""
    before: tuple[int, TextLine] | None = None
    for page, line in lines:
        text = line.text
        if before is not None and measure.continues(before[1], line, before[0] == page):
            last = before[1]
            full = measure.right - last.x1 < digit_width(last)
            if full and tail[-1:].isdigit() and text[:1].isdigit():
                glued.append(NUMBER_END.search(tail)[0] + NUMBER_START.match(text)[0])  # type: ignore[index]
            text = joined(tail, text, full)[len(tail) :]
            done[-1].append(text)
        else:
            done.append([text])
            tail = ""
        # Only the end of a paragraph is looked at again, so that long ones cost no more than their length.
        tail = (tail + text)[-LONGEST_NUMBER:]
        before = (page, line)
    return ["".join(pieces) for pieces in done], glued


def _usual(line: TextLine) -> float:
    return median(c.size for c in line.chars)
