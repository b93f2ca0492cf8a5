"""Grid cells to value cells and label variants, with their places in the source."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from generator.model.documents import GridCell, Text
from generator.model.doubts import Doubt
from generator.model.figures import Cell, Reading
from generator.model.spans import DecodedSpan, Span
from generator.reading.numbers import parse_value
from generator.reading.table.recognised import recognised_value
from generator.reading.table.solve import RowSum

TWICE = "twice"
"""Note of a cell whose row or table the text holds twice."""


def value_cell(cell: GridCell, text: Text, label_unit: str | None = None, bounded: bool = False) -> Cell:
    """The value in ``cell``. A unit in the cell goes before the one in the column's label.

    ``bounded``: the row prints just as many values as it has columns, so the cell holds no neighbour's.
    """
    value = parse_value(cell.text, bounded) if cell.seen is None else recognised_value(cell.text, cell.seen)
    span = text.back(cell.span)
    return Cell(
        value=value.value,
        reading=value.reading,
        raw=span.of(text.decoded).strip() if value.reading is not Reading.BLANK else "",
        span=span,
        unit=value.unit or (label_unit if value.value is not None else None),
        text=cell.text,
        note=value.reason,
        where=cell.where,
        seen=cell.seen,
    )


def is_unreadable(cell: GridCell) -> bool:
    """Whether there is a mark in ``cell`` for what is not surely seen: as a label it may say anything."""
    return parse_value(cell.text).reading is Reading.ILLEGIBLE


def summed_cells(
    cells: Sequence[GridCell], text: Text, sums: Sequence[RowSum], bounded: bool, by_sums: bool
) -> tuple[Cell, ...]:
    """The values of cells over which ``sums`` are printed.

    A number with a blank in it (``1 0``) is one number where the sums over it come out with it, and rests on them then;
    where they do not, or ask for what is not printed, it stays illegible. ``by_sums``: it was by them that the cells
    were told from their neighbours.
    """
    plain = tuple([value_cell(cell, text) for cell in cells])
    if not by_sums and not any(cell.reading is Reading.ILLEGIBLE for cell in plain):
        return plain
    joined = [value_cell(cell, text, bounded=bounded) for cell in cells]
    values = [cell.value for cell in joined]
    return tuple(
        _chosen(plain[at], joined[at], [one for one in sums if at in dict(one.signs)], values, by_sums)
        for at in range(len(cells))
    )


def _chosen(alone: Cell, joined: Cell, over: Sequence[RowSum], values: Sequence[Decimal | None], by_sums: bool) -> Cell:
    """The reading of one cell: by itself, or the one that all sums over it allow."""
    if alone.reading is not Reading.ILLEGIBLE:
        return _resting(alone, over) if by_sums else alone
    told = joined.value is not None and over and all(one.whole(values) and one.holds(values) for one in over)
    return _resting(joined, over) if told else alone


def _resting(cell: Cell, sums: Sequence[RowSum]) -> Cell:
    """The cell as one that the sums told from its neighbours: a number, or that none stands there."""
    reading = cell.reading if cell.value is None else Reading.SOLVED
    return replace(cell, reading=reading, rests_on=tuple(one.name for one in sums))


def illegible(cells: tuple[GridCell, ...], text: Text, note: str) -> Cell:
    """What stands for a value that cannot be told from its neighbours: all of them, unread.

    Its span is None where the row has no cells at all.
    """
    if not cells:
        return Cell(None, Reading.ILLEGIBLE, "", None, note=note)
    spans = [text.back(cell.span) for cell in cells]
    span = DecodedSpan(Span(spans[0].start, max(spans[0].start, spans[-1].end)))
    return Cell(None, Reading.ILLEGIBLE, span.of(text.decoded).strip(), span, note=note)


def absent() -> Cell:
    """A cell of the form that the source's table plainly lacks."""
    return Cell(None, Reading.ABSENT, "", None)


def unread() -> Cell:
    """A cell of the form that was not found in the source, though it may well be there."""
    return Cell(None, Reading.UNREAD, "", None)


def unsure(code: str, message: str, span: DecodedSpan | None) -> Doubt:
    """A doubt about cells of a table, at ``span`` of the source."""
    return Doubt(code, "reading", message, "请对照原文；如有表格完整的原件，请重新上传。", span=span)
