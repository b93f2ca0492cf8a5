"""Rows whose cells ran together, as they were found in text."""

from __future__ import annotations

from dataclasses import dataclass

from generator.forms.loader import FormTable
from generator.model.spans import RepairedSpan, Span


@dataclass(frozen=True, slots=True)
class Glued:
    """A row's digits: their places in the repaired text, blanks between them left out."""

    start: int
    """Where the row's label begins."""
    places: tuple[int, ...]
    digits: str
    """Signs and points included; the places are those of all these characters."""
    apart: bool = False
    """Blanks stand between the digits."""
    ended: bool = True
    """What stands behind the digits begins something else."""
    unit: str = ""
    inline: bool = True
    """The digits stand on the line on which the label ends."""

    @property
    def span(self) -> RepairedSpan:
        return RepairedSpan(Span(self.places[0], self.places[-1] + 1))


@dataclass(frozen=True, slots=True)
class GluedRows:
    """The rows of one table, by their ids, and where the table begins."""

    form: FormTable
    rows: dict[str, Glued]
    start: int
    header: str
    """The header's text; "" where none stands above the rows."""
    attached: bool = True
    """All digits stand right behind a label, on its line: none can be another row's."""
    twice: frozenset[str] = frozenset()
    """Rows that were found more than once with other digits."""

    @property
    def span(self) -> RepairedSpan:
        return RepairedSpan(Span(self.start, max(row.span.end for row in self.rows.values())))

    def is_last(self, row: str) -> bool:
        """Nothing was found behind the row: its digits may be cut."""
        return row == next(reversed(self.rows))

    @property
    def rank(self) -> tuple[bool, int]:
        return len(self.rows) == len(self.form.rows), len(self.rows)
