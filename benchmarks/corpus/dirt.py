"""What happens to a report's text on its way: scripts, notes, lost characters, page furniture, wrong decoding.

Each kind of dirt changes a document, and says which facts can no longer be known from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

import opencc
from pypinyin import Style, lazy_pinyin

from benchmarks.corpus.document import Document
from benchmarks.corpus.identity import Identity, Known

Soil = Callable[[Document, Identity, Random], tuple[Document, Identity]]


@dataclass(frozen=True, slots=True)
class Dirt:
    """One kind of dirt and how often it is drawn."""

    name: str
    soil: Soil
    weight: int = 10


@lru_cache(maxsize=1)
def _to_traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


@lru_cache(maxsize=4096)
def _traditional(text: str) -> str:
    changed = _to_traditional().convert(text)
    return str(changed) if len(changed) == len(text) else text


def traditional(document: Document, identity: Identity, random: Random) -> tuple[Document, Identity]:
    """Traditional script throughout."""
    return document.map_text(lambda kind, text: text if kind == "value" else _traditional(text)), identity


def pinyin(document: Document, identity: Identity, random: Random) -> tuple[Document, Identity]:
    """Traditional script, each changed character followed by its reading: 根據(jù)."""

    def note(kind: str, text: str) -> str:
        if kind == "value":
            return text
        out = []
        for old, new in zip(text, _traditional(text), strict=True):
            out.append(new)
            if old != new and random.random() < 0.7:
                out.append(f"({lazy_pinyin(old, style=Style.TONE)[0]})")
        return "".join(out)

    return document.map_text(note), identity


def doubled_commas(document: Document, identity: Identity, random: Random) -> tuple[Document, Identity]:
    """Traditional script with doubled commas: 一,、總體情況."""

    def change(kind: str, text: str) -> str:
        if kind == "value":
            return text
        text = _traditional(text)
        return text.replace("、", ",、", 1) if kind == "heading" else text.replace("，", ",,")

    return document.map_text(change), identity


def eaten_punctuation(document: Document, identity: Identity, random: Random) -> tuple[Document, Identity]:
    """The corner label's bracket and first words broken by a wrong round trip: ?。ū玖袛?shù)據(jù)."""
    mark = "（本列数据"

    def change(kind: str, text: str) -> str:
        return text.replace(mark, "?。ū玖袛?shù)据").replace(mark.replace("（", "("), "?。ū玖袛?shù)据")

    return document.map_text(change), identity


def half_width(document: Document, identity: Identity, random: Random) -> tuple[Document, Identity]:
    """Half-width punctuation in the whole text."""
    table = str.maketrans("，；：（）！", ",;:()!")
    return document.map_text(lambda kind, text: text.translate(table)), identity


def odd_blanks(document: Document, identity: Identity, random: Random) -> tuple[Document, Identity]:
    """Wide blanks before paragraphs, no-break spaces at their ends, blanks within headings."""

    def change(kind: str, text: str) -> str:
        if kind == "p":
            return random.choice(("\u3000\u3000", "    ", "\u00a0\u00a0")) + text + random.choice(("", "\u00a0", " "))
        if kind == "label" and len(text) == 2 and random.random() < 0.5:
            return f"{text[0]} {text[1]}"
        return text

    return document.map_text(change), identity


def markdown_rests(document: Document, identity: Identity, random: Random) -> tuple[Document, Identity]:
    """Stars around words of paragraphs."""

    def change(kind: str, text: str) -> str:
        words = re.search(r"[\u4e00-\u9fff]{4,8}", text)
        if kind != "p" or not words or random.random() < 0.5:
            return text
        return f"{text[: words.start()]}**{words[0]}**{text[words.end() :]}"

    return document.map_text(change), identity


LOOK_ALIKES = (("政府", "攻府"), ("公开", "公幵"), ("信息", "信患"), ("工作", "エ作"), ("内容", "內容"))


def look_alikes(document: Document, identity: Identity, random: Random) -> tuple[Document, Identity]:
    """Characters read as others that look like them, in paragraphs only."""
    wrong = random.sample(LOOK_ALIKES, 2)

    def change(kind: str, text: str) -> str:
        if kind == "p" and identity.name not in text:
            for right, seen in wrong:
                if random.random() < 0.3:
                    text = text.replace(right, seen, 1)
        return text

    return document.map_text(change), identity


