"""A report beside its organ's report of the year before or after, for the checks over time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.checks.sheets import TableView, sheets_of
from generator.forms.loader import Forms
from generator.model.reports import Report

NEEDS_OTHER_YEAR = "needs_other_year"


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two reports of adjoining years; one of them is the report that is checked.

    Operands say which year they are of; those of the other report carry its id.
    """

    earlier: Report
    later: Report
    before: Mapping[int, TableView]
    """The earlier report's tables by number."""
    after: Mapping[int, TableView]

    def sheets(self, number: int) -> tuple[TableView, TableView] | None:
        """A table of both years; None where one of them lacks it."""
        before, after = self.before.get(number), self.after.get(number)
        return (before, after) if before and after else None

    @property
    def ids(self) -> str:
        return f"{year_of(self.earlier)}-{year_of(self.later)}"

    @property
    def span(self) -> str:
        return f"{year_of(self.earlier)}→{year_of(self.later)} 年 "


def pairs_of(
    report: Report, adjoining: Iterable[tuple[Report, Report]], own: Mapping[int, TableView], forms: Forms
) -> tuple[Pair, ...]:
    """The pairs of ``adjoining`` years, one of each of which is ``report``, with their tables as checks see them.

    ``own`` are those of ``report``.
    """

    def side(one: Report) -> Mapping[int, TableView]:
        if one.id == report.id:
            return {number: sheet.of(_label(one)) for number, sheet in own.items()}
        return {number: sheet.of(_label(one), one.id) for number, sheet in sheets_of(one, forms).items()}

    return tuple([Pair(*two, side(two[0]), side(two[1])) for two in adjoining])


def year_of(report: Report) -> int:
    assert report.year is not None  # only reports of a known year have neighbours
    return report.year.value


def _label(report: Report) -> str:
    return f"{year_of(report)} 年"
