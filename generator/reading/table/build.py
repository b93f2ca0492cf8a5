"""Candidates for rows to a table: which cells are whose, what each says, and why not where that cannot be told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from generator.forms.loader import Block, FormTable, Label
from generator.model.documents import Grid, GridCell, Text
from generator.model.doubts import Doubt
from generator.model.figures import Address, Cell, LabelVariant, Reading, Table
from generator.model.spans import Span
from generator.reading.folding import split_ordinal
from generator.reading.lexicon import TableLexicon
from generator.reading.matching import LabelIndex
from generator.reading.table.cells import (
    absent,
    illegible,
    printed_unit,
    summed_cells,
    unread,
    unsure,
    value_cell,
    variant,
)
from generator.reading.table.geometry import RowSizes, Run, align, rejoined, row_sizes
from generator.reading.table.headers import Header, agreeing, header_of
from generator.reading.table.rows import Heading, Row, rows_of
from generator.reading.table.solve import adding_up, lacking_total, sums_of
from generator.reading.table.told import form_of
from generator.reading.table.traits import LAYOUTS, Traits

MIN_ROWS = 3
"""A grid with fewer recognised rows is not taken for a table of one block, unless its whole header stands above whole
rows."""
NAMES = {2: "表二", 3: "表三", 4: "表四"}

Outcome = tuple[Table | None, tuple[Doubt, ...]]


def read_rows(grids: Sequence[Grid], words: TableLexicon, text: Text, hint: str = "") -> Outcome:
    """The table among ``grids`` whose rows have labels, or None. Cells that cannot be told are illegible, with a doubt.

    ``hint`` is the form of the table before it: it decides where this one's labels fit several.
    """
    parts = [(grid, rows) for grid in grids if (rows := _enough(rows_of(grid, words), words))]
    rows = tuple(row for _, found in parts for row in found)
    if not rows:
        return None, ()
    form, told = form_of(rows, words, hint, text.repaired)
    if form is None:
        message = f"{NAMES[words.number]}的列名与各年格式都不能对上。"
        return None, (unsure("form_unknown", message, text.back(rows[0].span)),)
    lonely = _of_one_table_only([(grid.span, found) for grid, found in parts])
    return _Builder(form, words, text, parts[0][0].layout, told, rows, lonely, _bare(grids, words)).table()


def _enough(rows: Sequence[Row], words: TableLexicon) -> tuple[Row, ...]:
    """The rows of a grid, if they are enough to be a table's: in a table of several blocks those under a header."""
    several = any(len(table.blocks) > 1 for table in words.tables)
    if several:
        return tuple(row for row in rows if row.heading)
    return tuple(rows) if len(rows) >= MIN_ROWS or all(_is_whole(row, words) for row in rows) else ()


def _is_whole(row: Row, words: TableLexicon) -> bool:
    """Is it, below a whole header, one of a form's first rows, with just as many printed values as columns?"""
    for form in words.tables:
        if row.match.id in list(form.rows)[: MIN_ROWS - 1]:
            block = form.block_of(row.match.id)
            header = header_of(row.heading, block, form, words.own_columns[form.form], words.columns)
            return header is not None and len(row.behind) == len(block.columns) and not any(c.blank for c in row.behind)
    return False


def _of_one_table_only(parts: Sequence[tuple[Span, Sequence[Row]]]) -> frozenset[str]:
    """Rows that one of several whole tables has and another lacks: last year's table may stand beside this year's."""
    counts: Counter[str] = Counter()
    end, tables = -1, 0
    for span, rows in parts:
        ids = {row.match.id for row in rows}
        if span.start < end:
            continue  # another view of the same lines
        end = span.end
        tables += sum(counts[id] > 0 for id in ids) >= MIN_ROWS
        counts.update(ids)
    return frozenset(id for id, count in counts.items() if count == 1) if tables else frozenset()


def _bare(grids: Sequence[Grid], words: TableLexicon) -> frozenset[str]:
    """The rows whose labels stand in a stream with no cell behind them."""
    streams = (grid for grid in grids if LAYOUTS[grid.layout].stream)
    alone = (row.cells[0].text for grid in streams for row in grid.rows if len(row.cells) == 1)
    return frozenset(match.id for label in alone if (match := words.rows.find(label)))


