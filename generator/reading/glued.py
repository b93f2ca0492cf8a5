"""Tables whose cells ran together: digits without borders between the labels.

A row of one cell, a row that can be cut in one way only, and what the printed sums decide is SOLVED, marked so
everywhere; what they leave open is illegible, with the digits kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.forms.loader import Block, Label
from generator.model.documents import Text
from generator.model.doubts import Doubt
from generator.model.figures import BY_BALANCE, BY_COUNT, BY_ROW, BY_SUMS, Address, Cell, Reading, Table
from generator.model.spans import Span
from generator.reading.cells import printed_unit, unread
from generator.reading.glued_rows import BETWEEN, Found, Glued, disclosure_rows, loose, request_rows
from generator.reading.lexicon import TableLexicon
from generator.reading.numbers import parse_value
from generator.reading.splits import (
    Row,
    adding_up,
    by_count,
    by_row_sum,
    has_few_cuts,
    only_cut,
    solve_disputes,
    solve_requests,
)

LONG_RUN = re.compile(r"\s*(\d[\d \u3000\xa0]{6,}+)(?!¦)")
"""So many digits are table 4's row, even where they stand on the next line."""
INCOMING = ("new_requests", "carried_over")
CLOSED, FORWARD = "results_total", "carried_forward"
OUTSIDE = (*INCOMING, CLOSED, FORWARD)
COUNT = 7
"""Cells of a row of table 3."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The numbers of a row, as printed, and what they rest on."""

    numbers: tuple[str, ...]
    rests_on: str


def read_glued_requests(lexicon: TableLexicon, text: Text, part: Span) -> tuple[Table | None, tuple[Doubt, ...]]:
    """Table 3 from glued digits: all of it where one reading fits all sums, else the rows that stand for themselves."""
    tables = [request_rows(form, text.repaired, part) for form in reversed(lexicon.tables)]
    more = any(len(found) > 1 for found in tables)
    found, told = _best(found[0] for found in tables if found)
    if found is None:
        return None, ()
    cuts = {} if more or not found.header else _request_cuts(found)
    cells: dict[Address, Cell] = {address: unread() for address in found.form.addresses()}
    for row, glued in found.rows.items():
        cells |= _row_cells(found.form.block_of(row), row, glued, cuts.get(row), text)
    table = Table(3, found.form.form, cells, text.back(found.span), "glued", form_told=told)
    return table, _doubts("表三", found, cuts, text)


def _request_cuts(found: Found) -> dict[str, Cut]:
    rows = {row: glued.digits for row, glued in found.rows.items()}
    if len(rows) == len(found.form.rows):
        outcomes = [row for row in rows if row not in OUTSIDE]
        solution = solve_requests(rows, INCOMING, outcomes, CLOSED, FORWARD)
        if solution:
            return {row: _cut(numbers, BY_SUMS) for row, numbers in solution.items()}
    if not found.attached:
        return {}
    dropped = any(len(digits) < COUNT for digits in rows.values())  # blank cells left no trace
    cuts: dict[str, Cut] = {}
    for row, digits in rows.items():
        counted = by_count(digits, COUNT)
        adds_up = counted is not None and sum(counted[:-1]) == counted[-1]
        if counted is not None and (adds_up or not (dropped or found.is_last(row))):
            cuts[row] = _cut(counted, BY_COUNT)
        elif not dropped and (summed := by_row_sum(digits, COUNT)) is not None:
            cuts[row] = _cut(summed, BY_ROW)
    cuts = _balanced(cuts)
    return _unsuspected(cuts, rows) if len(rows) == len(found.form.rows) else cuts


def _unsuspected(cuts: Mapping[str, Cut], rows: Mapping[str, str]) -> dict[str, Cut]:
    """``cuts`` of a whole table that does not add up, without those that may add up by chance.

    Where another row fits no sum, that one is the wrong one. Where all rows fit, the wrong one is among them.
    """
    sums = {row: [int(number) for number in cut.numbers] for row, cut in cuts.items()}
    explained = any(sum(numbers[:-1]) != numbers[-1] for numbers in sums.values())
    if explained or any(row not in cuts and not adding_up(digits, COUNT) for row, digits in rows.items()):
        return dict(cuts)
    return {row: cut for row, cut in cuts.items() if cut.rests_on != BY_ROW or has_few_cuts(rows[row], COUNT)}


def _balanced(cuts: Mapping[str, Cut]) -> dict[str, Cut]:
    """``cuts`` with those of the outer rows that fit in every column what comes in and what goes out."""
    if any(row not in cuts for row in OUTSIDE):
        return dict(cuts)
    first, second, closed, forward = ([int(number) for number in cuts[row].numbers] for row in OUTSIDE)
    balanced = all(a + b == c + d for a, b, c, d in zip(first, second, closed, forward, strict=True))
    return {
        row: replace(cut, rests_on=BY_BALANCE) if balanced and row in OUTSIDE and cut.rests_on == BY_ROW else cut
        for row, cut in cuts.items()
    }


