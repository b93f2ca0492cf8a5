"""Table 3: requests received and handled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.forms.loader import FormTable, Label
from generator.model.documents import Grid, GridCell, Text
from generator.model.doubts import Doubt
from generator.model.figures import Address, Cell, LabelVariant, Reading, Table
from generator.model.spans import Span
from generator.reading.alignment import DIRECT, EXPLICIT, STREAMS, Run, align, rejoined, row_sizes
from generator.reading.cells import illegible, parted_value_cells, unread, unsure, variant
from generator.reading.folding import split_ordinal, squash
from generator.reading.lexicon import TableLexicon
from generator.reading.matching import LabelIndex, Match
from generator.reading.numbers import parse_value
from generator.reading.requests_header import COLUMNS, FULL_GRIDS, Header, is_header, read_header

WORDS = 4
"""So many letters in a cell are a label; values in words (无, 暂无) are shorter."""
HAS_DIGIT = re.compile(r"\d")
DEEP = ("denied_", "unable_", "not_processed_", "other_no", "other_un", "other_misc")
"""Rows under a group of the outcomes: their labels stand in the last of the three columns of labels."""
OUTER = ("new_requests", "carried_over", "carried_forward")
"""Rows whose labels are merged over all three; the others' over two."""
MIN_ROWS = 3
"""A grid with fewer recognised rows is not taken for table 3, unless its whole header stands above whole rows."""


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A row whose label was recognised: its match, the cell it stands in and the cells behind it."""

    match: Match
    label: GridCell
    run: Run
    span: Span
    cells: tuple[GridCell, ...]
    """All cells of the row."""

    def under(self, header: Header) -> tuple[GridCell, ...] | None:
        """The values under their column's header cell; None where a printed one stands elsewhere."""
        if not header.places or max(header.places.values()) >= len(self.cells):
            return None
        taken = [self.cells[header.places[column]] for column in header.order]
        others = [cell for at, cell in enumerate(self.cells) if at in header.others]
        printed = sum(not cell.blank for cell in (*taken, *others))
        stray = sum(not cell.blank for cell in self.run.cells) - printed
        return None if stray or any(cell.covered for cell in taken) else tuple(taken)


def read_requests(
    grids: Sequence[Grid], lexicon: TableLexicon, text: Text, hint: str = ""
) -> tuple[Table | None, tuple[Doubt, ...]]:
    """The table among ``grids``, or None. Cells that cannot be told are illegible, with a doubt."""
    rows, columns = lexicon.rows, lexicon.columns
    found: list[LabelledRow] = []
    headers: list[Header] = []
    parts: list[tuple[Span, list[LabelledRow]]] = []
    layout = ""
    for grid in grids:
        part = list(_labelled(grid, rows, columns))
        header = read_header(grid, columns) if part else None
        few = len(part) < MIN_ROWS
        if not part or (few and not (header and all(_is_whole(row, lexicon.tables) for row in part))):
            continue
        found += part
        parts.append((grid.span, part))
        layout = layout or grid.layout
        if header:
            headers.append(header)
    if not found:
        return None, ()
    form, told = _form(found, lexicon.tables, hint, text.repaired)
    header = headers[0] if headers and all(other.order == headers[0].order for other in headers) else None
    if header and any((other.places, other.others) != (header.places, header.others) for other in headers):
        header = replace(header, places={}, others=frozenset())
    cells, doubts = _cells(found, form, header, layout, text, _of_one_table_only(parts), _bare(grids, rows))
    variants = [
        variant(form, "column", form.columns[id], cell, text) for first in headers[:1] for id, cell in first.variants
    ]
    variants += _row_variants(found, form, lexicon.own_rows[form.form], text)
    start, end = min(r.span.start for r in found), max(r.span.end for r in found)
    table = Table(3, form.form, cells, text.back(Span(start, end)), layout, tuple(variants), form_told=told)
    return table, tuple(doubts)


def _is_label(words: str) -> bool:
    """Words and no value: without a number, or with one that only counts labels (1.申请人…)."""
    if not HAS_DIGIT.search(words):
        return len(squash(words)) >= WORDS
    number, _, rest = split_ordinal(words)
    return number is not None and not HAS_DIGIT.search(rest) and len(squash(rest)) >= WORDS


