"""The header of a table or block: its columns in printed order, and where each stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.forms.loader import Block, FormTable, Label
from generator.model.documents import GridCell, GridRow
from generator.reading.folding import squash
from generator.reading.lexicon import is_header_word
from generator.reading.matching import LabelIndex, Match
from generator.reading.table.rows import Heading
from generator.reading.table.traits import LAYOUTS

SHORTEST_STUMP = 2
NAMED = 3
"""So many grouped columns must be recognised in a row before it is taken for the inner row of a header."""

Named = Sequence[tuple[Match | None, GridCell]]
"""The filled cells of a header row, each with what it is known as."""


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
    """Places of columns that the form does not have (备注); known only where ``places`` are."""

    def label(self, column: str) -> GridCell | None:
        return self.cells[self.order.index(column)] if column in self.order else None


def header_of(heading: Heading | None, block: Block, form: FormTable, own: LabelIndex, words: LabelIndex) -> Header | None:
    """The block's columns as ``heading`` prints them; None where it leaves them open. ``own`` knows the form's columns,
    ``words`` those of all forms and their groups."""
    if heading is None:
        return None
    if any(form.columns[column].group for column in block.columns):
        return _grouped(heading, block, form, words)
    return _flat(heading, block, form.columns, own)


# --- columns that stand side by side in one row ---


def _flat(heading: Heading, block: Block, labels: Mapping[str, Label], own: LabelIndex) -> Header | None:
    """One unknown label among known ones is the one that is missing. Stumps of labels (本年新 | 本年新) are told by the
    form's order, where a whole label stands at its place in it; where they are not, they stay unknown."""
    cells = [cell for cell in heading.rows[-1].cells if not cell.blank and not is_header_word(cell.text)]
    found = [match.id if (match := own.find(cell.text)) else "" for cell in cells]
    named = [id for id in found if id]
    if not named or len(set(named)) < len(named) or not set(named) <= set(block.columns):
        return None
    if len(found) != len(block.columns):
        return Header(tuple(found), tuple(cells)) if len(named) == len(found) < len(block.columns) else None
    missing = [id for id in block.columns if id not in named]
    if len(missing) == 1:
        return Header(tuple(id or missing[0] for id in found), tuple(cells))
    in_order = all(
        id == column or (not id and _is_stump(cell.text, labels[column]))
        for id, cell, column in zip(found, cells, block.columns, strict=True)
    )
    return Header(block.columns if in_order else tuple(found), tuple(cells))


def _is_stump(printed: str, label: Label) -> bool:
    key = squash(printed)
    return len(key) >= SHORTEST_STUMP and any(key in squash(name) for name in (label.zh, *label.aliases))


# --- columns of which some stand under a label of their own ---


def _grouped(heading: Heading, block: Block, form: FormTable, words: LabelIndex) -> Header | None:
    named = [[(words.find(c.text), c) for c in row.cells if not c.blank] for row in heading.rows]
    grouped = [id for id in block.columns if form.columns[id].group]
    inner = next((cells for cells in named if _count(cells, grouped) >= min(NAMED, len(grouped))), None)
    filled = _fill(inner, block, grouped) if inner else None
    if inner is None or filled is None:
        return None
    labels = dict(filled)
    order = [id for id, _ in filled]
    if any(match and match.id in form.column_groups for match, _ in inner):
        # All header rows in one, as a stream has them: the groups tell how its columns hang together.
        order = _ungrouped([match.id for match, _ in inner if match], order, block, form)
    else:
        order = _outer_order([cells for cells in named if cells is not inner], order, block, form)
    if sorted(order) != sorted(block.columns):
        return None
    for match, cell in (pair for cells in named if cells is not inner for pair in cells):
        if match and match.id in block.columns:
            labels.setdefault(match.id, cell)
    places = _places(heading, block, words)
    others = _other_columns(heading.rows, places, words)
    return Header(tuple(order), tuple(labels.get(id) for id in order), places, others)


