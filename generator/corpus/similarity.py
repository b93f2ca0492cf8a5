"""Similarity of texts: each report's nearest relatives, and templates shared by many reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from generator.attempts import Attempts
from generator.corpus.candidates import Candidates, build_index
from generator.corpus.clusters import clusters_of
from generator.corpus.compared import Compared, compared_texts
from generator.corpus.measured import ALIKE, NEAR_COPY, Relative, Similarity, is_comparable
from generator.corpus.ruler import Measures, Ruler, name_of
from generator.corpus.runs import common_runs, missed_runs
from generator.model.reports import ReportIdentity

NEAREST = 5
MEASURED = 12
"""Candidates measured for each report, where not all pairs are."""
EXHAUSTIVE = 200
"""Maximum number of reports for which every pair is measured."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Texts that are to be compared, in the order of year, place and id, by number.

    ``names`` are short names of the texts. ``index`` is None where all pairs are measured. ``current`` tells of each
    whether it has no newer version.
    """

    reports: Sequence[ReportIdentity]
    texts: Sequence[str]
    names: Sequence[bytes]
    organs: Sequence[str]
    current: Sequence[bool]
    index: Candidates | None


Measure = Callable[[Comparison], Measures]
"""Measures what a comparison is likely to ask for, or knows it from before."""


def compare_texts(
    reports: Sequence[ReportIdentity],
    older: Set[str] = frozenset(),
    attempt: Attempts | None = None,
    compared: Mapping[str, Compared] | None = None,
    measure: Measure | None = None,
) -> Similarity:
    """Compare the narratives of ``reports``; ``older`` are the ids of versions that have a newer one.

    ``compared`` are their masked texts by report id, else they are made from the reports' bodies. A text that cannot
    be prepared is compared with nothing, and ``attempt`` notes it. ``measure`` is given the chance to measure pairs
    side by side; it changes no result.
    """
    # Likely relatives side by side: the same year, the same county.
    ordered = sorted(reports, key=_year_and_place)
    known = compared if compared is not None else compared_texts(ordered, attempt or Attempts())
    masked = [(report, known[report.id]) for report in ordered if report.id in known]
    comparison = _comparison([pair for pair in masked if is_comparable(pair[0], pair[1].length)], older)
    measures = measure(comparison) if measure is not None else Measures()
    return _compared(comparison, {report.id: one.length for report, one in masked}, measures)


def _comparison(comparable: Sequence[tuple[ReportIdentity, Compared]], older: Set[str]) -> Comparison:
    texts, organs = [one.text for _, one in comparable], [report.organ.id for report, _ in comparable]
    return Comparison(
        [report for report, _ in comparable],
        texts,
        [name_of(text) for text in texts],
        organs,
        [report.id not in older for report, _ in comparable],
        None if len(texts) <= EXHAUSTIVE else build_index(texts, organs, [one.fingerprints for _, one in comparable]),
    )


def _compared(comparison: Comparison, lengths: Mapping[str, int], measures: Measures) -> Similarity:
    long, organs, current = comparison.reports, comparison.organs, comparison.current
    ruler = Ruler(comparison.texts, comparison.names, measures)
    pairs = _all_pairs(organs, ruler) if comparison.index is None else _likely_pairs(comparison.index, current, ruler)
    by_organ = _numbers_by_organ(organs)
    counted, every = Counter(compress(organs, current)), sum(current)
    return Similarity(
        relatives=_nearest(long, current, pairs, ruler, NEAREST),
        own_years=_nearest(long, current, _year_pairs(long, by_organ.values(), ruler), ruler, len(long)),
        compared={report.id: every - counted[report.organ.id] for report in long},
        clusters=clusters_of(long, current, (pair for pair, share in pairs.items() if share >= NEAR_COPY)),
        lengths=lengths,
        exhaustive=comparison.index is None,
    )


def measure_some(comparison: Comparison, numbers: Iterable[int], measures: Measures) -> None:
    """Measure what the comparison asks first of the texts with these ``numbers``, into ``measures``."""
    index, ruler = comparison.index, Ruler(comparison.texts, comparison.names, measures)
    for a in numbers if index is not None else ():
        nearest = index.likeliest(a, MEASURED) if index is not None else []
        shares = sorted((-ruler.share(*_key(a, b)), b) for b in nearest)
        for share, b in shares:
            if -share < ALIKE:
                ruler.long_run(*_key(a, b))
        for _, b in shares[:NEAREST]:
            ruler.run(a, b)


def _year_and_place(report: ReportIdentity) -> tuple[int, str, str]:
    return report.year.value if report.year else 0, report.source.path, report.id


def _numbers_by_organ(organs: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, organ in enumerate(organs):
        found[organ].append(number)
    return found


Pairs = dict[tuple[int, int], float]
"""(lower number, higher number) → containment."""


def _all_pairs(organs: Sequence[str], ruler: Ruler) -> Pairs:
    numbers = range(len(organs))
    return {(a, b): ruler.share(a, b) for a in numbers for b in numbers[a + 1 :] if organs[a] != organs[b]}


def _year_pairs(reports: Sequence[ReportIdentity], organs: Iterable[Sequence[int]], ruler: Ruler) -> Pairs:
    """Every pair of different years of one organ."""
    years = [report.year.value if report.year else None for report in reports]
    return {
        (a, b): ruler.share(a, b)
        for group in organs
        for i, a in enumerate(group)
        for b in group[i + 1 :]
        if years[a] is not None and years[b] is not None and years[a] != years[b]
    }


def _likely_pairs(index: Candidates, current: Sequence[bool], ruler: Ruler) -> Pairs:
    """The likeliest pairs of each text; of texts that seem to be no one's like, every pair with a possible long run."""
    pairs: Pairs = {}
    alike: set[int] = set()

    def measure(a: int, b: int) -> None:
        key = _key(a, b)
        if key not in pairs:
            pairs[key] = ruler.share(*key)
            if pairs[key] >= ALIKE or ruler.long_run(*key):
                alike.update(one for one, other in (key, key[::-1]) if current[other])

    numbers = range(len(index.texts))
    for a in numbers:
        for b in index.likeliest(a, MEASURED):
            measure(a, b)
    for a, others in missed_runs(index, _left(index, alike)).items():
        for b in others:
            if a in alike:
                break
            measure(a, b)
    for a, b in common_runs(index, _left(index, alike)):
        measure(a, b)
    return pairs


def _left(index: Candidates, alike: Set[int]) -> NDArray[np.bool_]:
    """For each text whether it is none of those that are ``alike``."""
    left = np.ones(len(index.texts), np.bool_)
    left[list(alike)] = False
    return left


def _key(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _nearest(
    reports: Sequence[ReportIdentity], current: Sequence[bool], pairs: Pairs, ruler: Ruler, count: int
) -> dict[str, tuple[Relative, ...]]:
    """The ``count`` nearest of each report; where none of them is alike, also one that shares a long run."""
    others: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (a, b), share in pairs.items():
        if current[b]:
            others[a].append((-share, b))
        if current[a]:
            others[b].append((-share, a))
    found: dict[str, tuple[Relative, ...]] = {}
    for number, report in enumerate(reports):
        ranked = sorted(others[number])
        near = [Relative(reports[b], -share, ruler.run(number, b)) for share, b in ranked[:count]]
        if not any(relative.alike for relative in near):
            far = next(((s, b) for s, b in ranked[count:] if ruler.long_run(number, b)), None)
            if far is not None:
                near.append(Relative(reports[far[1]], -far[0], ruler.run(number, far[1])))
        found[report.id] = tuple(near)
    return found
