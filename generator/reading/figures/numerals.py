"""Counts written in Chinese numerals: 召开会议十四次. Only where the whole numeral is one number and counts something.

一 and its like stand in countless words that count nothing (一是, 一件事, 一起, 三公), so a numeral is taken only
behind a verb of doing or receiving, and where it either ends its clause (组织培训三次，) or follows such a verb at once
(召开三次会议). 二十余, 几十, 三四 and 第三 are no such numbers.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.reading.figures.context import SENTENCE_END
from generator.text.numerals import COUNTING, numeral

UNIT = "万余人次|人次|场次|批次|次|条|项|件|篇|份|期|场|起|宗|个|部|册|家|户|名|人|例"
VERB = re.compile(
    r"召开|举办|举行|组织|开展|收到|接到|接收|受理|办结|答复|印发|制发|制定|出台|发布|公布|公开|发放|张贴|推送|报送|"
    r"编发|刊发|更新|设立|设置|新增|培训|配备|参加|进行|回复|开设|报道|制作|编制|废止|修订"
)
AT_ONCE = re.compile(
    r"(?:召开|举办|举行|组织|开展|收到|接到|接收|受理|办结|印发|制发|出台|新增|发放|张贴|参加|进行)"
    r"(?:了|共计?|(?:大)?约|近|超过|不少于|不低于|至少)?$"
)
COUNT = re.compile(rf"(?<![{COUNTING}\d])(?P<numeral>[{COUNTING}]+)(?P<unit>{UNIT})")
ANY = re.compile(rf"[{COUNTING}]余?(?P<unit>{UNIT})")
NOT_BEFORE = re.compile(r"[第每各几数上下前后这那某再逐头另同任本此届之点多余整统专唯跑]$|^$|[，,。；;、：:！？!?\s]$")
"""Characters before a numeral that make an order, a fraction or a word of it, and nothing at all."""
ENDS = re.compile(r"\s*(?:左右|上下|以上)?\s*(?:[，,。；;、！？!?（）()]|其中|$)")
NOUN = re.compile(
    r"(?!事|套|龙|红?线|心|街|性|品|体|级|日|产业|供水|全会|全体会议|党代会|代表大会|人代会|民代表)[\u4e00-\u9fff“《]"
)
"""What may follow a count in front of its noun; 一件事, 三次产业, 二次全会 count nothing."""
NOUN_UNITS = frozenset(("人次", "场次", "批次", "次", "条", "件", "篇", "份", "场", "名"))
EVERY = re.compile(
    r"每|平均|一次性|最多|只跑|未|没有|无一|一[日天周旬月季年]|一[\u4e00-\u9fff]{1,2}$|"
    r"\d(?:个月|周|天|小时)[\u4e00-\u9fff]{0,4}$"
)
"""What is done so often a month (一周一次), what was not done, and slogans are no counts of what was done."""
CLAUSE = re.compile(r"[，,。；;！!？?：:]")
NEAR = 300
"""Characters about a numeral that are looked at, so that a long line costs no more than its length."""
STATUTE = re.compile(r"(?:条例|办法|规定|法|通知|意见)》?$")


@dataclass(frozen=True, slots=True)
class Spelled:
    """A numeral and its unit in a line: ``start`` to ``end``, and what it says."""

    start: int
    end: int
    value: Decimal
    unit: str


def spelled_counts(text: str) -> Iterator[Spelled]:
    """The counts that a line spells out."""
    for match in COUNT.finditer(text):
        value = numeral(match["numeral"])
        if value and _counts(match, text):
            yield Spelled(*match.span(), Decimal(value), match["unit"])


def left_out(text: str, taken: Container[int]) -> frozenset[str]:
    """Units of which the line spells out a number not ``taken`` (by its end): a list of them may lack a part."""
    return frozenset(match["unit"] for match in ANY.finditer(text) if match.end() not in taken)


def _counts(match: re.Match[str], text: str) -> bool:
    before, after = text[max(0, match.start() - NEAR) : match.start()], text[match.end() : match.end() + NEAR]
    clause = CLAUSE.split(before)[-1]
    sentence, rest = SENTENCE_END.split(before)[-1], SENTENCE_END.split(after)[0]
    numbers = re.compile(rf"[\d{COUNTING}]+(?={match['unit']})")
    said, to_come = numbers.findall(sentence), numbers.findall(rest)
    if NOT_BEFORE.search(before) or EVERY.search(clause) or not (said or VERB.search(clause)):
        return False
    # 受理一件，办结一件 tells how, and not how many.
    if match["numeral"] == "一" and {*said, *to_come} == {"一"}:
        return False
    if match[0] == "一起" or (match["unit"] in ("条", "项") and STATUTE.search(clause)):
        return False
    if ENDS.match(after):
        return True
    return _counts_noun(match, after) and AT_ONCE.search(clause) is not None


def _counts_noun(match: re.Match[str], after: str) -> bool:
    """True if a noun follows that may be counted. 二 before a noun orders (二次供水); what is counted takes 两."""
    return match["unit"] in NOUN_UNITS and match["numeral"] != "二" and NOUN.match(after) is not None
