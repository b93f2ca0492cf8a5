"""Who writes a page: governments of every level, and offices with every ending that real authors have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from random import Random

from benchmarks.corpus.places import CHAINS, Chain


@dataclass(frozen=True, slots=True)
class Author:
    """``name`` is how the report prints it, ``also`` other full names of the same organ that may be printed too.

    ``place`` is what a title that names only the place says, "" where such a title would not name this author;
    ``implied`` are then the names that follow from it, the fullest first. ``code`` is the place's (2, 4, 6 or 9
    digits), None where one may argue about it. ``kind`` is None where the published kinds have no word for it.
    ``late`` says that it has until the end of March (article 49).
    """

    chain: Chain
    level: str
    name: str
    also: tuple[str, ...]
    place: str
    implied: tuple[str, ...]
    ours: str
    kind: str | None
    code: str | None
    late: bool
    superior: str


LEVELS = (("town", 42), ("county", 11), ("prefecture", 6), ("department", 41))

DEPARTMENTS: tuple[tuple[str, str], ...] = (
    ("财政局", "我局"), ("教育局", "我局"), ("民政局", "我局"), ("审计局", "我局"), ("水利局", "我局"),
    ("农业农村局", "我局"), ("交通运输局", "我局"), ("市场监督管理局", "我局"), ("自然资源局", "我局"),
    ("人力资源和社会保障局", "我局"), ("住房和城乡建设局", "我局"), ("文化广电和旅游局", "我局"),
    ("林业局", "我局"), ("气象局", "我局"), ("医疗保障局", "我局"), ("退役军人事务局", "我局"),
    ("民族宗教事务局", "我局"), ("科学技术局", "我局"), ("统计局", "我局"), ("信访局", "我局"),
    ("发展和改革委员会", "我委"), ("卫生健康委员会", "我委"), ("人民政府办公室", "我办"),
    ("机关事务服务中心", "我中心"), ("政务服务中心", "我中心"), ("公共资源交易中心", "我中心"),
    ("招商服务中心", "我中心"), ("投资促进中心", "我中心"), ("融媒体中心", "我中心"),
    ("档案馆", "我馆"), ("图书馆", "我馆"), ("人民医院", "我院"), ("中医院", "我院"), ("妇幼保健院", "我院"),
    ("第一中学", "我校"), ("实验小学", "我校"), ("职业技术学校", "我校"), ("中等职业学院", "我院"),
    ("供销合作社联合社", "我社"), ("供销合作社", "我社"), ("公安局交通警察大队", "我大队"),
    ("综合行政执法大队", "我大队"), ("人民武装部", "我部"), ("经济开发区管理委员会", "我区"),
    ("经济技术开发区管委会", "我区"), ("高新技术产业园区管理委员会", "我委"), ("工业园区管委会", "我区"),
    ("水务集团有限公司", "公司"), ("城市建设投资有限公司", "公司"), ("地方志编纂委员会办公室", "我办"),
)  # fmt: skip
"""Ending of a name after its place, and what the office calls itself."""

PREFECTURE_ONLY: tuple[tuple[str, str], ...] = (
    ("公安局交通警察支队", "我支队"), ("文化市场综合执法支队", "我支队"), ("住房公积金管理中心", "我中心"),
    ("师范大学", "学校"), ("理工大学", "学校"), ("财经大学", "学校"), ("生态环境局", "我局"), ("大数据管理局", "我局"),
    ("供电公司", "公司"), ("博物馆", "我馆"), ("中心血站", "我站"), ("疾病预防控制中心", "我中心"),
)  # fmt: skip
BRANCHES: tuple[str, ...] = ("公安局{county}分局", "生态环境局{county}分局", "自然资源和规划局{county}分局")
PROVINCIAL: tuple[tuple[str, str], ...] = (
    ("科学技术厅", "我厅"), ("水利厅", "我厅"), ("农业农村厅", "我厅"), ("教育厅", "我厅"), ("交通运输厅", "我厅"),
    ("人民政府外事办公室", "我办"), ("广播电视局", "我局"), ("粮食和物资储备局", "我局"), ("体育局", "我局"),
)  # fmt: skip
UNUSUAL_OURS = 0.25
"""Share of offices that never say 我局 but name themselves as others do, such as 县财政局 or 本机关."""


def draw_author(random: Random) -> Author:
    """An author on a place from the list; the same draw gives the same author."""
    level = random.choices([one for one, _ in LEVELS], [weight for _, weight in LEVELS])[0]
    chain = random.choice(CHAINS)
    return {"town": _town, "county": _county, "prefecture": _prefecture, "department": _department}[level](
        random, chain
    )


def _town(random: Random, chain: Chain) -> Author:
    street = chain.town.endswith("街道")
    seat = "办事处" if street else "人民政府"
    prefixes = ("", chain.county, f"{chain.prefecture}{chain.county}")
    full = [f"{prefix}{chain.town}{seat}" for prefix in prefixes]
    name = random.choices(full, (35, 55, 10))[0]
    if random.random() < 0.08:  # short ways of writing it
        name = f"{chain.town[:-2]}街办" if street else f"{chain.county}{chain.town}政府"
    place = random.choices([f"{prefix}{chain.town}" for prefix in prefixes], (35, 55, 10))[0]
    return Author(
        chain, "town", name, tuple(full), place, _implied(chain, f"{chain.town}{seat}", (chain.county,)),
        f"我{chain.level_word}", "subdistrict_office" if street else "township_government", chain.code, False,
        f"{chain.county}人民政府",
    )  # fmt: skip


def _county(random: Random, chain: Chain) -> Author:
    prefixes = ("", chain.prefecture)
    full = [f"{prefix}{chain.county}人民政府" for prefix in prefixes]
    name = random.choices(full, (75, 25))[0]
    place = random.choices([f"{prefix}{chain.county}" for prefix in prefixes], (75, 25))[0]
    return Author(
        chain, "county", name, tuple(full), place, _implied(chain, f"{chain.county}人民政府", ()),
        f"我{chain.county[-1]}", "county_government", chain.code[:6], True, f"{chain.prefecture}人民政府",
    )  # fmt: skip


def _prefecture(random: Random, chain: Chain) -> Author:
    name = f"{chain.prefecture}人民政府"
    also = (f"{chain.province}{name}",)
    return Author(
        chain, "prefecture", name, also, chain.prefecture, (also[0], name), f"我{chain.prefecture[-1]}",
        "prefecture_government", chain.code[:4], True, f"{chain.province}人民政府",
    )  # fmt: skip


def _implied(chain: Chain, seat: str, between: tuple[str, ...]) -> tuple[str, ...]:
    """The government's name with as much of the chain before it as anyone may write, the fullest first."""
    above = (f"{chain.province}{chain.prefecture}", chain.prefecture, "")
    middles = ("".join(between), "") if between else ("",)
    return tuple(dict.fromkeys(a + m + seat for m, a in product(middles, above)))


