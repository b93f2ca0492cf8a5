"""Reports and their results to the archive: addresses, shelves and sums."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from generator.archive.addresses import region_url
from generator.archive.badges import BADGES
from generator.archive.coverage import coverage
from generator.archive.lineage import RegionHistory, redirects
from generator.archive.shelving import NO_MARKS, Badges, Shelves, entries_of, organs_of
from generator.archive.totals import Counted, add_counted, counted_figures, totals_of
from generator.archive.types import Archive, CheckSummary, Crumb, Entry, OrganShelf, RegionShelf
from generator.attempts import Attempts
from generator.corpus import Corpus
from generator.corpus.sentences import Sentence
from generator.corpus.sentences import sentences as sentences_of
from generator.model.doubts import Attention
from generator.model.places import Level
from generator.model.reports import Report
from generator.model.results import Result, Verdict
from generator.places.gazetteer import Gazetteer


def build_archive(
    corpus: Corpus,
    results: Mapping[str, tuple[Result, ...]],
    attention: Iterable[Attention],
    uploads: int,
    gazetteer: Gazetteer | None = None,
    attempt: Attempts | None = None,
    badges: Mapping[str, Badges] | None = None,
    sentences: Mapping[str, tuple[Sentence, ...]] | None = None,
    shelves: Shelves | None = None,
    marks: Mapping[str, str] = NO_MARKS,
) -> Archive:
    """Shelve every report. ``results`` are by report id, ``attention`` comes in any order.

    ``gazetteer`` tells names and codes of today and what is not held; without it, places are what reports say.
    ``badges`` and ``sentences`` are by report id; what is not given is computed, which needs the reports' bodies.
    A report that cannot be shelved is left out, and ``attempt`` notes it. ``shelves`` are those of this very corpus,
    where they were made before and nothing of it was lost since; then badges have to be given, and ``marks`` may be.
    """
    if shelves is None:
        entries, older = entries_of(corpus, results, badges or {}, attempt or Attempts())
        history = RegionHistory(gazetteer)
        organs = organs_of(entries, history)
    else:
        entries, older, organs = shelves.filled(results, badges or {}, marks)
        history = shelves.history
    regions = _regions(organs, history)
    return Archive(
        entries=entries,
        older=older,
        organs=organs,
        regions=regions,
        years=_years(entries),
        unplaced=tuple(entry for entry in entries if entry.url.startswith("/unplaced/")),
        checks=_checks(entries),
        attention=_in_order(attention),
        uploads=uploads,
        similarity=corpus.similarity,
        by_id={entry.report.id: entry for entry in (*entries, *older)},
        redirects=redirects(regions, organs, history),
        coverage=coverage(regions, organs, history),
        held=frozenset(region.url for region in regions.values()),
        sentences=_sentences_of_templates(corpus) if sentences is None else sentences,
    )


def _sentences_of_templates(corpus: Corpus) -> Mapping[str, tuple[Sentence, ...]]:
    members = (report for cluster in corpus.clusters for report in cluster.reports)
    return {report.id: sentences_of(report) for report in members if isinstance(report, Report)}


def with_faults(archive: Archive, faults: Iterable[Attention]) -> Archive:
    """``archive`` with what went wrong later, among what needs attention."""
    return replace(archive, attention=_in_order((*archive.attention, *faults)))


def _in_order(attention: Iterable[Attention]) -> tuple[Attention, ...]:
    return tuple(sorted(attention, key=lambda a: (a.path, a.line or 0, a.doubt.code)))


def _regions(organs: Mapping[str, OrganShelf], history: RegionHistory) -> Mapping[str, RegionShelf]:
    names: dict[str, tuple[str, Level]] = {}
    parents: dict[str, tuple[str, ...]] = {}
    own: dict[str, list[str]] = defaultdict(list)
    below: dict[str, list[Entry]] = defaultdict(list)
    counted = _counted(organs.values(), history)
    for shelf in organs.values():
        steps = history.steps(shelf.entries[0].report.place)
        codes = tuple(code for code, _, _ in steps)
        for i, (code, name, level) in enumerate(steps):
            names[code] = (name, level)
            parents[code] = codes[:i]
            below[code] += shelf.entries
        if codes:
            own[codes[-1]].append(shelf.id)
    children: dict[str, list[str]] = defaultdict(list)
    for code, above in sorted(parents.items()):
        if above:
            children[above[-1]].append(code)
    return {
        code: RegionShelf(
            code=code,
            name=name,
            level=level,
            url=region_url(code),
            crumbs=tuple(Crumb(names[parent][0], region_url(parent)) for parent in parents[code]),
            children=tuple(children[code]),
            organs=tuple(sorted(own[code])),
            reports=len(below[code]),
            years=tuple(sorted({e.year for e in below[code] if e.year is not None}, reverse=True)),
            badges=badge_sums(below[code]),
            lineage=history.of_region(code),
            uncollected=history.uncollected(code, children[code], [organs[id_] for id_ in own[code]]),
            totals=totals_of(counted[code]),
        )
        for code, (name, level) in sorted(names.items())
    }


def _counted(shelves: Iterable[OrganShelf], history: RegionHistory) -> Mapping[str, Counted]:
    """By region: those of a county are added up before they go to what is above it."""
    lowest: dict[tuple[str, ...], Counted] = defaultdict(dict)
    for shelf in shelves:
        codes = tuple(code for code, _, _ in history.steps(shelf.entries[0].report.place))
        add_counted(lowest[codes], counted_figures(shelf.entries))
    found: dict[str, Counted] = defaultdict(dict)
    for codes, counted in lowest.items():
        for code in codes:
            add_counted(found[code], counted)
    return found


def badge_sums(entries: Iterable[Entry]) -> Mapping[str, Mapping[str, int]]:
    """Badge name → value → number of reports."""
    listed = tuple(entries)
    return {name: dict(sorted(Counter(entry.badges[name].value for entry in listed).items())) for name, _ in BADGES}


def _years(entries: Sequence[Entry]) -> Mapping[int, tuple[Entry, ...]]:
    years: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.year is not None:
            years[entry.year].append(entry)
    return {year: tuple(years[year]) for year in sorted(years, reverse=True)}


def _checks(entries: Sequence[Entry]) -> Mapping[str, CheckSummary]:
    """What every check came to; reports by year, newest first, then by address."""
    listed: dict[tuple[str, Verdict], list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: (-(e.year or 0), e.url)):
        for result in entry.results:
            listed[result.check, result.verdict].append(entry)
    return {
        check[:3]: CheckSummary(
            check=check,
            passed=tuple(listed.get((check, Verdict.PASS), ())),
            failed=tuple(listed.get((check, Verdict.FAIL), ())),
            not_checkable=tuple(listed.get((check, Verdict.NOT_CHECKABLE), ())),
        )
        for check in sorted({check for check, _ in listed})
    }
