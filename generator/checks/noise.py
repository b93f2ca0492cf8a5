"""Check B14: what editors and mirror sites left in the text, and tables that a page break cut."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise, starmap

from generator.checks.base import Outcome, Subject
from generator.checks.outline import FILE
from generator.checks.saying import compared, count
from generator.checks.wordlists import word_lists
from generator.model.documents import EditKind
from generator.model.figures import Table
from generator.model.reports import Report
from generator.model.results import Instance, LazyInstances
from generator.model.spans import DecodedSpan, RepairedSpan, Span
from generator.text.numerals import split_ordinal

ARTEFACTS = {
    EditKind.BOOKMARK: "文字处理软件的书签标记",
    EditKind.MARKDOWN: "“**”标记",
    EditKind.PINYIN_NOTE: "括号中的拼音",
    EditKind.QUESTION_MARKS: "代替空格的问号",
    EditKind.FURNITURE: "网页页眉页脚",
    EditKind.MOJIBAKE: "乱码",
}
"""Repairs that count as noise. Script and line ends do not: they are a choice, not a loss."""
WORDS = {kind.value: words for kind, words in ARTEFACTS.items()} | {
    "replacement": "无法解码的字符",
    "page_break": "被分页截断的表格",
    "line_break": "句子中间的断行",
}
SEPARATED = ("tab_rows", "pipe_rows")
"""Layouts with a table row a line, where a blank line between two rows is a break."""
STRAY = 4
"""Blank lines are stray if at most one row gap in STRAY has one; otherwise they are the layout of the text."""
BLANK_LINE = re.compile(r"\n\s*\n")
ITEM = re.compile(r"(?:^|[\t|｜])[^\S\t\n]*([1-9])[^\S\t\n]*[.．、][^\S\t\n]*(?=[\u4e00-\u9fff])", re.MULTILINE)
"""A cell that begins with a number and a word."""
SEPARATOR = re.compile(r"[\t|｜]")


def extraction_noise(subject: Subject) -> Outcome:
    """B14: no artefacts of editors, mirrors or page breaks."""
    report = subject.report
    spans: dict[str, list[DecodedSpan]] = {kind.value: [] for kind in ARTEFACTS}
    for edit in report.text.edits:
        if edit.kind in ARTEFACTS:
            spans[edit.kind.value].append(edit.span)
    spans["replacement"] = _lost(report.text.decoded)
    spans["page_break"] = [span for table in report.tables for span in _page_breaks(table, report)]
    spans["line_break"] = list(_broken_lines(subject))
    others = tuple([_noise(where, found) for where, found in spans.items() if found])
    return Outcome(LazyInstances(len(spans) - len(others), others, partial(starmap, _noise, spans.items())))


def _lost(text: str) -> list[DecodedSpan]:
    return [DecodedSpan(Span(m.start(), m.end())) for m in re.finditer("\ufffd+", text)] if "\ufffd" in text else []


def _noise(where: str, spans: Sequence[DecodedSpan]) -> Instance:
    left = count("处数", len(spans), spans[0] if spans else None)
    return compared(where, WORDS[where], left, "=", count("", 0), not spans)


def _page_breaks(table: Table, report: Report) -> Iterator[DecodedSpan]:
    """Blank lines astray between two rows, and row labels that slid into another column."""
    if table.layout not in SEPARATED:
        return
    inside = report.text.forth(table.span)
    text = report.text.repaired
    if text[: inside.start] and text[inside.start - 1] != "\n":
        # The first line is the end of the row before this table.
        found = text.find("\n", inside.start, inside.end)
        inside = RepairedSpan(Span(found + 1 if found >= 0 else inside.end, inside.end))
    if BLANK_LINE.search(text, inside.start, inside.end):
        yield from (report.text.back(span) for span in _stray_blanks(text, inside))
    if table.number == 3:
        yield from (report.text.back(span) for span in _slid(text, inside))


def _stray_blanks(text: str, inside: RepairedSpan) -> list[RepairedSpan]:
    """The row after each stray blank line. Between the blocks of table 2 blank lines are no break."""
    rows, after = 0, []
    at, blanks = inside.start, -1
    for line in inside.of(text).split("\n"):
        if "\t" in line or "|" in line or "｜" in line:
            if blanks > 0 and not line.strip().startswith("第二十条"):
                after.append(RepairedSpan(Span(at, at + len(line))))
            rows, blanks = rows + 1, 0  # blanks since the last row
        elif line.strip():
            blanks = -1  # something else stands behind the last row
        elif blanks >= 0:
            blanks += 1
        at += len(line) + 1
    return after if len(after) * STRAY <= rows else []


def _slid(text: str, inside: RepairedSpan) -> Iterator[RepairedSpan]:
    """Numbered rows whose label stands in another cell than those of most of their neighbours."""
    groups: list[list[tuple[int, RepairedSpan]]] = []
    end = inside.start - 1
    for match in ITEM.finditer(text, inside.start, inside.end):
        if match.start(1) < end:
            continue  # another cell of the same row
        start = max(inside.start, text.rfind("\n", inside.start, match.start(1)) + 1)
        found = text.find("\n", match.end(), inside.end)
        end = found if found >= 0 else inside.end
        if match[1] == "1":
            groups.append([])  # the first of a group has the group's own label before it
        elif groups:
            column = len(SEPARATOR.findall(text, start, match.start(1)))
            groups[-1].append((column, RepairedSpan(Span(start, end))))
    for group in groups:
        columns = Counter(column for column, _ in group)
        if len(columns) > 1:
            (usual, most), (_, next_most), *_ = columns.most_common()
            if most > next_most:
                yield from (row for column, row in group if column != usual)


def _broken_lines(subject: Subject) -> Iterator[DecodedSpan]:
    """Paragraphs that break off where the sentence goes on behind an empty line."""
    words = word_lists(FILE)["broken_off"]
    report = subject.report
    text = report.text.repaired
    for line, following in pairwise(subject.prose):
        gap = text[line.span.end : following.span.start]
        if gap.count("\n") < 2 or gap.strip() or split_ordinal(following.text)[0] is not None:
            continue
        if len(line.text.strip()) > 20 and words.found(line.text.strip()):
            end = line.span.start + len(line.text.rstrip())
            yield report.text.back(RepairedSpan(Span(end - 2, end)))
