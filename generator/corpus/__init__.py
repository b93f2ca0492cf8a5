"""Reports seen together: by organ and year, with versions and near-identical texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.attempts import Attempts
from generator.corpus.similarity import Cluster, Relative, Similarity, compare_texts
from generator.model.reports import OrganKind, Report, Scope

COUNTY_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Corpus:
    """All reports, and those of each organ by year. Several of one year are versions of one report."""

    reports: tuple[Report, ...]
    by_organ: Mapping[str, Mapping[int, tuple[Report, ...]]]
    similarity: Similarity = field(default_factory=Similarity)
    by_county: Mapping[tuple[str, int], tuple[Report, ...]] = field(default_factory=dict)
    """(county code, year) → the newest versions of all organs there."""

    def versions(self, report: Report) -> tuple[Report, ...]:
        """All reports of the same organ and year, the newest retrieved first; the report alone where unknown."""
        if not report.organ.id or report.year is None:
            return (report,)
        return self.by_organ[report.organ.id][report.year.value]

    def other_years(self, report: Report) -> tuple[Report, ...]:
        """The same organ's reports of other years, the newest version of each, oldest first."""
        if not report.organ.id or report.year is None:
            return ()
        years = self.by_organ[report.organ.id]
        return tuple(versions[0] for year, versions in years.items() if year != report.year.value)

    def pairs(self, report: Report) -> tuple[tuple[Report, Report], ...]:
        """(earlier, later) for the year before and the year after, as far as they are here; one of the two is
        ``report`` itself. A finding about two years belongs to both reports."""
        near = {other.year.value - report.year.value: other for other in self.other_years(report)
                if other.year and report.year}  # fmt: skip
        earlier, later = near.get(-1), near.get(1)
        return (*(((earlier, report),) if earlier else ()), *(((report, later),) if later else ()))

    def members(self, report: Report) -> tuple[Report, ...]:
        """The towns and departments whose figures a county's aggregate report covers; none where it is no aggregate."""
        aggregate = report.organ.kind is OrganKind.COUNTY_GOVERNMENT and report.scope is Scope.AGGREGATE
        if not aggregate or report.year is None or not report.place.known:
            return ()
        around = self.by_county.get((report.place.code[:COUNTY_DIGITS], report.year.value), ())
        return tuple(r for r in around if r.organ.id != report.organ.id and r.scope is not Scope.AGGREGATE)

    def relatives(self, report: Report) -> tuple[Relative, ...]:
        """The reports of other organs whose text is nearest, nearest first."""
        return self.similarity.relatives.get(report.id, ())

    def own_years(self, report: Report) -> tuple[Relative, ...]:
        """The same organ's other years by nearness of text."""
        return self.similarity.own_years.get(report.id, ())

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """Templates: reports connected by near copies."""
        return self.similarity.clusters


def build_corpus(reports: Sequence[Report], attempt: Attempts | None = None) -> Corpus:
    """Reports by organ and year, in a stable order, with their texts compared. ``attempt`` notes what cannot be."""
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
    older = {v.id for years in by_organ.values() for versions in years.values() for v in versions[1:]}
    current = [report for report in ordered if report.id not in older]
    return Corpus(ordered, by_organ, compare_texts(ordered, older, attempt or Attempts()), _by_county(current))


def _by_county(reports: Sequence[Report]) -> dict[tuple[str, int], tuple[Report, ...]]:
    found: dict[tuple[str, int], list[Report]] = {}
    for report in reports:
        if report.organ.id and report.year is not None and len(report.place.code) >= COUNTY_DIGITS:
            found.setdefault((report.place.code[:COUNTY_DIGITS], report.year.value), []).append(report)
    return {key: tuple(group) for key, group in found.items()}


def _newest_first(report: Report) -> tuple[int, str, str]:
    retrieved = report.sidecar.retrieved_on
    return (-retrieved.toordinal() if retrieved else 0, report.source.path, report.source.sha256)
