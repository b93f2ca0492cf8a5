"""What repeats on every page and belongs to none: page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.sources.pdf.page import PdfPage, TextLine
from generator.text.folding import without_blanks

MARGIN = 0.13
"""The share of a page's height, above and below, in which furniture stands."""
DECORATED = re.compile(
    r"[-—–－·•~\s]+\d{1,3}[-—–－·•~\s]+|第\s*\d{1,3}\s*页(?:[\s，,/]*共\s*\d{1,3}\s*页)?|\d{1,3}\s*/\s*\d{1,3}"
)
BARE = re.compile(r"\d{1,3}")
DIGIT_RUN = re.compile(r"\d+")


def find_furniture(pages: Sequence[PdfPage], lines: Sequence[Sequence[TextLine]]) -> set[tuple[int, TextLine]]:
    """(index of the page, line) of all furniture. ``lines`` are those outside of tables.

    A decorated number (- 3 -, 第3页) alone in the margin is furniture; a bare one only where another page counts alike,
    decorated or bare; words only where they stand at the same height of most pages.
    """
    outer = [_outer(page, own) for page, own in zip(pages, lines, strict=True)]
    placed = [(i, line) for i, own in enumerate(outer) for line in own]
    counting = Counter(int(DIGIT_RUN.findall(line.text)[0]) - i for i, line in placed if is_page_number(line.text))
    repeated = Counter(key for own in outer for key in {_key(line) for line in own})
    least = max(2, 0.5 * len(pages))

    def is_furniture(index: int, line: TextLine) -> bool:
        if DECORATED.fullmatch(line.text):
            return True
        if BARE.fullmatch(line.text):
            return counting[int(line.text) - index] >= 2
        return max(repeated[_key(line, by)] for by in (-1, 0, 1)) >= least

    return {(i, line) for i, line in placed if is_furniture(i, line)}


def is_page_number(text: str) -> bool:
    return bool(DECORATED.fullmatch(text) or BARE.fullmatch(text))


def _outer(page: PdfPage, lines: Sequence[TextLine]) -> list[TextLine]:
    """The first and last lines of a page, as far as they stand in its margins."""
    top = [line for line in lines[:2] if line.base < MARGIN * page.height]
    bottom = [line for line in lines[-2:] if line.base > (1 - MARGIN) * page.height]
    return list(dict.fromkeys(top + bottom))


def _key(line: TextLine, by: int = 0) -> tuple[str, int]:
    return DIGIT_RUN.sub("0", without_blanks(line.text)), round(line.base / 4) + by
