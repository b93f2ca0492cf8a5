"""Family B on the text: what the preamble announces, what problems and other matters say, the title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.checks.base import Outcome, Subject
from generator.checks.gate import CUT_OFF
from generator.checks.outline import FILE, LONGEST, heading_span, is_signature, topics_of
from generator.checks.reasons import NOT_READ
from generator.checks.saying import NO_SECTION, YEAR_UNKNOWN, compared, count, uncomparable, word, year_of
from generator.checks.wordlists import word_lists
from generator.model.reports import Report
from generator.model.results import Instance
from generator.model.spans import DecodedSpan, RepairedSpan, Span
from generator.reading.identity.titles import NOT_TITLE, TITLE
from generator.text.folding import half_width, squash, without_blanks
from generator.text.lines import Line
from generator.text.numerals import split_ordinal

NOTHING_DECLARED = "nothing_declared"
YEAR_BEFORE_2021 = "year_before_2021"
FEES_SINCE = 2021
"""The form of 2021 made the last section the place for processing fees."""
LAST_BUT_ONE = 5
"""A part outside the six topics stands before this one, as a rule."""
FEWEST_PARTS = 3
"""A list of fewer parts is no table of contents."""
SUBSTANCE = 30
"""Characters under which a section on problems says nothing."""


def declared_contents(subject: Subject) -> Outcome:
    """B10: every part and attachment that the preamble announces stands in the report."""
    preamble = subject.passages[0].lines
    instances = [_part(subject, part, line, attached=False) for line in preamble for part in _enumerated(line.text)]
    instances += [_part(subject, name, line, attached=True) for line in preamble for name in _attached(line.text)]
    if not instances:
        return Outcome(reason=NOTHING_DECLARED)
    there = sum(bool(i.equation and i.equation.holds) for i in instances)
    return Outcome(tuple(instances), left=there, right=len(instances))


def _enumerated(line: str) -> list[str]:
    match = word_lists(FILE)["enumeration"].pattern.search(line)
    if match is None:
        return []
    found = next(part for part in match.groups() if part)
    parts = [part for piece in _split(found) for part in piece.split("以及")]
    *first, last = [part.strip(" 　“”《》:：") for part in parts]
    named = [part for part in (*first, *_halves(last)) if len(squash(part)) >= 2]
    return named if _are_contents(named) else []


def _are_contents(named: Sequence[str]) -> bool:
    """Other sentences about the report (包括本机关的工作情况) are no list of its parts."""
    listed = len(named) >= FEWEST_PARTS and all(len(part) <= LONGEST for part in named)
    return listed and sum(bool(topics_of(part)) for part in named) >= 2


def _split(text: str) -> list[str]:
    """The items: numbered, else apart by commas, else by 、 with the pairs that belong together kept."""
    numbered = re.split(r"[，,；;]?\s*(?:^|(?<=[，,；;:：、 ]))[一二三四五六七八九十]{1,2}(?:、|是)", text)
    if len(numbered) > 2:
        return [part.strip("、，,；; ") for part in numbered if part.strip()]
    if re.search(r"[，,；;]", text):
        return re.split(r"[，,；;]", text)
    pairs = word_lists(FILE)["kept_together"].pattern
    joined = pairs.sub(lambda m: m[0].replace("、", "\0"), text)
    return [part.replace("\0", "、") for part in joined.split("、")]


def _halves(last: str) -> list[str]:
    """``A和B`` as the end of a list is two parts where each has a topic of its own."""
    for match in re.finditer("[和及与]", last):
        left, right = last[: match.start()], last[match.end() :]
        if topics_of(left) and topics_of(right) and not topics_of(left) & topics_of(right):
            return [left, right]
    return [re.sub("^[和及与]", "", last)]


def _attached(line: str) -> list[str]:
    found = word_lists(FILE)["attachment_announced"].all(line)
    names = [next(name for name in match.groups() if name) for match in found]
    return [part.strip() for name in names for part in re.split("[、和]", name) if re.search("[表件录图]", part)]


def _part(subject: Subject, part: str, line: Line, attached: bool) -> Instance:
    report = subject.report
    at = line.span.start + line.text.index(part)
    announced = word("导语", f"“{part}”", report.text.back(RepairedSpan(Span(at, at + len(part)))))
    found = _attachment(report, part, line) if attached else _heading_of(subject, part)
    where_zh = "附件" if attached else "组成部分"
    if found is not None:
        title, span = found
        return compared(part, where_zh, announced, "=", word("正文", f"“{title}”", span), holds=True)
    topics = topics_of(part)
    lost = all(subject.may_be_lost(topic) for topic in topics or (LAST_BUT_ONE,))
    if subject.cut_off or lost:
        return uncomparable(part, where_zh, announced, "=", word("正文", "原文似未收全"), CUT_OFF)
    return compared(part, where_zh, announced, "=", word("正文", "未见"), holds=False)


def _heading_of(subject: Subject, part: str) -> tuple[str, DecodedSpan] | None:
    """The heading, of any level, that is about ``part``."""
    topics = topics_of(part)
    heads = _headings(subject)
    if not topics:
        words = _subjects(part)
        return next(((title, span) for title, span in heads if any(w in squash(title) for w in words)), None)
    tables = [("表格", table.span) for table in subject.report.tables if table.number in topics]
    return next((head for head in heads if topics & topics_of(head[0])), next(iter(tables), None))


def _headings(subject: Subject) -> list[tuple[str, DecodedSpan]]:
    """First-level headings, then every short line with an ordinal; spans in the decoded text."""
    text = subject.report.text
    heads = [(part.title, text.back(part.heading)) for part in subject.parts]
    return heads + [
        (line.text.strip(), text.back(line.span))
        for line in subject.prose
        if len(line.text.strip()) <= LONGEST and split_ordinal(line.text)[0] is not None
    ]


def _subjects(part: str) -> list[str]:
    """What a part is about, without what every part of such a report says: 政府信息公开与收费情况 → 收费."""
    filler = word_lists(FILE)["part_filler"].pattern
    pieces = re.split("[和及与、]", part)
    kept = [filler.sub("", squash(piece)) for piece in pieces]
    return [words for words in kept if len(words) >= 2] or [squash(part)]


def _attachment(report: Report, name: str, announced: Line) -> tuple[str, DecodedSpan] | None:
    wanted = squash(name)
    text = report.text.repaired
    at = announced.span.end
    for row in text[at:].split("\n"):
        short = len(row.strip()) <= LONGEST or "\t" in row.strip()
        if short and wanted in squash(row):
            return name, report.text.back(RepairedSpan(Span(at, at + len(row))))
        at += len(row) + 1
    return None


def _substance(subject: Subject, topic: int) -> tuple[str, DecodedSpan] | None:
    """The text under the headings on ``topic``, signature left out, and where its first heading stands.

    None where there is no such heading. The span is in the decoded text.
    """
    report = subject.report
    parts = [part for part in subject.parts if topic in part.topics]
    if not parts:
        return None
    inside = [line for part in parts for line in subject.prose if part.body.contains(line.span)]
    kept = [line.text for line in inside if not is_signature(line, report)]
    return "\n".join(kept), heading_span(report, parts[0])


def problems_substance(subject: Subject) -> Outcome:
    """B11: what stands under the heading on problems is more than a phrase."""
    found = _substance(subject, 5)
    if found is None:
        return Outcome(reason=NO_SECTION)
    text, span = found
    length = len(without_blanks(text))
    left, right = count("字数", length, span), count("", SUBSTANCE)
    last = max(subject.parts, key=lambda part: part.heading.start)
    open_ended = not subject.report.ending.closed and 5 in last.topics
    if length < SUBSTANCE and (subject.cut_off or open_ended):
        return Outcome((uncomparable("problems", "存在问题部分", left, ">=", right, CUT_OFF),))
    return Outcome((compared("problems", "存在问题部分", left, ">=", right, length >= SUBSTANCE),))


def fee_statement(subject: Subject) -> Outcome:
    """B12: from 2021 on the last section says whether processing fees were charged."""
    report = subject.report
    year = year_of(report)
    if year is None:
        return Outcome(reason=YEAR_UNKNOWN)
    if year < FEES_SINCE:
        return Outcome(reason=YEAR_BEFORE_2021)
    found = _substance(subject, 6)
    if found is None:
        return Outcome(reason=NO_SECTION)
    text, span = found
    match = word_lists(FILE)["fee_statement"].pattern.search(without_blanks(text))
    wanted = word("应写明", "信息处理费收取情况")
    if match is None and subject.cut_off:
        return Outcome(
            (uncomparable("fees", "其他需要报告的事项", word("", "原文似未收全", span), "=", wanted, CUT_OFF),)
        )
    left = word("", f"提到“{match[0]}”" if match else "没有提到", span)
    return Outcome((compared("fees", "其他需要报告的事项", left, "=", wanted, match is not None),))


YEAR = re.compile(r"20\d\d|二[〇○零]..年")
FIXED = re.compile(r"政府信息公开|信息公开|政务公开|工作|年度|年报|报告|关于|20\d\d|二[〇○零]..|[年的\s\d]|我|本级|本")
ORGAN = re.compile(r"[\u4e00-\u9fff]+(?:[省市县区旗州盟镇乡局委厅办院所站会]|街道|苏木|中心|政府|办事处|公司|大学)")


def title_complete(subject: Subject) -> Outcome:
    """B13: the title names organ, year, 信息公开 and 报告."""
    report = subject.report
    if report.title is None or report.title.span is None:
        return _untitled(subject)
    title, span = report.title.value, report.title.span
    words = squash(title)
    elements = (
        ("organ", "机关", _names_organ(words, report) or _names_organ(squash(_above(report, span)), report)),
        ("year", "年度", YEAR.search(half_width(title)) is not None),
        ("subject", "“信息公开”", "信息公开" in words),
        ("report", "“报告”", "报告" in words or "年报" in words),
    )
    right = word("标题", f"“{title}”", span)
    return Outcome(tuple(compared(id_, zh, word("", zh), "in", right, there) for id_, zh, there in elements))


def _untitled(subject: Subject) -> Outcome:
    report = subject.report
    if subject.fragment:
        return Outcome(reason=NOT_READ)
    left, right = word("标题", "未见"), word("应有", "标题")
    for line in subject.prose:
        text = line.text.strip()
        if len(text) <= LONGEST * 2 and TITLE.search(without_blanks(text)) and not NOT_TITLE.search(text):
            # Something like a title, but not where titles stand.
            left = word("", f"“{text}”", report.text.back(line.span))
            return Outcome((uncomparable("title", "标题", left, "=", right),))
    return Outcome((compared("title", "标题", left, "=", right, holds=False),))


def _above(report: Report, title: DecodedSpan) -> str:
    """The line above the title, where the organ's name may stand by itself; "" for a sentence."""
    lines = [line.strip() for line in report.text.decoded[: title.start].split("\n") if line.strip()]
    return lines[-1] if lines and len(lines[-1]) <= LONGEST and not NOT_TITLE.search(lines[-1]) else ""


def _names_organ(words: str, report: Report) -> bool:
    names: Sequence[str] = [*report.place.names, *([report.organ.known_as] if report.organ.known_as else [])]
    if any(squash(name) in words for name in names):
        return True
    rest = FIXED.sub("", words)
    stems = [re.sub("[省市县区旗镇乡]$", "", name) for name in names]
    return ORGAN.search(rest) is not None or any(len(stem) >= 2 and stem in rest for stem in stems)
