"""Table 4: one row of values under blocks of the same results, which the header names side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.forms.loader import FormTable
from generator.model.documents import Grid, GridCell, GridRow, Text
from generator.model.figures import Address, Cell, LabelVariant, Reading, SurplusCell, Table
from generator.model.spans import Span
from generator.reading.lexicon import TableLexicon
from generator.reading.matching import LabelIndex, Match
from generator.reading.numbers import parse_value
from generator.reading.table.build import Outcome
from generator.reading.table.cells import illegible, summed_cells, unread, unsure, variant
from generator.reading.table.geometry import Run
from generator.reading.table.solve import Sum, adding_up, sums_of
from generator.reading.table.traits import LAYOUTS, Traits

NOTHING = ("无", "暂无", "没有")
"""Words that stand for a value."""
HAS_DIGIT = re.compile(r"\d")
MOST_WORDS = 2
"""A row of values may have so many cells with other words (同上)."""
MIN_LABELS = 3
"""So many of a block's results must be recognised before a row is taken for the header."""

Labels = list[tuple[int, Match, GridCell]]
"""Position in the row, what it stands for, the cell."""


@dataclass(frozen=True, slots=True)
class _Header:
    """The rows above the values: block names in printed order, results in printed order."""

    results: tuple[Labels, ...]
    blocks: tuple[str, ...]
    first: int
    """The first row of the header, in the grid."""
    start: int
    """The first row below it."""
    widths: tuple[int, ...]
    """Cells of each header row."""

    @property
    def behind(self) -> int:
        """Blank cells behind the last label: the row of values has as many behind its last value."""
        return self.widths[-1] - 1 - max(i for i, _, _ in self.results[-1])


def read_disputes(grids: Sequence[Grid], words: TableLexicon, form: str, text: Text) -> Outcome:
    """The table among ``grids``, or None. ``form`` is that of table 3: table 4 is alike in all of them."""
    table = next(table for table in words.tables if table.form == form)
    for grid in grids:
        header = _header(grid.rows, table, words)
        row = _value_row(grid.rows[header.start :], words.own_columns[form], words.own_rows[form]) if header else None
        if header is not None and row is not None:
            return _table(table, header, row, text, grid)
    return None, ()


# --- the header ---


def _header(rows: Sequence[GridRow], form: FormTable, words: TableLexicon) -> _Header | None:
    columns, blocks, groups = words.own_columns[form.form], words.own_rows[form.form], words.columns
    labelled = [(at, _labels(row, columns)) for at, row in enumerate(rows)]
    found = [(at, labels) for at, labels in labelled if len({match.id for _, match, _ in labels}) >= MIN_LABELS]
    results: list[tuple[int, Labels]] = []
    for at, labels in found:
        again = any([(i, m.id) for i, m, _ in labels] == [(i, m.id) for i, m, _ in other] for _, other in results)
        if not again:  # the header once more, overleaf
            results.append((at, labels))
    if not results:
        return None
    first, last = found[0][0], found[-1][0]
    while first > 0 and (_labels(rows[first - 1], blocks) or _labels(rows[first - 1], groups)):
        first -= 1
    names = () if any(_turned(row, form, blocks, groups) for row in rows) else tuple(
        match.id for row in rows for _, match, _ in _labels(row, blocks)
    )
    widths = tuple(len(rows[at].cells) for at, _ in results)
    return _Header(tuple(labels for _, labels in results), names, first, last + 1, widths)


def _turned(row: GridRow, form: FormTable, blocks: LabelIndex, groups: LabelIndex) -> bool:
    """Does a block that stands alone stand right of the group of others? Then nothing tells which cell is whose."""
    grouped = [i for i, match, _ in _labels(row, groups) if match.id in form.column_groups]
    alone = [i for i, match, _ in _labels(row, blocks) if not form.rows[match.id].group]
    return bool(grouped) and any(i > min(grouped) for i in alone)


def _labels(row: GridRow, index: LabelIndex) -> Labels:
    found = ((i, index.find(cell.text), cell) for i, cell in enumerate(row.cells) if cell.text and not cell.text.isdigit())
    return [(i, match, cell) for i, match, cell in found if match]


def _order(form: FormTable, header: _Header) -> tuple[Address, ...] | None:
    """The addresses in printed order; None where the header does not print them all."""
    printed = [match.id for labels in header.results for _, match, _ in labels]
    count = len(form.columns)
    if len(printed) != count * len(form.rows) or tuple(dict.fromkeys(header.blocks)) != tuple(form.rows):
        return None
    parts = [printed[i : i + count] for i in range(0, len(printed), count)]
    if any(set(part) != set(form.columns) for part in parts):
        return None
    return tuple((block, id) for block, part in zip(form.rows, parts, strict=True) for id in part)


# --- the values ---


