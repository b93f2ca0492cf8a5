"""Check B14: what editors and mirror sites left in the text, and tables that a page break cut."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise, starmap

from generator.checks.base import Outcome, Subject
from generator.checks.outline import FILE
from generator.checks.saying import count, said
from generator.checks.wordlists import word_lists
from generator.model.documents import EditKind
from generator.model.figures import Table
from generator.model.reports import Report
from generator.model.results import Instance, Unmade
from generator.model.spans import Span
from generator.reading.folding import split_ordinal
from generator.reading.lines import Line, split_lines

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
"""Blank lines stand astray where they are at most one in so many; otherwise they are how the text is laid out."""
BLANK_LINE = re.compile(r"\n\s*\n")
ITEM = re.compile(r"\s*([1-9])\s*[.．、]\s*(?=[\u4e00-\u9fff])")


def extraction_noise(subject: Subject) -> Outcome:
    """B14: no artefacts of editors, mirrors or page breaks."""
    report = subject.report
    spans: dict[str, list[Span]] = {kind.value: [] for kind in ARTEFACTS}
    for edit in report.text.edits:
        if edit.kind in ARTEFACTS:
            spans[edit.kind.value].append(edit.span)
    spans["replacement"] = _lost(report.text.decoded)
    spans["page_break"] = [span for table in report.tables for span in _page_breaks(table, report)]
    spans["line_break"] = list(_broken_lines(subject))
    others = tuple([_noise(where, found) for where, found in spans.items() if found])
    return Outcome(Unmade(len(spans) - len(others), others, partial(starmap, _noise, spans.items())))


def _lost(text: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in re.finditer("\ufffd+", text)] if "\ufffd" in text else []


def _noise(where: str, spans: Sequence[Span]) -> Instance:
    left = count("处数", len(spans), spans[0] if spans else None)
    return said(where, WORDS[where], left, "=", count("", 0), not spans)


def _page_breaks(table: Table, report: Report) -> Iterator[Span]:
    """Blank lines astray between two rows, and row labels that slid into another column."""
    if table.layout not in SEPARATED:
        return
    inside = report.text.forth(table.span)
    text = report.text.repaired
    if table.number != 3 and not BLANK_LINE.search(text, inside.start, inside.end):
        return
    lines = [Line(line.text, line.span.shifted(inside.start)) for line in split_lines(inside.of(text))]
    if text[: inside.start] and text[inside.start - 1] != "\n":
        lines = lines[1:]  # the end of the row before this table
    yield from (report.text.back(line.span) for line in _stray_blanks(lines))
    if table.number == 3:
        yield from (report.text.back(line.span) for line in _slid(lines))


def _stray_blanks(lines: Sequence[Line]) -> list[Line]:
    """The row after each stray blank line. Between the blocks of table 2 blank lines are no break."""
    rows = [(at, line) for at, line in enumerate(lines) if re.search(r"[\t|｜]", line.text)]
    after = [
        line
        for (a, _), (b, line) in pairwise(rows)
        if b - a > 1 and all(lines[i].blank for i in range(a + 1, b)) and not line.text.strip().startswith("第二十条")
    ]
    return after if len(after) * STRAY <= len(rows) else []


def _slid(lines: Sequence[Line]) -> Iterator[Line]:
    """Numbered rows whose label stands in another cell than those of most of their neighbours."""
    groups: list[list[tuple[int, Line]]] = []
    for line in lines:
        for column, cell in enumerate(re.split(r"[\t|｜]", line.text)):
            match = ITEM.match(cell)
            if match:
                if match[1] == "1":
                    groups.append([])  # the first of a group has the group's own label before it
                elif groups:
                    groups[-1].append((column, line))
                break
    for group in groups:
        columns = Counter(column for column, _ in group)
        if len(columns) > 1:
            (usual, most), (_, next_most), *_ = columns.most_common()
            if most > next_most:
                yield from (line for column, line in group if column != usual)


def _broken_lines(subject: Subject) -> Iterator[Span]:
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
            yield report.text.back(Span(end - 2, end))
