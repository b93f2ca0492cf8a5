"""Finds where a table begins and ends: the first line of its own header, and its last row."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from generator.model.documents import Text
from generator.model.figures import Table
from generator.model.spans import DecodedSpan, RepairedSpan, Span
from generator.reading.lexicon import HEADER_WORD, TableLexicon
from generator.reading.table.tokens import PAGE_NUMBER
from generator.text.folding import half_width, squash

PIECES = re.compile(r"[\s|｜]+")
BLOCK = re.compile(r"第?二十条第?[一二三四五六七八九十]{1,2}项")
PIECE = re.compile(r"\S+")
REACH = 600
"""A header on the line of its first row is no longer."""
BARS = " \t\r\u3000\xa0|｜"
LONGEST = 200
"""A longer line is no line of a header."""


def with_header(table: Table, words: TableLexicon, text: Text, floor: int) -> Table:
    """``table`` with the lines above its first label that are words of its header, and those behind its last row that
    are labels without cells; ``floor`` is where another ends.

    For layouts whose rows are no lines: what else stands in the stream may be a heading or prose.
    """
    start = text.forth(table.span).start
    top = line = text.repaired.rfind("\n", 0, start) + 1
    known = header_words(words)
    beside = _beside(text.repaired, max(line, floor), start, known)
    if text.repaired[line:beside].strip():
        top, line = beside, floor  # what stands before it on its line is no header
    while line > floor:
        above = text.repaired.rfind("\n", 0, line - 1) + 1
        words_above = text.repaired[above : line - 1]
        if above < floor or len(words_above) > LONGEST:
            break
        if words_above.strip() and not PAGE_NUMBER.fullmatch(half_width(words_above)):
            if not _is_header(words_above, known):
                break
            top = above
        line = above
    begin = top + len(text.repaired[top:start]) - len(text.repaired[top:start].lstrip())
    span = text.back(
        RepairedSpan(Span(max(begin, floor), _bottom(text.repaired, text.forth(table.span).end, words, known)))
    )
    return replace(table, span=DecodedSpan(Span(min(span.start, table.span.start), max(span.end, table.span.end))))


def _bottom(repaired: str, end: int, words: TableLexicon, known: str) -> int:
    """The end of the last line behind ``end`` that holds labels alone: rows without cells, with their header."""
    bottom = end
    line = repaired.find("\n", end)
    if line < 0 or repaired[end:line].strip(BARS):
        return end
    while line >= 0:
        below = repaired.find("\n", line + 1)
        label = repaired[line + 1 : below if below >= 0 else len(repaired)]
        if len(label) > LONGEST:
            break
        if label.strip(BARS):
            if not (_is_header(label, known) or words.rows.find(label.strip(BARS))):
                break
            bottom = line + 1 + len(label.rstrip())
        line = below
    return bottom


def _beside(repaired: str, line: int, start: int, known: str) -> int:
    """Where the header begins that stands on the line of the first label, before it."""
    low = max(line, start - REACH)
    for match in reversed(list(PIECE.finditer(repaired, low, start))):
        if not _is_header(match[0], known):
            break
        start = match.start()
    return start


@lru_cache(maxsize=16)
def header_words(words: TableLexicon) -> str:
    """All that a header of the table may print, a mark between: pieces of torn labels are found in it."""
    found: list[str] = [HEADER_WORD]
    for table in words.tables:
        labels = [*table.columns.values(), *table.column_groups.values()]
        labels += table.rows.values() if table.number == 4 else table.row_groups.values()
        found += [name for label in labels for name in (label.zh, *label.aliases)]
        found += [table.corner, *(block.heading for block in table.blocks)]
    return "|".join(dict.fromkeys(squash(name) for name in found if name))


def _is_header(line: str, known: str) -> bool:
    """True if every piece of a line is part of a header's label."""
    joined = squash(line)
    if joined in known or BLOCK.fullmatch(joined):
        return True
    pieces = [squash(piece) for piece in PIECES.split(line) if piece]
    return all(piece in known or BLOCK.fullmatch(piece) for piece in pieces)
