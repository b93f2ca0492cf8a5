"""Sitemaps and robots.txt: every address, with the day of its last change where that is known.

There is an index, and a sitemap for each province, for the years and for the rest: a report that is added changes few
of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.archive.types import Archive, Entry
from generator.pages.arrival import Arrivals
from generator.pages.machines import description_pages
from generator.pages.page import Page
from generator.pages.site import Site

MOST = 50_000
"""Addresses in one sitemap, by the protocol."""
_PROVINCE = re.compile(r"/region/(\d\d)")


@dataclass(frozen=True, slots=True)
class Address:
    """One page in a sitemap, or one sitemap in the index."""

    url: str
    """Full address."""
    changed: str
    """Day of the last change of content, as YYYY-MM-DD; "" where it is not known."""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Context of sitemap.xml."""

    addresses: tuple[Address, ...]
    """Pages, in the order in which they were made."""


@dataclass(frozen=True, slots=True)
class SitemapIndex:
    """Context of sitemaps.xml."""

    sitemaps: tuple[Address, ...]
    """The sitemaps."""


@dataclass(frozen=True, slots=True)
class Robots:
    """Context of robots.txt."""

    sitemap: str
    """Full address of the index of sitemaps."""


def machine_pages(site: Site, urls: Iterable[str]) -> Iterator[Page]:
    """sitemap.xml, the sitemaps that it lists, robots.txt, and what else tells programs of the site."""
    days = _days(site.archive, Arrivals(site.ledger))
    groups: dict[str, list[Address]] = {}
    for url in urls:
        groups.setdefault(_group(url), []).append(Address(site.full(url), days.get(url, "")))
    listed: list[Address] = []
    for group, addresses in sorted(groups.items()):
        for number, at in enumerate(range(0, len(addresses), MOST), 1):
            part = tuple(addresses[at : at + MOST])
            name = f"sitemap-{group}.xml" if number == 1 else f"sitemap-{group}-{number}.xml"
            listed.append(Address(site.full(f"/{name}"), _newest(one.changed for one in part)))
            yield Page(name, "sitemap.xml", partial(Sitemap, part))
    yield Page("sitemap.xml", "sitemaps.xml", partial(SitemapIndex, tuple(listed)))
    yield Page("robots.txt", "robots.txt", partial(Robots, site.full("/sitemap.xml")))
    yield from description_pages(site)


def _group(url: str) -> str:
    """The sitemap that a page is listed in."""
    province = _PROVINCE.match(url)
    if province:
        return province[1]
    return "years" if url.startswith("/year/") else "site"


def _days(archive: Archive, arrivals: Arrivals) -> Mapping[str, str]:
    """The day on which the newest report of a page arrived or last changed, by the page's address.

    Pages about several reports have one only where it is known of all of them: any other may have come later.
    """

    def changed(entry: Entry) -> str:
        day = arrivals.changed(entry)
        return day.isoformat() if day else ""

    own = {entry.url: _newest([changed(entry)]) for entry in archive.all}
    organs = {shelf.url: _newest(map(changed, shelf.entries)) for shelf in archive.organs.values()}
    years = {f"/year/{year}/": _newest(map(changed, entries)) for year, entries in archive.years.items()}
    regions: dict[str, list[str]] = {}
    for shelf in archive.organs.values():
        for crumb in shelf.crumbs:
            regions.setdefault(crumb.url, []).append(organs[shelf.url])
    below = {url: _newest(found) for url, found in regions.items()}
    return {**below, **years, **organs, **own, "/": _newest(map(changed, archive.entries))}


def _newest(days: Iterable[str]) -> str:
    """The last of ``days``; "" where one is not known, and where there are none."""
    found: Sequence[str] = list(days)
    return max(found) if found and all(found) else ""
