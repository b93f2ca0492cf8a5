"""Similarity of texts: each report's nearest relatives, and templates shared by many reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain, compress

import numpy as np
from numpy.typing import NDArray

from generator.attempts import Attempts
from generator.corpus.candidates import Candidates, Numbers, build_index
from generator.corpus.choices import Choices, choose, marks_of
from generator.corpus.clusters import clusters_of
from generator.corpus.compared import Compared, compared_texts
from generator.corpus.measured import ALIKE, NEAR_COPY, Relative, Similarity, is_comparable
from generator.corpus.ruler import Measures, Ruler
from generator.corpus.runs import Sharers, sharers_of_common, sharers_of_rare
from generator.model.reports import ReportIdentity

NEAREST = 5
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


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a comparison begins with: which texts are measured first beside each, and what is known of pairs.

    ``choices`` is None where all pairs are measured. ``sharers`` gives what :func:`sharers_of_common` does.
    """

    choices: Choices | None
    measures: Measures = field(default_factory=Measures)
    sharers: Callable[[Candidates], Sharers] = sharers_of_common


Measure = Callable[[Comparison], Prepared]
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
    prepared = measure(comparison) if measure is not None else Prepared(choices_of(comparison))
    return _compared(comparison, {report.id: one.length for report, one in masked}, prepared)


def _comparison(comparable: Sequence[tuple[ReportIdentity, Compared]], older: Set[str]) -> Comparison:
    texts, organs = [one.text for _, one in comparable], [report.organ.id for report, _ in comparable]
    return Comparison(
        [report for report, _ in comparable],
        texts,
        [one.name for _, one in comparable],
        organs,
        [report.id not in older for report, _ in comparable],
        None if len(texts) <= EXHAUSTIVE else build_index(texts, organs, [one.fingerprints for _, one in comparable]),
    )


def choices_of(comparison: Comparison, known: Choices | None = None) -> Choices | None:
    """The texts to be measured first beside each; ``known`` are those of an earlier comparison."""
    if comparison.index is None:
        return None
    return choose(comparison.index, marks_of(comparison.reports, comparison.names), known)


def _compared(comparison: Comparison, lengths: Mapping[str, int], prepared: Prepared) -> Similarity:
    long, organs, index, choices = comparison.reports, comparison.organs, comparison.index, prepared.choices
    current = np.array(comparison.current, np.bool_)
    ruler = Ruler(comparison.texts, comparison.names, prepared.measures)
    everyone = np.ones(len(long), np.bool_)
    if index is None or choices is None:
        pairs, alike = _all_pairs(organs, ruler), everyone
    else:
        pairs, alike = _likely_pairs(index, choices, current, ruler, prepared.sharers)
    by_organ = _numbers_by_organ(organs)
    counted, every = Counter(compress(organs, comparison.current)), sum(comparison.current)
    near_copies = (pair for pair, share in pairs.items() if share >= NEAR_COPY)
    return Similarity(
        relatives=_nearest(long, current, pairs, ruler, NEAREST, alike),
        own_years=_nearest(long, current, _year_pairs(long, by_organ.values(), ruler), ruler, len(long), ~everyone),
        compared={report.id: every - counted[report.organ.id] for report in long},
        clusters=clusters_of(long, comparison.current, near_copies),
        lengths=lengths,
        exhaustive=comparison.index is None,
    )


def measure_some(comparison: Comparison, choices: Choices, numbers: Iterable[int], measures: Measures) -> None:
    """Measure what the comparison asks first of the texts with these ``numbers``, into ``measures``."""
    ruler = Ruler(comparison.texts, comparison.names, measures)
    for a in numbers:
        shares = sorted((-ruler.share(a, b), b) for b in choices.of(a))
        for share, b in shares:
            if -share < ALIKE:
                ruler.long_run(a, b)
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


def _likely_pairs(
    index: Candidates,
    choices: Choices,
    current: NDArray[np.bool_],
    ruler: Ruler,
    sharers: Callable[[Candidates], Sharers],
) -> tuple[Pairs, NDArray[np.bool_]]:
    """The likeliest pairs of each text; of texts that seem to be no one's like, every pair with a possible long run.
    And for each text whether it is like another one."""
    one, other = choices.pairs
    shares = ruler.shares(one, other)
    near = shares >= ALIKE
    near[~near] = ruler.long_runs(one[~near], other[~near])
    alike = np.zeros(len(index.texts), np.bool_)
    alike[one[near & current[other]]] = alike[other[near & current[one]]] = True
    pairs = dict(zip(zip(one.tolist(), other.tolist(), strict=True), shares.tolist(), strict=True))

    def measure(a: int, b: int) -> None:
        key = (a, b) if a < b else (b, a)
        if key not in pairs:
            share = pairs[key] = ruler.share(a, b)
            if share >= ALIKE or ruler.long_run(a, b):
                alike[a] |= current[b]
                alike[b] |= current[a]

    for a, others in sharers_of_rare(index, ~alike).items():
        for b in others:
            if alike[a]:
                break
            measure(a, b)
    texts, sharing = sharers(index)
    left = ~alike[texts]
    for a, b in zip(texts[left].tolist(), sharing[left].tolist(), strict=True):
        measure(a, b)
    return pairs, alike


def _nearest(
    reports: Sequence[ReportIdentity],
    current: NDArray[np.bool_],
    pairs: Pairs,
    ruler: Ruler,
    count: int,
    alike: NDArray[np.bool_],
) -> dict[str, tuple[Relative, ...]]:
    """The ``count`` nearest of each report; where none of them is alike, also one that shares a long run: of those that
    may be ``alike`` with any."""
    one, other, share = _ranked(pairs, current)
    bounds = np.searchsorted(one, np.arange(len(reports) + 1))
    first = np.arange(len(one)) < bounds[one] + count
    runs = np.zeros(len(one), np.int64)
    runs[first] = ruler.runs(one[first], other[first])
    ranked = list(zip(other.tolist(), share.tolist(), runs.tolist(), strict=True))
    found: dict[str, tuple[Relative, ...]] = {}
    ends = zip(reports, bounds.tolist(), bounds[1:].tolist(), alike.tolist(), strict=False)
    for number, (report, low, high, may_be) in enumerate(ends):
        end = min(low + count, high)
        near = [Relative(reports[b], share, run) for b, share, run in ranked[low:end]]
        if may_be and not any(relative.alike for relative in near):
            far = next(((b, share) for b, share, _ in ranked[end:high] if ruler.long_run(number, b)), None)
            if far is not None:
                near.append(Relative(reports[far[0]], far[1], ruler.run(number, far[0])))
        found[report.id] = tuple(near)
    return found


def _ranked(pairs: Pairs, current: NDArray[np.bool_]) -> tuple[Numbers, Numbers, NDArray[np.float64]]:
    """Each text with the current ones that it was measured with, nearest first: both, and how near they are."""
    numbers = np.fromiter(chain.from_iterable(pairs), np.int64, 2 * len(pairs)).reshape(-1, 2)
    shares = np.tile(np.fromiter(pairs.values(), np.float64, len(pairs)), 2)
    one, other = np.concatenate((numbers, numbers[:, ::-1])).T
    kept = current[other]
    one, other, shares = one[kept], other[kept], shares[kept]
    order = np.lexsort((other, -shares, one))
    return one[order], other[order], shares[order]
