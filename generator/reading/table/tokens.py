"""Text to a stream of tokens, for tables whose rows are no lines any more."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

import msgspec

from generator.model.documents import GridCell
from generator.model.figures import Reading
from generator.model.spans import RepairedSpan, Span
from generator.reading.numbers import parse_value
from generator.text.folding import half_width
from generator.text.lines import Line
from generator.text.number_grammar import NUMBER_PIECE

LONGEST = 80
"""A longer piece of text is a paragraph and no label."""
PAGE_NUMBER = re.compile(r"\s*(?:[-—–]\s*\d{1,3}\s*[-—–]|第\s*\d{1,3}\s*页.{0,10}|\d{1,3}\s*/\s*\d{1,3})\s*")
PLAIN = frozenset((Reading.STATED, Reading.BLANK, Reading.SLASH, Reading.DASH))
DIGITS = re.compile(r"[\d\s¦]+")
PIECE_OF_LINE = re.compile(r"(?<!\S)[\d.,]+ (?:[万亿]?元|[件项宗份])(?!\S)|(?<!\S)/ 减(?!\S)|\S+")
NUMBER_LINE = re.compile(rf"\s*{NUMBER_PIECE}\s*")
WIDE_BLANKS = re.compile(r"[\u3000\xa0]{2,}")
MANY_PARTS = 6
"""Minimum number of wide blanks on a long line that separate cells of a table; fewer separate paragraphs."""
CLAUSE = re.compile(r"[。；！？]")


def cell_of(line: Line, start: int, end: int) -> GridCell:
    """The cell in a stretch of ``line``; a filled cell's span is its text, a blank one's the whole stretch."""
    text = line.text[start:end]
    stripped = text.strip()
    lead = len(text) - len(text.lstrip()) if stripped else 0
    begin = line.span.start + start + lead
    return GridCell(stripped, RepairedSpan(Span(begin, begin + (len(stripped) if stripped else len(text)))))


def is_prose(words: str) -> bool:
    """True if a line cannot be one cell: too long, a sentence, or with tabs inside."""
    return len(words) > LONGEST or CLAUSE.search(words) is not None or "\t" in words


class Lexeme(msgspec.Struct, frozen=True):
    """A piece of text that may be a label, a part of one or a value. ``line`` counts lines of the text."""

    cell: GridCell
    line: int
    is_value: bool
    """A number, a slash, a dash or 无; a blank is one, too, where the stream knows blanks."""
    before: str | None = None
    """What stands before it on its line; None where lines are no lines of a page."""

    @property
    def text(self) -> str:
        return self.cell.text

    @property
    def left(self) -> int | None:
        """Half-widths before it on its line."""
        return None if self.before is None else width(self.before)


def token(cell: GridCell, line: int, before: str | None = None) -> Lexeme:
    return Lexeme(cell, line, _is_value(cell.text), before)


def _is_value(text: str) -> bool:
    reading = parse_value(text).reading
    return reading in PLAIN or text == "无" or (reading is Reading.ILLEGIBLE and DIGITS.fullmatch(text) is not None)


NUMBER_LINES = 8
"""Minimum number of number-only lines, nearly all different, from which dropped repeated lines are inferred."""


def deduplicated(lines: Sequence[Line]) -> bool:
    """True if repeated lines were removed: in a table with a cell a line, some number would otherwise occur twice."""
    alone = [line.text for line in lines if NUMBER_LINE.fullmatch(line.text)]
    return len(alone) >= NUMBER_LINES and len(set(alone)) >= len(alone) - 1


def line_tokens(lines: Sequence[Line]) -> Iterator[Lexeme | None]:
    """Every line with text, and every number of a row of numbers; None where prose breaks the stream.

    Blank cells leave no trace in such text: a row that lacks a value cannot be aligned.
    """
    for number, line in enumerate(lines):
        text = line.text
        if not text.strip() or PAGE_NUMBER.fullmatch(half_width(text)):
            continue
        if "\t" in text.strip():
            yield None  # cells whose blanks would be lost
            continue
        parts = _parts(text)
        for start, end in parts:
            part = text[start:end]
            if len(" ".join(part.split())) > LONGEST or CLAUSE.search(part):
                yield None  # prose
                continue
            for a, b in _pieces(part):
                yield token(cell_of(line, start + a, start + b), number, text[:a] if len(parts) == 1 else None)


def _parts(text: str) -> list[tuple[int, int]]:
    """The whole line or, where a table's cells stand on it with wide blanks between, the stretches between those."""
    wide = list(WIDE_BLANKS.finditer(text)) if len(text) > LONGEST else []
    if len(wide) < MANY_PARTS:
        return [(0, len(text))]
    starts, ends = [0, *(match.end() for match in wide)], [*(match.start() for match in wide), len(text)]
    return list(zip(starts, ends, strict=True))