@dataclass(frozen=True, slots=True, eq=False)
class _Placed:
    """A row with its header and the cells that are its values; None where these cannot be told."""

    row: Row
    label: Label
    block: Block
    header: Header | None
    run: Run
    values: tuple[GridCell, ...] | None
    by_sums: bool
    """The row's printed sum decided that the values are these."""


@dataclass(frozen=True, eq=False)
class _Builder:
    form: FormTable
    words: TableLexicon
    text: Text
    layout: str
    told: bool
    rows: tuple[Row, ...]
    lonely: frozenset[str]
    bare: frozenset[str]

    def table(self) -> Outcome:
        doubts = list(self._foreign())
        cells: dict[Address, Cell] = {address: unread() for address in self.form.addresses()}
        seen: dict[str, tuple[str, ...]] = {}
        for placed in self._placed:
            read, why = self._read(placed, seen)
            seen.setdefault(placed.label.id, tuple(cell.raw for cell in read.values()))
            cells.update({(placed.label.id, column): cell for column, cell in read.items()})
            doubts += why
        doubts += self._missing(seen, cells)
        span = Span(min(row.span.start for row in self.rows), max(row.span.end for row in self.rows))
        variants = tuple(self._variants())
        table = Table(self.form.number, self.form.form, cells, self.text.back(span), self.layout, variants, (), self.told)
        return table, tuple(doubts)

    # --- which cells are a row's values ---

    @property
    def traits(self) -> Traits:
        return LAYOUTS[self.layout]

    @cached_property
    def own(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.match.id in self.form.rows)

    @cached_property
    def _headers(self) -> Mapping[tuple[Heading | None, tuple[str, ...]], Header | None]:
        """Heading and columns of a block → what the one says of the other."""
        own = self.words.own_columns[self.form.form]
        blocks = {row.match.id: self.form.block_of(row.match.id) for row in self.own}
        pairs = {(row.heading, blocks[row.match.id].columns): (row.heading, blocks[row.match.id]) for row in self.own}
        found = {
            key: header_of(heading, block, self.form, own, self.words.columns) for key, (heading, block) in pairs.items()
        }
        if len(self.form.blocks) > 1:
            return found
        return dict.fromkeys(found, agreeing([header for header in found.values() if header]))

    @cached_property
    def _placed(self) -> tuple[_Placed, ...]:
        blocks = [self.form.block_of(row.match.id) for row in self.own]
        headers = [self._headers[row.heading, block.columns] for row, block in zip(self.own, blocks, strict=True)]
        runs = [self._run(*one) for one in zip(self.own, blocks, headers, strict=True)]
        aligned, sizes = align(runs, self.traits), row_sizes(runs)
        if self.traits.rectangular and not _agree(headers, self.own, aligned):
            headers = [header and replace(header, places={}, others=frozenset()) for header in headers]
        return tuple(
            self._settled(*one, sizes) for one in zip(self.own, blocks, headers, runs, aligned, strict=True)
        )

    def _run(self, row: Row, block: Block, header: Header | None) -> Run:
        """The cells behind the label: as many are values as the block has columns, but for those that a whole header
        leaves out, in a layout that loses none."""
        lacking = header is not None and len(header.order) < len(block.columns) and self.traits.bordered
        count = len(header.order) if header and lacking else len(block.columns)
        run = Run(row.behind, count, len(row.cells), self.form.pads(row.match.id))
        run = rejoined(run, self.text.repaired, self.traits)
        return self._without_next_number(run, row.match.id)

    def _without_next_number(self, run: Run, row: str) -> Run:
        """``run`` without a number too many that ends the text: the next row's label was cut behind its own (5.属于…)."""
        if not (self.traits.stream or self.traits.direct) or len(run.cells) != run.count + 1:
            return run
        rows = list(self.form.rows)
        following = rows[rows.index(row) + 1 : rows.index(row) + 2]
        number = split_ordinal(self.form.rows[following[0]].zh)[0] if following else None
        ends = not self.text.repaired[run.cells[-1].span.end :].strip()
        return replace(run, cells=run.cells[:-1]) if ends and run.cells[-1].text == str(number) else run

    def _settled(
        self, row: Row, block: Block, header: Header | None, run: Run, aligned: tuple[GridCell, ...] | None, sizes: RowSizes
    ) -> _Placed:
        under = _under(row, header, run) if header else None
        values = _agreed(aligned, under, bool(header and header.others))
        by_sums = False
        if values is not None and not self.traits.explicit and not run.filled and _crowded(values):
            values = None  # two numbers in one cell: the others stand a place too far left
        order = tuple((row.match.id, column) for column in header.order) if header else ()
        sums = sums_of(self.form, order) if values is not None and len(order) == len(values) else ()
        if values is not None and sums and not self.traits.explicit:
            # A cell may be missing or too many, and a blank one at an end make up for it.
            if (lacking_total(values, sums) and not sizes.is_whole(run)) or (sizes.is_long(run) and not adding_up(values, sums)):
                values = None
            by_sums = values is not None and sizes.is_long(run)
        return _Placed(row, self.form.rows[row.match.id], block, header, run, values, by_sums)

    # --- what they say ---

    def _read(self, placed: _Placed, seen: Mapping[str, tuple[str, ...]]) -> tuple[dict[str, Cell], list[Doubt]]:
        """The row's cells by column, and what is doubtful of them."""
        name, label, row = NAMES[self.form.number], placed.label, placed.row
        read, doubts = self._cells(placed)
        if label.id in seen and seen[label.id] != tuple(cell.raw for cell in read.values()):
            read = dict.fromkeys(read, illegible(row.behind, self.text, "twice"))
            message = f"{name}“{label.short}”一行出现两次，数字不同。"
            doubts.append(unsure("row_twice", message, self.text.back(row.span)))
        if label.id in self.lonely:
            read = dict.fromkeys(read, illegible(row.behind, self.text, "twice"))
            message = f"文中有两张{name}，“{label.short}”一行只在其中一张，不能确定是不是本年的。"
            doubts.append(unsure("row_of_one_table", message, self.text.back(row.span)))
        doubts += [
            unsure("illegible_cell", f"{name}“{label.short}”一行有读不准的单元格：{cell.raw}", cell.span)
            for cell in read.values()
            if cell.reading is Reading.ILLEGIBLE and cell.note not in ("columns", "twice")
        ]
        return read, doubts

    def _cells(self, placed: _Placed) -> tuple[dict[str, Cell], list[Doubt]]:
        header, values, columns = placed.header, placed.values, placed.block.columns
        if header is None or values is None or len(header.order) != len(values):
            refused = illegible(placed.row.behind, self.text, "columns")
            return dict.fromkeys(columns, refused), [self._misaligned(placed)]
        order = tuple((placed.label.id, column) for column in header.order)
        whole = all(header.order) and len(placed.run.cells) == placed.run.count
        read = dict.fromkeys(columns, absent() if whole else illegible(placed.row.behind, self.text, "header"))
        sums = sums_of(self.form, order)
        cells = summed_cells(values, self.text, sums, placed.run.filled, placed.by_sums) if sums else None
        for at, column in enumerate(header.order):
            if column:
                unit = self._unit(column, header.cells[at])
                read[column] = cells[at] if cells else value_cell(values[at], self.text, unit, placed.run.filled)
        return read, []

    def _unit(self, column: str, head: GridCell | None) -> str | None:
        return printed_unit(head.text) if head and self.form.columns[column].domain == "money" else None

    def _misaligned(self, placed: _Placed) -> Doubt:
        why = f"有 {len(placed.row.behind)} 个单元格，应为 {placed.run.count} 个，无法对齐"
        if placed.header is None or "" in placed.header.order:
            why = "的表头没有读出，无法确定各列"
        message = f"{NAMES[self.form.number]}“{placed.label.short}”一行{why}。"
        return unsure("cells_misaligned", message, self.text.back(placed.row.span))

    # --- what is not there ---

    def _foreign(self) -> Iterator[Doubt]:
        name, form = NAMES[self.form.number], self.form.form
        for row in self.rows:
            if row.match.id not in self.form.rows:
                message = f"{name}有一行不属于 {form} 年格式：{row.label.text}"
                yield unsure("row_of_other_form", message, self.text.back(row.span))

    def _missing(self, seen: Mapping[str, object], cells: dict[Address, Cell]) -> Iterator[Doubt]:
        missing = [label.short for id, label in self.form.rows.items() if id not in seen]
        if not missing:
            return
        if self.traits.loses_rows:
            yield from self._beside_missing(seen, cells)
        message = f"{NAMES[self.form.number]}没有读到 {len(missing)} 行：{'、'.join(missing)}。"
        yield unsure("rows_missing", message, self.text.back(self.rows[-1].span))

    def _beside_missing(self, seen: Mapping[str, object], cells: dict[Address, Cell]) -> Iterator[Doubt]:
        """Where a row is lost between the lines, the values behind the row before it may be the lost row's.

        Not where the row's own label stands behind them, without cells, nor where no later row of the block was found:
        the text ends.
        """
        for block in self.form.blocks:
            last = max((at for at, row in enumerate(block.rows) if row in seen), default=0)
            for before, row in pairwise(block.rows[: last + 1]):
                if row in seen or before not in seen or row in self.bare:
                    continue
                span = next((cells[before, column].span for column in block.columns if cells[before, column].span), None)
                for column in block.columns:
                    cell = cells[before, column]
                    cells[before, column] = replace(cell, value=None, reading=Reading.ILLEGIBLE, note="columns", rests_on=())
                message = f"{NAMES[self.form.number]}“{self.form.rows[before].short}”的下一行缺失，这一行的数字可能是别行的。"
                yield unsure("row_lost_beside", message, span)

    # --- how the labels are printed ---

    def _variants(self) -> Iterator[LabelVariant]:
        columns, rows = self.words.own_columns[self.form.form], self.words.own_rows[self.form.form]
        done: set[tuple[str, int]] = set()
        for placed in self._placed:
            header = placed.header
            for id, cell in zip(header.order, header.cells, strict=True) if header else ():
                if id and cell and (id, cell.span.start) not in done and _differs(columns, cell):
                    done.add((id, cell.span.start))
                    yield variant(self.form, "column", self.form.columns[id], cell, self.text)
            if _differs(rows, placed.row.label):
                yield variant(self.form, "row", placed.label, placed.row.label, self.text)


