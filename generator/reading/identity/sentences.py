"""Sentences in which a report says whose it is, and every other name of an organ in its running text.

Text is looked at without blanks, clause by clause; :class:`Squeezed` leads back to the repaired text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model.documents import Text
from generator.model.reports import Sourced
from generator.model.spans import RepairedSpan, Span
from generator.places.gazetteer import Gazetteer
from generator.reading.identity.names import Name, begin_of, find_names, government_stem
from generator.reading.identity.wording import IdentityWording
from generator.reading.years import CITED, DATED
from generator.text.folding import half_width, without_blanks
from generator.text.lines import Line
from generator.text.numerals import YEAR

OPENING_LINES = 12
"""Lines of running text, from the start, in which a report introduces itself."""
LONGEST_LINE = 4000
"""Characters of one line that are read for names; a report printed as one paragraph tells its author before that."""

WORD = re.compile(r"\S+")

REPORT = (
    r"(?:政府|政务)?信息(?:和政务)?公开(?:工作)?(?:的?(?:有关|相关)?情况)?的?"
    r"(?:年度)?(?:工作)?(?:情况)?(?:年度)?(?:报告|年报)"
)
VERBS = r"(?:公布|公开|发布|编制|编写|形成|制作|撰写|印发|现将|提交|通报|完成)(?:了|完成|出)?[《“\"]?"
ORGAN = r"[\u4e00-\u9fff]{2,36}?"
SELF_NAMING = re.compile(
    rf"{VERBS}(?P<name>{ORGAN})(?:关于)?(?P<year>{YEAR})年?(?:年?度)?(?:的)?{REPORT}(?P<after>.{{0,8}})"
    rf"|结合(?:{YEAR}年度?)?(?P<name3>{ORGAN})(?:政府)?信息公开工作(?:实际)?(?:编制|撰写)"
    rf"|(?:编制|编写|公布|发布)的?(?P<year3>{YEAR})年?(?:年?度)?(?:的)?{REPORT}"
    rf"|{VERBS}(?P<year2>{YEAR})年?(?:年?度)?(?:的)?(?P<name2>{ORGAN}){REPORT}(?P<after2>.{{0,8}})"
)
"""现公布 ‹机关› ‹年›年政府信息公开工作年度报告, in either order."""
CITES = re.compile(r"^(?:编制|编写|工作|的?(?:通知|函|要求|格式|有关|相关事项|模板)|有关|相关|填报|报送|发布工作|》的)")
"""What follows the words of a report's title where a notice about such reports is named."""
NOW_YEAR = re.compile(
    rf"(?:现将|现就|汇报)[^，。；]{{0,30}}?(?P<year>{YEAR})年?(?:年?度)?[^，。；]{{0,40}}?(?:公开|年报|报告|情况)[^，。；]{{0,16}}?(?:如下|公布|公开|报告|汇报)"
)
COMPILED = re.compile(
    rf"由(?:{ORGAN}(?:汇总|审核|牵头|统计)、)?(?P<name>{ORGAN})(?:负责)?"
    r"(?:(?:根据|按照|依据|依照)[^。；]{0,80}?)?(?:编制|编写|撰写)(?=[，。；、完的]|$|而成|发布|并|本|20)"
)
COMPILES = re.compile(r"(?:形成|编制|编写|撰写|作出|发布)(?:了|完成)?本(?:年度)?(?:报告|年报)")
OPENS = re.compile(
    r"^(?:认真|坚持|严格|深入|积极|按照|全面|贯彻|以|在|持续|高度|紧紧|始终|切实|通过|共|主动|政府信息公开|政务公开|信息公开|"
    r"围绕|不断|进一步|扎实|大力|依法|高质量|结合|根据|深化|聚焦|把|将|继续|加强|着力|立足|牢固|共计|累计|发布|公开|收到|未|没有|办理|受理|"
    r"对本|进行|完成|充分|有序|稳步|推进|强化|做好|准确|及时|能够|多措|精心|明确|成立|重视|遵循|秉持)"
)


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A line without blanks, half-width; ``places`` are the offsets of its characters in the repaired text."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> RepairedSpan:
        return RepairedSpan(Span(self.places[start], self.places[end - 1] + 1))


