"""The index of organs: by the initial of their name in pinyin, and by province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from generator import labels
from generator.archive.addresses import GOVERNMENT
from generator.archive.types import OrganShelf
from generator.pages.page import INDEX, Frame, Link, Page
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
    """Organs."""


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
    groups: tuple[IndexGroup, ...]
    """The organs; empty on the first page."""


def organs_pages(site: Site) -> Iterator[Page]:
    """``/organs/``, ``/organs/<letter>/`` and ``/organs/<province code>/``."""
    archive = site.archive
    by_letter: dict[str, list[OrganShelf]] = defaultdict(list)
    by_province: dict[str, list[OrganShelf]] = defaultdict(list)
    for shelf in sorted(archive.organs.values(), key=lambda shelf: (reading(shelf), shelf.id)):
        by_letter[initial(shelf)].append(shelf)
        by_province[shelf.id[:2]].append(shelf)
    initials = (*ascii_uppercase, OTHER) if by_letter[OTHER] else tuple(ascii_uppercase)
    letters = tuple(_letter(letter, by_letter) for letter in initials)
    names = {code: region.name for code, region in archive.regions.items()}
    provinces = tuple(
        Choice(names.get(code, code), f"/organs/{code}/", len(shelves)) for code, shelves in sorted(by_province.items())
    )

    def page(url: str, name: str, count: int, groups: tuple[IndexGroup, ...]) -> Page:
        above = () if url == ROOT else (Link("机关索引", ROOT),)
        description = f"{name}：{count} 个机关的政府信息公开工作年度报告。"
        frame = site.frame(url, name, description, crumbs=(HOME, Link("地区", "/region/"), *above), area="regions")
        context = OrgansPage(frame, name, count, letters, provinces, groups)
        return Page(url.strip("/") + "/" + INDEX, "organs.html", lambda: context)

    yield page(ROOT, "机关索引", len(archive.organs), ())
    for choice in letters:
        if choice.url:
            shelves = by_letter[choice.name]
            group = IndexGroup(choice.name, "", _entries(shelves))
            yield page(choice.url, f"机关索引：{choice.name}", choice.count, (group,))
    for choice in provinces:
        groups = _by_region(by_province[choice.url.strip("/").rpartition("/")[2]], site)
        yield page(choice.url, f"机关索引：{choice.name}", choice.count, groups)


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
            labels.zh(labels.ORGAN_KINDS, shelf.kind.value),
            year_span(shelf.years),
        )
        for shelf in shelves
    )
