"""The three official tables, laid out again from what was read, in the order of their form.

Longer than 250 lines: a third is the typed context of the tables, a line for each thing the template shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator import labels
from generator.forms.loader import Block, FormTable, Label
from generator.model.figures import Cell, Reading, Table
from generator.model.spans import DecodedSpan
from generator.pages.gloss import explained, glossed, glossed_label
from generator.pages.report.cells import MARKS, CellView, cell_view
from generator.pages.report.original import Anchors
from generator.pages.report.scan import Boxes, TableScan, box_label, candidates
from generator.pages.report.solved import arithmetic, basis


@dataclass(frozen=True, slots=True)
class Head:
    """One header cell."""

    text: str
    """Its label."""
    columns: int = 1
    """Columns it spans."""
    rows: int = 1
    """Header rows it spans."""
    scope: str = "col"
    """col or colgroup."""


class RowView(NamedTuple):
    """One row of values."""

    label: str
    """The official label."""
    depth: int
    """How deep it is indented, 0 to 2."""
    cells: tuple[CellView, ...]
    """Its values, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that stand under one label."""

    label: str
    """The group's label; "" for rows without a group, or where the group goes on after another."""
    depth: int
    """How deep the label is indented."""
    rows: tuple[RowView, ...]
    """At least one."""


@dataclass(frozen=True, slots=True)
class BlockView:
    """Rows that share their columns: one table element."""

    caption: str
    """Which part of the form it is, or the rule that the form prints over it."""
    repeats: bool
    """Whether the caption only says again what the heading above it says."""
    corner: str
    """The label over the rows."""
    head: tuple[tuple[Head, ...], ...]
    """One or two rows of headers, without the corner."""
    groups: tuple[RowGroup, ...]
    """The body."""
    width: int
    """Value columns."""
    totalled: bool
    """Whether the last column is the sum of the others: it stays in sight on narrow screens."""
    zeros: int
    """Rows within groups that are nought in all columns, which narrow screens fold; 0 where they are too few to be."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to be said about one place of a table."""

    label: str
    """The place, in words."""
    text: str
    """What is to be said."""
    href: str
    """Its characters in the original."""
    id: str
    """Where they lead back to; "" where something else already does."""


@dataclass(frozen=True, slots=True)
class TableView:
    """One official table of a report."""

    key: str
    """disclosure, requests or disputes; ids of its parts begin with it."""
    name: str
    """表二 and so on."""
    title: str
    """What the table is about."""
    form: str
    """The form it follows, in words."""
    blocks: tuple[BlockView, ...]
    """One table element each."""
    legend: tuple[tuple[str, str], ...]
    """Readings that need explaining: (reading, words); only those that occur."""
    variants: tuple[Remark, ...]
    """Labels that differ from the national ones."""
    surplus: tuple[Remark, ...]
    """Printed values for which the form has no cell."""
    corrections: tuple[Remark, ...]
    """Values that were set by hand, solved or not read for sure, and why; the sums that solved them."""
    scan: TableScan | None = None
    """How it was read from pictures."""


OF_ROWS = ("columns", "twice", "two_ways")
"""Notes of reading that concern a whole row, whose cells all have them."""

OF_PICTURES = (Reading.RECOGNISED, Reading.CONFIRMED)
"""A whole table is read so, and one line tells of it."""

FOLDED_FROM = 3
"""Fewer rows of noughts are not worth a fold."""

NUMERALS = {2: "二", 3: "三", 4: "四"}


@dataclass(frozen=True, slots=True)
class Leads:
    """Where the cells of a table lead: to the characters of the original, or to a box on a scan."""

    anchors: Anchors
    """What collects the former."""
    boxes: Boxes
    """What collects the latter."""

    def href(self, cell: Cell, id_: str, row: str, column: str) -> str:
        """The address of what ``cell`` was read from; ``row`` and ``column`` are their labels."""
        return self.boxes.href(cell, id_, box_label(row, column, cell)) or self.anchors.href(cell.span, id_)