@dataclass(frozen=True, slots=True)
class Spoken:
    """A name in running text, with the voice it speaks with: ``self_naming``, ``compiled``, ``opening``, ``mention``,
    ``contact`` or ``cited``. The span is in the repaired text."""

    name: str
    voice: str
    span: RepairedSpan
    placed: bool


def squeeze(line: Line) -> Squeezed:
    text = half_width(line.text[:LONGEST_LINE])
    places: list[int] = []
    for word in WORD.finditer(text):
        places += range(line.span.start + word.start(), line.span.start + word.end())
    return Squeezed(without_blanks(text), places)


def self_named_year(lines: Sequence[Squeezed], text: Text) -> Sourced[int] | None:
    """The year of which a sentence says that the report tells of it."""
    for line in lines[:OPENING_LINES]:
        for match in SELF_NAMING.finditer(line.text):
            group = next((name for name in ("year", "year2", "year3") if match[name]), "")
            if group and not CITES.match(match["after"] or match["after2"] or ""):
                return Sourced(int(match[group]), "self_naming", text.back(line.span(*match.span(group))))
        match_now = NOW_YEAR.search(CITED.sub(lambda m: "，" * len(m[0]), line.text))
        if match_now:
            return Sourced(int(match_now["year"]), "self_naming", text.back(line.span(*match_now.span("year"))))
    return None


def names_in(lines: Sequence[Squeezed], wording: IdentityWording, gazetteer: Gazetteer) -> Iterator[Spoken]:
    """Every name of an organ in the lines, with its voice."""
    for number, line in enumerate(lines):
        if number < OPENING_LINES:
            yield from _self_named(line, wording, gazetteer)
        plain = CITED.sub(lambda m: "，" * len(m[0]), line.text)
        if not wording.strong_end.search(plain):
            continue
        for clause in re.finditer(r"[^，,。；;、：:（）()“”\"《》!?！？]+", plain):
            for name in find_names(clause[0], wording, gazetteer):
                start = clause.start() + name.start
                end = clause.start() + name.end
                voice = _voice(plain, clause, name, wording, number)
                yield Spoken(name.text, voice, line.span(start, end), name.placed)


def _self_named(line: Squeezed, wording: IdentityWording, gazetteer: Gazetteer) -> Iterator[Spoken]:
    for match in SELF_NAMING.finditer(line.text):
        group = next((name for name in ("name", "name2", "name3") if match[name]), "")
        if not group or CITES.match(match["after"] or match["after2"] or "") or re.search(r"[我本各]", match[group]):
            continue
        phrase = match[group]
        start, placed = begin_of(phrase, 0, len(phrase), wording, gazetteer)
        name = phrase[start:]
        if len(name) >= 3:
            at = match.start(group) + start
            yield Spoken(name, "self_naming", line.span(at, match.end(group)), placed)
    for match in COMPILED.finditer(line.text):
        phrase = match["name"]
        start, placed = begin_of(phrase, 0, len(phrase), wording, gazetteer)
        if len(phrase) - start >= 3:
            yield Spoken(phrase[start:], "compiled", line.span(match.start("name") + start, match.end("name")), placed)


def _voice(plain: str, clause: re.Match[str], name: Name, wording: IdentityWording, number: int) -> str:
    before = plain[max(0, clause.start() - 8) : clause.start()] + clause[0][: name.start]
    behind = clause[0][name.end :] + plain[clause.end() : clause.end() + 24]
    if wording.contact_before.search(before) or wording.contact_after.search(behind):
        return "contact"
    lead = clause[0][: name.start]
    if wording.cited_after.search(behind) or (lead and wording.cited_before.search(lead)):
        return "cited"
    rest = clause[0][name.end :]
    begins = not lead or DATED.sub("", re.sub(r"20\d\d年?(?:年?度)?", "", lead)) == ""
    if begins and COMPILES.search(plain, clause.start(), clause.end() + 60):
        return "compiled"
    if begins and number < OPENING_LINES and OPENS.match(rest):
        sentence = plain[clause.start() + name.end :].partition("。")[0]
        return _opening_voice(name, sentence, wording)
    return "mention"


def _opening_voice(name: Name, sentence: str, wording: IdentityWording) -> str:
    """某市人民政府高度重视, 我市逐条落实: who speaks of itself beside a government is not the one that is named."""
    return "cited" if government_stem(name.text) and wording.speaker.search(sentence) else "opening"
