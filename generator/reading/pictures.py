"""Keeps of what a program read from a picture only what no printed relation speaks against.

The cells' own readings have been told (table/recognised); here the whole table is asked. Corrections by hand are made
before: a digit that a person has put right lets the sums speak for all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from msgspec import structs

from generator.forms.domains import domain_fault
from generator.forms.loader import Forms, FormTable
from generator.forms.relations import Operand, Relation, holds
from generator.model.doubts import Doubt
from generator.model.figures import Address, Cell, Reading, StatedFigure, Table, Tables
from generator.model.pictures import in_picture
from generator.model.spans import DecodedSpan
from generator.reading.table.recognised import UNSURELY
from generator.reading.table.telling import NAMES

ZERO = Decimal(0)
NOTHING = (Reading.BLANK, Reading.SLASH, Reading.DASH)
"""Stand for 0 among the many operands of a sum; a total that is left out tells nothing."""
NOT_READ = (Reading.ILLEGIBLE, Reading.UNREAD)
LOOSE = "recognised_loose"
AGAINST_SUMS = "recognised_against_sums"
NO_SUCH_VALUE = "recognised_no_such_value"
NAMED = 6
"""How many cells a doubt names."""


def keep_sure(tables: Tables, recognised: Sequence[DecodedSpan], forms: Forms) -> Tables:
    """``tables`` with those cells illegible that ``recognised`` stretches hold and something speaks against."""
    for name, table in tables.items() if recognised else ():
        if table is not None and any(in_picture(cell.span, recognised) for cell in table.cells.values()):
            kept = _kept(table, forms.table(table.number, table.form), recognised)
            tables = replace(tables, **{name: kept})
    return tables


def unsure_cells(tables: Tables, forms: Forms) -> tuple[Doubt, ...]:
    """The doubts about cells of pictures that are still illegible, after what people corrected and confirmed."""
    return tuple(doubt for table in tables for doubt in _doubts(table, forms.table(table.number, table.form)))


def mark_figures(figures: Iterable[StatedFigure], recognised: Sequence[DecodedSpan]) -> tuple[StatedFigure, ...]:
    """``figures``, those marked that stand in ``recognised`` stretches."""
    return tuple(replace(one, recognised=True) if in_picture(one.span, recognised) else one for one in figures)


# --- a table ---


def _kept(table: Table, form: FormTable, recognised: Sequence[DecodedSpan]) -> Table:
    cells = {address: _alone(address, cell, form, recognised) for address, cell in table.cells.items()}
    outcomes = list(_outcomes(form, cells))
    told = {address: _beside(cell, [one for one in outcomes if address in one.over]) for address, cell in cells.items()}
    sums = [one for one in outcomes if one.relation.adds_up]
    return replace(table, cells=told, proved=_proved(told, sums))


def _alone(address: Address, cell: Cell, form: FormTable, recognised: Sequence[DecodedSpan]) -> Cell:
    """The cell without what its own characters and its column do not allow."""
    if cell.reading is Reading.CORRECTED or (cell.seen is None and not _without_box(cell, recognised)):
        return cell
    if cell.seen is None or cell.reading is Reading.SOLVED:
        return _refused(cell, LOOSE)
    if cell.reading is Reading.RECOGNISED and domain_fault(cell.value or ZERO, form.columns[address[1]].domain):
        return _refused(cell, NO_SUCH_VALUE)
    if cell.reading is Reading.RECOGNISED and (cell.value or ZERO) < 0:
        # Of a plus whose upright is pale all readings say minus, and no sum asks for the change of a number.
        return _refused(cell, UNSURELY)
    return structs.replace(cell, rests_on=())


def _without_box(cell: Cell, recognised: Sequence[DecodedSpan]) -> bool:
    """True if it was told from loose words of a picture, or is said not to be there: neither is certain."""
    return cell.reading is Reading.ABSENT or (cell.reading not in NOT_READ and in_picture(cell.span, recognised))


def _refused(cell: Cell, note: str) -> Cell:
    if cell.reading is Reading.ABSENT:
        return structs.replace(cell, reading=Reading.UNREAD)
    return structs.replace(cell, value=None, reading=Reading.ILLEGIBLE, unit=None, note=note, rests_on=())


def _beside(cell: Cell, over: Sequence[_Outcome]) -> Cell:
    """The cell after the relations ``over`` it were asked."""
    if cell.reading is not Reading.RECOGNISED:
        return cell
    if any(one.holds is False for one in over):
        return _refused(cell, AGAINST_SUMS)
    return structs.replace(cell, rests_on=tuple(one.name for one in over if one.holds))


# --- the relations over its cells ---


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A relation in one line: the cells it is over, and whether it holds; None where that cannot be told."""

    relation: Relation
    name: str
    over: tuple[Address, ...]
    holds: bool | None


def _outcomes(form: FormTable, cells: dict[Address, Cell]) -> Iterator[_Outcome]:
    for relation in form.relations:
        for line in relation.lines:
            left, right = (_side(relation, line, side, cells) for side in (relation.left, relation.right))
            over = tuple(relation.address(line, one) for one in relation.operands)
            told = None if left is None or right is None else holds(left, relation.relation, right)
            yield _Outcome(relation, relation.name(line), over, told)


def _side(relation: Relation, line: str, side: Sequence[Operand], cells: dict[Address, Cell]) -> Decimal | None:
    """The sum of one side; None where a value is missing, or where the blank is all there is of it."""
    summed = ZERO
    for one in side:
        cell = cells[relation.address(line, one)]
        if cell.value is None and not (len(side) > 1 and relation.adds_up and cell.reading in NOTHING):
            return None
        summed += one.sign * (cell.value or ZERO)
    return summed


def _proved(cells: dict[Address, Cell], sums: Sequence[_Outcome]) -> bool:
    """True if all sums come out, for which every operand has to be known, and every value stands in one."""
    summed = {address for one in sums for address in one.over}
    values = {address for address, cell in cells.items() if cell.value is not None}
    recognised = any(cell.reading is Reading.RECOGNISED for cell in cells.values())
    return recognised and values <= summed and all(one.holds for one in sums)


# --- what is said of it ---


def _doubts(table: Table, form: FormTable) -> Iterator[Doubt]:
    illegible = [(at, cell) for at, cell in table.cells.items() if cell.reading is Reading.ILLEGIBLE]
    loose = [at for at, cell in illegible if cell.note == LOOSE]
    unsure = [at for at, cell in illegible if cell.seen is not None and cell.note != LOOSE]
    for code, which, why in (
        ("recognised_unsure", unsure, "识别不一致、把握不足或与合计不符"),
        ("recognised_loose", loose, "不在可辨认的表格线内"),
    ):
        if which:
            first = table.cells[which[0]]
            names = "、".join(f"{form.rows[row].short}·{form.columns[column].short}" for row, column in which[:NAMED])
            more = f"等 {len(which)} 格" if len(which) > NAMED else ""
            message = f"{NAMES[table.number]}里从图片识别的数字{why}，未予采用：{names}{more}。"
            yield Doubt(code, "reading", message, REMEDY, span=first.span)


REMEDY = "请对照图片，在说明文件里用 corrections 写明这些数字；或另传文字版。"
