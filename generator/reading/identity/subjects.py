"""The author that a title states: a name, a place, a zone, or none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from generator.places.gazetteer import Gazetteer
from generator.places.scanner import Chain, scan
from generator.reading.identity.names import GENERIC_PLACE
from generator.reading.identity.wording import IdentityWording
from generator.text.folding import half_width, without_blanks
from generator.text.numerals import SPELLED_YEAR, YEAR

YEAR_WORDS = re.compile(rf"20\d\d[-—–~～至]20\d\d学?年(?:度)?|[（(]?(?:{YEAR}|{SPELLED_YEAR})年?(?:年?度)?[）)]?")
LEADING = re.compile(r"^(?:[#*]+\s*|【[^】]*】|\[[^\]]*\]|附件?\d*[:：]|《|关于|公布|发布|印发|[（(][^）)]{0,6}[）)])+")
SUBJECT = re.compile(r"(?<!人民)(?:政府|政务)信息(?:和政务)?公开|信息公开|政务公开|(?:年报|报告)")
GENERIC_WORDS = re.compile(
    r"^(?:本机关|本级|本单位|本部门|机关|部门|全[省市县区镇乡]|我[省市县区镇乡局委]|[省市县区]级|工作|的|度|年度|年)+$"
)
NAME_BEHIND = re.compile(r"[（(]([\u4e00-\u9fff]{4,30})[）)]$|[-—－_]+([\u4e00-\u9fff]{4,30})$")
COLLECTIVE = re.compile(r"系统|各|所属|直属|辖区|部门$|单位$")
"""Words of phrases that name several organs at once."""
PLACE_END = re.compile(r"(?:自治[区州县旗]|[省市县区旗州盟镇乡]|地区|街道|苏木)$")


class SubjectKind(StrEnum):
    """What a title names before its year and 信息公开."""

    NAME = "name"
    PLACE = "place"
    ZONE = "zone"
    """An area that is no division and has no people's government of its own."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class TitleSubject:
    """The author that a title states: ``text`` without blanks; for places the whole chain as printed."""

    kind: SubjectKind
    text: str = ""


NOBODY = TitleSubject(SubjectKind.NONE)


def without_marks(line: str) -> str:
    """A line without blanks at its ends and without the signs of Markdown headings and pipe rows."""
    return re.sub(r"^(?:[#＃|｜\\\s]|[-*+>]\s)+|(?:\.(?:docx?|wps|pdf|html?|txt))?[#＃|｜\s]*$", "", line)


def subject_of(title: str, wording: IdentityWording, gazetteer: Gazetteer) -> TitleSubject:
    """The author that a title states."""
    parts = _parts(title, wording)
    if not parts:
        return NOBODY
    last = parts[-1]
    if wording.zone.search(last):
        exact = any(_is_whole_name(chain, last) for chain in scan(last, gazetteer))
        return TitleSubject(SubjectKind.PLACE if exact else SubjectKind.ZONE, "".join(parts))
    if wording.any_end.search(last):
        return TitleSubject(SubjectKind.NAME, last)
    if PLACE_END.search(last):
        return TitleSubject(SubjectKind.PLACE, "".join(parts))
    begins = GENERIC_PLACE.match(last) or any(chain.start == 0 for chain in scan(last, gazetteer))
    named = begins and 4 <= len(last) <= 30 and not COLLECTIVE.search(last)
    return TitleSubject(SubjectKind.NAME, last) if named else NOBODY


def _parts(title: str, wording: IdentityWording) -> list[str]:
    """The words before 信息公开 that name somebody, parted by the year; else a name that stands behind them."""
    words = LEADING.sub("", without_blanks(half_width(without_marks(title))))
    core = SUBJECT.search(words)
    before = words[: core.start()] if core else words
    parts = [_clean(part, wording) for part in YEAR_WORDS.sub("|", before).split("|")]
    parts = [part for part in parts if part and not GENERIC_WORDS.match(part)]
    if not parts and core and (behind := NAME_BEHIND.search(YEAR_WORDS.sub("", words[core.end() :]))):
        return [behind[1] or behind[2]]
    return parts


def _is_whole_name(chain: Chain, words: str) -> bool:
    """True if the last link of ``chain`` is the end of ``words``."""
    return bool(chain.end == len(words) and chain.level and chain.last.name == words[chain.last.start :])


def _clean(part: str, wording: IdentityWording) -> str:
    """One part of what stands before 信息公开, without joining words and what pages print before titles."""
    part = re.split(r"网站|门户|官网|首页|[-_—|/:：>]", part)[-1]
    part = re.sub(r"(?:[（(](?:本级|[^（）()]{2,14})[）)])$", "", part)
    part = re.sub(r"(?:关于|的|本级|工作|开展|年度|全面推进|[“”\"'《》（）()，,、])+$", "", part)
    while match := wording.lead.match(part):
        part = part[match.end() :]
    return re.sub(r"^(?:关于|的|在|[“”\"'《》（）()，,、.．\d])+", "", part)
