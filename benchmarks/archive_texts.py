"""Running text for archives of any size (合成数据): sentences of a town's own, a county's template, a national one.

Every sentence is a run of common words without meaning, so that two of them share no more than real ones do by chance:
the stock of sentences in benchmarks/corpus is small, and in a large archive every text would be a copy of every other.
Shares as in benchmarks/similarity.py: half of the counties write for themselves, most others after a template of the
county, a fifteenth after one of a few that the whole country uses.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_WORDS = (
    "群众服务公开信息工作制度栏目平台网站政策解读培训审核发布机制责任落实流程目录档案窗口渠道监督考核宣传问题需求质量效率业务人员部门领导会议文件资金项目工程道路饮水学校医院卫生环境垃圾河道林地耕地补贴救助保险就业"
    "创业企业市场价格安全应急防汛消防调解信访热线回复咨询评议反馈意见建议方案计划总结台账清单指南事项审批许可执法检查整改问责示范试点创新融合协调配合宽带数据系统终端设备手机广播微信公告展板手册讲座走访座谈入户村民"
    "居民老人儿童党员干部志愿产业合作农田水库果园养殖旅游文化图书体育节日传统保护修缮规划测绘登记统计审计预算决算采购合同招标验收管护维修绿化照明停车公交车站桥梁水渠电网燃气供暖住房危房改造搬迁土地流转确权"
)
"""Common words of two characters each."""
WORDS = tuple(_WORDS[at : at + 2] for at in range(0, len(_WORDS), 2))
JOINTS = ("和", "与", "的", "及", "并", "对", "在", "以", "向", "为", "等")
NAMES = "东西南北上下新古长石金银云龙凤青白红清明泉河湖溪江桥塘岭坡湾洲川原林柳杨松梅竹桃李杏荷兰"
LENGTH = 1300
"""Characters of an own text. With what all reports have in common it is some 1,500, as in benchmarks/similarity.py."""
STOCK = 600
"""Sentences that many texts share, of which a few stand in nearly every one."""
NATIONAL = 6
"""Templates that the whole country uses."""


@dataclass(frozen=True, slots=True)
class Library:
    """What texts of the whole country have in common."""

    stock: tuple[str, ...]
    national: tuple[tuple[str, ...], ...]


def draw_library(seed: int) -> Library:
    """The same for every archive of this seed, however large."""
    random = Random(f"library {seed}")
    return Library(
        tuple(draw_sentence(random) for _ in range(STOCK)), tuple(draw_template(random) for _ in range(NATIONAL))
    )


def draw_sentence(random: Random) -> str:
    """20 to 70 characters in clauses of a few words, some with a made-up village; no digits."""
    clauses: list[str] = []
    for _ in range(random.randint(2, 5)):
        words = random.choices(WORDS, k=random.randint(3, 6))
        if random.random() < 0.4:
            words.insert(random.randint(1, len(words) - 1), random.choice(JOINTS))
        if random.random() < 0.25:
            words[0] = "".join(random.choices(NAMES, k=2)) + "村"
        clauses.append("".join(words))
    return "，".join(clauses) + "。"


def draw_template(random: Random) -> tuple[str, ...]:
    """The sentences of a whole text."""
    return tuple(draw_sentence(random) for _ in range(LENGTH // 40))


def draw_county(random: Random, library: Library) -> tuple[str, ...]:
    """What the towns of a county write after; () where each writes for itself."""
    draw = random.random()
    if draw < 0.5:
        return ()
    return draw_template(random) if draw < 0.93 else random.choice(library.national)


def draw_text(random: Random, library: Library, template: tuple[str, ...]) -> tuple[str, ...]:
    """An organ's first text: the template with a few sentences of its own, or its own with some of the stock."""
    if template:
        return tuple(draw_sentence(random) if random.random() < 0.04 else sentence for sentence in template)
    sentences: list[str] = []
    while sum(map(len, sentences)) < LENGTH:
        drawn = library.stock[min(int(random.paretovariate(0.6)), STOCK) - 1]
        sentences.append(drawn if random.random() < 0.3 else draw_sentence(random))
    return tuple(sentences)


def next_text(random: Random, sentences: tuple[str, ...], rewritten: float) -> tuple[str, ...]:
    """The text of the year after; ``rewritten`` is the share of sentences that are new."""
    return tuple(draw_sentence(random) if random.random() < rewritten else sentence for sentence in sentences)
