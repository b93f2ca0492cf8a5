"""What stands in a feed, as a template shows it: no title or name comes from anywhere but the organ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator import labels
from generator.archive.types import Entry
from generator.checks.sentences import in_short
from generator.pages import wording
from generator.pages.badges import seal_of
from generator.pages.site import Site

MOST_FINDINGS = 6
"""Checks that one item spells out; its page has all."""
SPELLED_OUT = 3
"""Places of one check that an item spells out."""
SETTLED = "此前列出的不一致已不再成立"
UNKNOWN_DAY = date(2008, 5, 1)
"""Stands where Atom wants a day and nothing is known: the Regulations took effect on it, so no report is older."""
SINCE = "2026"
"""The year that every id names: this site's addresses are its own since then (RFC 4151)."""


@dataclass(frozen=True, slots=True)
class FeedSeal:
    """One badge of a report."""

    name: str
    """What is judged."""
    stamp: str
    """The seal's four characters."""


@dataclass(frozen=True, slots=True)
class FeedFinding:
    """One check that fails."""

    code: str
    """Its short id."""
    name: str
    """What it is called."""
    lines: tuple[str, ...]
    """The equations that do not hold, or where it fails."""
    more: int
    """How many further places are not spelled out."""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One entry of a feed."""

    id: str
    """A tag: URI that stays, whatever is added to the archive."""
    title: str
    """Organ and year; the check, where the feed is about findings."""
    url: str
    """Full address of the report's page."""
    updated: str
    """When its upload, its figures or the finding last changed, as RFC 3339 writes it."""
    published: str
    """When it arrived; "" where that is not known."""
    organ: str
    """Who wrote it."""
    year: str
    """The year it is about, in words."""
    place: str
    """Names of the regions it stands in."""
    arrived: str
    """When it arrived, in words."""
    seals: tuple[FeedSeal, ...]
    """All its badges."""
    findings: tuple[FeedFinding, ...]
    """What does not agree, with its arithmetic."""
    settled: str
    """What did not agree and now does, or is no longer said so; "" for nothing."""


def tag(site: Site, address: str) -> str:
    """An id that lasts, for what has ``address`` within the site."""
    host = site.site_url.partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0]
    return f"tag:{host.encode('idna').decode() if host else 'localhost'},{SINCE}:{address}"


def moment(day: date | None) -> str:
    """A day as RFC 3339 writes an instant; "" for none."""
    return f"{day.isoformat()}T00:00:00Z" if day else ""


def item(
    site: Site,
    entry: Entry,
    codes: Sequence[str],
    day: date | None,
    arrived: date | None,
    about: str,
    settled: Sequence[str] = (),
) -> FeedItem:
    """``entry`` with the checks ``codes`` spelled out; it last changed on ``day``.

    ``about`` is what distinguishes it from other entries about the same report: "" or an id of what was found.
    ``settled`` are checks that readers were told of, and that no longer fail: the entry stays, and says so.
    """
    report = entry.report
    organ, year = wording.organ_name(report), wording.year_name(report)
    names = report.place.names if report.place.known else ()
    return FeedItem(
        id=tag(site, entry.url + (f"#{about}" if about else "")),
        title=f"{organ} {year}" + (f"：{_named(site, codes) or SETTLED}" if about else ""),
        url=site.full(entry.url),
        updated=moment(day or _own_day(entry)),
        published=moment(arrived),
        organ=organ,
        year=year,
        place=" ".join(names) or "地区不明",
        arrived=wording.day(arrived) if arrived else "不详",
        seals=tuple(
            FeedSeal(labels.zh(labels.BADGES, name), seal_of(entry, name).stamp)
            for name in labels.BADGES
            if name in entry.badges
        ),
        findings=tuple(_findings(site, entry, codes)),
        settled=_named(site, settled),
    )


def _named(site: Site, codes: Iterable[str]) -> str:
    return "、".join(f"{code} {site.catalogue[code].fails_zh}" for code in codes if code in site.catalogue)


def _own_day(entry: Entry) -> date:
    """When an undated report was published or signed: as good as nothing is known of its arrival."""
    dates = entry.report.dates
    stated = dates.published or dates.signed
    if stated is not None and stated.value > UNKNOWN_DAY:
        return stated.value
    return UNKNOWN_DAY if entry.year is None else max(UNKNOWN_DAY, date(min(entry.year, 9998) + 1, 1, 1))


def _findings(site: Site, entry: Entry, codes: Sequence[str]) -> Iterator[FeedFinding]:
    for code in codes[:MOST_FINDINGS]:
        result = entry.result(code)
        if result is not None and code in site.catalogue:
            lines = tuple(in_short(code, one) for one in result.failing[:SPELLED_OUT])
            yield FeedFinding(code, site.catalogue[code].fails_zh, lines, max(0, result.counts.failed - len(lines)))
