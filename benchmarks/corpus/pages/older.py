"""Reports on years before 2019, in sections of their own, and the statistics sheets of 2014 to 2018."""

from __future__ import annotations

from random import Random

from benchmarks.corpus.pages.authors import Author
from benchmarks.corpus.pages.dating import Days
from benchmarks.corpus.pages.naming import Naming
from benchmarks.corpus.pages.story import Section, Story, fill, opening_of

DECLARED = ("本报告由概述、主动公开、依申请公开、收费及减免、复议诉讼、存在的问题和改进措施六部分组成。",)

OVERVIEWS = (
    "{y}年，{ours}按照条例和上级部署，明确机构和人员，把公开工作落到日常。",
    "{y}年，{ours}修订公开目录，完善保密审查，公开工作运行平稳。",
    "{y}年度，{ours}抓制度、抓载体、抓培训，信息公开逐步走上常态。",
)
OPENED = (
    "{y}年主动公开政府信息{sum}条，分别为：概况类信息{a}条，政策法规类信息{b}条，工作动态类信息{c}条。",
    "全年通过政府网站公开信息{a}条，通过公开栏公开信息{b}条。",
    "{y}年，{ours}主动公开政府信息{sum}条，内容涉及机构职能、财政资金和办事指南。",
)
ASKED = (
    "{y}年未收到政府信息公开申请。",
    "{ours}{y}年没有接到公开政府信息的申请。",
    "全年受理政府信息公开申请{x}件，均按时答复。",
)
CHARGED = ("{y}年未收取任何费用，也没有减免情况。", "依申请公开没有发生收费。")
DISPUTED = ("{y}年未发生针对{ours}的行政复议、行政诉讼和申诉。", "没有因信息公开引起的复议和诉讼。")
TROUBLES = (
    "公开的内容还不够全面，渠道较为单一。{n}年将加强培训，拓宽渠道，及时更新栏目。",
    "存在更新不及时、人员业务不熟的问题。下一步将健全考核办法，充实专门力量。",
)


def legacy_story(random: Random, author: Author, naming: Naming, days: Days) -> Story:
    """A report in the free style of its years; it never owed the tables of later forms."""
    a, b, c = (random.randint(2, 90) for _ in range(3))
    words = {**fill(author, days), "a": a, "b": b, "c": c, "sum": a + b + c, "x": random.randint(1, 9)}
    opening, period, declared, contact = opening_of(random, author, naming, days, DECLARED, False)
    plan = (
        (("概述", "工作情况", "基本情况概述"), OVERVIEWS),
        (("主动公开政府信息情况", "政府信息主动公开情况"), OPENED),
        (("依申请公开政府信息情况", "政府信息依申请公开办理情况"), ASKED),
        (("政府信息公开收费及减免情况", "收费及减免情况"), CHARGED),
        (("因政府信息公开申请行政复议、提起行政诉讼的情况", "行政复议和行政诉讼情况"), DISPUTED),
        (("存在的主要问题和改进措施", "存在的问题及改进措施"), TROUBLES),
    )
    sections = [
        Section(f"{'一二三四五六'[at]}、{random.choice(names)}", [random.choice(texts).format(**words)])
        for at, (names, texts) in enumerate(plan)
    ]
    if declared:
        sections[0].heading = "一、概述"  # what was announced stands there under the same name
    return Story(opening, sections, days.year, period, declared, contact)


INDICATORS: tuple[tuple[str, str, str], ...] = (
    ("一、主动公开情况", "", ""),
    ("（一）主动公开政府信息数", "条", "sum"),
    ("其中：主动公开规范性文件数", "条", "small"),
    ("制发规范性文件总数", "件", "small"),
    ("1.政府公报公开政府信息数", "条", "0"),
    ("2.政府网站公开政府信息数", "条", "a"),
    ("3.政务微博公开政府信息数", "条", "0"),
    ("4.政务微信公开政府信息数", "条", "b"),
    ("5.其他方式公开政府信息数", "条", "c"),
    ("二、回应解读情况", "", ""),
    ("（一）回应公众关注热点或重大舆情数", "次", "x"),
    ("三、依申请公开情况", "", ""),
    ("（一）收到申请数", "件", "x"),
    ("1.当面申请数", "件", "0"),
    ("2.传真申请数", "件", "0"),
    ("3.网络申请数", "件", "x"),
    ("4.信函申请数", "件", "0"),
    ("（二）申请办结数", "件", "x"),
    ("1.按时办结数", "件", "x"),
    ("2.延期办结数", "件", "0"),
    ("四、行政复议数量", "件", "0"),
    ("五、行政诉讼数量", "件", "0"),
    ("六、举报投诉数量", "件", "0"),
    ("七、依申请公开信息收取的费用", "万元", "0"),
)


def sheet_lines(random: Random) -> list[str]:
    """The indicator sheet's rows; every 其中 holds."""
    a, b, c, x = random.randint(5, 900), random.randint(0, 90), random.randint(0, 50), random.randint(0, 6)
    values = {"a": a, "b": b, "c": c, "x": x, "0": 0, "small": random.randint(0, 4), "sum": a + b + c}
    sep = random.choice(("\t", " | ", "\t"))
    rows = [sep.join(("统计指标", "单位", "统计数"))]
    for label, unit, key in INDICATORS:
        rows.append(sep.join((label, unit, str(values[key]) if key else "")).rstrip())
    return rows


def sheet_title(random: Random, author: Author, year: int) -> tuple[tuple[str, ...], bool]:
    """The sheet's head and whether it names the author."""
    when = random.choice((f"（{year}年度）", f"（ {year}年度）", f"({year}年度)"))
    way = random.random()
    if way < 0.5:
        return (f"{author.name}政府信息公开情况统计表{when}",), True
    if way < 0.8:
        return (f"政府信息公开情况统计表{when}", f"填报单位：{author.name}"), True
    return (f"政府信息公开情况统计表{when}",), False
