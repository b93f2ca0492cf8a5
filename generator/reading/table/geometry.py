"""Which of the cells behind a row's label are its values, when merged cells left empty ones around them.

A row that prints as many values as the form has columns speaks for itself. Where some are blank, their places
must be known from the structure: a blank may as well be what is left of a merged label.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from generator.model.documents import GridCell
from generator.model.spans import Span
from generator.reading.table.traits import Traits

EXACT_ROWS = 8
"""So many rows with just as many cells as columns show that the layout has no padding there."""
TRAILING_ROWS = 4
"""So many rows must show that padding stands behind the values, if all padded rows are of one length."""


SHOWN_ROWS = 3
"""So many rows that print all their values show how the cells of a rectangular table are meant."""

MANY_ROWS = 5
"""So many rows of a kind tell how long its rows are."""
SURE_ROWS = 4
"""So many rows must begin in one column before others are taken to begin there."""

UNKNOWN = 10**9
"""Wider than any row."""


@dataclass(frozen=True)
class Run:
    """The cells behind a label. ``count`` is how many values the form has there, ``width`` the whole row's cells."""

    cells: tuple[GridCell, ...]
    count: int
    width: int = 0
    pads: int | None = None
    """So many blank cells does the label leave behind it where it is merged over all columns of labels: 0 for the
    innermost, None where the table has no such columns."""

    @cached_property
    def _printed(self) -> tuple[int, ...]:
        """Where cells stand that are not blank."""
        return tuple([at for at, cell in enumerate(self.cells) if not cell.blank])

    @cached_property
    def leads(self) -> tuple[int, ...]:
        """How many cells may be skipped so that only blank ones stay outside the values."""
        surplus = len(self.cells) - self.count
        first, last = (self._printed[0], self._printed[-1]) if self._printed else (len(self.cells), -1)
        return tuple(range(max(0, last - self.count + 1), min(surplus, first) + 1))

    @property
    def empty(self) -> bool:
        return not self._printed

    @cached_property
    def filled(self) -> bool:
        """As many values are printed as there are columns, side by side."""
        return len(self._printed) == self.count and bool(self.leads)


def rejoined(run: Run, repaired: str, traits: Traits) -> Run:
    """``run`` with numbers joined that one blank parts, where that leaves just as many cells as the form has columns.

    In lines without separators ``1 3`` is two cells or one with a blank in it; the row's other cells tell.
    """
    if not traits.blanks_part_numbers or len(run.cells) <= run.count:
        return run
    cells: list[GridCell] = []
    for cell in run.cells:
        before = cells[-1] if cells else None
        digits = before is not None and before.text[-1:].isdigit() and cell.text[:1].isdigit()
        if before is not None and digits and repaired[before.span.end : cell.span.start] == " ":
            joined = Span(before.span.start, cell.span.end)
            cells[-1] = GridCell(joined.of(repaired), joined)
        else:
            cells.append(cell)
    return replace(run, cells=tuple(cells)) if len(cells) == run.count else run


def align(runs: Sequence[Run], traits: Traits) -> tuple[tuple[GridCell, ...] | None, ...]:
    """The value cells of each run; None where they cannot be told."""
    # A row that prints all its values shows how wide a whole row is; without one, cells may be missing from all.
    widest = max((run.width for run in runs), default=0) if any(run.filled for run in runs) else UNKNOWN
    trailing = _trailing(runs)
    exact = _exact(runs)
    complete = not traits.stream and _complete(runs)
    merged = not traits.stream and _merged(runs)
    rectangular = _rectangular(runs)
    sizes = row_sizes(runs)
    upright = {} if traits.stream else _upright(runs)
    filled = {(run.pads, len(run.cells), run.leads[0]) for run in runs if run.filled and run.pads is not None}

    def lead(run: Run) -> int | None:
        """Where the structure of the whole table says that the row's values begin."""
        just = len(run.cells) == run.count
        if trailing or (just and (exact or (complete and run.pads == 0))):
            return 0
        if merged:
            return run.pads
        # A row of the same kind and length that prints all its values begins at the only place this one can.
        if len(run.leads) == 1 and (run.pads, len(run.cells), run.leads[0]) in filled:
            return run.leads[0]
        if run in upright:
            return upright[run]
        return rectangular.get(run.count)

    def short(run: Run) -> bool:
        """Has the row fewer cells than others of its kind? Then one is missing from anywhere."""
        cut = traits.stream and run is runs[-1]  # what follows the table is no cell
        return len(run.cells) < sizes.usual(run.pads) - cut and not run.filled

    return tuple(None if short(run) else _values(run, traits, widest, lead(run)) for run in runs)


@dataclass(frozen=True, slots=True)
class RowSizes:
    """How long the rows of a table are, by the kind of their labels. Counted once: a hostile text has thousands."""

    uniform: bool
    """Has every row just as many cells behind its label as the form has columns?"""
    lengths: Mapping[int | None, Counter[int]]
    """Kind of label → cells behind it → rows."""
    widths: Mapping[int | None, Counter[int]]
    """Kind of label → cells of the whole row → rows."""

    def usual(self, pads: int | None) -> int:
        """So many cells stand behind most labels of a kind; 0 where no length is that of most."""
        counter = self.lengths.get(pads)
        if counter is None:
            return 0
        ((length, times),) = counter.most_common(1)
        return length if 2 * times > counter.total() else 0

    def is_long(self, run: Run) -> bool:
        """Has the row more cells than any other of the many of its kind? One whose label slid to the left has not."""
        counter = self.widths[run.pads]
        return counter.total() > MANY_ROWS and run.width == max(counter) and counter[run.width] == 1

    def is_whole(self, run: Run) -> bool:
        """Has the row just the cells that rows of its kind have, so that none of them can be missing?"""
        many = self.lengths[run.pads].total() >= MANY_ROWS
        return self.uniform or (many and self.usual(run.pads) == len(run.cells))