def _count(cells: Named, ids: Iterable[str]) -> int:
    return len({match.id for match, _ in cells if match} & set(ids))


def _fill(cells: Named, block: Block, grouped: Sequence[str]) -> list[tuple[str, GridCell]] | None:
    """The column ids of a header row; one unknown label among known ones is the one that is missing."""
    named = [(match.id if match else "", cell) for match, cell in cells if match is None or match.id in block.columns]
    missing = [id for id in grouped if id not in {id for id, _ in named}]
    unknown = sum(not id for id, _ in named)
    if len(missing) > 1 or (missing and unknown != 1):
        return None
    return [(id or missing[0], cell) for id, cell in named if id or missing]


def _outer_order(outer: Sequence[Named], order: Sequence[str], block: Block, form: FormTable) -> list[str]:
    """``order`` with the columns that stand beside the grouped ones, on the side where they are printed.

    Empty where the header leaves a column out.
    """
    missing = [id for id in block.columns if id not in order]
    group = next(form.columns[id].group for id in block.columns if form.columns[id].group)
    for row in outer:
        printed = [match.id for match, _ in row if match and match.id in (*missing, group)]
        if set(printed) == {*missing, group}:
            at = printed.index(group)
            return [*printed[:at], *order, *printed[at + 1 :]]
    named = {match.id for row in outer for match, _ in row if match}
    return _sided(order, missing, block) if named.issuperset(missing) else []


def _sided(order: Sequence[str], missing: Sequence[str], block: Block) -> list[str]:
    """``order`` with the missing columns on the side on which the form has them."""
    first = min((block.columns.index(id) for id in order), default=0)
    before = [id for id in missing if block.columns.index(id) < first]
    return [*before, *order, *(id for id in missing if id not in before)]


def _ungrouped(printed: Sequence[str], order: Sequence[str], block: Block, form: FormTable) -> list[str]:
    """The columns of a header whose rows run together; empty where one that the form has last may stand first."""
    alone = [id for id in block.columns if not form.columns[id].group]
    grouped = [id for id in order if form.columns[id].group]
    last = [id for id in alone if block.columns.index(id) > block.columns.index(grouped[0])]
    first = [id for id in (*form.column_groups, *alone) if id in printed and id not in last]
    if set(alone) - set(order) or any(printed.index(id) < min(map(printed.index, first), default=0) for id in last):
        return []
    return _sided(grouped, alone, block)


def _places(heading: Heading, block: Block, words: LabelIndex) -> dict[str, int]:
    """Where each column stands, as its header cell tells; empty where rows differ in length or a column has none."""
    traits = LAYOUTS[heading.grid.layout]
    if not (traits.columns or traits.rectangular) or len({len(row.cells) for row in heading.grid.rows}) != 1:
        return {}
    found: dict[str, int] = {}
    for row in heading.rows:
        for at, cell in enumerate(row.cells):
            match = words.find(cell.text) if not cell.blank else None
            if match and match.id in block.columns and found.setdefault(match.id, at) != at:
                return {}
    if len(found) < len(block.columns):
        return {}
    side_by_side = max(found.values()) - min(found.values()) == len(block.columns) - 1
    return found if traits.columns or side_by_side else {}


def _other_columns(rows: Sequence[GridRow], places: Mapping[str, int], words: LabelIndex) -> frozenset[int]:
    """Where header cells beyond the form's columns name others."""
    if not places:
        return frozenset()
    last = max(places.values())
    return frozenset(
        at
        for row in rows
        for at, cell in enumerate(row.cells)
        if at > last and not cell.blank and not cell.covered and words.find(cell.text) is None
    )


def agreeing(headers: Sequence[Header]) -> Header | None:
    """The one header of a table that prints it several times; None where they differ in the order of columns."""
    if not headers or any(other.order != headers[0].order for other in headers):
        return None
    first = headers[0]
    if any((other.places, other.others) != (first.places, first.others) for other in headers):
        return replace(first, places={}, others=frozenset())
    return first


