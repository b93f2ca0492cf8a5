"""Dates: when a report was signed, when it was published, which period it covers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from generator.model.documents import Text
from generator.model.reports import Dates, Found, Period
from generator.model.sidecars import Sidecar
from generator.model.spans import Span
from generator.reading.folding import CHINESE, NUMERALS, chinese_number, half_width
from generator.reading.lines import Line

_SMALL = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
DAY = rf"(\d{{4}}|[〇零一二三四五六七八九]{{4}})\s*年\s*{_SMALL}\s*月\s*{_SMALL}\s*日"
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
    r"(?:自|从|[:：为是]|时[限间]|期[限间])\s*(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*(?:起|始)?\s*"
    r"(?:至|到|[-—–~～])+\s*(?:(\d{4})\s*年)?\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"
)
PERIOD_CONTEXT = re.compile(r"统计|数据|报告|期限|时限")
SIGNATURE_LINES = 8
"""A signature stands within so many lines with text from the end."""


def read_dates(lines: Sequence[Line], text: Text, sidecar: Sidecar) -> Dates:
    """What the report says of its dates. ``lines`` are of the repaired text, tables left out."""
    return Dates(_signed(lines, text), _published(lines, text, sidecar), _period(lines, text))


def make_date(year: str, month: str, day: str) -> date | None:
    """A date from its printed parts; None where there is no such day."""
    try:
        return date(_year(year), chinese_number(month) or 0, chinese_number(day) or 0)
    except ValueError:
        return None


def _year(text: str) -> int:
    if text.isdigit() and text.isascii():
        return int(text)
    return int("".join(str(NUMERALS[c]) for c in text if c in CHINESE[:10] or c in "〇零"))


def signature_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The last lines with text, where organ and date are signed."""
    return tuple([line for line in lines if not line.blank][-SIGNATURE_LINES:])


def _signed(lines: Sequence[Line], text: Text) -> Found[date] | None:
    for line in reversed(signature_lines(lines)):
        folded = half_width(line.text)
        match = SIGNED.match(folded)
        if match is None and len(folded.strip()) <= 40:
            match = SIGNED_AT_END.search(folded)
            if match and not SIGNER.fullmatch(folded[: match.start()]):
                match = None
        if match:
            found = make_date(match[1], match[2], match[3])
            if found is not None:
                start = line.span.start + match.start(1)
                span = Span(start, line.span.start + match.end(3) + 1)
                return Found(found, "signature", text.back(span))
    return None


def _published(lines: Sequence[Line], text: Text, sidecar: Sidecar) -> Found[date] | None:
    if sidecar.published_on is not None:
        return Found(sidecar.published_on, "sidecar")
    for line in lines[:30]:
        match = PUBLISHED.search(half_width(line.text))
        if match:
            found = make_date(match[1], match[2], match[3])
            if found is not None:
                start = line.span.start
                return Found(found, "page", text.back(Span(start + match.start(1), start + match.end(3))))
    return None


def _period(lines: Sequence[Line], text: Text) -> Found[Period] | None:
    for line in lines:
        folded = half_width(line.text)
        for match in PERIOD.finditer(folded):
            if not PERIOD_CONTEXT.search(folded[max(0, match.start() - 30) : match.start() + 4]):
                continue
            start = make_date(match[1], match[2], match[3])
            end = make_date(match[4] or match[1], match[5], match[6])
            if start and end and start <= end:
                at = line.span.start
                return Found(Period(start, end), "body", text.back(Span(at + match.start(1), at + match.end(6) + 1)))
    return None
