"""Dates: when a report was signed, when it was published, which period it covers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.model.documents import Text
from generator.model.reports import Dates, Period, Sourced
from generator.model.sidecars import Sidecar
from generator.model.spans import RepairedSpan
from generator.reading.identity.head import HeadMatter
from generator.reading.identity.rows import days_of
from generator.reading.identity.wording import IdentityWording
from generator.text.folding import half_width
from generator.text.lines import Line
from generator.text.numerals import HAN_DIGIT, TO_TEN, chinese_number, spelled_year

_SMALL = rf"(\d{{1,2}}|[{TO_TEN}]{{1,3}})"
DAY = rf"(\d{{4}}|[{HAN_DIGIT}]{{4}})\s*年\s*{_SMALL}\s*月\s*{_SMALL}\s*日"
SIGNED = re.compile(rf"^\s*[（(]?\s*{DAY}\s*[）)]?\s*$")
SIGNED_AT_END = re.compile(rf"{DAY}\s*[）)]?\s*$")
SIGNER = re.compile(
    r"\s*[（(]?\s*(?:[\u4e00-\u9fff]{2,28}(?:政府|办事处|委员会|办公室|局|厅|院|所|中心|处|社|会))?[\s，,]*"
)
"""What may stand before a date on its line: the organ's name or nothing. 打印时间： is neither."""
PUBLISHED = re.compile(
    r"(?:(?:发布|公布|发文|成文)(?:日期|时间)|^\s*(?:日期|时间))\s*[:：]?\s*[\[【]?\s*(\d{4})\s*[-—/.年]\s*(\d{1,2})\s*[-—/.月]\s*(\d{1,2})"
)
PERIOD = re.compile(
    r"(?:自|从|[:：为是(]|时[限间]|期[限间]|(?:涵盖|覆盖|包括|包含)[^。;；\d]{0,24}?)\s*"
    r"(\d{4})\s*年度?\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?\s*(?:[^,，。;；\d]{0,16}?起|起|始|开始)?\s*[,，、]?\s*"
    r"(?:(?:截?至|到|止于|[-—–~～])+|(?<=[,，])(?=[^。]{6,16}止))\s*(?:(\d{4})\s*年)?\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"
)
PERIOD_CONTEXT = re.compile(r"统计|数据|报告|期限|时限|涵盖|覆盖")
SIGNATURE_LINES = 8
"""Number of lines with text, from the end, in which a signature is sought."""
SIGNED_INSIDE = re.compile(
    rf"(?:^|[。！？!?；;\s])(?P<name>[\u4e00-\u9fff]{{3,30}}?)[\s，,]*[（(]?{DAY}[）)]?(?![\s，,]*(?:[，,、至到起止前后以召印发通]|[-—–~～]))"
)
"""‹机关›‹日期› inside a line, behind the end of a sentence, with other words of the page behind it."""
DAY_VALUE = re.compile(r"(\d{4})\s*[-—/.年]\s*(\d{1,2})\s*[-—/.月]\s*(\d{1,2})|^(\d{4})([01]\d)([0-3]\d)$")


def read_dates(
    lines: Sequence[Line],
    signature: Sequence[Line],
    text: Text,
    sidecar: Sidecar,
    around: HeadMatter,
    wording: IdentityWording,
) -> Dates:
    """The dates told. ``lines`` are of the repaired text, tables left out; ``signature`` are the last of them."""
    published = _published(lines, text, sidecar, around, wording)
    signed = _signed(signature, text) or _signed_inside(lines, text, wording)
    return Dates(signed, published, _period(lines, text))


def make_date(year: str, month: str, day: str) -> date | None:
    """A date from its printed parts; None where there is no such day."""
    try:
        return date(_year(year), chinese_number(month) or 0, chinese_number(day) or 0)
    except ValueError:
        return None


def _year(text: str) -> int:
    return int(text) if text.isdigit() and text.isascii() else spelled_year(text)


def signature_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The last lines with text, where organ and date are signed."""
    return tuple([line for line in lines if not line.blank][-SIGNATURE_LINES:])


def _signed(lines: Sequence[Line], text: Text) -> Sourced[date] | None:
    for line in reversed(lines):
        folded = half_width(line.text)
        match = SIGNED.match(folded)
        if match is None and len(folded.strip()) <= 40:
            match = SIGNED_AT_END.search(folded)
            if match and not SIGNER.fullmatch(folded[: match.start()]):
                match = None
        if match:
            found = make_date(match[1], match[2], match[3])
            if found is not None:
                return Sourced(found, "signature", text.back(line.part(match.start(1), match.end(3) + 1)))
    return None


def _signed_inside(lines: Sequence[Line], text: Text, wording: IdentityWording) -> Sourced[date] | None:
    found = signed_inside(lines, wording)
    return Sourced(found.day, "signature", text.back(found.day_span)) if found else None


@dataclass(frozen=True, slots=True)
class InlineSignature:
    """‹机关›‹日期› behind the last sentence of a line. Spans are in the repaired text."""

    name: str
    name_span: RepairedSpan
    day: date
    day_span: RepairedSpan


def signed_inside(lines: Sequence[Line], wording: IdentityWording) -> InlineSignature | None:
    """A signature that stands inside a line, as in reports printed as one paragraph: the last one there is."""
    for line in reversed(signature_lines(lines)):
        for match in reversed(list(SIGNED_INSIDE.finditer(half_width(line.text)))):
            name = match["name"]
            found = make_date(match[2], match[3], match[4])
            if found is not None and wording.any_end.search(name) and not wording.lead.search(name):
                day = line.part(match.start(2), match.end(4) + 1)
                return InlineSignature(name, line.part(*match.span("name")), found, day)
    return None


def _published(
    lines: Sequence[Line], text: Text, sidecar: Sidecar, around: HeadMatter, wording: IdentityWording
) -> Sourced[date] | None:
    if sidecar.published_on is not None:
        return Sourced(sidecar.published_on, "sidecar")
    for row in days_of(around.rows, wording):
        found = _day_of(row.value)
        if found is not None:
            return Sourced(found, "page", row.span)
    for line in lines[:30]:
        match = PUBLISHED.search(half_width(line.text))
        if match:
            found = make_date(match[1], match[2], match[3])
            if found is not None:
                return Sourced(found, "page", text.back(line.part(match.start(1), match.end(3))))
    return None


def _day_of(value: str) -> date | None:
    """The day in a metadata row's value: 2024-01-26 18:15, 2024年1月26日, 20240126."""
    folded = half_width(value)
    match = DAY_VALUE.search(folded)
    if match:
        year, month, day = (part for part in match.groups() if part)
        return make_date(year, month, day)
    spelled = re.search(DAY, folded)
    return make_date(spelled[1], spelled[2], spelled[3]) if spelled else None


def _period(lines: Sequence[Line], text: Text) -> Sourced[Period] | None:
    for line in lines:
        folded = half_width(line.text)
        for match in PERIOD.finditer(folded):
            if not PERIOD_CONTEXT.search(folded[max(0, match.start() - 30) : match.start() + 4]):
                continue
            start = make_date(match[1], match[2], match[3])
            end = make_date(match[4] or match[1], match[5], match[6])
            if start and end and start <= end:
                return Sourced(Period(start, end), "body", text.back(line.part(match.start(1), match.end(6) + 1)))
    return None
