"""Finds the value cells of a table's rows, from the rows themselves, the whole table and its header."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import msgspec
from msgspec import structs

from generator.forms.loader import Block, FormTable, Label
from generator.model.documents import GridCell
from generator.reading.lexicon import TableLexicon
from generator.reading.table.geometry import Values, align
from generator.reading.table.grouped_headers import header_of
from generator.reading.table.headers import Header, agreeing
from generator.reading.table.rows import ColumnHeading, RowCandidate
from generator.reading.table.runs import RowSizes, ValueRun, rejoined, row_sizes
from generator.reading.table.solve import RowSum, adding_up, lacking_total, sums_of
from generator.reading.table.traits import Traits
from generator.text.numerals import split_ordinal

NUMBERS = re.compile(r"\d+")


class Placed(msgspec.Struct, frozen=True, eq=False):
    """A row with its header and the cells that are its values; None where these cannot be told."""

    row: RowCandidate
    label: Label
    block: Block
    header: Header | None
    run: ValueRun
    values: Values
    by_sums: bool
    """The row's printed sum decided that the values are these."""


class _Open(msgspec.Struct, frozen=True, eq=False):
    """A row whose values are still to be told."""

    row: RowCandidate
    block: Block
    header: Header | None
    run: ValueRun


def place(
    rows: Sequence[RowCandidate], form: FormTable, words: TableLexicon, traits: Traits, repaired: str
) -> tuple[Placed, ...]:
    """The rows of ``form``, each with its values as far as they can be told."""
    headers = _headers(rows, form, words)
    found = [_open(row, headers, form, traits, repaired) for row in rows]
    runs = [one.run for one in found]
    sizes = row_sizes(runs)
    aligned = align(runs, traits, sizes)
    if traits.rectangular and not all(_agrees(one, own) for one, own in zip(found, aligned, strict=True)):
        found = [structs.replace(one, header=one.header and one.header.without_places()) for one in found]
    return tuple(_settled(one, own, form, traits, sizes) for one, own in zip(found, aligned, strict=True))


Headers = Mapping[tuple[ColumnHeading | None, tuple[str, ...]], Header | None]
"""Heading and columns of a block → what the one says of the other."""


def _headers(rows: Sequence[RowCandidate], form: FormTable, words: TableLexicon) -> Headers:
    pairs = {(row.heading, (block := form.block_of(row.match.id)).columns): block for row in rows}
    found = {key: header_of(key[0], block, form, words) for key, block in pairs.items()}
    if len(form.blocks) > 1:
        return found
    common = agreeing([header for header in found.values() if header])
    # Of headers that differ in places each tells those of the rows below it.
    return {key: own if common and own else common for key, own in found.items()}


def _open(row: RowCandidate, headers: Headers, form: FormTable, traits: Traits, repaired: str) -> _Open:
    """As many cells are values as the block has columns, but for those that a whole header leaves out, in a layout that
    loses none."""
    block = form.block_of(row.match.id)
    header = headers[row.heading, block.columns]
    lacking = header is not None and len(header.order) < len(block.columns) and traits.bordered
    count = len(header.order) if header and lacking else len(block.columns)
    run = rejoined(ValueRun(row.behind, count, len(row.cells), form.label_blanks(row.match.id)), repaired, traits)
    return _Open(row, block, header, _without_next_number(run, row.match.id, form, traits, repaired))


def _without_next_number(run: ValueRun, row: str, form: FormTable, traits: Traits, repaired: str) -> ValueRun:
    """``run`` without a number too many that ends the text: the next row's label was cut behind its own (5.属于…)."""
    if not (traits.stream or traits.direct) or len(run.cells) != run.count + 1:
        return run
    rows = list(form.rows)
    following = rows[rows.index(row) + 1 : rows.index(row) + 2]
    number = split_ordinal(form.rows[following[0]].zh)[0] if following else None
    ends = not repaired[run.cells[-1].span.end :].strip()
    return replace(run, cells=run.cells[:-1]) if ends and run.cells[-1].text == str(number) else run


def _settled(one: _Open, aligned: Values, form: FormTable, traits: Traits, sizes: RowSizes) -> Placed:
    row, header, run = one.row, one.header, one.run
    values, by_sums = _agreed(aligned, one), False
    if values is not None and not traits.explicit:
        order = tuple((row.match.id, column) for column in header.order) if header else ()
        sums = sums_of(form, order) if len(order) == len(values) else ()
        values = None if _may_lack(values, run, sizes, sums) else values
        by_sums = bool(sums) and values is not None and sizes.is_long(run)
    return Placed(row, form.rows[row.match.id], one.block, header, run, values, by_sums)


def _agreed(aligned: Values, one: _Open) -> Values:
    """A row's values as its length tells them or as the header's columns do; None where the two disagree.

    With columns that the form does not have, only the header tells which cells are values, or that they begin right
    behind their label.
    """
    under = _under(one)
    if aligned is None:
        return under
    if one.header and one.header.others:
        return under if one.header.places or aligned != one.run.cells[: len(aligned)] else aligned
    if under is None or len(aligned) != len(under):
        return aligned
    return aligned if [c.text for c in aligned] == [c.text for c in under] else None


def _under(one: _Open) -> Values:
    """The values under their column's header cell; None where that is not known, or a printed one stands elsewhere."""
    header, cells = one.header, one.row.cells
    if header is None or not header.places or max(header.places.values()) >= len(cells):
        return None
    taken = [cells[header.places[column]] for column in header.order]
    others = [cells[at] for at in header.others if at < len(cells)]
    stray = one.run.printed - sum(not cell.blank for cell in (*taken, *others))
    return None if stray or any(cell.covered for cell in taken) else tuple(taken)


def _agrees(one: _Open, own: Values) -> bool:
    """True if a row whose values can be placed without the header places them as the header does."""
    return own is None or one.header is None or _under(one) == own


def _may_lack(values: Sequence[GridCell], run: ValueRun, sizes: RowSizes, sums: Sequence[RowSum]) -> bool:
    """True if a cell may be missing or surplus, in layouts where only separators mark the cells.

    Two numbers in one cell: the others stand a place too far left. A blank cell at an end makes up for one that is
    missing. A row longer than all others of its kind has just its cells only where they add up.
    """
    if not run.filled and any(_crowded(cell) for cell in values):
        return True
    if lacking_total(values, sums) and not sizes.is_whole(run):
        return True
    return bool(sums) and sizes.is_long(run) and not adding_up(values, sums)


def _crowded(cell: GridCell) -> bool:
    return " " in cell.text.strip() and len(NUMBERS.findall(cell.text)) > 1
