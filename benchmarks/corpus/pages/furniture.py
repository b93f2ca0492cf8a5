"""What stands around a report on its page: paths, tables of metadata, counters, and the foot of the site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from benchmarks.corpus.pages.authors import Author, neighbours

PATHS = (
    ("政务公开", "政府信息公开年报"),
    ("政务公开", "法定主动公开内容", "政府信息公开年度报告"),
    ("政府信息公开", "政府信息公开年报", "{group}", "{folder}"),
    ("信息公开", "信息公开年度报告", "{group}信息公开年度报告"),
    ("{site}", "政府信息公开", "年报"),
)
COLUMNS = ("政府信息公开年报", "信息公开年报", "政府信息公开工作年度报告", "年度报告")


@dataclass(frozen=True, slots=True)
class Facts:
    """What furniture may print. ``publisher`` and ``source`` are whom the site names, seldom the author."""

    author: Author
    year: int
    title: str
    published: str
    publisher: str
    source: str
    index: str
    folder: int
    day_below: str = ""
    """A day in brackets under the title, "" where none stands there."""

    @property
    def site(self) -> str:
        return self.author.superior if self.author.level != "prefecture" else self.author.name

    def path(self, random: Random) -> list[str]:
        group = "乡镇" if self.author.level == "town" else "部门"
        words = random.choice(PATHS)
        return ["首页", *(w.format(group=group, folder=self.folder, site=self.site) for w in words)]


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of one kind, or rows of metadata, which become a table on a web page."""

    kind: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    look: str = "pipes"


@dataclass(frozen=True, slots=True)
class Frame:
    """``above`` and ``below`` the title; ``shows`` names what they print: date, publisher, title."""

    style: str
    above: tuple[Part, ...]
    below: tuple[Part, ...]
    shows: frozenset[str] = field(default=frozenset())


Style = Callable[[Random, Facts], Frame]


def _line(kind: str, *lines: str) -> Part:
    return Part(kind, lines)


def _info(random: Random, facts: Facts) -> tuple[Part, frozenset[str]]:
    """The line under a title: date, source and counters in the orders that are seen."""
    day, source = facts.published, facts.source
    counter = random.choice(("浏览次数:", "点击数:", "访问量:", "阅读：128次", "浏览量：36", ""))
    size = random.choice(("字号：大 中 小", "【字体：大 中 小】", "字体:[ 大 中 小 ]", "打印", ""))
    label = random.choice(("发布时间", "发布时间", "发布日期", "时间", "日期", "发文日期", "公开日期", "信息提供日期"))
    colon = random.choice(("：", "：", ":", " : "))
    ways = (
        f"{label}{colon}{day} 来源{colon}{source} {counter} {size}",
        f"来源{colon}{source} {label}{colon}{day} {counter} {size}",
        f"{label}{colon}{day}  {counter}",
        f"{label}{colon}{day}来源{colon}{source}",
        f"来源{colon}{source}  作者{colon}  {label}{colon}{day}  {counter} 分享到：",
        f"信息来源{colon}{source} {label}{colon}{day} {size}",
        f"{day} 来源{colon}{source} {counter}",
    )
    shown = frozenset({"date"} | ({"publisher"} if source == facts.author.name else set()))
    return _line("info", " ".join(random.choice(ways).split(" ")).strip()), shown


def crumb_arrow(random: Random, facts: Facts) -> Frame:
    """A path on one line above the title, date and source below it."""
    here = random.choice(("当前位置：", "当前位置: ", "您当前的位置：", "您现在所在的位置: ", "所在位置："))
    sep = random.choice((" > ", " > ", ">", " >> ", " » ", " › "))
    info, shown = _info(random, facts)
    return Frame("crumb_arrow", (_line("crumb", here + sep.join(facts.path(random))),), (info,), shown)


def crumb_lines(random: Random, facts: Facts) -> Frame:
    """A path that came out one step a line, and the date above the title."""
    first, *steps = facts.path(random)
    info, shown = _info(random, facts)
    here = random.choice(("当前页面:", "当前位置：", "您的位置："))
    crumb = _line("crumb", here, first, *(f"> {step}" for step in steps))
    return Frame("crumb_lines", (crumb, info), (), shown)


