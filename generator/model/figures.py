"""Figures: cells of the official tables, and numbers stated in running text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import cast

import msgspec

from generator.model.pictures import Seen
from generator.model.spans import DecodedSpan, Where


class Reading(StrEnum):
    """What stands in a cell. These are different facts and are never turned into one another."""

    STATED = "stated"
    BLANK = "blank"
    SLASH = "slash"
    DASH = "dash"
    TEXT = "text"
    ILLEGIBLE = "illegible"
    ABSENT = "absent"
    """The source's table plainly lacks this cell."""
    UNREAD = "unread"
    """Not found; it may well be there: behind a cut, in a part that was refused, under words that nobody knew."""
    SOLVED = "solved"
    CORRECTED = "corrected"
    RECOGNISED = "recognised"
    """Read from a picture by a program: all its readings agree, and no printed relation speaks against it."""
    CONFIRMED = "confirmed"
    """Recognised, and checked against the picture by a person."""

    @property
    def has_value(self) -> bool:
        return self in (Reading.STATED, Reading.SOLVED, Reading.CORRECTED, Reading.RECOGNISED, Reading.CONFIRMED)

    @property
    def is_known(self) -> bool:
        """True if the content is known, whether printed or derived."""
        return self not in (Reading.ILLEGIBLE, Reading.ABSENT, Reading.UNREAD)

    @property
    def confident(self) -> bool:
        """True if what the source shows is certain, whether a number or the absence of one."""
        return self not in (
            Reading.ILLEGIBLE, Reading.SOLVED, Reading.ABSENT, Reading.UNREAD, Reading.RECOGNISED,
        )  # fmt: skip


AGREEING = 2
"""Minimum number of printed relations that must agree on a derived value before other checks may use it."""


Address = tuple[str, str]
"""(row id, column id) of a value cell, as in forms/*.yaml."""


class Cell(msgspec.Struct, frozen=True):
    """One value cell. ``raw`` is what the source shows there, unrepaired; ``span`` in the decoded text.

    ``text`` is the same after repair (pinyin notes dropped, simplified script).
    ``unit`` is printed in the cell or, failing that, in its column's label; None where neither says.
    ``span`` of a blank cell is the (possibly empty) stretch between its separators.
    """

    value: Decimal | None
    reading: Reading
    raw: str
    span: DecodedSpan | None
    unit: str | None = None
    text: str = ""
    note: str = ""
    where: Where | None = None
    rests_on: tuple[str, ...] = ()
    """The printed relations that decided the reading (``row_total.granted``), in whatever way: a check on one of them
    would only find what was put in. Empty where the cell's own characters told it."""
    seen: Seen | None = None
    """How a program read it from a picture; None for all other cells, and where a person has looked at it since."""

    def usable_in(self, relation: str = "") -> bool:
        """True if a check may reckon with the value: never where its own ``relation`` decided the reading.

        ``relation`` is the printed relation that is checked, as in ``rests_on``; "" for what no form prints, such as a
        comparison with the text or with another year. A SOLVED value is usable where its own characters told it, or
        in another printed relation than those, at least two, that agree on it. A RECOGNISED value never is.
        """
        if self.value is None or relation in self.rests_on or self.reading is Reading.RECOGNISED:
            return False
        if self.reading is not Reading.SOLVED:
            return self.reading.has_value
        return not self.rests_on or (bool(relation) and len(set(self.rests_on)) >= AGREEING)


@dataclass(frozen=True, slots=True)
class LabelVariant:
    """A row or column label that differs from the national one. ``printed`` is unrepaired."""

    table: int
    axis: str
    id: str
    printed: str
    national: str
    span: DecodedSpan


@dataclass(frozen=True, slots=True)
class SurplusCell:
    """A printed value in a cell for which the form has no column."""

    value: Decimal | None
    raw: str
    span: DecodedSpan


