"""The archive in slices: for the reports of one organ, all that their checks and pages look at.

A slice is some kB: it is handed to another process, and what is made from it is kept under a key of its bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from generator.archive.shelving import Shelves
from generator.archive.types import Archive, Entry, OrganShelf
from generator.checks.at_least import at_least
from generator.corpus import COUNTY_DIGITS, Corpus
from generator.corpus.clusters import Cluster
from generator.corpus.copies import Contents
from generator.corpus.measured import Relative, Similarity
from generator.model.reports import Report, ReportIdentity

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Slice:
    """The reports of one organ, or one report that has no organ, and what is near them.

    No entry has results or badges. ``members`` are, by report id, the ids of the reports that an aggregate covers.
    """

    own: tuple[Entry, ...]
    """All reports of the organ, older versions included, by url."""
    shelf: OrganShelf | None
    """The organ; None for a report without one."""
    before: OrganShelf | None
    """The organ before it in the list of all, without its reports; None where it is the first."""
    after: OrganShelf | None
    """The organ after it."""
    others: tuple[Entry, ...]
    """Entries of other organs that the reports resemble or cover, by url."""
    members: Mapping[str, tuple[str, ...]]
    similarity: Similarity
    """As far as it concerns the organ's reports; clusters hold these and their first report only."""
    held: frozenset[str]
    """Addresses of the regions that became of the organ's place and have a page."""
    contents: Mapping[str, Contents] = field(default_factory=dict)
    """What reports of one year say of which there are several, by report id."""


NOTHING = Slice((), None, None, None, (), {}, Similarity(), frozenset())


def slices(corpus: Corpus, shelves: Shelves) -> Iterator[Slice]:
    """The whole archive in slices, by the ids of organs; at the end the reports without one."""
    entries = {entry.report.id: entry for entry in (*shelves.entries, *shelves.older)}
    clusters = {report.id: cluster for cluster in corpus.similarity.clusters for report in cluster.reports}
    of_organ: dict[str, list[Entry]] = {}
    for entry in (*shelves.entries, *shelves.older):
        of_organ.setdefault(entry.report.organ.id if entry.report.organ.id in shelves.organs else "", []).append(entry)
    alone = of_organ.pop("", [])
    for begun, shelf in zip(_begun(shelves), shelves.organs.values(), strict=True):
        own = sorted(of_organ[shelf.id], key=lambda entry: entry.url)
        yield _slice(corpus, entries, clusters, own, begun)
    for entry in alone:
        yield _slice(corpus, entries, clusters, [entry], NOTHING)


def _begun(shelves: Shelves) -> Iterator[Slice]:
    """For each organ a slice without reports."""
    whole = list(shelves.organs.values())
    bare = [None, *(replace(shelf, entries=()) for shelf in whole), None]
    for shelf, before, after in zip(whole, bare, bare[2:], strict=False):
        held = frozenset(crumb.url for crumb in shelf.lineage.into if crumb.url in shelves.held)
        yield replace(NOTHING, shelf=shelf, before=before, after=after, held=held)


def _slice(
    corpus: Corpus,
    entries: Mapping[str, Entry],
    clusters: Mapping[str, Cluster],
    own: list[Entry],
    begun: Slice,
) -> Slice:
    """``begun`` with its reports and what is near them."""
    ids = {entry.report.id for entry in own}
    members = {
        entry.report.id: tuple(member.id for member in found)
        for entry in own
        if (found := corpus.members(entry.report))
    }
    similarity = _similarity(corpus.similarity, clusters, ids)
    near = {relative.other.id for found in similarity.relatives.values() for relative in found}
    others = (near | {id_ for found in members.values() for id_ in found}) - ids
    return replace(
        begun,
        own=tuple(own),
        others=tuple(sorted((entries[id_] for id_ in others if id_ in entries), key=lambda entry: entry.url)),
        members=members,
        similarity=similarity,
        contents=_of(corpus.contents, sorted(ids)),
    )


