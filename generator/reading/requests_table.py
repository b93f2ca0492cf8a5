"""Table 3: requests received and handled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.forms.loader import FormTable, Label
from generator.model.documents import Grid, GridCell, GridRow, Text
from generator.model.doubts import Doubt
from generator.model.figures import Address, Cell, LabelVariant, Reading, Table
from generator.model.spans import Span
from generator.reading.alignment import EXPLICIT, STREAMS, Run, align, rejoined
from generator.reading.cells import absent, illegible, parted_value_cells, unsure, variant
from generator.reading.folding import split_ordinal, squash
from generator.reading.lexicon import TableLexicon
from generator.reading.matching import LabelIndex, Match

ORGANISATIONS = ("business", "research", "public_interest_org", "legal_service", "other_org")
COLUMNS = ("natural_person", *ORGANISATIONS, "total")
GROUPS = ("applicants", "organisations")
SHARED_WITH_ROWS = {"other_org", "total"}
"""Column labels whose words (其他, 总计) are row labels too: alone they make no header."""
WITH_COLUMNS = ("html", "docx", "xlsx", "pdf_ruled", "pdf_aligned")
"""Layouts in which a cell's place in its row is a column of the table."""
WORDS = 4
"""So many letters in a cell are a label; values in words (无, 暂无) are shorter."""
HAS_DIGIT = re.compile(r"\d")
DEEP = ("denied_", "unable_", "not_processed_", "other_no", "other_un", "other_misc")
"""Rows under a group of the outcomes: their labels stand in the last of the three columns of labels."""
OUTER = ("new_requests", "carried_over", "carried_forward")
"""Rows whose labels are merged over all three; the others' over two."""
MIN_ROWS = 3
"""A grid with fewer recognised rows is not taken for table 3."""


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A row whose label was recognised: its match, the cell it stands in and the cells behind it."""

    match: Match
    label: GridCell
    run: Run
    span: Span
    cells: tuple[GridCell, ...]
    """All cells of the row."""

    def under(self, places: Mapping[str, int], order: Sequence[str]) -> tuple[GridCell, ...] | None:
        """The values under their column's header cell; None where a printed one stands elsewhere."""
        taken = [self.cells[places[column]] for column in order]
        stray = sum(not cell.blank for cell in self.run.cells) - sum(not cell.blank for cell in taken)
        return None if stray or any(cell.covered for cell in taken) else tuple(taken)


@dataclass(frozen=True, slots=True)
class Header:
    """The seven columns in printed order, and the labels among them that differ from the form."""

    order: tuple[str, ...]
    variants: tuple[tuple[str, GridCell], ...]
    places: Mapping[str, int]
    """Column id → its place in every row, in formats whose cells have real columns; else empty."""


def read_requests(
    grids: Sequence[Grid], lexicon: TableLexicon, text: Text, hint: str = ""
) -> tuple[Table | None, tuple[Doubt, ...]]:
    """The table among ``grids``, or None. Cells that cannot be told are illegible, with a doubt."""
    rows, columns = lexicon.rows, lexicon.columns
    found: list[LabelledRow] = []
    headers: list[Header] = []
    layout = ""
    for grid in grids:
        part = list(_labelled(grid, rows, columns))
        if len(part) < MIN_ROWS:
            continue
        found += part
        layout = layout or grid.layout
        header = _header(grid, columns)
        if header:
            headers.append(header)
    if not found:
        return None, ()
    form = _form(found, lexicon.tables, hint)
    order = headers[0].order if headers else None
    if any(header.order != order for header in headers):
        order = None
    places = headers[0].places if len(headers) == 1 else {}
    cells, doubts = _cells(found, form, order, places, layout, text)
    variants = [
        variant(form, "column", form.columns[id], cell, text) for header in headers[:1] for id, cell in header.variants
    ]
    variants += _row_variants(found, form, lexicon.own_rows[form.form], text)
    start, end = min(r.span.start for r in found), max(r.span.end for r in found)
    table = Table(3, form.form, cells, text.back(Span(start, end)), layout, tuple(variants))
    return table, tuple(doubts)


