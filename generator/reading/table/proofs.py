"""Proofs, from the structure of a whole table, of where the values of its rows begin.

Each proof is a function from all rows of a table to a function of one row: how many blank cells stand before its
values, or None where the proof does not apply. The proofs are independent; where two disagree, nothing is
proved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.reading.table.runs import ValueRun

EXACT_ROWS = 8
"""Minimum number of exact-length rows required to infer that the layout has no padding."""
TRAILING_ROWS = 4
"""Minimum number of rows with padding behind their values required if all padded rows are of one length."""
SHOWN_ROWS = 3
"""Minimum number of rows with all values printed required to place the cells of a rectangular table."""
SURE_ROWS = 4
"""Minimum number of rows whose values begin in one column before others are inferred to begin there."""

LeadingBlanks = Callable[[ValueRun], int | None]
"""Number of blank cells before the values of a row; None if nothing is proved of it."""


def _nothing(run: ValueRun) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Proof:
    """``streams``: it holds, too, where rows were cut out of a stream, so that a row's edges may be its neighbours'."""

    of: Callable[[Sequence[ValueRun]], LeadingBlanks]
    streams: bool


def exact(runs: Sequence[ValueRun]) -> LeadingBlanks:
    """A row with just as many cells as columns begins with its first value, if nothing was stripped (no row is short)
    and no row shows padding in front of its values."""
    just = sum(len(run.cells) == run.count for run in runs)
    short = any(len(run.cells) < run.count for run in runs)
    shifted = any(0 not in run.start_offsets for run in runs if len(run.cells) > run.count)
    holds = not short and not shifted and (just == len(runs) or just >= EXACT_ROWS)
    return _just if holds else _nothing


def innermost(runs: Sequence[ValueRun]) -> LeadingBlanks:
    """Labels of the last column leave no blank cell behind, so that a row of theirs with just as many cells as columns
    begins with its first value, if no row is short of cells."""
    complete = all(len(run.cells) >= run.count for run in runs)
    return (lambda run: _just(run) if run.label_blanks == 0 else None) if complete else _nothing


def _just(run: ValueRun) -> int | None:
    return 0 if len(run.cells) == run.count else None


def trailing(runs: Sequence[ValueRun]) -> LeadingBlanks:
    """Padding stands behind the values throughout. Then nothing was stripped from the ends of rows, either.

    Every length of row with padding must show it, and none may show otherwise: labels of different depth leave
    their padding in different places. The last row alone may be shorter: what follows the table is no cell.
    """
    padded = [run for run in runs if len(run.cells) > run.count and not run.empty]
    known = _known(padded)
    if {run.start_offsets for run in known} != {(0,)}:
        return _nothing
    *others, last = padded
    judged = others if last is runs[-1] and _shorter(last, others) else padded
    told = _known(judged)
    return _first if _lengths(told) == _lengths(judged) and _enough(told, judged, len(known)) else _nothing


def _known(runs: Sequence[ValueRun]) -> list[ValueRun]:
    """The rows with something printed whose values can begin in one place only."""
    return [run for run in runs if len(run.start_offsets) == 1 and not run.empty]


def _lengths(runs: Sequence[ValueRun]) -> set[tuple[int, int]]:
    return {(len(run.cells), run.count) for run in runs}


def _first(run: ValueRun) -> int:
    return 0


def _enough(told: Sequence[ValueRun], judged: Sequence[ValueRun], known: int) -> bool:
    """True if ``known`` rows, rows of two lengths, or rows of every kind agree: more than chance."""
    kinds = {run.label_blanks for run in told}
    every_kind = len(kinds) > 1 and kinds == {run.label_blanks for run in judged}
    return len(_lengths(told)) >= 2 or known >= TRAILING_ROWS or every_kind


def _shorter(last: ValueRun, others: Sequence[ValueRun]) -> bool:
    return all(len(last.cells) == len(run.cells) - 1 for run in others if run.count == last.count)


def merged(runs: Sequence[ValueRun]) -> LeadingBlanks:
    """Every row, of every kind of label, has just the blank cells behind its label that its merging leaves.

    Behind the values the same number of blank cells may stand in all rows. A row whose end was stripped, or whose
    label slid, would be shorter or longer than the others of its kind.
    """
    if any(run.label_blanks is None or run.label_blanks not in run.start_offsets for run in runs):
        return _nothing
    kinds = {run.label_blanks for run in runs}
    behind = {len(run.cells) - run.count - (run.label_blanks or 0) for run in runs}
    shown = {run.label_blanks for run in runs if run.start_offsets == (run.label_blanks,)}
    return (lambda run: run.label_blanks) if len(kinds) > 1 and len(behind) == 1 and shown == kinds else _nothing


def alike(runs: Sequence[ValueRun]) -> LeadingBlanks:
    """A row that prints all its values shows where those of its kind begin that can begin nowhere else."""
    filled = {(run.kind, run.start_offsets[0]) for run in runs if run.filled and run.label_blanks is not None}
    return lambda run: (
        run.start_offsets[0] if len(run.start_offsets) == 1 and (run.kind, run.start_offsets[0]) in filled else None
    )


def upright(runs: Sequence[ValueRun]) -> LeadingBlanks:
    """All rows are of one width, and all that can tell it begin in the same column.

    A row that cannot tell it must be like one that can: of the same kind, with its label in the same column.
    """
    if len({run.width for run in runs}) != 1 or None in {run.label_blanks for run in runs}:
        return _nothing
    sure = _known(runs)
    columns = {run.width - len(run.cells) + run.start_offsets[0] for run in sure}
    if len(columns) != 1 or len(sure) < SURE_ROWS:
        return _nothing
    column, shown = columns.pop(), {run.kind for run in sure}
    return lambda run: column - run.width + len(run.cells) if run.kind in shown else None


def rectangular(runs: Sequence[ValueRun]) -> LeadingBlanks:
    """Every row has just the cells of the widest block, and rows that print all their values show, for each number of
    values all alike, where these begin."""
    count = max((run.count for run in runs), default=0)
    filled = [run for run in runs if run.filled]
    if len(filled) < SHOWN_ROWS or any(len(run.cells) != count for run in runs):
        return _nothing
    start_offsets: dict[int, set[int]] = {}
    for run in filled:
        start_offsets.setdefault(run.count, set()).add(run.start_offsets[0])
    told = {number: min(found) for number, found in start_offsets.items() if len(found) == 1}
    return (lambda run: told.get(run.count)) if count in start_offsets else _nothing


PROOFS: tuple[Proof, ...] = (
    Proof(exact, streams=True),
    Proof(innermost, streams=False),
    Proof(trailing, streams=True),
    Proof(merged, streams=False),
    Proof(alike, streams=True),
    Proof(upright, streams=False),
    Proof(rectangular, streams=True),
)
"""In no order that matters."""
