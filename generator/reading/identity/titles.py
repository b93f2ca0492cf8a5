"""Titles: which line bears one, and what it says of author and year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model.documents import Text
from generator.model.reports import Candidate, Sourced
from generator.model.spans import DecodedSpan, RepairedSpan, Span
from generator.places.gazetteer import Gazetteer
from generator.reading.identity.head import HeadMatter
from generator.reading.identity.rows import MetadataRow
from generator.reading.identity.subjects import NOBODY, PLACE_END, YEAR_WORDS, TitleSubject, subject_of, without_marks
from generator.reading.identity.wording import IdentityWording
from generator.reading.years import title_years
from generator.text import titles
from generator.text.folding import without_blanks
from generator.text.lines import Line
from generator.text.numerals import SPELLED_YEAR

TITLE = re.compile(rf"{titles.TITLE}|{titles.SUBJECT}.{{0,14}}(?:年度报|告年度)")
"""Also with 报告 broken over two lines or its words turned round."""
STATISTICS = re.compile(r"信息公开(?:工作)?情况(?:年度)?统计表")
"""The statistics sheet of 2014 to 2018 is the report of its year where nothing else is."""
TITLE_LONGEST = 60
TITLE_LINES = 4
"""Maximum number of lines of one title."""
HEAD_LINES = 16
NOT_TITLE = re.compile(
    r"[。；;！!？?]|[:：]$|根据|按照|现将|^附件|本报告|(?:日期|时间|索引号|机构|来源|名称|位置|字号|作者|文号|分类|标题|栏目)\s*[:：]"
)
FURNITURE = re.compile(r"手机版|电脑版|法定主动公开|无障碍|客户端|官方网站|门户|网站|首页|欢迎|上一篇|下一篇")
"""Words of a page's head and foot that no title holds."""
HEADING_SIGNS = re.compile(r"^[#＃\\\s]+|[#＃\s]+$")
CLOSING_SIGNS = re.compile(r"[#＃\s]+$")
"""What Markdown writes around headings is no part of a title."""
YEAR_AT_END = re.compile(rf"\s*(?:20\d\d|{SPELLED_YEAR})\s*年(?:年?度)?$")


BARE_TITLE = re.compile(
    r"(?:上一篇|下一篇|相关链接)?[:：]?(?:(?!由|编制|现将|根据)[\u4e00-\u9fff]){2,30}20\d\d年"
    rf".{{0,12}}{titles.SUBJECT}.{{0,12}}{titles.REPORT_OR_SHEET}"
)


def is_bare_title(line: str) -> bool:
    """A title and nothing else: below a report, pages lead on to others by theirs."""
    return len(line) <= TITLE_LONGEST and BARE_TITLE.fullmatch(without_blanks(line)) is not None


HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Titled:
    """One possible title: its text, the voice it speaks with, and where it stands in the decoded text."""

    value: str
    voice: str
    span: DecodedSpan


def read_title(
    around: HeadMatter, body: str, text: Text, wording: IdentityWording, gazetteer: Gazetteer
) -> tuple[Sourced[str] | None, tuple[Candidate, ...]]:
    """The title, and the candidates that were passed over.

    A title that tells year and author goes before one that tells less; among equals a metadata row (标题:) goes before
    a line, an earlier line before a later one. Of several lines with different organs (a list of other reports above
    this one) it is the first whose organ the ``body`` names, where it names only one of them.
    """
    rows = _of_rows(around.rows, wording)
    lines = list(_of_lines(around.blocks, text, wording, gazetteer))
    passed = [
        Candidate("title", "breadcrumb", line.text.strip(), text.back(line.span), "breadcrumb")
        for line in around.crumbs
    ]
    folders = [one for one in lines if wording.folder.match(without_blanks(one.value))]
    passed += [Candidate("title", one.voice, one.value, one.span, "folder") for one in folders]
    listed = [*rows, *(one for one in lines if one not in folders)]
    listed = _without_links(_without_suffixes(listed))
    if not listed:
        return None, tuple(passed)
    best = _named_in_body(
        max(listed, key=lambda one: _tells(one, wording, gazetteer)), listed, body, wording, gazetteer
    )
    passed += [Candidate("title", one.voice, one.value, one.span, "tells less") for one in listed if one is not best]
    return Sourced(best.value, "metadata" if best.voice == "metadata" else "title", best.span), tuple(passed)


def _of_rows(rows: Sequence[MetadataRow], wording: IdentityWording) -> list[_Titled]:
    return [_of_row(row) for row in rows if _is_title_row(row, wording)]


def _of_row(row: MetadataRow) -> _Titled:
    """Its value without the signs of a Markdown heading; the span follows where it is the value's own."""
    value = HEADING_SIGNS.sub("", row.value)
    start, whole = row.span.start + row.value.index(value), len(row.span) == len(row.value)
    return _Titled(value, "metadata", DecodedSpan(Span(start, start + len(value))) if whole else row.span)


def _without_suffixes(listed: Sequence[_Titled]) -> list[_Titled]:
    """Without those that only add a site's name to another one: …年度报告-某某网."""
    values = [without_blanks(one.value) for one in listed]
    return [
        one
        for one, own in zip(listed, values, strict=True)
        if not any(own != other and own.startswith((f"{other}-", f"{other}_", f"{other}—")) for other in values)
    ]


def _without_links(listed: Sequence[_Titled]) -> list[_Titled]:
    """Without titles below that of a statistics sheet: pages lead on to other reports by them."""
    sheets = [one.span.start for one in listed if STATISTICS.search(without_blanks(one.value))]
    return [one for one in listed if not sheets or one.voice != "line" or one.span.start <= min(sheets)]


