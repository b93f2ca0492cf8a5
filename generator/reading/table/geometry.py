"""Selects a row's value cells among the empty ones that merged cells left around them.

A row with as many printed values as the form has columns needs no more evidence. If some are blank, their places
must follow from the structure of the table: a blank cell may also be the rest of a merged label.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.documents import GridCell
from generator.reading.table.proofs import PROOFS
from generator.reading.table.runs import RowSizes, ValueRun
from generator.reading.table.traits import Traits

UNKNOWN = 10**9
"""Wider than any row."""

Values = tuple[GridCell, ...] | None
"""The value cells of a row; None where they cannot be told."""


def align(runs: Sequence[ValueRun], traits: Traits, sizes: RowSizes) -> tuple[Values, ...]:
    """The value cells of each of a table's rows."""
    # A row that prints all its values shows how wide a whole row is; without one, cells may be missing from all.
    widest = max((run.width for run in runs), default=0) if any(run.filled for run in runs) else UNKNOWN
    proofs = [proof.of(runs) for proof in PROOFS if proof.streams or not traits.stream]
    found: list[Values] = []
    for run in runs:
        ends = traits.stream and run is runs[-1]  # what follows a stream is no cell of its last row
        proved = {lead for proof in proofs if (lead := proof(run)) is not None}
        found.append(None if _short(run, sizes, ends) else _values(run, traits, widest, proved))
    return tuple(found)


def _short(run: ValueRun, sizes: RowSizes, last: bool) -> bool:
    """True if the row is shorter than others of its kind; a cell is missing at an unknown position."""
    return len(run.cells) < sizes.usual(run.label_blanks) - last and not run.filled


def _values(run: ValueRun, traits: Traits, widest: int, proved: set[int]) -> Values:
    """The values of a row of which the table's structure has ``proved`` where they begin, or nothing."""
    if traits.direct:
        return run.cut(0) if 0 in run.start_offsets else None
    if run.filled or (run.empty and run.start_offsets and not traits.stream):
        return run.cut(run.start_offsets[0])
    possible = proved & set(run.start_offsets)
    # Cells may be missing at its end, or belong to its neighbours.
    open_ = traits.stream or (not traits.explicit and run.width < widest)
    told = tuple(possible) if len(possible) == 1 else () if open_ else run.start_offsets
    return run.cut(told[0]) if len(told) == 1 else None
