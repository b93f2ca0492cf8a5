"""What a shard tells of itself: all that the files above the shards are made from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Annotated

import msgspec

from generator.search.documents import SearchDocument

Positive = Annotated[int, msgspec.Meta(ge=1)]
COUNTY = 6
"""Digits of a county's code."""
_ORGAN = re.compile(r"(/region/[^/]+/([^/]+)/)[^/]+/")


class Organ(msgspec.Struct, frozen=True):
    """An organ's page and what it is called: ``shown`` by its last report; ``organs`` its own names in any, ``chains``
    all places from the province down to it, ``names`` how it may be asked for; ``region`` the code of its
    region, ``slug`` its name in the address, ``years`` those of its reports."""

    url: str
    shown: str
    organs: tuple[str, ...]
    names: tuple[str, ...]
    chains: tuple[str, ...]
    region: str
    slug: str
    years: tuple[int, ...]


class Pieces(msgspec.Struct, frozen=True):
    """The numbers of a shard's pieces: of postings, and of positions."""

    words: Positive
    positions: Positive


class ShardSummary(msgspec.Struct, frozen=True):
    """``folder`` holds the shard's files; ``count`` reports stand in it, of ``provinces``; ``pieces`` is how many it
    has. ``words`` → how many reports hold each, ``facets`` facet → value → reports, ``regions`` code → name,
    ``organs`` in the order of their addresses."""

    folder: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{10}/\Z")]
    count: Positive
    provinces: tuple[str, ...]
    pieces: Pieces
    words: dict[str, Positive]
    facets: dict[str, dict[str, Positive]]
    regions: dict[str, str]
    organs: tuple[Organ, ...]


def summarised(documents: Sequence[SearchDocument], words: dict[str, int], folder: str, pieces: Pieces) -> ShardSummary:
    """What a shard of ``documents`` (ordered by address) tells; ``words`` → how many of them hold each."""
    return ShardSummary(
        folder=folder,
        count=len(documents),
        provinces=tuple(sorted({document.region[:2] for document in documents})),
        pieces=pieces,
        words=words,
        facets=counted_facets(documents),
        regions=region_names(documents),
        organs=organs_of(documents),
    )


def counted_facets(documents: Sequence[SearchDocument]) -> dict[str, dict[str, int]]:
    """Facet → value → how many of ``documents`` have it."""
    counts: dict[str, Counter[str]] = {}
    for document in documents:
        for facet, values in document.facets.items():
            counts.setdefault(facet, Counter()).update(values)
    return {facet: dict(sorted(count.items())) for facet, count in counts.items()}


def region_names(documents: Sequence[SearchDocument]) -> dict[str, str]:
    """Code → name of every region that holds a report. Where reports name one differently, the last name in order."""
    return dict(sorted({pair for document in documents for pair in document.divisions}))


def organs_of(documents: Sequence[SearchDocument]) -> tuple[Organ, ...]:
    """The organs of ``documents`` (ordered by address) that have a name and a page, in the order of their addresses."""
    found: dict[str, Organ] = {}
    for one in documents:
        match = _ORGAN.match(one.url)
        if match and one.organ:
            url, slug = match.groups()
            years = (one.year,) if one.year else ()
            organ = Organ(url, _shown(one), (one.organ,), _names(one), ("".join(one.places),), one.region, slug, years)
            found[url] = merged_organ(found[url], organ) if url in found else organ
    return tuple(found[url] for url in sorted(found))


def merged_organ(one: Organ, later: Organ) -> Organ:
    """Both, as one goes by all its names; what is shown is the ``later``."""
    lists = ("organs", "names", "chains", "years")
    both = {name: sorted({*getattr(one, name), *getattr(later, name)}) for name in lists}
    return msgspec.structs.replace(later, **{name: tuple(held) for name, held in both.items()})


def _shown(one: SearchDocument) -> str:
    organ, places = one.organ or "", one.places
    is_town = len(one.region) == COUNTY and len(places) > len(one.divisions) and places[-1] in organ
    return "".join(places[-2:]) if is_town else organ


def _names(one: SearchDocument) -> tuple[str, ...]:
    """The organ's own name, whole and from its lowest place on, that place, and it with the one above."""
    organ, town = one.organ or "", "".join(one.places[-1:])
    tail = organ[organ.rindex(town) :] if town in organ else organ
    return tuple(sorted({organ, tail, town, "".join(one.places[-2:])} - {""}))
