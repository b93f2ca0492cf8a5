"""The dates of a page and all the ways of writing them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from benchmarks.corpus.identity import NUMERALS, WIDE


@dataclass(frozen=True, slots=True)
class Days:
    """``signed`` and ``published`` as they would be printed; whether they are is for the page to decide."""

    year: int
    signed: date
    published: date
    period: tuple[date, date]


def draw_days(random: Random, year: int, late: bool) -> Days:
    """Dates that are in time: by the end of January, or of March for governments and for reports before 2019."""
    last = date(year + 1, 3, 28) if late or year < 2019 else date(year + 1, 1, 29)
    first = date(year + 1, 1, 4)
    signed = first + timedelta(days=random.randint(0, (last - first).days))
    published = min(last, signed + timedelta(days=random.choice((0, 0, 1, 2, 5))))
    return Days(year, signed, published, (date(year, 1, 1), date(year, 12, 31)))


def stamp(random: Random, day: date) -> str:
    """As a content system prints a date."""
    clock = f"{random.randint(8, 18):02}:{random.randint(0, 59):02}"
    return random.choices(
        (
            day.isoformat(),
            f"{day.isoformat()} {clock}",
            f"{day.isoformat()} {clock}:{random.randint(0, 59):02}",
            f"{day.year}年{day.month:02}月{day.day:02}日",
            f"{day.year}年{day.month}月{day.day}日 {clock}",
            f"{day.year}/{day.month:02}/{day.day:02}",
            f"{day.isoformat()} 00:00",
        ),
        (30, 22, 14, 8, 6, 6, 6),
    )[0]


TENS = ("", "十", "二十", "三十")
ONES = "〇一二三四五六七八九"


def chinese(number: int) -> str:
    """A number below 40 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    return TENS[tens] + (ONES[ones] if ones else "")


def signature_day(random: Random, day: date) -> str:
    """As a report's last line prints a date."""
    plain = f"{day.year}年{day.month}月{day.day}日"
    return random.choices(
        (
            plain,
            f"{day.year}年{day.month}月 {day.day}日",
            f"{day.year} 年 {day.month} 月 {day.day} 日",
            f"{str(day.year).translate(NUMERALS)}年{chinese(day.month)}月{chinese(day.day)}日",
            plain.translate(WIDE),
        ),
        (70, 8, 8, 10, 4),
    )[0]


def year_words(random: Random, year: int) -> str:
    """The year as a title says it, always followed by 年."""
    return random.choices(
        (f"{year}年", f"{year}年度", f"{year} 年", f"{year} 年度", str(year).translate(NUMERALS) + "年"),
        (58, 24, 7, 4, 7),
    )[0]


PERIODS = (
    "本报告中所列数据的统计期限自{y}年1月1日起至{y}年12月31日止。",
    "报告中所列数据的统计期限自{y}年1月1日起,至{y}年12月31日止。",
    "统计期限为{y}年1月1日至{y}年12月31日。",
    "所列数据的统计期限自{y}年1月1日始,至{y}年12月31日止。",
    "内容涵盖{y}年1月1日至{y}年12月31日期间的政府信息公开工作。",
    "统计数据的时限为{y}年1月1日到12月31日。",
    "本报告数据统计时间段为{y}年1月1日-{y}年12月31日。",
    "数据统计期限自{y}年1月1日起至12月31日止。",
    "所列数据的统计期限：{y}年1月1日—{y}年12月31日。",
)
