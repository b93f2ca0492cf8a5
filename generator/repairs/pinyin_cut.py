"""Pinyin notes that a narrow column cut apart: 公开(kā over i)申请, or the note alone on the next line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model.documents import EditKind
from generator.model.spans import Span
from generator.repairs.engine import Change
from generator.repairs.pinyin import LETTERS, sounds_like

LINE = re.compile(r"[^\n]*")
OPENED = re.compile(rf"[(（][{LETTERS}]{{0,6}}(?:[)）\s]|$)")
"""In whatever BEGUN and WHOLE find; it is looked for in a tenth of their time."""
BEGUN = re.compile(rf"([\u3400-\u9fff])([(（][{LETTERS}]{{0,6}})(?=\s|$)")
"""A note that its column ends."""
ENDED = re.compile(rf"(?<!\S)[{LETTERS}]{{0,6}}[)）]")
"""The rest of one, at the beginning of a column."""
WHOLE = re.compile(rf"(?<!\S)[(（][{LETTERS}]{{1,6}}[)）]")
LAST = re.compile(r"[\u3400-\u9fff](?=\s|$)")
"""The last character of a column, whose note may stand on the next line."""
NUMBERS = re.compile(r"[\s\d.,，．/—–+-]*")
REACH = 4
"""Between the two parts stand at most so many lines: the row's numbers, a page number."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What one line leaves open: a character, and the span of what stands of its note (empty where nothing does)."""

    character: str
    note: str
    span: Span


def cut_pinyin_notes(text: str) -> Iterator[Change]:
    """Drops both parts of a note cut over lines, where together they say the character before them.

    Lines of numbers between the parts are passed over; any other line ends the search.
    """
    if not OPENED.search(text) or not (BEGUN.search(text) or WHOLE.search(text)):
        return
    changes: list[Change] = []
    open_parts: list[_Part] = []
    passed = 0
    for line in LINE.finditer(text):
        if not line.group():
            continue
        if NUMBERS.fullmatch(line.group()):
            passed += 1
            continue
        parts = open_parts if passed <= REACH else []
        changes += _closed(text, line.start(), line.end(), parts)
        open_parts, passed = _left_open(text, line.start(), line.end()), 0
    yield from sorted(changes, key=lambda change: change.span)


def _closed(text: str, start: int, end: int, parts: Sequence[_Part]) -> Iterator[Change]:
    waiting = list(parts)
    for pattern in (ENDED, WHOLE):
        for match in pattern.finditer(text, start, end):
            note = match[0]
            fits = (p for p in waiting if bool(p.note) == (pattern is ENDED) and _fit(p, note))
            part = next(fits, None)
            if part is None:
                continue
            waiting.remove(part)
            if part.note:
                yield Change(part.span, "", EditKind.PINYIN_NOTE)
            yield Change(Span(*match.span()), "", EditKind.PINYIN_NOTE)


def _fit(part: _Part, rest: str) -> bool:
    note = (part.note + rest).strip("()（）")
    return bool(note) and sounds_like(part.character, note)


def _left_open(text: str, start: int, end: int) -> list[_Part]:
    begun = [_Part(m[1], m[2], Span(*m.span(2))) for m in BEGUN.finditer(text, start, end)]
    bare = [_Part(m[0], "", Span(m.end(), m.end())) for m in LAST.finditer(text, start, end)]
    return begun + bare
