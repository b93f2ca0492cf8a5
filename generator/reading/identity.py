"""Who wrote the report and for which year: title, organ, year, each with its origin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model.documents import Text
from generator.model.places import Level
from generator.model.reports import Found, OrganKind
from generator.model.spans import Span
from generator.reading.lines import Line
from generator.reading.years import CITED, locate

TITLE = re.compile(r"(?:信息|政务)公开.{0,14}(?:报告|年报|年度报|告年度)|(?:报告|年报).{0,6}(?:信息|政务)公开")
TITLE_LONGEST = 60
FURNITURE = re.compile(r"手机版|电脑版|法定主动公开|无障碍|客户端|官方网站|首页|欢迎")
"""Words of a page's head that may stand right before an organ's name."""
TITLE_LINES = 4
"""A title is broken over so many lines at most."""
HEAD_LINES = 16
NOT_TITLE = re.compile(
    r"[。；;！!？?]|根据|按照|现将|^附件|本报告|(?:日期|时间|索引号|机构|来源|名称|位置|字号|作者|文号|分类|标题)\s*[:：]"
)

ORGAN_ENDS = (
    ("人民政府办公厅", OrganKind.DEPARTMENT),
    ("人民政府办公室", OrganKind.DEPARTMENT),
    ("人民政府", None),
    ("街道办事处", OrganKind.SUBDISTRICT_OFFICE),
    ("管理委员会", OrganKind.DEPARTMENT),
    ("管委会", OrganKind.DEPARTMENT),
    ("委员会", OrganKind.DEPARTMENT),
    ("办公室", OrganKind.DEPARTMENT),
    ("办公厅", OrganKind.DEPARTMENT),
    ("公安局", OrganKind.DEPARTMENT),
    ("局", OrganKind.DEPARTMENT),
    ("厅", OrganKind.DEPARTMENT),
)
"""How names of organs end, longest first; the kind where the ending decides it."""
ENDING = "|".join(end for end, _ in ORGAN_ENDS)
NAME = re.compile(rf"[\u3400-\u9fff]{{2,30}}?(?:{ENDING})(?!大楼|门户|网站)")
NAME_IN_TITLE = re.compile(rf"[\u3400-\u9fff]{{2,40}}(?:{ENDING})")
"""In a title the longest name is meant: 局 and 厅 occur inside names, too."""
LEAD = re.compile(r"^(?:年度?|关于|根据|按照|依据|针对|通过|贯彻|落实)+")
"""Words that lead up to a name at the start of a clause and are part of none."""
SELF = re.compile(r"我(镇|乡|街道|办事处|苏木|县|区|市|旗|州|盟|省|局|委|办)")
SELF_LEVEL = {
    "镇": Level.TOWNSHIP, "乡": Level.TOWNSHIP, "街道": Level.TOWNSHIP, "办事处": Level.TOWNSHIP,
    "苏木": Level.TOWNSHIP, "县": Level.COUNTY, "旗": Level.COUNTY, "州": Level.PREFECTURE,
    "盟": Level.PREFECTURE, "省": Level.PROVINCE,
}  # fmt: skip
YEAR_AT_END = re.compile(r"\s*(?:20\d\d|二[〇零][〇零一二三][〇零一二三四五六七八九])\s*年度?$")

@dataclass(frozen=True, slots=True)
class OrganName:
    """A name as printed in one piece, what kind of organ it names and where it stands."""

    name: str
    kind: OrganKind
    origin: str
    span: Span | None


def read_title(head: Sequence[Line], body: str, text: Text) -> Found[str] | None:
    """The title among the lines before the first section, its lines joined by one blank.

    Of several titles with different organs (a list of other reports above this one) it is the first whose organ the
    ``body`` names, where it names only one of them.
    """
    filled = [line for line in head if not line.blank]
    first = _first_title(filled, text)
    if first is None:
        return None
    others = [
        found
        for at, line in enumerate(filled[:HEAD_LINES])
        if TITLE.search(re.sub(r"\s", "", line.text)) and (found := _first_title(filled[at : at + 1], text))
    ]
    organs = {_stem(title.value) for title in (first, *others)} - {""}
    named = [title for title in (first, *others) if _stem(title.value) and _stem(title.value) in body]
    if len(organs) > 1 and named and _stem(first.value) not in body and len({_stem(t.value) for t in named}) == 1:
        return named[0]
    return first


def _stem(title: str) -> str:
    """The last characters of the place in the name of a title's organ: 真武镇 of 江都区真武镇人民政府."""
    name = max(_names(title, NAME_IN_TITLE), key=len, default="")
    return name.removesuffix("人民政府")[-3:]


def _first_title(filled: Sequence[Line], text: Text) -> Found[str] | None:
    # The shortest run of lines that is a title: what stands above it may be the page's, not the report's.
    for count in range(1, TITLE_LINES + 1):
        for at in range(min(len(filled), HEAD_LINES)):
            group = filled[at : at + count]
            joined = "".join(part.text.strip() for part in group)
            if len(joined) > TITLE_LONGEST or NOT_TITLE.search(joined):
                continue
            if TITLE.search(re.sub(r"\s", "", joined)):
                before = [p for p in filled[max(0, at - 2) : at] if is_titular(p.text)]
                group = [*before, *group]
                title = " ".join(part.text.strip() for part in group)
                return Found(title, "title", text.back(Span(group[0].span.start, group[-1].span.end)))
    return None


