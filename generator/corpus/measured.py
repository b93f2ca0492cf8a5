"""What is measured of the likeness of texts, and the bounds by which it is judged.

Apart from the measuring itself, and without numpy: one report alone is checked also where that is not at hand, as in a
browser.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.corpus.clusters import Cluster
from generator.model.reports import ReportIdentity

ALIKE = 0.6
NEAR_COPY = 0.85
SHORTEST = 300
"""Characters of narrative below which nothing is compared: a few stock sentences are in every report."""
LONGEST = 60_000
"""Characters of narrative above which nothing is compared: measuring a pair takes time by the product of both lengths,
and the longest reports have 30,000."""
RUN = 150
"""The common run that must not be missed, in characters."""
SHORTEST_BLOCK = 8
"""Characters of a block by which common runs are sought."""
SHORTEST_MEASURED = 2 * SHORTEST_BLOCK - 1
"""Shorter runs are not told apart: they occur between any two texts."""
SHOWN_RUN = 20
"""A shared run shorter than this says nothing about where a text comes from."""


@dataclass(frozen=True, slots=True)
class Relative:
    """Another report and what it has in common: containment 0 to 1, longest common run in masked characters."""

    other: ReportIdentity
    containment: float
    longest_run: int

    @property
    def alike(self) -> bool:
        return self.containment >= ALIKE or self.longest_run >= RUN


@dataclass(frozen=True, slots=True)
class Similarity:
    """What was measured. Keys are report ids; a report that could not be compared (narrative too short or long, organ
    unknown) has no key. Older versions are compared with the others, but are no one's relatives.

    ``relatives`` are of other organs, nearest first, at most NEAREST and one more where only that one shares a run
    of 150. ``own_years`` are the other years of the same organ, all of them, nearest first. ``compared`` tells
    with how many reports of other organs a report was compared; beyond EXHAUSTIVE reports (``exhaustive`` False) only
    candidates were measured, so that the highest containment is a lower bound.
    """

    relatives: Mapping[str, tuple[Relative, ...]] = field(default_factory=dict)
    own_years: Mapping[str, tuple[Relative, ...]] = field(default_factory=dict)
    compared: Mapping[str, int] = field(default_factory=dict)
    clusters: tuple[Cluster, ...] = ()
    lengths: Mapping[str, int] = field(default_factory=dict)
    exhaustive: bool = True


def is_comparable(report: ReportIdentity, length: int) -> bool:
    """Whether a narrative of ``length`` characters is compared with others."""
    return SHORTEST <= length <= LONGEST and bool(report.organ.id)


def nothing_to_compare(report: ReportIdentity, length: int) -> Similarity:
    """What comparing finds where ``report`` is the only one."""
    if not is_comparable(report, length):
        return Similarity(lengths={report.id: length})
    return Similarity({report.id: ()}, {report.id: ()}, {report.id: 0}, lengths={report.id: length})
