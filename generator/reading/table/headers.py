"""The header of a table or block: its columns in printed order, and where each stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.forms.loader import Block, FormTable, Label
from generator.model.documents import GridCell
from generator.reading.lexicon import TableLexicon, is_header_word
from generator.reading.table.cells import is_unreadable
from generator.reading.table.rows import ColumnHeading
from generator.text.folding import squash

SHORTEST_STUMP = 2


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a block as they are printed."""

    order: tuple[str, ...]
    """Column ids from left to right, "" where a label is not known."""
    cells: tuple[GridCell | None, ...]
    """Their labels; None where it is not known which cell is a column's."""
    places: Mapping[str, int] = field(default_factory=dict)
    """Column id → its place in every row, in layouts whose cells have real columns; else empty."""
    others: frozenset[int] = frozenset()
    """Places of columns that the form does not have (备注). Without ``places``, some stand nobody knows where."""

    def without_places(self) -> Header:
        return replace(self, places={})


def flat_header(heading: ColumnHeading, block: Block, form: FormTable, words: TableLexicon) -> Header | None:
    """The columns of a block as the last row of ``heading`` prints them side by side; None where it leaves them open.

    One unknown label among known ones is the one that is missing. Stumps of labels (本年新 | 本年新) are told by the
    form's order, where a whole label stands at its place in it; where they are not, they stay unknown.
    """
    own = words.own_columns[form.form]
    cells = tuple(cell for cell in heading.rows[-1].cells if not cell.blank and not is_header_word(cell.text))
    found = tuple(own.id(cell.text) for cell in cells)
    named = [id_ for id_ in found if id_]
    if not named or len(set(named)) < len(named) or not set(named) <= set(block.columns):
        return None
    if len(found) == len(block.columns):
        return Header(completed(found, cells, block.columns, form.columns), cells)
    return Header(found, cells) if len(named) == len(found) else None


def completed(
    found: Sequence[str], cells: Sequence[GridCell], columns: Sequence[str], labels: Mapping[str, Label]
) -> tuple[str, ...]:
    """The ids in ``found`` with those of ``columns`` that it leaves open ("") as far as the others tell them.

    The only one that is open is the one that is missing, unless its label cannot be read. Of several, those are told
    that are cut labels at their places in the form's order, if all others stand at theirs.
    """
    missing = [id_ for id_ in columns if id_ not in found]
    if len(missing) == 1:
        torn = any(not id_ and is_unreadable(cell) for id_, cell in zip(found, cells, strict=True))
        return tuple(found) if torn else tuple(id_ or missing[0] for id_ in found)
    return tuple(columns) if _in_order(found, cells, columns, labels) else tuple(found)


def _in_order(
    found: Sequence[str], cells: Sequence[GridCell], columns: Sequence[str], labels: Mapping[str, Label]
) -> bool:
    """True if every known column is at its place in the form and every other place holds a stump of its label."""
    return len(found) == len(columns) and all(
        id_ == column or (not id_ and _is_stump(cell.text, labels[column]))
        for id_, cell, column in zip(found, cells, columns, strict=True)
    )


def _is_stump(printed: str, label: Label) -> bool:
    key = squash(printed)
    return len(key) >= SHORTEST_STUMP and any(key in squash(name) for name in (label.zh, *label.aliases))


def agreeing(headers: Sequence[Header]) -> Header | None:
    """The one header of a table that prints it several times; None where they differ in the order of columns."""
    if not headers or any(other.order != headers[0].order for other in headers):
        return None
    if all((other.places, other.others) == (headers[0].places, headers[0].others) for other in headers):
        return headers[0]
    return replace(headers[0], others=frozenset().union(*(header.others for header in headers))).without_places()