def is_titular(line: str) -> bool:
    """A line above the title that belongs to it: the organ's name, with or without the year, or the year alone."""
    stripped = line.strip()
    name = YEAR_AT_END.sub("", stripped)
    named = not name or NAME.fullmatch(name) is not None
    return 0 < len(stripped) <= 36 and named and not FURNITURE.search(stripped)


def read_organ(
    title: Found[str] | None, signature: Sequence[Line], body: Sequence[Line], text: Text, level: Level | None
) -> OrganName | None:
    """The fullest name that the report prints in one piece: in the title, else signed, else in the body."""
    if title is not None:
        found = max(_names(title.value, NAME_IN_TITLE), key=len, default=None)
        if found:
            return OrganName(found, organ_kind(found, level), "title", locate(text, found, title.span))
    for line in reversed(signature):
        stripped = line.text.strip()
        if NAME.fullmatch(stripped) and len(stripped) <= 30:
            return OrganName(stripped, organ_kind(stripped, level), "signature", text.back(line.span))
    return _organ_in_body(body, text, level)


def _organ_in_body(body: Sequence[Line], text: Text, level: Level | None) -> OrganName | None:
    """The name that the body prints most often, of the level the report gives away with 我镇, 我局 …"""
    counts: Counter[str] = Counter()
    places: dict[str, Span] = {}
    own = "\n".join(line.text for line in body)
    for line in body:
        plain = CITED.sub(lambda m: "，" * len(m[0]), line.text)
        for clause in re.finditer(r"[^，,。；;、：:（）()“”\s]+", plain):
            for name in _names(clause[0]):
                if level is not None and organ_level(name) is not level:
                    continue
                if not _speaks_as(name, own):
                    continue
                counts[name] += 1
                start = line.span.start + clause.start() + clause[0].find(name)
                places.setdefault(name, text.back(Span(start, start + len(name))))
    if not counts:
        return None
    (name, most), *others = counts.most_common()
    if others and others[0][1] == most and not (name.endswith(others[0][0]) or others[0][0].endswith(name)):
        return None
    name = max((other for other in counts if other.endswith(name)), key=len)
    return OrganName(name, organ_kind(name, level), "body", places[name])


def _speaks_as(name: str, body: str) -> bool:
    """Does the body call its author by a word that fits ``name``: 我局 for a 局? Governments need none."""
    words = next((words for end, words in SPEAKERS if name.endswith(end)), None)
    return words is None or re.search(f"[我本](?:{words})(?!不掌握)", body) is not None


SPEAKERS = (
    ("局", "局|单位|机关"),
    ("厅", "厅|单位|机关"),
    ("委员会", "委|会|单位|机关"),
    ("办公室", "办|室|单位|机关"),
)
"""Ends of departments' names that occur in other words, too (大厅, 邮局), and how such organs speak of themselves."""


def _names(phrase: str, pattern: re.Pattern[str] = NAME) -> Iterator[str]:
    """Names of organs in a phrase, with what leads up to them cut off."""
    for match in pattern.finditer(re.sub(r"\s", "", phrase)):
        name = LEAD.sub("", match[0])
        ending = next(end for end, _ in ORGAN_ENDS if name.endswith(end))
        if len(name) > len(ending) + 1:
            yield name


def organ_level(name: str) -> Level | None:
    """The level that a government's name tells; None for departments and names that leave it open."""
    stem = name.removesuffix("人民政府")
    if name.endswith("街道办事处") or (name.endswith("人民政府") and stem.endswith(("镇", "乡", "街道", "苏木"))):
        return Level.TOWNSHIP
    if stem == name:
        return None
    if stem.endswith(("县", "旗")):
        return Level.COUNTY
    if stem.endswith(("州", "盟", "地区")):
        return Level.PREFECTURE
    return Level.PROVINCE if stem.endswith(("省", "自治区")) else None


def organ_kind(name: str, level: Level | None) -> OrganKind:
    """What kind of organ a name names. 市 and 区 stay OTHER until the place is known."""
    kind = next((kind for end, kind in ORGAN_ENDS if name.endswith(end)), OrganKind.OTHER)
    if kind is not None:
        return kind
    found = organ_level(name) or (None if name.endswith(("市人民政府", "区人民政府")) else level)
    return {
        Level.TOWNSHIP: OrganKind.TOWNSHIP_GOVERNMENT,
        Level.COUNTY: OrganKind.COUNTY_GOVERNMENT,
        Level.PREFECTURE: OrganKind.PREFECTURE_GOVERNMENT,
        Level.PROVINCE: OrganKind.PROVINCE_GOVERNMENT,
        None: OrganKind.OTHER,
    }[found]


def self_level(body: str) -> Level | None:
    """The level that 我镇, 我县 … give away, where nearly all of them say the same. 市 and 区 tell none."""
    levels = Counter(SELF_LEVEL[m[1]] for m in SELF.finditer(body) if m[1] in SELF_LEVEL)
    if not levels:
        return None
    (level, count), *_ = levels.most_common(1)
    return level if count * 5 >= sum(levels.values()) * 4 else None


