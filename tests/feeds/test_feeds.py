"""Feeds are valid, name only reports of theirs, and stay while others are added."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import feedparser
import pytest

from generator.archive.types import Entry
from generator.ledger.history import NO_LEDGER, Ledger
from generator.ledger.records import BuildRecord, Changed, Published
from generator.pages import all_pages
from generator.pages.arrival import Arrivals, latest_first
from generator.pages.feeds.items import tag
from generator.pages.feeds.pages import MOST, feed_pages
from generator.pages.site import Site
from generator.publish.render import Renderer
from tests.feeds.atom import ATOM, validated
from tests.filled import filled
from tests.pages import samples
from tests.pages.conftest import TEMPLATES
from tests.pages.markup import parsed

CATALOGUE = samples.CATALOGUE
TOWN = "/region/990101/bingding-zhen/"


def feeds(site: Site) -> dict[str, bytes]:
    renderer = Renderer(TEMPLATES)
    return {page.path: renderer.render(page) for page in feed_pages(site)}


@pytest.fixture(scope="module")
def made() -> Mapping[str, bytes]:
    return feeds(samples.site())


def test_every_feed_is_valid(made: Mapping[str, bytes]) -> None:
    for path, data in filled(made.items()):
        feed = validated(data)
        here = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
        assert here == [f"https://gongkai.example/{path}"]


def test_a_reader_makes_of_it_what_was_meant(made: Mapping[str, bytes]) -> None:
    read = feedparser.parse(made["feeds/contradictions.xml"])
    assert not read.bozo and read.version == "atom10" and read.feed.language == "zh-Hans"
    settled, entry, *_ = read.entries
    assert (settled.link, entry.link) == tuple(f"https://gongkai.example{TOWN}{year}/" for year in (2019, 2020))
    text = entry.content[0].value
    assert entry.content[0].type == "application/xhtml+xml"
    assert "勾稽不符" in text and "本年新公开数量 10" in text and entry.link in text


def test_there_is_a_feed_of_every_place_and_check(made: Mapping[str, bytes]) -> None:
    site = samples.site()
    places = [*site.archive.regions.values(), *site.archive.organs.values()]
    assert {f"feeds{place.url}new.xml" for place in places} <= made.keys()
    assert {f"feeds/checks/{code}.xml" for code in site.catalogue} <= made.keys()
    assert {f"feeds{region.url}contradictions.xml" for region in site.archive.regions.values()} <= made.keys()
    assert {"feeds/new.xml", "feeds/contradictions.xml"} <= made.keys()
    county = feedparser.parse(made["feeds/region/990101/contradictions.xml"])
    assert county.feed.title.startswith("甲乙县：新发现的数字不一致") and county.entries


def test_what_a_feed_says_of_a_report_is_made_once() -> None:
    made = {page.path: page.make() for page in feed_pages(samples.site())}
    own, county = (made[f"feeds{url}new.xml"].items for url in (TOWN, "/region/990101/"))
    for item in filled(own):
        assert any(item is one for one in county)


def test_pages_name_feeds_that_are_there() -> None:
    renderer = Renderer(TEMPLATES)
    rendered = {page.path: renderer.render(page).decode() for page in all_pages(samples.site())}
    named = {}
    for path, text in rendered.items():
        if path.endswith(".html"):
            links = (link for link in parsed(text).iter("link") if link.get("type") == "application/atom+xml")
            named[path] = [(link.get("rel"), (link.get("href") or "")[1:]) for link in links]
    for rel, href in filled(link for found in named.values() for link in found):
        assert rel == "alternate" and href in rendered
    with_feeds = {path for path, found in named.items() if found}
    town = TOWN[1:]
    assert with_feeds >= {"index.html", "changes/index.html", "region/99/index.html", f"{town}index.html"}
    assert with_feeds >= {f"{town}2020/index.html", "checks/A07/index.html"}


def test_a_feed_holds_the_last_ones_only() -> None:
    archive = samples.archive()
    one = archive.entries[0]
    many = tuple(replace(one, url=f"/unplaced/{number:08x}/") for number in range(MOST + 20))
    site = samples.site(replace(archive, entries=many))
    feed = validated(feeds(site)["feeds/new.xml"])
    assert len(feed.findall(f"{ATOM}entry")) == MOST


def test_what_is_hostile_stays_text() -> None:
    entry = samples.archive().entries[0]
    evil = replace(entry.report.organ, name="<img src=x onerror=alert(1)>\x00\x1b\ufffe&amp;]]>镇人民政府")
    entry = replace(entry, report=replace(entry.report, organ=evil))
    site = samples.site(replace(samples.archive(), entries=(entry,)))
    feed = validated(feeds(site)["feeds/new.xml"])
    assert "<img src=x" in (feed.findtext(f"{ATOM}entry/{ATOM}title") or "")


def test_another_report_leaves_the_feeds_of_others() -> None:
    archive = samples.archive()
    other = replace(archive.entries[0], url="/unplaced/00000000/")
    lost = replace(other.report.organ, id="")
    other = replace(other, report=replace(other.report, organ=lost))
    before = feeds(samples.site())
    after = feeds(samples.site(replace(archive, entries=(*archive.entries, other))))
    changed = {path for path in before if before[path] != after[path]}
    assert changed <= {"feeds/new.xml", "feeds/contradictions.xml"} and "feeds/new.xml" in changed


def test_no_person_is_named_in_a_feed(made: Mapping[str, bytes]) -> None:
    """Titles, names and equations come from organs, forms and figures; the report's own title is left out."""
    titles = {entry.report.title.value for entry in samples.archive().entries if entry.report.title}
    texts = [data.decode() for data in made.values()]
    assert titles and texts
    assert not [title for title in titles for text in texts if title in text]


