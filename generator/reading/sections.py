"""First-level sections: which headings head them, and their bodies."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from generator.forms.loader import Form
from generator.model.reports import Section
from generator.model.spans import RepairedSpan, Span
from generator.reading.headings import TOPICS_NEEDED, HeadingLine, heading_of
from generator.reading.limits import MOST_SECTIONS
from generator.text.folding import squash
from generator.text.lines import Line

OLD_TOPICS = re.compile(r"咨询|收费|重点工作|指标统计|举报|投诉|附[表件]|解读|回应|组织领导|监督|平台建设")
"""Words of headings outside the six topics, in reports of free style."""


def find_sections(
    lines: Sequence[Line], tables: Sequence[tuple[int, RepairedSpan]], form: Form | None
) -> tuple[tuple[Section, ...], int]:
    """The sections in printed order, MOST_SECTIONS of the printed ones at most, and how many headings there are.

    ``tables`` are (section number, span) of recognised tables, in repaired text.

    A table that stands without its heading brings a section that is not printed, under the national title of ``form``.
    """
    found = [h for line in lines if (h := heading_of(line, tables))]
    every = _first_level(_main(found))
    headings = every[:MOST_SECTIONS]
    filled = [line.span.start for line in lines if not line.blank]
    end = lines[-1].span.end if lines else 0
    sections: list[Section] = []
    for heading, after in zip(headings, [*headings, None][1:], strict=True):
        stop = after.line.span.start if after else end
        body = RepairedSpan(Span(min(heading.body_start, stop), stop))
        sections.append(
            Section(
                heading.number,
                heading.title,
                printed=True,
                empty=not heading.behind and not _filled(filled, body),
                topic=heading.topic,
                span=RepairedSpan(Span(heading.line.span.start, stop)),
                body=body,
            )
        )
    if form is not None:
        for number, span in tables:
            sections = _with_unprinted(sections, number, span, form)
    return tuple(sections), len(every)


def _filled(starts: Sequence[int], body: RepairedSpan) -> bool:
    """True if a line with text begins in ``body``; ``starts`` are the offsets of all such lines, in order."""
    at = bisect_left(starts, body.start)
    return at < len(starts) and starts[at] < body.end


def _main(found: Sequence[HeadingLine]) -> list[HeadingLine]:
    """Headings of the rank that heads sections here; of other ranks only topics that this one lacks."""
    plain = _topics(h for h in found if h.rank == 0)
    if len(plain) >= TOPICS_NEEDED:
        return [h for h in found if h.rank == 0 or (h.rank == 2 and h.topic not in plain)]
    rank = 1 if _brackets_head_sections(found, len(plain)) else 0
    return [h for h in found if h.rank in (rank, 2)]


def _topics(found: Iterable[HeadingLine]) -> set[int]:
    return {heading.topic for heading in found if heading.topic is not None}


def _brackets_head_sections(found: Sequence[HeadingLine], plain: int) -> bool:
    """True if （一） heads sections: it comes before any 一、 with a topic, over more topics than these have.

    Brackets below 一、 number the items of a section, whatever they are about.
    """
    bracketed = [h for h in found if h.rank == 1]
    first = next((h.line.span.start for h in found if h.rank == 0 and h.topic is not None), None)
    outer = bracketed and (first is None or bracketed[0].line.span.start < first)
    return bool(outer) and len({h.topic for h in bracketed}) > plain


def _first_level(found: Sequence[HeadingLine]) -> list[HeadingLine]:
    """Of all candidates, those that head a section and not a list inside one.

    A heading with an official topic counts where its number does not go back behind the last
    one; any other only where it continues the numbering and leaves room for the next topic.
    """
    kept: list[HeadingLine] = []
    titles: set[str] = set()
    following = _next_topics(found)
    last_of = {heading.number: i for i, heading in enumerate(found) if heading.rank == 0}
    for i, heading in enumerate(found):
        if heading.topic is not None:
            last = kept[-1].number if kept else 0
            fits = heading.number > last or squash(heading.title) in titles or _twice(kept, heading)
        else:
            # A first heading of free wording that a second one follows: 一、工作情况 and 二、依申请公开情况.
            begins_list = heading.rank == 0 and last_of.get(heading.number + 1, -1) > i
            fits = _continues(kept, heading, following[i], begins_list)
        if fits:
            kept.append(heading)
            titles.add(squash(heading.title))
    return kept


def _continues(kept: Sequence[HeadingLine], heading: HeadingLine, after: HeadingLine | None, begins_list: bool) -> bool:
    """True if a heading without official topic carries the numbering on; ``after`` is the next one with a topic."""
    last = kept[-1].number if kept else 0
    if heading.number != last + 1 or (after is not None and after.number <= heading.number):
        return False
    return bool(kept or OLD_TOPICS.search(heading.title) or begins_list)


def _next_topics(found: Sequence[HeadingLine]) -> list[HeadingLine | None]:
    """For each heading the next one behind it that has an official topic."""
    after: list[HeadingLine | None] = []
    coming: HeadingLine | None = None
    for heading in reversed(found):
        after.append(coming)
        coming = heading if heading.topic is not None else coming
    return after[::-1]


def _twice(kept: Sequence[HeadingLine], heading: HeadingLine) -> bool:
    """The same number and topic again: a heading left over from the template."""
    return bool(kept) and kept[-1].number == heading.number and kept[-1].topic == heading.topic


def _with_unprinted(sections: list[Section], number: int, table: RepairedSpan, form: Form) -> list[Section]:
    if any(section.topic == number for section in sections):
        return sections
    missing = Section(
        number, form.sections[number - 1], printed=False, empty=False, topic=number, span=table, body=table
    )
    at = next((i for i, s in enumerate(sections) if s.span.start > table.start), len(sections))
    return [*sections[:at], missing, *sections[at:]]
