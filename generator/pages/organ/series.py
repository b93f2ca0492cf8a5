"""All years of an organ side by side, with gaps as gaps and a break where the form changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator import labels
from generator.archive.types import Entry
from generator.forms.loader import Forms, FormTable
from generator.model.figures import TABLE_NAMES, Address, Reading, Table
from generator.pages.report.cells import CellView, cell_view
from generator.pages.report.tables import NUMERALS, column_label, row_label, worth_folding


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring years whose tables follow the same form, or for which there is none."""

    name: str
    """The form in words, or why there is none."""
    years: int
    """Columns it spans."""
    breaks: bool
    """Whether its form differs from the last one before: the two are not comparable."""


@dataclass(frozen=True, slots=True)
class YearHead:
    """One column."""

    year: int
    """The year it is about."""
    url: str
    """The report; "" where none is held."""
    breaks: bool
    """Whether its form differs from the last one before."""


@dataclass(frozen=True, slots=True)
class SeriesCell:
    """One figure in one year."""

    cell: CellView | None
    """The figure, which leads to its place on the report's page; None where the form has no such figure."""
    gap: bool
    """No report, or no such table in it."""
    breaks: bool
    """As in the column's head."""


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One figure over the years."""

    label: str
    """The figure, in words."""
    en: str
    """The same in English."""
    also: str
    """What a later form calls it, where that differs; else empty."""
    cells: tuple[SeriesCell, ...]
    """One a year, oldest first."""
    zero: bool
    """Nought in every year that has the figure, as far as tables are held: narrow screens fold the row."""


@dataclass(frozen=True, slots=True)
class Series:
    """One official table over the years."""

    key: str
    """disclosure, requests or disputes."""
    name: str
    """表二 and so on, with what it is about."""
    en: str
    """The same in English."""
    note: str
    """What is left out, in words; may be empty."""
    stretches: tuple[Stretch, ...]
    """The forms over the years."""
    years: tuple[YearHead, ...]
    """Oldest first, without leaving out years between."""
    rows: tuple[SeriesRow, ...]
    """The figures, in the order of the forms."""
    zeros: int
    """How many of them are nought; 0 where they are too few to be folded."""


def series(entries: Sequence[Entry], forms: Forms) -> tuple[Series, ...]:
    """One series a table; none for a table that no report has."""
    by_year = {entry.year: entry for entry in entries if entry.year is not None}
    if not by_year:
        return ()
    years = range(min(by_year), max(by_year) + 1)
    columns = [(year, by_year.get(year)) for year in years]
    held = [key for key in TABLE_NAMES if any(entry and entry.body.tables[key] for _, entry in columns)]
    return tuple(_series(key, columns, forms) for key in held)


def _rows(
    heads: Sequence[YearHead], tables: Sequence[Table | None], forms: Sequence[FormTable | None]
) -> Iterator[SeriesRow]:
    """A row for each cell that any of the years' forms has."""
    present = {form.form: form for form in forms if form}
    for address, label in _addresses(list(present.values())):
        cells = tuple(_cell(address, head, table, form) for head, table, form in zip(heads, tables, forms, strict=True))
        said = [one.cell for one in cells if one.cell]
        zero = bool(said) and not any(cell.look for cell in said)
        yield SeriesRow(
            label, _english(address, present.values()), _also(address, label, present.values()), cells, zero
        )


def _series(key: str, columns: Sequence[tuple[int, Entry | None]], forms: Forms) -> Series:
    tables = [entry.body.tables[key] if entry else None for _, entry in columns]
    used = [forms.table(t.number, t.form) if t else None for t in tables]
    names = [_form_name(entry, form) for (_, entry), form in zip(columns, used, strict=True)]
    breaks = list(_breaks(used))
    heads = tuple(
        YearHead(year, entry.url if entry else "", cut) for (year, entry), cut in zip(columns, breaks, strict=True)
    )
    rows = tuple(_rows(heads, tables, used))
    first = next(form for form in used if form)
    return Series(
        key=key,
        name=f"表{NUMERALS[first.number]}　{first.zh}",
        en=f"Table {first.number}: {first.en}",
        note="这里只列“总计”一栏；各类申请人的数字见各年报告。" if key == "requests" else "",
        stretches=tuple(_stretches(names, breaks)),
        years=heads,
        rows=rows,
        zeros=worth_folding(row.zero for row in rows),
    )


def _form_name(entry: Entry | None, form: FormTable | None) -> str:
    if form:
        return labels.form_name(form.form).zh
    return "未读出此表" if entry else "未收录"


def _breaks(used: Sequence[FormTable | None]) -> Iterator[bool]:
    """Where the form changes. A gap changes nothing: the year after it is compared with the one before it."""
    last = ""
    for form in used:
        yield form is not None and last not in ("", form.form)
        last = form.form if form else last


def _stretches(names: Sequence[str], breaks: Sequence[bool]) -> Iterator[Stretch]:
    at = 0
    for name, group in groupby(names):
        years = len(list(group))
        yield Stretch(name, years, breaks[at])
        at += years


def _addresses(used: Sequence[FormTable]) -> Iterator[tuple[Address, str]]:
    """Every figure that any of the forms has; what a later form adds stands behind what it follows there."""
    merged: dict[Address, str] = {}
    for form in sorted(used, key=lambda f: f.form):
        order = list(merged)
        at = 0
        for row, column in form.addresses():
            if form.key == "requests" and column != "total":
                continue
            if (row, column) in merged:
                at = order.index((row, column)) + 1
                continue
            order.insert(at, (row, column))
            merged[row, column] = _label(form, row, column)
            at += 1
        merged = {address: merged[address] for address in order}
    yield from merged.items()


def _label(form: FormTable, row: str, column: str) -> str:
    if form.key == "requests":
        return row_label(form, row)
    return f"{row_label(form, row)}：{column_label(form, column)}"


def _english(address: Address, used: Iterable[FormTable]) -> str:
    """The English of its row, and of its column where that is named, too."""
    row, column = address
    form = next(form for form in used if row in form.rows and column in form.columns)
    en = form.rows[row].en
    return en if form.key == "requests" else f"{en}: {form.columns[column].en}"


def _also(address: Address, label: str, used: Iterable[FormTable]) -> str:
    """What other forms call a figure that they have under another name; "" if none does."""
    row, column = address
    names = {
        form.form: _label(form, row, column)
        for form in used
        if row in form.rows and column in form.block_of(row).columns
    }
    others = [f"{labels.form_name(id_).zh}称“{name}”" for id_, name in names.items() if name != label]
    return "；".join(others)


def _cell(address: Address, head: YearHead, table: Table | None, form: FormTable | None) -> SeriesCell:
    if table is None or form is None:
        return SeriesCell(None, True, head.breaks)
    row, column = address
    if row not in form.rows or column not in form.columns or column not in form.block_of(row).columns:
        return SeriesCell(None, False, head.breaks)
    cell = table.cells.get(address)
    path = f"{form.key}.{row}.{column}"
    stands = cell is not None and cell.reading not in (Reading.ABSENT, Reading.UNREAD)
    # The ids belong to the report's page; here several years would share them.
    view = cell_view(cell, "", form.columns[column], f"{head.url}#{path}" if stands else "")
    return SeriesCell(view, False, head.breaks)
