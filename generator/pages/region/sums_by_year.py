"""A region's figures added up: one table a scope, figures by years, with what stands behind each sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from generator import labels
from generator.archive.totals import SUMMED, Summed
from generator.archive.types import RegionShelf, Total
from generator.model.reports import Scope
from generator.pages.page import Link
from generator.pages.wording import grouped


@dataclass(frozen=True, slots=True)
class SumCell:
    """One sum."""

    shown: str
    """The number; "" where no report stands behind it."""
    behind: str
    """How many reports stand behind it, how many left it blank, could not be read or were only worked out; "" where it
    is as the head of the column says."""
    clashing: int
    """In how many of them it stands in an equation that does not hold."""


@dataclass(frozen=True, slots=True)
class SumRow:
    """One figure."""

    label: str
    """What is added."""
    cells: tuple[SumCell, ...]
    """One a year."""


@dataclass(frozen=True, slots=True)
class SumYear:
    """One column."""

    year: Link
    """Leads to the sheet of its organs, where there is one."""
    behind: str
    """What stands behind most of its sums: how many reports, how many left the cell blank, could not be read or were
    only worked out."""


@dataclass(frozen=True, slots=True)
class ScopeSums:
    """All figures of one scope; sums of different scopes are never added to one another."""

    scope: str
    """Whom the reports cover, in words."""
    years: tuple[SumYear, ...]
    """The columns, newest first."""
    rows: tuple[SumRow, ...]
    """At least one."""
    unread: tuple[SumYear, ...] = ()
    """The years without a column, newest first: those in whose reports not one of the figures was read."""


def region_sums(region: RegionShelf, sheets: Mapping[int, str]) -> tuple[ScopeSums, ...]:
    """One table a scope of which there are reports. ``sheets``: the addresses of the region's sheets by year.

    Figures that none of its reports tells are left out; years of which that is so are named, without a column.
    """
    found = (_of_scope(region, scope, sheets) for scope in Scope)
    return tuple(sums for sums in found if sums.rows)


def _of_scope(region: RegionShelf, scope: Scope, sheets: Mapping[int, str]) -> ScopeSums:
    by_year = _by_year(region, scope)
    columns = {
        year: SumYear(Link(f"{year}", sheets.get(year, "")), _usual(figures)) for year, figures in by_year.items()
    }
    told = {year: figures for year, figures in by_year.items() if any(map(_tells, figures.values()))}
    return ScopeSums(
        labels.zh(labels.SCOPES, scope.value),
        tuple(columns[year] for year in told),
        tuple(
            SumRow(summed.zh, tuple(_cell(told[year].get(summed.id), columns[year].behind) for year in told))
            for summed in _told_figures(told.values())
        ),
        tuple(column for year, column in columns.items() if year not in told),
    )


def _by_year(region: RegionShelf, scope: Scope) -> dict[int, dict[str, Total]]:
    """The sums of one scope by their figures, newest year first; years without any are left out."""
    found = {
        year: {id_: by_scope[scope] for id_, by_scope in figures.items() if scope in by_scope}
        for year, figures in sorted(region.totals.items(), reverse=True)
    }
    return {year: figures for year, figures in found.items() if figures}


def _told_figures(years: Collection[Mapping[str, Total]]) -> Iterator[Summed]:
    for summed in SUMMED:
        if any(_tells(figures.get(summed.id)) for figures in years):
            yield summed


def _tells(total: Total | None) -> bool:
    """Whether any report says something there, be it a number that is told of and not counted."""
    return total is not None and bool(total.reports or total.blank or total.solved or total.recognised)


def _usual(figures: Mapping[str, Total]) -> str:
    """What stands behind most of the sums, of equally many the first."""
    ((usual, _),) = Counter(_behind(figures[one.id]) for one in SUMMED if one.id in figures).most_common(1)
    return usual


def _behind(total: Total) -> str:
    said = [f"{total.reports} 份相加"] if total.reports else ["没有可加的数"]
    said += [f"空白 {total.blank} 份"] if total.blank else []
    said += [f"未读出或未读准 {total.unread} 份"] if total.unread else []
    said += [f"推定 {total.solved} 份未计"] if total.solved else []
    said += [f"识别所得 {total.recognised} 份未计"] if total.recognised else []
    return "，".join(said)


def _cell(total: Total | None, usual: str) -> SumCell:
    if total is None:
        return SumCell("", "表式无此项", 0)
    behind = _behind(total)
    shown = grouped(total.value) if total.reports else ""
    return SumCell(shown, "" if behind == usual and total.reports else behind, total.clashing)
