"""What :mod:`.coverage` tells: who ordinarily reports in a region, and whose report is held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class BodyKind(StrEnum):
    """What ordinarily reports."""

    GOVERNMENT = "government"
    TOWNSHIP = "township"
    DEPARTMENT = "department"
    OTHER = "other"
    """On no list; here only because a report of it is held."""


@dataclass(frozen=True, slots=True)
class Body:
    """One that ordinarily reports. ``id`` is the code of its division, the department's in the standard list, or the
    organ's in the archive where it is on no list.

    ``reports`` has the years in which a list has it, and those of which a report is held: year → the report's address,
    "" where none is held.
    """

    kind: BodyKind
    id: str
    name: str
    reports: Mapping[int, str]
    organ: str = ""
    """The address of the organ of which reports are held; "" where there is none."""


@dataclass(frozen=True, slots=True)
class EmptyRegion:
    """A county or prefecture of which nothing is held.

    ``above`` is the name of its prefecture, of a prefecture with counties its own, "" of others directly below the
    province; ``townships`` counts those of the last edition.
    """

    code: str
    name: str
    above: str
    townships: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is held of those that ordinarily report in one region, without those below it.

    ``years`` are all from the first to the last of which anything is held in the region or below it.
    """

    years: tuple[int, ...]
    bodies: tuple[Body, ...]
    empty: tuple[EmptyRegion, ...] = ()
    """Of a province: the counties and prefectures of the last edition without any report."""

    def of(self, kind: BodyKind) -> tuple[Body, ...]:
        return tuple(body for body in self.bodies if body.kind is kind)

    def counted(self, kind: BodyKind, year: int) -> tuple[int, int]:
        """How many of ``kind`` are held, and how many a list has, in one year."""
        told = [body.reports[year] for body in self.of(kind) if year in body.reports]
        return sum(map(bool, told)), len(told)
