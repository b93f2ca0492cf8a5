"""The header of table 3: its seven columns in printed order, and where each stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.model.documents import Grid, GridCell, GridRow
from generator.reading.matching import LabelIndex, Match

ORGANISATIONS = ("business", "research", "public_interest_org", "legal_service", "other_org")
COLUMNS = ("natural_person", *ORGANISATIONS, "total")
GROUPS = ("applicants", "organisations")
SHARED_WITH_ROWS = {"other_org", "total"}
"""Column labels whose words (其他, 总计) are row labels too: alone they make no header."""
WITH_COLUMNS = ("html", "docx", "xlsx", "pdf_ruled", "pdf_aligned")
"""Layouts in which a cell's place in its row is a column of the table."""
FULL_GRIDS = ("tab_rows", "pipe_rows")
"""Layouts in which it may be, where every row has the same number of cells."""


@dataclass(frozen=True, slots=True)
class Header:
    """The seven columns in printed order, and the labels among them that differ from the form."""

    order: tuple[str, ...]
    variants: tuple[tuple[str, GridCell], ...]
    places: Mapping[str, int]
    """Column id → its place in every row, in formats whose cells have real columns; else empty."""
    others: frozenset[int] = frozenset()
    """Places of columns that the form does not have (备注); known only where ``places`` are."""


def is_header(row: GridRow, columns: LabelIndex) -> bool:
    found = {match.id for cell in row.cells if (match := columns.find(cell.text))}
    return bool(found - SHARED_WITH_ROWS)


def read_header(grid: Grid, columns: LabelIndex) -> Header | None:
    """The order of columns that the header rows print; None where they leave it open."""
    lines = [row for row in grid.rows if is_header(row, columns)]
    named = [[(columns.find(c.text), c) for c in row.cells if not c.blank] for row in lines]
    inner = next((cells for cells in named if _count(cells, ORGANISATIONS) >= 3), None)
    if inner is None:
        return None
    filled = _fill(inner)
    if filled is None:
        return None
    order = [id for id, _, _ in filled]
    grouped = [match.id for match, _ in inner if match and match.id in GROUPS]
    if grouped:
        # All header rows in one, as a stream has them: the groups tell how its columns hang together.
        order = _ungrouped([match.id for match, _ in inner if match], order)
    else:
        order = _outer_order([cells for cells in named if cells is not inner], order)
    if sorted(order) != sorted(COLUMNS):
        return None
    variants = [(id, cell) for id, cell, differs in filled if differs]
    outer_cells = [pair for cells in named if cells is not inner for pair in cells]
    variants += [(m.id, c) for m, c in outer_cells if m and m.variant and m.id in COLUMNS]
    places = _places(grid, lines, columns)
    return Header(tuple(order), tuple(variants), places, _other_columns(lines, places, columns))


def _places(grid: Grid, lines: Sequence[GridRow], columns: LabelIndex) -> dict[str, int]:
    """Where each column stands, as its header cell tells; empty where rows differ in length or a column has none."""
    if len({len(row.cells) for row in grid.rows}) != 1:
        return {}
    found: dict[str, int] = {}
    for row in lines:
        for at, cell in enumerate(row.cells):
            match = columns.find(cell.text) if not cell.blank else None
            if match and match.id in COLUMNS and found.setdefault(match.id, at) != at:
                return {}
    if len(found) < len(COLUMNS):
        return {}
    side_by_side = max(found.values()) - min(found.values()) == len(COLUMNS) - 1
    return found if grid.layout in WITH_COLUMNS or (grid.layout in FULL_GRIDS and side_by_side) else {}


def _outer_order(outer: Sequence[Sequence[tuple[Match | None, GridCell]]], order: Sequence[str]) -> list[str]:
    """``order`` with the columns that stand beside the organisations, on the side where they are printed.

    Empty where the header leaves a column out.
    """
    missing = [id for id in ("natural_person", "total") if id not in order]
    for row in outer:
        printed = [match.id for match, _ in row if match and match.id in (*missing, "organisations")]
        if set(printed) == {*missing, "organisations"}:
            at = printed.index("organisations")
            return [*printed[:at], *order, *printed[at + 1 :]]
    named = {match.id for row in outer for match, _ in row if match}
    if not named.issuperset(missing):
        return []
    return [id for id in ("natural_person",) if id in missing] + [*order] + [id for id in ("total",) if id in missing]


def _other_columns(lines: Sequence[GridRow], places: Mapping[str, int], columns: LabelIndex) -> frozenset[int]:
    """Where header cells beyond the seven columns name columns that the form does not have."""
    if not places:
        return frozenset()
    last = max(places.values())
    return frozenset(
        at
        for row in lines
        for at, cell in enumerate(row.cells)
        if at > last and not cell.blank and not cell.covered and columns.find(cell.text) is None
    )


def _ungrouped(printed: Sequence[str], order: Sequence[str]) -> list[str]:
    """The columns of a header whose rows run together; empty where the total may stand first."""
    if {"natural_person", "total"} - set(order) or printed.index("total") < min(
        printed.index(id) for id in (*GROUPS, "natural_person") if id in printed
    ):
        return []
    return ["natural_person", *(id for id in order if id in ORGANISATIONS), "total"]


def _count(cells: Sequence[tuple[Match | None, GridCell]], ids: Sequence[str]) -> int:
    return len({match.id for match, _ in cells if match and match.id in ids})


def _fill(cells: Sequence[tuple[Match | None, GridCell]]) -> list[tuple[str, GridCell, bool]] | None:
    """The column ids of a header row; one unknown label among known ones is the one that is missing."""
    named = [(m, c) for m, c in cells if m is None or m.id in COLUMNS]
    present = {m.id for m, _ in named if m}
    missing = [id for id in ORGANISATIONS if id not in present]
    unknown = [c for m, c in named if m is None]
    if len(missing) > 1 or (len(missing) == 1 and len(unknown) != 1):
        return None
    filled = []
    for match, cell in named:
        if match:
            filled.append((match.id, cell, match.variant))
        elif missing:
            filled.append((missing[0], cell, True))
    return filled
