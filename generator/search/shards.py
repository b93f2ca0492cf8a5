"""Which report goes into which shard: along the provinces, a large province along its prefectures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from generator.search.documents import SearchDocument

SLACK = 1.5
"""A shard may grow to this many times the size that is aimed at before it is cut."""


def shards(documents: Sequence[SearchDocument], size: int) -> list[list[SearchDocument]]:
    """``documents`` (ordered by url) in groups of about ``size``; one group while ``size`` × 1.5 holds them all.

    No shard holds parts of two provinces unless it holds both whole, so that a chosen province needs few shards and
    an upload changes one. Small provinces share a shard in the order of their codes.
    """
    limit = int(size * SLACK)
    if len(documents) <= limit:
        return [list(documents)] if documents else []
    done: list[list[SearchDocument]] = []
    pending: list[SearchDocument] = []
    for province in _by(documents, 2):
        if len(province) > limit:
            done += _cut(province, size)
        elif pending and len(pending) + len(province) > size:
            done.append(pending)
            pending = province
        else:
            pending = pending + province
    return [*done, pending] if pending else done


def _cut(province: list[SearchDocument], size: int) -> list[list[SearchDocument]]:
    """A large province: whole prefectures together up to ``size``; a large prefecture in equal parts."""
    done: list[list[SearchDocument]] = []
    pending: list[SearchDocument] = []
    for prefecture in _by(province, 4):
        if len(prefecture) > size * SLACK:
            step = -(-len(prefecture) // -(-len(prefecture) // size))
            done += [prefecture[at : at + step] for at in range(0, len(prefecture), step)]
        elif pending and len(pending) + len(prefecture) > size:
            done.append(pending)
            pending = prefecture
        else:
            pending = pending + prefecture
    return [*done, pending] if pending else done


def _by(documents: Sequence[SearchDocument], digits: int) -> list[list[SearchDocument]]:
    """Groups of one division each, in the order of their codes; those without come first."""

    def division(document: SearchDocument) -> str:
        return document.region[:digits]

    return [list(group) for _, group in groupby(sorted(documents, key=division), division)]
