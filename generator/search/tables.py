"""The table of a shard: what ranking, facets and the list of results need, without loading any report."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from generator.search.documents import SearchDocument

CHOICES = ("form", "kind", "completeness", "timeliness", "originality")
"""Facets of few values each, besides those that have a column of their own."""
ORGAN, YEAR, PLACES = "\x01", "\x02", "\x03\x04\x05\x06"
"""What stands for the row's organ, its year and its places, the lowest first, in the row's other words: a name that is
printed in several columns is stored once."""
CONTROLS = dict.fromkeys(range(32))


def packed_rows(documents: Sequence[SearchDocument], ids: Sequence[str], regions: Mapping[str, str]) -> bytes:
    """JSON: columns of equal length, in the order of addresses, and beside them lists that columns point into.

    ``id`` is the report's id in the index of this shard, ``titled`` 1 where the report prints its title, ``region`` the
    code of the lowest division down to the county. Names above a report's own ``town`` are those of ``regions`` (code →
    name), which the page knows from the guide; ``chains`` holds, by row, what differs from them. ``title``, ``organ``
    and ``url`` are shortened (see :func:`shortened`). Each of the facets of :data:`CHOICES` is an index into
    ``values[facet]``. ``seals`` are the words of the badge's values.
    """
    rows = sorted(zip(documents, ids, strict=True), key=lambda row: row[0].url)
    ordered = [document for document, _ in rows]
    towns = [_town(one.places, names_above(one.region, regions)) for one in ordered]
    values, choices = _choices_of(ordered)
    table: dict[str, Any] = {
        "id": [id_ for _, id_ in rows],
        **_names_of(ordered),
        "town": [town or "" for town in towns],
        "chains": {at: ordered[at].places for at, town in enumerate(towns) if town is None},
        **_facts_of(ordered),
        **choices,
        "values": values,
        "seals": dict(sorted({d.consistency: d.consistency_zh for d in documents}.items())),
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()


def _choices_of(documents: Sequence[SearchDocument]) -> tuple[dict[str, list[str]], dict[str, list[int]]]:
    """The values of each facet of :data:`CHOICES`, and for every document the index of its own."""
    columns = {facet: [getattr(document, facet) for document in documents] for facet in CHOICES}
    values = {facet: sorted(set(column)) for facet, column in columns.items()}
    return values, {facet: list(map(values[facet].index, column)) for facet, column in columns.items()}


def _names_of(documents: Sequence[SearchDocument]) -> dict[str, list[Any]]:
    return {
        "url": [_short_address(one) for one in documents],
        "title": [shortened(one.title, one, organ=True) for one in documents],
        "titled": [int(one.title_printed) for one in documents],
        "organ": [shortened(one.organ or "", one, organ=False) for one in documents],
    }


def _facts_of(documents: Sequence[SearchDocument]) -> dict[str, list[Any]]:
    return {
        "region": [one.region for one in documents],
        "year": [one.year for one in documents],
        "consistency": [one.consistency for one in documents],
        "newest": [one.newest for one in documents],
        "check": [" ".join(one.failing) for one in documents],
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
