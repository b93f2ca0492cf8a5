"""The relations that a form prints or that follow from its structure, as data: what checks reckon and readers know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

RELATIONS = ("=", ">=", "<=", "<=>")
"""The relations that a form may name; ``<=>`` says that one side is zero exactly where the other is."""
ACROSS = ("columns", "rows")


def holds(left: Decimal, relation: str, right: Decimal) -> bool:
    """Whether two numbers stand in one of :data:`RELATIONS`. Raises ValueError for any other."""
    if relation == "=":
        return left == right
    if relation == ">=":
        return left >= right
    if relation == "<=":
        return left <= right
    if relation == "<=>":
        return (left == 0) == (right == 0)
    raise ValueError(f"unknown relation {relation}")


@dataclass(frozen=True, slots=True)
class Operand:
    """A column or a row with its sign, +1 or -1."""

    id: str
    sign: int = 1
    last_year: bool = False
    """It stands in the same table of the year before (``last_year.carried_forward``)."""


@dataclass(frozen=True, slots=True)
class Relation:
    """``left relation right`` over some columns of each of ``lines`` (rows), or over some rows of each of ``lines``
    (columns). ``checks`` says for each line which check reckons it.
    """

    id: str
    across: str
    """``columns``: its operands are columns and each line is a row; ``rows``: the other way round."""
    lines: tuple[str, ...]
    left: tuple[Operand, ...]
    relation: str
    right: tuple[Operand, ...]
    checks: Mapping[str, str]

    @property
    def operands(self) -> tuple[Operand, ...]:
        return (*self.left, *self.right)

    @property
    def signs(self) -> tuple[tuple[Operand, int], ...]:
        """Every operand with +1 or -1, so that all together are zero where both sides are equal."""
        return (*((one, one.sign) for one in self.left), *((one, -one.sign) for one in self.right))

    @property
    def adds_up(self) -> bool:
        """True for a sum that must be equal, False for a bound."""
        return self.relation == "="

    def name(self, line: str) -> str:
        """What ``Cell.rests_on`` calls it in one line: ``row_total.granted``."""
        return f"{self.id}.{line}"

    def address(self, line: str, operand: Operand) -> tuple[str, str]:
        """(row, column) of an operand in a line."""
        return (line, operand.id) if self.across == "columns" else (operand.id, line)


def relations(
    items: Sequence[Mapping[str, Any]], rows: Sequence[str], columns: Sequence[str], cells: frozenset[tuple[str, str]]
) -> tuple[Relation, ...]:
    """The relations of a form's file. Raises ValueError where one names a line, an operand or a cell it has not."""
    return tuple(_relation(item, rows, columns, cells) for item in items)


def _relation(
    item: Mapping[str, Any], rows: Sequence[str], columns: Sequence[str], cells: frozenset[tuple[str, str]]
) -> Relation:
    across, id_ = item["across"], item["id"]
    if across not in ACROSS:
        raise ValueError(f"{id_}: across {across}, not one of {', '.join(ACROSS)}")
    sign = item.get("relation", "=")
    if sign not in RELATIONS:
        raise ValueError(f"{id_}: relation {sign}, not one of {', '.join(RELATIONS)}")
    lines = tuple(item.get("in") or (rows if across == "columns" else columns))
    check = item["check"]
    checks = dict(check) if isinstance(check, Mapping) else dict.fromkeys(lines, check)
    found = Relation(id_, across, lines, _operands(item["left"]), sign, _operands(item["right"]), checks)
    missing = set(_addresses(found)) - cells
    if missing or set(checks) != set(lines):
        raise ValueError(f"{id_}: no such cells {sorted(missing)}" if missing else f"{id_}: a check for every line")
    return found


def sums_over(found: Sequence[Relation], row: str, column: str) -> Iterator[tuple[Relation, str]]:
    """Those of ``found`` that are sums of which the cell is an operand, each with its line."""
    for relation in found:
        line, id_ = (row, column) if relation.across == "columns" else (column, row)
        if relation.adds_up and line in relation.lines and any(one.id == id_ for one in relation.operands):
            yield relation, line


def relation_named(found: Sequence[Relation], name: str) -> tuple[Relation, str]:
    """The relation and the line that ``Relation.name`` made ``name`` of. Raises KeyError where none of ``found`` is."""
    for relation in found:
        for line in relation.lines:
            if relation.name(line) == name:
                return relation, line
    raise KeyError(name)


LAST_YEAR = "last_year."


def _operands(items: Sequence[str]) -> tuple[Operand, ...]:
    return tuple(_operand(item.removeprefix("-"), -1 if item.startswith("-") else 1) for item in items)


def _operand(item: str, sign: int) -> Operand:
    return Operand(item.removeprefix(LAST_YEAR), sign, item.startswith(LAST_YEAR))


def _addresses(relation: Relation) -> Iterator[tuple[str, str]]:
    """The cells of the relation's own year. Those of last year may be another form's."""
    own = [operand for operand in relation.operands if not operand.last_year]
    return (relation.address(line, operand) for line in relation.lines for operand in own)


def last_years_addresses(relation: Relation) -> Iterator[tuple[str, str]]:
    """The cells of the year before that the relation names."""
    old = [operand for operand in relation.operands if operand.last_year]
    return (relation.address(line, operand) for line in relation.lines for operand in old)