def _labelled(grid: Grid, rows: LabelIndex, columns: LabelIndex) -> Iterator[LabelledRow]:
    for row in grid.rows:
        if _is_header(row, columns):
            continue
        named = [(i, rows.find(cell.text)) for i, cell in enumerate(row.cells) if not cell.blank]
        matched = [(i, match) for i, match in named if match]
        if not matched:
            continue
        at, match = matched[-1]
        behind = tuple(cell for cell in row.cells[at + 1 :] if not cell.covered)
        if any(len(squash(cell.text)) >= WORDS and not HAS_DIGIT.search(cell.text) for cell in behind):
            continue  # labels behind a label: the header of another table
        # A heading such as “（六）其他处理” over its own rows has no values behind it, and 总计 may stand in a header.
        empty = all(cell.blank for cell in behind)
        if not behind or (empty and (len(behind) < len(COLUMNS) or split_ordinal(row.cells[at].text)[0] is None)):
            continue
        last = row.cells[-1]
        yield LabelledRow(
            match,
            row.cells[at],
            Run(behind, len(COLUMNS), len(row.cells), _pads(match.id)),
            Span(row.cells[0].span.start, last.span.end),
            row.cells,
        )


def _pads(row: str) -> int:
    return 0 if row.startswith(DEEP) else 2 if row in OUTER else 1


def _is_header(row: GridRow, columns: LabelIndex) -> bool:
    found = {match.id for cell in row.cells if (match := columns.find(cell.text))}
    return bool(found - SHARED_WITH_ROWS)


def _header(grid: Grid, columns: LabelIndex) -> Header | None:
    """The order of columns that the header rows print; None where they leave it open."""
    lines = [row for row in grid.rows if _is_header(row, columns)]
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
    elif "natural_person" not in order:
        outer = [match.id for cells in named if cells is not inner for match, _ in cells if match]
        if "natural_person" not in outer:
            return None
        order = ["natural_person", *order]
    if "total" not in order:
        if not any(match and match.id == "total" for cells in named for match, _ in cells):
            return None
        order = [*order, "total"]
    if sorted(order) != sorted(COLUMNS):
        return None
    variants = [(id, cell) for id, cell, differs in filled if differs]
    outer_cells = [pair for cells in named if cells is not inner for pair in cells]
    variants += [(m.id, c) for m, c in outer_cells if m and m.variant and m.id in COLUMNS]
    return Header(tuple(order), tuple(variants), _places(grid, lines, columns))


def _places(grid: Grid, lines: Sequence[GridRow], columns: LabelIndex) -> dict[str, int]:
    """Where each column stands, as its header cell tells; empty where rows differ in length or a column has none."""
    if grid.layout not in WITH_COLUMNS or len({len(row.cells) for row in grid.rows}) != 1:
        return {}
    found: dict[str, int] = {}
    for row in lines:
        for at, cell in enumerate(row.cells):
            match = columns.find(cell.text) if not cell.blank else None
            if match and match.id in COLUMNS and found.setdefault(match.id, at) != at:
                return {}
    return found if len(found) == len(COLUMNS) else {}


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


def _form(found: Sequence[LabelledRow], tables: Sequence[FormTable], hint: str) -> FormTable:
    """The form that has most of the rows found; of several the one of table 2 (``hint``), else the newest."""
    ids = {row.match.id for row in found}
    return max(tables, key=lambda table: (len(ids & set(table.rows)), table.form == hint, table.form))


