"""Numbers, dates, sizes and names in words, for all pages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from generator import labels
from generator.model.reports import ReportIdentity
from generator.model.results import Counts


def plain(value: Decimal) -> str:
    """A number without exponent, as many decimals as it was given: ``134.2``, ``-3``, ``0``."""
    return format(value, "f")


def grouped(count: int) -> str:
    """A count of ours with thin blanks between thousands: ``12 400``."""
    return f"{count:,}".replace(",", "\u2009")


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
