"""Reports seen together: by organ and year, with versions and near-identical texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from generator.attempts import Attempts, Step
from generator.corpus.clusters import Cluster
from generator.corpus.copies import Contents, Relation, are_copies, contents_of, in_order, relation
from generator.corpus.masking import load_phrases, masked_text
from generator.corpus.measured import Relative, Similarity, nothing_to_compare
from generator.model.reports import OrganKind, Report, ReportIdentity, Scope

if TYPE_CHECKING:
    from generator.corpus.compared import Compared
    from generator.corpus.similarity import Measure

COUNTY_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Corpus:
    """All reports, and those of each organ by year. Several of one year are versions or copies of one report."""

    reports: tuple[ReportIdentity, ...]
    by_organ: Mapping[str, Mapping[int, tuple[ReportIdentity, ...]]]
    similarity: Similarity = field(default_factory=Similarity)
    by_county: Mapping[tuple[str, int], tuple[ReportIdentity, ...]] = field(default_factory=dict)
    """(county code, year) → the newest versions of all organs there."""
    contents: Mapping[str, Contents] = field(default_factory=dict)
    """What reports say of whose organ and year there are several, by report id, as far as that is known."""

    def versions(self, report: ReportIdentity) -> tuple[ReportIdentity, ...]:
        """All reports of the same organ and year, in the order of :func:`in_order`; the report alone where unknown."""
        if not report.organ.id or report.year is None:
            return (report,)
        return self.by_organ[report.organ.id][report.year.value]

    def relation(self, report: ReportIdentity) -> Relation:
        """What ``report`` is to the one that stands for its organ and year."""
        return relation(report, self.versions(report)[0], self.contents)

    def copies(self, report: ReportIdentity) -> tuple[ReportIdentity, ...]:
        """Other files of the same report."""
        others = (one for one in self.versions(report) if one.id != report.id)
        return tuple(one for one in others if are_copies(one, report, self.contents))

    def other_years(self, report: ReportIdentity) -> tuple[ReportIdentity, ...]:
        """The same organ's reports of other years, the newest version of each, oldest first."""
        if not report.organ.id or report.year is None:
            return ()
        years = self.by_organ[report.organ.id]
        return tuple(versions[0] for year, versions in years.items() if year != report.year.value)

    def pairs(self, report: ReportIdentity) -> tuple[tuple[ReportIdentity, ReportIdentity], ...]:
        """(earlier, later) for the year before and the year after, as far as they are here; one of the two is
        ``report`` itself. A finding about two years belongs to both reports."""
        near = {other.year.value - report.year.value: other for other in self.other_years(report)
                if other.year and report.year}  # fmt: skip
        earlier, later = near.get(-1), near.get(1)
        return (*(((earlier, report),) if earlier else ()), *(((report, later),) if later else ()))

    def members(self, report: ReportIdentity) -> tuple[ReportIdentity, ...]:
        """The towns and departments whose figures a county's aggregate report covers; none where it is no aggregate."""
        aggregate = report.organ.kind is OrganKind.COUNTY_GOVERNMENT and report.scope is Scope.AGGREGATE
        if not aggregate or report.year is None or not report.place.known:
            return ()
        around = self.by_county.get((report.place.code[:COUNTY_DIGITS], report.year.value), ())
        return tuple(r for r in around if r.organ.id != report.organ.id and r.scope is not Scope.AGGREGATE)

    def relatives(self, report: ReportIdentity) -> tuple[Relative, ...]:
        """The reports of other organs whose text is nearest, nearest first."""
        return self.similarity.relatives.get(report.id, ())

    def own_years(self, report: ReportIdentity) -> tuple[Relative, ...]:
        """The same organ's other years by nearness of text."""
        return self.similarity.own_years.get(report.id, ())

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """Templates: reports connected by near copies."""
        return self.similarity.clusters


