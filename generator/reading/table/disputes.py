"""Table 4: one row of values under blocks of the same results, which the header names side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.forms.loader import FormTable
from generator.model.documents import Grid, GridCell, GridRow, Text
from generator.model.doubts import Doubt
from generator.model.figures import Address, Cell, LabelVariant, Reading, SurplusCell, Table
from generator.model.spans import RepairedSpan, Span
from generator.reading.lexicon import TableLexicon
from generator.reading.numbers import parse_value
from generator.reading.table.build import Outcome
from generator.reading.table.cells import illegible, summed_cells, unsure
from generator.reading.table.disputes_header import DisputesHeader, disputes_header
from generator.reading.table.disputes_rows import value_rows
from generator.reading.table.printed_labels import variant
from generator.reading.table.runs import ValueRun
from generator.reading.table.solve import RowSum, adding_up, sums_of
from generator.reading.table.telling import table_twice
from generator.reading.table.traits import LAYOUTS, Traits

Read = tuple[Table, tuple[Doubt, ...]]


def read_disputes(grids: Sequence[Grid], words: TableLexicon, form: str, text: Text) -> Outcome:
    """The table among ``grids``, or None. ``form`` is that of table 3: table 4 is alike in all of them.

    Refused where the text holds it twice with different values: which of the two is this year's is not said.
    """
    table = next(table for table in words.tables if table.form == form)
    found = (one for grid in grids for one in _in_grid(grid, table, words, text))
    first = next(found, None)
    if first is None:
        return None, ()
    other = next((one for one in found if _raws(one[0]) != _raws(first[0])), None)
    return first if other is None else table_twice(first[0], other[0].span, text)


def _in_grid(grid: Grid, table: FormTable, words: TableLexicon, text: Text) -> Iterator[Read]:
    """The table once for every row of values."""
    columns, blocks = words.own_columns[table.form], words.own_rows[table.form]
    header = disputes_header(grid.rows, table, words)
    if header is None:
        return
    for row in value_rows(grid.rows[header.first :], columns, blocks):
        yield _table(table, header, row, text, grid)


def _raws(table: Table) -> tuple[str, ...]:
    return tuple(cell.raw for cell in table.cells.values())


def _table(form: FormTable, header: DisputesHeader, row: GridRow, text: Text, grid: Grid) -> Read:
    order = header.order(form)
    sums = sums_of(form, order)
    span = text.back(RepairedSpan(Span(grid.rows[header.first].cells[0].span.start, row.cells[-1].span.end)))
    placed = _place(row, header, len(order), sums, LAYOUTS[grid.layout]) if order else None
    if placed is None:
        cells = dict.fromkeys(form.addresses(), illegible(row.cells, text, "columns"))
        return Table(4, form.form, cells, span, grid.layout), (_misaligned(row, len(order), text),)
    values, by_sums = placed
    bounded = not any(cell.blank for cell in values) and _totals_last(form, order)
    told = dict(zip(order, summed_cells(values, text, sums, bounded, by_sums), strict=True))
    cells = {address: told[address] for address in form.addresses()}
    variants, surplus = tuple(_variants(form, header, text)), tuple(_surplus(row, values, text))
    return Table(4, form.form, cells, span, grid.layout, variants, surplus), tuple(_doubts(told.values()))


def _totals_last(form: FormTable, order: Sequence[Address]) -> bool:
    """True if every block ends with the column with which it ends in the form."""
    count, last = len(form.columns), list(form.columns)[-1]
    return all(column == last for _, column in order[count - 1 :: count])


def _misaligned(row: GridRow, count: int, text: Text) -> Doubt:
    why = f"有 {len(row.cells)} 个单元格，应为 {count} 个，无法对齐" if count else "表头没有读出"
    return unsure("cells_misaligned", f"表四{why}。", text.back(row.cells[0].span))


def _doubts(cells: Iterable[Cell]) -> Iterator[Doubt]:
    for cell in cells:
        if cell.reading is Reading.ILLEGIBLE and cell.seen is None:
            yield unsure("illegible_cell", f"表四有读不准的单元格：{cell.raw}", cell.span)


def _surplus(row: GridRow, values: Sequence[GridCell], text: Text) -> Iterator[SurplusCell]:
    taken = {cell.span for cell in values}
    for cell in row.cells:
        if cell.span not in taken and not cell.blank:
            yield SurplusCell(parse_value(cell.text).value, cell.text, text.back(cell.span))


def _variants(form: FormTable, header: DisputesHeader, text: Text) -> Iterator[LabelVariant]:
    for _, match, cell in (label for labels in header.results for label in labels):
        if match.variant:
            yield variant(form, "column", form.columns[match.id], cell, text)


# --- where the values stand ---


Placed = tuple[tuple[GridCell, ...], bool]
"""The value cells in order, and whether it was the sums that told them from their neighbours."""


def _place(row: GridRow, header: DisputesHeader, count: int, sums: Sequence[RowSum], traits: Traits) -> Placed | None:
    """The value cells: in sequence where there are just as many, or under their labels, or as all sums come out."""
    cells = tuple(cell for cell in row.cells if not cell.covered)
    padding = header.behind if traits.padded and ValueRun(cells[len(cells) - header.behind :], 0).empty else 0
    cells = cells[: len(cells) - padding]
    if len(cells) == count:
        return _just(cells, sums, traits, padding)
    if not traits.stream and len(header.under) == count and header.stands_over(len(cells)):
        return tuple(cells[i] for i in header.under), False
    return _shifted(cells, count, sums, traits)


def _just(cells: tuple[GridCell, ...], sums: Sequence[RowSum], traits: Traits, padding: int) -> Placed | None:
    """Where only separators mark the cells, one may be missing and a blank one at an end make up for it.

    With ``padding`` behind them a blank cell more or less may stand before the values, or one more behind them.
    """
    open_ = cells[0].blank or cells[-1].blank
    if not open_ or (traits.explicit and not padding):
        return cells, False
    return (cells, True) if not padding and adding_up(cells, sums) else None


def _shifted(cells: tuple[GridCell, ...], count: int, sums: Sequence[RowSum], traits: Traits) -> Placed | None:
    """The values where a blank cell may have gone from the row's ends: both are printed, or all is as it adds up."""
    run = ValueRun(cells, count)
    if len(run.start_offsets) != 1:
        return None
    values = run.cut(run.start_offsets[0])
    if values[0].blank or values[-1].blank:
        return (values, True) if traits.padded and adding_up(values, sums) else None
    # A row that adds up elsewhere may have a cell too many: which one is not said, unless it adds up here, too.
    places = [at for at in range(len(cells) - count + 1) if at != run.start_offsets[0]]
    elsewhere = any(adding_up(cells[at : at + count], sums) for at in places)
    return (values, elsewhere) if not elsewhere or adding_up(values, sums) else None
