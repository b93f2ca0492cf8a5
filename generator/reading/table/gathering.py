"""The rows among the tables of a text that belong to one of a form's tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.documents import Grid
from generator.reading.lexicon import TableLexicon
from generator.reading.table.grouped_headers import header_of
from generator.reading.table.rows import RowCandidate, rows_of
from generator.reading.table.traits import LAYOUTS

MIN_ROWS = 3
"""A grid with fewer recognised rows is not taken for a table of one block, unless its whole header stands above whole
rows."""


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """The rows of a table from all grids that hold some, in printed order."""

    rows: tuple[RowCandidate, ...]
    layout: str
    """That of the first grid."""
    lonely: frozenset[str]
    """Rows that one of several whole tables has and another lacks."""
    bare: frozenset[str]
    """Rows whose labels stand in a stream with no cell behind them."""


def gather(grids: Sequence[Grid], words: TableLexicon) -> Gathered | None:
    """The rows of the table that ``words`` knows; None where no grid holds enough of them."""
    parts = [(grid, rows) for grid in grids if (rows := _enough(rows_of(grid, words), words))]
    if not parts:
        return None
    rows = tuple(row for _, found in parts for row in found)
    lonely = _of_one_table_only([found for _, found in parts])
    return Gathered(rows, parts[0][0].layout, lonely, _bare(grids, words))


def _enough(rows: Sequence[RowCandidate], words: TableLexicon) -> tuple[RowCandidate, ...]:
    """The rows of a grid if they are enough to be a table; in a table of several blocks only those under a header."""
    several = any(len(table.blocks) > 1 for table in words.tables)
    if several:
        return tuple(row for row in rows if row.heading)
    return tuple(rows) if len(rows) >= MIN_ROWS or all(_is_whole(row, words) for row in rows) else ()


def _is_whole(row: RowCandidate, words: TableLexicon) -> bool:
    """True if it is one of a form's first rows below a whole header, with exactly as many printed values as columns."""
    for form in words.tables:
        if row.match.id in list(form.rows)[: MIN_ROWS - 1]:
            block = form.block_of(row.match.id)
            header = header_of(row.heading, block, form, words)
            return header is not None and len(row.behind) == len(block.columns) and not any(c.blank for c in row.behind)
    return False


def _of_one_table_only(parts: Sequence[Sequence[RowCandidate]]) -> frozenset[str]:
    """Rows that one of several whole tables has and another lacks: last year's table may stand beside this year's."""
    counts: Counter[str] = Counter()
    tables = 0
    for rows in parts:
        ids = {row.match.id for row in rows}
        tables += sum(counts[id_] > 0 for id_ in ids) >= MIN_ROWS
        counts.update(ids)
    return frozenset(id_ for id_, count in counts.items() if count == 1) if tables else frozenset()


def _bare(grids: Sequence[Grid], words: TableLexicon) -> frozenset[str]:
    """The rows whose labels stand in a stream with no cell behind them."""
    streams = (grid for grid in grids if LAYOUTS[grid.layout].stream)
    alone = (row.cells[0].text for grid in streams for row in grid.rows if len(row.cells) == 1)
    return frozenset(match.id for label in alone if (match := words.rows.find(label)))