def _tells(one: _Titled, wording: IdentityWording, gazetteer: Gazetteer) -> int:
    # A sheet that is attached to a report is not its title.
    attached = 3 if STATISTICS.search(without_blanks(one.value)) else 0
    return -attached + bool(title_years(one.value)[0]) + (subject_of(one.value, wording, gazetteer) is not NOBODY)


def _is_title_row(row: MetadataRow, wording: IdentityWording) -> bool:
    words = without_blanks(row.value)
    return row.field == "title" and _is_title(words, wording)


def _is_title(words: str, wording: IdentityWording) -> bool:
    return (
        len(words) <= TITLE_LONGEST
        and "|" not in words
        and bool(TITLE.search(words) or STATISTICS.search(words))
        and not NOT_TITLE.search(words)
        and not FURNITURE.search(words)
        and not wording.other_document.search(words)
        and not wording.other_subject.search(words)
    )


def _of_lines(
    blocks: Sequence[Sequence[Line]], text: Text, wording: IdentityWording, gazetteer: Gazetteer
) -> Iterator[_Titled]:
    """Runs of lines that are a title, the shortest first: what stands above may be the page's, not the report's."""
    left = HEAD_LINES
    for block in blocks:
        lines = block[: max(left, 0)]
        left -= len(block)
        taken: set[int] = set()
        for count in range(1, TITLE_LINES + 1):
            for at in range(len(lines) - count + 1):
                group = lines[at : at + count]
                if taken & set(range(at, at + count)):
                    continue
                words = [without_blanks(without_marks(line.text)) for line in group]
                if not _is_title("".join(words), wording) or any(map(wording.other_document.search, words)):
                    continue
                taken |= set(range(at, at + count))
                group = [*group, *_last_character(words[-1], lines[at + count :])]
                group = [*_above(lines[:at], group, wording, gazetteer), *group]
                title = _joined([without_marks(line.text) for line in group])
                yield _Titled(title, "line", _span(group, text))


def _last_character(words: str, below: Sequence[Line]) -> Sequence[Line]:
    """The line below a title of which nothing but the last character did not fit: …年度报, 告."""
    return below[:1] if words.endswith("报") and below and without_blanks(below[0].text) == "告" else ()


def _joined(lines: Sequence[str]) -> str:
    """The lines as one; a line that ends within a phrase (工作 / 年度报告) leaves no blank, which nobody printed."""
    title = lines[0]
    for line in lines[1:]:
        title += line if HAN.match(title[-1:]) and HAN.match(line) else f" {line}"
    return title


def _span(group: Sequence[Line], text: Text) -> DecodedSpan:
    first, last = group[0], group[-1]
    marks = first.text.index(without_marks(first.text))
    end = last.span.start + len(CLOSING_SIGNS.sub("", last.text))
    return text.back(RepairedSpan(Span(first.span.start + marks, end)))


def _above(before: Sequence[Line], group: Sequence[Line], wording: IdentityWording, gazetteer: Gazetteer) -> list[Line]:
    """Lines directly above that complete a title which tells no author or no year of its own."""
    own = "".join([line.text for line in group])
    named = subject_of(own, wording, gazetteer) is not NOBODY
    dated = bool(title_years(own)[0])
    found: list[Line] = []
    for line in reversed(before[-2:]):
        stripped = without_marks(line.text)
        if not named and not dated and _breaks_off(stripped, wording):
            return [line]
        bare = YEAR_AT_END.sub("", stripped)
        names, dates = bool(bare), bare != stripped
        if (names and named) or (dates and dated) or not is_titular(line.text, wording):
            break
        found.insert(0, line)
        named |= names
        dated |= dates
    return found


def _breaks_off(line: str, wording: IdentityWording) -> bool:
    """The first half of a title that its box breaks: 2013年某市财政局政府 above 信息公开年度报告."""
    words = without_blanks(line)
    bare = re.sub("政府$", "", YEAR_WORDS.sub("", words))
    years, bare_years = title_years(line)
    return bool(years or bare_years) and len(words) <= TITLE_LONGEST // 2 and (not bare or _is_name(bare, wording))


def is_titular(line: str, wording: IdentityWording) -> bool:
    """A line above the title that may belong to it: an organ's or a place's name, with or without the year, or that."""
    stripped = without_marks(line)
    name = without_blanks(YEAR_AT_END.sub("", stripped))
    return 0 < len(stripped) <= 36 and (not name or _is_name(name, wording)) and not FURNITURE.search(stripped)


def _is_name(name: str, wording: IdentityWording) -> bool:
    if not re.fullmatch(r"[\u3400-\u9fff]{3,34}", name):
        return False
    return wording.any_end.search(name) is not None or PLACE_END.search(name) is not None


def _named_in_body(
    best: _Titled, listed: Sequence[_Titled], body: str, wording: IdentityWording, gazetteer: Gazetteer
) -> _Titled:
    stems = {one: _tail(subject_of(one.value, wording, gazetteer)) for one in listed}
    if len(set(stems.values()) - {""}) < 2 or stems[best] in body:
        return best
    named = [one for one in listed if stems[one] and stems[one] in body]
    return named[0] if len({stems[one] for one in named}) == 1 else best


def _tail(subject: TitleSubject) -> str:
    """The last characters of the place in the name of a title's organ: 真武镇 of 江都区真武镇人民政府."""
    return re.sub("(?:人民政府|政府)$", "", subject.text)[-3:]
