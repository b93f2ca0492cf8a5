"""How lines that were broken by the typesetter are put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.sources.pdf.page import UNREAD, Char, TextLine, numeral

TOKEN = re.compile(r"[A-Za-z0-9.,%+\-@/:_]+|.[，。；：、！？”’）》】]*", re.S)
"""What a typesetter keeps on one line: a word or number, or a character with the marks that may not begin a line."""
PADDING = 11.5
"""Points: the usual margins of a table cell, left and right together, and a little more."""
SPACED = 0.5
"""Digits further apart than so many times their width are not of one number that is merely printed wide."""
REGULAR = 0.1
"""So far, in widths of a digit, the gaps of such a number may differ."""
FAR = 0.95
"""Digits so many of their widths apart may be two numbers: there was room for another between them."""
UNEVEN = 0.55
"""The same where other digits of the line stand closer by so much; a blank of Helvetica or Times is half as wide."""


UNITS = 3
"""A cell with more letters is a label or a text, whose numbers nobody counts."""
GROUP = 3
"""Digits behind each blank of a number whose thousands are parted."""


def joined(first: str, then: str, full: bool) -> str:
    """Two lines as one text. ``full`` where no further digit had room on the first.

    Han characters adjoin. A number cut at the end of a full line is one number; where there was room for more,
    the typesetter had no reason to cut, and two numbers stay two.
    """
    if not first or not then:
        return first + then
    a, b = first[-1], then[0]
    if not (_latin(a) and _latin(b)):
        return first + then
    if a.isdigit() or a in ".," or b.isdigit() or b in ".,":
        return first + then if full else f"{first} {then}"
    if a.isalpha() and b.isalpha():
        return f"{first} {then}"
    return first + then


def first_token(line: TextLine) -> float:
    """The width in points of what could not have been parted from the beginning of ``line``."""
    match = TOKEN.match(line.text)
    length = len(match[0]) if match else 1
    return line.chars[min(length, len(line.chars)) - 1].x1 - line.chars[0].x0


def digit_width(line: TextLine) -> float:
    """The width of one digit of ``line``."""
    digits = [c.x1 - c.x0 for c in line.chars if c.text.isdigit()]
    return max(digits) if digits else line.size / 2


def cell_text(lines: Sequence[TextLine], left: float, right: float, padding: float = PADDING) -> str:
    """The text of a table cell between ``left`` and ``right``, its lines joined.

    ``padding`` is the most that its margins can be. Where there was room for another digit, digits above digits are
    several numbers: no text tells which one counts, so the cell is unread. Where there was none, a blank remains.
    """
    text = ""
    numbers = all(numeral(char) or char.text.isspace() for line in lines for char in line.chars)
    for i, line in enumerate(lines):
        full = i > 0 and _is_full(lines[i - 1], line, right - left, padding)
        if i and numbers and not full:
            text += UNREAD
        text = joined(text, _spelled(line), full) if not numbers or i == 0 else _put(text, _spelled(line), full)
    return text


def _is_full(before: TextLine, line: TextLine, width: float, padding: float) -> bool:
    """Had ``before`` no room for another digit, so that ``line``, close below it, may go on with its number?"""
    room = width - (before.x1 - before.x0)
    close = line.base - before.base <= 2.2 * line.size
    narrower = line.x1 - line.x0 <= before.x1 - before.x0 + 0.5
    return room < digit_width(before) + padding and close and narrower


def _put(first: str, then: str, full: bool) -> str:
    """Two lines of a cell of numbers. Digits below digits are one number or two: the printed sum of the row tells.

    One blank between them says so to the reading. A decimal point is in one number only.
    """
    whole = first.isdigit() and then.isdigit()
    return f"{first} {then}" if whole else joined(first, then, full)


def is_parted(lines: Sequence[TextLine]) -> bool:
    """Do numerals of a cell stand so far apart, or so unevenly, that they may be several numbers?

    Only what is seen counts, not whether blanks are printed. Thousands may be set apart by a narrow gap.
    """
    letters = sum(char.text.isalpha() for line in lines for char in line.chars)
    return letters <= UNITS and any(map(_has_wide_gap, lines))


def _has_wide_gap(line: TextLine) -> bool:
    inked = [char for char in line.chars if not char.text.isspace()]
    width = digit_width(line)
    gaps = {i: b.x0 - a.x1 for i, (a, b) in enumerate(pairwise(inked), 1) if _counts(a) and _counts(b)}
    least = min(gaps.values(), default=0.0)
    thousands = _thousands(inked)
    return any(gap >= FAR * width or (gap - least > UNEVEN * width and i not in thousands) for i, gap in gaps.items())


def _counts(char: Char) -> bool:
    return char.text.isdigit() or char.text in ".,．，"


def _thousands(chars: Sequence[Char]) -> set[int]:
    """The places of ``chars``, if those are digits of one number, before which its thousands begin."""
    whole = "".join(char.text for char in chars).split(".")[0]
    return set(range(len(whole) - GROUP, 0, -GROUP)) if whole.isdigit() else set()


def _spelled(line: TextLine) -> str:
    """The text of a line in a cell. A number set with the same small gap behind each of its digits has no blanks."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(line.chars)]
    if gaps and all(map(numeral, line.chars)):
        width = digit_width(line)
        if min(gaps) > 0 and max(gaps) <= SPACED * width and max(gaps) - min(gaps) <= REGULAR * width:
            return "".join(char.text for char in line.chars)
    return line.text


def _latin(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in ".,%+-")
