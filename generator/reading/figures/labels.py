"""Labels of stated figures: words of the source, cleaned; a figure without a usable label is dropped.

They stand before the number (公开信息 10 条), behind it (含 2 篇会议视频), or in a list of names that a list of
numbers follows (A、B分别为1件和2件). A label holds no address, bracket, or rest of a gloss; where none can be made
there is no figure.
"""

from __future__ import annotations

import re

from generator.reading.figures.context import OPENING

CLAUSE = re.compile(r"[，,。；;！？!?\n：:]")
NEAR = 200
"""Characters before a number in which its label is looked for."""
LONGEST = 40
ADDRESS = re.compile(r"(?:(?:https?|ftp)\s*[:：]?\s*/*|www\.|//)[!-'*-~]*|[\w.+-]+@[A-Za-z0-9.-]+")
BRACKETS = re.compile(r"[（(\[【〔<〈｛{][^（()）\[\]【】〔〕<>〈〉｛｝{}]*[）)\]】〕>〉｝}]")
OPENED, CLOSED = re.compile(r"[（(\[【〔<〈｛{]"), re.compile(r"[）)\]】〕>〉｝}]")
LEADING = re.compile(
    r"^(?:[\s、·•●■◆▲※*#|/\\.．~～_+=—–-]|和(?![平谐])|及(?![时格])|并(?!联)|与(?!会)|以及|其中|共计|分别(?:为|是)?|合计|共(?=$)|另外|此外|"
    r"[一二三四五六七八九十]是|[一二三四五六七八九十]{1,3}、|含(?!量)|包括|包含|\d{1,2}[.、．](?!\d)|[①-⑳])+"
)
TRAILING = re.compile(
    r"(?:[\s、·*#|/\\~～_+=—–-]|大约|约|将近|(?<!附)近|超过?|逾|突破|不少于|不低于|不得少于|至少|不超过|不多于|至多|不足|不到)+$"
)
BOUNDARY = re.compile(r"[、”》]|等(?=[\u4e00-\u9fff])|以及|和|及")
SHORTEST = 4
UNCLEAN = re.compile(
    r"[（()）\[\]【】〔〕<>〈〉｛｝{}/\\|_=&?#@^~\ufffd\u2500-\u25ff]|[a-z]{2,}(?<!app)|\d{6,}|[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüɡ]"
)
HAN = re.compile(r"[\u4e00-\u9fff]")

NOUN = re.compile(r"([\u4e00-\u9fff“”\"《》]{1,24})(?=[、，,。；;：:！!？?（()）]|\s*$)")
NOT_NOUN = re.compile(
    r"^(?:其中|均|都|全部|已|以[上下内]|左右|上下|有余|同比|环比|比|较|占|[为是和与及或的了也还共且又而至到从内中后前次以余多增减在由等被将]|"
    r"并(?!联)|分别|通过|不等|上升|下降|提高|到位|完成|公开$|办结|答复|回复|涉及|包括|含|主要|未|没有|无|平均|按|依|经)"
)
"""Words behind a number that go on telling something, and name nothing that is counted."""
NOUN_ENDS = re.compile(r"均|都(?!市)|全部|已|其中|分别|，")
VERB = (
    r"召开|举办|举行|组织|开展|收到|接到|接收|受理|办结|答复|印发|制发|制定|出台|发布|公布|主动公开|公开|发放|张贴|推送|报送|"
    r"编发|刊发|更新|设立|设置|新增|培训|配备|参加|进行|回复|开设|报道|制作|编制|废止|修订|上传|新收|刊登|转载|撰写|发表|录入|编写|维护"
)
LIGHT = re.compile(
    rf"(?:其中|另外|此外|另|还|尚|仍|有|和|及|以及|含|包括|包含|共计?|总共|累计|合计|分别|已|均|了|"
    rf"全年|今年|本年度?|\d{{4}}年度?|全[镇乡县市区]|"
    rf"[我本][镇乡局委办县市区院厅]|{VERB})*"
)
"""Words before a number that leave open what is counted, so that the noun behind it tells."""
COUNTER = re.compile(
    r"(?:.*\s)?(?:本文|文章|本页)?(?:已被?|共)?(?:浏览|点击|阅读|访问)(?:次数|总数|人次|量|数|率)?|字体|字号|热度"
)
"""What a page says of itself, as 浏览次数：12次."""

NAMES_END = re.compile(r"(?:(?:处理)?决定|案件|申请|(?:公开|发布|推送)?信息|文件)?的?(?:总数|数量|总量|件数|条数|数)?$")
"""What the last name of a list says for all of them: 行政许可、行政处罚决定数量."""
SINCE = re.compile(r"^(?:截[至止])?(?:\d{4}年度?|本年度?|今年|全年)?(?:末|底)?")
JOINED = re.compile(r"以及|[、和及与]")


def clean_label(words: str) -> str:
    """``words`` without what is no word of a label; "" where nothing usable is left."""
    words = BRACKETS.sub("", BRACKETS.sub("", ADDRESS.sub("", words[-NEAR:])))
    if words and (opened := list(OPENED.finditer(words))):
        words = words[opened[-1].end() :]
    if words and (closed := list(CLOSED.finditer(words))):
        words = words[closed[-1].end() :]
    words = CLAUSE.split(words.rstrip(" \t\u3000:：（("))[-1]
    words = _shortened(TRAILING.sub("", LEADING.sub("", words.strip())))
    if words.count("“") != words.count("”"):
        words = words.replace("“", "").replace("”", "")
    return "" if UNCLEAN.search(words) or not HAN.search(words) else words


def _shortened(words: str) -> str:
    """The end of a long label, from the start of a word on where it can be told."""
    if len(words) <= LONGEST:
        return words
    end = words[-LONGEST:]
    return next((end[m.end() :] for m in BOUNDARY.finditer(end) if len(end) - m.end() >= SHORTEST), end)


def noun_behind(words: str) -> str:
    """The noun that a number is followed by at once, "" where there is none: ``words`` are those behind its unit."""
    match = NOUN.match(words)
    if match is None or NOT_NOUN.match(match[1]):
        return ""
    return NOUN_ENDS.split(match[1])[0]


def label_of(before: str, noun: str) -> tuple[str, bool]:
    """The label of a number between ``before`` and ``noun``, and whether the noun is part of it."""
    label = clean_label(before)
    if noun and label.endswith("等"):
        return clean_label(label + noun), True
    if not noun or not LIGHT.fullmatch(OPENING.sub("", label)):
        return label, False
    verb = re.search(f"(?:{VERB})+$", label)
    return (clean_label(label + noun) if verb else clean_label(noun)), True


def names_of(clause: str, verb: str, count: int) -> list[str] | None:
    """The names of ``count`` numbers that ``clause`` lists before 分别; None where they do not match one to one."""
    words = SINCE.sub("", CLAUSE.split(clause)[-1].strip())
    # What joins two names may also stand in one of them: 、 goes before 和.
    for names in (words.split("、"), _last_joined(words), JOINED.split(words)):
        if len(names) == count and all(names):
            break
    else:
        return None
    end = NAMES_END.search(names[-1])
    tail = end[0] if end and end.start() else ""
    made = [name if name.endswith(tail) else name + tail for name in names]
    cleaned = [clean_label(name + verb) for name in made]
    return cleaned if all(cleaned) else None


def _last_joined(words: str) -> list[str]:
    *first, last = words.split("、")
    return [*first, *JOINED.split(last, maxsplit=1)] if first else []
