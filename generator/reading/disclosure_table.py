"""Table 2: proactive disclosure. Several blocks, each with a header row of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.forms.loader import FormTable
from generator.model.documents import Grid, GridCell, GridRow, Text
from generator.model.doubts import Doubt
from generator.model.figures import Address, Cell, LabelVariant, Reading, Table
from generator.model.spans import Span
from generator.reading.alignment import Run, align, rejoined
from generator.reading.cells import absent, illegible, printed_unit, unread, unsure, value_cell, variant
from generator.reading.disclosure_header import Heading, columns_of, row_size
from generator.reading.lexicon import TableLexicon, is_header_word
from generator.reading.matching import LabelIndex, Match


@dataclass(frozen=True, slots=True)
class Item:
    """A recognised row under its header."""

    match: Match
    label: GridCell
    behind: tuple[GridCell, ...]
    heading: Heading | None
    span: Span
    width: int
    """Cells of the whole row."""


def read_disclosure(grids: Sequence[Grid], lexicon: TableLexicon, text: Text) -> tuple[Table | None, tuple[Doubt, ...]]:
    """The table among ``grids``, or None. Its form is the one whose column labels it prints."""
    rows, columns = lexicon.rows, lexicon.columns
    items: list[Item] = []
    layout = ""
    for grid in grids:
        part = list(_items(grid, rows, columns))
        if part and not layout:
            layout = grid.layout
        items += part
    items = [item for item in items if item.behind]
    if not any(item.heading for item in items):
        return None, ()
    form = _form(items, lexicon)
    if form is None:
        span = text.back(items[0].span)
        return None, (unsure("form_unknown", "表二的列名既不像 2019 年格式，也不像 2021 年格式。", span),)
    cells, doubts = _cells(items, form, lexicon, layout, text)
    span = Span(min(i.span.start for i in items), max(i.span.end for i in items))
    table = Table(2, form.form, cells, text.back(span), layout, tuple(_variants(items, form, lexicon, text)))
    return table, tuple(doubts)


def _items(grid: Grid, rows: LabelIndex, columns: LabelIndex) -> Iterator[Item]:
    heading: Heading | None = None
    for row in grid.rows:
        header = _heading(row, columns)
        if header is not None:
            heading = header
            continue
        first = next((i for i, cell in enumerate(row.cells) if not cell.blank), None)
        if first is None:
            continue
        match = rows.find(row.cells[first].text)
        if match is None or heading is None:
            continue
        span = Span(row.cells[0].span.start, row.cells[-1].span.end)
        yield Item(match, row.cells[first], _behind(row, first), heading, span, len(row.cells))


def _behind(row: GridRow, label: int) -> tuple[GridCell, ...]:
    return tuple(cell for cell in row.cells[label + 1 :] if not cell.covered)


def _heading(row: GridRow, columns: LabelIndex) -> Heading | None:
    filled = [cell for cell in row.cells if not cell.blank]
    named = [cell for cell in filled if not is_header_word(cell.text)]
    if (len(named) < len(filled) and named) or any(columns.find(cell.text) for cell in named):
        return Heading(tuple(named))
    return None


def _form(items: Sequence[Item], lexicon: TableLexicon) -> FormTable | None:
    """The form with most of the printed labels, where one has more than the others."""
    printed = {id(item.heading): item.heading for item in items if item.heading}
    scores = []
    for table in lexicon.tables:
        columns, rows = lexicon.own_columns[table.form], lexicon.own_rows[table.form]
        cells = [cell for heading in printed.values() for cell in heading.cells]
        score = sum(_score(columns.find(cell.text)) for cell in cells)
        score += sum(_score(rows.find(i.label.text)) for i in items)
        scores.append((score, table))
    scores.sort(key=lambda pair: pair[0], reverse=True)
    return scores[0][1] if scores[0][0] > scores[1][0] else None


def _score(match: Match | None) -> int:
    return 0 if match is None else 1 if match.variant else 3


def _cells(
    items: Sequence[Item], form: FormTable, lexicon: TableLexicon, layout: str, text: Text
) -> tuple[dict[Address, Cell], list[Doubt]]:
    cells: dict[Address, Cell] = {address: unread() for address in form.addresses()}
    doubts: list[Doubt] = []
    columns = lexicon.own_columns[form.form]
    own = [item for item in items if item.match.id in form.rows]
    doubts += [
        unsure("row_of_other_form", f"表二有一行不属于 {form.form} 年格式：{i.label.text}", text.back(i.span))
        for i in items
        if i.match.id not in form.rows
    ]
    orders = [columns_of(i.heading, form.block_of(i.match.id), form.columns, columns) for i in own]
    sizes = [row_size(form.block_of(i.match.id), order, layout) for i, order in zip(own, orders, strict=True)]
    runs = [rejoined(Run(i.behind, size, i.width), text.repaired, layout) for i, size in zip(own, sizes, strict=True)]
    seen: dict[str, tuple[str, ...]] = {}
    for item, order, run, values in zip(own, orders, runs, align(runs, layout), strict=True):
        block, label = form.block_of(item.match.id), form.rows[item.match.id]
        named = order if order is not None and len(order) == run.count else None
        if named is None or values is None:
            read = {c: illegible(item.behind, text, "columns") for c in block.columns}
            why = "表头没有读出" if named is None else f"有 {len(item.behind)} 个单元格，无法对齐"
            doubts.append(unsure("cells_misaligned", f"表二“{label.short}”一行{why}。", text.back(item.span)))
        else:
            whole = all(id for id, _ in named) and len(run.cells) == run.count
            read = {c: absent() if whole else illegible(item.behind, text, "header") for c in block.columns}
            read |= {
                id: value_cell(cell, text, _unit(form, id, head), run.filled)
                for (id, head), cell in zip(named, values, strict=True)
                if id
            }
            doubts += [
                unsure("illegible_cell", f"表二“{label.short}”有读不准的单元格：{c.raw}", c.span)
                for c in read.values()
                if c.reading is Reading.ILLEGIBLE
            ]
        raws = tuple(read[c].raw for c in block.columns)
        if label.id in seen and seen[label.id] != raws:
            read = {c: illegible(item.behind, text, "twice") for c in block.columns}
            doubts.append(unsure("row_twice", f"表二“{label.short}”出现两次，数字不同。", text.back(item.span)))
        seen[label.id] = raws
        cells.update({(label.id, column): cell for column, cell in read.items()})
    missing = [label.short for id, label in form.rows.items() if id not in seen]
    if missing:
        doubts.append(
            unsure("rows_missing", f"表二没有读到 {len(missing)} 行：{'、'.join(missing)}。", text.back(items[-1].span))
        )
    return cells, doubts


def _unit(form: FormTable, column: str, head: GridCell) -> str | None:
    return printed_unit(head.text) if form.columns[column].domain == "money" else None


def _variants(items: Sequence[Item], form: FormTable, lexicon: TableLexicon, text: Text) -> Iterator[LabelVariant]:
    columns, rows = lexicon.own_columns[form.form], lexicon.own_rows[form.form]
    done: set[str] = set()
    for item in items:
        if item.match.id not in form.rows:
            continue
        block = form.block_of(item.match.id)
        for id, cell in columns_of(item.heading, block, form.columns, columns) or ():
            if not id:
                continue
            match = columns.find(cell.text)
            key = f"{id} {cell.span.start}"
            if (match is None or match.variant) and key not in done:
                done.add(key)
                yield variant(form, "column", form.columns[id], cell, text)
        match = rows.find(item.label.text)
        if match is None or match.variant:
            yield variant(form, "row", form.rows[item.match.id], item.label, text)
