"""The names of organs and regions, for suggestions: each under how it begins, in Chinese and in pinyin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from generator.places.slugs import place_slug
from generator.search.folding import MARK, folded
from generator.search.pieces import packed_pieces
from generator.search.summary import COUNTY, Organ, ShardSummary, merged_organ

PIECE = 12_000
"""Bytes of a piece; they repeat themselves and are packed into a fifth. A query loads two or three."""
BEGINNING, ROMAN_BEGINNING = 2, 3
"""Characters and letters of a name that are its key; who types fewer gets no suggestion."""
MOST = 40
"""Pages under one key. Where there are more, the key tells how long those keys are that they stand under instead."""

Entry = tuple[str, str, tuple[str, ...], tuple[str, str], str]
"""Address, what to show, names (the chain of all places is one), romanised names of it and of its county, and
the last two digits of each year that an organ has a report of."""


class _Named(NamedTuple):
    """A name by which a page is found."""

    name: str
    entry: Entry


def packed_names(shards: Sequence[ShardSummary]) -> list[bytes]:
    """Pieces: how a name begins → [length of longer keys, 0 where there are none, entries …]."""
    organs: dict[str, Organ] = {}
    for organ in (organ for shard in shards for organ in shard.organs):
        known = organs.get(organ.url)
        organs[organ.url] = merged_organ(known, organ) if known else organ
    regions = {code: name for shard in shards for code, name in shard.regions.items()}
    entries: dict[str, list[int | Entry]] = {}
    for length, roman in ((BEGINNING, False), (ROMAN_BEGINNING, True)):
        found = {*_of_regions(regions, roman), *_of_organs(organs, regions, roman)}
        _enter(entries, sorted(found), length)
    return packed_pieces(entries, PIECE)


def _enter(entries: dict[str, list[int | Entry]], found: Sequence[_Named], length: int) -> None:
    """Enters what was ``found``, in order, under the first ``length`` signs of its names, or more of them."""
    for key, group in groupby((one for one in found if len(one.name) >= length), lambda one: one.name[:length]):
        own = list(group)
        pages = _pages(own)
        longer = [one for one in own if len(one.name) > length] if len(pages) > MOST else []
        if longer:
            pages = _pages([one for one in own if len(one.name) == length])
        deeper = _where_parted([one.name for one in longer])
        entries[key] = [deeper, *pages[:MOST]]
        _enter(entries, longer, deeper)


def _pages(found: Iterable[_Named]) -> list[Entry]:
    return list(dict.fromkeys(one.entry for one in found))


def _where_parted(names: Sequence[str]) -> int:
    """The length at which ``names``, in order, first differ or the first of them ends; 0 where there are none."""
    if not names:
        return 0
    same = next((at for at, (a, b) in enumerate(zip(names[0], names[-1], strict=False)) if a != b), None)
    shortest = min(map(len, names))
    return shortest if same is None else min(same + 1, shortest)


def _of_regions(regions: Mapping[str, str], roman: bool) -> Iterator[_Named]:
    for code, name in sorted(regions.items()):
        above = regions.get(code[:-2], "")
        chain = "".join(regions.get(code[:digits], "") for digits in (2, 4, 6) if digits <= len(code))
        slug = place_slug(name)
        entry = (f"/region/{code}/", (above if len(code) == COUNTY else "") + name, (plain(chain),), (slug, ""), "")
        yield from (
            _Named(key, entry) for key in ((bare(slug), letters(slug)) if roman else (plain(name), plain(above + name)))
        )


def _of_organs(organs: Mapping[str, Organ], regions: Mapping[str, str], roman: bool) -> Iterator[_Named]:
    for one in organs.values():
        county = place_slug(regions[one.region]) if one.region in regions else ""
        names = tuple(dict.fromkeys(map(plain, (*one.organs, *one.chains))))
        entry = (one.url, one.shown, names, (one.slug, county), "".join(f"{year % 100:02}" for year in one.years))
        slugs = (bare(one.slug), letters(one.slug), bare(county) + letters(one.slug), letters(county + one.slug))
        keys = slugs if roman else map(plain, one.names)
        yield from (_Named(key, entry) for key in keys if key[:1].isascii() == roman)


def plain(name: str) -> str:
    """``name`` folded, without marks; mirrored in ``assets/search/leads.js``."""
    return "".join(token for token in folded(name) if token != MARK)


def letters(slug: str) -> str:
    """The letters of a romanised name."""
    return re.sub("[^a-z]", "", slug.lower())


def bare(slug: str) -> str:
    """A romanised name without its last word, which says what sort of place it is."""
    return letters(re.sub("-[^-]*$", "", slug))
