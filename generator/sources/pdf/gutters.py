"""Tells cells without rules apart that stand closer together than the words of one cell may.

Full lines leave hardly a gap to the next column: 无法提2.没有现成信息 looks like one text. A gap that is wider than the
others of its text is a gutter where what follows, or what goes before, stands in line with what stands on other lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from generator.sources.pdf.page import TextLine, numeral

NARROWEST = 0.2
"""A gutter is wider than so many times the size of its text."""
WIDER = 0.15
"""By so many sizes it is wider than the usual gap of its text: justified lines have gaps everywhere."""
ALIKE = 0.08
"""Edges and middles of one column are at most so many sizes apart."""
WITNESSES = 2
"""So many other pieces must stand in line with what follows a gutter."""
LONG = 3
"""A shorter word may end a label set to the right: 总 计 is one word, and its 计 stands below the ends of others."""
ITEM = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]?[.、．]?")


@dataclass(frozen=True, slots=True)
class Stops:
    """Pieces of lines, and where they begin, have their middle and end: each sorted."""

    pieces: tuple[TextLine, ...]
    starts: tuple[float, ...]
    middles: tuple[float, ...]
    ends: tuple[float, ...]

    @staticmethod
    def of(pieces: Iterable[TextLine]) -> Stops:
        found = tuple(pieces)
        starts, ends = sorted(p.x0 for p in found), sorted(p.x1 for p in found)
        return Stops(found, tuple(starts), tuple(sorted((p.x0 + p.x1) / 2 for p in found)), tuple(ends))

    def in_line(self, piece: TextLine) -> int:
        """How many other pieces stand in line with ``piece``, which is none of them."""
        near = ALIKE * piece.size
        places = [(self.starts, piece.x0), (self.middles, (piece.x0 + piece.x1) / 2)]
        if len(piece.text) >= LONG or numeral(piece.chars[0]):
            places.append((self.ends, piece.x1))
        return max(bisect_left(stops, at + near) - bisect_left(stops, at - near) for stops, at in places)

    def alike(self, piece: TextLine) -> int:
        """How many others begin and end where ``piece`` does. What numbers an item speaks for no other such number."""
        near = ALIKE * piece.size
        item = ITEM.fullmatch(piece.text)
        return sum(
            abs(p.x0 - piece.x0) < near and abs(p.x1 - piece.x1) < near and not (item and ITEM.fullmatch(p.text))
            for p in self.pieces
        )


def parted(piece: TextLine, words: Stops, values: Stops) -> list[TextLine]:
    """``piece`` cut at the gutters in it. ``words`` and ``values`` are where others stand."""
    chars = [char for char in piece.chars if not char.text.isspace()]
    gaps = [b.x0 - a.x1 for a, b in pairwise(chars)]
    if not gaps or max(gaps) <= NARROWEST * piece.size:
        return [piece]
    least = max(NARROWEST, median(gaps) / piece.size + WIDER)
    cuts = [i + 1 for i, gap in enumerate(gaps) if gap > least * piece.size]
    done: list[TextLine] = []
    start = 0
    for at, then in pairwise([*cuts, len(chars)]):
        head, tail = TextLine(tuple(chars[start:at])), TextLine(tuple(chars[at:then]))
        if _is_gutter(head, tail, words, values):
            done.append(head)
            start = at
    return [*done, TextLine(tuple(chars[start:]))]


def _is_gutter(head: TextLine, tail: TextLine, words: Stops, values: Stops) -> bool:
    """Do enough others stand in line with ``head`` and ``tail`` to take the gap between them for a gutter?"""
    if all(map(numeral, head.chars)):
        return False  # 1. and what it counts
    if all(map(numeral, tail.chars)):
        return values.in_line(tail) >= WITNESSES
    beside = words.alike(head)
    if ITEM.fullmatch(head.text) and not ITEM.match(tail.text) and not beside:
        return False  # an item and its number
    return words.in_line(tail) + beside >= WITNESSES
