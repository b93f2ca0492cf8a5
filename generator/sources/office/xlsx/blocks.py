"""Where the tables of a worksheet stand: beside them a shape covers no cell that anyone takes for a value."""

from __future__ import annotations

from collections.abc import Mapping

from generator.sources.office.xlsx.addresses import Area, At
from generator.sources.rows import is_prose

Spans = dict[int, tuple[int, int, int]]
"""First and last column of the table that a row belongs to, and the table's first row; by row."""


def table_spans(texts: Mapping[At, str], areas: Mapping[At, Area]) -> Spans:
    """The rows that belong to tables. ``texts`` are what is shown by address, ``areas`` the merged ranges by theirs.

    A table begins with a row of two filled cells. It is as wide as the widest of its rows, and ends where one cell
    fills its whole width, or holds a heading or a paragraph.
    """
    rows: dict[int, list[tuple[int, int, str]]] = {}
    for at, text in texts.items():
        top, left, bottom, right = areas.get(at, (*at, *at))
        for row in range(top, bottom + 1):
            rows.setdefault(row, []).append((left, right, text))
    found: Spans = {}
    block: list[int] = []
    left = right = 0
    for row in sorted(rows):
        pieces = rows[row]
        alone = len(pieces) == 1
        if alone and (not block or pieces[0][1] >= right or is_prose([pieces[0][2]])):
            _close(found, block, left, right)
            block = []
            continue
        first, last = min(piece[0] for piece in pieces), max(piece[1] for piece in pieces)
        left, right = (min(left, first), max(right, last)) if block else (first, last)
        block.append(row)
    _close(found, block, left, right)
    return found


def _close(found: Spans, block: list[int], left: int, right: int) -> None:
    if block:
        found.update(dict.fromkeys(block, (left, right, block[0])))
