"""What the words before a number say of it: whose figure, of which time, planned or summed up over years.

Longer than 250 lines: a third are the patterns of these words, each of which is tried in one place below.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

from generator.text.folding import half_width

SENTENCE_END = re.compile(r"[。！？!?]")
CLAUSE_END = re.compile(r"[，,。；;！？!?:：]")
OPENING = re.compile(
    r"^(?:[、和及与并且]|\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:\)|、|[.．](?!\d))|[一二三四五六七八九十]是|其中|\()+"
)
"""What may stand before a clause's own words: and, list numbers, 其中, an opened bracket."""

PLAN = re.compile(
    r"不少于|不低于|不得少于|至少|力争|争取|下一步|今后|目标|明年|来年|预计|打算|"
    r"(?:计划|拟)(?=[^，,。]{0,6}(?:开展|组织|完成|新增|举办|公开|发布|推送|制发|制定|培训))|"
    r"我[镇乡街道县市区局]+将|"
    r"将(?=继续|进一步|加大|加强|按照|组织|开展|重点|不断|公开|发布|推送|新增|完成|举办|制发|制定|培训|力争|于)"
)
"""A sentence with one of these before the number speaks of what is to be, not of what was (将 = 把 is none)."""

PLANS = re.compile(r"下一步|下步|改进|整改|打算|计划|安排|努力方向|今后|明年")

YEAR_LONG = re.compile(r"(?:自|从)?(\d{4})年1月1日起?(?:至|到|[-—–~])+(?:\d{4}年)?12月31日(?:止|期间)?")
THIS_YEAR = r"今年|本年|全年|当年|报告期|一年来|年度内|年内"
OTHER_TIME = r"去年|上年|上一年|往年|历年|近年|前年|近.年|上半年|下半年|季度|年前|来年|明年"
TIMES = re.compile(rf"(?P<year>\d{{4}})年|(?P<this>{THIS_YEAR})|(?P<other>{OTHER_TIME})")
MONTH = re.compile(r"(?<!\d)\d{1,2}月|[一二三四五六七八九十]月|月份")
CARRIED = re.compile(r"(?:上|上一|前一|下|下一)年度?(?=结转|继续|办理|未办)|结转(?:至|到|入)?(?:上|上一|下|下一)年度?")
"""The year of a carry-over is no time of which the figure speaks."""
CITED = re.compile(r"《[^》]*》|[〔\[(（][^〕\])）]{0,12}\d{4}[^〕\])）]{0,12}[〕\])）]\d*号?")

SINCE = re.compile(r"(?<!今年)(?<!本年)(?<!本年度)(?<!年来)以来")
OF_YEAR = re.compile(r"\d{4}年度?以来")
UP_TO = re.compile(r"截[至止]")
YEAR_END = re.compile(r"截[至止](?:\d{4}年|本?年)(?:12月31日|12月底|底|末)")
RUNNING = re.compile(r"目前|历年|历次|建站|开通|上线|成立|条例施行|条例实施")
TOTALLED = re.compile(r"累计")
DATED = re.compile(rf"\d{{4}}年|{THIS_YEAR}|本年度|年度")

UNDER = re.compile(r"在[^，。；]{0,40}?(?:下|上)(?=[，,])|(?:按照|根据|依据|依照|围绕|对照|落实|贯彻)[^，。；]*")
"""在县委的领导下, 按照上级要求: whose orders, not whose figure."""
WIDER = re.compile(
    r"(?<![我本])全(?:县|市|区|省|州|旗|国|盟)|上级|辖区|各(?:部门|乡镇|镇|乡|村|单位|股室|科室|街道|站所)|省市县"
)
NAMED = re.compile(
    r"(?:我|本|全)(?:镇|乡|苏木|街道|局|委|办|厅|县|市|区|旗|州|省|中心|单位|机关|院|处|站)(?:人民政府|政府|办事处)?|"
    r"[\u4e00-\u9fff]{1,12}?(?:局|厅|委员会|人民政府|县政府|市政府|区政府|省政府|街道|中心)|县级|市级|区级|省级|村级|社区"
)
OTHERS = "others"
"""The subject of figures that are somebody else's."""

