"""Where every report stands: its address, its organ's shelf."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from generator.archive.addresses import address, organ_url, region_url
from generator.archive.badges import badges_of
from generator.archive.lineage import RegionHistory, name_now
from generator.archive.types import Crumb, Entry, OrganShelf
from generator.attempts import Attempts, Step
from generator.corpus import Corpus
from generator.corpus.copies import distinct_contents
from generator.model.reports import Report, ReportIdentity
from generator.model.results import Badge, Result
from generator.places.gazetteer import Gazetteer

Badges = Mapping[str, Badge]
"""Badge name → badge."""
NO_MARKS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Shelves:
    """Where every report stands, before anything is known of its checks: no entry has results or badges."""

    entries: tuple[Entry, ...]
    """All reports that count, by url."""
    older: tuple[Entry, ...]
    """Older versions, by url."""
    organs: Mapping[str, OrganShelf]
    held: frozenset[str]
    """Addresses of the regions that have a page."""
    left_out: frozenset[str]
    """Ids of the reports that could not be shelved."""
    history: RegionHistory
    """What was asked of the gazetteer."""

    def filled(
        self,
        results: Mapping[str, tuple[Result, ...]],
        badges: Mapping[str, Badges],
        marks: Mapping[str, str] = NO_MARKS,
    ) -> tuple[tuple[Entry, ...], tuple[Entry, ...], Mapping[str, OrganShelf]]:
        """``entries``, ``older`` and ``organs`` with what is known of the checks by now, all by report id."""

        def full(entry: Entry) -> Entry:
            id_ = entry.report.id
            return replace(entry, results=results.get(id_, ()), badges=badges.get(id_, {}), mark=marks.get(id_, ""))

        entries = {entry.report.id: full(entry) for entry in self.entries}
        organs = {
            id_: replace(shelf, entries=tuple(entries[entry.report.id] for entry in shelf.entries))
            for id_, shelf in self.organs.items()
        }
        return tuple(entries.values()), tuple(map(full, self.older)), organs


def shelve(corpus: Corpus, gazetteer: Gazetteer | None = None, attempt: Attempts | None = None) -> Shelves:
    """The address of every report, and the organs' shelves.

    A report that cannot be shelved is left out, and ``attempt`` notes it.
    """
    entries, older = entries_of(corpus, {}, {}, attempt or Attempts())
    history = RegionHistory(gazetteer)
    organs = organs_of(entries, history)
    codes = {code for shelf in organs.values() for code, _, _ in history.steps(shelf.entries[0].report.place)}
    left_out = {report.id for report in corpus.reports} - {entry.report.id for entry in (*entries, *older)}
    return Shelves(entries, older, organs, frozenset(map(region_url, codes)), frozenset(left_out), history)


def entries_of(
    corpus: Corpus,
    results: Mapping[str, tuple[Result, ...]],
    badges: Mapping[str, Badges],
    attempt: Attempts,
) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    current: list[Entry] = []
    older: list[Entry] = []
    for report in corpus.reports:
        entry = attempt(Step.SHELVING, report.source.path, partial(_entry, corpus, report, results, badges))
        if entry is not None:
            (older if entry.is_version else current).append(entry)
    return tuple(sorted(current, key=lambda e: e.url)), tuple(sorted(older, key=lambda e: e.url))


def _entry(
    corpus: Corpus,
    report: ReportIdentity,
    results: Mapping[str, tuple[Result, ...]],
    badges: Mapping[str, Badges],
) -> Entry:
    versions = corpus.versions(report)
    found = results.get(report.id, ())
    known = badges.get(report.id)
    if known is None:
        known = badges_of(report, found) if isinstance(report, Report) else {}
    return Entry(
        report=report,
        results=found,
        badges=known,
        url=address(report, versions),
        is_version=report is not versions[0],
        versions=tuple(address(other, versions) for other in versions if other is not report),
        relation=corpus.relation(report),
        copies=tuple(address(other, versions) for other in corpus.copies(report)),
        different=distinct_contents(versions, corpus.contents) - 1,
    )


def organs_of(entries: Sequence[Entry], history: RegionHistory) -> Mapping[str, OrganShelf]:
    by_organ: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.report.organ.id and entry.report.year is not None:
            by_organ[entry.report.organ.id].append(entry)
    shelves = {}
    for id_, own in sorted(by_organ.items()):
        own.sort(key=lambda e: e.year or 0, reverse=True)
        place = own[0].report.place
        lineage = history.of_organ(place)
        shelves[id_] = OrganShelf(
            id=id_,
            name=name_now(own, lineage) or (place.names or ("",))[-1],
            kind=own[0].report.organ.kind,
            url=organ_url(id_),
            crumbs=tuple(Crumb(name, region_url(code)) for code, name, _ in history.steps(place)),
            entries=tuple(own),
            lineage=lineage,
        )
    return shelves
