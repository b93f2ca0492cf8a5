"""The index of organs: by the initial of their name in pinyin, and by province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from string import ascii_uppercase

from generator import labels
from generator.archive.addresses import GOVERNMENT, region_code
from generator.archive.types import OrganShelf
from generator.pages.gloss import glossed_label
from generator.pages.lists import PartLine, page_links
from generator.pages.page import INDEX, Frame, Link, Page
from generator.pages.parts import Part, Step, Way, below, parted
from generator.pages.region.page import year_span
from generator.pages.site import HOME, Site
from generator.places.slugs import place_slug

ROOT = "/organs/"
OTHER = "其他"
"""The initial of what is not read in Latin letters."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One organ in the index."""

    name: str
    """Its name."""
    url: str
    """Its page."""
    place: str
    """The regions it stands in."""
    kind: str
    """What kind of organ, in words."""
    years: str
    """The years of its reports, in words."""


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """Organs under one heading."""

    name: str
    """The heading."""
    url: str
    """The region's page; "" where the heading is none."""
    organs: tuple[IndexEntry, ...]
    """In the order of their names' pinyin."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One letter or province."""

    name: str
    """The letter or the name."""
    url: str
    """Its part of the index; "" where it is empty."""
    count: int
    """Organs; 0 where that is not told."""


@dataclass(frozen=True, slots=True)
class OrgansPage:
    """Context of organs.html."""

    frame: Frame
    """Head, header and footer."""
    name: str
    """What this part of the index holds, in words."""
    count: int
    """Organs in it."""
    letters: tuple[Choice, ...]
    """All letters."""
    provinces: tuple[Choice, ...]
    """Provinces that have organs."""
    parts: tuple[PartLine, ...]
    """Regions with pages of their own, where there are too many organs for this one."""
    groups: tuple[IndexGroup, ...]
    """The organs; empty on the first page."""
    pages: tuple[Link, ...]
    """Further pages of the same."""


def organs_pages(site: Site) -> Iterator[Page]:
    """``/organs/``, ``/organs/<letter>/``, ``/organs/<code>/``; of many under a letter ``/organs/s/64/``."""
    shelves = sorted(site.archive.organs.values(), key=lambda shelf: (reading(shelf), shelf.id))
    by_letter: dict[str, list[OrganShelf]] = defaultdict(list)
    for shelf in shelves:
        by_letter[initial(shelf)].append(shelf)
    initials = (*ascii_uppercase, OTHER) if by_letter[OTHER] else tuple(ascii_uppercase)
    letters = tuple(_letter(letter, by_letter) for letter in initials)
    tree = parted(shelves, _way, ROOT, split=True)
    provinces = tuple(Choice(part.name, part.url, len(part.items)) for part in tree.parts)
    frame = _frame(site, ROOT, "机关索引", len(shelves), ())
    top = OrgansPage(frame, "机关索引", len(shelves), letters, provinces, (), (), ())
    yield Page(ROOT.strip("/") + "/" + INDEX, "organs.html", lambda: top)
    # Counts on every page of the index would change all of them with every organ.
    ways = tuple(replace(c, count=0) for c in letters), tuple(replace(c, count=0) for c in provinces)
    for letter in letters:
        if letter.url:
            root = parted(by_letter[letter.name], _way, letter.url, letter.name)
            for part in (root, *below(root)):
                yield _page(site, part, ways, letter.name)
    for part in below(tree):
        yield _page(site, part, ways, "")


def _way(shelf: OrganShelf) -> Way:
    return tuple(Step(region_code(crumb.url), crumb.name) for crumb in shelf.crumbs)


def _page(site: Site, part: Part[OrganShelf], ways: tuple[tuple[Choice, ...], tuple[Choice, ...]], letter: str) -> Page:
    return Page(part.url.strip("/") + "/" + INDEX, "organs.html", partial(_context, site, part, ways, letter))


def _context(
    site: Site, part: Part[OrganShelf], ways: tuple[tuple[Choice, ...], tuple[Choice, ...]], letter: str
) -> OrgansPage:
    """``letter`` is the initial of all organs of the part; "" for a region's."""
    name = f"机关索引：{letter if part.name in ('', letter) else f'{letter} {part.name}'.strip()}"
    groups = (IndexGroup(letter, "", _entries(part.own)),) if letter and part.own else _by_region(part.own, site)
    return OrgansPage(
        frame=_frame(site, part.url, name, len(part.items), part.above),
        name=name,
        count=len(part.items),
        letters=ways[0],
        provinces=ways[1],
        parts=tuple(PartLine(one.name, one.url, len(one.items), ()) for one in part.parts),
        groups=groups,
        pages=page_links(part),
    )


def _frame(site: Site, url: str, name: str, count: int, above: tuple[Link, ...]) -> Frame:
    index = () if url == ROOT else (Link("机关索引", ROOT),)
    description = f"{name}：{count} 个机关的政府信息公开工作年度报告。"
    crumbs = (HOME, Link("地区", "/region/"), *index, *above)
    return site.frame(url, name, description, crumbs=crumbs, area="regions")


def reading(shelf: OrganShelf) -> str:
    """The organ's name in pinyin, as its address has it; of a government its region's."""
    slug = shelf.id.partition("/")[2]
    return place_slug(shelf.crumbs[-1].name) if slug == GOVERNMENT and shelf.crumbs else slug


def initial(shelf: OrganShelf) -> str:
    """A to Z, or :data:`OTHER`."""
    first = reading(shelf)[:1].upper()
    return first if first and first in ascii_uppercase else OTHER


def _letter(letter: str, shelves: Mapping[str, Sequence[OrganShelf]]) -> Choice:
    count = len(shelves.get(letter, ()))
    path = "other" if letter == OTHER else letter.lower()
    return Choice(letter, f"/organs/{path}/" if count else "", count)


def _by_region(shelves: Sequence[OrganShelf], site: Site) -> tuple[IndexGroup, ...]:
    groups: dict[str, list[OrganShelf]] = defaultdict(list)
    for shelf in shelves:
        groups[shelf.id.partition("/")[0]].append(shelf)
    found = []
    for code, own in sorted(groups.items()):
        region = site.archive.regions.get(code)
        name = "　".join([*(c.name for c in region.crumbs[1:]), region.name]) if region else code
        found.append(IndexGroup(name, region.url if region else "", _entries(own)))
    return tuple(found)


def _entries(shelves: Sequence[OrganShelf]) -> tuple[IndexEntry, ...]:
    return tuple(
        IndexEntry(
            shelf.name,
            shelf.url,
            " ".join(crumb.name for crumb in shelf.crumbs),
            glossed_label(labels.ORGAN_KINDS, shelf.kind.value),
            year_span(shelf.years),
        )
        for shelf in shelves
    )
