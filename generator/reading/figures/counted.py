"""The numbers of a line that count something: in digits or spelled out, with their units."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.reading.figures.lists import PERCENT
from generator.reading.figures.naming import LineContext, measure
from generator.reading.figures.numerals import spelled_counts
from generator.reading.figures.respective import respective
from generator.text.folding import half_width
from generator.text.lines import Line
from generator.text.numerals import VALUES

UNITS = (
    "万余人次", "人次", "场次", "次", "条", "项", "件", "篇", "起", "宗", "份", "期", "场", "个", "部", "册", "批",
    "家", "户", "名", "人", "块", "处", "辆", "例", "亿元", "万元", "元", "%", "‰", "字",
)  # fmt: skip
UNIT = "|".join(UNITS)
NOT_UNIT = (
    r"(?!条[例款约]|次[性日]|期[间限]|项目|部[门分]|处[理室]|家[庭级]|名[录单称]|人[员民才大]|份额|件套|个人|元旦|字[体号符节]|"
    r"个(?:大|主要)?(?:部分|方面|章节?|月|工作日|自然日|小时|百分点))"
)
"""Words that only begin like a unit: 本条例, 一次性, 5 个人; and what measures time, or parts of the report."""
NUMBER = re.compile(
    rf"(?<!\d)(?P<digits>\d++(?:,\d{{3}}(?!\d))*)(?P<decimals>\.\d++)?\s*+(?P<times>[万亿千百](?!元))?\s*+"
    rf"(?P<more>余|多)?\s*+{NOT_UNIT}(?P<unit>{UNIT})"
)
"""A count in running text: a run of digits is taken whole before its thousands, and a unit must follow.

