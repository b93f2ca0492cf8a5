"""The cells behind a row's label, and how long such rows are in one table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from generator.model.documents import GridCell
from generator.model.spans import RepairedSpan, Span
from generator.reading.table.traits import Traits

ONE_BLANK = (" ", "\xa0")
MANY_ROWS = 5
"""Minimum number of rows of a kind from which their usual length is inferred."""


@dataclass(frozen=True)
class ValueRun:
    """The cells behind a label. ``count`` is how many values the form has there, ``width`` the whole row's cells."""

    cells: tuple[GridCell, ...]
    count: int
    width: int = 0
    label_blanks: int | None = None
    """So many blank cells does the label leave behind it where it is merged over all columns of labels: 0 for the
    innermost, None where the table has no such columns."""

    @cached_property
    def _printed(self) -> tuple[int, ...]:
        """Where cells stand that are not blank."""
        return tuple([at for at, cell in enumerate(self.cells) if not cell.blank])

    @cached_property
    def start_offsets(self) -> tuple[int, ...]:
        """Numbers of leading cells that can be skipped so that only blank cells stay outside the values."""
        surplus = len(self.cells) - self.count
        first, last = (self._printed[0], self._printed[-1]) if self._printed else (len(self.cells), -1)
        return tuple(range(max(0, last - self.count + 1), min(surplus, first) + 1))

    @property
    def empty(self) -> bool:
        return not self._printed

    @cached_property
    def filled(self) -> bool:
        """As many values are printed as there are columns, side by side."""
        return len(self._printed) == self.count and bool(self.start_offsets)

    @property
    def printed(self) -> int:
        """Cells that are not blank."""
        return len(self._printed)

    @property
    def kind(self) -> tuple[int | None, int]:
        """Rows of one kind have labels of one depth and as many cells behind them."""
        return self.label_blanks, len(self.cells)

    def cut(self, lead: int) -> tuple[GridCell, ...]:
        """The values, if ``lead`` cells stand before them."""
        return self.cells[lead : lead + self.count]


def rejoined(run: ValueRun, repaired: str, traits: Traits) -> ValueRun:
    """``run`` with numbers joined that one blank parts, where that leaves just as many cells as the form has columns.

    In lines without separators ``1 3`` is two cells or one with a blank in it; the row's other cells tell.
    """
    if not traits.blanks_part_numbers or len(run.cells) <= run.count:
        return run
    cells: list[GridCell] = []
    for cell in run.cells:
        before = cells[-1] if cells else None
        digits = before is not None and before.text[-1:].isdigit() and cell.text[:1].isdigit()
        if before is not None and digits and repaired[before.span.end : cell.span.start] in ONE_BLANK:
            joined = RepairedSpan(Span(before.span.start, cell.span.end))
            cells[-1] = GridCell(joined.of(repaired), joined)
        else:
            cells.append(cell)
    return replace(run, cells=tuple(cells)) if len(cells) == run.count else run


@dataclass(frozen=True, slots=True)
class RowSizes:
    """How long the rows of a table are, by the kind of their labels. Counted once: a hostile text has thousands."""

    uniform: bool
    """Has every row just as many cells behind its label as the form has columns?"""
    lengths: Mapping[int | None, Counter[int]]
    """Kind of label → cells behind it → rows."""
    widths: Mapping[int | None, Counter[int]]
    """Kind of label → cells of the whole row → rows."""

    def usual(self, label_blanks: int | None) -> int:
        """Number of cells behind most labels of a kind; 0 if no length has a majority."""
        counter = self.lengths.get(label_blanks)
        if counter is None:
            return 0
        ((length, times),) = counter.most_common(1)
        return length if 2 * times > counter.total() else 0

    def is_long(self, run: ValueRun) -> bool:
        """True if the row has more cells than any other of many rows of its kind; one whose label slid left has not."""
        counter = self.widths[run.label_blanks]
        return counter.total() > MANY_ROWS and run.width == max(counter) and counter[run.width] == 1

    def is_whole(self, run: ValueRun) -> bool:
        """True if the row has exactly as many cells as rows of its kind, so that none is missing."""
        many = self.lengths[run.label_blanks].total() >= MANY_ROWS
        return self.uniform or (many and self.usual(run.label_blanks) == len(run.cells))


def row_sizes(runs: Sequence[ValueRun]) -> RowSizes:
    """The sizes of rows whose labels are of known kinds."""
    lengths: dict[int | None, Counter[int]] = {}
    widths: dict[int | None, Counter[int]] = {}
    for run in runs:
        if run.label_blanks is not None:
            lengths.setdefault(run.label_blanks, Counter())[len(run.cells)] += 1
            widths.setdefault(run.label_blanks, Counter())[run.width] += 1
    return RowSizes(all(len(run.cells) == run.count for run in runs), lengths, widths)
