"""Numerals that are in a file and that nobody takes for its figures: struck out, as pale as the paper, tiny, invisible.

Which figure stands in their place the page does not say for sure: they become unread, never a digit more or less.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from generator.sources.pdf.page import UNREAD, Char, PdfPage, numeral

STRUCK = (0.12, 0.56)
"""From where to where above the baseline, in sizes, a line strikes a digit out: above an underline, below its top."""
TINY = 0.4
"""A numeral smaller than so many times the usual size of the page is no figure to anyone's eye."""
SAME = 0.15
"""Glyphs of one text that stand less than so many sizes apart are one glyph printed twice."""
BEYOND = 4.0
"""Points by which a line through numerals is longer than they are at most; a border is longer."""


def unhidden(page: PdfPage) -> PdfPage:
    """``page`` with the numerals unread that a reader of it does not see as they are, or sees struck out.

    Invisible ones that only repeat what is printed are left out, and so is a whole page's text under a picture.
    """
    sizes = [char.size for char in page.chars if not char.text.isspace()]
    least = TINY * median(sizes) if sizes else 0.0
    struck = _struck(page)
    chars = tuple(
        replace(char, text=UNREAD)
        if numeral(char) and (char.pale or char.size < least or id(char) in struck.chars)
        else char
        for char in page.chars
    )
    ghosts = () if page.hidden > len(sizes) else tuple(_unprinted(page.ghosts, page.chars))
    rules = tuple(rule for rule in page.rules if id(rule) not in struck.rules)
    return replace(page, chars=chars, ghosts=ghosts, rules=rules)


@dataclass(frozen=True, slots=True)
class _Struck:
    """The ids of numerals that a rule crosses, and of the rules that do nothing else: those border no cell."""

    chars: set[int]
    rules: set[int]


def _struck(page: PdfPage) -> _Struck:
    level = sorted((rule for rule in page.rules if rule.level), key=lambda rule: rule.at)
    heights = [rule.at for rule in level]
    chars: set[int] = set()
    widths: dict[int, float] = {}
    for char in filter(numeral, page.chars):
        at = bisect_left(heights, char.base - STRUCK[1] * char.size)
        while at < len(level) and heights[at] <= char.base - STRUCK[0] * char.size:
            if level[at].start <= char.x <= level[at].end:
                chars.add(id(char))
                widths[at] = widths.get(at, 0.0) + char.x1 - char.x0
            at += 1
    only = (at for at, width in widths.items() if level[at].end - level[at].start <= width + BEYOND)
    return _Struck(chars, {id(level[at]) for at in only})


def _unprinted(ghosts: Sequence[Char], chars: Sequence[Char]) -> list[Char]:
    """``ghosts`` without those that stand on a printed glyph of the same text."""
    if not ghosts:
        return []
    printed: dict[str, list[Char]] = {}
    for char in chars:
        printed.setdefault(char.text, []).append(char)
    return [
        ghost
        for ghost in ghosts
        if not any(
            abs(char.x - ghost.x) < SAME * char.size and abs(char.base - ghost.base) < SAME * char.size
            for char in printed.get(ghost.text, ())
        )
    ]