CHANNEL = re.compile(r"通过|利用|依托|借助|网站|微信|微博|公众号|平台|专栏|公示栏|公开栏|渠道|窗口")
TOPICAL = re.compile(rf"{CHANNEL.pattern}|领域|重点|涉及|针对|方面|类|栏目")
IN_ITSELF = re.compile(r"(?:依申请公开|主动公开|信息公开|申请办理|申请)(?:工作)?(?:情况)?方面")
"""方面 of the very matter narrows nothing."""


SENTENCE_LIMIT = 600
"""Of a longer sentence only the end is looked at, and its numbers are given no indicator: the start may decide."""
HEADING = 16
QUOTES = (("《", "》"), ("“", "”"))


@dataclass(frozen=True, slots=True)
class Context:
    """What leads up to a number, blanks left out, half-width.

    ``clause`` are the words that belong to the number alone; ``between`` what stands between the last number (or
    the start of the sentence) and them; ``sentence`` reaches from its start up to the number. ``earlier`` are the
    finished sentences of the paragraph before it. ``unbounded``: the sentence is too long to be judged.
    """

    clause: str
    between: str
    sentence: str
    heading: str
    earlier: Earlier
    quoted: bool
    unbounded: bool

    @property
    def of_plans(self) -> bool:
        """It stands under a heading that speaks of what is to be done."""
        return bool(PLANS.search(self.heading))

    @property
    def plan(self) -> bool:
        return bool(PLAN.search(self.sentence))

    @property
    def channelled(self) -> bool:
        """A channel is named right before the clause: what was received through it is not all."""
        return bool(CHANNEL.search(self.between))

    @property
    def topical(self) -> bool:
        """Paragraph or heading name a topic or a channel, so that the number may be of it alone."""
        if self.earlier.topical or TOPICAL.search(IN_ITSELF.sub("", self.heading)):
            return True
        return bool(TOPICAL.search(IN_ITSELF.sub("", self.sentence.removesuffix(self.clause))))

    def speaks_of(self, words: re.Pattern[str], title: str) -> bool:
        """Whether ``words`` stand before the number, in its paragraph, the heading above it or ``title``."""
        return bool(
            words.search(self.sentence)
            or words.search(self.heading)
            or (title and words.search(title))
            or self.earlier.speaks_of(words)
        )

    def period(self) -> str:
        """Empty for this year or unsaid, a year in digits, ``other`` for a part of a year or another time."""
        cleaned = _dated(self.sentence)
        if MONTH.search(cleaned):
            return "other"
        found = list(TIMES.finditer(cleaned))
        return _time(found[-1]) if found else self.earlier.period

    def cumulative(self, stock: bool) -> bool:
        """Summed up over more than this year, or over a time that is not told."""
        sentence = YEAR_LONG.sub(r"\1年", self.sentence)
        if stock:
            sentence = YEAR_END.sub("", sentence)
        if UP_TO.search(sentence) or RUNNING.search(sentence) or SINCE.search(OF_YEAR.sub("", sentence)):
            return True
        return bool(TOTALLED.search(sentence)) and not DATED.search(sentence)

    def subject(self, own: str) -> str:
        """Whose figure: ``own`` (the clause's subject) if it has one, else who was spoken of before, "" if nobody."""
        if own:
            return own
        sentence = UNDER.sub("", self.sentence)
        named = list(NAMED.finditer(sentence))
        if named and not WIDER.search(sentence, named[-1].end()):
            return named[-1][0]
        if named or self.earlier.wider or WIDER.search(sentence) or WIDER.search(UNDER.sub("", self.heading)):
            return OTHERS
        return ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the finished sentences before a number's own say: each is looked at once, whatever follows it."""

    text: str
    end: int
    """Where they end in ``text``."""
    period: str
    wider: bool
    topical: bool
    first: dict[str, int]
    """Where in ``text`` a pattern is first found, -1 for nowhere."""

    @property
    def last(self) -> str:
        """The end of the last of them: the heading of what follows, where it stands in the same line."""
        return self.text[max(0, self.end - HEADING) : self.end]

    def speaks_of(self, words: re.Pattern[str]) -> bool:
        at = self.first.get(words.pattern)
        if at is None:
            match = words.search(self.text)
            at = self.first[words.pattern] = match.end() if match else -1
        return 0 <= at <= self.end


