"""Numbers stated in running text, as a careful reader would take them down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib import resources

import yaml

from generator.model.documents import Text
from generator.model.figures import FigureKind, StatedFigure
from generator.model.spans import Span
from generator.reading.folding import NUMERALS, half_width
from generator.reading.lines import Line

UNITS = (
    "万余人次", "人次", "场次", "次", "条", "项", "件", "篇", "起", "宗", "份", "期", "场", "个", "部", "册", "批",
    "家", "户", "名", "人", "块", "处", "辆", "亿元", "万元", "元", "%", "‰", "字",
)  # fmt: skip
UNIT = "|".join(UNITS)
NUMBER = re.compile(
    rf"(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<decimals>\.\d+)?\s*(?P<times>[万亿千百](?!元))?\s*"
    rf"(?P<more>余|多)?\s*(?P<unit>{UNIT})"
)
SPELLED = re.compile(
    r"(?P<lead>不少于|不低于|不得少于|至少|不超过|不多于|超过)(?P<numeral>[一二两三四五六七八九十])"
    r"(?P<unit>次|条|项|件|篇|起|期|场|个|份)"
)
"""Spelled-out numbers are read only behind words of measure: 三到位, 两微一端 and 一是 are none."""

APPROX = (
    ("at_least", re.compile(r"(?:不少于|不低于|不得少于|至少)$")),
    ("more_than", re.compile(r"(?:超过|超|逾|突破)$")),
    ("at_most", re.compile(r"(?:不超过|不多于|至多)$")),
    ("about", re.compile(r"(?:约|近|大约|将近)$")),
)
PLAN = re.compile(
    r"不少于|不低于|不得少于|至少|力争|争取|下一步|今后|目标|计划(?=[^，,。]{0,6}(?:开展|组织|完成|新增|举办))|"
    r"我[镇乡街道县市区局]+将|将(?=继续|进一步|加大|加强|按照|组织|开展|重点|不断)"
)
"""A sentence with one of these before the number speaks of what is to be, not of what was (将 = 把 is none)."""
BEFORE = re.compile(r"[，,。；;！？!?\n：:]")
GLUED = frozenset("0123456789.+-—–/〔[第№")
"""A number right behind one of these is part of a date, a document number, a telephone number …"""
TIMES = {"万": 10_000, "亿": 100_000_000, "千": 1000, "百": 100, None: 1}
OF_WHICH = re.compile(r"其中")
SENTENCE_END = re.compile(r"[。！？!?]")


@dataclass(frozen=True, slots=True)
class Indicator:
    """A list of figures: how its total is introduced and what its parts are called."""

    group: str
    total: re.Pattern[str]
    part: re.Pattern[str]


def load_indicators() -> tuple[Indicator, ...]:
    text = resources.files(__package__).joinpath("indicators.yaml").read_text(encoding="utf-8")
    return tuple(
        Indicator(
            item["group"],
            re.compile("|".join(item["total"])),
            re.compile("|".join(item["part"]) or ""),
        )
        for item in yaml.safe_load(text)
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """A figure and where it stands in its line of repaired text."""

    start: int
    end: int
    figure: StatedFigure


def read_figures(
    paragraphs: Sequence[tuple[str, Line]], text: Text, indicators: Sequence[Indicator]
) -> tuple[StatedFigure, ...]:
    """Every figure in ``paragraphs``, which are (section title, line of repaired text)."""
    found: list[StatedFigure] = []
    for section, line in paragraphs:
        taken = sorted([*_digits(line, section, text), *_spelled(line, section, text)], key=lambda t: t.start)
        found += _grouped(taken, line.text, indicators)
    return tuple(found)


def _digits(line: Line, section: str, text: Text) -> Iterator[Taken]:
    folded = half_width(line.text)
    behind = 0
    for match in NUMBER.finditer(folded):
        before = folded[: match.start()]
        last = before.rstrip()[-1:]
        if last in GLUED or (last.isascii() and last.isalpha()):
            continue
        value = Decimal(match["digits"].replace(",", "") + (match["decimals"] or "")) * TIMES[match["times"]]
        if value == value.to_integral_value():
            value = value.to_integral_value()
        approx = _approx(before.rstrip()) or ("about" if match["more"] else "")
        label = _label(line.text[behind : match.start()])
        yield _taken(line, match.span(), label, value, match["unit"], section, text, approx)
        behind = match.end()


def _spelled(line: Line, section: str, text: Text) -> Iterator[Taken]:
    for match in SPELLED.finditer(line.text):
        label = _label(line.text[: match.end("lead")])
        span = (match.start("numeral"), match.end())
        value = Decimal(NUMERALS[match["numeral"]])
        yield _taken(line, span, label, value, match["unit"], section, text, _approx(match["lead"]))


def _approx(before: str) -> str:
    return next((name for name, words in APPROX if words.search(before)), "")


def _taken(
    line: Line, at: tuple[int, int], label: str, value: Decimal, unit: str, section: str, text: Text, approx: str
) -> Taken:
    span = text.back(Span(line.span.start + at[0], line.span.start + at[1]))
    sentence = SENTENCE_END.split(line.text[: at[0]])[-1]
    kind = FigureKind.PLAN if PLAN.search(sentence) else FigureKind.FACT
    figure = StatedFigure(label, value, unit, kind, span.of(text.decoded), span, section, approx=approx)
    return Taken(*at, figure)


def _label(before: str) -> str:
    """The words of the clause that lead up to a number."""
    clause = BEFORE.split(before)[-1]
    return re.sub(r"^[、和及]?(?:其中|共计?|分别)?\s*", "", clause.strip())[-40:]


def _grouped(taken: Sequence[Taken], line: str, indicators: Sequence[Indicator]) -> Iterator[StatedFigure]:
    """Ties a total to the parts that follow it behind 其中 in the same paragraph.

    The list ends with its sentence, or where a figure is no part of it.
    """
    current: Indicator | None = None
    opened = 0
    for i, item in enumerate(taken):
        figure = item.figure
        if current is not None and _belongs(figure, current, line[opened : item.start]):
            yield replace(figure, role="percent" if figure.unit in PERCENT else "part", group=current.group)
            continue
        current = next((x for x in indicators if x.total.search(figure.label)), None)
        until = taken[i + 1].start if i + 1 < len(taken) else item.end
        of_which = OF_WHICH.search(line, item.end, until)
        if current is None or of_which is None:
            current = None
            yield figure
        else:
            opened = of_which.end()
            yield replace(figure, role="total", group=current.group)


def _belongs(figure: StatedFigure, indicator: Indicator, since: str) -> bool:
    if SENTENCE_END.search(since):
        return False
    return figure.unit in PERCENT or bool(indicator.part.search(figure.label))


PERCENT = ("%", "‰")
