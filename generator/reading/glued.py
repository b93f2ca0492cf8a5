"""Tables whose cells ran together: digits without borders between the labels.

Only the printed sums can part them again. What they decide is SOLVED, marked so everywhere; what they leave open
is illegible, with the digits kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.forms.loader import FormTable, Label
from generator.model.documents import Text
from generator.model.doubts import Doubt
from generator.model.figures import Address, Cell, Reading, Table
from generator.model.spans import Span
from generator.reading.cells import printed_unit, unread
from generator.reading.lexicon import TableLexicon
from generator.reading.splits import Row, solve_disputes, solve_requests

RUN = re.compile(r"(\d[\d \u3000\xa0]*)")
"""Digits right behind the label: behind a blank, a tab or a line end they may be cells of their own."""
LONG_RUN = re.compile(r"\s*(\d[\d \u3000\xa0]{6,})")
"""So many digits are a whole row of table 3 or 4, even where they stand on the next line."""
ENOUGH = 3
"""So many rows must be found with digits glued to them before a table is taken for glued."""
OUTSIDE = ("new_requests", "carried_over", "results_total", "carried_forward")


@dataclass(frozen=True, slots=True)
class Glued:
    """A row's digits: their places in the repaired text, blanks between them left out."""

    places: tuple[int, ...]
    digits: str

    @property
    def span(self) -> Span:
        return Span(self.places[0], self.places[-1] + 1) if self.places else Span(0, 0)


ENDED = re.compile(r"[\s\u3400-\u9fff（(]|\Z")
"""What may stand behind a row's digits; a sign or a point begins or goes on another number."""
COLUMNS_NEEDED = 2
"""So many columns of a form must be printed before digits are taken for its."""


def read_glued_requests(lexicon: TableLexicon, text: Text) -> tuple[Table | None, tuple[Doubt, ...]]:
    """Table 3 from glued digits, where every row of one form is found and one reading fits all sums."""
    found = _best(lexicon.tables, text.repaired)
    if found is None:
        return None, ()
    form, rows, told = found
    solution: Mapping[str, Row] | None = None
    if len(rows) == len(form.rows) and _header_stands(form, text.repaired, min(r.places[0] for r in rows.values())):
        outcomes = [row for row in form.rows if row not in OUTSIDE]
        digits = {row: glued.digits for row, glued in rows.items()}
        solution = solve_requests(digits, OUTSIDE[:2], outcomes, OUTSIDE[2], OUTSIDE[3])
    cells: dict[Address, Cell] = {a: unread() for a in form.addresses()}
    for row, glued in rows.items():
        cells.update(_row_cells(form, row, glued, solution[row] if solution else None, text))
    span = Span(min(g.span.start for g in rows.values()), max(g.span.end for g in rows.values()))
    table = Table(3, form.form, cells, text.back(span), "glued", form_told=told)
    return table, () if solution else (_undecided("表三", text.back(span)),)


def read_glued_disclosure(lexicon: TableLexicon, text: Text) -> tuple[Table | None, tuple[Doubt, ...]]:
    """Table 2 from glued digits. No sums are printed there: only zeros can be parted."""
    forms = [table for table in lexicon.tables if _columns_stand(table, text.repaired)]
    found = _best(forms, text.repaired) if len(forms) == 1 else None
    if found is None:
        return None, ()
    form, rows, told = found
    cells: dict[Address, Cell] = {a: unread() for a in form.addresses()}
    undecided = False
    for row, glued in rows.items():
        count = len(form.block_of(row).columns)
        whole = ENDED.match(text.repaired, glued.span.end) is not None
        zeros = set(glued.digits) == {"0"} and len(glued.digits) == count and whole
        undecided = undecided or not zeros
        cells.update(_row_cells(form, row, glued, (0,) * count if zeros else None, text))
    for address, cell in cells.items():
        if form.columns[address[1]].domain == "money" and cell.reading is Reading.SOLVED:
            cells[address] = replace(cell, unit=_unit(form.columns[address[1]], text.repaired))
    span = Span(min(g.span.start for g in rows.values()), max(g.span.end for g in rows.values()))
    table = Table(2, form.form, cells, text.back(span), "glued", form_told=told)
    return table, (_undecided("表二", text.back(span)),) if undecided else ()


def read_glued_disputes(lexicon: TableLexicon, form: str, text: Text) -> tuple[Table | None, tuple[Doubt, ...]]:
    """Table 4 from the digits that follow its header."""
    table = next(table for table in lexicon.tables if table.form == form)
    results = r"[\s|]*".join(_loose(label.zh) for label in table.columns.values())
    header = re.compile(rf"{results}(?:[\s|]*(?:未经复议直接起诉|复议后起诉|行政诉讼))*[\s|]*{results}[\s|]*{results}")
    match = header.search(text.repaired)
    run = LONG_RUN.match(text.repaired, match.end()) if match else None
    if run is None:
        return None, ()
    glued = _glued(text.repaired, run.start(1), run.end(1))
    values = solve_disputes(glued.digits)
    addresses = tuple(table.addresses())
    cells = _cut(addresses, glued, values, text)
    found = Table(4, form, cells, text.back(glued.span), "glued")
    return found, () if values else (_undecided("表四", text.back(glued.span)),)


