"""The table of a shard: what ranking, facets and the list of results need, without loading any report."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from generator.search.documents import SearchDocument

CHOICES = ("consistency", "form", "kind", "completeness", "timeliness", "originality")
"""Facets of few values each."""
ORGAN, YEAR, PLACES = "\x01", "\x02", "\x03\x04\x05\x06"
"""What stands for the row's organ, its year and its places, the lowest first, in the row's other words: a name that is
printed in several columns is stored once."""
NOWHERE = "-"
"""The region of a report whose place is not known, and its province."""
CONTROLS = dict.fromkeys(range(32))


def packed_rows(ordered: Sequence[SearchDocument], regions: Mapping[str, str]) -> bytes:
    """JSON: columns of equal length, in the order given, and two lists beside them.

    The facts are those of :func:`facts_of`. Names above a report's own ``town`` are those of ``regions`` (code → name);
    ``chains`` holds, by row, what differs from them.
    ``title``, ``organ`` and ``url`` are shortened (see :func:`shortened`).
    """
    towns = [_town(one.places, names_above(one.region, regions)) for one in ordered]
    table: dict[str, Any] = {
        **_names_of(ordered),
        "town": [town or "" for town in towns],
        "chains": {at: ordered[at].places for at, town in enumerate(towns) if town is None},
        "regions": regions,
        **_columns([facts_of(one) for one in ordered]),
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()


def _names_of(documents: Sequence[SearchDocument]) -> dict[str, list[str]]:
    return {
        "url": [_short_address(one) for one in documents],
        "title": [shortened(one.title, one, organ=True) for one in documents],
        "organ": [shortened(one.organ or "", one, organ=False) for one in documents],
    }


def _columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}


def whole_row(document: SearchDocument) -> dict[str, Any]:
    """The same of one report by itself, every name written out: what stands beside its reading copy."""
    names = {
        "url": document.url,
        "title": document.title,
        "organ": document.organ or "",
        "places": document.places,
    }
    return names | facts_of(document)


def facts_of(document: SearchDocument) -> dict[str, Any]:
    """``titled`` is 1 where the report prints its title, ``region`` the code of the lowest division down to the county
    or :data:`NOWHERE`, ``newest`` what results are ordered by; the others are facets, of numbers their steps."""
    return {
        "titled": int(document.title_printed),
        "region": document.region or NOWHERE,
        "year": str(document.year or ""),
        "newest": document.newest,
        "check": document.failing,
        **{facet: getattr(document, facet) for facet in CHOICES},
        **document.steps,
    }


def names_above(region: str, regions: Mapping[str, str]) -> tuple[str, ...]:
    """Names of the divisions from the province down to ``region``; mirrored in ``assets/search/archive.js``."""
    codes = (region[:digits] for digits in (2, 4, 6) if len(region) >= digits)
    return tuple(regions[code] for code in codes if code in regions)


def _town(places: Sequence[str], above: Sequence[str]) -> str | None:
    """The one name below ``above``, "" where there is none; None where ``places`` are told in no such way."""
    if tuple(places[: len(above)]) != tuple(above) or len(places) > len(above) + 1:
        return None
    return places[len(above)] if len(places) > len(above) else ""


def shortened(text: str, document: SearchDocument, organ: bool) -> str:
    """``text`` with letters for the names that other columns hold; places alone where ``organ`` is not to be used."""
    text = text.translate(CONTROLS)
    if organ and document.organ:
        text = text.replace(document.organ.translate(CONTROLS), ORGAN)
    for letter, name in zip(PLACES, reversed(document.places), strict=False):
        text = text.replace(name, letter)
    return text.replace(str(document.year), YEAR) if organ and document.year else text


def _short_address(document: SearchDocument) -> str:
    """``~town~`` for ``/region/<region>/town/<year>/``."""
    url, head, tail = document.url, f"/region/{document.region}/", f"/{document.year}/"
    if document.region and url.startswith(head):
        url = "~" + url.removeprefix(head)
    return url.removesuffix(tail) + "~" if url.endswith(tail) else url
