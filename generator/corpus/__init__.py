"""Reports seen together: who wrote which years, what stands twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.model.reports import Report


@dataclass(frozen=True, slots=True)
class Corpus:
    """All reports, and those of each organ by year. Several of one year are versions of one report."""

    reports: tuple[Report, ...]
    by_organ: Mapping[str, Mapping[int, tuple[Report, ...]]]

    def versions(self, report: Report) -> tuple[Report, ...]:
        """All reports of the same organ and year, the newest retrieved first; the report alone where unknown."""
        if not report.organ.id or report.year is None:
            return (report,)
        return self.by_organ[report.organ.id][report.year.value]


def build_corpus(reports: Sequence[Report]) -> Corpus:
    """Reports by organ and year, in a stable order."""
    ordered = tuple(sorted(reports, key=lambda report: report.source.path))
    organs: dict[str, dict[int, tuple[Report, ...]]] = {}
    for report in ordered:
        if report.organ.id and report.year is not None:
            years = organs.setdefault(report.organ.id, {})
            years[report.year.value] = (*years.get(report.year.value, ()), report)
    by_organ = {
        organ: {year: tuple(sorted(versions, key=_newest_first)) for year, versions in sorted(years.items())}
        for organ, years in sorted(organs.items())
    }
    return Corpus(ordered, by_organ)


def _newest_first(report: Report) -> tuple[int, str, str]:
    retrieved = report.sidecar.retrieved_on
    return (-retrieved.toordinal() if retrieved else 0, report.source.path, report.source.sha256)