def _differs(index: LabelIndex, cell: GridCell) -> bool:
    match = index.find(cell.text)
    return match is None or match.variant


def _under(row: Row, header: Header, run: Run) -> tuple[GridCell, ...] | None:
    """The values under their column's header cell; None where a printed one stands elsewhere."""
    if not header.places or max(header.places.values()) >= len(row.cells):
        return None
    taken = [row.cells[header.places[column]] for column in header.order]
    others = [cell for at, cell in enumerate(row.cells) if at in header.others]
    stray = sum(not cell.blank for cell in run.cells) - sum(not cell.blank for cell in (*taken, *others))
    return None if stray or any(cell.covered for cell in taken) else tuple(taken)


def _agree(
    headers: Sequence[Header | None], rows: Sequence[Row], aligned: Sequence[tuple[GridCell, ...] | None]
) -> bool:
    """Does every row that tells by itself where its values are tell the same as the header?"""
    return all(
        own is None or header is None or _under(row, header, Run(row.behind, len(own))) == own
        for header, row, own in zip(headers, rows, aligned, strict=True)
    )


def _agreed(
    aligned: tuple[GridCell, ...] | None, under: tuple[GridCell, ...] | None, other_columns: bool
) -> tuple[GridCell, ...] | None:
    """A row's values as its length tells them or as the header's columns do; None where the two disagree.

    With columns that the form does not have, only the header tells which cells are values.
    """
    if other_columns or aligned is None:
        return under
    if under is None or len(aligned) != len(under):
        return aligned
    return aligned if [c.text for c in aligned] == [c.text for c in under] else None


def _crowded(values: Sequence[GridCell]) -> bool:
    return any(len(re.findall(r"\d+", cell.text)) > 1 and " " in cell.text.strip() for cell in values)