def _value_row(below: Sequence[GridRow], columns: LabelIndex, blocks: LabelIndex) -> GridRow | None:
    """A row with digits goes before an empty one, even if words stand in it."""
    least = len({*columns.exact.values()})
    rows = [r for r in below if len(r.cells) >= least and not _labels(r, columns) and not _labels(r, blocks)]
    row = next((row for row in rows if any(HAS_DIGIT.search(cell.text) for cell in row.cells)), None)
    row = row or next((row for row in rows if not any(_words(cell) for cell in row.cells)), None)
    return None if row is None or sum(_words(cell) for cell in row.cells) > MOST_WORDS else row


def _words(cell: GridCell) -> bool:
    """Words that are no value."""
    return parse_value(cell.text).reading is Reading.TEXT and cell.text not in NOTHING


def _table(form: FormTable, header: _Header, row: GridRow, text: Text, grid: Grid) -> Outcome:
    order = _order(form, header)
    sums = sums_of(form, order) if order else ()
    span = text.back(Span(grid.rows[header.first].cells[0].span.start, row.cells[-1].span.end))
    placed = _place(row, header, len(order), sums, LAYOUTS[grid.layout], grid.layout) if order else None
    if order is None or placed is None:
        why = "表头没有读出" if order is None else f"有 {len(row.cells)} 个单元格，应为 {len(order)} 个，无法对齐"
        refused = dict.fromkeys(form.addresses(), illegible(row.cells, text, "columns"))
        doubt = unsure("cells_misaligned", f"表四{why}。", text.back(row.cells[0].span))
        return Table(4, form.form, refused, span, grid.layout), (doubt,)
    values, by_sums = placed
    count = len(form.columns)
    last = list(form.columns)[-1]
    bounded = not any(cell.blank for cell in values) and all(id == last for _, id in order[count - 1 :: count])
    cells: dict[Address, Cell] = {address: unread() for address in form.addresses()}
    cells |= zip(order, summed_cells(values, text, sums, bounded, by_sums), strict=True)
    doubts = tuple(
        unsure("illegible_cell", f"表四有读不准的单元格：{cells[address].raw}", cells[address].span)
        for address in order
        if cells[address].reading is Reading.ILLEGIBLE
    )
    taken = {cell.span for cell in values}
    surplus = tuple(
        SurplusCell(parse_value(c.text).value, c.text, text.back(c.span))
        for c in row.cells
        if c.span not in taken and not c.blank
    )
    return Table(4, form.form, cells, span, grid.layout, tuple(_variants(form, header, text)), surplus), doubts


Placed = tuple[tuple[GridCell, ...], bool]
"""The value cells in order, and whether it was the sums that told them from their neighbours."""


def _place(
    row: GridRow, header: _Header, count: int, sums: Sequence[Sum], traits: Traits, layout: str
) -> Placed | None:
    """The value cells: under their labels, or in sequence where there are just as many, or as all sums come out."""
    cells = tuple(cell for cell in row.cells if not cell.covered)
    if layout == "pipe_rows" and all(cell.blank for cell in cells[len(cells) - header.behind :]):
        cells = cells[: len(cells) - header.behind]
        if header.behind and len(cells) == count and (cells[0].blank or cells[-1].blank):
            return None  # a blank cell more or less before the values, or one more behind them
    if len(cells) == count:
        # Where only separators mark the cells, one may be missing and a blank one at an end make up for it.
        if traits.explicit or not (cells[0].blank or cells[-1].blank):
            return cells, False
        return (cells, True) if adding_up(cells, sums) else None
    under = tuple(dict.fromkeys(i for labels in header.results for i, _, _ in labels))
    # Under their labels only where the header's last row has just as many cells as the values.
    in_columns = not traits.stream and under == tuple(sorted(under)) and header.widths[-1:] == (len(cells),)
    if len(under) == count and in_columns and max(i for i, _, _ in header.results[-1]) == under[-1]:
        return tuple(cells[i] for i in under), False
    return _shifted(cells, count, sums, layout)


def _shifted(cells: tuple[GridCell, ...], count: int, sums: Sequence[Sum], layout: str) -> Placed | None:
    """The values where a blank cell may have gone from the row's ends: both are printed, or all is as it adds up."""
    leads = Run(cells, count).leads
    if len(leads) != 1:
        return None
    values = cells[leads[0] : leads[0] + count]
    bounded = not (values[0].blank or values[-1].blank)
    if not bounded:
        return (values, True) if layout == "pipe_rows" and adding_up(values, sums) else None
    # A row that does not add up there and does elsewhere has a cell too many: which one is not said.
    others = (cells[at : at + count] for at in range(len(cells) - count + 1))
    odd = not adding_up(values, sums) and any(adding_up(other, sums) for other in others)
    return None if odd else (values, False)


def _variants(form: FormTable, header: _Header, text: Text) -> Iterator[LabelVariant]:
    for labels in header.results:
        for _, match, cell in labels:
            if match.variant:
                yield variant(form, "column", form.columns[match.id], cell, text)