def _similarity(whole: Similarity, clusters: Mapping[str, Cluster], ids: Iterable[str]) -> Similarity:
    ordered = sorted(ids)
    # Of a cluster its own reports and the first one, after which it is named: it can have thousands.
    own: dict[str, list[ReportIdentity]] = {}
    for cluster, id_ in ((clusters[id_], id_) for id_ in ordered if id_ in clusters):
        own.setdefault(cluster.id, [cluster.reports[0]])
        own[cluster.id] += [one for one in cluster.reports[1:] if one.id == id_]
    return Similarity(
        relatives=_of(whole.relatives, ordered),
        own_years=_of(whole.own_years, ordered),
        # As it is shown: the number itself changes with every upload anywhere, and all would be made anew.
        compared={id_: at_least(count) for id_, count in _of(whole.compared, ordered).items()},
        clusters=tuple(Cluster(id_, tuple(found)) for id_, found in sorted(own.items())),
        lengths=_of(whole.lengths, ordered),
        exhaustive=whole.exhaustive,
    )


def _of(values: Mapping[str, V], ids: Iterable[str]) -> dict[str, V]:
    """Those of ``values`` whose keys are in ``ids``, in their order."""
    return {id_: values[id_] for id_ in ids if id_ in values}


def corpus_of(part: Slice, bodies: Mapping[str, Report]) -> Corpus:
    """What checks of the slice's reports see of the archive; ``bodies`` are those of its own reports by id."""

    def whole(one: ReportIdentity) -> ReportIdentity:
        return bodies.get(one.id, one)

    years: dict[int, tuple[ReportIdentity, ...]] = {}
    for entry in sorted(part.own, key=lambda entry: entry.is_version):
        if entry.report.year is not None:
            years[entry.report.year.value] = (*years.get(entry.report.year.value, ()), whole(entry.report))
    others = {entry.report.id: entry.report for entry in part.others}
    organ = part.shelf.id if part.shelf else ""
    return Corpus(
        reports=tuple(whole(entry.report) for entry in part.own),
        by_organ={organ: dict(sorted(years.items()))} if organ else {},
        similarity=similarity_of(part, bodies),
        by_county={
            _county(entry.report): tuple(others[id_] for id_ in part.members[entry.report.id] if id_ in others)
            for entry in part.own
            if entry.report.id in part.members
        },
        contents=part.contents,
    )


def _county(report: ReportIdentity) -> tuple[str, int]:
    return report.place.code[:COUNTY_DIGITS], report.year.value if report.year else 0


def similarity_of(part: Slice, bodies: Mapping[str, Report]) -> Similarity:
    """The slice's similarity, the organ's own years with their bodies."""

    def whole(found: tuple[Relative, ...]) -> tuple[Relative, ...]:
        return tuple(replace(one, other=bodies.get(one.other.id, one.other)) for one in found)

    return replace(part.similarity, own_years={id_: whole(found) for id_, found in part.similarity.own_years.items()})


def archive_of(part: Slice, own: Iterable[Entry]) -> Archive:
    """The slice as an archive, from which its pages are made; ``own`` are its entries, with bodies and results."""
    made = tuple(sorted(own, key=lambda entry: entry.url))
    entries = tuple(entry for entry in made if not entry.is_version)
    by_url = {entry.url: entry for entry in entries}
    shelves = [shelf for shelf in (part.before, part.shelf, part.after) if shelf is not None]
    organs = {
        shelf.id: replace(shelf, entries=tuple(by_url[e.url] for e in shelf.entries if e.url in by_url))
        for shelf in shelves
    }
    return Archive(
        entries=entries,
        older=tuple(entry for entry in made if entry.is_version),
        organs=organs,
        regions={},
        years={},
        unplaced=(),
        checks={},
        attention=(),
        uploads=0,
        similarity=part.similarity,
        by_id={entry.report.id: entry for entry in (*part.others, *made)},
        held=part.held,
    )