def crumb_slash(random: Random, facts: Facts) -> Frame:
    """A path with slashes that ends in the folder's year and 正文."""
    group = "乡镇" if facts.author.level == "town" else "市级部门"
    path = ["首页", "政府信息公开", "政府信息公开年报", str(facts.folder), group, "正文"]
    text = random.choice(("", "当前位置：")) + random.choice((" / ", "/ ", "/")).join(path)
    info, shown = _info(random, facts)
    crumb, way = _line("crumb", text), random.random()
    if way < 0.25:
        return Frame("crumb_slash", (crumb,), ())
    return (
        Frame("crumb_slash", (crumb,), (info,), shown) if way < 0.7 else Frame("crumb_slash", (crumb, info), (), shown)
    )


def nav_bar(random: Random, facts: Facts) -> Frame:
    """The site's name and its menu above the title."""
    name = random.choice((facts.site, f"{facts.site} 门户网站", f"{facts.site}门户网站", f"{facts.site}网"))
    menu = ["首页", f"走进{facts.author.chain.prefecture[:-1]}", "新闻中心", "政务公开", "政务服务", "互动交流"]
    bar = random.choice((" ", " | ", "　")).join(menu)
    info, shown = _info(random, facts)
    extra = random.choice(((), ("无障碍 关怀版",), ("简体 繁体 无障碍阅读 长者模式",)))
    return Frame("nav_bar", (_line("site", name), _line("nav", *extra, bar)), (info,), shown)


def meta_rows(random: Random, facts: Facts) -> Frame:
    """A table of metadata above the report: as bars, lines, neighbours, tabs or blanks; labels with blanks inside."""
    wide = random.choice(("", "", " ", "　", "      "))

    def label(text: str) -> str:
        return wide.join(text) if len(text) <= 3 else text

    colon = random.choice(("", "：", ":"))
    day_label = random.choice(("发文日期", "公开日期", "发布日期", "成文日期", "发布时间", "信息提供日期"))
    maker = random.choice(("发布机构", "发布单位", "发文机关", "公开主体"))
    titled = bool(facts.title) and random.random() < 0.55
    name = [random.choice(("名称", "标题", "标题", "信息名称")), facts.title]
    pairs = [
        [label("索引号"), facts.index],
        [label("分类"), random.choice(("政府信息公开年报 其他", "综合政务\\政府信息公开", "年度报告", "报告"))],
        [maker, facts.publisher],
        [day_label, facts.published],
        [label("文号"), random.choice(("", "", "无", "无文号"))],
        list(random.choice((("有效性", "有效"), ("时效", ""), ("公开方式", "主动公开")))),
    ]
    pairs = [[f"{name}{colon}", value] for name, value in pairs]
    rows = [tuple(cell for pair in pairs[at : at + 2] for cell in pair) for at in range(0, 6, 2)]
    shown = {"date"} | ({"publisher"} if facts.publisher == facts.author.name else set())
    if titled:
        rows.insert(random.choice((0, 0, 2)), (f"{label(name[0])}{colon}", name[1]))
        shown.add("title")
    look = random.choice(("pipes", "pipes", "spaced", "spaced", "neighbours", "tabs", "lines"))
    info, dated = _info(random, facts) if random.random() < 0.3 else (None, frozenset())
    crumb = (_line("crumb", "当前位置：" + " > ".join(facts.path(random))),) if random.random() < 0.4 else ()
    below = (info,) if info else ()
    return Frame("meta_" + look, (*crumb, Part("meta", rows=tuple(rows), look=look)), below, frozenset(shown | dated))


