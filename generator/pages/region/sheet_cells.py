"""What stands in a region's sheet: columns of key figures, and a report's cells in them, shown as its own page shows
them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator import labels
from generator.archive.totals import DENIED, DENIED_ROWS, KEPT, SHEET, Summed, key_figures
from generator.archive.types import Entry
from generator.forms.loader import Forms
from generator.model.figures import TABLE_NUMBERS, KeyFigure, Reading
from generator.pages.report.cells import MARKS, STAND_INS
from generator.pages.report.tables import NUMERALS
from generator.pages.wording import grouped

SIGNS = {**STAND_INS, Reading.SLASH: "/", Reading.DASH: "—", Reading.TEXT: "文"}
"""What is shown where there is no number. The words of a cell are on the report's page alone."""
CELLS: Mapping[str, Summed] = {
    **{summed.id: summed for summed in KEPT},
    DENIED: Summed(DENIED, "requests", DENIED_ROWS[0], "total", ""),
}
"""Where each figure stands; what is added up, at its first part."""
NO_SUM, NO_SUCH = "各项没有都写明数字或没有都读准，不能相加", "所用表式没有这一项"


@dataclass(frozen=True, slots=True)
class Column:
    """A figure."""

    id: str
    """Its id among the key figures."""
    table: str
    """The table it stands in, in words."""
    label: str
    """What the form calls it."""
    en: str
    """The same in English."""


class SheetCell(NamedTuple):
    """One figure of one report. A row has ten of them, and a build some 100,000."""

    shown: str
    """What is seen."""
    word: str
    """What is said besides; "" for a stated number."""
    mark: str
    """A character raised beside the number, or ""."""
    href: str
    """The cell on the report's page; "" where the form has none."""
    look: str
    """Classes for the stylesheet."""


def columns_of(entries: Iterable[Entry], forms: Forms) -> tuple[Column, ...]:
    """The figures of ``SHEET`` that at least one of these reports may have, as their forms call them."""
    had = {id_ for entry in entries for id_ in key_figures(entry.report)}
    return tuple(_column(id_, forms) for id_ in SHEET if id_ in had)


def _column(id_: str, forms: Forms) -> Column:
    cell = CELLS[id_]
    number = TABLE_NUMBERS[cell.table]
    table = forms.table(number, cell.form or forms.all[-1].id)
    row = table.rows[cell.row]
    groups = {**table.row_groups, **table.column_groups}
    above = [groups[row.group]] if row.group and cell.table != "requests" else []
    if id_ == DENIED:
        parts = [groups[row.group]]
    elif cell.table == "disclosure":
        parts = [row, table.columns[cell.column]]
    else:
        parts = [*above, row]
    zh, en = "：".join(part.short for part in parts), ": ".join(part.en for part in parts)
    return Column(id_, f"表{NUMERALS[number]}", zh, en)


def lacks(entry: Entry, id_: str) -> bool:
    """True if the report's table is of another form than the one that has the figure."""
    at = CELLS[id_]
    form = entry.report.forms.get(at.table)
    return bool(at.form and form) and form != at.form


def cells_of(entry: Entry, columns: Sequence[Column]) -> tuple[SheetCell, ...]:
    """A report's figures, one a column."""
    figures = key_figures(entry.report)
    return tuple(_cell(entry, column.id, figures) for column in columns)


def _cell(entry: Entry, id_: str, figures: Mapping[str, KeyFigure | None]) -> SheetCell:
    at = CELLS[id_]
    figure = figures.get(id_)
    if lacks(entry, id_):
        return SheetCell(STAND_INS[Reading.ABSENT], NO_SUCH, "", "", Reading.ABSENT.value)
    if figure is None:
        return SheetCell(STAND_INS[Reading.UNREAD], _word(Reading.UNREAD), "", entry.url, Reading.UNREAD.value)
    href = f"{entry.url}#{at.table}.{at.row}.{at.column}"
    if id_ == DENIED and figure.reading is Reading.UNREAD:
        return SheetCell(STAND_INS[Reading.ILLEGIBLE], NO_SUM, "", href, Reading.ILLEGIBLE.value)
    if figure.value is None:
        return SheetCell(SIGNS[figure.reading], _word(figure.reading), "", href, figure.reading.value)
    if figure.reading is Reading.STATED:  # nearly always
        return SheetCell(grouped(figure.value), "", "", href, "n" if figure.value else "")
    look = f"{figure.reading.value} n" if figure.value else figure.reading.value
    return SheetCell(grouped(figure.value), _word(figure.reading), MARKS.get(figure.reading, ""), href, look)


def _word(reading: Reading) -> str:
    return labels.zh(labels.READINGS, reading.value)