def _cells(
    found: Sequence[LabelledRow],
    form: FormTable,
    order: tuple[str, ...] | None,
    places: Mapping[str, int],
    layout: str,
    text: Text,
) -> tuple[dict[Address, Cell], list[Doubt]]:
    doubts: list[Doubt] = []
    cells: dict[Address, Cell] = {address: absent() for address in form.addresses()}
    if order is None:
        doubts.append(unsure("header_unreadable", "表三的表头没有读出，无法确定各列。", text.back(found[0].span)))
    seen: dict[str, tuple[Cell, ...]] = {}
    runs = [rejoined(row.run, text.repaired, layout) for row in found]
    for row, run, aligned in zip(found, runs, align(runs, layout), strict=True):
        values = aligned
        if aligned is None and places and order is not None:
            values = row.under(places, order)
        if values is not None and layout not in EXPLICIT and not run.filled and _crowded(values):
            values = None  # two numbers in one cell: the others stand a place too far left
        label = form.rows.get(row.match.id)
        if label is None:
            doubts.append(
                unsure(
                    "row_of_other_form", f"表三有一行不属于 {form.form} 年格式：{row.label.text}", text.back(row.span)
                )
            )
            continue
        if values is None or order is None:
            read = tuple(illegible(row.run.cells, text, "columns") for _ in COLUMNS)
            if values is None:
                doubts.append(_misaligned(row, label, text))
        else:
            read = parted_value_cells(values, text, run.filled and order[-1] == "total")
        if row.match.id in seen and [c.raw for c in seen[row.match.id]] != [c.raw for c in read]:
            read = tuple(illegible(row.run.cells, text, "twice") for _ in COLUMNS)
            doubts.append(unsure("row_twice", f"表三“{label.short}”一行出现两次，数字不同。", text.back(row.span)))
        seen[row.match.id] = read
        cells.update({(label.id, c): cell for c, cell in zip(order or COLUMNS, read, strict=True)})
        doubts += [
            unsure("illegible_cell", f"表三“{label.short}”一行有读不准的单元格：{cell.raw}", cell.span)
            for cell in read
            if cell.reading is Reading.ILLEGIBLE and values is not None and order is not None
        ]
    missing = [label.short for id, label in form.rows.items() if id not in seen]
    if missing and layout in (*STREAMS, "cell_lines"):
        doubts += _beside_missing(form, seen, cells, text)
    if missing:
        doubts.append(
            unsure("rows_missing", f"表三没有读到 {len(missing)} 行：{'、'.join(missing)}。", text.back(found[-1].span))
        )
    return cells, doubts


def _beside_missing(
    form: FormTable, seen: Mapping[str, tuple[Cell, ...]], cells: dict[Address, Cell], text: Text
) -> Iterator[Doubt]:
    """Where a row is lost between the lines, the values behind the row before it may be the lost row's."""
    for before, row in pairwise(form.rows):
        if row in seen or before not in seen:
            continue
        read = [cells[before, column] for column in form.columns]
        spans = [cell.span for cell in read if cell.span]
        for column in form.columns:
            cells[before, column] = replace(
                cells[before, column], value=None, reading=Reading.ILLEGIBLE, note="columns"
            )
        message = f"表三“{form.rows[before].short}”的下一行缺失，这一行的数字可能是别行的。"
        yield unsure("row_lost_beside", message, spans[0] if spans else None)


def _crowded(values: Sequence[GridCell]) -> bool:
    return any(len(re.findall(r"\d+", cell.text)) > 1 and " " in cell.text.strip() for cell in values)


def _misaligned(row: LabelledRow, label: Label, text: Text) -> Doubt:
    count = len(row.run.cells)
    return unsure(
        "cells_misaligned",
        f"表三“{label.short}”一行有 {count} 个单元格，应为 {len(COLUMNS)} 个，无法对齐。",
        text.back(row.span),
    )


def _row_variants(found: Sequence[LabelledRow], form: FormTable, own: LabelIndex, text: Text) -> Iterator[LabelVariant]:
    for row in found:
        match = own.find(row.label.text)
        if row.match.id in form.rows and (match is None or match.variant):
            yield variant(form, "row", form.rows[row.match.id], row.label, text)
