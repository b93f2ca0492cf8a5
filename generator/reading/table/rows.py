"""Rows of grids as candidates: which of a form's rows each may be, by its label, and which cells stand behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
from msgspec import structs

from generator.model.documents import Grid, GridCell, GridRow
from generator.model.spans import RepairedSpan, Span
from generator.reading.lexicon import TableLexicon, is_header_word
from generator.reading.matching import Match, label_key
from generator.reading.table.merged_values import MergedValues
from generator.text.folding import squash
from generator.text.number_grammar import DIGIT
from generator.text.numerals import split_ordinal

WORDS = 4
"""Minimum number of letters of a label; values in words (无, 暂无) are shorter."""


@dataclass(frozen=True, slots=True, eq=False)
class ColumnHeading:
    """Rows of column labels that stand together, above rows of values."""

    rows: tuple[GridRow, ...]
    grid: Grid


class RowCandidate(msgspec.Struct, frozen=True, eq=False):
    """A row whose label was recognised, the cells behind it and the header above it, if there is one in its grid."""

    match: Match
    label: GridCell
    behind: tuple[GridCell, ...]
    """The cells behind the label; those that a merged neighbour covers are left out."""
    cells: tuple[GridCell, ...]
    """All cells of the row."""
    heading: ColumnHeading | None
    grid: Grid

    @property
    def span(self) -> RepairedSpan:
        return RepairedSpan(Span(self.cells[0].span.start, self.cells[-1].span.end))


def rows_of(grid: Grid, words: TableLexicon) -> tuple[RowCandidate, ...]:
    """The rows of ``grid`` whose labels are rows of one of the forms, from the top down."""
    values = MergedValues(grid)
    found = list(_rows(grid, words, values))
    unread = values.unread
    return tuple(structs.replace(row, cells=unread(at, row.cells), behind=unread(at, row.behind)) for at, row in found)


def _rows(grid: Grid, words: TableLexicon, values: MergedValues) -> Iterator[tuple[int, RowCandidate]]:
    """Rows with their number in ``grid``."""
    heading: ColumnHeading | None = None
    above: list[GridRow] = []
    for number, cells in enumerate(grid.rows):
        named = _named(cells)
        if any(_heads(text, words) for _, text in named):
            above.append(cells)
            continue
        below = ColumnHeading(tuple(above), grid) if above else heading
        matched = [(at, match) for at, text in named if (match := words.rows.find(text))]
        if not matched:
            continue
        own = values.parted(number, matched[-1][0], below.rows if below else ())
        if row := _row(own, *matched[-1], below, grid, words):
            heading, above = below, []
            values.take(number, matched[-1][0])
            yield number, row


def _named(row: GridRow) -> list[tuple[int, str]]:
    """Most cells hold nothing or a number, and need not be looked up."""
    return [(at, cell.text) for at, cell in enumerate(row.cells) if cell.text and not cell.text.isdigit()]


def _heads(text: str, words: TableLexicon) -> bool:
    """True if it is a column's label that no row shares, or the word that heads the rows."""
    match = words.columns.find(text)
    return is_header_word(text) if match is None else match.id not in words.shared_ids


def _row(
    row: GridRow, at: int, match: Match, heading: ColumnHeading | None, grid: Grid, words: TableLexicon
) -> RowCandidate | None:
    """The row that its last cell ``at`` which is a row's label names; None where it is no row of values."""
    label = row.cells[at]
    behind = tuple([cell for cell in row.cells[at + 1 :] if not cell.covered])
    if any(_is_label(cell.text) for cell in behind):
        return None  # labels behind a label: the header of another table, or a row whose own label is cut
    if all(cell.blank for cell in behind) and _may_be_heading(label.text, len(behind), words):
        return None
    return RowCandidate(match, label, behind, row.cells, heading, grid)


def _may_be_heading(label: str, behind: int, words: TableLexicon) -> bool:
    """A heading such as （六）其他处理 over its own rows has no values behind it, and 总计 may stand in a header."""
    shared = label_key(label) in words.shared and split_ordinal(label)[0] is None
    return shared or behind < words.narrowest


def _is_label(words: str) -> bool:
    """Words and no value: without a number, or with one that only counts labels (1.申请人…)."""
    if len(words) < WORDS or words.isdigit():
        return False
    if not DIGIT.search(words):
        return len(squash(words)) >= WORDS
    _, _, rest = split_ordinal(words)
    return not DIGIT.search(rest) and len(squash(rest)) >= WORDS
