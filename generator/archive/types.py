"""The archive: every report with what was found about it, shelved by organ, region and year."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from generator.archive.covered import Coverage
from generator.corpus.copies import Relation
from generator.corpus.measured import Similarity
from generator.corpus.sentences import Sentence
from generator.model.documents import digest_of
from generator.model.doubts import Attention
from generator.model.places import Level
from generator.model.reports import OrganKind, Report, ReportIdentity, Scope
from generator.model.results import Badge, Result
from generator.model.sidecars import Sidecar


@dataclass(frozen=True, slots=True)
class Entry:
    """One report and everything found about it.

    ``url`` is permanent and ends in ``/``. ``is_version`` marks one that does not stand for its organ and year (its
    ``url`` lies below the ``versions/`` of the one that does); it counts in no sum, and ``relation`` says what it is
    to that one. ``versions`` are the urls of the others of the same organ and year, ``copies`` those of them that are
    other files of this very report.
    """

    report: ReportIdentity
    results: tuple[Result, ...]
    badges: Mapping[str, Badge]
    url: str
    is_version: bool = False
    versions: tuple[str, ...] = ()
    relation: Relation = Relation.ITSELF
    copies: tuple[str, ...] = ()
    different: int = 0
    """How many other reports of the same organ and year there are, copies of one counted once."""
    mark: str = ""
    """Tells of all that is known of the report: entries with the same one are equal; "" where it cannot be told."""

    @property
    def year(self) -> int | None:
        return self.report.year.value if self.report.year else None

    @property
    def body(self) -> Report:
        """The report with its body. Raises TypeError where the archive holds only its summary."""
        if not isinstance(self.report, Report):
            raise TypeError(f"only the summary of {self.url} is held")
        return self.report

    def result(self, code: str) -> Result | None:
        """By short id (``A07``); None where that check does not exist yet."""
        for one in self.results:  # asked a hundred thousand times of an archive: no generator, no property
            if one.check[:3] == code:
                return one
        return None


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of a breadcrumb."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Former:
    """A name that a place bore before under ``code``, until ``last`` (a year)."""

    name: str
    code: str
    last: int


@dataclass(frozen=True, slots=True)
class Lineage:
    """What became of a place. ``now`` is its name today, ``former`` come latest first.

    ``into`` are the regions that an ended one went into; ``ended`` the last edition of the list that has a township.
    """

    now: str = ""
    former: tuple[Former, ...] = ()
    into: tuple[Crumb, ...] = ()
    ended: int | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over reports. ``reports`` stand behind it; ``blank`` left the cell empty; ``unread`` have no such
    table, or one that we could not read for sure; of ``solved`` we only worked it out from other figures.
    ``recognised`` were read from pictures by a program, and nobody has checked them.
    Of those behind it, ``clashing`` have the figure in an equation of their own that does not hold."""

    value: Decimal
    reports: int
    blank: int
    unread: int
    solved: int = 0
    clashing: int = 0
    recognised: int = 0


@dataclass(frozen=True, slots=True)
class OrganShelf:
    """An organ and its reports, newest year first. ``name`` is the fullest form seen in any of them."""

    id: str
    name: str
    kind: OrganKind
    url: str
    crumbs: tuple[Crumb, ...]
    """Regions from the province down to the one it stands in, without the organ itself."""
    entries: tuple[Entry, ...]
    lineage: Lineage = Lineage()

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({e.year for e in self.entries if e.year is not None}, reverse=True))


@dataclass(frozen=True, slots=True)
class RegionShelf:
    """A province, prefecture or county that holds at least one report, directly or below it."""

    code: str
    name: str
    level: Level
    url: str
    crumbs: tuple[Crumb, ...]
    """From the province down to the parent."""
    children: tuple[str, ...]
    """Codes of the regions directly below that hold reports."""
    organs: tuple[str, ...]
    """Ids of the organs that stand in this region itself."""
    reports: int
    years: tuple[int, ...]
    badges: Mapping[str, Mapping[str, int]]
    """Badge name → value → number of reports, over this region and all below it."""
    lineage: Lineage = Lineage()
    uncollected: tuple[str, ...] = ()
    """Divisions directly below, by the last edition of the list, for which no report is held."""
    totals: Mapping[int, Mapping[str, Mapping[Scope, Total]]] = field(default_factory=dict)
    """Year, newest first → figure (see ``totals``) → scope → sum, over this region and all below it."""


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """One check over the whole archive. Counts are reports."""

    check: str
    passed: tuple[Entry, ...]
    failed: tuple[Entry, ...]
    not_checkable: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything the pages are made from. All collections are in a stable, documented order."""

    entries: tuple[Entry, ...]
    """All reports that count (no older versions), by url."""
    older: tuple[Entry, ...]
    """Older versions, by url."""
    organs: Mapping[str, OrganShelf]
    regions: Mapping[str, RegionShelf]
    years: Mapping[int, tuple[Entry, ...]]
    """Newest first; the entries of a year by url."""
    unplaced: tuple[Entry, ...]
    checks: Mapping[str, CheckSummary]
    attention: tuple[Attention, ...]
    """Uploads that need attention, by path."""
    uploads: int
    """Files seen in content/reports, sidecars not counted."""
    similarity: Similarity = field(default_factory=Similarity)
    """Which texts resemble one another."""
    by_id: Mapping[str, Entry] = field(default_factory=dict)
    """Report id → its entry, older versions included."""
    redirects: tuple[tuple[str, str], ...] = ()
    """(old address, address now) of places that had other codes or names."""
    held: frozenset[str] = frozenset()
    """Addresses of the regions that have a page."""
    sentences: Mapping[str, tuple[Sentence, ...]] = field(default_factory=dict)
    """Report id → its sentences, of those that belong to a template."""
    coverage: Mapping[str, Coverage] = field(default_factory=dict)
    """Code of a region → who ordinarily reports there, and whose reports are held; empty without a gazetteer."""

    @property
    def all(self) -> tuple[Entry, ...]:
        """Every report, older versions last."""
        return (*self.entries, *self.older)

    @property
    def withheld(self) -> frozenset[str]:
        """Addresses of the reports of which something is withheld."""
        return frozenset(entry.url for entry in self.all if entry.report.sidecar.withhold)

    @property
    def digest(self) -> str:
        """Eight hex digits that change whenever a report or what its sidecar says does."""
        total = hashlib.sha256()
        for entry in self.all:
            total.update(f"{entry.url} {digest_of(entry.report.sources)} {_shown(entry.report.sidecar)}\n".encode())
        return total.hexdigest()[:8]


def _shown(sidecar: Sidecar) -> Sidecar:
    """Without the words that are withheld: whoever knows all the rest could tell them by the digest."""
    if not sidecar.withhold:  # nearly always
        return sidecar
    return replace(sidecar, withhold=tuple(replace(one, text="") for one in sidecar.withhold))


EMPTY = Archive((), (), {}, {}, {}, (), {}, (), 0)
"""An archive of nothing."""
