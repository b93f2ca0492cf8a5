"""Marks in an extracted text for what is printed in a way that leaves its reading open.

While a line is being put together, its pieces are wrapped; ``settled`` writes the marks once the line is whole.
No number is read across them, and blanks beside them go, so that no digit next to one stands for itself.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import partial

from generator.text.number_grammar import UNIT_CHARACTERS

STRUCK_OUT = "〔划去〕"
"""Stands in a cell for words that are struck out, so that it is not taken for blank."""
BROKEN = "¦"
"""A number is never read across it."""


class Mark(Enum):
    """How a piece is printed; the values are code points that no text may contain, before and behind it."""

    STRUCK = "\ufdd0\ufdd1"
    FAINT = "\ufdd2\ufdd3"
    """Perhaps not to be seen: white, tiny, transparent."""
    RAISED = "\ufdd4\ufdd5"
    """Perhaps the mark of a note: 22¹ is not 221."""

    def on(self, text: str) -> str:
        return f"{self.value[0]}{text}{self.value[1]}" if text.strip() else text


LEFT = re.compile("[\ufdd0-\ufdd5]")
NEXT = {mark: re.compile(rf"{mark.value[1]}(\s*){mark.value[0]}") for mark in Mark}
BLANK = "[ \xa0\u3000]*"
BEHIND = {Mark.FAINT: r"[\d.]*"}
PIECE = {
    mark: re.compile(
        rf"{BLANK}{mark.value[0]}([^\ufdd0-\ufdd5]*){mark.value[1]}{BLANK}({BEHIND.get(mark, '')})",
    )
    for mark in Mark
}
"""The digits behind a faint piece go into its mark: in 9〔¦4¦2〕条 nobody reads 2条."""
PARTED = re.compile(r"(?<=\d)(?:\s*[\n\t\r\f\v\x85\u2028\u2029\u2001\u2003\u3000]\s*|\s\s+)(?=\d)")
"""A line end, a tab, a blank as wide as a letter or a gap between digits."""


def render_marks(line: str) -> str:
    """``line`` with its marks written: 〔¦9¦〕 for digits that count in doubt, [1] for raised ones."""
    if not LEFT.search(line):
        return line
    for mark in Mark:
        line = NEXT[mark].sub(r"\1", line)
    whole = LEFT.sub("", line).strip()
    for mark in Mark:
        line = PIECE[mark].sub(partial(_written, mark, whole), line)
    return LEFT.sub("", line)


def _written(mark: Mark, whole: str, match: re.Match[str]) -> str:
    words, behind = match.groups()
    digits = any(c.isdigit() for c in words)
    if mark is Mark.RAISED:
        # Digits that stand alone are no note's mark, however high they are set.
        return f"[{words.strip()}]" if digits and words.strip() != whole else match[0]
    beside = mark is Mark.FAINT and _is_beside(match)
    if (digits or beside) and (mark is Mark.STRUCK or _has_units_only(words)):
        kept = _without_letters(words) if digits else words.strip()
        return f"〔{BROKEN}{kept}{BROKEN}{behind}〕"
    return STRUCK_OUT if mark is Mark.STRUCK else match[0]


def _has_units_only(words: str) -> bool:
    """Whether all letters of ``words`` are units, so that its digits are a value; those of 3.其他 are words."""
    return all(c in UNIT_CHARACTERS for c in words if c.isalpha())


def _without_letters(words: str) -> str:
    return "".join(c for c in words if not c.isalpha()).strip()


def _is_beside(match: re.Match[str]) -> bool:
    """Whether a piece without digits is a number's point, sign or unit: 3〔¦.¦〕65 is not 3.65."""
    whole, (begun, end) = match.string, match.span()
    return match[2] != "" or whole[begun - 1 : begun].isdigit() or whole[end : end + 1].isdigit()


def mark_split_digits(text: str) -> str:
    """The text of a cell with a mark where lines, tabs or gaps part its digits: ``1⏎2`` is not 12."""
    return PARTED.sub(BROKEN, text)
