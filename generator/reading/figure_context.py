"""What the words before a number say of it: whose figure, of which time, planned or summed up over years."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.reading.folding import half_width

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


@dataclass(frozen=True, slots=True)
class Context:
    """What leads up to a number, blanks left out, half-width.

    ``clause`` are the words that belong to the number alone; ``between`` what stands between the last number (or
    the start of the sentence) and them; ``sentence`` and ``paragraph`` reach from their start up to the number.
    """

    clause: str
    between: str
    sentence: str
    paragraph: str
    heading: str

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
        before = f"{self.heading}。{self.paragraph}"
        return bool(TOPICAL.search(IN_ITSELF.sub("", before.removesuffix(self.clause))))

    def period(self) -> str:
        """ "" for this year or unsaid, a year in digits, ``other`` for a part of a year or another time."""
        for words, months in ((self.sentence, True), (self.paragraph, False)):
            cleaned = YEAR_LONG.sub(r"\1年", CITED.sub("", CARRIED.sub("", YEAR_END.sub("", words))))
            if months and MONTH.search(cleaned):
                return "other"
            found = list(TIMES.finditer(cleaned))
            if found:
                last = found[-1]
                return last["year"] or ("other" if last["other"] else "")
        return ""

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
        if named or WIDER.search(UNDER.sub("", f"{self.heading}。{self.paragraph}")):
            return OTHERS
        return ""


def context(before: str, since: int, heading: str) -> Context:
    """``before``: the paragraph up to the number; ``since``: where the last number in its sentence ended (0: none)."""
    paragraph = normal(before)
    sentence = SENTENCE_END.split(paragraph)[-1]
    own = SENTENCE_END.split(normal(before[since:]))[-1].rstrip(":")
    head, mark, clause = _last_clause(own)
    return Context(OPENING.sub("", clause), head + mark, sentence, paragraph, heading)


def normal(text: str) -> str:
    """Half-width, without blanks and the marks of Markdown."""
    return "".join(c for c in half_width(text) if not c.isspace() and c != "*")


def _last_clause(words: str) -> tuple[str, str, str]:
    marks = list(CLAUSE_END.finditer(words))
    if not marks:
        return "", "", words
    return words[: marks[-1].start()], marks[-1][0], words[marks[-1].end() :]