def _without_next_number(run: Run, layout: str, repaired: str) -> Run:
    """``run`` without a number too many that ends the text: the next row's label was cut behind its own (5.属于…)."""
    cells = run.cells
    if layout not in (*STREAMS, *DIRECT) or len(cells) != run.count + 1:
        return run
    ends = not repaired[cells[-1].span.end :].strip()
    return replace(run, cells=cells[:-1]) if ends and cells[-1].text.isdigit() else run


def _is_whole(row: LabelledRow, tables: Sequence[FormTable]) -> bool:
    """Is it one of the form's first rows, with just as many printed values as there are columns?"""
    first = {id for table in tables for id in list(table.rows)[: MIN_ROWS - 1]}
    return row.match.id in first and row.run.filled and len(row.run.cells) == row.run.count


def _of_one_table_only(parts: Sequence[tuple[Span, Sequence[LabelledRow]]]) -> frozenset[str]:
    """Rows that one of several whole tables has and another lacks: last year's table may stand beside this year's."""
    counts: Counter[str] = Counter()
    end, tables = -1, 0
    for span, part in parts:
        ids = {row.match.id for row in part}
        if span.start < end:
            continue  # another view of the same lines
        end = span.end
        tables += sum(counts[id] > 0 for id in ids) >= MIN_ROWS
        counts.update(ids)
    return frozenset(id for id, count in counts.items() if count == 1) if tables else frozenset()


def _labelled(grid: Grid, rows: LabelIndex, columns: LabelIndex) -> Iterator[LabelledRow]:
    for row in grid.rows:
        if is_header(row, columns):
            continue
        named = [(i, rows.find(cell.text)) for i, cell in enumerate(row.cells) if not cell.blank]
        matched = [(i, match) for i, match in named if match]
        if not matched:
            continue
        at, match = matched[-1]
        behind = tuple(cell for cell in row.cells[at + 1 :] if not cell.covered)
        if any(_is_label(cell.text) for cell in behind):
            continue  # labels behind a label: the header of another table, or a row whose own label is cut
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


def _bare(grids: Sequence[Grid], rows: LabelIndex) -> frozenset[str]:
    """The rows whose labels stand in a stream with no cell behind them."""
    alone = (row.cells[0].text for grid in grids if grid.layout in STREAMS for row in grid.rows if len(row.cells) == 1)
    return frozenset(match.id for words in alone if (match := rows.find(words)))


def _pads(row: str) -> int:
    return 0 if row.startswith(DEEP) else 2 if row in OUTER else 1


def _form(
    found: Sequence[LabelledRow], tables: Sequence[FormTable], hint: str, repaired: str
) -> tuple[FormTable, bool]:
    """The form that has most of the rows found; of several that with its own row （六）其他处理, if the text prints it
    with nothing below it, else that of table 2 (``hint``), else the newest. And whether the first two told it."""
    ids = {row.match.id for row in found}
    alone = OTHER_ALONE.search(repaired) is not None
    def rank(table: FormTable) -> tuple[int, bool, bool, str]:
        return len(ids & set(table.rows)), alone and OTHER_ROW in table.rows, table.form == hint, table.form

    ranked = sorted(tables, key=rank, reverse=True)
    return ranked[0], len(ranked) < 2 or rank(ranked[0])[:2] > rank(ranked[1])[:2]


OTHER_ROW = "other_handling"
OTHER_ALONE = re.compile(r"其他处理[\s\d|｜/—-]*[（(]\s*七")
"""The form of 2021 has three rows between them."""