def _columns_stand(form: FormTable, repaired: str) -> bool:
    """Are columns printed that only this form has?"""
    squashed = re.sub(r"\s", "", repaired)
    return sum(re.sub(r"[（(].*$", "", label.zh) in squashed for label in form.columns.values()) >= COLUMNS_NEEDED


def _unit(label: Label, repaired: str) -> str | None:
    """The unit of money that the printed label of a column names."""
    words = re.sub(r"[（(].*$", "", label.zh)
    match = re.search(_loose(words) + r"[（(][^）)\n]{1,30}[）)]", repaired)
    return printed_unit(match[0]) if match else None


def _best(tables: Sequence[FormTable], repaired: str) -> tuple[FormTable, dict[str, Glued], bool] | None:
    """The form whose rows are found with digits glued to them, those digits, and whether no other form fits as well."""
    tries = [(form, _rows(form, repaired)) for form in reversed(tables)]
    ranked = sorted(tries, key=_found, reverse=True)
    form, rows = ranked[0]
    told = len(ranked) < 2 or _found(ranked[0]) > _found(ranked[1])
    return (form, rows, told) if len(rows) >= ENOUGH else None


def _found(item: tuple[FormTable, Mapping[str, Glued]]) -> tuple[bool, int]:
    return len(item[1]) == len(item[0].rows), len(item[1])


def _rows(form: FormTable, repaired: str) -> dict[str, Glued]:
    """The rows of ``form`` in printed order, each with the digits right behind its label."""
    found: dict[str, Glued] = {}
    at = 0
    labels = list(form.rows.values())
    for label, after in zip(labels, [*labels, None][1:], strict=True):
        match = re.compile(_words(label)).search(repaired, at)
        run = RUN.match(repaired, match.end()) if match else None
        if match and run is None and len(form.columns) == len(form.blocks[0].columns):
            run = LONG_RUN.match(repaired, match.end())
        if match is None or run is None:
            continue
        end = run.end(1)
        if after is not None and repaired[end : end + 1] in (".", "、", "．") and after.zh[0].isdigit():
            end -= 1  # the last digit is the number of the next label: 00000002.其他…
            if repaired[end] != after.zh[0]:
                continue
        glued = _glued(repaired, run.start(1), end)
        if glued.digits:
            found[label.id] = glued
            at = end
    return found


def _words(label: Label) -> str:
    """A pattern for a label as printed, with or without its number and its explanation in brackets."""
    words = re.sub(r"^(?:[（(]?[一二三四五六七八九十\d]+[）)]?[、.．]?)", "", label.zh)
    names = [words, re.sub(r"[（(].*$", "", words), *label.aliases]
    return "(?:" + "|".join(_loose(name) for name in sorted(set(names), key=len, reverse=True)) + ")"


def _loose(words: str) -> str:
    folded = re.sub(r"[\s“”\"（）()，,、]", "", words)
    return r"[\s“”\"（）()，,、]*".join(re.escape(c) for c in folded) + r"[”）)]*"


def _glued(repaired: str, start: int, end: int) -> Glued:
    places = tuple(i for i in range(start, end) if repaired[i].isdigit())
    return Glued(places, "".join(repaired[i] for i in places))


def _header_stands(form: FormTable, repaired: str, before: int) -> bool:
    """Are the seven columns printed in the form's order above the first row?"""
    names = ["自然人", *(label.zh for label in form.columns.values() if label.group), "总计"]
    head = repaired[max(0, before - 600) : before]
    inner = re.compile(r"[\s|]*".join(f"(?:{'|'.join(map(_loose, n))})" for n in _variants(form, names[1:-1])))
    return "自然" in head and bool(inner.search(head)) and bool(re.search(_loose("总计"), head))


def _variants(form: FormTable, names: Sequence[str]) -> list[tuple[str, ...]]:
    by_name = {label.zh: (label.zh, *label.aliases) for label in form.columns.values()}
    return [by_name[name] for name in names]


def _row_cells(form: FormTable, row: str, glued: Glued, values: Row | None, text: Text) -> dict[Address, Cell]:
    return _cut(tuple((row, column) for column in form.block_of(row).columns), glued, values, text)


def _cut(addresses: Sequence[Address], glued: Glued, values: Row | None, text: Text) -> dict[Address, Cell]:
    """The cells of a solved run, each at its own digits; all of them unread where it is not solved."""
    if values is None:
        span = text.back(glued.span)
        refused = Cell(None, Reading.ILLEGIBLE, span.of(text.decoded).strip(), span, text=glued.digits, note="glued")
        return dict.fromkeys(addresses, refused)
    cells: dict[Address, Cell] = {}
    at = 0
    for address, value in zip(addresses, values, strict=True):
        size = len(str(value))
        span = text.back(Span(glued.places[at], glued.places[at + size - 1] + 1))
        cells[address] = Cell(
            Decimal(value), Reading.SOLVED, span.of(text.decoded), span, text=str(value), note="glued"
        )
        at += size
    return cells


def _undecided(name: str, span: Span) -> Doubt:
    return Doubt(
        "glued_digits", "reading", f"{name}的数字粘连在一起，表中合计不能唯一确定怎样拆开。",
        "请上传表格完整的原件。", span=span,
    )  # fmt: skip
