"""Builds a document's text from paragraphs and tables, and remembers where every cell went."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

from generator.model.documents import Grid, GridCell, GridRow, Text
from generator.model.pictures import Seen
from generator.model.spans import DecodedSpan, RepairedSpan, Span, Where
from generator.repairs import repair


class RawCell(msgspec.Struct, frozen=True):
    """A cell as its format gives it. ``covered`` marks a position under a merged neighbour (its text is ""), ``above``
    one that begins in a row above. ``seen`` is how it was read from a picture."""

    text: str
    covered: bool = False
    where: Where | None = None
    above: bool = False
    seen: Seen | None = None


class _Placed(msgspec.Struct, frozen=True):
    cell: RawCell
    span: DecodedSpan


@dataclass
class Extract:
    """Collects what a reader finds, in document order. The one mutable thing of ``sources``: it lives within a call.

    Every paragraph is one line of the text, every table row one line with tabs between its cells; line breaks and
    tabs inside a cell become blanks, so that text and grid tell the same.
    """

    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _tables: list[tuple[str, list[list[_Placed]]]] = field(default_factory=list)
    _surroundings: list[DecodedSpan] = field(default_factory=list)

    def paragraph(self, text: str) -> None:
        """One paragraph. Line breaks in it stay."""
        self._add(text.replace("\x0b", "\n").strip("\n") + "\n")

    def furniture(self, text: str) -> None:
        """A line of the page around the report: it is kept as evidence and is no part of the report's text."""
        start = self._length
        self._add(text.replace("\n", " ").replace("\x0b", " ") + "\n")
        self._surroundings.append(DecodedSpan(Span(start, self._length - 1)))

    def table(self, rows: Iterable[Sequence[RawCell]], layout: str) -> None:
        """One table; ``rows`` are rectangular only where the source is. Its text stands between blank lines."""
        self._add("\n")
        placed = [self._row(row) for row in rows]
        self._tables.append((layout, [row for row in placed if row]))
        self._add("\n")

    def _row(self, row: Sequence[RawCell]) -> list[_Placed]:
        placed: list[_Placed] = []
        for i, cell in enumerate(row):
            if i:
                self._add("\t")
            words = " ".join(cell.text.split())
            placed.append(_Placed(cell, DecodedSpan(Span(self._length, self._length + len(words)))))
            self._add(words)
        self._add("\n")
        return placed

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    @property
    def length(self) -> int:
        """Characters so far: readers stop at their limit."""
        return self._length

    @property
    def tables(self) -> int:
        """How many tables there are so far."""
        return len(self._tables)

    @property
    def blank(self) -> bool:
        """Is there nothing to be read so far?"""
        return not any(map(str.strip, self._parts))

    def finish(self) -> tuple[Text, tuple[Grid, ...]]:
        """The repaired text and the tables in it, their cells placed in the repaired text."""
        text = repair("".join(self._parts), self._surroundings)
        grids = tuple(_grid(layout, rows, text) for layout, rows in self._tables if rows)
        return text, grids


def _grid(layout: str, rows: Sequence[Sequence[_Placed]], text: Text) -> Grid:
    done = tuple(GridRow(tuple(_cell(placed, text) for placed in row)) for row in rows)
    return Grid(done, RepairedSpan(Span(done[0].cells[0].span.start, done[-1].cells[-1].span.end)), layout)


def _cell(placed: _Placed, text: Text) -> GridCell:
    span = text.forth(placed.span)
    cell = placed.cell
    return GridCell(span.of(text.repaired).strip(), span, cell.covered, cell.where, cell.above, cell.seen)
