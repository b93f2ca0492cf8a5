"""The report: what an organ said about one year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from generator.model.documents import Source, Text
from generator.model.doubts import Doubt
from generator.model.figures import TABLE_NAMES, KeyFigure, Reading, StatedFigure, Tables
from generator.model.pictures import NO_SCAN, Scan
from generator.model.places import Place
from generator.model.sidecars import Confirmation, Correction, Sidecar
from generator.model.spans import DecodedSpan, RepairedSpan

T = TypeVar("T")


class OrganKind(StrEnum):
    """What kind of organ wrote a report. It decides the deadline and whose figures may be added up."""

    PROVINCE_GOVERNMENT = "province_government"
    PREFECTURE_GOVERNMENT = "prefecture_government"
    COUNTY_GOVERNMENT = "county_government"
    TOWNSHIP_GOVERNMENT = "township_government"
    SUBDISTRICT_OFFICE = "subdistrict_office"
    DEPARTMENT = "department"
    OTHER = "other"


GOVERNMENTS = (OrganKind.PROVINCE_GOVERNMENT, OrganKind.PREFECTURE_GOVERNMENT, OrganKind.COUNTY_GOVERNMENT)
TOWNSHIPS = (OrganKind.TOWNSHIP_GOVERNMENT, OrganKind.SUBDISTRICT_OFFICE)


class Scope(StrEnum):
    """Whom the figures cover: the organ alone, or the organ with its departments and towns."""

    OWN = "own"
    AGGREGATE = "aggregate"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sourced(Generic[T]):
    """A value and where it comes from: ``origin`` is ``title``, ``signature``, ``body``, ``sidecar`` …

    ``span`` is in the decoded text; None where the value does not stand in it.
    """

    value: T
    origin: str
    span: DecodedSpan | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """What might have been the title, the author, the year or a date, and was passed over.

    ``field`` is ``title``, ``organ``, ``year``, ``published`` or ``signed``; ``voice`` tells how it speaks (``title``,
    ``metadata``, ``self_naming``, ``signature``, ``breadcrumb``, ``body`` …), ``why`` what spoke against it.
    ``span`` is in the decoded text.
    """

    field: str
    voice: str
    value: str
    span: DecodedSpan | None
    why: str


@dataclass(frozen=True, slots=True)
class Section:
    """A first-level section. ``topic`` is 1–6 for the six of the form, else None.

    ``title`` is as printed after script repair, or the national one where ``printed`` is False.
    ``span`` covers heading and body in the *repaired* text, ``body`` the text after the heading.
    """

    number: int
    title: str
    printed: bool
    empty: bool
    topic: int | None
    span: RepairedSpan
    body: RepairedSpan


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a report says it covers, both days included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates that a report states; None where it does not."""

    signed: Sourced[date] | None = None
    published: Sourced[date] | None = None
    period: Sourced[Period] | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """How a report's text ends, and whether it begins.

    ``cut`` is "" where nothing shows that the text breaks off, else what does: ``heading``, ``table``, ``sentence``
    or ``empty``. ``headless``: the first sections are missing together with the title. ``closed``: something stands
    at the end that only stands at the end (a signature), so nothing can follow.
    """

    cut: str = ""
    headless: bool = False
    closed: bool = True
    last: RepairedSpan | None = None
    """The last line, or its last sentence, in the repaired text, where it shows the cut."""


@dataclass(frozen=True, slots=True)
class Organ:
    """The author. ``id`` is stable and readable (``110101/mou-zhen``), "" where it has no place.

    ``implied`` is the name that follows from the place in the title, where no name is printed. ``is_unknown``: nothing
    in the report tells of its author, so that ``kind`` is no more than a guess from the place.
    """

    name: str | None
    kind: OrganKind
    id: str = ""
    origin: str = ""
    span: DecodedSpan | None = None
    implied: str | None = None
    is_unknown: bool = False

    @property
    def known_as(self) -> str | None:
        """The printed name; where only a place is named, the name that follows from it."""
        return self.name or self.implied


@dataclass(frozen=True, slots=True)
class ReportIdentity:
    """Who reported on which year, and where that came from: what a report's body and its summary both begin with.

    ``format`` is ``2019``, ``2021``, ``legacy`` or None where nothing tells.
    """

    id: str
    sources: tuple[Source, ...]
    organ: Organ
    place: Place
    year: Sourced[int] | None
    title: Sourced[str] | None
    format: str | None
    scope: Scope
    dates: Dates
    sidecar: Sidecar

    @property
    def source(self) -> Source:
        return self.sources[0]

    @property
    def forms(self) -> Mapping[str, str | None]:
        """Each table's own form version; None where there is no such table, or it would fit several."""
        raise NotImplementedError

    @property
    def corrected(self) -> Mapping[str, str]:
        """What its sidecar set by hand or confirmed and was taken: target → why, of a cell also what was read."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class ReportSummary(ReportIdentity):
    """What the rest of the archive needs of a report: some kB that are held in memory for every report.

    ``place`` is without its evidence. ``key_figures`` has the figures that lists show, by id (see archive/totals);
    None for one whose table was not found.
    """

    table_forms: Mapping[str, str | None]
    key_figures: Mapping[str, KeyFigure | None]
    taken: Mapping[str, str] = field(default_factory=dict)
    """See ``corrected``."""
    engine: str = ""
    """The program that read it from pictures; "" where none did."""

    @property
    def forms(self) -> Mapping[str, str | None]:
        return self.table_forms

    @property
    def corrected(self) -> Mapping[str, str]:
        return self.taken


@dataclass(frozen=True, slots=True)
class Report(ReportIdentity):
    """One annual report, with its body: text, sections, tables, figures, and doubts about them."""

    text: Text
    sections: tuple[Section, ...]
    tables: Tables
    figures: tuple[StatedFigure, ...]
    doubts: tuple[Doubt, ...]
    scope_from: Sourced[Scope] | None = None
    """Where the report says whom its figures cover; None where it does not."""
    passed_over: tuple[Candidate, ...] = ()
    """Other readings of title, author, year and dates, with what spoke against them."""
    ending: Ending = Ending()
    scan: Scan = NO_SCAN

    @property
    def corrected(self) -> Mapping[str, str]:
        told = [(one.target, self._why_corrected(one)) for one in self.sidecar.corrections]
        told += [(one.target, one.why) for one in self.sidecar.confirmed if self._is_confirmed(one)]
        return {target: why for target, why in told if why}

    def _is_confirmed(self, one: Confirmation) -> bool:
        """False where it was not taken: then a doubt says so."""
        notes = (cell.note for table in self.tables for cell in table.cells.values())
        return any(note.endswith(f"；{one.why}") for note in notes)

    def _why_corrected(self, correction: Correction) -> str:
        """Why; "" where it was not taken: then a doubt says so."""
        set_by_hand = {
            "year": self.year is not None and str(self.year.value) == str(correction.value),
            "organ": self.organ.name == str(correction.value).strip(),
            "place": bool(correction.value) and self.place.code.startswith(str(correction.value)),
        }
        if correction.target in set_by_hand:
            return correction.why if set_by_hand[correction.target] else ""
        name, _, address = correction.target.partition(".")
        row, _, column = address.partition(".")
        table = self.tables[name] if name in TABLE_NAMES else None
        cell = table.cells.get((row, column)) if table else None
        return cell.note if cell is not None and cell.reading is Reading.CORRECTED else ""

    @property
    def forms(self) -> Mapping[str, str | None]:
        return {name: table.form if table and table.form_told else None for name, table in self.tables.items()}
