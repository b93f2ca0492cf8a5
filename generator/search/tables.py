"""The table of a shard: what ranking, facets and the list of results need, without loading any report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from generator.search.documents import SearchDocument


def packed_rows(documents: Sequence[SearchDocument], ids: Sequence[str]) -> bytes:
    """JSON: columns of equal length, newest first, and ``seals``, the words of the badge's values.

    ``id`` is the report's id in the index of this shard, ``titled`` 1 where the report prints its title.
    """
    rows = sorted(zip(documents, ids, strict=True), key=lambda row: row[0].url)
    rows.sort(key=lambda row: row[0].newest, reverse=True)
    table: dict[str, Any] = {
        "id": [id_ for _, id_ in rows],
        "url": [document.url for document, _ in rows],
        "title": [document.title for document, _ in rows],
        "titled": [int(document.title_printed) for document, _ in rows],
        "organ": [document.organ or "" for document, _ in rows],
        "places": [list(document.places) for document, _ in rows],
        "province": [document.province for document, _ in rows],
        "year": [document.year for document, _ in rows],
        "consistency": [document.consistency for document, _ in rows],
        "newest": [document.newest for document, _ in rows],
        "seals": dict(sorted({d.consistency: d.consistency_zh for d in documents}.items())),
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
