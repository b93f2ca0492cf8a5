"""Tables whose cells ran together: digits without borders between the labels.

A row of one cell, a row that can be cut in one way only, and what the printed sums decide is SOLVED, marked so
everywhere; what they leave open is illegible, with the digits kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from msgspec.structs import replace

from generator.forms.loader import FormTable, Label
from generator.forms.relations import sums_over
from generator.model.documents import Text
from generator.model.doubts import Doubt
from generator.model.figures import Address, Cell, Reading, Table
from generator.model.spans import DecodedSpan, RepairedSpan, Span
from generator.reading.lexicon import TableLexicon
from generator.reading.numbers import parse_value
from generator.reading.table.build import Outcome
from generator.reading.table.cells import unread
from generator.reading.table.cuts import by_blocks, only_cut
from generator.reading.table.glued_blocks import headed_rows
from generator.reading.table.glued_chain import chained_rows
from generator.reading.table.glued_labels import BETWEEN, any_of, digits_of, in_a_row, loose
from generator.reading.table.glued_rows import Glued, GluedRows
from generator.reading.table.glued_sums import ALL_SUMS, Cut, cut_of, cuts_of
from generator.reading.table.printed_labels import printed_unit
from generator.reading.table.solve import sums_of
from generator.reading.table.telling import NAMES, table_twice

# --- a table of one block with sums over rows and columns ---


def read_glued_requests(words: TableLexicon, text: Text, part: Span) -> Outcome:
    """The table from glued digits: all where one reading fits all sums, else the rows that stand for themselves."""
    tables = [chained_rows(form, text.repaired, part) for form in reversed(words.tables)]
    more = any(len(found) > 1 for found in tables)
    found, told = _best(found[0] for found in tables if found)
    if found is None:
        return None, ()
    cuts, none = ({}, False) if more or not found.header else cuts_of(found)
    cells: dict[Address, Cell] = {address: unread() for address in found.form.addresses()}
    for row, glued in found.rows.items():
        cells |= _cells(found.form.addresses_of(row), glued, cuts.get(row), text, found.form)
    table = Table(found.form.number, found.form.form, cells, text.back(found.span), "glued", form_told=told)
    return table, _doubts(found, cuts, text, NO_READING if none else SEVERAL_READINGS)


# --- a table of several blocks, without sums ---


def read_glued_disclosure(words: TableLexicon, text: Text, part: Span) -> Outcome:
    """The table from glued digits. No sums are printed there: only what can be cut in one way is told."""
    found, told = _best([f for form in words.tables if (f := headed_rows(form, text.repaired, part))])
    if found is None:
        return None, ()
    form = found.form
    cells: dict[Address, Cell] = {address: unread() for address in form.addresses()}
    cuts = {row: cut for row, glued in found.rows.items() if (cut := _only(found, row, glued))}
    for row, glued in found.rows.items():
        cells |= _cells(form.addresses_of(row), glued, cuts.get(row), text, form)
    for address, cell in cells.items():
        if form.columns[address[1]].domain == "money" and cell.reading is Reading.SOLVED:
            unit = parse_value(cell.text + found.rows[address[0]].unit).unit
            cells[address] = replace(cell, unit=unit or _unit(form.columns[address[1]], found.header))
    table = Table(form.number, form.form, cells, text.back(found.span), "glued", form_told=told)
    return table, _doubts(found, cuts, text)


def _only(found: GluedRows, row: str, glued: Glued) -> Cut | None:
    count = len(found.form.block_of(row).columns)
    if row in found.twice or not glued.ended:
        return None
    if count == 1:
        whole = glued.digits[0].isdigit() and not glued.apart and parse_value(glued.digits).reading is Reading.STATED
        return Cut((glued.digits,)) if whole else None
    numbers = only_cut(glued.digits, count) if glued.digits.isdecimal() else None
    return cut_of(numbers) if numbers else None


def _unit(label: Label, header: str) -> str | None:
    """The unit of money that the printed label of a column names."""
    words = re.sub(r"[（(].*$", "", label.zh)
    match = re.search(loose(words) + r"\s*[（(][^）)\n]{1,30}[）)]", header)
    return printed_unit(match[0]) if match else None


# --- a table of one row ---


def read_glued_disputes(words: TableLexicon, form: str, text: Text, part: Span) -> Outcome:
    """Table 4 from the digits that follow its header."""
    table = next(table for table in words.tables if table.form == form)
    glued = _run(table, text.repaired, part)
    if glued is None:
        return None, ()
    rows = [table.addresses_of(row) for block in table.blocks for row in block.rows]
    values = by_blocks(glued.digits, [(len(order), sums_of(table, order)) for order in rows])
    cells = _cells(tuple(table.addresses()), glued, cut_of(values, (ALL_SUMS,)) if values else None, text, table)
    found = Table(table.number, form, cells, text.back(RepairedSpan(Span(glued.start, glued.span.end))), "glued")
    rest = glued
    while again := _run(table, text.repaired, Span(rest.span.end, part.end)):
        if again.digits != glued.digits:
            return table_twice(found, text.back(again.span), text)
        rest = again
    return found, () if values else (_undecided(NAMES[table.number], text.back(glued.span)),)


LONG_RUN = re.compile(r"\s*(\d[\d \u3000\xa0]{6,}+)(?!¦)")
"""A run of digits long enough to be table 4's row, even on the next line."""


