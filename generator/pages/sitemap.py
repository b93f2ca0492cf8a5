"""Sitemaps and robots.txt: every address, with the day its report was retrieved if known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from generator.pages.page import Page
from generator.pages.site import Site

MOST = 50_000
"""Addresses in one sitemap, by the protocol."""


@dataclass(frozen=True, slots=True)
class Address:
    """One page in a sitemap."""

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
    """Context of sitemaps.xml, where one sitemap does not hold all addresses."""

    sitemaps: tuple[str, ...]
    """Full addresses of the sitemaps."""


@dataclass(frozen=True, slots=True)
class Robots:
    """Context of robots.txt."""

    sitemap: str
    """Full address of the sitemap."""


def machine_pages(site: Site, urls: Iterable[str]) -> Iterator[Page]:
    """sitemap.xml (several behind an index, where there are too many addresses) and robots.txt."""
    days = {e.url: e.report.sidecar.retrieved_on for e in (*site.archive.entries, *site.archive.older)}
    addresses = [Address(site.full(url), day.isoformat() if (day := days.get(url)) else "") for url in urls]
    parts = [tuple(addresses[at : at + MOST]) for at in range(0, len(addresses), MOST)]
    if len(parts) > 1:
        names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
        yield Page("sitemap.xml", "sitemaps.xml", lambda: SitemapIndex(tuple(site.full(f"/{n}") for n in names)))
    else:
        names = ["sitemap.xml"]
    for name, part in zip(names, parts or [()], strict=True):
        yield Page(name, "sitemap.xml", partial(Sitemap, part))
    yield Page("robots.txt", "robots.txt", lambda: Robots(site.full("/sitemap.xml")))
