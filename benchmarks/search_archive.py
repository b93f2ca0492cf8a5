"""An invented archive for the search alone: documents of any number, from a seed. 合成数据, never part of a site.

Provinces, prefectures, counties and towns have made-up names; the text is put together from clauses of our own with
words, numbers and names in them, so that most words stand in many reports and many phrases in one.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from generator.search.documents import SearchDocument, SearchPassage
from generator.search.steps import FIGURES, UNKNOWN

SIGNS = "东西南北上下大小新古长石金银云龙凤青白红清明泉河湖溪江桥塘岭坡坪湾洲川原林柳杨松梅竹桃李杏荷兰"
"""Characters of which names are made."""

WHO = (
    "办公室",
    "各村委会",
    "党政办",
    "分管领导",
    "各站所",
    "工作专班",
    "便民服务中心",
    "纪检部门",
    "宣传干事",
    "信息员",
)
DOES = (
    "及时更新",
    "逐项梳理",
    "认真核对",
    "统一发布",
    "定期检查",
    "主动公布",
    "集中整理",
    "按季度汇总",
    "反复审查",
    "如实登记",
)
WHAT = (
    "惠农补贴发放名单",
    "农村低保对象花名册",
    "财政预算和决算",
    "道路修建招标结果",
    "饮水工程进度",
    "防汛值班安排",
    "义务教育划片范围",
    "医疗救助标准",
    "危房改造对象",
    "环境卫生评比结果",
    "林权登记情况",
    "养老服务机构名录",
    "疫苗接种点位",
    "土地征收补偿标准",
    "政策解读材料",
    "会议纪要摘编",
)
HOW = (
    "通过公告栏和广播同步告知群众",
    "在网站专栏长期展示",
    "由专人回复来电来信",
    "并向县级主管部门备案",
    "群众可以随时查阅",
    "未发现应公开而未公开的情形",
    "做到件件有回音",
    "形成了书面台账",
    "接受社会各界监督",
    "比上一年更加规范",
)
LACKS = (
    "更新不够快",
    "人手较紧",
    "形式单一",
    "培训次数偏少",
    "解读深度不足",
    "栏目设置不合理",
    "档案保管分散",
    "协调机制还不健全",
)
HEADINGS = ("一、总体情况", "二、工作推进情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项")
UNITS = ("条", "件", "次", "人次", "份", "期")
SEALS = {"consistent": "勾稽相符", "inconsistent": "勾稽不符", "unchecked": "未能核对", "partly_checked": "部分核对"}
CHECKS = ("A01", "A07", "B03", "C02", "D05", "F01")
PROVINCES = (
    *("11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41"),
    *("42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65"),
)


def synthetic_archive(count: int, seed: int = 6) -> list[SearchDocument]:
    """``count`` documents; the first of a larger archive are those of a smaller one of the same seed."""
    names = _Names(seed)
    return [_document(random.Random(f"{seed} {number}"), names, number) for number in range(count)]


class _Names:
    """Made-up names by code, the same whenever they are asked for."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def of(self, code: str, end: str) -> str:
        chance = random.Random(f"{self.seed} {code}")
        return "".join(chance.sample(SIGNS, chance.choice((1, 2, 2, 2)) if end == "县" else 2)) + end

    def chain(self, town: str) -> tuple[str, str, str, str]:
        return self.of(town[:2], "省"), self.of(town[:4], "市"), self.of(town[:6], "县"), self.of(town, "镇")


def _document(chance: random.Random, names: _Names, number: int) -> SearchDocument:
    # Provinces differ in size, as they do: the first ones hold more.
    province = PROVINCES[min(chance.randrange(len(PROVINCES)), chance.randrange(len(PROVINCES)))]
    county = f"{province}{chance.randint(1, 9):02}{chance.randint(1, 9):02}"
    town = f"{county}{chance.randint(1, 30):03}"
    places = names.chain(town)
    year = chance.randint(2019, 2024)
    consistency = chance.choice(sorted(SEALS))
    organ = f"{places[-1]}人民政府"
    regions = tuple(zip((town[:2], town[:4], county), places, strict=False))
    return SearchDocument(
        url=f"/region/{county}/hecheng-{number}-zhen/{year}/",
        title=f"{places[2]}{organ}{year}年政府信息公开工作年度报告",
        organ=organ,
        places=places,
        province=province,
        year=year,
        consistency=consistency,
        consistency_zh=SEALS[consistency],
        newest=f"{year + 1}-{chance.randint(1, 3):02}-{chance.randint(1, 28):02}",
        passages=tuple(
            SearchPassage(f"section-{at}", heading, "\n".join(_paragraphs(chance, places, year)))
            for at, heading in enumerate(HEADINGS, 1)
        ),
        title_printed=chance.random() < 0.9,
        regions=regions,
        form="2021" if year > 2020 else "2019",
        kind="township_government",
        completeness=chance.choice(("complete", "incomplete", "unknown")),
        timeliness=chance.choice(("on_time", "late", "unknown")),
        originality=chance.choice(("original", "shared_text", "unknown")),
        failing=tuple(sorted(chance.sample(CHECKS, chance.randint(0, 2)))),
        figures=tuple((facet, chance.randint(UNKNOWN, 3 if facet == "requests" else 1)) for facet in FIGURES),
    )


def _paragraphs(chance: random.Random, places: tuple[str, ...], year: int) -> Iterator[str]:
    stated = f"{chance.randint(1, 1999)}{chance.choice(UNITS)}"
    yield f"合成数据。{year}年，{places[-1]}按照要求开展工作，共公开信息{stated}。"
    for _ in range(chance.randint(2, 4)):
        yield "".join(_sentence(chance, places) for _ in range(chance.randint(2, 5)))


def _sentence(chance: random.Random, places: tuple[str, ...]) -> str:
    number = chance.choice((str(chance.randint(2, 400)), f"{chance.randint(1, 99)}.{chance.randint(1, 9)}%"))
    village = "".join(chance.sample(SIGNS, 2)) + "村"
    what, how = chance.choice(WHAT), chance.choice(HOW)
    return chance.choice(
        (
            f"{chance.choice(WHO)}{chance.choice(DOES)}{what}，{how}。",
            f"全年{chance.choice(DOES)}{what}{number}{chance.choice(UNITS)}；{village}{how}。",
            f"一是{what}、{chance.choice(WHAT)}等内容{chance.choice(LACKS)}，{village}尤其明显。",
            f"{places[2]}对《{what}管理办法》作了说明，{village}等{chance.randint(2, 30)}个村{how}。",
        )
    )