def _cells(
    found: Sequence[LabelledRow],
    form: FormTable,
    header: Header | None,
    layout: str,
    text: Text,
    lonely: frozenset[str],
    bare: frozenset[str],
) -> tuple[dict[Address, Cell], list[Doubt]]:
    doubts: list[Doubt] = []
    cells: dict[Address, Cell] = {address: unread() for address in form.addresses()}
    order = header.order if header else None
    if order is None:
        doubts.append(unsure("header_unreadable", "表三的表头没有读出，无法确定各列。", text.back(found[0].span)))
    seen: dict[str, tuple[Cell, ...]] = {}
    runs = [_without_next_number(rejoined(row.run, text.repaired, layout), layout, text.repaired) for row in found]
    placed, sizes = align(runs, layout), row_sizes(runs)
    if header and layout in FULL_GRIDS and not _agrees(header, found, placed):
        header = replace(header, places={}, others=frozenset())
    for row, run, aligned in zip(found, runs, placed, strict=True):
        values = _settled(aligned, row.under(header) if header else None, bool(header and header.others))
        if values is not None and layout not in EXPLICIT and not run.filled and _crowded(values):
            values = None  # two numbers in one cell: the others stand a place too far left
        if values is not None and order is not None and layout not in EXPLICIT:
            short = _without_total(values, order) and not sizes.is_whole(run)
            if short or (sizes.is_long(run) and not _adds_up(values, order)):
                values = None  # a cell may be missing or too many, and a blank one at an end make up for it
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
        if row.match.id in lonely:
            read = tuple(illegible(row.run.cells, text, "twice") for _ in COLUMNS)
            message = f"文中有两张表三，“{label.short}”一行只在其中一张，不能确定是不是本年的。"
            doubts.append(unsure("row_of_one_table", message, text.back(row.span)))
        seen[row.match.id] = read
        cells.update({(label.id, c): cell for c, cell in zip(order or COLUMNS, read, strict=True)})
        doubts += [
            unsure("illegible_cell", f"表三“{label.short}”一行有读不准的单元格：{cell.raw}", cell.span)
            for cell in read
            if cell.reading is Reading.ILLEGIBLE and cell.note not in ("columns", "twice")
        ]
    missing = [label.short for id, label in form.rows.items() if id not in seen]
    if missing and layout in (*STREAMS, "cell_lines"):
        doubts += _beside_missing(form, seen, bare, cells, text)
    if missing:
        doubts.append(
            unsure("rows_missing", f"表三没有读到 {len(missing)} 行：{'、'.join(missing)}。", text.back(found[-1].span))
        )
    return cells, doubts


def _agrees(
    header: Header, found: Sequence[LabelledRow], placed: Sequence[tuple[GridCell, ...] | None]
) -> bool:
    """Does every row that tells by itself where its values are tell the same as the header?"""
    return all(own is None or row.under(header) == own for row, own in zip(found, placed, strict=True))


def _settled(
    aligned: tuple[GridCell, ...] | None, under: tuple[GridCell, ...] | None, other_columns: bool
) -> tuple[GridCell, ...] | None:
    """A row's values as its length tells them or as the header's columns do; None where the two disagree.

    With columns that the form does not have, only the header tells which cells are values.
    """
    if other_columns or aligned is None:
        return under
    if under is None or len(aligned) != len(under):
        return aligned
    return aligned if [c.text for c in aligned] == [c.text for c in under] else None


def _beside_missing(
    form: FormTable,
    seen: Mapping[str, tuple[Cell, ...]],
    bare: frozenset[str],
    cells: dict[Address, Cell],
    text: Text,
) -> Iterator[Doubt]:
    """Where a row is lost between the lines, the values behind the row before it may be the lost row's.

    Not where the row's own label stands behind them, without cells, nor where no later row was found: the text ends.
    """
    rows = list(form.rows)
    last = max(rows.index(row) for row in seen if row in form.rows)
    for before, row in pairwise(rows[: last + 1]):
        if row in seen or before not in seen or row in bare:
            continue
        read = [cells[before, column] for column in form.columns]
        spans = [cell.span for cell in read if cell.span]
        for column in form.columns:
            cells[before, column] = replace(
                cells[before, column], value=None, reading=Reading.ILLEGIBLE, note="columns"
            )
        message = f"表三“{form.rows[before].short}”的下一行缺失，这一行的数字可能是别行的。"
        yield unsure("row_lost_beside", message, spans[0] if spans else None)


def _without_total(values: Sequence[GridCell], order: Sequence[str]) -> bool:
    """Is the total's cell blank though something is counted?"""
    total = values[order.index("total")]
    return total.blank and any(parse_value(cell.text).value for cell in values)


def _adds_up(values: Sequence[GridCell], order: Sequence[str]) -> bool:
    """Is the total the sum of the others, what is no number counting as nothing?"""
    numbers = [parse_value(cell.text).value or 0 for cell in values]
    return sum(numbers) == 2 * numbers[order.index("total")]


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
