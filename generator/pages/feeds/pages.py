"""Feeds as files of the site, made like lists: of the archive, of each region, organ and check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from generator.archive.types import Archive, Entry
from generator.pages.arrival import Arrivals, latest_first
from generator.pages.feeds.addresses import WHOLE, check_feed, contradictions_feed, new_feed
from generator.pages.feeds.items import UNKNOWN_DAY, FeedItem, item, moment, tag
from generator.pages.listing import contradictions
from generator.pages.page import Alternate, Page
from generator.pages.site import Site

MOST = 50
"""Entries of one feed: what a reader's program asks for again and again is to stay small."""
PLAIN = "政府信息公开工作年度报告；数字出自报告自身，不一致只表示报告的两处数字对不上。"


@dataclass(frozen=True, slots=True)
class FeedFile:
    """Context of feed.xml."""

    id: str
    """A tag: URI that stays."""
    title: str
    """What it tells of, with the archive's name."""
    subtitle: str
    """What to keep in mind when reading."""
    url: str
    """Its own full address."""
    page: str
    """Full address of the page about the same."""
    site_title: str
    """The archive, which is its author."""
    site_url: str
    """The archive's address."""
    updated: str
    """When the latest of its entries changed; a day before all reports where it has none."""
    items: tuple[FeedItem, ...]
    """Latest first."""


MakeItem = Callable[[Entry], FeedItem]


def _once(make: MakeItem) -> MakeItem:
    """``make``, each report once: the feed of its organ has it, and those of all regions above may have it."""
    made: dict[str, FeedItem] = {}

    def item_of(entry: Entry) -> FeedItem:
        if entry.url not in made:
            made[entry.url] = make(entry)
        return made[entry.url]

    return item_of


def feed_pages(site: Site) -> Iterator[Page]:
    """``/feeds/…``. None of them tells of anything but the reports that it is about."""
    arrivals, archive = Arrivals(site.ledger), site.archive
    new = latest_first(archive.entries, arrivals.arrived)
    told = (one for one in archive.entries if contradictions(one) or arrivals.settled_contradictions(one))
    clashing = latest_first(told, arrivals.contradicted)
    arrived, contradicted = _once(partial(_arrived, site, arrivals)), _once(partial(_contradicted, site, arrivals))
    of_new, of_clashes = WHOLE
    yield _feed(site, of_new, "/", new, arrived)
    yield _feed(site, of_clashes, "/checks/", clashing, contradicted)
    of_places = _by_place(archive, new)
    for url, name in _places(archive):
        yield _feed(site, new_feed(name, url), url, of_places.get(url, ()), arrived)
    clashing_there = _by_place(archive, clashing)
    for region in archive.regions.values():
        found = clashing_there.get(region.url, ())
        yield _feed(site, contradictions_feed(region.name, region.url), region.url, found, contradicted)
    yield from _check_feeds(site, arrivals)


def _check_feeds(site: Site, arrivals: Arrivals) -> Iterator[Page]:
    settled: dict[str, list[Entry]] = defaultdict(list)
    for entry in site.archive.entries:
        for code in arrivals.settled(entry):
            settled[code].append(entry)
    for code, info in site.catalogue.items():
        summary = site.archive.checks.get(code)
        told = (*(summary.failed if summary else ()), *settled[code])
        failed = latest_first(told, partial(_found, arrivals, code))
        make = partial(_failed, site, arrivals, code)
        yield _feed(site, check_feed(code, info.name_zh), f"/checks/{code}/", failed, make)


def _places(archive: Archive) -> Iterator[tuple[str, str]]:
    """(address, name) of every region and organ that has a page."""
    yield from ((region.url, region.name) for region in archive.regions.values())
    yield from ((shelf.url, shelf.name) for shelf in archive.organs.values())


def _by_place(archive: Archive, ordered: Iterable[Entry]) -> dict[str, list[Entry]]:
    """By the address of each region above a report and of its organ: the first of ``ordered`` that belong there."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in ordered:
        shelf = archive.organs.get(entry.report.organ.id)
        if shelf is None or entry.year is None:
            continue
        for url in (*(crumb.url for crumb in shelf.crumbs), shelf.url):
            if len(found[url]) < MOST:
                found[url].append(entry)
    return found


def _arrived(site: Site, arrivals: Arrivals, entry: Entry) -> FeedItem:
    return item(site, entry, contradictions(entry), arrivals.revised(entry), arrivals.arrived(entry), "")


def _contradicted(site: Site, arrivals: Arrivals, entry: Entry) -> FeedItem:
    day, codes = arrivals.contradicted(entry), contradictions(entry)
    settled = arrivals.settled_contradictions(entry)
    return item(site, entry, codes, day, arrivals.arrived(entry), "contradictions", settled)


def _failed(site: Site, arrivals: Arrivals, code: str, entry: Entry) -> FeedItem:
    settled = (code,) if code in arrivals.settled(entry) else ()
    failing = () if settled else (code,)
    return item(site, entry, failing, _found(arrivals, code, entry), arrivals.arrived(entry), code, settled)


def _found(arrivals: Arrivals, code: str, entry: Entry) -> date | None:
    return arrivals.settled(entry).get(code) or arrivals.found(entry, code)


def _feed(site: Site, link: Alternate, page: str, entries: Sequence[Entry], make: MakeItem) -> Page:
    return Page(link.url[1:], "feed.xml", partial(_context, site, link, page, tuple(entries[:MOST]), make))


def _context(site: Site, link: Alternate, page: str, entries: Sequence[Entry], make: MakeItem) -> FeedFile:
    items = tuple(make(entry) for entry in entries)
    return FeedFile(
        id=tag(site, link.url),
        title=f"{link.title} · {site.title}",
        subtitle=PLAIN,
        url=site.full(link.url),
        page=site.full(page),
        site_title=site.title,
        site_url=site.full("/"),
        updated=max((one.updated for one in items), default=moment(UNKNOWN_DAY)),
        items=items,
    )
