"""Numbers that stand in no sentence: cells of tables that were not read, which state nothing by themselves.

A table that was refused leaves its lines among the paragraphs. Its labels and values are recognised by the words of the
official forms, by separators, and by the want of any punctuation; what is doubtful is taken for a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.forms.loader import Forms, Label
from generator.reading.lexicon import HEADER_WORD
from generator.text.folding import half_width, squash
from generator.text.lines import Line
from generator.text.numerals import split_ordinal

SENTENCES = re.compile(r"[^。！？!?；;]+[。！？!?；;]?")
CLAUSES = re.compile(r"[，,。；;！？!?]|(?<=[\u4e00-\u9fff\0])、(?=[\u4e00-\u9fff\0])")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
SEPARATOR = re.compile(r"\t|\||[ \u3000]{3,}")
HAN = re.compile(r"[\u4e00-\u9fff]")
VALUES = re.compile(r"[\s\d.,%‰/+\-—–()（）万亿千百余元条项件篇次份个人起宗期场家户名]*")
"""A cell's own words: numbers, units, and the strokes that stand for none."""
MARK = "\0"
GLUED = re.compile(rf"{MARK}[\s\d.,/+\-—–()（）]*(?={MARK})")
"""Two labels with nothing but a value between them."""
SHARE = 0.7
"""Of a line's words, how many the labels of the forms must make up for it to be a row."""
LABELS_OF_TABLE = 4
"""Minimum number of label lines in a run that make a table with a cell a line; fewer may be headings."""


def form_words(forms: Forms) -> re.Pattern[str]:
    """Finds the labels of all forms wherever they stand, with any blanks and punctuation inside."""
    found = {squash(HEADER_WORD)}
    for form in forms.all:
        for table in form.tables:
            found |= {squash(table.corner), *(squash(block.heading) for block in table.blocks)}
            for labels in (table.rows, table.columns, table.row_groups, table.column_groups):
                found |= {squash(split_ordinal(words)[2]) for words in _printed(labels.values())}
    longest_first = sorted((words for words in found if words), key=lambda words: (-len(words), words))
    return re.compile("|".join(r"[\W_]*".join(map(re.escape, words)) for words in longest_first))


def _printed(labels: Iterable[Label]) -> Iterable[str]:
    for label in labels:
        yield from (label.zh, *label.aliases)


def cells(text: str, words: re.Pattern[str]) -> list[tuple[int, int]]:
    """The parts of a line that are no sentence but cells of a table, as (start, end)."""
    if separated := _separated(text):
        return separated
    if _is_row(text, words):
        return [(0, len(text))]
    return [part.span() for part in SENTENCES.finditer(text) if _is_glued(part[0], words)]


def _separated(text: str) -> list[tuple[int, int]]:
    """Of a line in columns, those columns that hold no clause of their own."""
    folded = half_width(text)
    marks = [m for m in SEPARATOR.finditer(folded) if folded[: m.start()].strip() and folded[m.end() :].strip()]
    if not marks:
        return []
    edges = [0, *(at for mark in marks for at in mark.span()), len(folded)]
    columns = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    return [(start, end) for start, end in columns if not CLAUSES.search(THOUSANDS.sub("", folded[start:end]))]


def _is_glued(part: str, words: re.Pattern[str]) -> bool:
    return len(GLUED.findall(_marked(part, words))) >= 2


def _is_row(line: str, words: re.Pattern[str]) -> bool:
    """Nothing but labels and values, or nearly so, and no mark of a sentence."""
    marked = _marked(line, words)
    return not CLAUSES.search(marked) and _share(line, marked) >= SHARE


def _marked(text: str, words: re.Pattern[str]) -> str:
    return words.sub(MARK, THOUSANDS.sub("", split_ordinal(half_width(text))[2]))


def _share(part: str, marked: str) -> float:
    """How much of the words are labels; 0 where there are none at all."""
    all_, left = len(HAN.findall(part)), len(HAN.findall(VALUES.sub("", marked)))
    return (all_ - left) / all_ if all_ and MARK in marked else 0.0


def table_lines(lines: Sequence[Line], words: re.Pattern[str]) -> frozenset[int]:
    """Numbers of the lines that lie in a table with a cell a line: runs without a sentence in which labels stand."""
    inside: set[int] = set()
    run: list[int] = []
    labels: list[int] = []
    for number, line in enumerate(lines):
        label = _is_row(line.text, words)
        if not label and CLAUSES.search(line.text) and not VALUES.fullmatch(half_width(line.text)):
            inside |= _table(run, labels, lines)
            run, labels = [], []
            continue
        run.append(number)
        if label:
            labels.append(number)
    return frozenset(inside | _table(run, labels, lines))


def _table(run: Sequence[int], labels: Sequence[int], lines: Sequence[Line]) -> set[int]:
    """From the first label to the last one and the values that follow it."""
    if len(labels) < LABELS_OF_TABLE:
        return set()
    last = labels[-1]
    while last < run[-1] and VALUES.fullmatch(half_width(lines[last + 1].text)):
        last += 1
    return set(range(labels[0], last + 1))
