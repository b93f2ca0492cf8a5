"""Which official form a report as a whole follows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.model.figures import Tables
from generator.model.reports import Section
from generator.text.folding import squash
from generator.text.lines import Line

LEGACY_HEADINGS = re.compile(r"概述|概况|咨询|收费|指标统计|统计表|申诉|举报|投诉|减免")
"""Words of headings that the reports before 2019 had and no later form has."""
LAST_LEGACY_YEAR = 2018


LEGACY_ANNOUNCED = re.compile(r"咨询处理|指标统计表|收费情况|收费及减免|申诉")
"""The same, in what a preamble says that the report consists of."""


def format_of(tables: Tables, sections: Sequence[Section], head: Sequence[Line], year: int | None) -> str | None:
    """The form of table 3, else of table 2; without tables ``legacy`` by its year or by two old headings.

    Running text is no evidence: reports on the current forms mention contents and fees, too.
    """
    told = [table.form for table in (tables.requests, tables.disclosure) if table and table.form_told]
    if told or tables.requests or tables.disclosure:
        return told[0] if told else None
    if year is not None and year <= LAST_LEGACY_YEAR:
        return "legacy"
    return "legacy" if _old_headings(sections, head) >= 2 else None


def _old_headings(sections: Sequence[Section], head: Sequence[Line]) -> int:
    """How many different words of old headings are printed as headings or announced before them."""
    old = {match[0] for s in sections if s.printed and (match := LEGACY_HEADINGS.search(squash(s.title)))}
    announced = {words for line in head for words in LEGACY_ANNOUNCED.findall(line.text)}
    return len(old) + len(announced)
