"""``/compare/``: reports side by side. A script (compare.js) puts them there from their report.json; the page gives it
the words for it and says where the same stands without a script.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator import labels
from generator.forms.loader import FormTable
from generator.model.places import Level
from generator.pages.page import INDEX, Frame, Link, Page
from generator.pages.report.cells import MARKS, STAND_INS
from generator.pages.report.tables import NUMERALS, column_label, row_label
from generator.pages.site import Site

ROOT = "/compare/"
MOST = 4
"""Reports that are put side by side: more columns than these are not read."""


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Context of compare.html."""

    frame: Frame
    """Head, header and footer."""
    script: str
    """Address of the script."""
    words: Mapping[str, Any]
    """Labels of the forms, and what readings, badges and verdicts are called, for the script."""
    ways: tuple[Link, ...]
    """Where the same stands without a script: provinces."""


def compare_url(*reports: str) -> str:
    """The address at which reports stand side by side, by their own addresses."""
    return f"{ROOT}?{'&'.join(f'r={url}' for url in reports)}"


def compare_page(site: Site) -> Iterator[Page]:
    """``/compare/``."""
    provinces = sorted((r for r in site.archive.regions.values() if r.level is Level.PROVINCE), key=lambda r: r.code)
    description = "把两到四份政府信息公开工作年度报告并列：三张统计表逐行对照，标出不同的格，每个数字连到原报告。"
    yield Page(
        f"{ROOT.strip('/')}/{INDEX}",
        "compare.html",
        lambda: ComparePage(
            frame=site.frame(ROOT, "对照", description),
            script=site.assets["compare.js"],
            words=_words(site),
            ways=tuple(Link(region.name, region.url) for region in provinces),
        ),
    )


def _words(site: Site) -> Mapping[str, Any]:
    """All that the script cannot know of itself."""
    forms = [form.id for form in site.forms.all]
    return {
        "most": MOST,
        "site": site.site_url,
        "fold": next((url for url in site.search_first if "/fold." in url), ""),
        "forms": {form: labels.form_name(form).zh for form in (*forms, labels.LEGACY)},
        "tables": [_table(tables) for tables in zip(*(form.tables for form in site.forms.all), strict=True)],
        "readings": _zh(labels.READINGS),
        "standIns": {reading.value: sign for reading, sign in STAND_INS.items()},
        "marks": {reading.value: sign for reading, sign in MARKS.items()},
        "badges": {key: (word.zh, word.en) for key, word in labels.BADGES.items()},
        "seals": {badge: _seals(values) for badge, values in labels.SEALS.items()},
        "checks": {code: (info.name_zh, info.fails_zh) for code, info in site.catalogue.items()},
        "verdicts": _zh(labels.VERDICTS),
        "reasons": _zh(labels.REASONS),
        "roles": _zh({**labels.ROLES, **labels.FIGURE_KINDS, **labels.APPROXIMATE}),
    }


def _zh(words: Mapping[str, labels.Bilingual]) -> Mapping[str, str]:
    return {key: word.zh for key, word in words.items()}


def _seals(values: Mapping[str, labels.Seal]) -> Mapping[str, tuple[str, str, str]]:
    """Glyph, four characters and tone of each value of a badge."""
    return {value: (seal.glyph, seal.stamp, seal.tone) for value, seal in values.items()}


def _table(tables: Sequence[FormTable]) -> Mapping[str, Any]:
    """One official table in all forms at once: what has the same id is the same row or column."""
    last = tables[-1]
    return {
        "key": last.key,
        "name": f"表{NUMERALS[last.number]}　{last.zh}",
        "english": f"Table {last.number}: {last.en}",
        "columns": {column: _column(tables, column) for column in merged(table.columns for table in tables)},
        "rows": [_row(tables, row) for row in merged(table.rows for table in tables)],
    }


def _column(tables: Sequence[FormTable], column: str) -> Mapping[str, Any]:
    """What each form calls a column, and whether a plus is printed in it."""
    having = [table for table in tables if column in table.columns]
    return {
        "labels": {table.form: column_label(table, column) for table in having},
        "signed": any(table.columns[column].domain == "signed" for table in having),
    }


def _row(tables: Sequence[FormTable], row: str) -> Mapping[str, Any]:
    """What each form calls a row, and which columns it has there."""
    having = [table for table in tables if row in table.rows]
    return {
        "id": row,
        "labels": {table.form: row_label(table, row) for table in having},
        "columns": {table.form: table.block_of(row).columns for table in having},
    }


def merged(orders: Iterable[Iterable[str]]) -> list[str]:
    """All that any of ``orders`` has, once; what a later one adds stands behind what it follows there."""
    found: list[str] = []
    for order in orders:
        at = 0
        for one in order:
            if one in found:
                at = found.index(one)
            else:
                found.insert(at, one)
            at += 1
    return found
