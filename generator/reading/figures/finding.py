"""Finds the numbers that running text states, with indicator, unit, role and list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import islice

from generator.model.documents import Text
from generator.model.figures import FigureKind, StatedFigure
from generator.reading.figures.context import Paragraph
from generator.reading.figures.counted import LEADING_UP, NEAR, UNIT, Number, numbers_of
from generator.reading.figures.indicators import Indicators
from generator.reading.figures.labels import COUNTER, label_of, noun_behind
from generator.reading.figures.lists import PERCENT, Taken, listed
from generator.reading.figures.naming import LineContext, named_figures
from generator.reading.figures.numerals import left_out
from generator.reading.figures.tables import cells, table_lines
from generator.reading.figures.zero_statements import may_deny, zero_statements
from generator.reading.limits import MOST_FIGURES
from generator.text.folding import half_width
from generator.text.lines import Line
from generator.text.numerals import COUNTING

ANY_NUMBER = re.compile(rf"(?:(?<!\d)\d++|(?<![{COUNTING}])[{COUNTING}]++)\s*+(?:{UNIT})")

SHARE = "占比"
"""What a percentage is called that only follows a part: 15条（12.3%）."""
BEFORE = re.compile(r"[，,。；;！？!?\n：:]")
ENDED = re.compile(r"[。！？!?；;][”』）)]*$")
WRAPPED = 20
"""A line at least so long without a mark at its end goes on in the next one; shorter ones are headings."""


def read_figures(
    paragraphs: Sequence[tuple[str, Line]], text: Text, indicators: Indicators
) -> tuple[StatedFigure, ...]:
    """Every figure in ``paragraphs``, which are (section title, line of repaired text)."""
    found: list[StatedFigure] = []
    lists = 0
    for around, line in _surroundings(paragraphs, indicators.table_words):
        numbers = list(numbers_of(line, around))
        if not numbers and not may_deny(line.text):
            continue
        words = Paragraph(around.before, line.text, around.heading)
        figures: Sequence[StatedFigure] = ()
        if numbers:
            taken = list(_labelled(numbers, line, around, words, text, indicators.table_words))
            named = named_figures(taken, words, around, indicators)
            figures, lists = listed(named, line.text, indicators.lists, lists)
            figures = _published(_partial(figures, left_out(line.text, {item.end for item in numbers})))
        zeros = zero_statements(line, words, around, text, indicators.nothing)
        found += sorted([*figures, *zeros], key=lambda f: f.span)
    return tuple(found)


def few_enough(lines: Iterable[Line]) -> bool:
    """True where the lines hold no more numbers with a unit than MOST_FIGURES, counted without reading them."""
    found = (match for line in lines for match in ANY_NUMBER.finditer(half_width(line.text)))
    return next(islice(found, MOST_FIGURES, None), None) is None


def _published(figures: Sequence[StatedFigure]) -> list[StatedFigure]:
    """The figures that have a clean label. If a member of a list has none, the others are kept without the list."""
    torn = {figure.list for figure in figures if figure.list and not figure.label}
    whole = (replace(f, role="", group="", list=0, listing="") if f.list in torn else f for f in figures if f.label)
    return list(whole) if torn else [f for f in figures if f.label]


def _partial(figures: Sequence[StatedFigure], units: Set[str]) -> list[StatedFigure]:
    """A list in whose units a spelled number was left out may lack that part."""
    return [replace(f, listing="of_which") if f.listing and f.unit in units else f for f in figures]


def _surroundings(
    paragraphs: Sequence[tuple[str, Line]], table_words: re.Pattern[str]
) -> Iterator[tuple[LineContext, Line]]:
    """Every line outside tables, with what leads up to it."""
    inside = table_lines([line for _, line in paragraphs], table_words)
    heading = before = last = ""
    for number, (section, line) in enumerate(paragraphs):
        words = line.text.strip()
        if section != last or number in inside:
            heading, before, last = "", "", section
        if number in inside:
            continue
        yield LineContext(section, heading, before), line
        if words.endswith(("：", ":")):
            # It introduces what follows: the first line at once, the others as their heading.
            heading, before = words, words
        elif ENDED.search(words):
            before = ""
        elif len(words) >= WRAPPED or BEFORE.search(words[-1:]):
            before = (before + words)[-LEADING_UP:]
        else:
            heading, before = words, ""


def _is_in(ranges: Iterable[tuple[int, int]], position: int) -> bool:
    return any(start <= position < end for start, end in ranges)


def _labelled(
    numbers: Sequence[Number], line: Line, around: LineContext, words: Paragraph, text: Text,
    table_words: re.Pattern[str],
) -> Iterator[Taken]:  # fmt: skip
    """Each number with what it is called: by its own name in a list of names, else by the words about it."""
    rows = cells(line.text, table_words)
    before, behind = around.before, 0
    closed = bool(ENDED.search(line.text.rstrip()))
    for number in numbers:
        if _is_in(rows, number.start):
            continue
        lead = line.text[max(behind, number.start - 2 * NEAR) : number.start]
        noun = noun_behind(line.text[number.end : number.end + NEAR])
        label, taken = label_of(before + lead, noun)
        if number.name is not None:
            label, noun = number.name, ""
        elif not label and number.unit in PERCENT and behind:
            label = SHARE
        elif COUNTER.fullmatch(label) and not closed:
            label = ""
        span = text.back(line.part(number.start, number.end))
        kind = FigureKind.PLAN if words.plan(number.start) else FigureKind.FACT
        figure = StatedFigure(
            label, number.value, number.unit, kind, span.of(text.decoded), span, around.section, approx=number.approx
        )
        yield Taken(number.start, number.end, figure, noun, number.name or "")
        before, behind = "", number.end + (len(noun) if taken else 0)