@dataclass(slots=True)
class Paragraph:
    """A line with what leads up to it, made ready for being asked about many places in it.

    The work for one number is bounded by its sentence, so that a line costs no more than in proportion to its length.
    """

    before: str
    line: str
    heading: str = ""
    _text: str = field(init=False)
    _at: list[int] = field(init=False)
    _ends: list[int] = field(init=False)
    _earlier: list[Earlier] = field(init=False)
    _quotes: list[tuple[int, ...]] = field(init=False)

    def __post_init__(self) -> None:
        raw = half_width(self.before + self.line)
        kept = [not character.isspace() and character != "*" for character in raw]
        self._text = "".join([c for c, keep in zip(raw, kept, strict=True) if keep])
        self._at = [0, *accumulate(kept)]
        self._ends = [m.end() for m in SENTENCE_END.finditer(self._text)]
        self._earlier = [Earlier(self._text, 0, "", False, False, {})]
        self._quotes = [(0,) * len(QUOTES)]

    def plan(self, at: int) -> bool:
        """Whether position ``at`` of the line is spoken of as what is to be."""
        here = self._at[len(self.before) + at]
        number = bisect_right(self._ends, here)
        begin = max(self._ends[number - 1] if number else 0, here - SENTENCE_LIMIT)
        return bool(PLAN.search(self._text[begin:here]))

    def sentence(self, at: int) -> int:
        """The number of the sentence in which position ``at`` of the line stands."""
        return bisect_right(self._ends, self._at[len(self.before) + at])

    def context(self, at: int, since: int | None = None) -> Context:
        """What leads up to position ``at`` of the line; ``since``: where its last number ended (None: nowhere)."""
        here = self._at[len(self.before) + at]
        number = bisect_right(self._ends, here)
        begin = self._ends[number - 1] if number else 0
        long = here - begin > SENTENCE_LIMIT
        begin = max(begin, here - SENTENCE_LIMIT)
        sentence = self._text[begin:here]
        own_from = begin if since is None else max(begin, self._at[len(self.before) + since])
        head, mark, clause = last_clause(self._text[own_from:here].rstrip(":"))
        earlier = self._until(number)
        quoted = any(
            opened + sentence.count(left) - sentence.count(right) > 0
            for opened, (left, right) in zip(self._quotes[number], QUOTES, strict=True)
        )
        return Context(OPENING.sub("", clause), head + mark, sentence, self.heading, earlier, quoted, long)

    def _until(self, number: int) -> Earlier:
        """What the first ``number`` sentences say."""
        while len(self._earlier) <= number:
            last, at = self._earlier[-1], len(self._earlier) - 1
            sentence = self._text[last.end : self._ends[at]]
            found = list(TIMES.finditer(_dated(sentence)))
            self._earlier.append(
                Earlier(
                    self._text,
                    self._ends[at],
                    _time(found[-1]) if found else last.period,
                    last.wider or bool(WIDER.search(UNDER.sub("", sentence))),
                    last.topical or bool(TOPICAL.search(IN_ITSELF.sub("", sentence))),
                    last.first,
                )
            )
            self._quotes.append(
                tuple(
                    opened + sentence.count(left) - sentence.count(right)
                    for opened, (left, right) in zip(self._quotes[-1], QUOTES, strict=True)
                )
            )
        return self._earlier[number]


def _dated(words: str) -> str:
    return YEAR_LONG.sub(r"\1年", CITED.sub("", CARRIED.sub("", YEAR_END.sub("", words))))


def _time(match: re.Match[str]) -> str:
    return match["year"] or ("other" if match["other"] else "")


def normal(text: str) -> str:
    """Half-width, without blanks and the marks of Markdown."""
    return "".join(c for c in half_width(text) if not c.isspace() and c != "*")


def last_clause(words: str) -> tuple[str, str, str]:
    """``words`` before the last mark of a clause, that mark, and the clause behind it."""
    marks = list(CLAUSE_END.finditer(words))
    if not marks:
        return "", "", words
    return words[: marks[-1].start()], marks[-1][0], words[marks[-1].end() :]