def width(text: str) -> int:
    """How many half-widths ``text`` takes on the page."""
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The words between blanks: ``（一）予以公开 2 0`` → the label, 2, 0. Labels are joined again by their words.

    A unit goes with its number (``134.2 万元``) and 减 with its stroke (``本年增 / 减``): apart they
    would be other cells.
    """
    for match in PIECE_OF_LINE.finditer(half_width(text)):
        yield match.span()


def pipe_tokens(lines: Sequence[Line]) -> Iterator[Lexeme | None]:
    """The pieces between bars, wherever the line ends fall; an empty piece is a blank cell."""
    for start, block in _blocks_with_bars(lines):
        yield None
        yield from _between_bars(start, block)
    yield None


def _blocks_with_bars(lines: Sequence[Line]) -> Iterator[tuple[int, list[Line]]]:
    """Runs of lines from a first to a last one with a bar; paragraphs and longer gaps end a run.

    No line is in two runs: what may be a run's first cell is taken from the tail of the run before.
    """
    runs = list(_runs(lines))
    starts: list[int] = []
    barred = 0
    for start, end in runs:
        starts.append(start - len(_first_cell(lines[barred:start])))
        barred = max(number for number in range(start, end) if _has_bar(lines[number])) + 1
    for (_, end), start, following in zip(runs, starts, [*starts, len(lines)][1:], strict=True):
        yield start, list(lines[start : min(end, following)])


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """From each first line with a bar to the end of its run."""
    start: int | None = None
    gap = 0
    for number, line in enumerate(lines):
        if _has_bar(line):
            start, gap = number if start is None else start, 0
        elif start is not None:
            if len(" ".join(line.text.split())) <= LONGEST and gap < 4:
                gap += 1
            else:
                yield start, number
                start = None
    if start is not None:
        yield start, len(lines)


def _has_bar(line: Line) -> bool:
    return "|" in line.text or "｜" in line.text


def _first_cell(above: Sequence[Line]) -> list[Line]:
    """Of the lines above the first bar those that its cell may have begun on: 行政 / 复议 / |."""
    found: list[Line] = []
    for line in reversed(above[-PIECES:]):
        text = line.text.strip()
        if not text or len(text) > PIECE or CLAUSE.search(text):
            break
        found.insert(0, line)
    return found


PIECES = 3
PIECE = 8
"""Maximum number of lines of a first cell, and of characters of each."""


def _between_bars(first: int, block: Sequence[Line]) -> Iterator[Lexeme]:
    """What stands before each bar. A cell may be several lines long: its pieces are tokens of their own."""
    open_ = False
    for offset, line in enumerate(block):
        at = 0
        for match in re.finditer(r"[|｜]", line.text):
            piece = cell_of(line, at, match.start())
            if not (piece.blank and open_):
                yield token(piece, first + offset)
            open_, at = False, match.end()
        if line.text[at:].strip():
            yield token(cell_of(line, at, len(line.text)), first + offset)
            open_ = True
