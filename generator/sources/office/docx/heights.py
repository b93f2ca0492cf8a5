"""How much of the page the blocks of a Word file take at least, in twips.

Only the program that sets the page knows more: all heights here are the least that any of them may make of the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.sources.office.docx.names import FALSE, W, attribute, number, on, value
from generator.sources.office.docx.styles import RunContext, StyleFormats
from generator.sources.office.ooxml import Element
from generator.text.visible import Visibility

LEAST_HEIGHT = 200.0
"""Twips of a line, unless the file states less."""
LINE_CHARACTERS = 60
"""A line of the narrowest print holds no more of a Chinese text."""
PAGE = 16_838.0
"""Twips of a page's height."""
WIDTH = 11_906.0
"""Twips of a page's width."""
SQUARE = 0x2E80
"""From here on letters are as wide as they are tall."""
SLACK = 0.9
"""Share of their width that letters keep where a program presses them together."""
TWIPS = 20
RUN = f"{W}r"
SIDES = ("left", "right", "start", "end", "firstLine")
NOWHERE = RunContext()


@dataclass(frozen=True, slots=True)
class Paged:
    """The pages of a document at their extremes, in twips."""

    height: float = PAGE
    top: float = 0.0
    bottom: float = 0.0
    """The least margins."""
    slack: float = 0.0
    """By how much upper margins differ."""
    room: float = WIDTH
    """The widest that text may run."""
    columns: int = 1
    least_width: float = 0.0
    least_height: float = 0.0
    """Of the smallest page."""
    text: float = 0.0
    """The lowest that text may run down a page."""
    least_room: float = 0.0
    """The narrowest that it may run."""
    left: float = 0.0
    """The least margin at the left."""
    parted: bool = False
    """Every section begins on a page of its own."""

    @staticmethod
    def read(body: Element) -> Paged:
        sections = list(body.iter(f"{W}sectPr"))
        if not sections:
            return Paged(least_width=WIDTH, least_height=PAGE, text=PAGE, least_room=WIDTH, parted=True)
        heights = [_stated(s, "pgSz", "h", PAGE) for s in sections]
        rooms = [_text_width(s) for s in sections]
        tops = [abs(_stated(s, "pgMar", "top", 0.0)) for s in sections]
        columns = max(min(_stated(s, "cols", "num", 1.0), 45.0) for s in sections)
        return Paged(
            height=max(PAGE, *heights),
            top=min(tops),
            bottom=min(abs(_stated(s, "pgMar", "bottom", 0.0)) for s in sections),
            slack=max(tops) - min(tops),
            room=max(rooms),
            columns=int(max(columns, 1.0)),
            least_width=min(_stated(s, "pgSz", "w", WIDTH) for s in sections),
            least_height=min(heights),
            text=min(_stated(s, "pgSz", "h", PAGE) - _both(s, "top", "bottom") for s in sections),
            least_room=min(rooms),
            left=min(max(_stated(s, "pgMar", "left", 0.0), 0.0) for s in sections),
            parted=all(value(s, "type") in (None, "nextPage", "oddPage", "evenPage") for s in sections),
        )


@dataclass(frozen=True, slots=True)
class Heights:
    """Measures the blocks of one document."""

    styles: StyleFormats = field(default_factory=StyleFormats)
    pages: Paged = field(default_factory=Paged)

    def of_paragraph(self, paragraph: Element) -> float:
        own = paragraph.find(f"{W}pPr")
        if own is not None and own.find(f"{W}framePr") is not None:
            return 0.0
        style = value(own, "pStyle") or ""
        mark = own.find(f"{W}rPr") if own is not None else None
        said = self.styles.paragraph_format(style, own, {}, None)
        sizes, wide, characters = self._letters(paragraph, style)
        if not sizes and (on(mark, "vanish") or on(mark, "specVanish")):
            return 0.0
        joined = mark is not None and mark.find(f"{W}del") is not None
        least = min(sizes) * TWIPS if sizes else LEAST_HEIGHT
        lines = max(0 if joined else 1, int(wide // (self.pages.room + _outward(said))), characters // LINE_CHARACTERS)
        return lines * _line(said.get("line"), said.get("lineRule", "auto"), least) / self.pages.columns

    def _letters(self, paragraph: Element, style: str) -> tuple[list[float], float, int]:
        """(sizes of the letters in points, the width that they take at least, how many there are)."""
        sizes, wide, characters = [], 0.0, 0
        for run in paragraph.findall(RUN):
            text = "".join(item.text or "" for item in run.findall(f"{W}t"))
            if not text:
                continue
            look = self.styles.run_format(run.find(f"{W}rPr"), style, NOWHERE)
            if look.visibility is Visibility.UNSEEN:
                continue
            sizes.append(look.points)
            characters += len(text)
            plain = look.visibility is Visibility.SEEN and not self._pressed(run, style)
            wide += sum(ord(c) >= SQUARE for c in text) * look.points * TWIPS * SLACK if plain else 0.0
        return sizes, wide, characters

    def _pressed(self, run: Element, style: str) -> bool:
        """Letters narrower than they are tall, or nearer to each other."""
        said = self.styles.run_properties(run.find(f"{W}rPr"), style)
        spacing, scale = number(said.get("spacing") or "0"), number(said.get("w") or "100")
        return spacing is None or scale is None or spacing < 0 or scale < 100

    def of_row(self, row: Element) -> float:
        properties = row.find(f"{W}trPr")
        if on(properties, "hidden") or (properties is not None and properties.find(f"{W}del") is not None):
            return 0.0
        height = properties.find(f"{W}trHeight") if properties is not None else None
        stated = number(attribute(height, "val") or "0") if height is not None else LEAST_HEIGHT
        exact = height is not None and attribute(height, "hRule") == "exact"
        least = (stated or 0.0) if exact else max(stated or 0.0, LEAST_HEIGHT)
        return max(least, 0.0) / self.pages.columns


def _outward(said: Mapping[str, str]) -> float:
    """By how much indents let the lines of a paragraph reach out of the text."""
    return sum(max(0.0, -(number(said.get(f"ind.{edge}") or "0") or 0.0)) for edge in SIDES)


def breaks(paragraph: Element) -> tuple[bool, bool]:
    """(whether a page surely ends before ``paragraph``, or in it)."""
    own = paragraph.find(f"{W}pPr")
    return value(own, "pageBreakBefore") not in (None, *FALSE), any(
        attribute(item, "type") == "page"
        for run in paragraph.findall(RUN)
        if value(run.find(f"{W}rPr"), "vanish") is None
        for item in run.findall(f"{W}br")
    )


def _text_width(section: Element) -> float:
    margins = (max(_stated(section, "pgMar", edge, 0.0), 0.0) for edge in ("left", "right"))
    return _stated(section, "pgSz", "w", WIDTH) - sum(margins)


def _line(line: str | None, rule: str, least: float) -> float:
    """The least height of a line of letters that are ``least`` twips high."""
    stated = number(line or "240")
    if stated is None or rule not in ("auto", "exact", "atLeast"):
        return 0.0
    if rule == "exact" or stated < 0:
        return abs(stated)
    return least * min(stated / 240, 4.0) if rule == "auto" else max(least, stated)


def _both(section: Element, one: str, other: str) -> float:
    return abs(_stated(section, "pgMar", one, 0.0)) + abs(_stated(section, "pgMar", other, 0.0))


def _stated(section: Element, part: str, name: str, usual: float) -> float:
    found = section.find(W + part)
    said = number(attribute(found, name) or "x") if found is not None else None
    return usual if said is None else said
