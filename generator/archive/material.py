"""What a slice is, short enough to be hashed: a report is named by its id and the record that it stands in, which hold
all that is known of it. Whatever else a type holds, now or later, is part of it by the type's own fields.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from generator.archive.slices import Slice
from generator.archive.types import Entry, OrganShelf
from generator.corpus.clusters import Cluster
from generator.corpus.measured import Relative, Similarity
from generator.model.reports import ReportIdentity


def _all_but(kind: type, *apart: str) -> Callable[[Any], Any]:
    """What gives the fields of a dataclass, but those that are told ``apart``."""
    return attrgetter(*(field.name for field in fields(kind) if field.name not in apart))


_SLICE = _all_but(Slice, "own", "shelf", "before", "after", "others", "similarity")
_ENTRY = _all_but(Entry, "report")
_SHELF = _all_but(OrganShelf, "entries")
_SIMILARITY = _all_but(Similarity, "relatives", "own_years", "clusters")
_RELATIVE = _all_but(Relative, "other")
_CLUSTER = _all_but(Cluster, "reports")


@dataclass(frozen=True, slots=True)
class _Naming:
    """``records`` are the keys of records by the ids of the reports in them."""

    records: Mapping[str, str]

    def report(self, report: ReportIdentity) -> object:
        key = self.records.get(report.id)
        return (report.id, key) if key else report

    def entries(self, entries: Sequence[Entry]) -> list[object]:
        return [(self.report(one.report), _ENTRY(one)) for one in entries]

    def shelf(self, shelf: OrganShelf | None) -> object:
        return shelf and (_SHELF(shelf), self.entries(shelf.entries))

    def relatives(self, found: Mapping[str, Sequence[Relative]]) -> object:
        return {id_: [(self.report(one.other), _RELATIVE(one)) for one in some] for id_, some in found.items()}

    def cluster(self, cluster: Cluster) -> object:
        return _CLUSTER(cluster), [self.report(one) for one in cluster.reports]


def material(part: Slice, records: Mapping[str, str]) -> tuple[object, ...]:
    """All that ``part`` consists of; ``records`` are the keys of records by the ids of the reports in them."""
    naming, near = _Naming(records), part.similarity
    return (
        _SLICE(part),
        naming.entries(part.own),
        [naming.shelf(shelf) for shelf in (part.shelf, part.before, part.after)],
        naming.entries(part.others),
        naming.relatives(near.relatives),
        naming.relatives(near.own_years),
        [naming.cluster(cluster) for cluster in near.clusters],
        _SIMILARITY(near),
    )
