"""Who reports, on which year, and what of it the text gives away: titles, signatures, dates, headings."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from benchmarks.corpus.places import CHAINS, Chain

NUMERALS = str.maketrans("0123456789", "〇一二三四五六七八九")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")

HEADINGS: tuple[tuple[str, ...], ...] = (
    ("一、总体情况", "一、总体情况", "一、工作基本情况", "一、概 述", "1、 总体情况"),
    (
        "二、主动公开政府信息情况",
        "二、主动公开信息情况",
        "二、行政机关主动公开政府信息情况",
    ),
    ("三、收到和处理政府信息公开申请情况",),
    ("四、政府信息公开行政复议、行政诉讼情况", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
    ("五、存在的主要问题及改进情况", "五、存在问题及改进情况", "五、政府信息公开工作存在的主要问题及改进情况"),
    ("六、其他需要报告的事项",),
)
"""The six headings: the national one first, then others that were seen."""


@dataclass(frozen=True, slots=True)
class Known:
    """A fact and whether the text decides it: ``yes``, ``no`` (a reader must leave it open) or ``arguable``."""

    value: str | int | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Identity:
    """The author and what is printed of it. ``title`` are the title's lines, ``signature`` the last ones."""

    chain: Chain
    name: str
    short: str
    ours: str
    year: int
    organ: Known
    year_known: Known
    title: tuple[str, ...]
    signature: tuple[str, ...]
    period: str
    in_body: bool
    year_in_title: bool
    year_in_body: bool


def draw_identity(random: Random, year: int) -> Identity:
    """An organ, and a title, a signature and a period that name it and the year, or do not."""
    chain = random.choice(CHAINS)
    name, short, ours = _organ(random, chain)
    written = _year_words(random, year)
    forms: tuple[tuple[tuple[str, ...], bool, bool, int], ...] = (
        # lines, names the organ, names the year, weight
        ((f"{name}{written}政府信息公开工作年度报告",), True, True, 30),
        ((name, f"{year} 年度政府信息公开工作年度报告"), True, True, 12),
        ((name, f"{year}年政府信息公开", "工作年度报告"), True, True, 5),
        ((f"{name}{year}年政府信息公开年报",), True, True, 5),
        ((f"关于{written}政府信息公开工作的年度报告",), False, True, 8),
        ((f"{written}政府信息公开工作年度报告",), False, True, 12),
        ((f"{name}政府信息公开工作年度报告",), True, False, 8),
        ((f"{short}{year}年政府信息公开工作年度报告",), False, True, 6),
        ((), False, False, 14),
    )
    title, organ_there, year_there, _ = random.choices(forms, [form[3] for form in forms])[0]
    signed = random.random()
    day = f"{year + 1}年{random.randint(1, 3)}月{random.randint(1, 28)}日"
    day = random.choice((day, day, f"（{day}）", f"{year + 1}年1月 {random.randint(10, 28)} 日"))
    signature = (name, day) if signed < 0.55 else (day,) if signed < 0.75 else ()
    period = ""
    if random.random() < 0.5:
        period = random.choice(
            (
                f"本报告中所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
                f"所列数据的统计期限为{year}年1月1日至12月31日。",
                f"本报告统计数据时限：{year}年1月1日—{year}年12月31日。",
            )
        )
    in_body = random.random() < 0.5
    year_in_body = random.random() < 0.6
    organ_verdict = "yes" if organ_there or signed < 0.55 or in_body else "no"
    if organ_verdict == "no" and title and short in title[0]:
        organ_verdict = "arguable"  # the place is named, the organ is not
    year_verdict = "yes" if year_there or period else "arguable" if year_in_body else "no"
    return Identity(
        chain, name, short, ours, year,
        Known(name if organ_verdict != "no" else None, organ_verdict),
        Known(year if year_verdict != "no" else None, year_verdict),
        title, signature, period, in_body, year_there, year_in_body,
    )  # fmt: skip


def _organ(random: Random, chain: Chain) -> tuple[str, str, str]:
    """The organ's full name, its place as a title may name it, and how it calls itself."""
    kind = random.random()
    if kind < 0.6:
        seat = "街道办事处" if chain.town.endswith("街道") else "人民政府"
        stem = chain.town.removesuffix("街道") if seat == "街道办事处" else chain.town
        above = chain.county if random.random() < 0.6 else ""
        return f"{above}{stem}{seat}", f"{above}{chain.town}", f"我{chain.level_word}"
    if kind < 0.75:
        return f"{chain.county}人民政府", chain.county, f"我{chain.county[-1]}"
    bureau = random.choice(("教育局", "财政局", "农业农村局", "卫生健康局", "统计局", "审计局", "交通运输局", "水利局"))
    return f"{chain.county}{bureau}", chain.county, "我局"


def _year_words(random: Random, year: int) -> str:
    return random.choices(
        (
            f"{year}年",
            f"{year}年度",
            f"{year} 年",
            str(year).translate(NUMERALS) + "年",
            str(year).translate(WIDE) + "年",
        ),
        (55, 20, 10, 8, 7),
    )[0]
