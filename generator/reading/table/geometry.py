"""Which of the cells behind a row's label are its values, when merged cells left empty ones around them.

A row that prints as many values as the form has columns speaks for itself. Where some are blank, their places
must be known from the structure: a blank may as well be what is left of a merged label.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.documents import GridCell
from generator.reading.table.proofs import PROOFS
from generator.reading.table.runs import RowSizes, Run
from generator.reading.table.traits import Traits

UNKNOWN = 10**9
"""Wider than any row."""

Values = tuple[GridCell, ...] | None
"""The value cells of a row; None where they cannot be told."""


def align(runs: Sequence[Run], traits: Traits, sizes: RowSizes) -> tuple[Values, ...]:
    """The value cells of each of a table's rows."""
    # A row that prints all its values shows how wide a whole row is; without one, cells may be missing from all.
    widest = max((run.width for run in runs), default=0) if any(run.filled for run in runs) else UNKNOWN
    proofs = [proof.of(runs) for proof in PROOFS if proof.streams or not traits.stream]
    # What follows a stream is no cell of its last row.
    ends = [traits.stream and run is runs[-1] for run in runs]
    return tuple(
        None if _short(run, sizes, last) else _values(run, traits, widest, {told for p in proofs if (told := p(run)) is not None})
        for run, last in zip(runs, ends, strict=True)
    )


def _short(run: Run, sizes: RowSizes, last: bool) -> bool:
    """Has the row fewer cells than others of its kind? Then one is missing from anywhere."""
    return len(run.cells) < sizes.usual(run.pads) - last and not run.filled


def _values(run: Run, traits: Traits, widest: int, proved: set[int]) -> Values:
    """The values of a row of which the table's structure has ``proved`` where they begin, or nothing."""
    leads = [lead for lead in run.leads if not (traits.direct and lead)]
    if not leads:
        return None
    if run.filled or traits.direct or (run.empty and not traits.stream):
        return run.cut(leads[0])
    if len(proved & set(leads)) == 1:
        return run.cut(*(proved & set(leads)))
    # Cells may be missing at its end, or belong to its neighbours.
    open_ = traits.stream or (not traits.explicit and run.width < widest)
    return run.cut(leads[0]) if len(leads) == 1 and not open_ else None
