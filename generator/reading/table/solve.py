"""Which of a row's possible readings the printed sums allow, and what a reading that was chosen by them rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from generator.forms.loader import FormTable
from generator.model.documents import GridCell
from generator.model.figures import Address
from generator.reading.numbers import parse_value

ZERO = Decimal(0)
REMEMBERED = 1024
"""Orders of cells whose sums are remembered: each row of each form has a few."""


@dataclass(frozen=True, slots=True)
class RowSum:
    """A sum that a form prints over cells of one row: places in the row with +1 or -1, all together zero."""

    name: str
    signs: tuple[tuple[int, int], ...]

    def holds(self, values: Sequence[Decimal | None]) -> bool:
        """True if the sum comes out; a cell without a number counts as 0."""
        return not sum((sign * (values[at] or ZERO) for at, sign in self.signs), ZERO)

    def whole(self, values: Sequence[Decimal | None]) -> bool:
        """True if every operand is a number."""
        return all(values[at] is not None for at, _ in self.signs)


@lru_cache(maxsize=REMEMBERED)
def sums_of(form: FormTable, order: tuple[Address, ...]) -> tuple[RowSum, ...]:
    """The sums of ``form`` whose operands are all among the cells in ``order``."""
    places = {address: at for at, address in enumerate(order)}
    found = []
    for relation in form.relations:
        for line in relation.lines if relation.adds_up else ():
            signs = [(places.get(relation.address(line, one)), sign) for one, sign in relation.signs]
            known = tuple((at, sign) for at, sign in signs if at is not None)
            if len(known) == len(signs):
                found.append(RowSum(relation.name(line), known))
    return tuple(found)


def numbers(cells: Sequence[GridCell]) -> list[Decimal | None]:
    return [parse_value(cell.text).value for cell in cells]


def adding_up(cells: Sequence[GridCell], sums: Sequence[RowSum]) -> bool:
    """Do all the sums come out, blanks counting as nothing and every other cell being a number?"""
    values = numbers(cells)
    printed = all(value is not None or cell.blank for value, cell in zip(values, cells, strict=True))
    return printed and all(one.holds(values) for one in sums)


def lacking_total(cells: Sequence[GridCell], sums: Sequence[RowSum]) -> bool:
    """True if the cell of a total is blank though a part is not zero."""
    values = numbers(cells)
    return any(
        any(sign < 0 and cells[at].blank for at, sign in one.signs) and any(values[at] for at, _ in one.signs)
        for one in sums
    )
