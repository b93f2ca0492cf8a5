"""Reports whose own numbers do not agree, as a short list with their arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.archive.addresses import region_code
from generator.archive.types import Archive, Entry
from generator.checks.catalogue import CheckInfo
from generator.pages.found import Facets, search_url
from generator.pages.gloss import glossed
from generator.pages.listing import EntryLine, contradictions, entry_line, newest_first

SHOWN = 8
"""Lines of a list: what one looks over without scrolling."""
INCONSISTENT: Facets = {"consistency": "inconsistent"}
"""The search's facet for them."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A report whose own numbers do not agree."""

    line: EntryLine
    """The report, with the first check that found it and its arithmetic."""
    name: str
    """What is the case."""


@dataclass(frozen=True, slots=True)
class Clashes:
    """Some of them."""

    lines: tuple[Clash, ...]
    """Those that are shown."""
    total: int
    """How many there are."""
    url: str
    """Where all are listed."""


def clashing(entries: Iterable[Entry], catalogue: Mapping[str, CheckInfo]) -> list[Entry]:
    """Those of ``entries`` that contradict themselves by a check of the catalogue, in their order."""
    return [entry for entry in entries if any(code in catalogue for code in contradictions(entry))]


def clashing_by_region(archive: Archive, catalogue: Mapping[str, CheckInfo]) -> Mapping[str, list[Entry]]:
    """Region code → those there and below."""
    found: dict[str, list[Entry]] = {}
    for shelf in archive.organs.values():
        for entry in clashing(shelf.entries, catalogue):
            for crumb in shelf.crumbs:
                found.setdefault(region_code(crumb.url), []).append(entry)
    return found


def clashes(ordered: Sequence[Entry], catalogue: Mapping[str, CheckInfo], where: Facets) -> Clashes:
    """The first of ``ordered``, all of which contradict themselves; ``where`` is what they have in common."""
    lines = []
    for entry in ordered[:SHOWN]:
        codes = [code for code in contradictions(entry) if code in catalogue]
        info = catalogue[codes[0]]
        lines.append(Clash(entry_line(entry, codes), glossed(info.fails_zh, info.fails_en)))
    return Clashes(tuple(lines), len(ordered), search_url({**where, **INCONSISTENT}))


def newest_clashes(entries: Iterable[Entry], catalogue: Mapping[str, CheckInfo], where: Facets) -> Clashes:
    """By year, newest first."""
    return clashes(newest_first(entries), catalogue, where)
