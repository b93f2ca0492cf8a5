"""Headers over several rows, in which some columns stand under a label of their own (法人或其他组织)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.forms.loader import Block, FormTable
from generator.model.documents import GridCell
from generator.reading.lexicon import TableLexicon
from generator.reading.matching import LabelIndex
from generator.reading.table.headers import Header, completed, flat_header
from generator.reading.table.rows import ColumnHeading
from generator.reading.table.traits import LAYOUTS

NAMED = 3
"""Minimum number of recognised grouped columns in the inner row of a header."""

Named = Sequence[tuple[str, GridCell]]
"""The filled cells of a header row, each with the id of its label, "" where it is not known."""


def header_of(heading: ColumnHeading | None, block: Block, form: FormTable, words: TableLexicon) -> Header | None:
    """The block's columns as ``heading`` prints them; None where it leaves them open."""
    if heading is None:
        return None
    if any(form.columns[column].group for column in block.columns):
        return grouped_header(heading, block, form, words)
    return flat_header(heading, block, form, words)


def grouped_header(heading: ColumnHeading, block: Block, form: FormTable, words: TableLexicon) -> Header | None:
    """The columns of a block of which some stand in a group."""
    rows = [[(words.columns.id(cell.text), cell) for cell in row.cells if not cell.blank] for row in heading.rows]
    inner = _inner(rows, block, form)
    outer = [row for row in rows if row is not inner]
    labels = _filled(inner, block, form)
    # All header rows in one, as a stream has them: the groups tell how its columns hang together.
    together = set(form.column_groups).intersection(dict(inner))
    order = _ungrouped(inner, labels, block, form) if together else _outer(outer, labels, block, form)
    known = [id_ for id_ in order if id_]
    if not labels or len(order) != len(block.columns) or len(set(known)) < len(known):
        return None
    places = _places(heading, block, words.columns)
    others = _other_columns(heading, places, words.columns)
    return Header(tuple(order), _cells_of(order, labels, outer), places, others)


def _cells_of(order: Sequence[str], labels: Named, outer: Sequence[Named]) -> tuple[GridCell | None, ...]:
    """The cells that name the columns in ``order``."""
    named = dict(pair for row in reversed(outer) for pair in row) | dict(labels)
    unknown = iter([cell for id_, cell in labels if not id_])
    return tuple(named.get(id_) if id_ else next(unknown, None) for id_ in order)


def _grouped(block: Block, form: FormTable) -> list[str]:
    return [id_ for id_ in block.columns if form.columns[id_].group]


def _inner(rows: Sequence[Named], block: Block, form: FormTable) -> Named:
    """The first row that names grouped columns enough; empty where none does."""
    grouped = _grouped(block, form)
    least = min(NAMED, len(grouped))
    return next((row for row in rows if len(set(grouped).intersection(dict(row))) >= least), [])


def _filled(row: Named, block: Block, form: FormTable) -> Named:
    """The columns of a header row in printed order; one unknown label among known ones is the one that is missing.

    Of several unknown ones stumps are told by the form's order; the others stay unknown. Empty where columns are
    missing that no label stands for.
    """
    grouped = _grouped(block, form)
    missing = [id_ for id_ in grouped if id_ not in dict(row)]
    known = [pair for pair in row if pair[0] in block.columns]
    if not missing:
        return known
    return _with_unknown(row, grouped, form) if len(missing) == [id_ for id_, _ in row].count("") else []


def _with_unknown(row: Named, grouped: Sequence[str], form: FormTable) -> Named:
    """The columns of a row, those whose labels are not known among them."""
    inner = [pair for pair in row if pair[0] in ("", *grouped)]
    told = completed([id_ for id_, _ in inner], [cell for _, cell in inner], grouped, form.columns)
    named = {cell.span: id_ for id_, (_, cell) in zip(told, inner, strict=True)}
    return [(named.get(cell.span, id_), cell) for id_, cell in row if cell.span in named or id_ in form.columns]


def _outer(outer: Sequence[Named], labels: Named, block: Block, form: FormTable) -> list[str]:
    """The order of ``labels`` with the columns that stand beside the grouped ones, on the side where they are printed.

    Empty where the header leaves a column out.
    """
    order, grouped = [id_ for id_, _ in labels], _grouped(block, form)
    missing = [id_ for id_ in block.columns if id_ not in grouped and id_ not in order]
    group = form.columns[grouped[0]].group
    for row in outer:
        printed = [id_ for id_, _ in row if id_ in (*missing, group)]
        if set(printed) == {*missing, group}:
            at = printed.index(group)
            return [*printed[:at], *order, *printed[at + 1 :]]
    named = dict(pair for row in outer for pair in row)
    return _sided(order, missing, block) if set(named).issuperset(missing) else []


def _sided(order: Sequence[str], missing: Sequence[str], block: Block) -> list[str]:
    """``order`` with the missing columns on the side on which the form has them."""
    first = min((block.columns.index(id_) for id_ in order if id_), default=0)
    before = [id_ for id_ in missing if block.columns.index(id_) < first]
    return [*before, *order, *(id_ for id_ in missing if id_ not in before)]


def _ungrouped(inner: Named, labels: Named, block: Block, form: FormTable) -> list[str]:
    """The columns of a header whose rows run together; empty where one that the form has last may stand first."""
    printed = [id_ for id_, _ in inner]
    alone = [id_ for id_ in block.columns if not form.columns[id_].group]
    grouped = [id_ for id_, _ in labels if id_ not in alone]
    if not set(alone) <= set(dict(labels)):
        return []
    behind = [id_ for id_ in alone if block.columns.index(id_) > block.columns.index(_grouped(block, form)[0])]
    first = min(map(printed.index, set(printed) & {*form.column_groups, *alone} - set(behind)))
    return _sided(grouped, alone, block) if min(map(printed.index, behind), default=first + 1) > first else []


def _places(heading: ColumnHeading, block: Block, words: LabelIndex) -> dict[str, int]:
    """Where each column stands, as its header cell tells; empty where rows differ in length or a column has none."""
    traits = LAYOUTS[heading.grid.layout]
    if not (traits.columns or traits.rectangular) or len({len(row.cells) for row in heading.grid.rows}) != 1:
        return {}
    found = {(id_, at) for at, cell in _cells(heading) if (id_ := words.id(cell.text)) in block.columns}
    places = dict(found)
    if not len(found) == len(places) == len(block.columns):
        return {}
    side_by_side = max(places.values()) - min(places.values()) == len(block.columns) - 1
    return places if traits.columns or side_by_side else {}


def _other_columns(heading: ColumnHeading, places: Mapping[str, int], words: LabelIndex) -> frozenset[int]:
    """Where header cells beyond the form's columns name others."""
    last = max(places.values(), default=0)
    beyond = [(at, cell) for at, cell in _cells(heading) if places and at > last and not cell.covered]
    return frozenset(at for at, cell in beyond if not words.id(cell.text))


def _cells(heading: ColumnHeading) -> Iterator[tuple[int, GridCell]]:
    """The filled cells of all rows, each with its place in its row."""
    return ((at, cell) for row in heading.rows for at, cell in enumerate(row.cells) if not cell.blank)
