"""Headings inside lines: where a page prints a report as one paragraph, a line begins at each of its headings.

A known title behind its number is a heading wherever it stands, unless the words around it cite or enumerate it.
Other headings are taken only from a run ``一、 … 二、 … 三、`` whose numbers follow one another through the text.
No character is lost: a blank before a heading becomes the line break, other characters get one behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from generator.model.documents import EditKind
from generator.model.spans import Span
from generator.repairs.engine import Change
from generator.shipped import shipped_table
from generator.text.numerals import TO_TEN, VALUES
from generator.text.titles import SUBJECT

LONGEST_HEADING_LINE = 40
"""A line that is nothing but a heading and a few words stays as it is; the readers of sections know such lines."""
LONGEST_TITLE = 24
"""Characters of an unknown title between its number and the mark or blank that ends it."""
MARKED_ROW = re.compile(r"[\t|｜]")
"""Lines with cells are rows of tables: their labels bear numbers, too."""
FIRST_LINES = 12
TITLE_LINE = re.compile(
    rf"[ \u3000\xa0]*[^。，；：:《》|\t]{{4,50}}?{SUBJECT}"
    r"[^。，；：:《》|\t]{0,14}?(?:年度[ \u3000\xa0]*报告|年报|报告)"
    r"(?=[（(]以下简称|[ \u3000\xa0]+(?:根据|按照|依据|本报告|本年|为|现将|20\d\d年|一[、．]))"
)
"""A title with the report's text behind it on its line."""
CITING_BEFORE = re.compile(r"[《“\"「『（(见第“：:为即是含和及、,，]$")
LISTED_AFTER = re.compile(r"\s*[,，、;；》”\"」』）)]|\s*(?:和|及|等|部分|章)")
NUMBERED = re.compile(rf"(?P<number>[{TO_TEN[:9]}])[ \u3000\xa0]*[、．.](?!\d)[ \u3000\xa0]*")
AT_LINE_START = re.compile(rf"^[ \t\u3000\xa0]*{NUMBERED.pattern.replace('?P<number>', '?:')}", re.MULTILINE)
ROW_LABEL = re.compile(r"本年新收|上年结转|本年度办理|结转下年")
"""Rows of table 3 are numbered like sections."""
COLUMN_GAP = re.compile(r"[ \xa0]{4}$")
"""So many blanks before a heading part columns, not sentences."""
LONGEST_ORDINAL = 6
BEGINS_SENTENCE = re.compile(r"(?:[。！？!?]|\s)$")
GLUED_TITLE = re.compile(
    r"[\u4e00-\u9fff、，]{1,24}?(?:情况|措施|事项|打算|概述)"
    r"(?=20\d\d|[我本]|全年|今年|未|没有|无|依|一是|截至|按|根据|为|在|存在|主要|因|共|目前|由于|随着|[（(][一1])"
)
"""An unknown title that text follows without any mark: it ends as titles do, and the text begins as sentences do."""
ENDS_TITLE = re.compile(r"[。：: \u3000\xa0]")
FOLLOWS_AT_ONCE = re.compile(
    r"\s*(?:[\[【]|[（(]?(?:表格?|详)?见附|[\w-]+\.(?:png|jpe?g|gif|bmp|docx?|xlsx?|pdf)"
    r"|[（(]?本列|[（(][一二三1１]|第二十条|信息内容|申请人情况|行政复议行政诉讼)"
)
TELLING_REST = re.compile(r"[。，,；;]|^\s*(?:无|没有)")


@cache
def known_titles() -> Mapping[int, tuple[str, ...]]:
    """The titles of headings.yaml by topic."""
    # Constant data of the package.
    return {topic: tuple(titles) for topic, titles in shipped_table(__package__, "headings.yaml").items()}


@cache
def _known() -> re.Pattern[str]:
    titles = sorted((t for group in known_titles().values() for t in group), key=lambda t: (-len(t), t))
    blanks = r"[ \u3000\xa0]{0,3}"
    patterns = (
        blanks.join(r"(?:[、，,和及与]{0,2})" if letter in "、和及" else re.escape(letter) for letter in title)
        for title in titles
    )
    return re.compile("|".join(patterns))


