"""Numbers stated in running text, as a careful reader would take them down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from decimal import Decimal

from generator.model.documents import Text
from generator.model.figures import FigureKind, StatedFigure
from generator.model.spans import Span
from generator.reading.figure_context import context
from generator.reading.figure_lists import PERCENT, Taken, listed
from generator.reading.figure_naming import Surroundings, measure, named_figures, zero_statements
from generator.reading.figure_numerals import left_out, spelled_counts
from generator.reading.figure_tables import cells, table_lines
from generator.reading.folding import NUMERALS, half_width
from generator.reading.indicators import Indicators
from generator.reading.lines import Line

UNITS = (
    "万余人次", "人次", "场次", "次", "条", "项", "件", "篇", "起", "宗", "份", "期", "场", "个", "部", "册", "批",
    "家", "户", "名", "人", "块", "处", "辆", "例", "亿元", "万元", "元", "%", "‰", "字",
)  # fmt: skip
UNIT = "|".join(UNITS)
NOT_UNIT = (
    r"(?!条[例款约]|次[性日]|期[间限]|项目|部[门分]|处[理室]|家[庭级]|名[录单称]|人[员民才大]|份额|件套|个人|元旦)"
)
"""Words that only begin like a unit: 本条例, 一次性, 5 个人."""
NUMBER = re.compile(
    rf"(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<decimals>\.\d+)?\s*(?P<times>[万亿千百](?!元))?\s*"
    rf"(?P<more>余|多)?\s*{NOT_UNIT}(?P<unit>{UNIT})"
)
SPELLED = re.compile(
    r"(?P<lead>不少于|不低于|不得少于|至少|不超过|不多于|超过)(?P<numeral>[一二两三四五六七八九十])"
    r"(?P<unit>次|条|项|件|篇|起|期|场|个|份)"
)
"""Behind words of measure a numeral counts whatever stands around it; for others see ``figure_numerals``."""
HAN = re.compile(r"[\u4e00-\u9fff]")

AFTER = (("about", re.compile(r"^\s*(?:左右|上下)")), ("more_than", re.compile(r"^\s*(?:以上|有余)")))
BEFORE = re.compile(r"[，,。；;！？!?\n：:]")
GLUED = frozenset("0123456789.+-—–~/〔[第№")
"""A number right behind one of these is part of a date, a range, a document number, a telephone number …"""
TIMES = {"万": 10_000, "亿": 100_000_000, "千": 1000, "百": 100, None: 1}
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
        rows = cells(line.text, indicators.table_words)
        numbers = sorted([*_digits(line, around, text), *_spelled(line, around, text)], key=lambda t: t.start)
        stated = [
            number
            for number in numbers
            if _stated(number, line, around) and not any(start <= number.start < end for start, end in rows)
        ]
        taken = list(_labelled(stated, line, around))
        named = named_figures(taken, line, around, indicators)
        figures, lists = listed(named, line.text, indicators.lists, lists)
        figures = _partial(figures, left_out(line.text, {item.end for item in taken}))
        found += sorted([*figures, *zero_statements(line, around, text, indicators)], key=lambda f: f.span)
    return tuple(found)


def _partial(figures: Sequence[StatedFigure], units: Set[str]) -> list[StatedFigure]:
    """A list in whose units a spelled number was left out may lack that part."""
    return [replace(f, listing="of_which") if f.listing and f.unit in units else f for f in figures]


def _stated(taken: Taken, line: Line, around: Surroundings) -> bool:
    """Do words lead up to it? A number at the head of a line that goes on nothing is a cell's, or a list's."""
    return bool(HAN.search(around.before + line.text[: taken.start]))


def _surroundings(
    paragraphs: Sequence[tuple[str, Line]], table_words: re.Pattern[str]
) -> Iterator[tuple[Surroundings, Line]]:
    """Every line outside tables, with what leads up to it."""
    inside = table_lines([line for _, line in paragraphs], table_words)
    heading = before = last = ""
    for number, (section, line) in enumerate(paragraphs):
        words = line.text.strip()
        if section != last or number in inside:
            heading, before, last = "", "", section
        if number in inside:
            continue
        yield Surroundings(section, heading, before), line
        if words.endswith(("：", ":")):
            # It introduces what follows: the first line at once, the others as their heading.
            heading, before = words, words
        elif ENDED.search(words):
            before = ""
        elif len(words) >= WRAPPED or BEFORE.search(words[-1:]):
            before += words
        else:
            heading, before = words, ""


def _digits(line: Line, around: Surroundings, text: Text) -> Iterator[Taken]:
    folded = half_width(line.text)
    for match in NUMBER.finditer(folded):
        before = folded[: match.start()]
        last = before.rstrip()[-1:]
        if last in GLUED or (last.isascii() and last.isalpha()):
            continue
        value = Decimal(match["digits"].replace(",", "") + (match["decimals"] or "")) * TIMES[match["times"]]
        if value == value.to_integral_value() and match["unit"] not in PERCENT:
            # The decimals of a share tell how far it was rounded; 2.2 万 leaves none that mean anything.
            value = value.to_integral_value()
        approx = measure(before.rstrip()) or ("about" if match["more"] else "") or _approx_after(folded[match.end() :])
        yield _taken(line, match.span(), value, match["unit"], around, text, approx)


def _spelled(line: Line, around: Surroundings, text: Text) -> Iterator[Taken]:
    led = set()
    for match in SPELLED.finditer(line.text):
        led.add(match.end())
        span = (match.start("numeral"), match.end())
        value = Decimal(NUMERALS[match["numeral"]])
        yield _taken(line, span, value, match["unit"], around, text, measure(match["lead"]))
    for count in spelled_counts(line.text):
        if count.end not in led:
            before = line.text[: count.start]
            approx = measure(before.rstrip()) or _approx_after(line.text[count.end :])
            span = (count.start, count.end)
            yield _taken(line, span, count.value, count.unit, around, text, approx)


def _approx_after(behind: str) -> str:
    return next((name for name, words in AFTER if words.search(behind)), "")


def _taken(
    line: Line, at: tuple[int, int], value: Decimal, unit: str, around: Surroundings, text: Text, approx: str
) -> Taken:
    span = text.back(Span(line.span.start + at[0], line.span.start + at[1]))
    plan = context(around.before + line.text[: at[0]], 0, "").plan
    kind = FigureKind.PLAN if plan else FigureKind.FACT
    figure = StatedFigure("", value, unit, kind, span.of(text.decoded), span, around.section, approx=approx)
    return Taken(*at, figure)


def _labelled(taken: Sequence[Taken], line: Line, around: Surroundings) -> Iterator[Taken]:
    """Each with the words between it and the number before."""
    before, behind = around.before, 0
    for item in taken:
        label = _label(before + line.text[behind : item.start])
        yield replace(item, figure=replace(item.figure, label=label))
        before, behind = "", item.end


def _label(before: str) -> str:
    """The words of the clause that lead up to a number, be it over a colon."""
    clause = BEFORE.split(before.rstrip(" \u3000:："))[-1]
    return re.sub(r"^[、和及]?(?:其中|共计?|分别)?\s*", "", clause.strip())[-40:]