def _department(random: Random, chain: Chain) -> Author:
    way = random.random()
    if way < 0.08:
        ending, ours = random.choice(PROVINCIAL)
        stem, code, superior = chain.province, chain.code[:2], f"{chain.province}人民政府"
    elif way < 0.3:
        ending, ours = random.choice((*PREFECTURE_ONLY, *DEPARTMENTS[:30]))
        stem, code, superior = chain.prefecture, chain.code[:4], f"{chain.prefecture}人民政府"
    elif way < 0.38 and not chain.county.endswith("市"):
        ending, ours = random.choice(BRANCHES).format(county=chain.county), "我局"
        return _office(random, chain, f"{chain.prefecture}{ending}", (), ours, None, f"{chain.prefecture}人民政府")
    else:
        ending, ours = random.choice(DEPARTMENTS)
        stem, code, superior = chain.county, chain.code[:6], f"{chain.county}人民政府"
        if ending in ("供销合作社", "人民医院", "档案馆") and random.random() < 0.3:
            stem = f"{chain.prefecture}{chain.county}"
    if random.random() < UNUSUAL_OURS and ending not in ("人民政府办公室",):
        ours = random.choice((f"{stem[-1]}{ending}", "本机关", "本单位", stem + ending))
    also = (f"{chain.prefecture}{stem}{ending}",) if stem == chain.county else ()
    return _office(random, chain, stem + ending, also, ours, code, superior)


def _office(
    random: Random, chain: Chain, name: str, also: tuple[str, ...], ours: str, code: str | None, superior: str
) -> Author:
    kind = "department" if name.endswith(("局", "厅", "委员会", "办公室")) and "管理委员会" not in name else None
    return Author(chain, "department", name, also, "", (), ours, kind, code, False, superior)


def home(author: Author) -> str:
    """The place whose site the page stands on: the county of a town, otherwise the author's own place."""
    length = len(author.code or author.chain.code[:4])
    return {2: author.chain.province, 4: author.chain.prefecture}.get(length, author.chain.county)


def neighbours(author: Author) -> Iterator[str]:
    """Other organs of the same place, as related links name them."""
    for ending in ("卫生健康局", "文化馆", "应急管理局", "商务局"):
        yield f"{home(author)}{ending}"