Quantifiers of single characters are possessive and begin at the first digit, so that a run of digits is walked once,
whatever follows. Those of groups are not: before Python 3.11.5 a possessive group that went back on its way kept where
it had been, so that 1,2345 was read as 12345.
"""
SPELLED = re.compile(
    r"(?P<lead>不少于|不低于|不得少于|至少|不超过|不多于|超过)(?P<numeral>[一二两三四五六七八九十])"
    r"(?P<unit>次|条|项|件|篇|起|期|场|个|份)"
)
"""Behind words of measure a numeral counts whatever stands around it; for others see ``figure_numerals``."""
HAN = re.compile(r"[\u4e00-\u9fff]")
AFTER = (("about", re.compile(r"^\s*(?:左右|上下)")), ("more_than", re.compile(r"^\s*(?:以上|有余)")))
GLUED = frozenset("0123456789.+-—–~/〔[第№¦−﹣‐‑⁻₋➖ー↑↓*×^＊_\\〇零一二两三四五六七八九十百千万亿")
"""A number right behind one of these is part of a date, a range, a document number, another number …"""
HAN_CHARACTER = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々\U00020000-\U000323af]")
PARTING = re.compile(r"\d[^\w\s、，；：！？（）()《》“”\[\]【】]$")
"""A digit and a mark right before a number: a decimal, thousands, a ratio (1·5, 1'234, 1:2)."""
TIMES = {"万": 10_000, "亿": 100_000_000, "千": 1000, "百": 100, None: 1}
CLOCK = re.compile(r"\d\s*:\s*$")
NEAR = 40
"""Characters about a number in which the words that belong to it are looked for."""
LEADING_UP = 1000
"""Maximum number of characters of an unfinished paragraph that count as context of its next line."""
CONTENTS = re.compile(r"(?:概述|概况|总体情况|基本情况)[^。]*(?:问题|事项|措施)")
REPORT = re.compile(r"(?:报告|年报|全文|内容)[^。]*(?:包括|包含|涵盖|由|分为|分|共|组成)")
OF_CONTENTS = re.compile(
    r"^\s*(?:大|主要)?(?:内容|方面|部分|章节?|要素)?(?:的内容)?(?:组成|构成|$|[。，,；;（(])|^\s*(?:内容|方面|部分)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number and its unit in a line, before it is known what it counts."""

    start: int
    end: int
    value: Decimal
    unit: str
    approx: str = ""
    name: str | None = None
    """Its own of the names in front of a list of numbers."""


def numbers_of(line: Line, around: LineContext) -> Iterator[Number]:
    """The numbers of a line that count something, in order."""
    folded = half_width(line.text)
    found = sorted(_every_number(line, folded), key=lambda number: number.start)
    # Words lead up to a figure. At the head of a line that goes on nothing it is a cell's, or a list's.
    first = HAN.search(around.before + line.text)
    if not found or first is None:
        return
    from_here = first.start() - len(around.before)
    contents = bool(REPORT.search(folded) and CONTENTS.search(folded))
    for number in found:
        if number.start > from_here and not (contents and _counts_contents(number, folded)):
            yield number


def _every_number(line: Line, folded: str) -> Iterator[Number]:
    """The numbers of a line with their names, where they stand in a list of names; ``folded`` is it in half width."""
    lists = {item.start: item for item in respective(folded, UNIT)}
    for number in (*_digits(folded, lists), *_spelled(line.text)):
        yield replace(number, name=lists[number.start].name) if number.start in lists else number
    for item in lists.values():
        if item.unit:
            yield Number(item.start, item.end, item.value, item.unit, name=item.name)


def _counts_contents(number: Number, folded: str) -> bool:
    """It counts the parts of the report itself: …、其他需要报告的事项等6项内容."""
    if number.unit not in ("个", "项", "部", "大"):
        return False
    begin = max(folded.rfind(mark, 0, number.start) for mark in "。！？!?")
    before = folded[max(begin + 1, number.start - LEADING_UP) : number.start]
    return bool(
        REPORT.search(before) and CONTENTS.search(before) and OF_CONTENTS.match(folded[number.end : number.end + NEAR])
    )


def _is_odd(last: str) -> bool:
    """A letter that is no Chinese character, or a number of another kind: О5, ½5, ①5."""
    return (last.isalpha() or last.isnumeric()) and HAN_CHARACTER.match(last) is None


def _is_torn(digits: str) -> bool:
    """Groups of thousands behind more than three digits: 12345,678 is no number."""
    return digits.find(",") > 3


def _is_number(match: re.Match[str], before: str, is_listed: bool) -> bool:
    """True if digits are a number of their own, and no part of a time, a code or a longer number."""
    last = before.rstrip()[-1:]
    if last in GLUED or _is_odd(last) or CLOCK.search(before):
        return False
    if not is_listed and PARTING.search(before):
        return False
    return match["digits"].replace(",", "").isascii() and not _is_torn(match["digits"])


def _digits(folded: str, listed_at: Container[int]) -> Iterator[Number]:
    """The numbers written in digits; ``listed_at`` are where members of lists begin, behind any mark."""
    for match in NUMBER.finditer(folded):
        before = folded[max(0, match.start() - NEAR) : match.start()]
        if not _is_number(match, before, match.start() in listed_at):
            continue
        value = Decimal(match["digits"].replace(",", "") + (match["decimals"] or "")) * TIMES[match["times"]]
        if value == value.to_integral_value() and match["unit"] not in PERCENT:
            # The decimals of a share tell how far it was rounded; 2.2 万 leaves none that mean anything.
            value = value.to_integral_value()
        behind = folded[match.end() : match.end() + NEAR]
        approx = measure(before.rstrip()) or ("about" if match["more"] else "") or _approx_after(behind)
        yield Number(*match.span(), value, match["unit"], approx)


def _spelled(words: str) -> Iterator[Number]:
    led = set()
    for match in SPELLED.finditer(words):
        led.add(match.end())
        value = Decimal(VALUES[match["numeral"]])
        yield Number(match.start("numeral"), match.end(), value, match["unit"], measure(match["lead"]))
    for count in spelled_counts(words):
        if count.end not in led:
            before = words[max(0, count.start - NEAR) : count.start]
            approx = measure(before.rstrip()) or _approx_after(words[count.end : count.end + NEAR])
            yield Number(count.start, count.end, count.value, count.unit, approx)


def _approx_after(behind: str) -> str:
    return next((name for name, words in AFTER if words.search(behind)), "")
