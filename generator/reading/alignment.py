"""Which of the cells behind a row's label are its values, when merged cells left empty ones around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.documents import GridCell


@dataclass(frozen=True, slots=True)
class Run:
    """The cells behind a label. ``count`` is how many values the form has there."""

    cells: tuple[GridCell, ...]
    count: int

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


def align(runs: Sequence[Run]) -> tuple[tuple[GridCell, ...] | None, ...]:
    """The value cells of each run; None where they cannot be told.

    Merging leaves surplus cells only at the edges. Where blanks at both edges leave several
    ways, the rows of the same length that leave only one decide, if they agree.
    """
    seen: dict[tuple[int, int], set[int]] = {}
    for run in runs:
        if len(run.leads) == 1:
            seen.setdefault((len(run.cells), run.count), set()).add(run.leads[0])
    return tuple(_values(run, seen.get((len(run.cells), run.count), set())) for run in runs)


def _values(run: Run, elsewhere: set[int]) -> tuple[GridCell, ...] | None:
    leads = run.leads
    if not leads:
        return None
    if len(leads) > 1 and not run.empty:
        agreed = elsewhere & set(leads)
        if len(elsewhere) != 1 or not agreed:
            return None
        leads = tuple(agreed)
    return run.cells[leads[0] : leads[0] + run.count]
