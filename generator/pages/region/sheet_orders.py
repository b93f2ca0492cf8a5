"""A sheet's columns from the highest number to the lowest: what its script does to the table, for those without one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.archive.totals import VALUES, key_figures
from generator.archive.types import Entry
from generator.model.figures import KeyFigure
from generator.pages.region.sheet_cells import Column, SheetCell


@dataclass(frozen=True, slots=True)
class Ordered:
    """The organs by one figure."""

    id: str
    """The anchor to which the column's head leads."""
    label: str
    """The figure, as the column is called."""
    en: str
    """The same in English."""
    numbers: tuple[tuple[str, SheetCell], ...]
    """Organs with a number other than 0, the highest first; equal ones in the order of the sheet."""
    zeros: int
    """Organs that say 0."""
    others: int
    """Organs that say no number that was read for sure: blank, not read, a 0 that was only derived."""


def orders_of(
    held: Sequence[tuple[str, Entry]], cells: Sequence[Sequence[SheetCell]], columns: Sequence[Column]
) -> tuple[Ordered, ...]:
    """One a column. ``held`` are the sheet's reports with what their organs are called, ``cells`` what they show."""
    figures = [key_figures(entry.report) for _, entry in held]
    names = [name for name, _ in held]
    return tuple(
        _ordered(column, names, [each.get(column.id) for each in figures], [row[place] for row in cells])
        for place, column in enumerate(columns)
    )


def _ordered(
    column: Column, names: Sequence[str], figures: Sequence[KeyFigure | None], cells: Sequence[SheetCell]
) -> Ordered:
    known = [
        (figure.value, name, cell)
        for name, figure, cell in zip(names, figures, cells, strict=True)
        if figure is not None and figure.value
    ]
    zeros = sum(f is not None and f.value is not None and not f.value and f.reading in VALUES for f in figures)
    return Ordered(
        f"most-{column.id}",
        column.label,
        column.en,
        tuple((name, cell) for _, name, cell in sorted(known, key=lambda one: -one[0])),
        zeros,
        len(names) - len(known) - zeros,
    )