def lost_characters(document: Document, identity: Identity, random: Random) -> tuple[Document, Identity]:
    """Some of 年, 月 and 0 gone from the stated period: 自202111日起至20211230日止."""
    if not identity.period:
        return document, identity
    year = identity.year
    broken = random.choice(
        (
            f"本报告中所列数据的统计期限自{year}11日起至{year}1230日止。",
            f"本年度报告时限为{year} 11日到1231日。",
            f"统计期限为自20{year}年1月1日至20{year}年12月31日止。",
            f"统计数据从{year}1月1日起。",
        )
    )
    document = document.map_text(lambda kind, text: text.replace(identity.period, broken))
    if identity.year_in_title:
        return document, identity
    return document, replace(identity, year_known=Known(year, "arguable"))


def question_names(document: Document, identity: Identity, random: Random) -> tuple[Document, Identity]:
    """The organ's name as a row of question marks, wherever it stands."""
    marks = "?" * len(identity.name)
    short = "?" * len(identity.short)
    document = document.map_text(lambda kind, text: text.replace(identity.name, marks).replace(identity.short, short))
    return document, replace(identity, organ=Known(None, "no"))


FURNITURE = (
    ("当前位置：首页 > 政务公开 > 政府信息公开年报", "字号：[大 中 小] 打印 关闭", "访问量：1352次"),
    ("索引号：  None", "发布机构：None", "发布日期：{next}-01-{day}", "微信 微博 分享到："),
    ("关怀版 无障碍", "-->", "来源：本站  发布时间：{next}-02-{day}  浏览次数：87"),
    ("English | 繁体 | 手机版", "您所在的位置：首页>信息公开>法定主动公开内容"),
)
BELOW = (
    ("扫一扫在手机打开当前页", "主办：{county}人民政府    承办：{county}人民政府办公室", "网站地图 | 联系我们"),
    ("相关链接", "上一篇：关于做好防汛工作的通知", "下一篇：{before}年政府信息公开工作年度报告"),
    ("【打印本页】 【关闭窗口】", "版权所有：{county}人民政府"),
)


def furniture(document: Document, identity: Identity, random: Random) -> tuple[Document, Identity]:
    """Lines of the page around the report, with dates, other years and the site's owner as decoys."""
    fill = {
        "county": identity.chain.county,
        "next": identity.year + 1,
        "before": identity.year - 1,
        "day": f"{random.randint(1, 28):02}",
    }
    above = tuple(line.format(**fill) for line in random.choice(FURNITURE))
    below = tuple(line.format(**fill) for line in random.choice(BELOW))
    if identity.organ.verdict == "no" and identity.ours[1:] in ("县", "市", "区", "旗"):
        # here the site's owner is the author, and a reader may say so
        below = tuple(line for line in below if "人民政府" not in line)
    return document.framed(above, below), identity


DIRT: tuple[Dirt, ...] = (
    Dirt("question_names", question_names, 5),
    Dirt("furniture", furniture, 25),
    Dirt("pinyin", pinyin, 12),
    Dirt("traditional", traditional, 8),
    Dirt("doubled_commas", doubled_commas, 6),
    Dirt("eaten_punctuation", eaten_punctuation, 5),
    Dirt("half_width", half_width, 10),
    Dirt("odd_blanks", odd_blanks, 10),
    Dirt("markdown_rests", markdown_rests, 6),
    Dirt("look_alikes", look_alikes, 6),
    Dirt("lost_characters", lost_characters, 8),
)
"""Every kind of dirt, with its weight. Wrong decoding is among the encodings."""

SCRIPTS = frozenset({"pinyin", "traditional", "doubled_commas"})
"""At most one of them touches a report."""


def choose(random: Random) -> tuple[Dirt, ...]:
    """None, one or two kinds, in the order of DIRT."""
    count = random.choices((0, 1, 2), (50, 35, 15))[0]
    chosen: list[Dirt] = []
    while len(chosen) < count:
        dirt = random.choices(DIRT, [d.weight for d in DIRT])[0]
        if dirt in chosen or (dirt.name in SCRIPTS and any(d.name in SCRIPTS for d in chosen)):
            continue
        chosen.append(dirt)
    # names must still stand as they are when they are taken out, so scripts change last
    return tuple(sorted(chosen, key=lambda dirt: (dirt.name in SCRIPTS, DIRT.index(dirt))))
