"""The columns of a region's sheet added up, with what is in each sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator import labels
from generator.archive.totals import EMPTY, VALUES, key_figures
from generator.archive.types import Entry
from generator.model.figures import KeyFigure
from generator.model.reports import Scope
from generator.pages.region.sheet_cells import Column, lacks
from generator.pages.wording import grouped


@dataclass(frozen=True, slots=True)
class Addend:
    """A report in a sum."""

    name: str
    """Its organ."""
    shown: str
    """What it adds; "" where it adds nothing."""


@dataclass(frozen=True, slots=True)
class SheetSum:
    """One column added up."""

    id: str
    """Where on the page it is told what is in it."""
    label: str
    """What is added."""
    en: str
    """The same in English."""
    shown: str
    """The sum; "" where no report has a number."""
    behind: str
    """How many reports are in it, how many left it blank, and of how many we do not know it."""
    numbers: tuple[Addend, ...]
    """Reports with a number other than nought."""
    zeros: int
    """Reports that say 0."""
    blank: tuple[Addend, ...]
    """Those that left it blank."""
    unread: tuple[Addend, ...]
    """Those of which we do not know it, or not for sure."""


@dataclass(frozen=True, slots=True)
class ScopeSums:
    """The sums over reports of one scope."""

    scope: str
    """Whom they cover, in words."""
    reports: int
    """How many there are."""
    sums: tuple[SheetSum, ...]
    """One a column."""


def sums_of(named: Sequence[tuple[str, Entry]], columns: Sequence[Column]) -> tuple[ScopeSums, ...]:
    """``named`` are the year's reports with the names of their organs, in the order of the sheet."""
    found = []
    for scope in Scope:
        reports = [(name, entry) for name, entry in named if entry.report.scope is scope]
        if not reports:
            continue
        sums = tuple(_told(f"{scope.value}-{column.id}", column, reports) for column in columns)
        found.append(ScopeSums(labels.zh(labels.SCOPES, scope.value), len(reports), sums))
    return tuple(found)


def _told(id_: str, column: Column, reports: Sequence[tuple[str, Entry]]) -> SheetSum:
    """A sum and what is in it, by the rules of all sums (``archive.totals``)."""
    value = Decimal(0)
    numbers: list[Addend] = []
    blank: list[Addend] = []
    unread: list[Addend] = []
    for name, entry in reports:
        figure = _checked(key_figures(entry.report).get(column.id))
        if lacks(entry, column.id):
            continue
        if figure is not None and figure.value is not None and figure.reading in VALUES:
            value += figure.value
            numbers.append(Addend(name, grouped(figure.value) if figure.value else ""))
        elif figure is not None and figure.reading in EMPTY:
            blank.append(Addend(name, ""))
        else:
            unread.append(Addend(name, ""))
    others = tuple(one for one in numbers if one.shown)
    shown = grouped(value) if numbers else ""
    behind = _behind(len(numbers), len(blank), len(unread))
    return SheetSum(
        id_, column.label, column.en, shown, behind, others, len(numbers) - len(others), tuple(blank), tuple(unread)
    )


def _checked(figure: KeyFigure | None) -> KeyFigure | None:
    """``figure``; None for one that a program recognised and nobody has checked."""
    return None if figure is None or figure.recognised else figure


def _behind(added: int, blank: int, unread: int) -> str:
    said = [f"{added} 份相加" if added else "没有可加的数"]
    said += [f"空白 {blank} 份"] if blank else []
    said += [f"另 {unread} 份没有可加的数"] if unread and added else []
    return "，".join(said)
