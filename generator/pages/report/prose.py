"""The report's running text by sections, with each official table standing where the report has it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.forms.loader import Form
from generator.model.reports import Report, Section
from generator.pages.report.tables import TableView
from generator.reading.narrative import Passage, narrative

SHOWN = 200_000
"""Characters of repaired text that are shown; as in original.py, far beyond any real report."""

_SUBHEADING = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]\s*[^。；;]{1,28}")


class PartKind(StrEnum):
    """What a part of the running text is shown as."""

    PARAGRAPH = "paragraph"
    SUBHEADING = "subheading"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class ProsePart:
    """A paragraph, a line that reads like a sub-heading, or the place of a table."""

    kind: PartKind
    """paragraph, subheading or table."""
    text: str = ""
    """The words; of a table its key."""


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section as it is read."""

    id: str
    """Its anchor, the same in the search index: ``section-0`` is what stands before the first one."""
    title: str
    """Its heading; "" for what stands before the first one."""
    printed: bool
    """Whether the heading stands in the source."""
    empty: bool
    """Whether nothing stands under it."""
    parts: tuple[ProsePart, ...]
    """What stands under it, in order."""


def _says_nothing(section: Section, report: Report) -> bool:
    """Whether nothing stands below its heading; of a report with pictures, what was read of them stands behind."""
    return section.empty and not report.scan.engine


def section_views(report: Report, tables: Mapping[str, TableView], form: Form) -> tuple[SectionView, ...]:
    """Every section in printed order; a table goes where it stands, else to its section, else to the end."""
    starts = _table_starts(report)
    homes = {key: _home(report, form, key, at) for key, at in starts.items() if key in tables}
    views: list[SectionView] = []
    for passage in narrative(report):
        inside = {key: starts[key] for key, index in homes.items() if index == passage.index}
        parts = _parts(passage, inside)
        section = passage.section
        if section is not None:
            empty = not parts and _says_nothing(section, report)
            views.append(SectionView(f"section-{passage.index}", section.title, section.printed, empty, parts))
        elif parts:
            views.append(SectionView("section-0", "", True, False, parts))
    rest = tuple(ProsePart(PartKind.TABLE, key) for key, index in homes.items() if index is None)
    if rest:
        views.append(SectionView("section-tables", "表格", False, False, rest))
    return tuple(views)


def _table_starts(report: Report) -> dict[str, int]:
    """Key of each table that was found → where it begins in the repaired text."""
    return {key: report.text.forth(table.span).start for key, table in report.tables.items() if table is not None}


def _home(report: Report, form: Form, key: str, at: int) -> int | None:
    """Index, from 1, of the section a table belongs to: its own where that holds it, else any that does, else
    its own."""
    topic = next(table.section for table in form.tables if table.key == key)

    def holds(section: Section) -> bool:
        return section.printed and section.body.start <= at < section.body.end

    tests = (
        lambda s: holds(s) and s.topic == topic,
        lambda s: holds(s),
        lambda s: s.topic == topic,
    )
    for test in tests:
        for index, section in enumerate(report.sections, 1):
            if test(section):
                return index
    return None


def _parts(passage: Passage, tables: Mapping[str, int]) -> tuple[ProsePart, ...]:
    placed = [(at, ProsePart(PartKind.TABLE, key)) for key, at in tables.items()]
    for line in passage.lines:
        if line.span.start < SHOWN:
            words = line.text.strip()[:SHOWN]
            kind = PartKind.SUBHEADING if _SUBHEADING.fullmatch(words) else PartKind.PARAGRAPH
            placed.append((line.span.start, ProsePart(kind, words)))
    return tuple(part for _, part in sorted(placed, key=lambda pair: pair[0]))
