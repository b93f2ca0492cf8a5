"""The header of table 4: blocks side by side, each over the same results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.forms.loader import FormTable
from generator.model.documents import GridCell, GridRow
from generator.model.figures import Address
from generator.reading.lexicon import TableLexicon
from generator.reading.matching import LabelIndex, Match

MIN_LABELS = 3
"""Minimum number of a block's results that must be recognised in the header."""

Labels = tuple[tuple[int, Match, GridCell], ...]
"""Position in the row, what it stands for, the cell."""


@dataclass(frozen=True, slots=True)
class DisputesHeader:
    """The rows above the values: block names in printed order, results in printed order."""

    results: tuple[Labels, ...]
    blocks: tuple[str, ...]
    first: int
    """The first row of the header, in the grid."""
    widths: tuple[int, ...]
    """Cells of each header row."""

    @property
    def behind(self) -> int:
        """Blank cells behind the last label: the row of values has as many behind its last value."""
        return self.widths[-1] - 1 - self.innermost

    @property
    def innermost(self) -> int:
        """Where the last label of the last row stands."""
        return max(i for i, _, _ in self.results[-1])

    @property
    def under(self) -> tuple[int, ...]:
        """The places of all results, each once, from the first row on."""
        return tuple(dict.fromkeys(i for labels in self.results for i, _, _ in labels))

    def stands_over(self, cells: int) -> bool:
        """True if the results stand over the values of a row of ``cells`` cells: the header's last row has as many."""
        return self.widths[-1] == cells and list(self.under) == sorted(self.under)

    def order(self, form: FormTable) -> tuple[Address, ...]:
        """The addresses in printed order; empty where the header does not print them all."""
        printed = [match.id for labels in self.results for _, match, _ in labels]
        count = len(form.columns)
        if len(printed) != count * len(form.rows) or tuple(dict.fromkeys(self.blocks)) != tuple(form.rows):
            return ()
        parts = [printed[i : i + count] for i in range(0, len(printed), count)]
        if any(set(part) != set(form.columns) for part in parts):
            return ()
        return tuple((block, id_) for block, part in zip(form.rows, parts, strict=True) for id_ in part)


def disputes_header(rows: Sequence[GridRow], form: FormTable, words: TableLexicon) -> DisputesHeader | None:
    """The header among the rows of a grid; None where no row names results enough."""
    columns, blocks, groups = words.own_columns[form.form], words.own_rows[form.form], words.columns
    labelled = [(at, labels_in(row, columns)) for at, row in enumerate(rows)]
    found = [(at, labels) for at, labels in labelled if len(set(_ids(labels))) >= MIN_LABELS]
    if not found:
        return None
    first = found[0][0]
    while first > 0 and (labels_in(rows[first - 1], blocks) or labels_in(rows[first - 1], groups)):
        first -= 1
    once = {tuple((i, match.id) for i, match, _ in labels): (at, labels) for at, labels in reversed(found)}
    results = sorted(once.values(), key=lambda pair: pair[0])  # the header once more, overleaf, says nothing new
    return DisputesHeader(
        tuple(labels for _, labels in results),
        tuple(_blocks(rows, form, blocks, groups)),
        first,
        tuple(len(rows[at].cells) for at, _ in results),
    )


def _ids(labels: Labels) -> Iterator[str]:
    return (match.id for _, match, _ in labels)


def _blocks(rows: Sequence[GridRow], form: FormTable, blocks: LabelIndex, groups: LabelIndex) -> Iterator[str]:
    """The names of blocks in printed order; none where one that stands alone stands right of the group of others: then
    nothing tells which cell is whose."""
    named = [labels_in(row, blocks) for row in rows]
    grouped = [[i for i, match, _ in labels_in(row, groups) if match.id in form.column_groups] for row in rows]
    alone = [[i for i, match, _ in labels if not form.rows[match.id].group] for labels in named]
    if not any(some and max(one, default=-1) > min(some) for some, one in zip(grouped, alone, strict=True)):
        for labels in named:
            yield from _ids(labels)


def labels_in(row: GridRow, index: LabelIndex) -> Labels:
    """The labels among the cells of a row."""
    worded = [(i, cell) for i, cell in enumerate(row.cells) if cell.text and not cell.text.isdigit()]
    return tuple((i, match, cell) for i, cell in worded if (match := index.find(cell.text)))