def build_corpus(
    reports: Sequence[ReportIdentity],
    attempt: Attempts | None = None,
    compared: Mapping[str, Compared] | None = None,
    measure: Measure | None = None,
) -> Corpus:
    """Reports by organ and year, in a stable order, with their texts compared. ``attempt`` notes what cannot be.

    ``compared`` are the texts to compare by report id; where they are not given, they are taken from the reports, which
    have to have their bodies. ``measure`` is as in :func:`compare_texts`.
    """
    ordered = tuple(sorted(reports, key=lambda report: report.source.path))
    organs = _by_organ(ordered)
    contents = _contents(_several(organs), attempt or Attempts(), compared)
    by_organ = {
        organ: {year: in_order(versions, contents) for year, versions in sorted(years.items())}
        for organ, years in sorted(organs.items())
    }
    older = {v.id for years in by_organ.values() for versions in years.values() for v in versions[1:]}
    current = [report for report in ordered if report.id not in older]
    similarity = _similarity(ordered, older, attempt or Attempts(), compared, measure)
    return Corpus(ordered, by_organ, similarity, _by_county(current), contents)


def _by_organ(reports: Iterable[ReportIdentity]) -> dict[str, dict[int, list[ReportIdentity]]]:
    organs: dict[str, dict[int, list[ReportIdentity]]] = {}
    for report in reports:
        if report.organ.id and report.year is not None:
            organs.setdefault(report.organ.id, {}).setdefault(report.year.value, []).append(report)
    return organs


def _several(organs: Mapping[str, Mapping[int, Sequence[ReportIdentity]]]) -> Iterator[ReportIdentity]:
    """The reports of organs and years of which there are several."""
    for years in organs.values():
        for found in years.values():
            if len(found) > 1:
                yield from found


def _contents(
    reports: Iterable[ReportIdentity], attempt: Attempts, compared: Mapping[str, Compared] | None
) -> dict[str, Contents]:
    if compared is not None:
        return {report.id: compared[report.id].contents for report in reports if report.id in compared}
    bodies = [report for report in reports if isinstance(report, Report)]
    found = {one.id: attempt(Step.COMPARISON, one.source.path, partial(contents_of, one)) for one in bodies}
    return {id_: contents for id_, contents in found.items() if contents is not None}


def _similarity(
    reports: Sequence[ReportIdentity],
    older: Set[str],
    attempt: Attempts,
    compared: Mapping[str, Compared] | None,
    measure: Measure | None,
) -> Similarity:
    """As :func:`compare_texts`, which is loaded only where there is something to compare."""
    if compared is None and len(reports) == 1 and isinstance(reports[0], Report):
        report = reports[0]
        masked = attempt(Step.COMPARISON, report.source.path, partial(masked_text, report, load_phrases()))
        return nothing_to_compare(report, masked[1]) if masked is not None else Similarity()
    from generator.corpus.similarity import compare_texts  # numpy is not everywhere, and one report needs none

    return compare_texts(reports, older, attempt, compared, measure)


def without(corpus: Corpus, ids: Set[str]) -> Corpus:
    """``corpus`` without the reports that have these ``ids``; what others have in common with them stays."""
    if not ids:
        return corpus
    years = {
        organ: {year: left for year, found in known.items() if (left := tuple(r for r in found if r.id not in ids))}
        for organ, known in corpus.by_organ.items()
    }
    return replace(corpus, reports=tuple(r for r in corpus.reports if r.id not in ids), by_organ=years)


def _by_county(reports: Sequence[ReportIdentity]) -> dict[tuple[str, int], tuple[ReportIdentity, ...]]:
    found: dict[tuple[str, int], list[ReportIdentity]] = {}
    for report in reports:
        if report.organ.id and report.year is not None and len(report.place.code) >= COUNTY_DIGITS:
            found.setdefault((report.place.code[:COUNTY_DIGITS], report.year.value), []).append(report)
    return {key: tuple(group) for key, group in found.items()}