def headings(text: str) -> Iterator[Change]:
    """Begins a line at every heading that stands inside one, and behind it where text follows."""
    at = 0
    last = 0
    printed = _numbers_at_line_starts(text)
    for number, line in enumerate(text.split("\n")):
        breaks: list[int] = []
        if not NUMBERED.search(line):
            pass  # nearly always
        elif not MARKED_ROW.search(line):
            breaks, last = _breaks(line, last, printed)
        else:
            last = _number_of(line) or last
        if number < FIRST_LINES and (found := TITLE_LINE.match(line)):
            breaks.append(found.end())  # a long line can hold headings before what looks like the title's end
        done = at - 1
        for change in (_break(text, at + offset) for offset in sorted(breaks)):
            if change.span.start > done:
                yield change
                done = change.span.start
        at += len(line) + 1


def _break(text: str, at: int) -> Change:
    """A line break before the character at ``at``."""
    if text[at].isspace():
        return Change(Span(at, at + 1), "\n", EditKind.LINE_BREAK)
    before = text[at - 1]
    return Change(Span(at - 1, at), "\n" if before.isspace() else f"{before}\n", EditKind.LINE_BREAK)


def _numbers_at_line_starts(text: str) -> frozenset[int]:
    starts = (text[match.start() : match.end() + 8] for match in AT_LINE_START.finditer(text))
    return frozenset(number for start in starts if (number := _number_of(start)))


def _number_of(line: str) -> int:
    """The number of the heading that a line begins with; 0 where it begins with none, or is a row of a table."""
    match = NUMBERED.match(line.lstrip())
    if not match or ROW_LABEL.match(line.lstrip(), match.end()):
        return 0
    return VALUES[match["number"]]


def _breaks(line: str, last: int, printed: frozenset[int]) -> tuple[list[int], int]:
    """Offsets in ``line`` at which a line should begin, and the number of the last heading in it."""
    if _in_columns(line):
        return [], last
    found: list[int] = []
    lead = len(line) - len(line.lstrip())
    for match in NUMBERED.finditer(line):
        at = match.start()
        inside = at > lead
        if ROW_LABEL.match(line, match.end()) or (inside and COLUMN_GAP.search(line, max(0, at - 4), at)):
            continue
        number = VALUES[match["number"]]
        end = _end_of_heading(line, match, inside, continues=number == last + 1 and number not in printed)
        if end is None:
            continue
        last = number
        if inside:
            found.append(at)
        if end and _goes_on(line, end, inside):
            found.append(end)
    return found, last


def _end_of_heading(line: str, match: re.Match[str], inside: bool, continues: bool) -> int | None:
    """Where the heading behind the number in ``match`` ends; 0 where nothing tells, None where it is no heading.

    ``inside``: text of the line stands before it. ``continues``: its number follows that of the last heading.
    """
    before = line[match.start() - 1 : match.start()] if inside else ""
    title = _known().match(line, match.end())
    if title and not LISTED_AFTER.match(line, title.end()) and not CITING_BEFORE.search(before):
        return title.end()
    if inside and not (continues and BEGINS_SENTENCE.search(before)):
        return None
    glued = GLUED_TITLE.match(line, match.end())
    if inside:
        return glued.end() if glued else _end_of_title(line, match.end())
    return glued.end() if glued and len(line.strip()) > len(glued[0]) + LONGEST_ORDINAL else 0


def _in_columns(line: str) -> bool:
    """Two headings of one number on a line stand in two columns: that is no paragraph."""
    numbers = [match["number"] for match in NUMBERED.finditer(line) if _known().match(line, match.end())]
    return len(numbers) > len(set(numbers))


def _end_of_title(line: str, start: int) -> int:
    """Where an unknown title ends, behind its mark; 0 where nothing ends it soon."""
    match = ENDS_TITLE.search(line, start, start + LONGEST_TITLE)
    return match.end() if match and match.start() > start else 0


def _goes_on(line: str, end: int, inside: bool) -> bool:
    """Does text that is no part of the title follow it on its line?"""
    rest = line[end:]
    if not rest.strip() or rest.lstrip()[0] in "：:。":
        return False
    return (
        inside
        or len(line.strip()) > LONGEST_HEADING_LINE
        or bool(FOLLOWS_AT_ONCE.match(rest) or TELLING_REST.search(rest))
    )
