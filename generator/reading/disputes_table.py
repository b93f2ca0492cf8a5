"""Table 4: one row of fifteen values under three blocks of the same five results."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.forms.loader import FormTable
from generator.model.documents import Grid, GridCell, GridRow, Text
from generator.model.doubts import Doubt
from generator.model.figures import Address, Cell, LabelVariant, Reading, SurplusCell, Table
from generator.model.spans import Span
from generator.reading.alignment import EXPLICIT, STREAMS, Run
from generator.reading.cells import illegible, parted_value_cells, unread, unsure, variant
from generator.reading.lexicon import TableLexicon
from generator.reading.matching import LabelIndex, Match
from generator.reading.numbers import parse_value

NOTHING = ("无", "暂无", "没有")
"""Words that stand for a value."""
HAS_DIGIT = re.compile(r"\d")
MOST_WORDS = 2
"""A row of values may have so many cells with other words (同上)."""
MIN_LABELS = 3
"""So many of the five results must be recognised before a row is taken for the header."""

FIRST_BLOCK, LATER_BLOCKS = "reconsideration", "litigation"
"""The first stands left of the group of the others. Where it stands right of it, nothing tells which cell is whose."""

Labels = list[tuple[int, Match, GridCell]]
"""Position in the row, what it stands for, the cell."""


@dataclass(frozen=True, slots=True)
class Header:
    """The rows above the values: block names in printed order, results in printed order."""

    results: tuple[Labels, ...]
    blocks: tuple[str, ...]
    first: int
    """The first row of the header, in the grid."""
    start: int
    widths: tuple[int, ...]
    """Cells of each header row."""

    @property
    def behind(self) -> int:
        """Blank cells behind the last label: the row of values has as many behind its last value."""
        return self.widths[-1] - 1 - max(i for i, _, _ in self.results[-1])


def read_disputes(
    grids: Sequence[Grid], lexicon: TableLexicon, form: str, text: Text
) -> tuple[Table | None, tuple[Doubt, ...]]:
    """The table among ``grids``, or None. ``form`` is that of table 3: table 4 is alike in all of them."""
    table = next(table for table in lexicon.tables if table.form == form)
    columns, blocks = lexicon.own_columns[form], lexicon.own_rows[form]
    for grid in grids:
        header = _header(grid.rows, columns, blocks, lexicon.columns)
        if header is None:
            continue
        below = [row for row in grid.rows[header.start :] if _may_be_values(row, columns, blocks)]
        # A row with digits goes before an empty one, even if words stand in it.
        row = next((row for row in below if any(map(HAS_DIGIT.search, (cell.text for cell in row.cells)))), None)
        row = row or next((row for row in below if not any(_words(cell) for cell in row.cells)), None)
        if row is None or sum(_words(cell) for cell in row.cells) > MOST_WORDS:
            continue
        return _table(table, header, row, text, grid)
    return None, ()


def _header(rows: Sequence[GridRow], columns: LabelIndex, blocks: LabelIndex, groups: LabelIndex) -> Header | None:
    results: list[Labels] = []
    names: list[str] = []
    turned = False
    widths: list[int] = []
    first, last = -1, -1
    for at, row in enumerate(rows):
        found = _labels(row, columns)
        named = _labels(row, blocks)
        names += [match.id for _, match, _ in named]
        grouped = [i for i, match, _ in _labels(row, groups) if match.id == LATER_BLOCKS]
        turned = turned or any(i > min(grouped, default=i) and m.id == FIRST_BLOCK for i, m, _ in named)
        if len({m.id for _, m, _ in found}) >= MIN_LABELS:
            first = at if first < 0 else first
            if any([(i, m.id) for i, m, _ in found] == [(i, m.id) for i, m, _ in other] for other in results):
                last = at  # the header once more, overleaf
                continue
            results.append(found)
            widths.append(len(row.cells))
            last = at
    while first > 0 and (_labels(rows[first - 1], blocks) or _labels(rows[first - 1], groups)):
        first -= 1
    blocks_in_order = tuple(names) if not turned else ()
    return Header(tuple(results), blocks_in_order, first, last + 1, tuple(widths)) if results else None


def _labels(row: GridRow, index: LabelIndex) -> Labels:
    found = ((i, index.find(cell.text), cell) for i, cell in enumerate(row.cells) if not cell.blank)
    return [(i, match, cell) for i, match, cell in found if match]


def _may_be_values(row: GridRow, columns: LabelIndex, blocks: LabelIndex) -> bool:
    """Enough cells, and none of them a label."""
    return len(row.cells) >= 5 and not _labels(row, columns) and not _labels(row, blocks)


def _words(cell: GridCell) -> bool:
    """Words that are no value."""
    return parse_value(cell.text).reading is Reading.TEXT and cell.text not in NOTHING


def _table(form: FormTable, header: Header, row: GridRow, text: Text, grid: Grid) -> tuple[Table, tuple[Doubt, ...]]:
    order = _order(form, header)
    span = text.back(Span(grid.rows[header.first].cells[0].span.start, row.cells[-1].span.end))
    cells: dict[Address, Cell] = {address: unread() for address in form.addresses()}
    placed = _place(row, header, order, grid.layout) if order else None
    if order is None or placed is None:
        cells = dict.fromkeys(cells, illegible(row.cells, text, "columns"))
        why = "表头没有读出" if order is None else f"有 {len(row.cells)} 个单元格，应为 15 个，无法对齐"
        return (
            Table(4, form.form, cells, span, grid.layout),
            (unsure("cells_misaligned", f"表四{why}。", text.back(row.cells[0].span)),),
        )
    doubts = []
    count = len(form.columns)
    bounded = not any(cell.blank for cell in placed) and all(id == "total" for _, id in order[count - 1 :: count])
    for at in range(0, len(placed), count):
        cells |= zip(order[at : at + count], parted_value_cells(placed[at : at + count], text, bounded), strict=True)
    for address in order:
        if cells[address].reading is Reading.ILLEGIBLE:
            doubts.append(unsure("illegible_cell", f"表四有读不准的单元格：{cells[address].raw}", cells[address].span))
    taken = {cell.span for cell in placed}
    surplus = tuple(
        SurplusCell(parse_value(c.text).value, c.text, text.back(c.span))
        for c in row.cells
        if c.span not in taken and not c.blank
    )
    variants = tuple(_variants(form, header, text))
    return Table(4, form.form, cells, span, grid.layout, variants, surplus), tuple(doubts)


def _order(form: FormTable, header: Header) -> tuple[Address, ...] | None:
    """The fifteen addresses in printed order; None where the header does not print them all."""
    printed = [match.id for labels in header.results for _, match, _ in labels]
    count = len(form.columns)
    if len(printed) != count * len(form.rows) or tuple(dict.fromkeys(header.blocks)) != tuple(form.rows):
        return None
    parts = [printed[i : i + count] for i in range(0, len(printed), count)]
    if any(set(part) != set(form.columns) for part in parts):
        return None
    return tuple((block, id) for block, part in zip(form.rows, parts, strict=True) for id in part)


def _place(row: GridRow, header: Header, order: tuple[Address, ...], layout: str) -> tuple[GridCell, ...] | None:
    """The value cells in the order of ``order``: under their labels, or in sequence where there are just as many."""
    cells = tuple(cell for cell in row.cells if not cell.covered)
    if layout == "pipe_rows" and all(cell.blank for cell in cells[len(cells) - header.behind :]):
        cells = cells[: len(cells) - header.behind]
        if header.behind and len(cells) == len(order) and (cells[0].blank or cells[-1].blank):
            return None  # a blank cell more or less before the values, or one more behind them
    if len(cells) == len(order):
        # Where only separators mark the cells, one may be missing and a blank one at an end make up for it.
        whole = layout in EXPLICIT or not (cells[0].blank or cells[-1].blank)
        return cells if whole or _adds_up(cells, order) else None
    under = tuple(dict.fromkeys(i for labels in header.results for i, _, _ in labels))
    # Under their labels only where the header's last row has just as many cells as the values.
    in_columns = layout not in STREAMS and under == tuple(sorted(under))
    if len(under) == len(order) and in_columns and header.widths[-1:] == (len(cells),):
        inner = max(i for i, _, _ in header.results[-1])
        if inner == under[-1]:
            return tuple(cells[i] for i in under)
    run = Run(cells, len(order))
    # A blank cell may have gone from the row's ends: both are printed, or all is as it adds up.
    if len(run.leads) != 1:
        return None
    values = cells[run.leads[0] : run.leads[0] + len(order)]
    if not _bounded(run) and not (layout == "pipe_rows" and _adds_up(values, order)):
        return None
    # A row that does not add up there and does elsewhere has a cell too many: which one is not said.
    shifted = (cells[at : at + len(order)] for at in range(len(cells) - len(order) + 1))
    return None if not _adds_up(values, order) and any(_adds_up(other, order) for other in shifted) else values


def _bounded(run: Run) -> bool:
    inside = run.cells[run.leads[0] : run.leads[0] + run.count]
    return not inside[0].blank and not inside[-1].blank


def _adds_up(values: Sequence[GridCell], order: Sequence[Address]) -> bool:
    """Does every block's total say what its results do, blanks counting as nothing?"""
    sums: Counter[str] = Counter()
    for cell, (block, id) in zip(values, order, strict=True):
        number = parse_value(cell.text).value
        if number is None and not cell.blank:
            return False
        sums[block] += int(number or 0) * (-1 if id == "total" else 1)
    return not any(sums.values())


def _variants(form: FormTable, header: Header, text: Text) -> Iterator[LabelVariant]:
    for labels in header.results:
        for _, match, cell in labels:
            if match.variant:
                yield variant(form, "column", form.columns[match.id], cell, text)
