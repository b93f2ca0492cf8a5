"""Addresses of the search page that list the reports that a number counts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from generator.archive.types import Archive
from generator.model.places import Level

Facets = Mapping[str, str | Sequence[str]]
"""Facet → value or values, as the search page writes them into its address."""
LEVELS = {2: "province", 4: "prefecture", 6: "county"}
"""Digits of a region's code → its facet."""
_LISTS = re.compile(
    r"/(?:region|year/(?P<year>\d{4})|checks/(?P<check>[A-Z]\d\d))?(?:/(?P<code>(?:\d\d){1,3})(?:-(?P<of>\d{4}))?)?/?"
)
"""Addresses of lists that say what is in them: regions, years and checks, and their parts by region and year."""


def facets_of(url: str) -> Facets | None:
    """What the reports have in common that the list at ``url`` holds; None where the search has no facet for it."""
    match = _LISTS.fullmatch(url)
    if match is None:
        return None
    told = {"check": match["check"], "year": match["year"] or match["of"], **in_region(match["code"] or "")}
    return {facet: value for facet, value in told.items() if value}


def listed_at(url: str) -> str:
    """Where the search lists the reports of the list at ``url``; "" where it cannot, and for the whole archive."""
    facets = facets_of(url)
    return search_url(facets) if facets else ""


def in_region(code: str) -> Facets:
    """The reports of a region and of all below it."""
    level = LEVELS.get(len(code))
    return {level: code} if level else {}


def in_any_region(archive: Archive) -> Facets:
    """The reports of all provinces; no facet where there are no others."""
    provinces = sorted(region.code for region in archive.regions.values() if region.level is Level.PROVINCE)
    return {LEVELS[2]: provinces} if archive.unplaced else {}


def search_url(facets: Facets) -> str:
    """The search page with ``facets`` chosen."""
    return f"/search/?{urlencode(facets, doseq=True)}"
