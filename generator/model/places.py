"""Where a report belongs: administrative divisions, evidence, and how sure we are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

import msgspec


class Level(IntEnum):
    """Levels of the administrative hierarchy, from the top."""

    PROVINCE = 1
    PREFECTURE = 2
    COUNTY = 3
    TOWNSHIP = 4


class Confidence(StrEnum):
    """How sure the place is; NONE where none was decided."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


class Division(msgspec.Struct, frozen=True):
    """One administrative division under one name. ``code`` has 2, 4, 6 or 9 digits by level.

    ``first`` and ``last`` are the first and last yearly edition of the statistical list that
    holds this name under this code.
    """

    code: str
    level: Level
    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a place. ``kind`` says where it was seen (title, signature, site_id …)."""

    kind: str
    text: str
    points_to: str
    """The code it speaks for; "" where it speaks for several."""


@dataclass(frozen=True, slots=True)
class PlaceClues:
    """Everything a report and its surroundings say about its author's place, repaired text throughout.

    Gathered by ``reading``, weighed by ``places``. ``level`` is what 我镇 / 我县 … give away.
    ``body`` is the narrative without tables; ``furniture`` the page's header and footer lines.
    """

    title: str = ""
    organ: str = ""
    signature: str = ""
    body: str = ""
    furniture: str = ""
    path: str = ""
    source_url: str = ""
    corrected_code: str = ""
    level: Level | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A resolved place. Names are None below the level that is known.

    ``code`` is that of the lowest known division ("" where nothing is known). ``alternatives``
    are codes that the evidence does not exclude.
    """

    province: str | None = None
    prefecture: str | None = None
    county: str | None = None
    township: str | None = None
    code: str = ""
    confidence: Confidence = Confidence.NONE
    evidence: tuple[Evidence, ...] = ()
    alternatives: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The known names from the top."""
        chain = (self.province, self.prefecture, self.county, self.township)
        return tuple(name for name in chain if name)

    @property
    def known(self) -> bool:
        """True if the place is certain enough to shelve the report under it."""
        return bool(self.code) and self.confidence in (Confidence.HIGH, Confidence.MEDIUM)
