"""Finds whether a copy is truncated. What a truncated copy lacks was not left out by the organ.

Four endings show a truncated copy: the beginning of an official heading or label, a heading that nothing follows, a
table that is not ended, and a last line that is no sentence, no signature and none of the words that pages put under
a text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from generator.forms.loader import Forms
from generator.model.figures import Table, Tables
from generator.model.reports import Ending, Section, Sourced
from generator.model.spans import RepairedSpan
from generator.reading.dates import SIGNED
from generator.reading.identity.wording import IdentityWording
from generator.repairs.headings import known_titles
from generator.text.folding import half_width, squash, without_blanks
from generator.text.lines import Line
from generator.text.number_grammar import UNIT
from generator.text.numerals import split_ordinal

AFTER_TABLES = (5, 6)
"""Sections that come behind the tables: a table behind them is an annex."""
SHORTEST_BEGINNING = 2
"""Characters that a broken-off heading or label has at least, if no number stands before them."""
LONGEST_NAME = 34
ENDED = re.compile(r"(?:[。！!？?；;”’」』）)》…号]|\d{4,})\s*$")
CLOSING = re.compile(
    r"^[\s\[【（(]*(?:无$|没有$|暂无$|特此报告|以上报告|完$|附件?\d*[:：]|此件"
    r"|电话|邮编|地址|联系|传真|邮箱|网址|编辑|审核|责任|来源|打印|关闭|分享|上一|下一[篇条页]|相关|版权|备案|主办|承办|技术支持"
    r"|扫一扫|返回|字体|收藏|附件|链接|浏览|点击|发布|本页|微信|微博|网站|首页|顶部|更多)"
)
"""What may stand below a report without being a sentence."""
GLUED_ROW = re.compile(r"(?P<label>[^\d。；，]{4,40})[\d \u3000\xa0]*\d$")
SENTENCE_END = re.compile(r"[。！？!?；;](?=.)")
LONGEST_CLOSING = 40
DAY_IN_DIGITS = re.compile(r"\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}")
CELL = re.compile(rf"^[\d.,+/\-—–\s]*$|^[\d.]+\s*(?:{UNIT})$")


def table_words(forms: Forms) -> frozenset[str]:
    """Every label of every form, squashed and without its number."""
    words: set[str] = set()
    for form in forms.all:
        for table in form.tables:
            words |= {squash(table.corner), *(squash(block.heading) for block in table.blocks)}
            for labels in (table.rows, table.columns, table.row_groups, table.column_groups):
                for label in labels.values():
                    words |= {squash(split_ordinal(printed)[2]) for printed in (label.zh, *label.aliases)}
    return frozenset(words - {""})


def ending_of(
    lines: Sequence[Line], sections: Sequence[Section], tables: Tables, spans: Sequence[tuple[int, RepairedSpan]],
    signature: Sequence[Line], signed: Sourced[date] | None, words: frozenset[str], wording: IdentityWording,
) -> Ending:  # fmt: skip
    """How the report in ``lines`` ends; spans are in repaired text."""
    filled = [line for line in lines if not line.blank]
    if not filled:
        return Ending("empty", headless=False, closed=False)
    last = filled[-1]
    printed = [section for section in sections if section.printed]
    closed = signed is not None or _is_signed_by(signature, wording) or _repeated_heading(last, printed)
    cut = _cut(last, printed, tables, spans, words, wording)
    headless = min((section.number for section in printed), default=1) > 1 and not _opens(filled[0])
    return Ending(cut, headless, closed, _torn_span(cut, last) if cut else None)


def _is_signed_by(signature: Sequence[Line], wording: IdentityWording) -> bool:
    return any(_is_name(line.text, wording) for line in signature[-3:])


def _torn_span(cut: str, last: Line) -> RepairedSpan:
    """The last line; of a report printed as one paragraph only the last sentence is torn."""
    before = max((match.end() for match in SENTENCE_END.finditer(last.text)), default=0) if cut == "sentence" else 0
    return last.part(before, len(last.text))


def _opens(line: Line) -> bool:
    return re.search(r"报告|年报|[：:]", line.text) is not None


def _cut(
    last: Line, printed: Sequence[Section], tables: Tables, spans: Sequence[tuple[int, RepairedSpan]],
    words: frozenset[str], wording: IdentityWording,
) -> str:  # fmt: skip
    """What shows that the text breaks off in its last line, as in ``Ending.cut``; "" where nothing does."""
    text = last.text.strip()
    number, bracketed, rest = split_ordinal(text)
    key = squash(rest)
    if _is_plain_number(number, bracketed) and _breaks_heading(key, last, printed):
        return "heading"
    label = _is_label(key, number, words)
    if not _is_date(text) and (label or _is_row_or_glued(text, words)):
        cut = _cut_in_table(last, label, printed, tables, spans)
        if cut is not None:
            return cut
    if _is_empty_subheading(number, bracketed, rest):
        return "sentence"
    return "" if _ends_text(text, wording) or _is_heading(last, printed) else "sentence"


def _cut_in_table(
    last: Line, label: bool, printed: Sequence[Section], tables: Tables, spans: Sequence[tuple[int, RepairedSpan]]
) -> str | None:
    """How a text is cut whose last line is a table's; None where that table is complete and nothing follows it."""
    if not _is_past_tables(printed):
        return "table"  # behind tables 2 to 4 the form goes on
    if _complete_at_end(tables, spans, last):
        return None
    # Behind an unread rest of a table anything may stand.
    return "table" if label or not spans else ""


