"""Which of the cells behind a row's label are its values, when merged cells left empty ones around them.

A row that prints as many values as the form has columns speaks for itself. Where some are blank, their places
must be known from the structure: a blank may as well be what is left of a merged label.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.documents import GridCell

EXPLICIT = ("html", "docx", "xlsx", "pdf_ruled", "pdf_aligned", "cell_lines")
"""Layouts whose every cell is marked: nothing is stripped from the end of a row, no label leaves cells behind."""
STREAMS = ("pipe_stream", "line_stream")
"""Layouts whose rows were cut out of a stream: what stands at a row's edges may belong to its neighbours."""
EXACT_ROWS = 8
"""So many rows with just as many cells as columns show that the layout has no padding there."""
TRAILING_ROWS = 4
"""So many rows must show that padding stands behind the values, if all padded rows are of one length."""


UNKNOWN = 10**9
"""Wider than any row."""


@dataclass(frozen=True, slots=True)
class Run:
    """The cells behind a label. ``count`` is how many values the form has there, ``width`` the whole row's cells."""

    cells: tuple[GridCell, ...]
    count: int
    width: int = 0
    deep: bool = False
    """Is the label of the innermost kind, in front of which no merged label can have left cells?"""

    @property
    def leads(self) -> tuple[int, ...]:
        """How many cells may be skipped so that only blank ones stay outside the values."""
        surplus = len(self.cells) - self.count
        return tuple(
            lead
            for lead in range(surplus + 1)
            if all(cell.blank for cell in (*self.cells[:lead], *self.cells[lead + self.count :]))
        )

    @property
    def empty(self) -> bool:
        return all(cell.blank for cell in self.cells)

    @property
    def filled(self) -> bool:
        """As many values are printed as there are columns, side by side."""
        return sum(not cell.blank for cell in self.cells) == self.count and bool(self.leads)


def align(runs: Sequence[Run], layout: str) -> tuple[tuple[GridCell, ...] | None, ...]:
    """The value cells of each run; None where they cannot be told."""
    # A row that prints all its values shows how wide a whole row is; without one, cells may be missing from all.
    widest = max((run.width for run in runs), default=0) if any(run.filled for run in runs) else UNKNOWN
    exact, trailing, complete = _exact(runs), _trailing(runs), _complete(runs) and layout not in STREAMS

    def in_front(run: Run) -> bool:
        just = len(run.cells) == run.count
        return trailing or (just and (exact or (complete and run.deep)))

    return tuple(_values(run, layout, widest, in_front(run)) for run in runs)


def _exact(runs: Sequence[Run]) -> bool:
    """May a row with just as many cells as columns be taken cell by cell?

    Yes where nothing was stripped (no row is short) and no row shows padding in front of its values.
    """
    just = sum(len(run.cells) == run.count for run in runs)
    short = any(len(run.cells) < run.count for run in runs)
    shifted = any(0 not in run.leads for run in runs if len(run.cells) > run.count)
    return not short and not shifted and (just == len(runs) or just >= EXACT_ROWS)


def _complete(runs: Sequence[Run]) -> bool:
    """Is no row short of cells?"""
    return all(len(run.cells) >= run.count for run in runs)


def _trailing(runs: Sequence[Run]) -> bool:
    """Does padding stand behind the values throughout? Then nothing was stripped from the ends of rows, either.

    Every length of row with padding must show it, and none may show otherwise: labels of different depth leave
    their padding in different places.
    """
    padded = [run for run in runs if len(run.cells) > run.count and not run.empty]
    known = [run for run in padded if len(run.leads) == 1]
    lengths = {(len(run.cells), run.count) for run in padded}
    shown = {(len(run.cells), run.count) for run in known}
    enough = len(shown) >= 2 or len(known) >= TRAILING_ROWS
    return enough and shown == lengths and all(run.leads == (0,) for run in known)


def _values(run: Run, layout: str, widest: int, in_front: bool) -> tuple[GridCell, ...] | None:
    leads = run.leads
    if not leads:
        return None
    if run.filled or (run.empty and layout not in STREAMS):
        return _cut(run, leads[0])
    if in_front and 0 in leads:
        return _cut(run, 0)
    if layout in STREAMS or (layout not in EXPLICIT and run.width < widest):
        return None  # cells may be missing at its end, or belong to its neighbours
    return _cut(run, leads[0]) if len(leads) == 1 else None


def _cut(run: Run, lead: int) -> tuple[GridCell, ...]:
    return run.cells[lead : lead + run.count]
