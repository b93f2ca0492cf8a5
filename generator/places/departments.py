"""Departments that a local government ordinarily has (``data/departments.yaml``), and which of them an organ is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from generator.model.places import Level
from generator.places.extras import read_table

LEVELS: Mapping[Level, str] = {Level.PROVINCE: "province", Level.PREFECTURE: "prefecture", Level.COUNTY: "county"}


@dataclass(frozen=True, slots=True)
class Department:
    """``names`` are its ordinary ones by level; a level without one does not ordinarily have it."""

    id: str
    en: str
    names: Mapping[Level, str]


@dataclass(frozen=True, slots=True)
class StandardList:
    """All of them, for reports about the year ``since`` and later. ``by_stem`` and ``by_name`` lead to ids."""

    since: int
    departments: tuple[Department, ...]
    endings: tuple[str, ...]
    by_stem: Mapping[str, tuple[str, ...]]
    by_name: Mapping[str, str]

    def of(self, level: Level) -> tuple[Department, ...]:
        """Those that a government of this level ordinarily has."""
        return tuple(one for one in self.departments if level in one.names)

    def recognised(self, own: str) -> tuple[str, ...]:
        """The ids of what an organ is, by its full name without its place; several where it joins them, none where
        it is no department of the list."""
        if own in self.by_name:
            return (self.by_name[own],)
        ending = next((ending for ending in self.endings if own.endswith(ending)), "")
        return self.by_stem.get(own.removesuffix(ending), ()) if ending else ()


@cache
def standard_list() -> StandardList:
    """The list of the package."""
    table = read_table("departments")
    by_stem: dict[str, tuple[str, ...]] = {}
    by_name: dict[str, str] = {}
    found = []
    for item in table["departments"]:
        names = {level: item[key] for level, key in LEVELS.items() if key in item}
        found.append(Department(item["id"], item["en"], names))
        for stem in item.get("stems", ()):
            by_stem[stem] = (*by_stem.get(stem, ()), item["id"])
        by_name |= dict.fromkeys(item.get("whole", ()), item["id"])
    endings = tuple(sorted(table["endings"], key=len, reverse=True))
    return StandardList(table["since"], tuple(found), endings, by_stem, by_name)
