"""For which parts of the archive files are made: all of it, every province, every year, counties that are worth it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.exports.package import Level

COUNTY_REPORTS = 20
"""Reports of a county from which on it has files of its own: fewer are found soon in those of its province."""
YEARS = "data/year/"
WHOLE = Level("data/", "all", "全部", "whole archive")


@dataclass(frozen=True, slots=True)
class RowsRef:
    """Where the lines of a report lie in the store of rows, and what a level is chosen by.

    ``region`` is the code that it is filed under down to the county, "" where it is not;
    ``lines`` counts those of each table.
    """

    url: str
    region: str
    year: int | None
    key: str
    lines: tuple[int, ...]


def levels(refs: Sequence[RowsRef]) -> dict[Level, tuple[RowsRef, ...]]:
    """Every level with its reports, in the order of their addresses."""
    found: dict[Level, list[RowsRef]] = {WHOLE: []}
    for ref in sorted(refs, key=lambda one: one.url):
        found[WHOLE].append(ref)
        for level in _levels_of(ref):
            found.setdefault(level, []).append(ref)
    return {
        level: tuple(some)
        for level, some in sorted(found.items(), key=lambda item: item[0].folder)
        if not _is_county(level) or len(some) >= COUNTY_REPORTS
    }


def region_level(code: str) -> Level:
    """The region with this code."""
    return Level(f"data/region/{code}/", code, f"区划 {code}", f"region {code}")


def year_level(year: int) -> Level:
    """What reports are about a year."""
    return Level(f"{YEARS}{year}/", str(year), f"{year} 年度", f"year {year}")


def _levels_of(ref: RowsRef) -> list[Level]:
    codes = [ref.region[:digits] for digits in (2, 6) if len(ref.region) >= digits]
    found = [region_level(code) for code in codes]
    if ref.year is not None:
        found.append(year_level(ref.year))
    return found


def _is_county(level: Level) -> bool:
    return level.folder.startswith("data/region/") and len(level.id) == 6