def _is_past_tables(printed: Sequence[Section]) -> bool:
    """True if the sections behind the tables are there: another table is an annex."""
    return {section.topic for section in printed}.issuperset(AFTER_TABLES)


def _is_plain_number(number: int | None, bracketed: bool) -> bool:
    return number is not None and not bracketed


def _is_empty_subheading(number: int | None, bracketed: bool, rest: str) -> bool:
    return number is not None and bracketed and ENDED.search(rest) is None


def _is_heading(line: Line, printed: Sequence[Section]) -> bool:
    return any(section.span.start == line.span.start for section in printed)


def _is_row_or_glued(text: str, words: frozenset[str]) -> bool:
    return "\t" in text or "|" in text or bool(CELL.match(text)) or _ends_in_glued_row(text, words)


def _ends_text(text: str, wording: IdentityWording) -> bool:
    """True if a report may end with this line: a whole sentence, a date, a name, or what pages print under a text."""
    return bool(ENDED.search(text)) or _is_date(text) or _is_name(text, wording) or _closes(text)


def _ends_in_glued_row(text: str, words: frozenset[str]) -> bool:
    """Label and digits without a border, as where a page prints its tables as running text."""
    match = GLUED_ROW.search(text)
    return match is not None and any(squash(match["label"]).endswith(word) for word in words if len(word) >= 4)


def _closes(text: str) -> bool:
    return len(text) <= LONGEST_CLOSING and "，" not in text and CLOSING.search(text) is not None


def _breaks_heading(key: str, last: Line, printed: Sequence[Section]) -> bool:
    """The last line begins an official heading, or is one that has not come before."""
    titles = [squash(title) for group in known_titles().values() for title in group]
    before = {squash(split_ordinal(s.title)[2]) for s in printed if s.span.start < last.span.start}
    if key in titles:
        return key not in before
    return any(title.startswith(key) for title in titles) or (_is_heading(last, printed) and key not in before)


def _is_label(key: str, number: int | None, words: frozenset[str]) -> bool:
    if key in words:
        return True
    return (len(key) >= SHORTEST_BEGINNING or (number is not None and bool(key))) and any(
        word.startswith(key) for word in words
    )


def _complete_at_end(tables: Tables, spans: Sequence[tuple[int, RepairedSpan]], last: Line) -> bool:
    ends = [number for number, span in spans if span.start <= last.span.start < span.end]
    return any((table := tables.numbered(number)) is not None and _complete(table) for number in ends)


def _complete(table: Table) -> bool:
    return all(cell.reading.is_known for cell in table.cells.values())


def _repeated_heading(last: Line, printed: Sequence[Section]) -> bool:
    key = squash(split_ordinal(last.text)[2])
    return any(s.span.start < last.span.start and squash(split_ordinal(s.title)[2]) == key for s in printed)


def _is_date(text: str) -> bool:
    folded = half_width(text)
    return SIGNED.match(folded) is not None or DAY_IN_DIGITS.search(folded) is not None


def _is_name(text: str, wording: IdentityWording) -> bool:
    name = without_blanks(text)
    return (
        3 <= len(name) <= LONGEST_NAME
        and re.fullmatch(r"[\u3400-\u9fff（）()]+", name) is not None
        and wording.any_end.search(name.rstrip("）)")) is not None
    )
