"""What stands on a page of a PDF: glyphs and rules, and lines made of glyphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from generator.sources.pdf.radicals import without_radicals

Box = tuple[float, float, float, float]
"""(left, top, right, bottom) in points from the page's top left corner."""

UNREAD = "\ufffd"
"""A glyph that is there and whose character is not known."""


@dataclass(frozen=True, slots=True)
class Char:
    """One glyph. ``base`` is its baseline, ``size`` the height of its font, in points.

    ``pale``: its colour is next to that of its ground.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    pale: bool = False

    @property
    def x(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """The middle of a Han character on this baseline."""
        return self.base - 0.36 * self.size


@dataclass(frozen=True, slots=True)
class RuledLine:
    """A straight line along an axis: from ``start`` to ``end`` at ``at`` (y of a level one, x of an upright one)."""

    level: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page. ``image`` is the share of it that pictures cover, ``hidden`` how many glyphs are invisible.

    ``ghosts`` are the numerals among the invisible ones, ``blots`` boxes of ink that is neither text nor a rule.
    """

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    rules: tuple[RuledLine, ...]
    image: float = 0.0
    hidden: int = 0
    ghosts: tuple[Char, ...] = ()
    blots: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class TextLine:
    """Glyphs on one baseline, from left to right."""

    chars: tuple[Char, ...]

    @property
    def box(self) -> Box:
        return box_of(self.chars)

    @property
    def base(self) -> float:
        return median(c.base for c in self.chars)

    @property
    def size(self) -> float:
        return max(c.size for c in self.chars)

    @property
    def text(self) -> str:
        return spell(self.chars)

    @property
    def x0(self) -> float:
        return self.chars[0].x0

    @property
    def x1(self) -> float:
        return max(c.x1 for c in self.chars)


def page_of(number: int, plain: dict[str, Any]) -> PdfPage:
    """A page from the child's plain data."""
    rules = (
        RuledLine(True, (y0 + y1) / 2, x0, x1) if x1 - x0 >= y1 - y0 else RuledLine(False, (x0 + x1) / 2, y0, y1)
        for x0, y0, x1, y1 in plain["rules"]
    )
    return PdfPage(
        number=number,
        width=plain["width"],
        height=plain["height"],
        chars=tuple(_char(*char) for char in plain["chars"]),
        rules=tuple(rules),
        image=plain["image"],
        hidden=plain["hidden"],
        ghosts=tuple(_char(*char) for char in plain.get("ghosts", ())),
        blots=tuple((float(x0), float(y0), float(x1), float(y1)) for x0, y0, x1, y1 in plain.get("blots", ())),
    )


def _char(text: Any, x0: float, x1: float, base: float, size: float, pale: int = 0) -> Char:
    return Char(without_radicals(str(text)), float(x0), float(x1), float(base), max(0.1, float(size)), bool(pale))


def numeral(char: Char) -> bool:
    """Is it part of a number, or a glyph that might be?"""
    return char.text.isdigit() or char.text in ".,+-" or char.text == UNREAD


def box_of(chars: Iterable[Char]) -> Box:
    """The box around glyphs, of which there is at least one."""
    all_chars = list(chars)
    return (
        round(min(c.x0 for c in all_chars), 1),
        round(min(c.base - 0.88 * c.size for c in all_chars), 1),
        round(max(c.x1 for c in all_chars), 1),
        round(max(c.base + 0.12 * c.size for c in all_chars), 1),
    )


def text_lines(chars: Iterable[Char]) -> list[TextLine]:
    """``chars`` as lines, from the top. Blank ones are left out; glyphs printed twice for boldness count once."""
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: (c.base, c.x0)):
        near = lines[-1] if lines else None
        if near is not None and char.base - _base(near) <= 0.35 * min(char.size, near[0].size):
            near.append(char)
        else:
            lines.append([char])
    found = [TextLine(tuple(_once(sorted(line, key=lambda c: c.x0)))) for line in lines]
    trimmed = (_trim(line) for line in found)
    return [line for line in trimmed if line is not None]


def _base(line: Sequence[Char]) -> float:
    return sum(c.base for c in line[-8:]) / len(line[-8:])


def _trim(line: TextLine) -> TextLine | None:
    """Without the blanks at its ends; None where nothing else stands on it."""
    inked = [i for i, c in enumerate(line.chars) if not c.text.isspace()]
    return TextLine(line.chars[inked[0] : inked[-1] + 1]) if inked else None


def _once(chars: Sequence[Char]) -> Iterable[Char]:
    """Of two glyphs on one another the same counts once; different ones hide each other and are both unread."""
    kept: list[Char] = []
    for char in chars:
        last = kept[-1] if kept else None
        if last is not None and not char.text.isspace() and not last.text.isspace():
            overlap = min(char.x1, last.x1) - char.x0
            if overlap > 0.6 * min(char.x1 - char.x0, last.x1 - last.x0) > 0:
                if char.text != last.text:
                    kept[-1] = Char(UNREAD, last.x0, max(last.x1, char.x1), last.base, last.size)
                continue
        kept.append(char)
    return kept


LATIN = re.compile(r"[A-Za-z0-9.,%+\-]")


def spell(chars: Sequence[Char]) -> str:
    """The text of one line. Gaps are blanks between letters or digits, and between Han only where they are printed.

    A gap wider than two characters is a blank in any case.
    """
    parts: list[str] = []
    last: Char | None = None
    printed = False
    for char in chars:
        if char.text.isspace():
            printed = True
            continue
        if last is not None:
            gap = char.x0 - last.x1
            size = min(char.size, last.size)
            latin = LATIN.match(char.text) is not None and LATIN.match(last.text) is not None
            if (latin and gap > 0.2 * size) or (printed and gap > 0.12 * size) or gap > 2 * size:
                parts.append(" ")
        parts.append(char.text)
        last, printed = char, False
    return "".join(parts)


def segments(line: TextLine, gap: float = 0.9) -> list[TextLine]:
    """The pieces of a line that stand further apart than ``gap`` times its size."""
    pieces: list[list[Char]] = []
    last: Char | None = None
    for char in line.chars:
        if char.text.isspace():
            continue
        if last is None or char.x0 - last.x1 > gap * min(char.size, last.size):
            pieces.append([])
        pieces[-1].append(char)
        last = char
    return [TextLine(tuple(piece)) for piece in pieces]
