"""The table of a shard: what ranking, facets and the list of results need, without loading any report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from generator.search.documents import SearchDocument

CHOICES = ("form", "kind", "completeness", "timeliness", "originality")
"""Facets of few values each, besides those that have a column of their own."""


def packed_rows(documents: Sequence[SearchDocument], ids: Sequence[str]) -> bytes:
    """JSON: columns of equal length, newest first, and beside them lists that columns point into.

    ``id`` is the report's id in the index of this shard, ``titled`` 1 where the report prints its title, ``region`` the
    code of the lowest division down to the county. ``place`` is an index into ``placeNames``; each of the facets of
    :data:`CHOICES` is one into ``values[facet]``. ``seals`` are the words of the badge's values.
    """
    rows = sorted(zip(documents, ids, strict=True), key=lambda row: row[0].url)
    rows.sort(key=lambda row: row[0].newest, reverse=True)
    chains = sorted({document.places for document, _ in rows})
    values = {facet: sorted({getattr(document, facet) for document, _ in rows}) for facet in CHOICES}
    places = {chain: number for number, chain in enumerate(chains)}
    table: dict[str, Any] = {
        "id": [id_ for _, id_ in rows],
        "url": [document.url for document, _ in rows],
        "title": [document.title for document, _ in rows],
        "titled": [int(document.title_printed) for document, _ in rows],
        "organ": [document.organ or "" for document, _ in rows],
        "place": [places[document.places] for document, _ in rows],
        "region": [document.region for document, _ in rows],
        "year": [document.year for document, _ in rows],
        "consistency": [document.consistency for document, _ in rows],
        "newest": [document.newest for document, _ in rows],
        "check": [" ".join(document.failing) for document, _ in rows],
        **{facet: [values[facet].index(getattr(document, facet)) for document, _ in rows] for facet in CHOICES},
        "placeNames": chains,
        "values": values,
        "seals": dict(sorted({d.consistency: d.consistency_zh for d in documents}.items())),
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