def row_sizes(runs: Sequence[Run]) -> RowSizes:
    """The sizes of rows whose labels are of known kinds."""
    lengths: dict[int | None, Counter[int]] = {}
    widths: dict[int | None, Counter[int]] = {}
    for run in runs:
        if run.pads is not None:
            lengths.setdefault(run.pads, Counter())[len(run.cells)] += 1
            widths.setdefault(run.pads, Counter())[run.width] += 1
    return RowSizes(all(len(run.cells) == run.count for run in runs), lengths, widths)


def _exact(runs: Sequence[Run]) -> bool:
    """May a row with just as many cells as columns be taken cell by cell?

    Yes where nothing was stripped (no row is short) and no row shows padding in front of its values.
    """
    just = sum(len(run.cells) == run.count for run in runs)
    short = any(len(run.cells) < run.count for run in runs)
    shifted = any(0 not in run.leads for run in runs if len(run.cells) > run.count)
    return not short and not shifted and (just == len(runs) or just >= EXACT_ROWS)


def _rectangular(runs: Sequence[Run]) -> Mapping[int, int]:
    """Number of values → where they begin, where every row has just the cells of the widest block; else empty.

    Rows that print all their values must show it, for each number of values all alike.
    """
    count = max((run.count for run in runs), default=0)
    filled = [run for run in runs if run.filled]
    if len(filled) < SHOWN_ROWS or any(len(run.cells) != count for run in runs):
        return {}
    leads: dict[int, set[int]] = {}
    for run in filled:
        leads.setdefault(run.count, set()).add(run.leads[0])
    return {number: min(found) for number, found in leads.items() if len(found) == 1} if count in leads else {}


def _upright(runs: Sequence[Run]) -> Mapping[Run, int]:
    """Where the values of rows of one width begin, if all rows that can tell it begin in the same column; else empty.

    A row that cannot tell it must be like one that can: of the same kind, with its label in the same column.
    """
    if len({run.width for run in runs}) != 1 or any(run.pads is None for run in runs):
        return {}
    sure = [run for run in runs if len(run.leads) == 1 and not run.empty]
    columns = {run.width - len(run.cells) + run.leads[0] for run in sure}
    if len(columns) != 1 or len(sure) < SURE_ROWS:
        return {}
    column = columns.pop()
    shown = {(run.pads, len(run.cells)) for run in sure}
    return {run: column - run.width + len(run.cells) for run in runs if (run.pads, len(run.cells)) in shown}


def _merged(runs: Sequence[Run]) -> bool:
    """Has every row, of every kind of label, just the blank cells behind its label that its merging leaves?

    Behind the values the same number of blank cells may stand in all rows. A row whose end was stripped, or whose
    label slid, would be shorter or longer than the others of its kind.
    """
    if any(run.pads is None or run.pads not in run.leads for run in runs):
        return False
    kinds = {run.pads for run in runs}
    behind = {len(run.cells) - run.count - (run.pads or 0) for run in runs}
    return len(kinds) > 1 and len(behind) == 1 and {run.pads for run in runs if run.leads == (run.pads,)} == kinds


def _complete(runs: Sequence[Run]) -> bool:
    """Is no row short of cells?"""
    return all(len(run.cells) >= run.count for run in runs)


def _trailing(runs: Sequence[Run]) -> bool:
    """Does padding stand behind the values throughout? Then nothing was stripped from the ends of rows, either.

    Every length of row with padding must show it, and none may show otherwise: labels of different depth leave
    their padding in different places. The last row alone may be shorter: what follows the table is no cell.
    """
    padded = [run for run in runs if len(run.cells) > run.count and not run.empty]
    judged = padded[:-1] if padded and padded[-1] is runs[-1] and _shorter(padded[-1], padded[:-1]) else padded
    known = [run for run in padded if len(run.leads) == 1]
    told = known if len(judged) == len(padded) else [run for run in known if run is not padded[-1]]
    lengths = {(len(run.cells), run.count) for run in judged}
    shown = {(len(run.cells), run.count) for run in told}
    kinds = {run.pads for run in told}
    every_kind = len(kinds) > 1 and kinds == {run.pads for run in judged}
    enough = len(shown) >= 2 or len(known) >= TRAILING_ROWS or every_kind
    return enough and shown == lengths and all(run.leads == (0,) for run in known)


def _shorter(last: Run, others: Sequence[Run]) -> bool:
    return all(len(last.cells) == len(run.cells) - 1 for run in others if run.count == last.count)


def _values(run: Run, traits: Traits, widest: int, lead: int | None) -> tuple[GridCell, ...] | None:
    leads = tuple(lead for lead in run.leads if not lead) if traits.direct else run.leads
    if not leads:
        return None
    if run.filled or traits.direct or (run.empty and not traits.stream):
        return _cut(run, leads[0])
    if lead is not None and lead in leads:
        return _cut(run, lead)
    if traits.stream or (not traits.explicit and run.width < widest):
        return None  # cells may be missing at its end, or belong to its neighbours
    return _cut(run, leads[0]) if len(leads) == 1 else None


def _cut(run: Run, lead: int) -> tuple[GridCell, ...]:
    return run.cells[lead : lead + run.count]