def crawler(random: Random, facts: Facts) -> Frame:
    """What a crawler writes over the text that it saved."""
    rule = "=" * random.choice((4, 10, 20))
    lines = (
        *((f"标题: {facts.title}",) if facts.title else ()),
        f"发布时间: {facts.published}",
        "文号: ",
        f"发布机构: {facts.publisher}",
        f"栏目: {random.choice(COLUMNS)}",
        f"原文链接: http://www.example.gov.cn/zwgk/{facts.folder}/t{random.randint(10**6, 10**7)}.html",
        f"{rule} 正文 {rule}",
    )
    shown = {"date", "title"} if facts.title else {"date"}
    if facts.publisher == facts.author.name:
        shown.add("publisher")
    return Frame("crawler", (_line("crawl", *lines),), (), frozenset(shown))


def next_line(random: Random, facts: Facts) -> Frame:
    """Labels on lines of their own, each value on the next one."""
    label = random.choice(("发布时间：", "发布日期", "公开日期：", "时间"))
    lines = (label, facts.published, random.choice(("来源：", "来源")), facts.source, "浏览次数", "57")
    shown = {"date"} | ({"publisher"} if facts.source == facts.author.name else set())
    crumb = (_line("crumb", "首页 > " + " > ".join(facts.path(random)[1:])),) if random.random() < 0.5 else ()
    return Frame("next_line", crumb, (_line("info", *lines),), frozenset(shown))


def brackets(random: Random, facts: Facts) -> Frame:
    """Labels in brackets between bars."""
    lines = (
        f"[ 索 引  号 ] | {facts.index} | [ 文 号 ] | | [ 发布机构 ] | {facts.publisher} | |",
        "---|---|---|---|---|---|",
        f"[ 成文日期 ] | {facts.published} | [ 公开日期 ] | {facts.published} | [ 有 效 性 ] | 有效中 |",
    )
    shown = {"date"} | ({"publisher"} if facts.publisher == facts.author.name else set())
    return Frame("brackets", (_line("metaline", *lines),), (), frozenset(shown))


def login(random: Random, facts: Facts) -> Frame:
    """An old portal: a row for logging in, then date and counter under the title."""
    info, shown = _info(random, facts)
    return Frame(
        "login", (_line("nav", random.choice(("登录| 注册", "登录 |  注册 ", "收藏本站 设为首页"))),), (info,), shown
    )


def one_row(random: Random, facts: Facts) -> Frame:
    """All metadata of the portal on one line, most values missing."""
    lines = (f"发布时间：{facts.published}   索引号：{facts.index}   文号：   来源：{facts.source}",)
    shown = {"date"} | ({"publisher"} if facts.source == facts.author.name else set())
    return Frame("one_row", (), (_line("info", *lines),), frozenset(shown))


def bare(random: Random, facts: Facts) -> Frame:
    """Nothing at all, as from an office document."""
    return Frame("bare", (), ())


STYLES: tuple[tuple[Style, int], ...] = (
    (crumb_arrow, 18), (crumb_lines, 8), (crumb_slash, 9), (nav_bar, 11), (meta_rows, 26), (crawler, 10),
    (next_line, 6), (brackets, 4), (login, 6), (one_row, 6), (bare, 10),
)  # fmt: skip
WITH_PUBLISHER = (meta_rows, crawler, brackets)


def draw_tail(random: Random, facts: Facts) -> tuple[str, ...]:
    """What stands below the report."""
    others = list(neighbours(facts.author))
    random.shuffle(others)
    near = random.randint(facts.year - 1, facts.year)
    choices = (
        ("打印 关闭",),
        ("【打印本页】 【关闭窗口】",),
        (
            f"上一篇：{others[0]}{near}年政府信息公开工作年度报告",
            f"下一篇：{others[1]}{near}年政府信息公开工作年度报告",
        ),
        ("相关链接", f"{others[2]}{near}年政府信息公开年报", f"{others[0]}{near - 1}年政府信息公开年报"),
        (f"主办：{facts.site}  承办：{facts.site}办公室", "版权所有 网站地图 联系我们"),
        (f"版权所有：{facts.site}  ICP备00000000号", "网站标识码：0000000000"),
        ("扫一扫在手机打开当前页", "更多信息请关注官方微信"),
        ("分享到：",),
    )
    return tuple(line for lines in random.sample(choices, random.choice((0, 0, 1, 1, 2, 3))) for line in lines)