def _run(form: FormTable, repaired: str, part: Span) -> Glued | None:
    """The digits behind the header of table 4."""
    header = _disputes_header(form).search(repaired, part.start, part.end)
    run = LONG_RUN.match(repaired, header.end(), part.end) if header else None
    if header is None or run is None:
        return None
    return Glued(header.start(), *digits_of(repaired, Span(*run.span(1))))


@lru_cache(maxsize=64)
def _disputes_header(form: FormTable) -> re.Pattern[str]:
    """The columns once for every block, with the blocks' names before and between."""
    alone = tuple(row for row in form.rows.values() if not row.group)
    groups = tuple(form.column_groups.values())
    inner = tuple(row for row in form.rows.values() if row.group)
    results, names = in_a_row(tuple(form.columns.values())), any_of((*inner, *groups))
    first = f"(?:{in_a_row((*alone, *groups))}{BETWEEN})?"
    more = f"{BETWEEN}{results}" * (len(form.rows) - 1)
    # As (?:…)*+ does since Python 3.11.5, which before that kept where it had been when it went back on its way.
    return re.compile(f"{first}{results}(?=(?P<all>(?:{BETWEEN}{names})*))(?P=all){more}")


# --- what is common to all ---


def _best(tries: Iterable[GluedRows]) -> tuple[GluedRows | None, bool]:
    """The form most of whose rows were found, and whether no other fits as well."""
    ranked = sorted(tries, key=lambda found: found.rank, reverse=True)
    if not ranked:
        return None, True
    return ranked[0], len(ranked) < 2 or ranked[0].rank > ranked[1].rank


def _cells(
    addresses: Sequence[Address], glued: Glued, cut: Cut | None, text: Text, form: FormTable
) -> dict[Address, Cell]:
    """The cells of a run that was cut, each at its own digits; all of them unread where it was not."""
    if cut is None:
        span = text.back(glued.span)
        refused = Cell(None, Reading.ILLEGIBLE, span.of(text.decoded).strip(), span, text=glued.digits, note="glued")
        return dict.fromkeys(addresses, refused)
    cells: dict[Address, Cell] = {}
    at = 0
    for address, number in zip(addresses, cut.numbers, strict=True):
        span = text.back(RepairedSpan(Span(glued.places[at], glued.places[at + len(number) - 1] + 1)))
        value = parse_value(number).value or Decimal(number)
        raw = span.of(text.decoded)
        rests_on = _names(form, address, cut.rests_on)
        cells[address] = Cell(value, Reading.SOLVED, raw, span, text=number, rests_on=rests_on)
        at += len(number)
    return cells


def _names(form: FormTable, address: Address, rests_on: Sequence[str]) -> tuple[str, ...]:
    """The relations by name that decided one cell: ALL_SUMS stands for all that it is in, an id for one in its line."""
    over = sums_over(form.relations, *address) if rests_on else ()
    named = [relation.name(line) for relation, line in over if {ALL_SUMS, relation.id}.intersection(rests_on)]
    return (*(name for name in rests_on if "." in name), *named)


SEVERAL_READINGS = "不能唯一确定怎样拆开。"
NO_READING = "没有一种拆法能使表中印出的各项合计都成立，不能确定怎样拆开。"


def _doubts(found: GluedRows, cuts: Mapping[str, Cut], text: Text, why: str = SEVERAL_READINGS) -> tuple[Doubt, ...]:
    """One doubt for all rows that were left open."""
    name = NAMES[found.form.number]
    left = [row for row in found.rows if row not in cuts]
    if not left:
        return ()
    names = "、".join(found.form.rows[row].short for row in left) if cuts else ""
    span = found.rows[left[0]].span if cuts else found.span
    return (_undecided(f"{name}“{names}”" if names else name, text.back(span), why),)


def _undecided(name: str, span: DecodedSpan, why: str = SEVERAL_READINGS) -> Doubt:
    return Doubt("glued_digits", "reading", f"{name}的数字粘连在一起，{why}", "请上传表格完整的原件。", span=span)
