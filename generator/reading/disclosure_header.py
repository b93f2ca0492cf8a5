"""The header of a block of table 2: which printed column is which of the form's, whole labels or torn ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.forms.loader import Block, Label
from generator.model.documents import GridCell
from generator.reading.folding import squash
from generator.reading.matching import LabelIndex

BORDERED = ("html", "docx", "xlsx", "pdf_ruled", "tab_rows", "pipe_rows", "cell_lines")
"""Layouts that lose no cell of a header."""
SHORTEST_STUMP = 2

Columns = tuple[tuple[str, GridCell], ...]
"""Column id, "" where it is not known, and header cell, in printed order."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The column labels of one header row, in printed order."""

    cells: tuple[GridCell, ...]


def columns_of(heading: Heading | None, block: Block, labels: Mapping[str, Label], index: LabelIndex) -> Columns | None:
    """The block's columns as the header prints them; None where it is not the block's header.

    One unknown label among known ones is the one that is missing. Stumps of labels (本年新 | 本年新) are told by the
    form's order, where a whole label stands at its place in it; where they are not, they stay unknown.
    """
    if heading is None or not heading.cells:
        return None
    found = [(m.id if (m := index.find(cell.text)) else "", cell) for cell in heading.cells]
    named = [id for id, _ in found if id]
    if not named or len(set(named)) < len(named) or not set(named) <= set(block.columns):
        return None
    if len(found) < len(block.columns):
        return tuple(found) if len(named) == len(found) else None
    if len(found) > len(block.columns):
        return None
    missing = [id for id in block.columns if id not in named]
    if len(missing) == 1:
        return tuple((id or missing[0], cell) for id, cell in found)
    in_order = all(
        id == column or (not id and _is_stump(cell.text, labels[column]))
        for (id, cell), column in zip(found, block.columns, strict=True)
    )
    return tuple(zip(block.columns, heading.cells, strict=True)) if in_order else tuple(found)


def _is_stump(printed: str, label: Label) -> bool:
    key = squash(printed)
    return len(key) >= SHORTEST_STUMP and any(key in squash(name) for name in (label.zh, *label.aliases))


def row_size(block: Block, columns: Columns | None, layout: str) -> int:
    """How many values a row of the block has: as many as its columns, but for those that a whole header leaves out, in
    a layout that loses none."""
    lacking = columns is not None and len(columns) < len(block.columns) and layout in BORDERED
    return len(columns) if columns is not None and lacking else len(block.columns)