def test_ids_last_whatever_port_and_script_the_address_has() -> None:
    site = samples.site()
    assert tag(site, "/feeds/new.xml") == "tag:gongkai.example,2026:/feeds/new.xml"
    assert tag(replace(site, site_url="http://localhost:8000"), "/a/") == "tag:localhost,2026:/a/"
    assert tag(replace(site, site_url="https://公开.example"), "/a/").startswith("tag:xn--")


def of(entry: Entry, *builds: BuildRecord) -> Arrivals:
    return Arrivals(Ledger.of(builds))


def test_latest_means_arrived() -> None:
    first, second, *_ = samples.archive().entries
    first = replace(first, report=replace(first.report, sidecar=replace(first.report.sidecar, retrieved_on=None)))
    second = replace(
        second, report=replace(second.report, sidecar=replace(second.report.sidecar, retrieved_on=date(2026, 2, 2)))
    )
    here = Published(first.url, "某镇", 2019, "a", "b", ("A07",))
    arrivals = of(first, BuildRecord(date(2026, 3, 1), added=(here,)))
    assert (arrivals.arrived(first), arrivals.arrived(second)) == (date(2026, 3, 1), date(2026, 2, 2))
    assert latest_first([second, first], arrivals.arrived) == [first, second]
    assert Arrivals(NO_LEDGER).arrived(first) is None
    assert latest_first([first, second], Arrivals(NO_LEDGER).arrived) == [second, first]


def test_a_finding_that_came_later_is_new_on_that_day() -> None:
    entry = samples.archive().entries[0]
    entry = replace(entry, report=replace(entry.report, sidecar=replace(entry.report.sidecar, retrieved_on=None)))
    here = Published(entry.url, "某镇", 2019, "a", "b", ("A07",))
    later = Changed(entry.url, "某镇", 2019, "c", found=("A01",))
    arrivals = of(entry, BuildRecord(date(2026, 3, 1), added=(here,)), BuildRecord(date(2026, 4, 1), changed=(later,)))
    assert arrivals.found(entry, "A07") == date(2026, 3, 1)
    assert arrivals.found(entry, "A01") == date(2026, 4, 1)
    assert arrivals.revised(entry) == arrivals.arrived(entry) == date(2026, 3, 1)


def test_without_any_day_the_feed_still_has_one(made: Mapping[str, bytes]) -> None:
    site = replace(samples.site(), ledger=NO_LEDGER)
    for data in filled(feeds(site).values()):
        feed = validated(data)
        assert re.match(r"20\d\d-", feed.findtext(f"{ATOM}updated") or "")


def test_what_was_settled_is_said_in_the_entry_that_accused() -> None:
    site = samples.site()
    entry = next(one for one in site.archive.entries if one.badges["consistency"].value == "consistent")
    said = (entry.url, entry.report.organ.known_as or "", entry.year, "a" * 64)
    builds = (
        BuildRecord(date(2026, 3, 1), (Published(*said, "b" * 64, ("A07",)),)),
        BuildRecord(date(2026, 4, 1), changed=(Changed(*said, settled=("A07",)),)),
    )
    for ledger in (Ledger.of(builds[:1]), Ledger.of(builds)):
        made = feeds(replace(site, ledger=ledger))
        for path, about in (("feeds/contradictions.xml", "contradictions"), ("feeds/checks/A07.xml", "A07")):
            found = [one for one in feedparser.parse(made[path]).entries if one.id == tag(site, f"{entry.url}#{about}")]
            assert len(found) == len(ledger.builds) - 1
            for one in found:
                assert one.updated == "2026-04-01T00:00:00Z" and one.title.endswith("此前列出的不一致已不再成立")
                assert CATALOGUE["A07"].fails_zh in one.content[0].value and "已不再成立" in one.content[0].value