@dataclass(frozen=True, slots=True)
class Table:
    """One of the three official tables, matched to a form. ``number`` is 2, 3 or 4.

    ``form_told`` is False where what was read of it would fit another form as well. ``proved``: it was recognised in a
    picture, and every value in it stands in a printed sum, all of which come out.
    """

    number: int
    form: str
    cells: Mapping[Address, Cell]
    span: DecodedSpan
    layout: str
    variants: tuple[LabelVariant, ...] = ()
    surplus: tuple[SurplusCell, ...] = ()
    form_told: bool = True
    proved: bool = False

    def value(self, row: str, column: str) -> Decimal | None:
        cell = self.cells.get((row, column))
        return None if cell is None else cell.value

    @property
    def is_recognised(self) -> bool:
        """True if a program read a cell of it from a picture, and nobody has looked at that since."""
        return any(cell.seen is not None for cell in self.cells.values())

    @property
    def stated(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells.values() if cell.value is not None)


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure that is summed over regions, or shown on their sheets: its value and what stands there.

    ``recognised``: a program read it, or that nothing stands there, from a picture. It is in no sum.
    """

    value: Decimal | None
    reading: Reading
    recognised: bool = False


class FigureKind(StrEnum):
    """What a stated figure says: something that happened, or something that is planned (每年不少于两次)."""

    FACT = "fact"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A number stated in running text: ``主动公开政府信息 122 条``.

    ``label`` is the indicator's words as printed; ``group`` and ``role`` (total, part, percent)
    tie the members of one list together. ``approx`` is ``at_least``, ``more_than``, ``about`` … or "".
    ``span`` covers number and unit in the decoded text.

    ``indicator`` is the canonical id of what is counted (reading/figures/indicators.yaml), "" where the wording is
    not a reviewed one; ``wording`` tells whether that is ``clear`` or ``loose``. ``subject`` is whose figure it is, as
    printed ("" where nobody is named, ``others`` where others were spoken of); ``period`` a year, ``other`` for a
    part of a year or another time, "" for this year or unsaid; ``cumulative`` a sum over more than this year.
    ``topical``: a topic or channel is named before it. ``list`` numbers the lists of a report from 1; ``listing``
    tells how a total's list is introduced: ``of_which`` (may be partial), ``whole`` or ``plain``. ``recognised``: a
    program read it from a picture.
    """

    label: str
    value: Decimal
    unit: str
    kind: FigureKind
    raw: str
    span: DecodedSpan
    section: str = ""
    role: str = ""
    group: str = ""
    approx: str = ""
    indicator: str = ""
    wording: str = ""
    subject: str = ""
    period: str = ""
    cumulative: bool = False
    topical: bool = False
    list: int = 0
    listing: str = ""
    recognised: bool = False


TABLE_NUMBERS = {"disclosure": 2, "requests": 3, "disputes": 4}
"""The tables in printed order: the key that each has in ``Tables``, addresses and JSON → its section's number."""
TABLE_NAMES = tuple(TABLE_NUMBERS)
_NAMES_BY_NUMBER = {number: name for name, number in TABLE_NUMBERS.items()}


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one report by key, in printed order; None where one was not found.

    Iteration gives the tables that were found.
    """

    disclosure: Table | None = None
    requests: Table | None = None
    disputes: Table | None = None

    def __getitem__(self, name: str) -> Table | None:
        """The table with a key of ``TABLE_NAMES``; raises KeyError for any other."""
        if name not in TABLE_NUMBERS:
            raise KeyError(name)
        return cast("Table | None", getattr(self, name))

    def __iter__(self) -> Iterator[Table]:
        return (table for _, table in self.items() if table is not None)

    def items(self) -> tuple[tuple[str, Table | None], ...]:
        """Every key with its table, those that were not found included."""
        return (("disclosure", self.disclosure), ("requests", self.requests), ("disputes", self.disputes))

    def numbered(self, number: int) -> Table | None:
        """The table of section ``number``; None where it was not found, or the section has none."""
        name = _NAMES_BY_NUMBER.get(number)
        return self[name] if name else None