def table_view(
    table: Table, form: FormTable, leads: Leads, kinds: Mapping[str, str], terms: Mapping[str, str]
) -> TableView:
    """``kinds`` leads from the dotted path of a cell to a key of ``labels.FINDINGS`` or ``OPERAND``, where a finding
    rests on it; ``terms`` from the id of a label or reading to where it is explained."""
    anchors = leads.anchors
    seen = {cell.reading for cell in table.cells.values()}
    if any(address not in table.cells for address in form.addresses()):
        seen.add(Reading.UNREAD)
    return TableView(
        key=form.key,
        name=glossed(f"表{NUMERALS[form.number]}", f"Table {form.number}"),
        title=glossed(form.zh, form.en),
        form=glossed_label({table.form: labels.form_name(table.form)}, table.form),
        blocks=tuple(_block(table, form, block, leads, kinds, terms) for block in form.blocks),
        legend=tuple(
            (reading.value, _explained_reading(reading.value, terms))
            for reading in Reading
            if reading in seen and reading not in (Reading.STATED, Reading.TEXT)
        ),
        variants=tuple(_variants(table, form, anchors)),
        surplus=tuple(
            Remark(
                "",
                cell.raw.strip(),
                anchors.href(cell.span, f"{form.key}.surplus.{number}"),
                f"{form.key}.surplus.{number}",
            )
            for number, cell in enumerate(table.surplus, 1)
        ),
        corrections=tuple(_corrections(table, form, anchors)),
    )


def row_label(form: FormTable, row: str) -> str:
    """A row's short label with its group's where it needs one: ``不予公开：属于国家秘密``."""
    label = form.rows[row]
    group = _group_label(form, label.group)
    inner = group is not None and _depth(group.zh) == 1
    return f"{group.short}：{label.short}" if group and inner else label.short


def column_label(form: FormTable, column: str) -> str:
    """A column's short label; ``其他`` gets its group's name, since there may be several."""
    label = form.columns[column]
    group = form.column_groups.get(label.group)
    return f"{group.short}：{label.short}" if group and label.short == "其他" else label.short


def _explained_reading(reading: str, terms: Mapping[str, str]) -> str:
    words = labels.READINGS[reading]
    return explained(words.zh, words.en, terms.get(reading, ""))


def _block(
    table: Table,
    form: FormTable,
    block: Block,
    leads: Leads,
    kinds: Mapping[str, str],
    terms: Mapping[str, str],
) -> BlockView:
    groups: list[RowGroup] = []
    rows: list[RowView] = []
    labelled: set[str] = set()
    current = form.rows[block.rows[0]].group
    for row in block.rows:
        label = form.rows[row]
        if label.group != current:
            groups.append(_group(form, current, labelled, rows, terms))
            rows, current = [], label.group
        cells = []
        for column in block.columns:
            cell = table.cells.get((row, column))
            id_ = f"{form.key}.{row}.{column}"
            href = leads.href(cell, id_, label.short, form.columns[column].short) if cell else ""
            cells.append(cell_view(cell, id_, form.columns[column], href, kinds.get(id_, "")))
        group = _group_label(form, label.group)
        depth = _depth(group.zh) + 1 if group else 0
        rows.append(RowView(explained(label.zh, label.en, terms.get(row, "")), depth, tuple(cells)))
    groups.append(_group(form, current, labelled, rows, terms))
    return BlockView(
        caption=block.heading or form.corner.strip("（）") or form.zh,
        repeats=not (block.heading or form.corner),
        corner=glossed("信息内容", "content") if block.heading else glossed("项目", "item"),
        head=_head(form, block, terms),
        groups=tuple(groups),
        width=len(block.columns),
        totalled=block.columns[-1] == "total",
        zeros=worth_folding(_zeros(groups)),
    )


def worth_folding(noughts: Iterable[bool]) -> int:
    """How many rows are nought; 0 where they are too few to be folded."""
    count = sum(noughts)
    return count if count >= FOLDED_FROM else 0