def read_glued_disclosure(lexicon: TableLexicon, text: Text, part: Span) -> tuple[Table | None, tuple[Doubt, ...]]:
    """Table 2 from glued digits. No sums are printed there: only what can be cut in one way is told."""
    found, told = _best([f for form in lexicon.tables if (f := disclosure_rows(form, text.repaired, part))])
    if found is None:
        return None, ()
    form = found.form
    cells: dict[Address, Cell] = {address: unread() for address in form.addresses()}
    cuts = {row: cut for row, glued in found.rows.items() if (cut := _disclosure_cut(found, row, glued))}
    for row, glued in found.rows.items():
        cells |= _row_cells(form.block_of(row), row, glued, cuts.get(row), text)
    for address, cell in cells.items():
        if form.columns[address[1]].domain == "money" and cell.reading is Reading.SOLVED:
            unit = parse_value(cell.text + found.rows[address[0]].unit).unit
            cells[address] = replace(cell, unit=unit or _unit(form.columns[address[1]], found.header))
    table = Table(2, form.form, cells, text.back(found.span), "glued", form_told=told)
    return table, _doubts("表二", found, cuts, text)


def _disclosure_cut(found: Found, row: str, glued: Glued) -> Cut | None:
    count = len(found.form.block_of(row).columns)
    if row in found.twice or not glued.ended:
        return None
    if count == 1:
        whole = glued.digits[0].isdigit() and not glued.apart and parse_value(glued.digits).reading is Reading.STATED
        return Cut((glued.digits,), BY_COUNT) if whole else None
    numbers = only_cut(glued.digits, count) if glued.digits.isdecimal() else None
    return _cut(numbers, BY_COUNT) if numbers else None


def read_glued_disputes(
    lexicon: TableLexicon, form: str, text: Text, part: Span
) -> tuple[Table | None, tuple[Doubt, ...]]:
    """Table 4 from the digits that follow its header."""
    table = next(table for table in lexicon.tables if table.form == form)
    results = BETWEEN.join(loose(label.zh) for label in table.columns.values())
    names = r"未经复议直接起诉|复议后起诉|行政诉讼"
    header = re.compile(
        rf"(?:行\s*政\s*复\s*议{BETWEEN}行\s*政\s*诉\s*讼{BETWEEN})?"
        rf"{results}(?:{BETWEEN}(?:{names}))*+{BETWEEN}{results}{BETWEEN}{results}"
    )
    match = header.search(text.repaired, part.start, part.end)
    run = LONG_RUN.match(text.repaired, match.end(), part.end) if match else None
    if match is None or run is None:
        return None, ()
    places = tuple(i for i in range(run.start(1), run.end(1)) if text.repaired[i].isdigit())
    glued = Glued(match.start(), places, "".join(text.repaired[i] for i in places))
    values = solve_disputes(glued.digits)
    cells = _cells(tuple(table.addresses()), glued, _cut(values, BY_SUMS) if values else None, text)
    found = Table(4, form, cells, text.back(Span(match.start(), glued.span.end)), "glued")
    return found, () if values else (_undecided("表四", text.back(glued.span)),)


def _best(tries: Iterable[Found]) -> tuple[Found | None, bool]:
    """The form most of whose rows were found, and whether no other fits as well."""
    ranked = sorted(tries, key=lambda found: found.rank, reverse=True)
    if not ranked:
        return None, True
    return ranked[0], len(ranked) < 2 or ranked[0].rank > ranked[1].rank


def _unit(label: Label, header: str) -> str | None:
    """The unit of money that the printed label of a column names."""
    words = re.sub(r"[（(].*$", "", label.zh)
    match = re.search(loose(words) + r"\s*[（(][^）)\n]{1,30}[）)]", header)
    return printed_unit(match[0]) if match else None


def _cut(numbers: Row, rests_on: str) -> Cut:
    return Cut(tuple(map(str, numbers)), rests_on)


def _row_cells(block: Block, row: str, glued: Glued, cut: Cut | None, text: Text) -> dict[Address, Cell]:
    return _cells(tuple((row, column) for column in block.columns), glued, cut, text)


def _cells(addresses: Sequence[Address], glued: Glued, cut: Cut | None, text: Text) -> dict[Address, Cell]:
    """The cells of a run that was cut, each at its own digits; all of them unread where it was not."""
    if cut is None:
        span = text.back(glued.span)
        refused = Cell(None, Reading.ILLEGIBLE, span.of(text.decoded).strip(), span, text=glued.digits, note=BY_SUMS)
        return dict.fromkeys(addresses, refused)
    cells: dict[Address, Cell] = {}
    at = 0
    for address, number in zip(addresses, cut.numbers, strict=True):
        span = text.back(Span(glued.places[at], glued.places[at + len(number) - 1] + 1))
        value = parse_value(number).value or Decimal(number)
        raw = span.of(text.decoded)
        cells[address] = Cell(value, Reading.SOLVED, raw, span, text=number, note=cut.rests_on)
        at += len(number)
    return cells


def _doubts(name: str, found: Found, cuts: Mapping[str, Cut], text: Text) -> tuple[Doubt, ...]:
    """One doubt for all rows that were left open."""
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
