"""Views of a report's tables for the checks: cells in the form's order, with an index built once per form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from generator.checks.equations import shown
from generator.forms.loader import Forms, FormTable
from generator.model.figures import Address, Cell, Reading, Table
from generator.model.reports import Report
from generator.model.results import Term

STATED = Reading.STATED

PLANS = 64
"""Forms' tables whose plans are kept: six a set of forms."""


@dataclass(frozen=True, slots=True, eq=False)
class FormIndex:
    """What a form says of each of its cells, worked out once for all reports. Compared by identity."""

    form: FormTable
    addresses: tuple[Address, ...]
    at: Mapping[Address, int]
    """Where each address stands in ``addresses``."""
    paths: tuple[str, ...]
    """``requests.granted.total`` for each address."""
    counts: tuple[int, ...]
    """Which cells hold counts."""
    others: tuple[int, ...]
    """Which hold amounts or changes."""


@dataclass(frozen=True, slots=True, eq=False)
class TableView:
    """One table of a report. ``values`` are the usable ones, None for every other cell.

    ``before`` stands before the labels of its operands, and ``report`` in them: the id of the report that the table
    belongs to, where it is not the one that is checked.
    """

    table: Table
    plan: FormIndex
    cells: Sequence[Cell]
    values: Sequence[Decimal | None]
    plain: bool
    """Every cell can be reckoned with."""
    resting: frozenset[int]
    """Places of cells whose reading rests on a printed relation: what checks one of these has to ask them."""
    before: str = ""
    report: str = ""

    @property
    def form(self) -> FormTable:
        return self.plan.form

    def of(self, before: str, report: str = "") -> TableView:
        """The same table as the operand of another report or year."""
        return TableView(self.table, self.plan, self.cells, self.values, self.plain, self.resting, before, report)

    def cell(self, row: str, column: str) -> Cell:
        return self.cells[self.plan.at[row, column]]

    def term(self, at: int, label: str, sign: int = 1) -> Term:
        """The cell at a place as an operand, with its words and its place in the source."""
        cell = self.cells[at]
        words = self.before + label
        return Term(words, cell.value, shown(cell), sign, cell.span, self.plan.paths[at], False, self.report)


def sheets_of(report: Report, forms: Forms) -> Mapping[int, TableView]:
    """The report's tables by number."""
    return {table.number: _sheet(table, forms.table(table.number, table.form)) for table in report.tables}


def _sheet(table: Table, form: FormTable) -> TableView:
    plan = plan_of(form)
    cells = list(map(table.cells.__getitem__, plan.addresses))
    values = [c.value if c.reading is STATED or c.usable_in() else None for c in cells]
    resting = frozenset([at for at, cell in enumerate(cells) if cell.rests_on])
    # ``None in values`` would compare each Decimal with None, at ten times the cost.
    return TableView(table, plan, cells, values, not [None for value in values if value is None], resting)


def plan_of(form: FormTable) -> FormIndex:
    return _plan(_Same(form))


class _Same:
    """A form as a key: itself and no other, since it holds dictionaries. Forms are loaded once a process."""

    __slots__ = ("form",)

    def __init__(self, form: FormTable) -> None:
        self.form = form

    def __hash__(self) -> int:
        return id(self.form)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.form is other.form


@lru_cache(maxsize=PLANS)
def _plan(key: _Same) -> FormIndex:
    form = key.form
    addresses = tuple(form.addresses())
    counts = {at for at, (_, column) in enumerate(addresses) if form.columns[column].domain == "count"}
    return FormIndex(
        form=form,
        addresses=addresses,
        at={address: at for at, address in enumerate(addresses)},
        paths=tuple(f"{form.key}.{row}.{column}" for row, column in addresses),
        counts=tuple(sorted(counts)),
        others=tuple(at for at in range(len(addresses)) if at not in counts),
    )
