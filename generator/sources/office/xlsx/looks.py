"""How a spreadsheet prints the words of a cell: struck out, raised, or so that nobody may see them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.sources.marks import BROKEN, Mark, render_marks
from generator.sources.office.ooxml import Element
from generator.sources.office.xlsx.colours import WorkbookPalette, local
from generator.sources.office.xlsx.styles import CellStyle, Font, S, parse_font
from generator.text.visible import Visibility

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""A character by its number, as files write those that XML cannot hold."""
PRINTED_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
LONGEST_LABEL = 40
"""A longer text is a sentence; its figures are counted where a label's digits only name it."""


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of a string; ``font`` is None where it has the cell's."""

    text: str
    font: Font | None = None


@dataclass(frozen=True, slots=True)
class CellText:
    """A string of a cell."""

    runs: tuple[TextRun, ...]
    certain: bool = True
    """False where it holds what is not understood, or notes on its pronunciation that may be shown above it."""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def parse_words(item: Element, palette: WorkbookPalette) -> CellText:
    """Plain or rich text (``si`` or ``is``), without the phonetic notes beside it."""
    runs: list[TextRun] = []
    certain = True
    for part in item:
        if part.tag == f"{S}t":
            runs.append(TextRun(unescaped(part.text or "")))
            certain &= not len(part)
        elif part.tag == f"{S}r":
            run, plain = _run(part, palette)
            runs.append(run)
            certain &= plain
        else:
            certain &= local(part) in ("rPh", "phoneticPr")
    # Some programs write out a character by its number only in some strings.
    raw = "".join(t.text or "" for t in item.iter(f"{S}t"))
    certain &= all(not chr(int(number, 16)).isprintable() for number in ESCAPED.findall(raw))
    # Plain text beside runs is not written by anyone; programs show one or the other.
    certain &= len(runs) < 2 or all(part.tag != f"{S}t" for part in item)
    return CellText(tuple(runs), certain)


def _run(part: Element, palette: WorkbookPalette) -> tuple[TextRun, bool]:
    """A run of rich text, and whether nothing in it is unknown."""
    texts, look = part.findall(f"{S}t"), part.find(f"{S}rPr")
    text = "".join(t.text or "" for t in texts)
    run = TextRun(unescaped(text), parse_font(look, palette) if look is not None else None)
    return run, len(texts) == 1 and not len(texts[0]) and len(part) <= 2


def unescaped(text: str) -> str:
    """``_x0039_`` → 9; a return is a line end, and other control characters and half ones are nothing."""
    return ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    if char in "\r\n\t":
        return "\n" if char != "\t" else char
    return char if char.isprintable() else "\ufffd"


def printed(words: CellText, style: CellStyle, shown: str | None = None) -> tuple[str, bool]:
    """The text with marks on what the fonts of its runs make doubtful, and whether any of it is hardly seen.
    ``shown`` replaces the string of one run."""
    pieces: list[str] = []
    doubtful = faint = False
    runs = words.runs if shown is None else (TextRun(shown, words.runs[0].font if words.runs else None),)
    for run in runs:
        font = run.font or style.font
        mark = _mark(font, font.visibility(style.papers))
        pieces.append(mark.on(run.text) if mark else run.text)
        doubtful |= mark in (Mark.FAINT, Mark.STRUCK) and run.text.strip() != ""
        faint |= mark is Mark.FAINT and run.text.strip() != ""
    text = render_marks("".join(pieces))
    return (doubted(text) if doubtful else text), faint


def _mark(font: Font, seen: Visibility) -> Mark | None:
    if font.struck:
        return Mark.STRUCK
    if seen is not Visibility.SEEN:
        return Mark.FAINT
    return Mark.RAISED if font.raised else None


def doubted(text: str) -> str:
    """``text`` so that none of its digits, and no dash or stroke that stands for one, is taken for a value."""
    if BROKEN in text:
        return text
    marked = render_marks(Mark.FAINT.on(text))
    if marked != text:
        return marked
    if not any(c.isalpha() for c in text):
        return f"〔{BROKEN}{text.strip()}{BROKEN}〕"
    return PRINTED_NUMBER.sub(rf"{BROKEN}\g<0>{BROKEN}", text) if len(text) > LONGEST_LABEL else text
