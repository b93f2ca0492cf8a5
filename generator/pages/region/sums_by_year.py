"""A region's figures added up, year by year, with what stands behind each sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator import labels
from generator.archive.totals import SUMMED
from generator.archive.types import RegionShelf, Total
from generator.model.reports import Scope
from generator.pages.wording import plain


@dataclass(frozen=True, slots=True)
class SumCell:
    """One sum."""

    shown: str
    """The number; "" where no report stands behind it."""
    behind: str
    """How many reports stand behind it, and how many left it blank or could not be read."""


@dataclass(frozen=True, slots=True)
class SumRow:
    """One figure."""

    label: str
    """What is added."""
    cells: tuple[SumCell, ...]
    """One a scope."""


@dataclass(frozen=True, slots=True)
class YearSums:
    """All figures of one year."""

    year: int
    """The year."""
    scopes: tuple[str, ...]
    """Whom the reports cover, in words: the columns, which are never added to one another."""
    rows: tuple[SumRow, ...]
    """At least one."""


def region_sums(region: RegionShelf) -> tuple[YearSums, ...]:
    """Newest year first; years for which no figure could be added are left out."""
    found = (_year(year, figures) for year, figures in region.totals.items())
    return tuple(sums for sums in found if sums.rows)


def _year(year: int, figures: Mapping[str, Mapping[Scope, Total]]) -> YearSums:
    scopes = [scope for scope in Scope if any(scope in by_scope for by_scope in figures.values())]
    rows = []
    for summed in SUMMED:
        by_scope = figures.get(summed.id, {})
        if any(total.reports or total.blank for total in by_scope.values()):
            rows.append(SumRow(summed.zh, tuple(_cell(by_scope.get(scope)) for scope in scopes)))
    return YearSums(year, tuple(labels.zh(labels.SCOPES, scope.value) for scope in scopes), tuple(rows))


def _cell(total: Total | None) -> SumCell:
    if total is None:
        return SumCell("", "无此类报告")
    said = [f"{total.reports} 份相加"] if total.reports else ["没有可加的数"]
    said += [f"空白 {total.blank} 份"] if total.blank else []
    said += [f"未读出或未读准 {total.unread} 份"] if total.unread else []
    return SumCell(plain(total.value) if total.reports else "", "，".join(said))
