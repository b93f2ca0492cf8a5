"""Digits that a reader does not see as they stand in the text: each gets a mark across which no number is read.

What stands between two digits without being seen (a control character, a zero-width blank, a line separator) either
parts them or joins them, and nobody can tell which. Marks that turn the direction of writing, or letters written from
right to left, move the digits of their line. Strokes and rings over a digit say that it is not meant, or something
else. Digits of other scripts are no Chinese reader's; those of several scripts run the other way.

The text keeps all its characters but those that are replaced by the mark; the digits stay where they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.model.documents import EditKind
from generator.model.spans import Span
from generator.repairs.engine import Change

BROKEN = "¦"
"""The mark, as the readers of other formats set it (``sources.marks``)."""
UNSEEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2002-\u200f"
    "\u2028-\u202f\u205f-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U0010ffff"
)
"""Controls, format characters, narrow blanks, fillers, variation selectors, private use: the inside of a class."""
SIGNS = "+\\-−﹣–－‐‑⁻"
BREAK_OPPORTUNITY = "\u200b"
"""Editors of web pages strew it everywhere. It is the only one that joins: every reader sees 12 in 1&#8203;2."""
HIDDEN = re.compile(f"[{UNSEEN}]")
"""A search for one class takes a tenth of the time of one for what stands around it, and hardly any text holds it."""
BETWEEN = re.compile(rf"(?<=\d)[{UNSEEN}]+(?=[\d.,．，])|(?<=[.,．，{SIGNS}])[{UNSEEN}]+(?=\d)|\u00ad+(?=\d)")
"""Also between a digit and its point, and between a sign and its number. A soft hyphen may be shown as a minus."""
ODD = r"[^\w\s\x00-\x7f\u2010-\u2027\u2030-\u205e\u3000-\u3029\u3030-\u303f\uff01-\uff60]"
BESIDE = re.compile(rf"\d{ODD}|{ODD}\d")
"""A digit and a character that is no plain punctuation: looked at closer where it combines with what it stands at."""
OTHER_DIGIT = re.compile(r"[^\D0-9０-９]")
OTHER_DIGITS = re.compile(r"(?<!¦)(?:(?![0-9０-９])\d)+(?!¦)")
TURNING = "\u061c\u200f\u202a-\u202e\u2066-\u2069"
"""Marks of direction but U+200E, which changes nothing for digits."""
RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
TURNED = re.compile(rf"[{TURNING}{RIGHT_TO_LEFT}]")
MARK_OF_DIRECTION = re.compile(rf"[{TURNING}]")
DIGIT = re.compile(r"(?<!¦)\d")
NUMERAL = re.compile(r"(?<!¦)[\d〇零一二两三四五六七八九十百千万亿]")


def unsure_digits(text: str) -> Iterator[Change]:
    """Sets a mark at every digit that may not be what a reader sees."""
    found = [*_between(text), *_combined(text), *_foreign(text), *_turned(text)]
    at = 0
    for change in sorted(set(found), key=lambda change: (change.span, change.replacement)):
        if change.span.start >= at:
            yield change
            at = change.span.end


def _between(text: str) -> Iterator[Change]:
    for match in BETWEEN.finditer(text) if HIDDEN.search(text) else ():
        if set(match[0]) != {BREAK_OPPORTUNITY}:
            yield Change(Span(*match.span()), BROKEN, EditKind.CONTROL)


def _combined(text: str) -> Iterator[Change]:
    """Digits with a stroke, a ring or another mark over them, or beside one that may span them."""
    for match in BESIDE.finditer(text):
        digit = match.start() if match[0][0].isdigit() else match.start() + 1
        other = match[0][1] if digit == match.start() else match[0][0]
        if unicodedata.category(other)[0] == "M" and text[digit - 1 : digit] != BROKEN:
            yield _before(digit)


def _foreign(text: str) -> Iterator[Change]:
    for match in OTHER_DIGITS.finditer(text) if OTHER_DIGIT.search(text) else ():
        yield _before(match.start())
        yield _before(match.end())


def _turned(text: str) -> Iterator[Change]:
    """All digits of a line with letters from right to left; its numerals, too, where a mark turns the whole of it."""
    at = 0
    while turned := TURNED.search(text, at):
        start, end = text.rfind("\n", 0, turned.start()) + 1, text.find("\n", turned.end())
        at = len(text) if end < 0 else end
        marked = MARK_OF_DIRECTION.search(text, turned.start(), at)
        for match in (NUMERAL if marked else DIGIT).finditer(text, start, at):
            yield _before(match.start())


def _before(at: int) -> Change:
    return Change(Span(at, at), BROKEN, EditKind.CONTROL)
