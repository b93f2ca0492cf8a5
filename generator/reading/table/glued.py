"""Tables whose cells ran together: digits without borders between the labels.

A row of one cell, a row that can be cut in one way only, and what the printed sums decide is SOLVED, marked so
everywhere; what they leave open is illegible, with the digits kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.forms.loader import FormTable, Label
from generator.forms.relations import Relation
from generator.model.documents import Text
from generator.model.doubts import Doubt
from generator.model.figures import Address, Cell, Reading, Table
from generator.model.spans import Span
from generator.reading.lexicon import TableLexicon
from generator.reading.numbers import parse_value
from generator.reading.table.build import Outcome
from generator.reading.table.cells import printed_unit, unread
from generator.reading.table.cuts import (
    FEW_WAYS,
    Across,
    Row,
    adding_up,
    by_blocks,
    by_count,
    by_row_sum,
    few,
    only_cut,
    solve,
)
from generator.reading.table.glued_rows import Found, Glued, chained_rows, dispute_run, headed_rows, loose
from generator.reading.table.solve import Sum, sums_of
from generator.reading.table.telling import NAMES


@dataclass(frozen=True, slots=True)
class Cut:
    """The numbers of a row, as printed, and the relations that decided how it was cut."""

    numbers: tuple[str, ...]
    rests_on: tuple[str, ...] = ()

    @property
    def values(self) -> Row:
        return tuple(map(int, self.numbers))


def _cut(numbers: Row, rests_on: Iterable[str] = ()) -> Cut:
    return Cut(tuple(map(str, numbers)), tuple(rests_on))


# --- a table of one block with sums over rows and columns ---


def read_glued_requests(words: TableLexicon, text: Text, part: Span) -> Outcome:
    """The table from glued digits: all of it where one reading fits all sums, else the rows that stand for themselves."""
    tables = [chained_rows(form, text.repaired, part) for form in reversed(words.tables)]
    more = any(len(found) > 1 for found in tables)
    found, told = _best(found[0] for found in tables if found)
    if found is None:
        return None, ()
    cuts = {} if more or not found.header else _Requests(found).cuts()
    cells: dict[Address, Cell] = {address: unread() for address in found.form.addresses()}
    for row, glued in found.rows.items():
        cells |= _cells(_addresses(found.form, row), glued, cuts.get(row), text, found.form)
    table = Table(found.form.number, found.form.form, cells, text.back(found.span), "glued", form_told=told)
    return table, _doubts(found, cuts, text)


@dataclass(frozen=True, slots=True)
class _Requests:
    """The rows of a table with sums, and what their digits may be."""

    found: Found

    @property
    def form(self) -> FormTable:
        return self.found.form

    @property
    def digits(self) -> Mapping[str, str]:
        return {row: glued.digits for row, glued in self.found.rows.items()}

    def sums(self, row: str) -> tuple[Sum, ...]:
        return sums_of(self.form, _addresses(self.form, row))

    def count(self, row: str) -> int:
        return len(self.form.block_of(row).columns)

    def across(self) -> tuple[Relation, ...]:
        return tuple(one for one in self.form.relations if one.adds_up and one.across == "rows")

    def cuts(self) -> dict[str, Cut]:
        whole = len(self.digits) == len(self.form.rows)
        if whole and (solved := self._solved()):
            return {row: _cut(numbers, ("*",)) for row, numbers in solved.items()}
        if not self.found.attached:
            return {}
        single = self._confirmed(self._single())
        return self._unsuspected(single) if whole else single

    def _solved(self) -> Mapping[str, Row] | None:
        options = {row: adding_up(digits, self.count(row), self.sums(row)) for row, digits in self.digits.items()}
        if not all(options.values()) or not self.across():
            return None
        return solve(options, [Across({o.id: o.sign for o in r.left} | {o.id: -o.sign for o in r.right}) for r in self.across()])

    def _single(self) -> dict[str, Cut]:
        """The rows whose digits can be cut in one way, by their number or by their own sum."""
        dropped = any(len(digits) < self.count(row) for row, digits in self.digits.items())  # blank cells left no trace
        cuts: dict[str, Cut] = {}
        for row, digits in self.digits.items():
            count, sums = self.count(row), self.sums(row)
            counted = by_count(digits, count, sums)
            adds_up = counted is not None and counted in adding_up(digits, count, sums)
            open_ = dropped or self.found.is_last(row)
            if counted is not None and (adds_up or not open_):
                # With blank cells about, or at the end of the text, it is the sum that tells that none is missing.
                cuts[row] = _cut(counted, (one.name for one in sums) if open_ else ())
            elif not dropped and (summed := by_row_sum(digits, count, sums)) is not None:
                cuts[row] = _cut(summed, (one.name for one in sums))
        return cuts

    def _confirmed(self, cuts: Mapping[str, Cut]) -> dict[str, Cut]:
        """``cuts`` where rows that rest on their own sum rest on a sum over rows, too, if it comes out in every column."""
        done = dict(cuts)
        for relation in self.across():
            rows = {o.id: o.sign for o in relation.left} | {o.id: -o.sign for o in relation.right}
            if not all(row in cuts for row in rows):
                continue
            columns = zip(*([sign * value for value in cuts[row].values] for row, sign in rows.items()), strict=True)
            if not any(sum(column) for column in columns):
                done |= {row: replace(done[row], rests_on=(*done[row].rests_on, relation.id)) for row in rows if done[row].rests_on}
        return done

    def _unsuspected(self, cuts: Mapping[str, Cut]) -> dict[str, Cut]:
        """``cuts`` of a whole table that does not add up, without those that may add up by chance.

        Where another row fits no sum, that one is the wrong one. Where all rows fit, the wrong one is among them.
        """
        fitting = {row: adding_up(digits, self.count(row), self.sums(row)) for row, digits in self.digits.items()}
        if any(cut.values not in fitting[row] for row, cut in cuts.items()) or not all(fitting.values()):
            return dict(cuts)
        return {
            row: cut
            for row, cut in cuts.items()
            if len(cut.rests_on) != 1 or few(self.digits[row], self.count(row), FEW_WAYS)
        }


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
        cells |= _cells(_addresses(form, row), glued, cuts.get(row), text, form)
    for address, cell in cells.items():
        if form.columns[address[1]].domain == "money" and cell.reading is Reading.SOLVED:
            unit = parse_value(cell.text + found.rows[address[0]].unit).unit
            cells[address] = replace(cell, unit=unit or _unit(form.columns[address[1]], found.header))
    table = Table(form.number, form.form, cells, text.back(found.span), "glued", form_told=told)
    return table, _doubts(found, cuts, text)


def _only(found: Found, row: str, glued: Glued) -> Cut | None:
    count = len(found.form.block_of(row).columns)
    if row in found.twice or not glued.ended:
        return None
    if count == 1:
        whole = glued.digits[0].isdigit() and not glued.apart and parse_value(glued.digits).reading is Reading.STATED
        return Cut((glued.digits,)) if whole else None
    numbers = only_cut(glued.digits, count) if glued.digits.isdecimal() else None
    return _cut(numbers) if numbers else None


def _unit(label: Label, header: str) -> str | None:
    """The unit of money that the printed label of a column names."""
    words = re.sub(r"[（(].*$", "", label.zh)
    match = re.search(loose(words) + r"\s*[（(][^）)\n]{1,30}[）)]", header)
    return printed_unit(match[0]) if match else None


# --- a table of one row ---


def read_glued_disputes(words: TableLexicon, form: str, text: Text, part: Span) -> Outcome:
    """Table 4 from the digits that follow its header."""
    table = next(table for table in words.tables if table.form == form)
    glued = dispute_run(table, text.repaired, part)
    if glued is None:
        return None, ()
    rows = [tuple((row, column) for column in block.columns) for block in table.blocks for row in block.rows]
    values = by_blocks(glued.digits, [(len(order), sums_of(table, order)) for order in rows])
    cells = _cells(tuple(table.addresses()), glued, _cut(values, ("*",)) if values else None, text, table)
    found = Table(table.number, form, cells, text.back(Span(glued.start, glued.span.end)), "glued")
    return found, () if values else (_undecided(NAMES[table.number], text.back(glued.span)),)


# --- what is common to all ---


def _best(tries: Iterable[Found]) -> tuple[Found | None, bool]:
    """The form most of whose rows were found, and whether no other fits as well."""
    ranked = sorted(tries, key=lambda found: found.rank, reverse=True)
    if not ranked:
        return None, True
    return ranked[0], len(ranked) < 2 or ranked[0].rank > ranked[1].rank


def _addresses(form: FormTable, row: str) -> tuple[Address, ...]:
    return tuple((row, column) for column in form.block_of(row).columns)


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
        span = text.back(Span(glued.places[at], glued.places[at + len(number) - 1] + 1))
        value = parse_value(number).value or Decimal(number)
        raw = span.of(text.decoded)
        rests_on = _names(form, address, cut.rests_on)
        cells[address] = Cell(value, Reading.SOLVED, raw, span, text=number, rests_on=rests_on)
        at += len(number)
    return cells


def _names(form: FormTable, address: Address, rests_on: Sequence[str]) -> tuple[str, ...]:
    """The relations by name that decided one cell: ``*`` stands for all that it is in, an id for that one in its line."""
    row, column = address
    found = [name for name in rests_on if "." in name]
    for relation in form.relations if len(found) < len(rests_on) else ():
        line, id = (row, column) if relation.across == "columns" else (column, row)
        in_it = relation.adds_up and line in relation.lines and id in {operand.id for operand in relation.operands}
        if in_it and ("*" in rests_on or relation.id in rests_on):
            found.append(relation.name(line))
    return tuple(found)


def _doubts(found: Found, cuts: Mapping[str, Cut], text: Text) -> tuple[Doubt, ...]:
    """One doubt for all rows that were left open."""
    name = NAMES[found.form.number]
    left = [row for row in found.rows if row not in cuts]
    if not left:
        return ()
    names = "、".join(found.form.rows[row].short for row in left) if cuts else ""
    span = found.rows[left[0]].span if cuts else found.span
    return (_undecided(f"{name}“{names}”" if names else name, text.back(span)),)


def _undecided(name: str, span: Span) -> Doubt:
    return Doubt(
        "glued_digits", "reading", f"{name}的数字粘连在一起，不能唯一确定怎样拆开。",
        "请上传表格完整的原件。", span=span,
    )  # fmt: skip
