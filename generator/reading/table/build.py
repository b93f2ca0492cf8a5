"""The rows that were found to a table: what each cell says, what is not there, and how the labels are printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from msgspec import structs

from generator.forms.loader import Block, FormTable
from generator.model.documents import Grid, GridCell, Text
from generator.model.doubts import Doubt
from generator.model.figures import Address, Cell, LabelVariant, Reading, Table
from generator.model.spans import DecodedSpan, RepairedSpan, Span
from generator.reading.lexicon import TableLexicon
from generator.reading.matching import LabelIndex
from generator.reading.table.cells import unread, unsure
from generator.reading.table.gathering import Gathered, gather
from generator.reading.table.placing import Placed, place
from generator.reading.table.printed_labels import variant
from generator.reading.table.telling import NAMES, RowReading, tell, told_twice
from generator.reading.table.told import form_of
from generator.reading.table.traits import LAYOUTS

Outcome = tuple[Table | None, tuple[Doubt, ...]]
"""A table, and what is doubtful of it."""

ROWS_MISSING = "rows_missing"
TWICE = "{table}“{row}”一行出现两次，数字不同。"
LONELY = "文中有两张{table}，“{row}”一行只在其中一张，不能确定是不是本年的。"


def read_rows(grids: Sequence[Grid], words: TableLexicon, text: Text, hint: str = "") -> Outcome:
    """The table among ``grids`` whose rows have labels, or None. Cells that cannot be told are illegible, with a doubt.

    ``hint`` is the form of the table before it: it decides where this one's labels fit several.
    """
    found = gather(grids, words)
    if found is None:
        return None, ()
    form, told = form_of(found.rows, words, hint, text.repaired)
    if form is None:
        message = f"{NAMES[words.number]}的列名与各年格式都不能对上。"
        return None, (unsure("form_unknown", message, text.back(found.rows[0].span)),)
    return _Builder(form, words, text, found, told).outcome()


@dataclass(frozen=True, eq=False)
class _Builder:
    form: FormTable
    words: TableLexicon
    text: Text
    found: Gathered
    told: bool

    def outcome(self) -> Outcome:
        cells: dict[Address, Cell] = {address: unread() for address in self.form.addresses()}
        seen: dict[str, RowReading] = {}
        doubts = list(self._foreign())
        for placed in self._placed:
            read = self._read(placed, seen)
            seen[placed.label.id] = read
            cells.update({(placed.label.id, column): cell for column, cell in read.cells.items()})
            doubts += read.doubts
        doubts += self._missing(seen, cells)
        span = self.text.back(RepairedSpan(Span.around(row.span for row in self.found.rows)))
        variants = tuple(self._variants())
        table = Table(self.form.number, self.form.form, cells, span, self.found.layout, variants, form_told=self.told)
        return table, tuple(doubts)

    @cached_property
    def _placed(self) -> tuple[Placed, ...]:
        own = [row for row in self.found.rows if row.match.id in self.form.rows]
        return place(own, self.form, self.words, LAYOUTS[self.found.layout], self.text.repaired)

    def _read(self, placed: Placed, seen: Mapping[str, RowReading]) -> RowReading:
        told, id_ = tell(placed, self.form, self.text), placed.label.id
        if id_ in seen and seen[id_].raws != told.raws:
            told = told_twice(placed, told, self.form, self.text, "row_twice", TWICE)
        if id_ in self.found.lonely:
            told = told_twice(placed, told, self.form, self.text, "row_of_one_table", LONELY)
        return told

    # --- what is not there ---

    def _foreign(self) -> Iterator[Doubt]:
        for row in self.found.rows:
            if row.match.id not in self.form.rows:
                message = f"{NAMES[self.form.number]}有一行不属于 {self.form.form} 年格式：{row.label.text}"
                yield unsure("row_of_other_form", message, self.text.back(row.span))

    def _missing(self, seen: Mapping[str, object], cells: dict[Address, Cell]) -> Iterator[Doubt]:
        missing = [id_ for id_ in self.form.rows if id_ not in seen]
        if not missing:
            return
        if LAYOUTS[self.found.layout].loses_rows:
            for block in self.form.blocks:
                yield from self._beside_missing(block, seen, cells)
        yield rows_missing(self.form, missing, self.text.back(self.found.rows[-1].span))

    def _beside_missing(self, block: Block, seen: Mapping[str, object], cells: dict[Address, Cell]) -> Iterator[Doubt]:
        """Where a row is lost between the lines, the values behind the row before it may be the lost row's.

        Not where the row's own label stands behind them, without cells, nor where no later row of the block was found:
        the text ends.
        """
        last = max((at for at, row in enumerate(block.rows) if row in seen), default=0)
        for before, row in pairwise(block.rows[: last + 1]):
            if row in seen or before not in seen or row in self.found.bare:
                continue
            span = next((cells[before, c].span for c in block.columns if cells[before, c].span), None)
            for address in ((before, column) for column in block.columns):
                cells[address] = structs.replace(
                    cells[address], value=None, reading=Reading.ILLEGIBLE, note="columns", rests_on=()
                )
            short = self.form.rows[before].short
            message = f"{NAMES[self.form.number]}“{short}”的下一行缺失，这一行的数字可能是别行的。"
            yield unsure("row_lost_beside", message, span)

    # --- how the labels are printed ---

    def _variants(self) -> Iterator[LabelVariant]:
        columns, rows = self.words.own_columns[self.form.form], self.words.own_rows[self.form.form]
        done: set[tuple[str, int]] = set()
        for placed in self._placed:
            for id_, cell in self._heads(placed):
                if (id_, cell.span.start) not in done and _differs(columns, cell):
                    done.add((id_, cell.span.start))
                    yield variant(self.form, "column", self.form.columns[id_], cell, self.text)
            if _differs(rows, placed.row.label):
                yield variant(self.form, "row", placed.label, placed.row.label, self.text)

    def _heads(self, placed: Placed) -> Iterator[tuple[str, GridCell]]:
        """The columns of a row's header that are known, with the cells that name them."""
        header = placed.header
        for id_, cell in zip(header.order, header.cells, strict=True) if header else ():
            if id_ and cell:
                yield id_, cell


def rows_missing(form: FormTable, rows: Sequence[str], span: DecodedSpan | None) -> Doubt:
    """The doubt that ``rows`` were not found."""
    names = "、".join(form.rows[row].short for row in rows)
    return unsure(ROWS_MISSING, f"{NAMES[form.number]}没有读到 {len(rows)} 行：{names}。", span)


def _differs(index: LabelIndex, cell: GridCell) -> bool:
    match = index.find(cell.text)
    return match is None or match.variant
