"""Templates: reports whose texts are near copies of one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.model.reports import ReportIdentity


@dataclass(frozen=True, slots=True)
class Cluster:
    """Reports connected by near copies: one template. ``id`` is its first report's."""

    id: str
    reports: tuple[ReportIdentity, ...]


def clusters_of(
    reports: Sequence[ReportIdentity], current: Sequence[bool], near_copies: Iterable[tuple[int, int]]
) -> tuple[Cluster, ...]:
    """Reports connected by ``near_copies``, pairs of numbers, in the order of their files.

    A pair counts where both are ``current``: no older version connects others.
    """
    leader = list(range(len(reports)))

    def find(number: int) -> int:
        while leader[number] != number:
            leader[number] = number = leader[leader[number]]
        return number

    for a, b in near_copies:
        if current[a] and current[b]:
            low, high = sorted((find(a), find(b)))
            leader[high] = low
    members: dict[int, list[ReportIdentity]] = defaultdict(list)
    for number, report in enumerate(reports):
        members[find(number)].append(report)
    groups = [sorted(m, key=lambda r: (r.source.path, r.id)) for m in members.values() if len(m) > 1]
    return tuple(Cluster(g[0].id, tuple(g)) for g in sorted(groups, key=lambda g: (g[0].source.path, g[0].id)))
