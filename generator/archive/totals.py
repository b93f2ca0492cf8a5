"""Sums over a region: by year, figure and scope, with how many reports stand behind each and how many were blank.

A figure is summed only if every form defines it alike, or within one form. Reports on the organ alone, aggregates of
governments, and reports that do not state their scope are summed separately.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.archive.types import Entry, Total
from generator.model.figures import Cell, Reading
from generator.model.reports import Scope


@dataclass(frozen=True, slots=True)
class Summed:
    """A cell that is summed. ``form`` is "" where all forms define it alike, else the one it belongs to."""

    id: str
    table: str
    row: str
    column: str
    zh: str
    form: str = ""


SUMMED: tuple[Summed, ...] = (
    Summed("new_requests", "requests", "new_requests", "total", "本年新收申请"),
    Summed("granted", "requests", "granted", "total", "予以公开"),
    Summed("partly_granted", "requests", "partly_granted", "total", "部分公开"),
    Summed("results_total", "requests", "results_total", "total", "办理结果总计"),
    Summed("carried_forward", "requests", "carried_forward", "total", "结转下年度"),
    Summed("reconsideration", "disputes", "reconsideration", "total", "行政复议"),
    Summed("litigation_direct", "disputes", "litigation_direct", "total", "行政诉讼：未经复议直接起诉"),
    Summed("litigation_after", "disputes", "litigation_after_reconsideration", "total", "行政诉讼：复议后起诉"),
    Summed("made_2019", "disclosure", "normative_documents", "made", "规范性文件：本年新制作（2019 年表式）", "2019"),
    Summed("made_2021", "disclosure", "normative_documents", "made", "行政规范性文件：本年制发（2021 年表式）", "2021"),
)
"""In the order shown. Table 2 changed its meaning in 2021, so its rows belong to one form each."""

VALUES = (Reading.STATED, Reading.CORRECTED)
"""What was solved from a sum is not summed again."""
EMPTY = (Reading.BLANK, Reading.SLASH, Reading.DASH, Reading.TEXT)

Totals = Mapping[int, Mapping[str, Mapping[Scope, Total]]]
"""Year → id of the figure → scope → sum."""


def totals(entries: Iterable[Entry]) -> Totals:
    """The sums over ``entries``; those without a year are left out. One step a report and figure."""
    counted: dict[tuple[int, str, Scope], _Tally] = {}
    for entry in entries:
        if entry.year is None:
            continue
        for summed in SUMMED:
            table = entry.report.tables[summed.table]
            if summed.form and (table is None or table.form != summed.form):
                continue
            if table is not None and (summed.row, summed.column) not in table.cells:
                continue  # its form has no such cell
            key = (entry.year, summed.id, entry.report.scope)
            tally = counted.setdefault(key, _Tally())
            tally.add(table.cells[summed.row, summed.column] if table else None)
    found: dict[int, dict[str, dict[Scope, Total]]] = {}
    for (year, id_, scope), tally in counted.items():
        found.setdefault(year, {}).setdefault(id_, {})[scope] = tally.total
    return {year: found[year] for year in sorted(found, reverse=True)}


class _Tally:
    """Accumulates one sum."""

    def __init__(self) -> None:
        self.value, self.reports, self.blank, self.unread = Decimal(0), 0, 0, 0

    def add(self, cell: Cell | None) -> None:
        if cell is not None and cell.value is not None and cell.reading in VALUES:
            self.value += cell.value
            self.reports += 1
        elif cell is not None and cell.reading in EMPTY:
            self.blank += 1
        else:
            self.unread += 1

    @property
    def total(self) -> Total:
        return Total(self.value, self.reports, self.blank, self.unread)
