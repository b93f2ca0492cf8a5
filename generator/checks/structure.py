"""Family B: structure and form (结构与格式). Here the headings; tables are in ``shape``, the text in ``contents``.

Longer than 250 lines: one family, a short function for each check, in the order of their codes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile

from generator.checks.base import Check, Outcome, Subject
from generator.checks.contents import declared_contents, fee_statement, problems_substance, title_complete
from generator.checks.gate import CUT_OFF, Use
from generator.checks.noise import extraction_noise
from generator.checks.outline import TOPICS, OutlineSection, heading_span, maybe_heads
from generator.checks.reasons import FORMAT_NOT_APPLICABLE, NOT_READ
from generator.checks.saying import (
    NO_HEADINGS,
    YEAR_UNKNOWN,
    compared,
    count,
    cut_instance,
    uncomparable,
    word,
    year_of,
)
from generator.checks.shape import (
    blank_cells,
    format_matches_year,
    label_conformity,
    shows_elsewhere,
    table_shape,
    tables_present,
)
from generator.model.figures import Table
from generator.model.reports import Report, Section
from generator.model.results import Instance, LazyInstances
from generator.model.spans import DecodedSpan, RepairedSpan, Span
from generator.reading.narrative import Passage
from generator.text.folding import squash
from generator.text.lines import Line
from generator.text.numerals import ORDINAL_CHARACTERS, list_numeral, split_ordinal

TABLES = (2, 3, 4)
"""Topics whose sections hold a table of the form."""
CONTENTS = 3
"""Minimum number of empty headings, each repeated later, that make a table of contents."""
FIRST_FORM = 2019
"""The first report year with one national form."""


def sections_present(subject: Subject) -> Outcome:
    """B01: each of the six topics has its heading or, for 二三四, its table."""
    report = subject.report
    year = year_of(report)
    if year is None:
        return Outcome(reason=YEAR_UNKNOWN)
    if year < FIRST_FORM:
        return Outcome(reason=FORMAT_NOT_APPLICABLE)
    if subject.fragment:
        return Outcome(reason=NOT_READ)
    titles = subject.forms.get(subject.forms.for_year(year)).sections
    found: dict[int, OutlineSection | Table | Instance] = {}
    for topic, title in zip(TOPICS, titles, strict=True):
        part = next((p for p in subject.parts if topic in p.topics), None)
        found[topic] = part or report.tables.numbered(topic) or _missing(subject, topic, title)
    others = tuple([one for one in found.values() if isinstance(one, Instance)])
    present = len(TOPICS) - len(others)
    instances = LazyInstances(present, others, partial(map, partial(_topic, report), found.items(), titles))
    return Outcome(instances, left=present, right=len(TOPICS))


def _topic(report: Report, found: tuple[int, OutlineSection | Table | Instance], title: str) -> Instance:
    topic, one = found
    if isinstance(one, Instance):
        return one
    if isinstance(one, OutlineSection):
        left = word("标题", f"“{one.title}”", heading_span(report, one))
    else:
        left = word("", "表格", one.span)
    return compared(f"topic_{topic}", title, left, "=", word("应有", f"“{title}”"), holds=True)


def _missing(subject: Subject, topic: int, title: str) -> Instance:
    """A topic with neither heading nor table."""
    report = subject.report
    where, wanted = f"topic_{topic}", word("应有", f"“{title}”")
    line = maybe_heads(subject.prose, topic)
    if line is not None:
        return uncomparable(where, title, word("", f"“{line.text.strip()}”", report.text.back(line.span)), "=", wanted)
    unknown = next((p for p in subject.parts if not p.topics and split_ordinal(p.title)[0] == topic), None)
    if unknown is not None:
        # A heading in the topic's place, in words that we do not know: it may well be about it.
        left = word("标题", f"“{unknown.title}”", heading_span(report, unknown))
        return uncomparable(where, title, left, "=", wanted)
    if subject.may_be_lost(topic):
        return uncomparable(where, title, word("标题", "未见，原文似未收全"), "=", wanted, CUT_OFF)
    return compared(where, title, word("标题", "未见"), "=", wanted, holds=False)


def duplicate_headings(subject: Subject) -> Outcome:
    """B02: no first-level title stands twice."""
    report = subject.report
    printed = _printed(report)
    if not printed:
        return Outcome(reason=NO_HEADINGS)
    keys = [squash(split_ordinal(section.title)[2]) for section in printed]
    times = Counter(keys)
    last = dict(zip(keys, printed, strict=True))
    repeated = [key for key, number in times.items() if number > 1]
    others = tuple([_times(report, key, times[key], last[key]) for key in repeated])
    make = partial(map, partial(_times, report), times.keys(), times.values(), [last[key] for key in times])
    return Outcome(LazyInstances(len(times) - len(others), others, make), left=max(times.values()), right=1)


def _times(report: Report, key: str, number: int, last: Section) -> Instance:
    left = count(f"“{split_ordinal(last.title)[2].strip()}”出现次数", number, _heading(report, last))
    return compared(key, "一级标题", left, "=", count("", 1), holds=number == 1)


def numbering(subject: Subject) -> Outcome:
    """B03: first-level numbers and those of each level-2 list start at 1 and leave none out."""
    report = subject.report
    printed = _printed(report)
    numbered = [section for section in printed if split_ordinal(section.title)[0] is not None]
    instances = [_first_level(subject, numbered)] if numbered else []
    for passage in subject.passages:
        if passage.section is not None and _readable(report, passage.section):
            instances += _lists(report, passage)
    if subject.cut_off:
        instances = [cut_instance(one) for one in instances]
    return Outcome(tuple(instances), reason="" if instances else NO_HEADINGS)


def _first_level(subject: Subject, printed: Sequence[Section]) -> Instance:
    report = subject.report
    numbers = [section.number for section in printed]
    missing = [n for n in range(1, max(numbers) + 1) if n not in numbers and not _heads_a_line(subject, n)]
    where, where_zh = "first_level", "一级标题"
    left = word("所见序号", _listed(numbers), _heading(report, printed[0]))
    right = word("应有", _listed(range(1, max(numbers) + 1)))
    if not missing:
        return compared(where, where_zh, left, "=", right, holds=True)
    lost = any(split_ordinal(part.title)[0] is None and set(missing) & part.topics for part in subject.parts)
    if lost or any(maybe_heads(subject.prose, n) for n in missing if n in TOPICS):
        # The title stands there without its number: conversion drops the numbers that a word processor counts.
        return uncomparable(where, where_zh, left, "=", right)
    return compared(where, where_zh, left, "=", right, holds=False)


def _heads_a_line(subject: Subject, number: int) -> bool:
    """A line that we did not take for a heading bears this number all the same."""
    for line in subject.prose:
        found, bracketed, rest = split_ordinal(line.text)
        if found == number and not bracketed and rest.strip() and line.text.strip()[0] in ORDINAL_CHARACTERS:
            return True
    return False


def _readable(report: Report, section: Section) -> bool:
    """No rows of an unrecognised table can pass for a list here."""
    if section.topic not in TABLES or report.format == "legacy":
        return True
    return report.tables.numbered(section.topic) is not None


def _lists(report: Report, passage: Passage) -> Iterator[Instance]:
    section = passage.section
    assert section is not None
    items = _second_level(passage.lines)
    lists: list[list[tuple[int, Line]]] = []
    for number, line in items:
        if not lists or (number == 1 and lists[-1][-1][0] != 1):
            lists.append([])
        lists[-1].append((number, line))
    whole = "\n".join(line.text for line in passage.lines)
    for at, list_ in enumerate(lists, 1):
        numbers = [number for number, _ in list_]
        wanted = range(1, max(numbers) + 1)
        seen = sorted({*numbers, *(n for n in wanted if n not in numbers and _appears(n, whole))})
        left = word("所见序号", _listed(seen), report.text.back(list_[0][1].span))
        where_zh = f"“{section.title}”中的列举"
        where, right = f"section_{passage.index}.list_{at}", word("应有", _listed(wanted))
        yield compared(where, where_zh, left, "=", right, holds=seen == list(wanted))


def _second_level(lines: Sequence[Line]) -> list[tuple[int, Line]]:
    """The numbered lines of the level right under a section: （一） if there are such, else (1), 一、 or 1、."""
    kinds: dict[str, list[tuple[int, Line]]] = {}
    for line in lines:
        number, bracketed, rest = split_ordinal(line.text)
        if number is None or not rest.strip() or "\t" in line.text.strip() or "|" in line.text:
            continue
        chinese = any(c in ORDINAL_CHARACTERS for c in line.text.strip()[:2])
        kinds.setdefault(f"{'bracketed' if bracketed else 'plain'} {chinese}", []).append((number, line))
    order = ("bracketed True", "plain True", "plain False", "bracketed False")
    return next((kinds[kind] for kind in order if kind in kinds), [])


def _appears(number: int, text: str) -> bool:
    """The number stands somewhere in the section, if not at the head of a line we took for an item."""
    numeral = list_numeral(number) if 1 <= number <= 10 else str(number)
    wide = "".join(chr(ord(c) + 0xFEE0) for c in str(number))
    forms = f"(?:{numeral}|{number}|{wide})"
    item = rf"[（(]\s*{forms}\s*[）)]|(?<![\d０-９{ORDINAL_CHARACTERS}]){forms}\s*[、.．](?!\d)"
    return re.search(item, text) is not None


def empty_sections(subject: Subject) -> Outcome:
    """B04: every first-level heading has something under it."""
    report = subject.report
    printed = _printed(report)
    if not printed:
        return Outcome(reason=NO_HEADINGS)
    others = tuple([_body(subject, at, section) for at, section in enumerate(printed, 1) if section.empty])
    make = partial(map, partial(_body, subject), range(1, len(printed) + 1), printed)
    return Outcome(LazyInstances(len(printed) - len(others), others, make), left=len(others), right=0)


def _body(subject: Subject, at: int, section: Section) -> Instance:
    report = subject.report
    shown = section.topic in TABLES and _in_a_picture(subject, section.topic)
    if section.empty and (subject.cut_off or shown):
        left = word("", "没有内容，原文似未收全", _heading(report, section))
        return uncomparable(f"section_{at}", f"“{section.title}”", left, "=", word("应", "有内容"), CUT_OFF)
    left = word("", "没有内容" if section.empty else "有内容", _heading(report, section))
    return compared(f"section_{at}", f"“{section.title}”", left, "=", word("应", "有内容"), not section.empty)


def _in_a_picture(subject: Subject, number: int) -> bool:
    """True if what is missing below a heading stands in a picture, or may stand in one: what was read of it is put
    behind the text."""
    table = subject.report.tables.numbered(number)
    return shows_elsewhere(subject) if table is None else table.is_recognised


def _printed(report: Report) -> list[Section]:
    """The printed sections, without the lines of a table of contents before them."""
    printed = [section for section in report.sections if section.printed]
    listed = list(takewhile(lambda section: section.empty, printed))
    if len(listed) < CONTENTS:
        return printed
    later = {squash(section.title) for section in printed[len(listed) :]}
    return printed[len(listed) :] if all(squash(section.title) in later for section in listed) else printed


def _heading(report: Report, section: Section) -> DecodedSpan:
    start = report.text.repaired.index(section.title, section.span.start)
    return report.text.back(RepairedSpan(Span(start, start + len(section.title))))


def _listed(numbers: Sequence[int]) -> str:
    return "、".join(map(str, numbers))


STRUCTURE_CHECKS: tuple[Check, ...] = (
    Check("B01", sections_present, frozenset({Use.YEAR, Use.WHOLE})),
    Check("B02", duplicate_headings),
    Check("B03", numbering),
    Check("B04", empty_sections),
    Check("B05", tables_present, frozenset({Use.YEAR, Use.WHOLE})),
    Check("B06", table_shape),
    Check("B07", label_conformity),
    Check("B08", format_matches_year),
    Check("B09", blank_cells),
    Check("B10", declared_contents),
    Check("B11", problems_substance),
    Check("B12", fee_statement),
    Check("B13", title_complete),
    Check("B14", extraction_noise),
)