def _zeros(groups: Iterable[RowGroup]) -> Iterator[bool]:
    """The stylesheet finds the same rows by what they lack: only a stated nought without a finding has no class."""
    for group in groups:
        yield from (row.depth > 0 and not any(cell.look for cell in row.cells) for row in group.rows)


def _group(form: FormTable, id_: str, labelled: set[str], rows: list[RowView], terms: Mapping[str, str]) -> RowGroup:
    group = _group_label(form, id_)
    # A group that goes on after the groups inside it (（六） and （七） of table 3) is not announced again.
    if group is None or id_ in labelled:
        return RowGroup("", 0, tuple(rows))
    labelled.add(id_)
    return RowGroup(explained(group.zh, group.en, terms.get(id_, "")), _depth(group.zh), tuple(rows))


def _group_label(form: FormTable, id_: str) -> Label | None:
    """A row's group. Table 4 is printed as one long row, where the group of its blocks heads columns."""
    return form.row_groups.get(id_) or form.column_groups.get(id_)


def _depth(label: str) -> int:
    """The forms number their outer groups 一、二、三 and the inner ones （一）（二）."""
    return 1 if label.startswith("（") else 0


def _head(form: FormTable, block: Block, terms: Mapping[str, str]) -> tuple[tuple[Head, ...], ...]:
    def words(id_: str, label: Label) -> str:
        return explained(label.zh, label.en, terms.get(id_, ""))

    grouped = [form.columns[c].group for c in block.columns]
    if not any(grouped):
        return (tuple(Head(words(c, form.columns[c])) for c in block.columns),)
    top: list[Head] = []
    below: list[Head] = []
    for column, group in zip(block.columns, grouped, strict=True):
        label = form.columns[column]
        if not group:
            top.append(Head(words(column, label), rows=2))
            continue
        below.append(Head(words(column, label)))
        over = words(group, form.column_groups[group])
        if top and top[-1].text == over:
            top[-1] = Head(over, top[-1].columns + 1, scope="colgroup")
        else:
            top.append(Head(over, scope="colgroup"))
    return tuple(top), tuple(below)


def _variants(table: Table, form: FormTable, anchors: Anchors) -> list[Remark]:
    remarks = []
    for number, variant in enumerate(table.variants, 1):
        id_ = f"{form.key}.label.{number}"
        axis = "列名" if variant.axis == "column" else "行名"
        printed = " ".join(variant.printed.split())
        text = f"{axis}印作“{printed}”，国家表式为“{variant.national}”"
        remarks.append(Remark(variant.national, text, anchors.href(variant.span, id_), id_))
    return remarks


def _corrections(table: Table, form: FormTable, anchors: Anchors) -> list[Remark]:
    remarks = []
    told: set[tuple[str, DecodedSpan | None]] = set()
    for (row, column), cell in table.cells.items():
        if cell.reading not in OF_PICTURES and (cell.reading in MARKS or cell.note or cell.rests_on):
            label = f"{row_label(form, row)}，{column_label(form, column)}"
            if cell.note in OF_ROWS:
                if (row, cell.span) in told:
                    continue
                told.add((row, cell.span))
                label = row_label(form, row)
            remarks.append(Remark(label, _remark(cell, form), anchors.href(cell.span), ""))
    return [*remarks, *(Remark(line, f"推定所依的算式：{words}", "", "") for line, words in arithmetic(table, form))]


def _remark(cell: Cell, form: FormTable) -> str:
    """What a cell is, what stands there in the source or was recognised there, and why it was not simply read."""
    kind = labels.zh(labels.READINGS, cell.reading.value)
    raw = f"原文为“{cell.raw.strip()}”" if cell.raw.strip() else ""
    read = candidates(cell) if cell.seen else raw
    why = cell.note if cell.reading is Reading.CORRECTED else _why(cell.note) or basis(cell, form)
    return f"{kind}{f'，{read}' if read else ''}{f'：{why}' if why else ''}"


def _why(code: str) -> str:
    """Reason codes of reading in words; "" for codes that are internal."""
    words = labels.CELL_NOTES.get(code)
    return words.zh if words else ""
