"""Numbers, dates, sizes and names in words, for all pages."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from generator import labels
from generator.model.reports import ReportIdentity
from generator.model.results import Counts
from generator.pages.gloss import glossed

_LARGE = re.compile(r"(?<![\d.,#/A-Za-z-])(?!(?:19|20)\d\d(?!\d))[1-9]\d{3,8}(?![\d,/-]|\s?[年号])")
"""Large numbers in words of ours. Four digits that may be a year stay as they are, and so do codes."""


def grouped(value: Decimal | int) -> str:
    """A number with commas between thousands and as many decimals as it was given: ``12,400``, ``134.2``, ``-3``."""
    return format(value, ",f") if isinstance(value, Decimal) else f"{value:,}"


def in_thousands(text: object) -> str:
    """``text`` with commas in its large numbers. Not for quotes: what a source prints stays as it is printed."""
    if isinstance(text, int):
        return grouped(text)
    words = str(text)
    return words if len(words) < 4 or "“" in words else _LARGE.sub(lambda match: grouped(int(match[0])), words)


def day(value: date) -> str:
    """``2021 年 1 月 14 日``."""
    return f"{value.year} 年 {value.month} 月 {value.day} 日"


def size(bytes_: int) -> str:
    """A file's size: ``532 字节``, ``12.3 kB``."""
    return f"{bytes_} 字节" if bytes_ < 1000 else f"{bytes_ / 1000:.1f} kB"


def counted(counts: Counts, passes: str, fails: str) -> str:
    """``相符 37 处，不符 1 处，不可核对 2 处``, without what is nought; "" where nothing was counted."""
    said = ((passes, counts.passed), (fails, counts.failed), ("不可核对", counts.not_checkable))
    return "，".join(f"{word} {number} 处" for word, number in said if number)


def organ_name(report: ReportIdentity) -> str:
    """The organ, also where its name only follows from the title; or a word that says we do not know it."""
    return report.organ.known_as or "机关不明"


def year_name(report: ReportIdentity) -> str:
    """``2020 年``, or a word that says we do not know it."""
    return f"{report.year.value} 年" if report.year else "年度不明"


def form_name(report: ReportIdentity) -> str:
    """The form the report follows, in words; says so where its tables follow different ones."""
    if report.format is None:
        return "未辨出表式"
    used = sorted({form for form in report.forms.values() if form})
    if len(used) > 1:
        return "混用：" + "、".join(labels.form_name(form).zh for form in used)
    return labels.form_name(report.format).zh


def glossed_form(report: ReportIdentity) -> Markup:
    """The same with its gloss."""
    used = sorted({form for form in report.forms.values() if form})
    names = used if len(used) > 1 else [report.format] if report.format else []
    return glossed(form_name(report), ", ".join(labels.form_name(form).en for form in names) or "form not recognised")
