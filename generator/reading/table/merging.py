"""One table out of several views of it: a row that one tells and no other contradicts is told, one that two read
differently is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from generator.forms.loader import FormTable
from generator.model.documents import Text
from generator.model.doubts import Doubt
from generator.model.figures import Address, Cell, Reading, Table
from generator.model.spans import DecodedSpan, Span
from generator.reading.table.build import ROWS_MISSING, rows_missing
from generator.reading.table.cells import unsure
from generator.reading.table.table_reading import NOT_FOUND, TableReading
from generator.reading.table.telling import NAMES
from generator.reading.table.traits import LAYOUTS

BROKEN_OFF = re.compile(r"[。；！？]|20\d\d\s?年|(?<!\S)[一二三四五六七八九十]{1,2}、\S{0,20}(?:情况|问题)\s*(?!\S)")
"""A sentence, a year or the heading of a section: on either side of it stand rows of two tables."""


def merged(best: TableReading, other: TableReading, form: FormTable, text: Text) -> TableReading:
    """``best`` with the rows that only ``other`` tells, and without those that both tell differently."""
    if best.table is None or other.table is None or best.table.form != other.table.form or best.marked:
        return best
    return _Merging(best, best.table, other, other.table, form, text).outcome()


@dataclass(frozen=True, eq=False)
class _Merging:
    best: TableReading
    table: Table
    other: TableReading
    view: Table
    form: FormTable
    text: Text

    def outcome(self) -> TableReading:
        both = [(self._own[row], self._theirs[row]) for row in self.form.rows]
        if not all(_touch(ours, theirs) for ours, theirs in both):
            return self.best  # another table of the same form: last year's, perhaps
        differing = [row for row, (ours, theirs) in zip(self.form.rows, both, strict=True) if _differ(ours, theirs)]
        if differing:
            return self._without(differing) if self._equal else self.best
        taken = [row for row in self.form.rows if self._takes(row)]
        return self._with(taken) if taken and self._in_order(taken) else self.best

    @cached_property
    def _own(self) -> Mapping[str, Sequence[Cell]]:
        return {row: [self.table.cells[at] for at in self.form.addresses_of(row)] for row in self.form.rows}

    @cached_property
    def _theirs(self) -> Mapping[str, Sequence[Cell]]:
        return {row: [self.view.cells[at] for at in self.form.addresses_of(row)] for row in self.form.rows}

    @property
    def _equal(self) -> bool:
        """May the other view know better? A stream sees no borders, and proves nothing against what is read between
        them."""
        return LAYOUTS[self.table.layout].stream or not LAYOUTS[self.view.layout].stream

    def _takes(self, row: str) -> bool:
        """Is the row told there alone? What is said to be lacking is not, where the other view saw it; what could not
        be aligned in a stream is told between borders, too."""
        own, theirs = self._own[row], self._theirs[row]
        if _is_found(own):
            loose = LAYOUTS[self.table.layout].stream and not LAYOUTS[self.view.layout].stream
            return loose and all(c.note == "columns" for c in own) and all(map(_is_sure, theirs))
        lacking = own[0].reading is Reading.ABSENT
        return _is_found(theirs) if lacking else all(cell.reading.is_known for cell in theirs)

    # --- rows that only the other view tells ---

    def _in_order(self, taken: Sequence[str]) -> bool:
        """Do all rows together stand in the order of the form, each at a place of its own, with nothing between them
        that ends a table?"""
        rows = [(row in taken, self._theirs[row] if row in taken else self._own[row]) for row in self.form.rows]
        found = [(new, span) for new, cells in rows if (span := _extent(cells)) is not None]
        return all(
            a.end <= b.start and not ((left or right) and BROKEN_OFF.search(self.text.decoded, a.end, b.start))
            for (left, a), (right, b) in pairwise(found)
        )

    def _with(self, taken: Sequence[str]) -> TableReading:
        new = {address: cell for address, cell in self.view.cells.items() if address[0] in taken}
        cells = {**self.table.cells, **new}
        span = Span.around((self.table.span, self.view.span))
        variants = tuple(v for v in self.view.variants if v.axis == "row" and v.id in taken)
        table = replace(self.table, cells=cells, span=span, variants=(*self.table.variants, *variants))
        return TableReading(table, (*self._kept(taken), *self._missing(cells)))

    def _kept(self, taken: Sequence[str]) -> Iterator[Doubt]:
        """The doubts that stay, and those about what was taken."""
        settled = [_extent(self._own[row]) for row in taken]
        yield from (d for d in self.best.doubts if d.code != ROWS_MISSING and not _is_about(d, settled))
        new = [_extent(self._theirs[row]) for row in taken]
        yield from (doubt for doubt in self.other.doubts if doubt.code != ROWS_MISSING and _is_about(doubt, new))

    def _missing(self, cells: Mapping[Address, Cell]) -> Iterator[Doubt]:
        left = [row for row in self.form.rows if not _is_found([cells[at] for at in self.form.addresses_of(row)])]
        old = next((doubt for doubt in self.best.doubts if doubt.code == ROWS_MISSING), None)
        if left and old:
            yield rows_missing(self.form, left, old.span)

    # --- rows that two views tell differently ---

    def _without(self, rows: Sequence[str]) -> TableReading:
        cells, doubts = dict(self.table.cells), list(self.best.doubts)
        for row in rows:
            ways = [" ".join(cell.raw or "□" for cell in view[row]) for view in (self._own, self._theirs)]
            message = f"{NAMES[self.form.number]}“{self.form.rows[row].short}”一行有两种读法：{ways[0]}；{ways[1]}。"
            span = _extent(self._own[row])
            doubts.append(unsure("read_two_ways", message, span))
            raw = span.of(self.text.decoded).strip() if span is not None else ""
            refused = Cell(None, Reading.ILLEGIBLE, raw, span, note="two_ways")
            cells |= dict.fromkeys(self.form.addresses_of(row), refused)
        return TableReading(replace(self.table, cells=cells), tuple(doubts))


def _is_found(cells: Sequence[Cell]) -> bool:
    """Was the row seen, be it read or refused?"""
    return any(cell.reading not in NOT_FOUND for cell in cells)


def _is_sure(cell: Cell) -> bool:
    return cell.reading.confident and not cell.rests_on


def _differ(ours: Sequence[Cell], theirs: Sequence[Cell]) -> bool:
    """Does each view, from the characters alone, read a cell as something else? What a sum decided contradicts
    nothing."""
    return any(
        _is_sure(a) and _is_sure(b) and (a.value, a.reading) != (b.value, b.reading)
        for a, b in zip(ours, theirs, strict=True)
    )


def _extent(cells: Sequence[Cell]) -> DecodedSpan | None:
    """From a row's first cell to its last; blank cells between two tabs are empty spans, and places like others.

    None if no cell of the row stands anywhere.
    """
    spans = [cell.span for cell in cells if cell.span is not None]
    return Span.around(spans) if spans else None


def _touch(ours: Sequence[Cell], theirs: Sequence[Cell]) -> bool:
    """Do the two stand at one place, if both views saw the row?"""
    a, b = (_extent(cells) if _is_found(cells) else None for cells in (ours, theirs))
    return a is None or b is None or (a.start <= b.end and b.start <= a.end)


def _is_about(doubt: Doubt, rows: Sequence[DecodedSpan | None]) -> bool:
    return any(
        doubt.span is not None and row is not None and (doubt.span.contains(row) or row.contains(doubt.span))
        for row in rows
    )
